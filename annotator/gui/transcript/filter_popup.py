"""The popup in which one chooses which codings the transcript shows. Each choice is seen at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.coders.chip import coder_chip
from annotator.gui.pages.report_lists import Entry, TickList
from annotator.gui.popup import Popup
from annotator.gui.transcript.shown_filter import ShownFilter
from annotator.gui.transcript.shown_words import ShownWords
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_WIDTH_PX = 340
_ROWS_SHOWN = 5


class FilterPopup(Popup):
    """Codes, coders, who speaks, and what becomes of the rest."""

    chosen = Signal(object)  # ShownFilter

    def __init__(self, workspace: Workspace, words: ShownWords, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Which codings are shown"))
        self._workspace = workspace
        self._words = words
        self._filter = ShownFilter()
        self._choices: list[ShownFilter] = []
        self.codes = QComboBox()
        self.under = QCheckBox(self.tr("With the codes &under them"))
        self.coders = TickList(self.tr("Coders"))
        self.people = TickList(self.tr("Who speaks"))
        self.rest = QComboBox()
        self.rest.addItems([self.tr("Hidden"), self.tr("Dimmed")])
        self.fade = QCheckBox(self.tr("&Fade words without a shown coding"))
        self.all_button = QPushButton(self.tr("&Show all codings again"))
        self._titles: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    def open_at(self, corner: QPoint, now: ShownFilter, people: Sequence[Id]) -> None:
        """Show the choices with the upper right corner here. `people` speak in the open document."""
        self._filter = now
        self._fill(people)
        self.adjustSize()
        self.show_at(corner - QPoint(self.width(), 0), self.codes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.hide()
        else:
            super().keyPressEvent(event)

    # ---- filling

    def _fill(self, people: Sequence[Id]) -> None:
        with QSignalBlocker(self.codes), QSignalBlocker(self.under), QSignalBlocker(self.rest):
            self._fill_codes()
            self.under.setChecked(self._filter.with_those_under)
            self.rest.setCurrentIndex(int(self._filter.dims))
        with QSignalBlocker(self.fade):
            self.fade.setChecked(self._filter.dims_words)
        self._fill_coders()
        self._fill_people(people)
        self._show_what_can_be_done()

    def _fill_codes(self) -> None:
        """All codes, those that are selected as they are selected, just those of now, and those kept before."""
        self.codes.clear()
        self._choices = []
        now, selected = self._filter, self._workspace.selected_code_ids
        self._offer(self.tr("All"), replace(now, code_ids=None, follows_codebook=False))
        self._offer(self.tr("As selected in the codebook"), replace(now, code_ids=None, follows_codebook=True))
        for code_ids in dict.fromkeys((now.code_ids, selected or None)):
            if code_ids is not None and (names := self._words.code_names(code_ids)):
                words = self.tr("Only {names}").format(names=names)
                self._offer(words, replace(now, code_ids=code_ids, follows_codebook=False))
        here = (now.code_ids, now.follows_codebook)
        kept = [(choice.code_ids, choice.follows_codebook) for choice in self._choices]
        self.codes.setCurrentIndex(kept.index(here) if here in kept else 0)

    def _offer(self, words: str, choice: ShownFilter) -> None:
        self.codes.addItem(words)
        self.codes.setItemData(self.codes.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self._choices.append(choice)

    def _fill_coders(self) -> None:
        sight = self._workspace.sight
        coders = [coder for coder in self._workspace.project.coders.all() if not sight.hides_coder(coder.id)]
        entries = [Entry(one.id.hex(), one.name, icon=coder_chip(one.colour)) for one in coders]
        self._fill_list(self.coders, entries, self._filter.coder_ids, is_needed=len(coders) > 1)

    def _fill_people(self, people: Iterable[Id]) -> None:
        """Those of the open document, and those who were chosen in another one."""
        here = frozenset(people) | (self._filter.participant_ids or frozenset())
        found = [person for person in self._workspace.project.participants.all() if person.id in here]
        entries = [Entry(one.id.hex(), one.label) for one in found]
        self._fill_list(self.people, entries, self._filter.participant_ids, is_needed=bool(entries))

    def _fill_list(
        self, ticks: TickList, entries: list[Entry], wanted: frozenset[Id] | None, *, is_needed: bool
    ) -> None:
        keys = {entry.key for entry in entries}
        ticks.fill(entries, keys - {one.hex() for one in wanted} if wanted is not None else ())
        ticks.setFixedHeight(min(len(entries), _ROWS_SHOWN) * max(ticks.sizeHintForRow(0), 1) + 2 * theme.GRID_PX)
        for widget in (ticks, self._titles[ticks]):
            widget.setVisible(is_needed)

    def _show_what_can_be_done(self) -> None:
        self.under.setEnabled(self._filter.follows_codebook or self._filter.code_ids is not None)
        self.all_button.setEnabled(self._filter.is_active)

    # ---- choosing

    def _choose(self, chosen: ShownFilter) -> None:
        self._filter = chosen
        self._show_what_can_be_done()
        self.chosen.emit(chosen)

    def _choose_codes(self, index: int) -> None:
        choice = self._choices[index]
        self._choose(replace(self._filter, code_ids=choice.code_ids, follows_codebook=choice.follows_codebook))

    def _choose_all(self) -> None:
        self.hide()
        self._choose(ShownFilter(dims=self._filter.dims, dims_words=self._filter.dims_words))

    def _connect(self) -> None:
        self.codes.currentIndexChanged.connect(self._choose_codes)
        self.under.toggled.connect(lambda on: self._choose(replace(self._filter, with_those_under=on)))
        self.rest.currentIndexChanged.connect(lambda at: self._choose(replace(self._filter, dims=bool(at))))
        self.fade.toggled.connect(lambda on: self._choose(replace(self._filter, dims_words=on)))
        self.coders.ticked.connect(lambda: self._choose(replace(self._filter, coder_ids=_ticked(self.coders))))
        self.people.ticked.connect(lambda: self._choose(replace(self._filter, participant_ids=_ticked(self.people))))
        self.all_button.clicked.connect(self._choose_all)

    # ---- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(3 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        self.setFixedWidth(_WIDTH_PX)
        self.codes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        column.addLayout(self._titled(self.tr("C&odes"), self.codes))
        column.addWidget(self.under)
        for title, ticks in ((self.tr("Code&rs"), self.coders), (self.tr("Who s&peaks"), self.people)):
            self._titles[ticks] = self._title(title, ticks)
            column.addWidget(self._titles[ticks])
            column.addWidget(ticks)
        column.addLayout(self._titled(self.tr("&The rest is"), self.rest))
        column.addWidget(self.fade)
        column.addWidget(self.all_button)

    def _titled(self, title: str, field: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID_PX)
        row.addWidget(self._title(title, field))
        row.addWidget(field, 1)
        return row

    def _title(self, title: str, field: QWidget) -> QLabel:
        label = QLabel(title)
        label.setBuddy(field)
        field.setAccessibleName(title.replace("&", ""))
        return label


def _ticked(ticks: TickList) -> frozenset[Id] | None:
    """What is ticked; None where all is."""
    unticked = ticks.unticked()
    keys = {item.data(0, Qt.ItemDataRole.UserRole) for item in ticks.items()}
    return frozenset(Id(bytes.fromhex(key)) for key in keys - unticked) if unticked else None
