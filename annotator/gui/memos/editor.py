"""The editor of one memo. It saves by itself, and what is being typed is never overwritten.

It keeps no undo of its own: Ctrl+Z saves what was typed and then takes it back through the project's history, so that
there is one order of undoing in the window.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.memos.typed_field import TypedField
from annotator.gui.workspace import Workspace
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id
from annotator.project.memos import MEMO_KINDS, About, Memo

PAUSE_MS = 1_000


class MemoEditor(QWidget):
    """Title, kind and text of one memo, stored after each pause in typing and whenever the keyboard leaves."""

    identified = Signal()  # a new memo was stored for the first time: memo_id is set
    place_wanted = Signal()
    left = Signal()  # Escape: the keyboard should go back to where it came from

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.memo_id: Id | None = None
        self.about = About()
        self.is_open = False
        self._is_new = False
        self._is_saving = False
        self.about_label = ElidedLabel()
        self.go_button = QToolButton(autoRaise=True)
        self.title_field = QLineEdit()
        self.kind_field = QComboBox()
        self._kind_line = QLineEdit()
        self.kind_field.setLineEdit(self._kind_line)
        self.text_field = QPlainTextEdit()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._fields = {
            "title": TypedField(self.title_field.text, self.title_field.setText),
            "kind": TypedField(self.kind_field.currentText, self.kind_field.setEditText),
            "text": TypedField(self._typed_text, self._show_text),
        }
        self._prepare()
        self._lay_out()

    # ---- which memo

    def begin(self, about: About) -> None:
        """Offer an empty memo; it is stored with the first letters."""
        if self._leave():
            self._show(None, about, "", MEMO_KINDS[0], "")
            self._is_new = True
            self.text_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, memo: Memo) -> None:
        """Show a memo."""
        if self._leave():
            self._show(memo.id, memo.about, memo.title, memo.kind, memo.text)

    def clear(self) -> None:
        """Show none."""
        if self._leave():
            self._close()

    def follow(self, memo: Memo) -> None:
        """Show what an operation made of the open memo, but for what is being typed."""
        self.about = memo.about
        for name, field in self._fields.items():
            field.follow(getattr(memo, name))

    def lose(self) -> None:
        """The open memo was removed: what is being typed becomes a new one, else there is none to show."""
        if self._is_touched():
            self.memo_id = None
        else:
            self._close()

    def say_about(self, words: str, *, can_go: bool) -> None:
        """Show what the memo is about, and whether there is a place to go to."""
        self.about_label.say(words)
        self.go_button.setEnabled(can_go)

    def retint(self) -> None:
        """Draw the icon in the colours of the palette."""
        self.go_button.setIcon(theme.icon("forward"))

    # ---- saving

    def save(self) -> bool:
        """Store what was typed, as one operation. Returns whether nothing is left that could be lost.

        A new memo without any words is not stored. What could not be stored stays in the fields.
        """
        self._pause.stop()
        if self._workspace.is_writing and self._is_touched():
            self._pause.start()
            return False
        if self._is_saving or not self._is_touched() or self._workspace.project.is_read_only:
            return True
        is_done = False
        self._is_saving = True
        try:
            with self._workspace.attempt():
                self._store({name: field.value for name, field in self._fields.items()})
                is_done = True
        finally:
            self._is_saving = False
        return is_done

    def _store(self, values: dict[str, str]) -> None:
        memos = self._workspace.project.memos
        if self.memo_id is not None:
            memos.edit(self.memo_id, **{name: values[name] for name, f in self._fields.items() if f.is_touched})
        elif values["title"].strip() or values["text"].strip():
            self._add(values)
        else:
            return
        for name, field in self._fields.items():
            field.saved(values[name])

    def _add(self, values: dict[str, str]) -> None:
        add = partial(self._workspace.project.memos.add, values["text"], title=values["title"], kind=values["kind"])
        try:
            self.memo_id = add(about=self.about).id
        except (NotFound, SpanOutsideText):
            # What it was to be about has gone meanwhile: the words must not go with it.
            self.about = About()
            self.memo_id = add().id
        self.identified.emit()

    def _is_touched(self) -> bool:
        return self.is_open and any(field.is_touched for field in self._fields.values())

    def _leave(self) -> bool:
        """Save; a memo that was begun here and emptied again leaves no trace. Returns whether it can be left."""
        if not self.save():
            return False
        if self._is_new and self.memo_id is not None and not any(self._fields[n].value for n in ("title", "text")):
            with self._workspace.attempt():
                self._workspace.project.memos.delete([self.memo_id])
        return True

    def _close(self) -> None:
        self._show(None, About(), "", "", "")
        self.is_open = False

    def _show(self, memo_id: Id | None, about: About, title: str, kind: str, text: str) -> None:
        self.memo_id, self.about, self.is_open, self._is_new = memo_id, about, True, False
        for name, value in (("title", title), ("kind", kind), ("text", text)):
            self._fields[name].load(value)
        self._pause.stop()

    # ---- the text, verbatim

    def _typed_text(self) -> str:
        # toPlainText() would make a plain space of every no-break space.
        return self.text_field.document().toRawText()

    def _show_text(self, text: str) -> None:
        cursor = self.text_field.textCursor()
        position, top = cursor.position(), self.text_field.verticalScrollBar().value()
        self.text_field.setPlainText(text)
        cursor = self.text_field.textCursor()
        cursor.setPosition(min(position, self.text_field.document().characterCount() - 1))
        self.text_field.setTextCursor(cursor)
        self.text_field.verticalScrollBar().setValue(top)

    # ---- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.save()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and takes_back(event):
            self.save()
            event.ignore()
            return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
            return True
        elif kind == QEvent.Type.Wheel and watched is self.kind_field and not self.kind_field.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.save()
        super().hideEvent(event)

    # ---- building

    def _prepare(self) -> None:
        writable = not self._workspace.project.is_read_only
        self.title_field.setPlaceholderText(self.tr("Title"))
        self.title_field.setAccessibleName(self.tr("Title of the memo"))
        self.title_field.returnPressed.connect(self.text_field.setFocus)
        self.title_field.setReadOnly(not writable)
        self.kind_field.addItems(MEMO_KINDS)
        self.kind_field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.kind_field.setAccessibleName(self.tr("Kind of memo"))
        self.kind_field.setToolTip(self.tr("Kind of memo: choose one, or type your own"))
        self.kind_field.setMinimumContentsLength(7)
        self.kind_field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind_field.setEnabled(writable)
        self.text_field.setAccessibleName(self.tr("Text of the memo"))
        self.text_field.setPlaceholderText(self.tr("Write what you think. It is saved as you write."))
        self.text_field.setTabChangesFocus(True)
        self.text_field.setUndoRedoEnabled(False)
        self.text_field.setReadOnly(not writable)
        self.retint()
        self.go_button.setAccessibleName(self.tr("Go to what the memo is about"))
        self.go_button.setToolTip(self.go_button.accessibleName())
        self.go_button.clicked.connect(self.place_wanted)
        for signal in (
            self.title_field.textEdited,
            self.kind_field.editTextChanged,
            self.text_field.textChanged,
        ):
            signal.connect(lambda *_: self._pause.start())
        for widget in (self.title_field, self.kind_field, self._kind_line, self.text_field):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        about = QHBoxLayout()
        about.setSpacing(theme.GRID_PX)
        about.addWidget(self.about_label, 1)
        about.addWidget(self.go_button)
        about.addWidget(self.kind_field)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.title_field)
        column.addLayout(about)
        column.addWidget(self.text_field, 1)
        for first, second in (
            (self.title_field, self.text_field),
            (self.text_field, self.kind_field),
            (self.kind_field, self.go_button),
        ):
            QWidget.setTabOrder(first, second)


def takes_back(event: QKeyEvent) -> bool:
    """Whether this is a key of undo or redo (Ctrl+Y too, which Qt knows only on Windows)."""
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    return event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Y
