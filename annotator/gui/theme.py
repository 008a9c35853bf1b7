"""How the window looks: sizes on one grid, text tints that keep their contrast, icons that follow the palette.

Light and dark come from the system (or from the View menu); nothing here knows what a project is.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from annotator.resources import resource

GRID_PX = 4
MEASURE_CHARS = 75
LINE_HEIGHT_PERCENT = 120
# Room after a paragraph, before a turn, and of an empty line: parts of the height of a line of letters.
PARAGRAPH_GAP = 0.35
TURN_GAP = 0.9
EMPTY_LINE = 0.6
DOCUMENT_MARGIN_PX = 12

_ALPHA_ONE = 0.24
_ALPHA_PER_MORE = 0.05
_ALPHA_MOST = 0.42
_ALPHA_LEAST = 0.08
# Ratios of WCAG 2.1: what it asks of text, and what leaves room for text that is quieter, or on a tinted ground.
_LEAST_CONTRAST = 4.5
_QUIET_CONTRAST = 5.7
_STEPPING_BACK_CONTRAST = 7.5
_ICON_SIZES_PX = (16, 20, 24, 32, 48)


def is_dark(palette: QPalette | None = None) -> bool:
    """Whether the palette has light text on a dark ground."""
    palette = palette or QGuiApplication.palette()
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def use_colours(name: str) -> None:
    """Follow the system ("system"), or be "light" or "dark", with our own palette where the platform has none."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    sheet = application.styleSheet()
    application.setStyleSheet("")  # under a style sheet, widgets on the screen would keep the palette that they have
    QApplication.setPalette(QPalette())
    QGuiApplication.styleHints().setColorScheme(schemes.get(name, Qt.ColorScheme.Unknown))
    if name in schemes and is_dark() != (name == "dark"):
        QApplication.setPalette(_own_palette(_DARK if name == "dark" else _LIGHT))
    application.setStyleSheet(sheet)


_DARK = {
    QPalette.ColorRole.Window: "#2b2d30",
    QPalette.ColorRole.WindowText: "#dfe1e5",
    QPalette.ColorRole.Base: "#1e1f22",
    QPalette.ColorRole.AlternateBase: "#26282b",
    QPalette.ColorRole.Text: "#dfe1e5",
    QPalette.ColorRole.Button: "#393b40",
    QPalette.ColorRole.ButtonText: "#dfe1e5",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#393b40",
    QPalette.ColorRole.ToolTipText: "#dfe1e5",
    QPalette.ColorRole.PlaceholderText: "#a0a3a8",
    QPalette.ColorRole.Highlight: "#2f6fb0",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#6cb2f5",
    QPalette.ColorRole.LinkVisited: "#b79cf0",
    QPalette.ColorRole.Light: "#4b4e54",
    QPalette.ColorRole.Midlight: "#43454a",
    QPalette.ColorRole.Mid: "#3a3c40",
    QPalette.ColorRole.Dark: "#1a1b1d",
    QPalette.ColorRole.Shadow: "#101112",
}
_LIGHT = {
    QPalette.ColorRole.Window: "#efefef",
    QPalette.ColorRole.WindowText: "#000000",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f7f7f7",
    QPalette.ColorRole.Text: "#000000",
    QPalette.ColorRole.Button: "#efefef",
    QPalette.ColorRole.ButtonText: "#000000",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.ToolTipBase: "#ffffdc",
    QPalette.ColorRole.ToolTipText: "#000000",
    QPalette.ColorRole.PlaceholderText: "#6b6b6b",
    QPalette.ColorRole.Highlight: "#2b74b8",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#0b5cad",
    QPalette.ColorRole.LinkVisited: "#6a3d9a",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#cacaca",
    QPalette.ColorRole.Mid: "#b8b8b8",
    QPalette.ColorRole.Dark: "#9f9f9f",
    QPalette.ColorRole.Shadow: "#767676",
}


def _own_palette(colours: dict[QPalette.ColorRole, str]) -> QPalette:
    """A whole palette; what is disabled stands halfway between its colour and the window's."""
    made = QPalette()
    ground = QColor(colours[QPalette.ColorRole.Window])
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        halfway = (round((a + b) / 2) for a, b in zip(_rgb(QColor(colours[role])), _rgb(ground), strict=True))
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(*halfway))
    return made


def tint(colours: tuple[str, ...], base: QColor, text: QColor | None = None) -> QColor:
    """The ground under words that carry codes of these colours: their mean, as strong as the words allow.

    Even those that step back keep 4.5:1 on it. `text` is the colour of the words, the palette's own if not given.
    """
    text = text or QGuiApplication.palette().color(QPalette.ColorRole.Text)
    return _tint(tuple(sorted(colours)), base.rgb(), text.rgb())


@lru_cache(maxsize=4096)
def _tint(colours: tuple[str, ...], base_rgb: int, text_rgb: int) -> QColor:
    # With bare numbers: where much is coded, each screen brings dozens of mixtures that were never seen before.
    base, quiet = _channels(base_rgb), _luminance_of(_rgb(_between(text_rgb, base_rgb, _STEPPING_BACK_CONTRAST)))
    mixed = [_named(colour) for colour in colours]
    mean = tuple(round(sum(channel) / len(mixed)) for channel in zip(*mixed, strict=True))
    alpha = min(_ALPHA_ONE + _ALPHA_PER_MORE * (len(mixed) - 1), _ALPHA_MOST)
    while _ratio(quiet, _luminance_of(ground := _mix(mean, base, alpha))) < _LEAST_CONTRAST and alpha > _ALPHA_LEAST:
        alpha -= 0.01
    return QColor(*ground)


