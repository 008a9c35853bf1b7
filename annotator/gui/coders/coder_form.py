"""The fields of one coder: initials, colour, role and what they bring along. The name stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QPoint
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from annotator.gui import theme
from annotator.gui.codebook.colour_popup import ColourPopup, colour_name
from annotator.project.coders import Coder, initials_of
from annotator.project.stored_text import normalise_text

_T = QT_TRANSLATE_NOOP
ROLES = tuple(
    str(role)
    for role in (
        _T("roles", "analyst"),
        _T("roles", "peer researcher"),
        _T("roles", "supervisor"),
        _T("roles", "research assistant"),
    )
)
_INITIALS_CHARS = 8
_PREUNDERSTANDING_PX = 18 * theme.GRID_PX


class CoderForm(QObject):
    """Fields for a form, and what is in them. The values that nobody changed are None."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._known: Coder | None = None
        self.colour = ""
        self.initials = QLineEdit()
        self.initials.setMaxLength(_INITIALS_CHARS)
        self.colour_button = QPushButton()
        self.colour_button.setAutoDefault(False)  # Enter in a field does not press it
        self.role = _editable(_translated("roles", one) for one in ROLES)
        self.preunderstanding = QPlainTextEdit()
        self.preunderstanding.setTabChangesFocus(True)
        self.preunderstanding.setFixedHeight(_PREUNDERSTANDING_PX)
        self.preunderstanding.setPlaceholderText(
            self.tr("What you know, expect and believe before you read: it helps others to judge your reading.")
        )
        self._colours = ColourPopup(parent, self.tr("Colour of the coder"))
        self._colours.chosen.connect(self.show_colour)
        self.colour_button.clicked.connect(self._open_colours)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        """The fields in their order."""
        return self.initials, self.colour_button, self.role, self.preunderstanding

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields into a form, each with its title."""
        for title, field in (
            (self.tr("&Initials"), self.initials),
            (self.tr("&Colour"), self.colour_button),
            (self.tr("&Role"), self.role),
            (self.tr("Pre&understanding"), self.preunderstanding),
        ):
            form.addRow(title, field)
            if field is not self.colour_button:
                field.setAccessibleName(title.replace("&", ""))

    def show_coder(self, coder: Coder | None) -> None:
        """Fill in what is known of a coder; nothing of one who has not joined yet."""
        self._known = coder
        self.initials.setText(coder.initials if coder else "")
        self.initials.setPlaceholderText("" if coder else self.tr("from the name"))
        self.role.setCurrentText(coder.role if coder else "")
        self.preunderstanding.setPlainText(coder.preunderstanding if coder else "")
        self.show_colour(coder.colour if coder else "")

    def show_colour(self, colour: str) -> None:
        """Let this be the colour; none: the next that is free."""
        self.colour = colour
        words = colour_name(colour) if colour else self.tr("The next one that is free")
        self.colour_button.setText(words)
        self.colour_button.setIcon(theme.swatch(colour) if colour else theme.icon("colour"))
        self.colour_button.setAccessibleName(self.tr("Colour of the coder: {colour}").format(colour=words))

    def given(self, name: str) -> dict[str, str]:
        """The fields that differ from what is known, as `Coders.edit` takes them; empty initials come from the name."""
        known = self._known
        # toPlainText() would make a plain space of every no-break space.
        written = normalise_text(self.preunderstanding.document().toRawText())
        values = {
            "initials": self.initials.text().strip(),
            "colour": self.colour,
            "role": self.role.currentText().strip(),
            "preunderstanding": written,
        }
        if known is not None and not values["initials"]:
            values["initials"] = initials_of(name)
        return {key: value for key, value in values.items() if value != (getattr(known, key) if known else "")}

    def _open_colours(self) -> None:
        below = self.colour_button.mapToGlobal(QPoint(0, self.colour_button.height()))
        self._colours.open_at(below, self.colour)


def _editable(choices: Iterable[str]) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(choices))
    field.setMinimumContentsLength(16)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


def _translated(context: str, words: str) -> str:
    return QCoreApplication.translate(context, words)
