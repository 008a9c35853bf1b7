"""The line under the passages: how many there are, ticks for all or none, what they get, and the button that codes."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from annotator.gui import theme
from annotator.gui.auto_coding.code_target import CodeTarget
from annotator.gui.auto_coding.hits_model import HitsModel
from annotator.gui.auto_coding.work import MOST_HITS
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.workspace import Workspace

_SHOWN_AFTER_MS = 300
_BAR_PX = 80
_SMALL_PX = 60
_COUNTS_PX = 120


class FoundLine(QWidget):
    """Shows how far the work is where it takes long, and lets a person stop it."""

    stop_wanted = Signal()
    code_wanted = Signal()

    def __init__(self, workspace: Workspace, model: HitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._is_cut = False
        self.counts = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.stop = QPushButton(self.tr("Stop"))
        self.all = QPushButton(self.tr("All"))
        self.none = QPushButton(self.tr("None"))
        self.target = CodeTarget(workspace)
        self.code = QPushButton()
        self._patience = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._lay_out()
        self._patience.timeout.connect(lambda: self._show_bar(is_shown=True))
        self.stop.clicked.connect(self.stop_wanted)
        self.all.clicked.connect(lambda: model.tick_all(True))
        self.none.clicked.connect(lambda: model.tick_all(False))
        self.code.clicked.connect(self.code_wanted)
        self.target.changed.connect(self.refresh)
        model.ticked.connect(self.refresh)
        self.refresh()

    def say_cut(self, is_cut: bool) -> None:
        """Say whether more was found than is listed."""
        self._is_cut = is_cut
        self.refresh()

    def show_running(self, is_running: bool) -> None:
        """Show a bar, unless the work is over soon."""
        if not is_running:
            self._patience.stop()
            self._show_bar(is_shown=False)
        elif self.bar.isHidden():
            self.bar.setRange(0, 0)
            self._patience.start()

    def show_progress(self, done: int, total: int) -> None:
        """How far the work is."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def refresh(self) -> None:
        """Say how many passages there are, and what the button would do."""
        count = self._model.ticked_count
        self.counts.say(self._count_words())
        self.code.setText(self.tr("Code %n passage(s)", None, count))
        is_writable = not self._workspace.project.is_read_only
        self.code.setEnabled(count > 0 and self.target.is_chosen and is_writable)
        self.code.setToolTip("" if self.target.is_chosen else self.tr("Choose a code first"))
        for button in (self.all, self.none):
            button.setEnabled(self._model.count > 0)

    def _count_words(self) -> str:
        count = self._model.count
        if not count:
            return ""
        words = [self.tr("%n passage(s)", None, count)]
        if self._is_cut:
            words = [self.tr("The first %n passage(s); make the rule narrower to see all", None, MOST_HITS)]
        if alike := self._model.count_of("alike"):
            words.append(self.tr("%n coded so already", None, alike))
        if overlapping := self._model.count_of("overlaps"):
            words.append(self.tr("%n overlap(s) one coded so", None, overlapping))
        return "  ·  ".join(words)

    def _show_bar(self, *, is_shown: bool) -> None:
        self.counts.setVisible(not is_shown)  # in the same place
        self.bar.setVisible(is_shown)
        self.stop.setVisible(is_shown)

    def _lay_out(self) -> None:
        self.bar.setAccessibleName(self.tr("How far the search is"))
        self.bar.setMinimumWidth(_BAR_PX)
        self.all.setToolTip(self.tr("Tick every passage"))
        self.none.setToolTip(self.tr("Take every tick away"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID_PX)
        line.addWidget(self.counts, 1)
        line.addWidget(self.bar, 1)
        for widget in (self.stop, self.all, self.none, self.target, self.code):
            line.addWidget(widget)
        for small in (self.all, self.none):
            small.setMaximumWidth(_SMALL_PX)
        self.counts.setMinimumWidth(_COUNTS_PX)
        for button in (self.stop, self.all, self.none, self.code):
            button.setAutoDefault(True)  # Enter presses them, too
        self._show_bar(is_shown=False)
