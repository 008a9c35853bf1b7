"""How the words of transcripts are set: their font, their size, the room between lines and the length of these.

A choice of the user's for all projects; nothing of it is part of a study.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication

from annotator.gui import settings, theme

SIZES_PT = (8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 14.0, 16.0, 18.0, 20.0, 24.0, 28.0, 36.0)
USUAL_SIZE_PT = 11.0
LINE_HEIGHTS_PERCENT = (100, 120, 140, 160, 180, 200)
MEASURES_CHARS = (45, 60, 75, 90, 120)


@dataclass(frozen=True, slots=True)
class Typography:
    """How words are set. No family is the one of the window; lengths of lines are in characters of middling width."""

    family: str = ""
    size_pt: float = USUAL_SIZE_PT
    line_height_percent: int = theme.LINE_HEIGHT_PERCENT
    measure_chars: int = theme.MEASURE_CHARS

    def font(self) -> QFont:
        """The font of the words."""
        font = QFont(QApplication.font())
        if self.family:
            font.setFamilies([self.family, *font.families()])
        font.setPointSizeF(self.size_pt)
        return font

    def stepped(self, steps: int) -> Typography:
        """So many steps larger, or smaller, as far as sizes go."""
        nearest = min(range(len(SIZES_PT)), key=lambda index: abs(SIZES_PT[index] - self.size_pt))
        return replace(self, size_pt=SIZES_PT[max(0, min(nearest + steps, len(SIZES_PT) - 1))])


def gaps_px(font: QFont) -> tuple[float, float, float]:
    """The room after a paragraph, before a turn, and of an empty line: parts of the height of a line."""
    height = QFontMetricsF(font).height()
    return height * theme.PARAGRAPH_GAP, height * theme.TURN_GAP, height * theme.EMPTY_LINE


def kept() -> Typography:
    """What this user chose last; what is not there any more, such as a font, is as usual."""
    usual = Typography()
    family = settings.choice("text_family", "")
    if family and family not in QFontDatabase.families():
        family = ""
    return Typography(
        family,
        _number("text_size", usual.size_pt, SIZES_PT),
        round(_number("text_line_height", usual.line_height_percent, LINE_HEIGHTS_PERCENT)),
        round(_number("text_measure", usual.measure_chars, MEASURES_CHARS)),
    )


def keep(chosen: Typography) -> None:
    """Set transcripts so from now on."""
    settings.save_choice("text_family", chosen.family)
    settings.save_choice("text_size", chosen.size_pt)
    settings.save_choice("text_line_height", chosen.line_height_percent)
    settings.save_choice("text_measure", chosen.measure_chars)


def _number(name: str, usual: float, allowed: tuple[float, ...] | tuple[int, ...]) -> float:
    try:
        value = float(settings.choice(name, str(usual)))
    except ValueError:
        return usual
    return value if allowed[0] <= value <= allowed[-1] else usual
