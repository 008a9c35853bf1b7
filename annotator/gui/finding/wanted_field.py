"""The line in which one says what to find: words, in which way they are meant, and what is left aside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QWidget

from annotator.analysis.text_search import Kind, Wanted
from annotator.gui import theme
from annotator.gui.finding.recent_searches import keep_search, kept_search, recent_searches, remember_search
from annotator.gui.search_field import SearchField
from annotator.project.ids import Id

KINDS: tuple[Kind, ...] = ("words", "any_word", "pattern")
_SHOWN_CHARS = 60


class WantedField(QWidget):
    """A search field with the ways of searching beside it. What it holds is remembered for each project."""

    changed = Signal()  # something else is wanted
    stepped = Signal(int)  # Enter was pressed (1), or Shift+Enter (-1)
    down_pressed = Signal()
    escaped = Signal()

    def __init__(self, project_id: Id, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project_id = project_id
        self._name = name
        self.field = SearchField(clearButtonEnabled=True)
        self.recent_button = QToolButton()
        self.kind_field = QComboBox()
        self.case_button = QToolButton()
        self.accents_button = QToolButton()
        self.words_button = QToolButton()
        self._prepare()
        self._lay_out()
        self.show_wanted(kept_search(project_id, name))
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is to be found now."""
        return Wanted(
            self.field.text(),
            KINDS[self.kind_field.currentIndex()],
            self.words_button.isChecked(),
            not self.case_button.isChecked(),
            self.accents_button.isChecked(),
        )

    def show_wanted(self, wanted: Wanted) -> None:
        """Hold what is to be found, without telling."""
        was_blocked = self.blockSignals(True)
        self.field.setText(wanted.text)
        self.kind_field.setCurrentIndex(KINDS.index(wanted.kind))
        self.words_button.setChecked(wanted.whole_words)
        self.case_button.setChecked(not wanted.ignores_case)
        self.accents_button.setChecked(wanted.ignores_accents)
        self.blockSignals(was_blocked)

    def want(self, wanted: Wanted) -> None:
        """Find something else from now on."""
        self.show_wanted(wanted)
        self._tell()

    def take_keyboard(self) -> None:
        """Let words be typed over the ones that are there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def remember(self) -> None:
        """Put what is wanted among the recent searches: it has been used."""
        if self.wanted.text.strip():
            remember_search(self._project_id, self.wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.remember()
            self.stepped.emit(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.recent_button.showMenu()
        elif event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _tell(self) -> None:
        keep_search(self._project_id, self._name, self.wanted)
        self.changed.emit()

    def _fill_recent(self) -> None:
        menu = self.recent_button.menu()
        menu.clear()
        for wanted in recent_searches(self._project_id):
            words = wanted.text if len(wanted.text) <= _SHOWN_CHARS else wanted.text[: _SHOWN_CHARS - 1] + "…"
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, wanted=wanted: self.want(wanted))
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing yet")).setEnabled(False)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_edit)
        self.kind_field.currentIndexChanged.connect(self._on_edit)
        for button in (self.case_button, self.accents_button, self.words_button):
            button.toggled.connect(self._on_edit)

    def _on_edit(self) -> None:
        if not self.signalsBlocked():
            self._tell()

    def _prepare(self) -> None:
        self.field.show_sign()
        self.field.setMinimumWidth(120)
        offer_kinds(self.kind_field)
        self.kind_field.setAccessibleName(self.tr("How the words are meant"))
        self.kind_field.setToolTip(self.kind_field.accessibleName())
        for button, words, name, tip in (
            (self.case_button, "Aa", self.tr("Capitals count"), ""),
            (
                self.accents_button,
                "å=a",
                self.tr("Leave accents aside"),
                self.tr("å, ä and à are found for a, ø for o; Arabic and Hebrew with and without vowel signs"),
            ),
            (self.words_button, "[ab]", self.tr("Whole words only"), ""),
        ):
            button.setText(words)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(name)
            button.setToolTip(f"{name}: {tip}" if tip else name)
        self._prepare_recent()

    def _prepare_recent(self) -> None:
        button = self.recent_button
        button.setArrowType(Qt.ArrowType.DownArrow)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        button.setAccessibleName(self.tr("Recent searches"))
        button.setToolTip(self.tr("Recent searches (Alt+Down)"))
        menu = QMenu(button)
        button.setMenu(menu)
        menu.aboutToShow.connect(self._fill_recent)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.field, 1)
        for widget in (self.recent_button, self.kind_field, self.case_button, self.accents_button, self.words_button):
            row.addWidget(widget)


def offer_kinds(field: QComboBox) -> None:
    """Fill a field with the ways in which words can be meant, in the order of `KINDS`, each explained."""
    for words, tip in (
        (_words("As typed"), _words("Find just what is typed, anywhere, also inside words")),
        (_words("Any word"), _words("Find any of the words; put a phrase in quotes")),
        (
            _words("Expression"),
            _words("Find a pattern, written as a regular expression: . is any sign, ^ and $ the ends of a paragraph"),
        ),
    ):
        field.addItem(words)
        field.setItemData(field.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)


def _words(text: str) -> str:
    return QCoreApplication.translate("WantedField", text)
