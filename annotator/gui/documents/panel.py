"""The panel of documents: find one, open it, put them in order, rename and delete them.

What is in the rows is the model's; how they look and drag is the list's. Reading files is the business of `importing`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import (
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.documents.documents_list import DocumentsList
from annotator.gui.documents.kinds import KINDS, kind_words
from annotator.gui.documents.model import DocumentsModel
from annotator.gui.documents.no_documents import NoDocuments
from annotator.gui.documents.speakers_dialog import SpeakersDialog
from annotator.gui.messages import Notice
from annotator.gui.search_field import SearchField
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.errors import NotFound
from annotator.project.ids import Id

_PLACE = "document"
_Select = QItemSelectionModel.SelectionFlag


class DocumentsPanel(QWidget):
    """The documents of the project. Choosing one opens it; the one that was open is remembered for each project."""

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Documents"))
        self._workspace = workspace
        self._actions = actions
        self._open_row = 0
        self._open_id: Id | None = None
        self._is_following = False
        self.model = DocumentsModel(workspace, self)
        self.filter_field = self._made_filter()
        self.list = DocumentsList(self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(self.tr("List of documents"))
        self._empty = NoDocuments(actions, is_writable=not workspace.project.is_read_only)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_empty_state()
        self._choose_first_time()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard."""
        return self._empty.button if self.model.is_empty else self.list

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        event.accept()

    # ---- choosing

    def bring_open_into_sight(self) -> None:
        """Scroll the list to the document that is open."""
        self.list.scrollTo(self.list.currentIndex())

    def step(self, by: int) -> None:
        """Open the next or the previous document of those that are shown."""
        row = self.model.row_of(self._workspace.document_id)
        wanted = self.model.id_at(row + by if row >= 0 else 0)
        if wanted is not None:
            self._workspace.choose_document(wanted)

    def chosen_ids(self) -> list[Id]:
        """The documents that are selected in the list, in their order.

        None selected: the open one, unless the keyboard is in a list that does not show it.
        """
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        chosen = [row_id for row in rows if (row_id := self.model.id_at(row)) is not None]
        open_id = self._workspace.document_id
        if chosen or open_id is None or self.list.hasFocus():
            return chosen
        return [open_id]

    def _choose_first_time(self) -> None:
        if self._workspace.document_id is None:
            kept = settings.place(self._workspace.project_id, _PLACE)
            remembered = next((self.model.id_at(row) for row in self._rows() if self._hex(row) == kept), None)
            self._workspace.choose_document(remembered or self.model.id_at(0))
        self._follow_open_document()

    def _rows(self) -> range:
        return range(self.model.rowCount())

    def _hex(self, row: int) -> str:
        return (self.model.id_at(row) or b"").hex()

    def _remember(self) -> None:
        if self._workspace.document_id is not None:
            settings.save_place(self._workspace.project_id, _PLACE, self._workspace.document_id.hex())

    def _open_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        document_id = self.model.id_at(current.row()) if current.isValid() else None
        if document_id is not None and not self._is_following:
            self._workspace.choose_document(document_id)

    def _follow_open_document(self) -> None:
        """Let the list show which document is open."""
        previous, self._open_id = self._open_id, self._workspace.document_id
        self.model.repaint_open(previous, self._open_id)
        row = self.model.row_of(self._open_id)
        if row < 0:
            return
        self._open_row = row
        index = self.model.index(row)
        if self.list.currentIndex() != index or not self.list.selectionModel().hasSelection():
            self._is_following = True
            self.list.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
            self._is_following = False
        self.bring_open_into_sight()

    def _select(self, document_ids: list[Id]) -> None:
        selection = QItemSelection()
        for row in sorted(self.model.row_of(row_id) for row_id in document_ids):
            if row >= 0:
                selection.select(self.model.index(row), self.model.index(row))
        self.list.selectionModel().select(selection, _Select.ClearAndSelect)

    # ---- following

    def _on_changed(self, changes: Changes) -> None:
        chosen = self.chosen_ids()
        self.model.take(changes)
        if not changes.touches("document"):
            return
        self._show_empty_state()
        if self._workspace.document_id is None:
            self._workspace.choose_document(self.model.id_at(min(self._open_row, self.model.rowCount() - 1)))
        self._follow_open_document()
        if len(chosen) > 1:
            self._select(chosen)

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._follow_open_document()

    def _show_empty_state(self) -> None:
        self._stack.setCurrentWidget(self._empty if self.model.is_empty else self.list)
        self.filter_field.setVisible(not self.model.is_empty)

    # ---- doing

    def rename(self) -> None:
        """Edit the name of the current document in place, in whatever room or pane the keyboard was."""
        self._actions["go.documents"].trigger()
        if not self.list.currentIndex().isValid():
            self.filter_field.clear()
        index = self.list.currentIndex()
        if index.isValid():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.edit(index)

    def delete(self) -> None:
        """Remove the chosen documents; a notice says what went and offers to undo it."""
        ids = self.chosen_ids()
        if not ids:
            return
        codings = sum(self._workspace.all_counts.by_document[row_id] for row_id in ids)
        with self._workspace.attempt():
            name = self._workspace.project.documents.get(ids[0]).name if len(ids) == 1 else ""
            words = self.tr("Deleting documents and their codings…")
            done = self._workspace.write(lambda project: project.documents.delete(ids), len(ids) + codings, words)
            if done is None:
                return
            self._workspace.notice(Notice(self._gone_words(name, len(ids), codings), action="edit.undo"))

    def _gone_words(self, name: str, documents: int, codings: int) -> str:
        short = name if len(name) <= 60 else name[:59].rstrip() + "…"
        gone = (
            self.tr("“{name}” was deleted").format(name=short)
            if name
            else self.tr("%n document(s) were deleted", None, documents)
        )
        lost = self.tr("with %n coding(s)", None, codings) if codings else self.tr("with no codings")
        return self.tr("{what} {with_what}.").format(what=gone, with_what=lost)

    def shift(self, by: int) -> None:
        """Move the chosen documents one place up or down."""
        rows = sorted(self.model.row_of(row_id) for row_id in self.chosen_ids())
        if not rows or rows[0] < 0:
            return
        before = rows[0] - 1 if by < 0 else rows[-1] + 2
        if 0 <= before <= self.model.rowCount():
            self._move(self.chosen_ids(), before)

    def _move(self, ids: list[Id], before_row: int) -> None:
        """Put documents before the one in a row, or last. A drop where they stand already changes nothing."""
        while (before := self.model.id_at(before_row)) in ids:
            before_row += 1
        rows = [self.model.row_of(row_id) for row_id in ids]
        if rows == list(range(before_row - len(ids), before_row)):
            return
        with self._workspace.attempt():
            self._workspace.project.documents.move(ids, before)

    def edit_speakers(self) -> None:
        """Show who speaks in the open document, to be corrected."""
        if self._workspace.document_id is None:
            return
        try:
            dialog = SpeakersDialog(self._workspace, self._workspace.document_id, self.window())
        except NotFound:
            return
        dialog.open()

    def _set_kind(self, kind: str) -> None:
        documents, ids = self._workspace.project.documents, self.chosen_ids()
        with self._workspace.attempt():
            names = ", ".join(documents.get(row_id).name for row_id in ids)
            with self._workspace.project.operation("document.set_kind", document=names, kind=kind):
                for row_id in ids:
                    documents.set_kind(row_id, kind)

    # ---- menus

    def _show_menu(self, position: QPoint) -> None:
        menu = self.made_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.list.viewport().mapToGlobal(position))

    def made_menu(self) -> QMenu:
        """The context menu of the chosen documents."""
        names = ("document.rename", "document.speakers", "memo.on_document", "", "document.up", "document.down")
        menu = self._actions.context_menu(self, (*names, "", "document.delete", "", "document.import"))
        kinds = QMenu(self.tr("&Kind"), menu)
        self._fill_kinds(kinds)
        menu.insertMenu(self._actions["memo.on_document"], kinds)
        return menu

    def _fill_kinds(self, menu: QMenu) -> None:
        row = self.list.currentIndex().row()
        document_id = self.model.id_at(row)
        here = self._workspace.project.documents.get(document_id).kind if document_id is not None else ""
        for kind in dict.fromkeys((*KINDS, *((here,) if here else ()))):
            action = QAction(kind_words(kind), menu, checkable=True, checked=kind == here)
            action.setEnabled(document_id is not None and not self._workspace.project.is_read_only)
            action.triggered.connect(lambda _checked=False, kind=kind: self._set_kind(kind))
            menu.addAction(action)

    # ---- building

    def _made_filter(self) -> SearchField:
        field = SearchField()
        field.setPlaceholderText(self.tr("Filter documents"))
        field.setAccessibleName(self.tr("Filter documents"))
        field.setClearButtonEnabled(True)
        field.show_sign()
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        top = QVBoxLayout()
        top.setContentsMargins(theme.GRID_PX, theme.GRID_PX, theme.GRID_PX, 0)
        top.addWidget(self.filter_field)
        column.addLayout(top)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            "document.rename": self.rename,
            "document.delete": self.delete,
            "document.speakers": self.edit_speakers,
            "document.up": partial(self.shift, -1),
            "document.down": partial(self.shift, 1),
            "go.next_document": partial(self.step, 1),
            "go.previous_document": partial(self.step, -1),
        }
        for name, command in commands.items():
            self._actions.connect(name, command)
        self._actions.bind("documents", self.list)
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.returnPressed.connect(self._open_found)
        self.list.selectionModel().currentChanged.connect(self._open_current)
        self.list.moved.connect(self._move)
        self.list.opened.connect(self._actions["go.transcript"].trigger)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self._workspace.document_chosen.connect(self._follow_open_document)
        self._workspace.document_chosen.connect(self._remember)
        self._workspace.changed.connect(self._on_changed)
        self._workspace.sight.changed.connect(self.model.repaint_all)

    def _open_found(self) -> None:
        """Enter in the filter: open the first document that fits, and go on in the list."""
        if self.model.row_of(self._workspace.document_id) < 0 and (found := self.model.id_at(0)) is not None:
            self._workspace.choose_document(found)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
