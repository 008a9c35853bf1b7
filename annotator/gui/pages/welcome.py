"""The start page: make a project, open one, go on with a recent one, or look at a sample study.

It is painted before anything that works with projects is imported, so it knows them by their paths only.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.pages.recent_dates import RecentDates
from annotator.gui.two_lines import IS_QUIET, SECOND_LINE, TwoLines

_WIDTH_PX = 640
_BUTTONS = ("project.new", "project.open", "project.sample", "project.sample_coders")
_COLUMNS = 2
_PATH = Qt.ItemDataRole.UserRole


class WelcomePage(QWidget):
    """What the window shows while no project is open."""

    project_wanted = Signal(Path)

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Welcome"))
        self._actions = actions
        self._recent_title = _heading(self.tr("Recent projects"), 0)
        self.recent = _RecentProjects()
        self.recent.setAccessibleName(self.tr("Recent projects"))
        self.recent.project_wanted.connect(self.project_wanted)
        self.recent.emptied.connect(self.refresh)
        self.buttons = [self._made_button(name) for name in _BUTTONS]
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Show the recent projects as they are now."""
        self.recent.show_paths(settings.recent_projects())
        has_any = self.recent.count() > 0
        self._recent_title.setVisible(has_any)
        self.recent.setVisible(has_any)
        self.setFocusProxy(self.recent if has_any else self.buttons[0])

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDTH_PX)
        column = QVBoxLayout(page)
        column.setContentsMargins(*(6 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        column.addStretch(1)
        column.addWidget(_heading(self.tr("Annotator"), 3))
        purpose = self.tr("Code interview transcripts, write up what the codes mean, export tables for the appendix.")
        column.addWidget(_wrapped(purpose))
        column.addLayout(self._grid_of_buttons())
        column.addSpacing(3 * theme.GRID_PX)
        column.addWidget(self._recent_title)
        column.addWidget(self.recent)
        column.addSpacing(3 * theme.GRID_PX)
        column.addWidget(_heading(self.tr("Your first coding in a minute"), 0))
        for number, step in enumerate(self._steps(), start=1):
            column.addWidget(_wrapped(f"{number}.  {step}", is_quiet=True))
        column.addStretch(2)
        self._centre(page)

    def _centre(self, page: QWidget) -> None:
        """In the middle of a large window; scrolled in a small one."""
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(page, 8)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidget(middle)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _steps(self) -> tuple[str, ...]:
        return (
            self.tr("Make a project and drop your transcripts on the window (Word, text or Markdown)."),
            self.tr("Select words that matter."),
            self.tr("Press Enter, type the name of a code, press Enter again. All is saved as you go."),
        )

    def _grid_of_buttons(self) -> QGridLayout:
        """Two beside each other: the user's own work above, the samples below."""
        grid = QGridLayout()
        grid.setSpacing(2 * theme.GRID_PX)
        for number, button in enumerate(self.buttons):
            grid.addWidget(button, *divmod(number, _COLUMNS))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        return grid

    def _made_button(self, name: str) -> QPushButton:
        action = self._actions[name]
        button = QPushButton(action.icon(), action.text().rstrip("…"))
        button.setIconSize(QSize(20, 20))
        button.setMinimumHeight(11 * theme.GRID_PX)
        button.setAutoDefault(True)
        button.setToolTip(self._actions.keys_shown(name))
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setIcon(action.icon()))
        action.changed.connect(lambda: button.setToolTip(self._actions.keys_shown(name)))
        return button


class _RecentProjects(QListWidget):
    """The projects that were open, the last first. One that is gone can be taken off the list, not opened."""

    project_wanted = Signal(Path)
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(TwoLines(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self._dates = RecentDates(parent=self)
        self._dates.answered.connect(self._show_date)
        self.itemClicked.connect(self._open)
        self._forget = QAction(theme.icon("close"), self.tr("Remove from This List"), self)
        self._forget.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self._forget.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._forget.triggered.connect(self._forget_current)
        self.addAction(self._forget)

    def show_paths(self, paths: list[Path]) -> None:
        """Fill the list anew; the place in it stays."""
        row = max(0, self.currentRow())
        self.clear()
        for path in paths:
            self.addItem(_item(path))
        self.setCurrentRow(min(row, self.count() - 1))
        self.updateGeometry()
        self._dates.ask(paths)

    def _show_date(self, path: Path, changed_s: float | None) -> None:
        for row in range(self.count()):
            if self.item(row).data(_PATH) == path:
                _say_when(self.item(row), path, changed_s)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH_PX, sum(self.sizeHintForRow(row) for row in range(self.count())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(item)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        item = self.itemAt(event.pos()) if is_by_mouse else self.currentItem()
        if item is None:
            return
        self.setCurrentItem(item)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._forget)
        place = event.globalPos() if is_by_mouse else self._below(item)
        menu.popup(place)

    def _below(self, item: QListWidgetItem) -> QPoint:
        return self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft())

    def _open(self, item: QListWidgetItem) -> None:
        if not item.data(IS_QUIET):
            self.project_wanted.emit(item.data(_PATH))

    def _forget_current(self) -> None:
        item = self.currentItem()
        if item is not None:
            settings.forget_project(item.data(_PATH))
            self.emptied.emit()


def _item(path: Path) -> QListWidgetItem:
    """A project by its path alone: the file is not asked for here."""
    item = QListWidgetItem(path.stem)
    item.setData(_PATH, path)
    item.setData(SECOND_LINE, str(path.parent))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.stem}, {path.parent}")
    item.setToolTip(str(path))
    return item


def _say_when(item: QListWidgetItem, path: Path, changed_s: float | None) -> None:
    """Say when the file was last changed, in the user's way of writing dates, or that it is not there."""
    if changed_s is None:
        words = QCoreApplication.translate("WelcomePage", "not there any more (Del removes it from this list)")
    else:
        when = QDateTime.fromSecsSinceEpoch(int(changed_s))
        words = QLocale().toString(when, QLocale.FormatType.ShortFormat)
    item.setData(IS_QUIET, changed_s is None)
    item.setData(SECOND_LINE, f"{words}  ·  {path.parent}")
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{path.stem}, {words}, {path.parent}")


def _heading(words: str, steps: int) -> QLabel:
    label = QLabel(words)
    label.setFont(theme.heading_font(label.font(), steps))
    return label


def _wrapped(words: str, *, is_quiet: bool = False) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if is_quiet:
        label.setForegroundRole(QPalette.ColorRole.WindowText)
    return label
