"""What is written down of a meeting: title, day, who was there, notes and decisions. It saves by itself.

It keeps no undo of its own, as the editor of memos: Ctrl+Z saves what was typed and then takes it back through the
project's history.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.memos.editor import PAUSE_MS, takes_back
from annotator.gui.memos.typed_field import TypedField
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.meetings import Meeting

_ISO = Qt.DateFormat.ISODate


class MeetingForm(QObject):
    """The fields of one meeting; the panel lays them out."""

    left = Signal()  # Escape: the keyboard should go back to where it came from

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.memo_id: Id | None = None
        self.head = _Head()
        self.title_field = QLineEdit()
        self.day_field = QDateEdit()
        self.present_field = QLineEdit()
        self.coders_button = QToolButton()
        self.notes_field, self.decisions_field = QPlainTextEdit(), QPlainTextEdit()
        self._is_saving = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self._fields = {
            "day": TypedField(lambda: self.day_field.date().toString(_ISO), self._show_day),
            "title": TypedField(self.title_field.text, self._show_title),
            "present": TypedField(self.present_field.text, self._show_present),
            "text": TypedField(self.notes_field.document().toRawText, self.notes_field.setPlainText),
            "decisions": TypedField(self.decisions_field.document().toRawText, self.decisions_field.setPlainText),
        }
        self._prepare()
        self._lay_out_head()

    def show(self, meeting: Meeting | None) -> None:
        """Show a meeting; of the one that is shown already only what nobody is typing in."""
        values = _values_of(meeting)
        is_same = meeting is not None and meeting.memo_id == self.memo_id
        if not is_same and not self.save():
            return
        self.memo_id = meeting.memo_id if meeting is not None else None
        for name, field in self._fields.items():
            if name == "present" and is_same and _names(field.value) == _names(values[name]):
                continue  # the comma that somebody has just typed stays
            if is_same:
                field.follow(values[name])
            else:
                field.load(values[name])
        if not is_same:
            self._pause.stop()

    def save(self) -> bool:
        """Store what was typed, as one operation. Returns whether nothing is left that could be lost."""
        self._pause.stop()
        touched = {name: field.value for name, field in self._fields.items() if field.is_touched}
        if not touched or self.memo_id is None or self._is_saving or self._workspace.project.is_read_only:
            return True
        if self._workspace.is_writing:
            self._pause.start()
            return False
        is_done = False
        self._is_saving = True
        try:
            with self._workspace.attempt():
                self._store(touched)
                is_done = True
        finally:
            self._is_saving = False
        return is_done

    def retint(self) -> None:
        """Draw the icon in the colours of the palette."""
        self.coders_button.setIcon(theme.icon("participant"))

    def _store(self, touched: dict[str, str]) -> None:
        """Until it is stored it counts as being typed: what the operation makes known does not write over it."""
        assert self.memo_id is not None
        self._workspace.project.meetings.edit(
            self.memo_id,
            day=touched.get("day"),
            title=touched.get("title"),
            present=_names(touched["present"]) if "present" in touched else None,
            text=touched.get("text"),
            decisions=touched.get("decisions"),
        )
        for name, value in touched.items():
            self._fields[name].saved(value)

    def _show_title(self, title: str) -> None:
        """Its beginning, where it is longer than there is room."""
        self.title_field.setText(title)
        self.title_field.setCursorPosition(0)

    def _show_present(self, names: str) -> None:
        self.present_field.setText(names)
        self.present_field.setCursorPosition(0)
        self.present_field.setToolTip(names)

    def _show_day(self, day: str) -> None:
        self.day_field.setDate(QDate.fromString(day, _ISO) if day else QDate.currentDate())

    # ---- who was there

    def _show_coders(self) -> None:
        """A menu of the coders, with those who were there ticked."""
        menu = QMenu(self.coders_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = {name.casefold() for name in _names(self.present_field.text())}
        for coder in self._workspace.project.coders.all():
            action = menu.addAction(coder.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(coder.name.casefold() in here)
            action.triggered.connect(lambda is_there, name=coder.name: self._set_present(name, is_there))
        menu.popup(self.coders_button.mapToGlobal(self.coders_button.rect().bottomLeft()))

    def _set_present(self, name: str, is_there: bool) -> None:
        others = [each for each in _names(self.present_field.text()) if each.casefold() != name.casefold()]
        self.present_field.setText(_joined([*others, name] if is_there else others))
        self.save()

    # ---- events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn and watched is self.present_field:
            # Qt selects all of it for whoever comes by a key; but one more name is to be added, not all replaced.
            QTimer.singleShot(0, self.present_field, lambda: self.present_field.end(False))
        elif kind == QEvent.Type.FocusOut:
            self.save()
            if isinstance(watched, QLineEdit):
                watched.setCursorPosition(0)  # its beginning says more than its end
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and takes_back(event):
            self.save()
            event.ignore()
            return True
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.save()
            self.left.emit()
            return True
        elif kind == QEvent.Type.Wheel and watched is self.day_field and not QDateEdit.hasFocus(self.day_field):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    # ---- building

    def _prepare(self) -> None:
        writable = not self._workspace.project.is_read_only
        self.day_field.setDisplayFormat("yyyy-MM-dd")
        self.day_field.setCalendarPopup(True)
        self.present_field.setPlaceholderText(self.tr("Names, with commas between them"))
        self.title_field.setPlaceholderText(self.tr("Title"))
        self.notes_field.setPlaceholderText(self.tr("What was said. It is saved as you write."))
        self.decisions_field.setPlaceholderText(self.tr("What was decided, and why."))
        for field, name in (
            (self.title_field, self.tr("Title of the meeting")),
            (self.day_field, self.tr("Day of the meeting")),
            (self.present_field, self.tr("Who was there")),
            (self.coders_button, self.tr("Coders who were there")),
            (self.notes_field, self.tr("Notes of the meeting")),
            (self.decisions_field, self.tr("What was decided")),
        ):
            field.setAccessibleName(name)
        for text in (self.notes_field, self.decisions_field):
            text.setTabChangesFocus(True)
            text.setUndoRedoEnabled(False)
            text.setReadOnly(not writable)
            text.textChanged.connect(self._pause.start)
        for line in (self.title_field, self.present_field):
            line.setReadOnly(not writable)
            line.textEdited.connect(lambda *_: self._pause.start())
        self.day_field.setReadOnly(not writable)
        self.day_field.dateChanged.connect(lambda *_: self._pause.start())
        self.coders_button.setAutoRaise(True)
        self.coders_button.setEnabled(writable)
        self.coders_button.setToolTip(self.coders_button.accessibleName())
        self.coders_button.clicked.connect(self._show_coders)
        self.retint()
        for widget in (self.title_field, self.day_field, self.present_field, self.notes_field, self.decisions_field):
            widget.installEventFilter(self)
        self.head.hidden.connect(self.save)

    def _lay_out_head(self) -> None:
        form = QFormLayout(self.head)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.GRID_PX)
        present = QHBoxLayout()
        present.setSpacing(theme.GRID_PX)
        present.addWidget(self.present_field, 1)
        present.addWidget(self.coders_button)
        form.addRow(self.title_field)
        form.addRow(self.tr("Day"), self.day_field)
        form.addRow(self.tr("Present"), present)


class _Head(QWidget):
    """The upper fields; says when they are hidden, so that nothing typed waits unseen."""

    hidden = Signal()

    def hideEvent(self, event: QHideEvent) -> None:
        self.hidden.emit()
        super().hideEvent(event)


def _values_of(meeting: Meeting | None) -> dict[str, str]:
    if meeting is None:
        return dict.fromkeys(("day", "title", "present", "text", "decisions"), "")
    return {
        "day": meeting.day,
        "title": meeting.title,
        "present": _joined(meeting.present),
        "text": meeting.text,
        "decisions": meeting.decisions,
    }


def _names(line: str) -> list[str]:
    """The names in a line; one with a comma in it ("Lie, Bo") asks for semicolons between all."""
    sign = ";" if ";" in line else ","
    return [name for part in line.split(sign) if (name := part.strip())]


def _joined(names: Iterable[str]) -> str:
    kept = list(names)
    has_comma = any("," in name for name in kept)
    return "; ".join(kept) + (";" if has_comma and len(kept) == 1 else "") if has_comma else ", ".join(kept)
