"""The room of participants: people × attributes, and the list that ties documents and speakers to people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.documents.no_documents import NoDocuments
from annotator.gui.figures import figure
from annotator.gui.messages import Notice, NoticeKind
from annotator.gui.participants.attribute_dialog import AttributeDialog
from annotator.gui.participants.cells_model import Outcome
from annotator.gui.participants.cells_view import CellsView
from annotator.gui.participants.counts import Counts
from annotator.gui.participants.merge_dialog import MergeDialog
from annotator.gui.participants.outcome_words import outcome_words
from annotator.gui.participants.page_bar import PageBar
from annotator.gui.participants.page_parts import NoPeople
from annotator.gui.participants.people_files import PeopleFiles
from annotator.gui.participants.sheet import PeopleSheet
from annotator.gui.participants.ties import TiesList
from annotator.gui.workspace import Workspace
from annotator.project.attribute_values import Attribute
from annotator.project.changes import Changes
from annotator.project.ids import Id

_TAB = "participants_tab"


class ParticipantsPage(QWidget):
    """People × attributes, edited as in a spreadsheet; who speaks where, for a whole project."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self._files = PeopleFiles(workspace, self)
        self.counts = Counts(workspace, self)
        self.sheet = PeopleSheet(workspace, self.counts)
        self.ties = TiesList(workspace)
        self._bar = PageBar(actions)
        self.tabs, self.filter_field, self.only_open = self._bar.tabs, self._bar.filter_field, self._bar.only_open
        self.state, self.buttons = self._bar.state, self._bar.buttons
        self.empty = NoPeople(actions)
        self.no_documents = NoDocuments(actions, is_writable=not workspace.project.is_read_only)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_state()
        if settings.place(workspace.project_id, _TAB) == "1":
            self.tabs.setCurrentIndex(1)

    # ---- as a room

    def conditions(self) -> frozenset[str]:
        """What the keyboard is on, for actions that need it."""
        states = {
            "people_page": True,
            "cell": self._cells().currentIndex().isValid(),
            "person": self._is_sheet() and self.sheet.participant_id is not None,
            "person_order": self._is_sheet() and self.sheet.shows_own_order and self.sheet.participant_id is not None,
            "attribute": self._is_sheet() and self.sheet.attribute is not None,
            "suggestion": self.ties.ties.suggested > 0,
        }
        return frozenset(name for name, holds in states.items() if holds)

    def step_pane(self, by: int) -> None:
        """Put the keyboard into the next of cells, filter and tabs, or the one before."""
        panes: list[QWidget] = [self._cells(), self.filter_field, self.tabs]
        panes = [pane for pane in panes if pane.isVisible()]
        here = next((at for at, pane in enumerate(panes) if pane.hasFocus()), -by)
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.counts.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.sheet.remember()
        settings.save_place(self._workspace.project_id, _TAB, str(self.tabs.currentIndex()))
        self.counts.finish()
        event.accept()

    # ---- commands

    def add_person(self) -> None:
        """Begin a new participant."""
        self.filter_field.clear()
        self.tabs.setCurrentIndex(0)
        self._stack.setCurrentWidget(self.sheet)
        self.sheet.setFocus()
        self.sheet.begin_new()

    def delete_people(self) -> None:
        """Remove the chosen participants; a notice says so and offers to undo it."""
        people = self.sheet.chosen_people()
        if not people:
            return
        with self._workspace.attempt():
            rows = len(people) * (1 + len(self.sheet.sheet.columns))
            words = self.tr("Removing participants…")
            if self._workspace.write(lambda project: project.participants.delete_many(people), rows, words) is None:
                return
            words = self.tr("%n participant(s) removed; their documents stay.", None, len(people))
            self._workspace.notice(Notice(words, action="edit.undo"))

    def merge_people(self) -> None:
        """Ask into whom the chosen participants are merged."""
        people = self.sheet.chosen_people()
        if people and len(self.sheet.sheet.people) > 1:
            MergeDialog(self._workspace, people, self.window()).open()

    def open_documents(self) -> None:
        """Go to the transcript of the participant, or of the row; where there are several, ask which."""
        documents = self._documents_here()
        if len(documents) == 1:
            self._open(documents[0][0])
        elif documents:
            self._ask_which(documents)
        else:
            self._workspace.notice(Notice(self.tr("No document is tied to this participant yet.")))

    def add_attribute(self) -> None:
        """Ask for a new attribute."""
        self._edit_attribute(None)

    def edit_attribute(self) -> None:
        """Change name, kind and choices of the current attribute."""
        if self.sheet.attribute is not None:
            self._edit_attribute(self.sheet.attribute)

    def delete_attribute(self) -> None:
        """Remove the current attribute with its values; a notice offers to undo it."""
        attribute = self.sheet.attribute
        if attribute is None:
            return
        with self._workspace.attempt():
            rows, words = len(self.sheet.sheet.people), self.tr("Removing the attribute…")
            done = self._workspace.write(
                lambda project: project.participants.delete_attribute(attribute.id), rows, words
            )
            if done is None:
                return
            name = attribute.name if len(attribute.name) <= 60 else attribute.name[:59].rstrip() + "…"
            words = self.tr("The attribute “{name}” and its values were removed.").format(name=name)
            self._workspace.notice(Notice(words, action="edit.undo"))

    def accept_choices(self) -> None:
        """Let the words that did not fit a list of choices become choices of it."""
        with self._workspace.attempt():
            self.sheet.sheet.accept_refused_choices(self.sheet.selected_places())

    def take_suggestions(self) -> None:
        """Tie what is suggested: in the selected rows where they have any, else everywhere."""
        self._tell(self.ties.take_suggestions())

    def choose_and_import(self) -> None:
        """Ask for a table of people and show what it would bring."""
        self._files.choose_and_import()

    def import_table(self, path: Path) -> None:
        """Show what a table of people would bring."""
        self._files.import_table(path)

    def choose_and_export(self) -> None:
        """Ask where the sheet should be written."""
        self._files.choose_and_export()

    def export_to(self, path: Path) -> None:
        """Write the sheet to a .xlsx or .csv file."""
        self._files.export_to(path)

    # ---- inside

    def _is_sheet(self) -> bool:
        return self.tabs.currentIndex() == 0

    def _cells(self) -> CellsView:
        return self.sheet if self._is_sheet() else self.ties

    def _open(self, document_id: Id) -> None:
        self._workspace.choose_document(document_id)
        self._actions["go.code"].trigger()

    def _documents_here(self) -> list[tuple[Id, str]]:
        if not self._is_sheet():
            tie = self.ties.current_tie()
            return [(tie.document.id, tie.document.name)] if tie is not None else []
        person = self.sheet.participant_id
        documents = self._workspace.project.documents
        spoken = {each.document_id for each in documents.all_speakers() if each.participant_id == person}
        everything = documents.all() if person is not None else []
        return [(d.id, d.name) for d in everything if d.participant_id == person or d.id in spoken]

    def _ask_which(self, documents: list[tuple[Id, str]]) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for document_id, name in documents:
            menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self._open, document_id))
        place = self._cells().visualRect(self._cells().currentIndex()).bottomLeft()
        menu.popup(self._cells().viewport().mapToGlobal(place))

    def _edit_attribute(self, attribute: Attribute | None) -> None:
        if not self._workspace.project.is_read_only:
            AttributeDialog(self._workspace, attribute, self.window()).open()

    def _tell(self, outcome: Outcome) -> None:
        """Say what came of writing to cells, where the cells themselves do not show it all."""
        if words := outcome_words(outcome):
            kind: NoticeKind = "warning" if outcome.refused or outcome.cut_cells else "information"
            self._workspace.notice(Notice(words, kind, "edit.undo" if outcome.written > 1 else ""))

    def _filter(self, words: str) -> None:
        if self._is_sheet():
            self.sheet.sheet.filter(words)
        else:
            self.ties.ties.filter(words, only_open=self.only_open.isChecked())
        self._show_state()

    def _on_changed(self, changes: Changes) -> None:
        self.sheet.sheet.take(changes)
        if self.ties.isVisible():
            self.ties.take(changes)
        elif changes.touches("document", "speaker", "participant"):
            self.ties.is_stale = True
        self.counts.follow(changes, is_looked_at=self.isVisible())
        if changes.touches("participant", "attribute", "document", "speaker"):
            self._show_state()

    def _show_tab(self, _index: int) -> None:
        if not self._is_sheet():
            self.ties.bring_up_to_date()
        self.filter_field.setText("")
        self.sheet.sheet.filter("")
        self.ties.ties.filter("", only_open=self.only_open.isChecked())
        self._show_state()
        self._workspace.conditions_changed.emit()

    def _show_state(self) -> None:
        people, shown = len(self.sheet.sheet.people), len(self.sheet.sheet.shown)
        is_empty = not people and self._is_sheet()
        shown_widget: QWidget = self.empty if is_empty else self._cells()
        if not self._is_sheet() and self.ties.ties.is_bare:
            shown_widget = self.no_documents
        self._stack.setCurrentWidget(shown_widget)
        self.filter_field.setVisible(not is_empty)
        self.only_open.setVisible(not self._is_sheet())
        for name, button in self.buttons.items():
            button.setVisible(not is_empty and self._is_sheet() == (name != "people.suggestions"))
        words = self.tr("%n participant(s)", None, people)
        if shown < people:
            words = self.tr("{shown} of {all}").format(shown=figure(shown), all=words)
        if self._workspace.sight.is_blind:
            words += "  ·  " + self.tr("only your own codings are counted")
        if not self._is_sheet():
            words = self.tr("%n suggestion(s)", None, self.ties.ties.suggested)
        self.state.say("" if is_empty else words)
        self.setFocusProxy(self.empty.add_button if is_empty else self._cells())

    # ---- menus

    def _show_menu(self, place: QPoint, names: Sequence[str]) -> None:
        menu = self._actions.context_menu(self, names)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    # ---- building

    def _lay_out(self) -> None:
        for widget in (self.sheet, self.ties, self.empty, self.no_documents):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._connect_commands()
        for view, names in ((self.sheet, (*_PEOPLE_MENU, "", *_CELLS_MENU)), (self.ties, _TIES_MENU)):
            self._connect_view(view, names)
        self.sheet.menu_wanted.connect(lambda at: self._show_menu(at, _ATTRIBUTE_MENU))
        self.tabs.currentChanged.connect(self._show_tab)
        self.filter_field.textChanged.connect(self._filter)
        self.only_open.toggled.connect(lambda _on: self._filter(self.filter_field.text()))
        self.filter_field.returnPressed.connect(lambda: self._cells().setFocus())
        self._workspace.sight.changed.connect(self._show_state)
        self._workspace.changed.connect(self._on_changed)

    def _connect_view(self, view: CellsView, menu: Sequence[str]) -> None:
        self._actions.bind("participants", view)
        view.written.connect(self._tell)
        view.left.connect(self._leave)
        view.selectionModel().currentChanged.connect(lambda *_: self._workspace.conditions_changed.emit())
        view.customContextMenuRequested.connect(lambda at: self._show_menu(view.viewport().mapToGlobal(at), menu))

    def _connect_commands(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "people.add": self.add_person,
            "people.delete": self.delete_people,
            "people.merge": self.merge_people,
            "people.open": self.open_documents,
            "people.up": partial(self.sheet.shift, -1),
            "people.down": partial(self.sheet.shift, 1),
            "people.sort": self.sheet.sort_by_current,
            "people.ties": lambda: self.tabs.setCurrentIndex(1 - self.tabs.currentIndex()),
            "people.suggestions": self.take_suggestions,
            "cells.cut": lambda: self._cells().cut(),
            "cells.copy": lambda: self._cells().copy(),
            "cells.paste": lambda: self._cells().paste(),
            "cells.clear": lambda: self._cells().clear(),
            "cells.fill_down": lambda: self._cells().fill_down(),
            "cells.accept": self.accept_choices,
            "attribute.add": self.add_attribute,
            "attribute.edit": self.edit_attribute,
            "attribute.left": partial(self.sheet.shift_attribute, -1),
            "attribute.right": partial(self.sheet.shift_attribute, 1),
            "attribute.delete": self.delete_attribute,
        }
        for name, command in commands.items():
            self._actions.connect(name, command)

    def _leave(self, is_forward: bool) -> None:
        self.focusNextPrevChild(is_forward)


_PEOPLE_MENU = ("people.open", "people.add", "people.merge", "people.up", "people.down", "people.delete")
_CELLS_MENU = ("cells.cut", "cells.copy", "cells.paste", "cells.fill_down", "cells.accept", "cells.clear")
_ATTRIBUTE_MENU = (
    *("people.sort", "", "attribute.add", "attribute.edit", "attribute.left", "attribute.right"),
    *("", "attribute.delete"),
)
_TIES_MENU = ("people.open", "people.suggestions", "", "cells.copy", "cells.paste", "cells.fill_down", "cells.clear")
