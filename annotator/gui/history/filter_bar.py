"""What of the history is shown: by whom, about what, on which days, with which words. All of it in one bar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLabel, QSizePolicy, QWidget

from annotator.analysis.operation_kinds import GROUPS
from annotator.gui import theme
from annotator.gui.history.question import Question
from annotator.gui.history.things import Things
from annotator.gui.icon_button import IconButton
from annotator.gui.search_field import SearchField
from annotator.gui.segments.chip_field import ChipField
from annotator.gui.segments.flow_layout import FlowLayout

_PAUSE_MS = 250
_THING_PX = 240
_CHOSEN = "days"
_SPANS_DAYS = {"today": 0, "week": 6, "month": 29}
_ISO = "yyyy-MM-dd"


class FilterBar(QWidget):
    """Gives a `Question`; `changed` says that it is another one."""

    changed = Signal()

    def __init__(self, things: Things, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = QComboBox()
        self.what = QComboBox()
        self.thing = ChipField(
            self.tr("One code or document"), self.tr("Any code or document"), things.find, things.look_up
        )
        self.when = QComboBox()
        self.since, self.until = QDateEdit(), QDateEdit()
        self.words = SearchField()
        self.hide_undone = QCheckBox(self.tr("Without what was undone"))
        self.clear_button = IconButton("close", self.tr("Show all"))
        self._thing = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    @property
    def question(self) -> Question:
        """What is asked."""
        since, until = self._days()
        return Question(
            coder_name=self.who.currentData() or "",
            group=self.what.currentData() or "",
            thing=self._thing,
            since=since,
            until=until,
            words=self.words.text(),
            without_undone=self.hide_undone.isChecked(),
        )

    def show_question(self, question: Question) -> None:
        """Show another question, and tell."""
        for box, key in ((self.who, question.coder_name), (self.what, question.group)):
            if key and box.findData(key) < 0:
                box.addItem(key, key)
            box.setCurrentIndex(max(box.findData(key), 0))
        self._thing = question.thing
        self.thing.show_keys([question.thing] if question.thing else [])
        self.thing.field.setVisible(not question.thing)
        self._show_days(question)
        self.words.setText(question.words)
        self.hide_undone.setChecked(question.without_undone)
        self._tell()

    def offer_people(self, names: Iterable[str]) -> None:
        """Offer these too, beside those that are offered already."""
        there = [str(self.who.itemData(place)) for place in range(1, self.who.count())]
        every = sorted({*there, *filter(None, names)}, key=str.casefold)
        if every != there:
            chosen = self.who.currentData()
            while self.who.count() > 1:
                self.who.removeItem(1)
            for name in every:
                self.who.addItem(name, name)
            self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def close_down(self) -> None:
        """Tell nothing any more."""
        self._pause.stop()

    def _days(self) -> tuple[str, str]:
        chosen = self.when.currentData()
        if chosen == _CHOSEN:
            first, last = sorted((self.since.date().toString(_ISO), self.until.date().toString(_ISO)))
            return first, last
        if chosen in _SPANS_DAYS:
            return (date.today() - timedelta(days=_SPANS_DAYS[chosen])).isoformat(), ""
        return "", ""

    def _show_days(self, question: Question) -> None:
        if question.since or question.until:
            self.since.setDate(QDate.fromString(question.since or question.until, _ISO))
            self.until.setDate(QDate.fromString(question.until, _ISO) if question.until else QDate.currentDate())
        self.when.setCurrentIndex(self.when.findData(_CHOSEN if question.since or question.until else ""))
        self._show_dates()

    def _show_dates(self) -> None:
        for widget in (self.since, self.until, self._to):
            widget.setVisible(self.when.currentData() == _CHOSEN)

    def _on_thing(self) -> None:
        """One thing at a time: what was chosen last."""
        self._thing = self.thing.keys[-1] if self.thing.keys else ""
        if len(self.thing.keys) > 1:
            self.thing.show_keys([self._thing])
        had_keyboard = self.thing.field.hasFocus() or not self._thing
        self.thing.field.setVisible(not self._thing)  # one thing at a time: the chip takes the place of the field
        if had_keyboard:
            (self.thing.chips[0] if self._thing else self.thing.field).setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _on_when(self) -> None:
        self._show_dates()
        self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.clear_button.setEnabled(self.question != Question())
        self.changed.emit()

    def _lay_out(self) -> None:
        self._to = QLabel("–")
        self._fill()
        names = (
            (self.who, self.tr("Done by")),
            (self.what, self.tr("About what")),
            (self.when, self.tr("When")),
            (self.since, self.tr("From this day")),
            (self.until, self.tr("To this day")),
            (self.words, self.tr("Words in what was done")),
        )
        row = FlowLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, 2 * theme.GRID_PX, 3 * theme.GRID_PX, 2 * theme.GRID_PX)
        row.setSpacing(2 * theme.GRID_PX)
        for widget in (self.who, self.what, self.thing, self.when, self.since, self._to, self.until, self.words,
                       self.hide_undone, self.clear_button):  # fmt: skip
            row.addWidget(widget)
        for widget, name in names:
            widget.setAccessibleName(name)
            widget.setToolTip(name)
        self._show_dates()

    def _fill(self) -> None:
        self.who.addItem(self.tr("By everybody"), "")
        self.who.setMaximumWidth(200)
        self.what.addItem(self.tr("About everything"), "")
        for group in GROUPS:
            self.what.addItem(QCoreApplication.translate("history", group.title), group.key)
        for key, words in (
            ("", self.tr("At any time")),
            ("today", self.tr("Today")),
            ("week", self.tr("In the last 7 days")),
            ("month", self.tr("In the last 30 days")),
            (_CHOSEN, self.tr("On these days…")),
        ):
            self.when.addItem(words, key)
        for field in (self.since, self.until):
            field.setCalendarPopup(True)
            field.setDisplayFormat(_ISO)
            field.setDate(QDate.currentDate())
        self.thing.setFixedWidth(_THING_PX)
        for widget in (self._to, self.hide_undone, self.clear_button):
            widget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        height = max(self.when.sizeHint().height(), self.thing.sizeHint().height())
        boxes: tuple[QWidget, ...] = (self.who, self.what, self.when, self.since, self._to, self.until, self.words)
        for each in (*boxes, self.hide_undone, self.clear_button):  # the flow puts all at the top of their line
            each.setMinimumHeight(height)
        self.words.setPlaceholderText(self.tr("Words"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(160)
        self.words.show_sign()
        self.clear_button.setFlat(True)
        self.clear_button.setEnabled(False)

    def _connect(self) -> None:
        self.who.activated.connect(self._tell)
        self.what.activated.connect(self._tell)
        self.when.activated.connect(self._on_when)
        self.since.dateChanged.connect(lambda _day: self._pause.start())
        self.until.dateChanged.connect(lambda _day: self._pause.start())
        self.words.textChanged.connect(lambda _words: self._pause.start())
        self._pause.timeout.connect(self._tell)
        self.thing.changed.connect(self._on_thing)
        self.hide_undone.clicked.connect(self._tell)
        self.clear_button.clicked.connect(lambda: self.show_question(Question()))
