"""The room where coders are compared: a document, two or more coders, and what they decide where they differ."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.compare.agreement_line import AgreementLine
from annotator.gui.compare.choices import Choices
from annotator.gui.compare.compared_text import ComparedText
from annotator.gui.compare.comparison import Comparison
from annotator.gui.compare.coverage import Coverage
from annotator.gui.compare.difference_panel import DifferencePanel
from annotator.gui.compare.hands import hands_of
from annotator.gui.compare.list_model import SHOWN, DifferenceList, Shown
from annotator.gui.compare.list_view import DifferenceView, ShownBar
from annotator.gui.compare.nothing_to_compare import NothingToCompare
from annotator.gui.compare.panel_area import PanelArea
from annotator.gui.compare.talk import Talk
from annotator.gui.compare.words import DifferenceWords
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id

_LAYOUT = "compare"
_SHOWN = "compare/shown"
_SIDE_PX = 384
_LEAST_SIDE_PX = 320
_NARROW_PX = 720
_TAKEN_BACK = ("undo", "redo")
_MOST_STEPS = 50  # rows of the list that come and go one by one


class ComparePage(QWidget):
    """Choose, look, talk through. It follows every change while it is looked at, and catches up when it is entered."""

    table_wanted = Signal(str, str)  # the report's table of agreement, decided on this, counting that

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._coverage = Coverage(workspace)
        self._is_stale = True
        self._has_other_text = True
        self._may_choose = False  # a document and coders
        self.comparison = Comparison(workspace, self)
        self.words = DifferenceWords(workspace, self)
        self.choices = Choices(workspace, actions, self._coverage)
        self.agreement = AgreementLine(workspace, self.comparison, self._coverage.codes_given)
        self.text = ComparedText(workspace, self.comparison, self.words, self)
        self.model = DifferenceList(
            self.comparison,
            self.words,
            lambda start, end: self.text.text[start:end],
            lambda: self.text.paragraphs,
            self,
        )
        self.bar = ShownBar()
        self.view = DifferenceView(self.model)
        self.panel = DifferencePanel(workspace, actions, self.words)
        self.nothing = NothingToCompare(actions)
        self.talk = Talk(workspace, actions, self.comparison, self.words, self.text, self.view, self.panel, self)
        self._stack = QStackedWidget()
        self._sides = QSplitter()
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self._show_only(_kept_shown(workspace.project_id))
        self.setFocusProxy(self.view)
        workspace.keepers.append(self.store)

    @property
    def is_fresh(self) -> bool:
        """Whether all that is shown is what the project holds."""
        return not self._is_stale and self.comparison.is_fresh and self.agreement.is_fresh

    def conditions(self) -> frozenset[str]:
        """What is compared and looked at, for actions that need it."""
        return self.talk.conditions() if self._compares else frozenset()

    def store(self) -> bool:
        """Keep the note that is being written. Returns whether nothing is left that could be lost."""
        return self.talk.store()

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next pane (1) or the one before (-1)."""
        panes = [self.choices.document, self.text.view, self.view, self.panel.note]
        panes = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        focus = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focus is pane), -by)
        if panes:
            panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.text.set_typography()
        self.name_keys()
        if self._is_stale:
            self._compare()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes to another room has written their note."""
        if not event.spontaneous():
            self.store()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.store in self._workspace.keepers:
            self._workspace.keepers.remove(self.store)
        self.comparison.close()
        self.agreement.close_task()
        settings.save_layout(_LAYOUT, self._sides.saveState())
        event.accept()

    def name_keys(self) -> None:
        """Say the keys in the tooltips; they may be others now."""
        self.panel.name_keys()
        self.choices.name_keys()

    # ---- what is compared

    def _compare(self) -> None:
        """Compare the chosen coders in the open document, or say why there is nothing to compare."""
        self._is_stale = self._may_choose = False
        workspace, nothing = self._workspace, self.nothing
        if workspace.sight.is_blind:
            nothing.say_blind()
        elif not (documents := workspace.project.documents.all()):
            nothing.say_no_documents()
        elif sum(any(self._coverage.counts[d.id, c.id] for d in documents) for c in self._coverage.coders()) < 2:
            nothing.say_one_coder()
        else:
            self._may_choose = True
            self._compare_document()
            return
        self._compare_nothing()

    def _compare_nothing(self) -> None:
        self.comparison.compare(None, ())
        self._show_state()

    def _compare_document(self) -> None:
        workspace, counts = self._workspace, self._coverage.coder_counts()
        documents = workspace.project.documents.all()
        several = next((document.id for document in documents if counts[document.id] > 1), None)
        if workspace.document_id is None and several is not None:
            self._choose_document(several)
            return
        there = self._coverage.coders_of(workspace.document_id)
        self._show_choices()
        if len(there) < 2:
            self.nothing.say_one_of_document(has_other=several is not None)
            self._compare_nothing()
        elif len(chosen := self.choices.of(there)) < 2:
            self.nothing.say_too_few_chosen()
            self._compare_nothing()
        else:
            self.nothing.say_comparing()
            self.comparison.compare(workspace.document_id, chosen)

    def _show_choices(self) -> None:
        hands = self.words.hands = hands_of(self._coverage.coders())
        there = self._coverage.coders_of(self._workspace.document_id)
        self.choices.show_state(hands, there)
        self.panel.show_coders([hands[coder_id] for coder_id in self.choices.of(there)])

    def _choose_document(self, document_id: Id) -> None:
        self._workspace.choose_document(document_id)

    def _choose_coders(self, coder_ids: tuple[Id, ...] | None) -> None:
        if self.store():
            self.choices.choose(coder_ids)
            self._compare()

    def _go_to_other_document(self) -> None:
        counts = self._coverage.coder_counts()
        found = (each.id for each in self._workspace.project.documents.all() if counts[each.id] > 1)
        self._choose_document(next(found))

    # ---- what is shown

    @property
    def _compares(self) -> bool:
        return self._stack.currentWidget() is self._sides

    def _show_comparison(self) -> None:
        """The comparison is another one: show it all."""
        if self.comparison.differences:
            self._stack.setCurrentWidget(self._sides)  # the lines are wrapped for the room that they will have
            self.text.show_comparison(self.words.hands, is_other_text=self._has_other_text)
            self._has_other_text = False
            self.agreement.compute(self.text.stored)
        self._show_list()
        self.talk.take_comparison()
        self._show_state()

    def _show_list(self) -> None:
        self.model.show(self.model.shown)
        self._show_counts()

    def _show_counts(self) -> None:
        self.bar.show_counts(self.model.counts())
        self.choices.show_agreements(self.comparison.open_agreement_count)

    def _show_settled(self, numbers: set[int]) -> None:
        """Some are settled now, or open again."""
        if len(numbers) > _MOST_STEPS:
            self._show_list()
            self.text.view.refresh_codings()
        else:
            self.model.follow(numbers)
            self._show_counts()
            self.text.refresh_places(numbers)
        self.view.show_current(self.talk.current)
        self.talk.refresh()

    def _show_only(self, shown: Shown) -> None:
        settings.save_place(self._workspace.project_id, _SHOWN, shown)
        self.model.shown = shown
        self.bar.show_choice(shown)
        self._show_list()
        self.view.show_current(self.talk.current)
        self.talk.refresh()

    def _show_state(self) -> None:
        """The comparison, or what stands in its place; and the choices above where they lead anywhere."""
        has_any = bool(self.comparison.differences)
        self._stack.setCurrentWidget(self._sides if has_any else self.nothing)
        self.choices.setVisible(self._may_choose)
        self.choices.agreements_button.setVisible(has_any)
        self.agreement.setVisible(has_any)
        self.setFocusProxy(self.view if has_any else self.nothing.first_button())
        self._workspace.conditions_changed.emit()

    # ---- following

    def _on_change(self, changes: Changes) -> None:
        self._coverage.take(changes)
        document_id = self.comparison.document_id
        if document_id in changes.corrected_ids or (changes.touches("speaker") and document_id is not None):
            self._has_other_text = True
        if not self.isVisible():
            self._is_stale = True
            return
        if document_id is None or self._must_choose_again(changes):
            self._compare()
            return
        self.comparison.follow(changes)
        self.text.follow_consensus(changes)
        if self._has_other_text and self.comparison.is_fresh:
            self._show_comparison()
        if changes.touches("code"):
            self.text.view.refresh_codings()
            self.model.refresh()
            self.talk.refresh()
        if changes.operation.kind in _TAKEN_BACK:
            self._go_where(changes)

    def _must_choose_again(self, changes: Changes) -> bool:
        """Whether who coded what, or what it is called, is other now."""
        there = [coder.id for coder in self._coverage.coders_of(self._workspace.document_id)]
        return changes.touches("document") or there != list(self.choices.coders.buttons) or self._were_renamed(changes)

    def _were_renamed(self, changes: Changes) -> bool:
        return any(row.row_id in self.words.hands for row in changes.of("coder"))

    def _go_where(self, changes: Changes) -> None:
        """Look at the place that an undo or redo was about."""
        numbers = self.comparison.numbers_touched(changes)
        if numbers and self.talk.current not in numbers:
            self.talk.choose(min(numbers))

    def _on_sight(self) -> None:
        """Blind mode was turned, or another coder is at work."""
        self._is_stale = True
        if self.isVisible():
            self.store()
            self._compare()

    def _on_document(self) -> None:
        self._is_stale = True
        if self.isVisible() and self.store():
            self._compare()

    def _follow_text_size(self) -> None:
        if self.isVisible():
            self.text.set_typography()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the list is under the words instead of beside them."""
        super().resizeEvent(event)
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        is_narrow = event.size().width() < _NARROW_PX
        self._sides.setOrientation(down if is_narrow else across)
        self._side.setOrientation(across if is_narrow else down)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and "view" in self.__dict__:
            self.view.viewport().update()

    # ---- building

    def _lay_out(self) -> None:
        side = self._side
        side.setMinimumWidth(_LEAST_SIDE_PX)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        side.addWidget(top)
        area = PanelArea(self.panel)
        self.panel.third_begun.connect(lambda: area.bring_into_sight(self.panel.third))
        side.addWidget(area)
        side.setStretchFactor(0, 1)
        side.setChildrenCollapsible(False)
        self._sides.addWidget(self.text)
        self._sides.addWidget(side)
        self._sides.setStretchFactor(0, 1)
        self._sides.setSizes([900, _SIDE_PX])
        self._sides.setChildrenCollapsible(False)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._sides)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.choices)
        page.addWidget(self.agreement)
        page.addWidget(self._stack, 1)
        if (state := settings.layout(_LAYOUT)) is not None:
            self._sides.restoreState(state)

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.changed.connect(self._on_change)
        workspace.sight.changed.connect(self._on_sight)
        workspace.document_chosen.connect(self._on_document)
        self.comparison.changed.connect(self._show_comparison)
        self.comparison.settled.connect(self._show_settled)
        self.choices.document.document_chosen.connect(self._choose_document)
        self.choices.coders_chosen.connect(self._choose_coders)
        self.nothing.everybody_wanted.connect(lambda: self._choose_coders(None))
        self.nothing.other_document_wanted.connect(self._go_to_other_document)
        self.bar.chosen.connect(self._show_only)
        self.talk.moved.connect(workspace.conditions_changed)
        self.agreement.table_wanted.connect(self.table_wanted)
        self._actions.bind("compare", self)
        for name in ("view.larger", "view.smaller", "view.usual"):
            self._actions[name].triggered.connect(self._follow_text_size)


def _kept_shown(project_id: Id) -> Shown:
    kept = settings.place(project_id, _SHOWN)
    return next((shown for shown in SHOWN if shown == kept), "differences")
