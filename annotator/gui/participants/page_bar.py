"""What stands over the sheets of people: the two lists, the filter, how many there are, and buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QTabBar, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.participants.page_parts import action_button
from annotator.gui.search_field import SearchField

_FILTER_PX = 220


class PageBar(QWidget):
    """One row of controls; what they do is the business of the page."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.tabs = QTabBar()
        self.filter_field = SearchField()
        self.only_open = QCheckBox(self.tr("Only what nobody is tied to"))
        self.state = ElidedLabel()
        shown = (
            ("people.add", "add", self.tr("Participant")),
            ("attribute.add", "add", self.tr("Attribute")),
            ("people.suggestions", "star", self.tr("Take the suggestions")),
            ("people.import", "import", self.tr("Import…")),
            ("people.export", "export", self.tr("Export…")),
        )
        self.buttons = {name: action_button(actions[name], icon, words) for name, icon, words in shown}
        self._name()
        self._lay_out()

    def _name(self) -> None:
        self.tabs.addTab(self.tr("People"))
        self.tabs.addTab(self.tr("Documents and speakers"))
        self.tabs.setAccessibleName(self.tr("Lists of this page"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.filter_field.setPlaceholderText(self.tr("Filter"))
        self.filter_field.setAccessibleName(self.tr("Filter the rows"))
        self.filter_field.setClearButtonEnabled(True)
        self.filter_field.show_sign()
        self.filter_field.setMaximumWidth(_FILTER_PX)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(*(2 * theme.GRID_PX,) * 4)
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self.tabs)
        row.addWidget(self.filter_field, 1)
        row.addWidget(self.only_open)
        row.addWidget(self.state, 1)
        for button in self.buttons.values():
            row.addWidget(button)