def stripe_colour(colour: str, base: QColor) -> QColor:
    """The colour of a stripe: the code's own, moved away from the ground where it would vanish in it."""
    return _stripe(colour, base.rgb())


@lru_cache(maxsize=4096)
def _stripe(colour: str, base_rgb: int) -> QColor:
    shown, base = QColor(colour), QColor.fromRgb(base_rgb)
    for _ in range(6):
        if contrast(shown, base) >= 2:
            break
        shown = shown.lighter(125) if base.lightness() < 128 else shown.darker(112)
    return shown


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of WCAG 2.1, 1 to 21."""
    return _ratio(_luminance(first), _luminance(second))


def _luminance(colour: QColor) -> float:
    return _luminance_of(_rgb(colour))


def _ratio(first: float, second: float) -> float:
    lighter, darker = max(first, second), min(first, second)
    return (lighter + 0.05) / (darker + 0.05)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


_LINEAR = tuple(_linear(value / 255) for value in range(256))


def _luminance_of(channels: tuple[int, ...]) -> float:
    red, green, blue = channels
    return 0.2126 * _LINEAR[red] + 0.7152 * _LINEAR[green] + 0.0722 * _LINEAR[blue]


def quiet_colour(palette: QPalette) -> QColor:
    """For text that steps back beside other text (counts, numbers, hints), still at 4.5:1 on the palette's base."""
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return _between(text.rgb(), base.rgb(), _QUIET_CONTRAST)


def stepping_back_colour(palette: QPalette) -> QColor:
    """For words of a transcript that step back (the interviewer's): at 4.5:1 even on the ground of a coding."""
    text, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
    return _between(text.rgb(), base.rgb(), _STEPPING_BACK_CONTRAST)


@lru_cache(maxsize=64)
def _between(text_rgb: int, base_rgb: int, wanted_contrast: float) -> QColor:
    """The colour nearest to the base, on the way from it to the text, that stands out from it so much."""
    text, base = QColor.fromRgb(text_rgb), QColor.fromRgb(base_rgb)
    for percent in range(40, 100, 2):
        found = mixed(text, base, percent / 100)
        if contrast(found, base) >= wanted_contrast:
            return found
    return text


def mixed(first: QColor, second: QColor, share: float) -> QColor:
    """So much of the first, the rest of the second."""
    return QColor(*_mix(_rgb(first), _rgb(second), share))


def _mix(first: tuple[int, ...], second: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(share * a + (1 - share) * b) for a, b in zip(first, second, strict=True))


def _channels(rgb: int) -> tuple[int, int, int]:
    return rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255


@lru_cache(maxsize=4096)
def _named(colour: str) -> tuple[int, int, int]:
    return _rgb(QColor(colour))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def heading_font(base: QFont, steps: int = 1) -> QFont:
    """One step (or more) up the type scale, in a stronger weight."""
    font = QFont(base)
    font.setPointSizeF(base.pointSizeF() * 1.2**steps)
    font.setWeight(QFont.Weight.DemiBold)
    return font


def small_font(base: QFont) -> QFont:
    """One step down the type scale."""
    font = QFont(base)
    font.setPointSizeF(max(7.5, base.pointSizeF() * 0.88))
    return font


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """The icon of this name in the palette's text colour, or another. Icons are SVG drawn with `currentColor`."""
    palette = QGuiApplication.palette()
    normal = colour or palette.color(QPalette.ColorRole.WindowText)
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return _icon(name, normal.name(), disabled.name())


@lru_cache(maxsize=256)
def _icon(name: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8")
    for mode, colour in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        for size in _ICON_SIZES_PX:
            made.addPixmap(_rendered(renderer, size), mode)
    return made


def _rendered(renderer: QSvgRenderer, size_px: int) -> QPixmap:
    pixmap = QPixmap(size_px, size_px)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return pixmap


def swatch(colour: str, size_px: int = 14) -> QIcon:
    """A filled square with a fine edge, as the sign of a code."""
    return _swatch(colour, size_px, is_dark())


def swatch_picture(colour: str, size_px: int = 14) -> QPixmap:
    """The same as a picture, for lists that draw many."""
    return _swatch_picture(colour, size_px, is_dark())


@lru_cache(maxsize=512)
def _swatch(colour: str, size_px: int, dark: bool) -> QIcon:
    return QIcon(_swatch_picture(colour, size_px, dark))


@lru_cache(maxsize=512)
def _swatch_picture(colour: str, size_px: int, dark: bool) -> QPixmap:
    ratio = 2
    pixmap = QPixmap(size_px * ratio, size_px * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(colour).lighter(130) if dark else QColor(colour).darker(120)
    painter.setPen(edge)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(1.5, 1.5, size_px - 3, size_px - 3), 3, 3)
    painter.end()
    return pixmap


STYLE_SHEET = """
QDockWidget::title { padding: 6px 8px; background: palette(window); }
QTreeView, QListView, QTableView { border: none; background: palette(base); }
QTreeView::item, QListView::item { padding: 3px 2px; }
QHeaderView::section { padding: 2px 6px; }
QToolBar { border: none; spacing: 4px; padding: 4px; }
QStatusBar::item { border: none; }
QSplitter::handle { background: palette(mid); }
QMainWindow::separator { background: palette(midlight); width: 4px; height: 4px; }
QCheckBox::indicator:unchecked {
    border: 1px solid palette(placeholder-text); border-radius: 2px; background: palette(base);
}
"""
