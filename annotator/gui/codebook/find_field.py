"""The field over the codes: what is typed filters them, and Enter makes a code that is not there yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotator.analysis.code_matching import exact, path_names
from annotator.gui import theme
from annotator.gui.codebook.model import CodebookModel
from annotator.gui.icon_button import IconButton
from annotator.gui.search_field import SearchField
from annotator.gui.workspace import Workspace
from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.project.ids import Id


class FindField(QWidget):
    """A field and, under it, the offer to make what is typed. A parent makes it a field for new codes under that."""

    filter_changed = Signal(str)
    found = Signal(object)  # Code: Enter on the name of a code that is there
    down = Signal()  # to the tree

    def __init__(self, workspace: Workspace, model: CodebookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._parent_id: Id | None = None
        self.field = _Field(self)
        self.field.setClearButtonEnabled(True)
        self.field.show_sign()
        self.field.setAccessibleName(self.tr("Find or make a code"))
        self.offer = IconButton("add", parent=self)
        self.offer.setFlat(True)
        self.offer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addWidget(self.field)
        column.addWidget(self.offer)
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self._take)
        self.field.down.connect(self.down)
        self.field.left.connect(self.leave)
        self.offer.clicked.connect(self._take)
        self._show_offer()

    def begin(self, parent_id: Id | None = None) -> None:
        """Put the keyboard here, for a new code at the top or under another."""
        self._parent_id = parent_id
        self.field.empty()
        self._on_text()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Clear the field; the codes are all shown again."""
        self._parent_id = None
        self.field.empty()
        self._on_text()

    def refresh(self) -> None:
        """Take in that the codes are others now."""
        if self._parent_id is not None and self._parent_id not in self._workspace.tree:
            self._parent_id = None
        self._show_offer()

    def _on_text(self) -> None:
        self._show_offer()
        self.filter_changed.emit("" if self._parent_id is not None else self.field.text())

    def _there(self) -> Code | None:
        """The code that the text names, if it is there."""
        names = path_names(self.field.text())
        if self._parent_id is None:
            return self._workspace.code(exact(self.field.text(), self._model.entries))
        return self._workspace.tree.at_path((*self._workspace.tree.path(self._parent_id), *names)) if names else None

    def _take(self) -> None:
        """Go to the code that is named, or make it."""
        if not path_names(self.field.text()):
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        code = self._there()
        if code is None:
            code = self._made()
        if code is not None:
            self.leave()
            self.found.emit(code)

    def _made(self) -> Code | None:
        names = path_names(self.field.text())
        codes, code = self._workspace.project.codes, None
        with self._workspace.attempt():
            if self._parent_id is None:
                code = codes.ensure(PATH_SEPARATOR.join(names), self._workspace.tree)
            else:
                with self._workspace.project.operation("code.add", code=names[-1]):
                    code = self._made_under(self._parent_id, names)
        return code

    def _made_under(self, parent_id: Id, names: tuple[str, ...]) -> Code:
        """The last code of a path under another; what is there of it is kept."""
        codes = self._workspace.project.codes
        tree = codes.tree()
        for name in names:
            code = tree.at_path((*codes.tree().path(parent_id), name)) or codes.add(name, parent_id=parent_id)
            parent_id = code.id
        return codes.get(parent_id)

    def _show_offer(self) -> None:
        names = path_names(self.field.text())
        parent = self._workspace.code(self._parent_id)
        under = parent.name if parent is not None else ""
        hint = self.tr("New code under “{code}”").format(code=under) if under else self.tr("Find or make a code")
        self.field.setPlaceholderText(hint)
        is_offered = bool(names) and not self._workspace.project.is_read_only and self._there() is None
        words = self.tr("New code “{name}”").format(name=PATH_SEPARATOR.join(names))
        if under and names:
            words = self.tr("“{name}” under “{code}”").format(name=PATH_SEPARATOR.join(names), code=under)
        self.offer.setVisible(is_offered)
        self.offer.setToolTip(self.tr("{words} (Enter)").format(words=words))
        self.offer.setAccessibleName(words)
        self._elide_offer(words)

    def _elide_offer(self, words: str) -> None:
        room = max(120, self.field.width() - 10 * theme.GRID_PX)
        shown = self.offer.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.offer.setText(shown.replace("&", "&&"))


class _Field(SearchField):
    """A line that hands Down and Esc on."""

    down = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
