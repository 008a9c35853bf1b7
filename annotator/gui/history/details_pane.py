"""Beside the list: what the chosen operation did, or the story of a code; and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from annotator.analysis.code_story import CodeStep
from annotator.analysis.operation_details import OperationDetails
from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.history.change_words import Look, details_html, story_html
from annotator.gui.segments.flow_layout import FlowLayout

_BUTTONS = ("history.show", "history.story", "history.past")


class DetailsPane(QWidget):
    """Shows one thing at a time, as text that can be selected and copied."""

    _is_blind = False
    _name = ""
    _shown: OperationDetails | list[CodeStep] | None = None

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.text = QTextBrowser()
        self.words = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.buttons = {name: QPushButton() for name in _BUTTONS}
        self._lay_out()
        self.show_nothing()

    def show_details(self, details: OperationDetails, *, is_blind: bool = False) -> None:
        """Show what an operation did; to whoever is blind not how many codings it touched."""
        self._is_blind = is_blind
        self._show(details)

    def show_story(self, steps: list[CodeStep], name: str = "", *, is_blind: bool = False) -> None:
        """Show the story of a code, as `show_details` shows an operation. `name` is what it is called now, if it is."""
        self._is_blind, self._name = is_blind, name
        self._show(steps)

    def show_nothing(self, words: str = "") -> None:
        """Say what there is to choose, or why there is nothing."""
        self._shown = None
        self.words.setText(words or self.tr("Choose something that was done to see what was there before and after."))
        self.words.show()
        self.text.hide()

    @property
    def is_showing_story(self) -> bool:
        """Whether the story of a code is shown."""
        return isinstance(self._shown, list)

    def name_buttons(self) -> None:
        """Let the buttons say what they do now."""
        for name, button in self.buttons.items():
            action = self._actions[name]
            words = action.text().replace("&", "").rstrip("…").partition(",")[0]
            is_way_back = name == "history.story" and self.is_showing_story
            button.setText(self.tr("Back to What Was Done") if is_way_back else words)
            button.setToolTip(self._actions.with_keys(button.text(), name))
            button.setEnabled(action.isEnabled())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._draw()

    def _show(self, what: OperationDetails | list[CodeStep]) -> None:
        self._shown = what
        self.words.hide()
        self.text.show()
        self._draw()
        self.name_buttons()

    def _draw(self) -> None:
        look = Look.of(self.palette())
        shown = self._shown
        if isinstance(shown, OperationDetails):
            self.text.setHtml(details_html(shown, look, is_blind=self._is_blind))
        elif shown is not None:
            self.text.setHtml(story_html(shown, look, self._name, is_blind=self._is_blind))

    def _lay_out(self) -> None:
        self.text.setAccessibleName(self.tr("What was there before and after"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(3 * theme.GRID_PX)
        self.words.setContentsMargins(*([6 * theme.GRID_PX] * 4))
        foot = QWidget()
        row = FlowLayout(foot)
        row.setContentsMargins(2 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        for name, button in self.buttons.items():
            button.clicked.connect(self._actions[name].trigger)
            self._actions[name].changed.connect(self.name_buttons)
            row.addWidget(button)
        row.addWidget(QWidget())  # takes what is left of the last line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words, 1)
        column.addWidget(self.text, 1)
        column.addWidget(foot)
