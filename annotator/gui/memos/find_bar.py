"""The line above the list of memos: words to find, and where to look for them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from annotator.gui import settings, theme
from annotator.gui.memos.memo_scope import SCOPES, Scope
from annotator.gui.search_field import SearchField

_CHOICE = "memo_scope"


class FindBar(QWidget):
    """A search field and the scope, which is remembered."""

    changed = Signal()  # words or scope are others
    list_wanted = Signal()  # Return or Down: the keyboard should go to what was found

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search_field = SearchField(clearButtonEnabled=True)
        self.scope_field = QComboBox()
        self._prepare()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.search_field, 3)
        row.addWidget(self.scope_field, 2)
        self.search_field.textChanged.connect(self.changed)
        self.search_field.returnPressed.connect(self.list_wanted)
        self.search_field.installEventFilter(self)
        self.scope_field.currentIndexChanged.connect(self._on_scope)

    @property
    def words(self) -> str:
        """What to find; empty for all."""
        return self.search_field.text().strip()

    @property
    def scope(self) -> Scope:
        """Where to look."""
        return SCOPES[self.scope_field.currentIndex()]

    def set_scope(self, scope: Scope) -> None:
        """Look there from now on."""
        self.scope_field.setCurrentIndex(SCOPES.index(scope))

    def take_keyboard(self) -> None:
        """Let words be typed over the ones that are there."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_scope(self) -> None:
        settings.save_choice(_CHOICE, self.scope)
        self.changed.emit()

    def _prepare(self) -> None:
        self.search_field.setPlaceholderText(self.tr("Find in memos"))
        self.search_field.setAccessibleName(self.tr("Find in the titles and texts of memos"))
        for words, tooltip in (
            (self.tr("Selected"), self.tr("Memos on the selected coding, else on the code or in the document")),
            (self.tr("Document"), self.tr("Memos on this document, its passages and its codings")),
            (self.tr("Code"), self.tr("Memos on this code and its codings")),
            (self.tr("All"), self.tr("All memos of the project")),
        ):
            self.scope_field.addItem(words)
            self.scope_field.setItemData(self.scope_field.count() - 1, tooltip, Qt.ItemDataRole.ToolTipRole)
        self.scope_field.setAccessibleName(self.tr("Which memos are listed"))
        self.scope_field.setToolTip(self.scope_field.accessibleName())
        self.scope_field.setMinimumContentsLength(7)
        self.scope_field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope_field.view().setMinimumWidth(160)
        kept = settings.choice(_CHOICE, SCOPES[0])
        self.set_scope(next((scope for scope in SCOPES if scope == kept), SCOPES[0]))
