"""The codings that want a look after a correction: listed under the transcript until each has been looked at.

From the list one goes to the place, puts a coding on other words, takes away what has no words, or lets two codings
that say the same be one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.paragraph_numbers import ParagraphNumbers
from annotator.gui import theme
from annotator.gui.icon_button import IconButton
from annotator.gui.messages import Notice
from annotator.gui.transcript.waiting_codings import Waiting, WaitingCodings
from annotator.gui.workspace import Passage, Workspace

if TYPE_CHECKING:
    from annotator.project.changes import Changes
    from annotator.project.ids import Id

_ID = Qt.ItemDataRole.UserRole
_LIST_PX = 120
_WIDTHS_PX = (130, 120, 90, 110)  # of code, place, coder and what happened; the words take the rest
_MOST_CHARS = 200


class LostCodings(QFrame):
    """The list with its buttons. Hidden until somebody asks for it."""

    left = Signal()  # the keyboard goes back to the words

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found: dict[Id, Waiting] = {}
        self._waiting = WaitingCodings(workspace, self)
        self._title = QLabel(self.tr("Codings to look at"))
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self.list = QTreeWidget()
        self.go_button = QPushButton(self.tr("Go to the place"))
        self.put_button = QPushButton(self.tr("Put on the selected words"))
        self.settle_button = QPushButton(self.tr("Uncode"))
        self._close_button = IconButton("close", "")
        self._set_up_list()
        self._lay_out()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Show the list, or put the keyboard into it; from there, close it."""
        if self.isVisible() and self._has_focus():
            self.leave()
            return
        self.show()
        self._waiting.begin()
        self._read()
        (self.list if self._found else self._close_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close the list."""
        self.hide()
        self.left.emit()

    def words(self) -> list[str]:
        """What is listed: the words that each coding stood on, or stands on twice."""
        return [self._found[key].words for key in self._found]

    # ---- doing

    def go(self) -> None:
        """Show where the chosen coding stands, or stood."""
        chosen = self._chosen()
        if chosen is not None:
            coding = chosen.coding
            self._workspace.go_to(Passage(coding.document_id, coding.start_char, coding.end_char))

    def put(self) -> None:
        """Put the chosen coding on the selected words."""
        lost, passage = self._chosen(), self._workspace.passage
        if lost is None or passage is None:
            return
        if passage.document_id != lost.coding.document_id:
            words = self.tr("This coding belongs to another document. Go to its place, and select words there.")
            self._workspace.notice(Notice(words))
            return
        with self._workspace.attempt():
            codings = self._workspace.project.codings
            moved = codings.move_ends(lost.coding.id, passage.start_char, passage.end_char)
            self._workspace.choose_coding(moved.id)

    def settle(self) -> None:
        """Take the selected codings without words away; where twins are chosen, let each be one with its twin."""
        chosen = self._chosen()
        if chosen is None:
            return
        selected = [self._found[item.data(0, _ID)] for item in self.list.selectedItems()] or [chosen]
        ids = [each.coding.id for each in selected if each.is_twin == chosen.is_twin]
        with self._workspace.attempt():
            codings = self._workspace.project.codings
            if chosen.is_twin:
                codings.join(ids)
            else:
                codings.delete(ids)

    # ---- what is listed

    def _read(self) -> None:
        had_focus = self._has_focus()
        lost = self._waiting.all()
        current = self.list.currentItem()
        chosen = self.list.indexOfTopLevelItem(current) if current is not None else 0
        self._found = {each.coding.id: each for each in lost}
        places = self._places(lost)
        self.list.clear()
        for each in lost:
            self.list.addTopLevelItem(self._item(each, places[each.coding.id]))
        if (item := self.list.topLevelItem(min(chosen, len(lost) - 1))) is not None:
            self.list.setCurrentItem(item)
        self._say()
        if had_focus and not self._has_focus():  # the last one has been dealt with
            self._close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _places(self, lost: list[Waiting]) -> dict[Id, str]:
        documents = self._workspace.project.documents
        texts = documents.texts({each.coding.document_id for each in lost})
        names = {key: documents.get(key).name for key in texts}
        numbers = {key: ParagraphNumbers(text) for key, text in texts.items()}
        return {
            each.coding.id: self.tr("¶ {number}, {document}").format(
                document=names[each.coding.document_id],
                number=numbers[each.coding.document_id].number_at(each.coding.start_char),
            )
            for each in lost
        }

    def _item(self, lost: Waiting, place: str) -> QTreeWidgetItem:
        code = self._workspace.code(lost.coding.code_id)
        coder = self._workspace.project.coders.get(lost.coding.coder_id)
        words = " ".join(lost.words.split())
        shown = words if len(words) <= _MOST_CHARS else words[: _MOST_CHARS - 1] + "…"
        why = self.tr("coded twice") if lost.is_twin else self.tr("its words went")
        item = QTreeWidgetItem([f"“{shown}”", code.name if code else "", place, coder.name, why])
        item.setData(0, _ID, lost.coding.id)
        if code is not None:
            item.setIcon(1, theme.swatch(code.colour))
            item.setToolTip(1, self._workspace.path_of(code.id))
        for column in (0, 2, 3, 4):
            item.setToolTip(column, item.text(column))
        return item

    def _take_in(self, changes: Changes) -> None:
        if self.isVisible() and self._waiting.follow(changes):
            self._read()

    def _say(self) -> None:
        """What to do, and what can be done now."""
        chosen = self._chosen()
        none = self.tr("Every coding has words of its own.")
        lost = self.tr("A correction took its words. Go to the place, select other words and put the coding on them.")
        twin = self.tr(
            "A correction brought it onto the words of another coding of the same code and coder, so it counts twice."
        )
        self._hint.setText(none if chosen is None else twin if chosen.is_twin else lost)
        self.settle_button.setText(self.tr("Let the two be one") if chosen and chosen.is_twin else self.tr("Uncode"))
        self.list.setVisible(bool(self._found))
        can_change = bool(self._found) and not self._workspace.project.is_read_only
        self.go_button.setEnabled(bool(self._found))
        self.settle_button.setEnabled(can_change)
        self.put_button.setEnabled(can_change and self._workspace.passage is not None)

    def _chosen(self) -> Waiting | None:
        item = self.list.currentItem()
        return self._found.get(item.data(0, _ID)) if item is not None else None

    # ---- building

    def _set_up_list(self) -> None:
        self.list.setAccessibleName(self.tr("Codings to look at"))
        heads = (self.tr("Words"), self.tr("Code"), self.tr("Place"), self.tr("Coder"), self.tr("What happened"))
        self.list.setHeaderLabels(heads)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedHeight(_LIST_PX)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width_px in enumerate(_WIDTHS_PX, start=1):
            header.resizeSection(column, width_px)

    def _lay_out(self) -> None:
        self._title.setFont(theme.heading_font(self.font(), 0))
        self._hint.setFont(theme.small_font(self.font()))
        self._close_button.setFlat(True)
        self._close_button.setAccessibleName(self.tr("Close the list"))
        self._close_button.setToolTip(self.tr("Close the list (Esc)"))
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._close_button)
        for button in (self.go_button, self.put_button, self.settle_button):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.GRID_PX, theme.GRID_PX, 2 * theme.GRID_PX, 2 * theme.GRID_PX)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self.list)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.go_button.clicked.connect(self.go)
        self.put_button.clicked.connect(self.put)
        self.settle_button.clicked.connect(self.settle)
        self._close_button.clicked.connect(self.leave)
        self.list.currentItemChanged.connect(lambda *_: self._say())
        self._waiting.found.connect(self._read)
        self.list.itemActivated.connect(lambda _item, _column: self.go())
        self._workspace.changed.connect(self._take_in)
        self._workspace.passage_chosen.connect(self._say)
        self._workspace.sight.changed.connect(lambda: self._read() if self.isVisible() else None)

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    # ---- events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Delete and self.settle_button.isEnabled() and self.list.hasFocus():
            self.settle()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            self._waiting.end()
            self.list.clear()
            self._found.clear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._read()
