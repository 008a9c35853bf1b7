"""The lines that say which steps the report's audit trail tells; in sight only while that table is ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QDate, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QGridLayout, QLabel, QWidget

from annotator.gui import theme
from annotator.gui.pages.report_choice import ReportChoice
from annotator.reports import audit

_ISO = "yyyy-MM-dd"
_PAUSE_MS = 250  # whoever steps through days wants the last of them


class AuditLines(QWidget):
    """Whose steps, from which day to which, and whether each code has a table of its own."""

    chosen = Signal(object)  # the ReportChoice with what is chosen here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = ReportChoice()
        self.who = QComboBox()
        self.is_since, self.is_until = QCheckBox(self.tr("&From:")), QCheckBox(self.tr("T&o:"))
        self.since, self.until = QDateEdit(), QDateEdit()
        self.by_code = QCheckBox(self.tr("A table for each co&de"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._prepare()
        self._lay_out()
        self._connect()

    def offer_people(self, names: Iterable[str]) -> None:
        """Offer these, and whoever is chosen."""
        every = dict.fromkeys((*names, *filter(None, (self._choice.audit_done_by,))))
        self.who.clear()
        self.who.addItem(self.tr("Everybody"), "")
        for name in every:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(self.who.findData(self._choice.audit_done_by), 0))

    def show_choice(self, choice: ReportChoice) -> None:
        """Show what is chosen. Days that are being typed stay, unless there are others now."""
        if choice.audit_done_by and self.who.findData(choice.audit_done_by) < 0:
            self.who.addItem(choice.audit_done_by, choice.audit_done_by)
        self.who.setCurrentIndex(max(self.who.findData(choice.audit_done_by), 0))
        if (choice.audit_since, choice.audit_until) != (self._choice.audit_since, self._choice.audit_until):
            self._pause.stop()
        self._choice = choice
        days = ((self.is_since, self.since, choice.audit_since), (self.is_until, self.until, choice.audit_until))
        for box, field, day in () if self._pause.isActive() else days:
            with QSignalBlocker(box), QSignalBlocker(field):
                box.setChecked(bool(day))
                field.setDate(QDate.fromString(day, _ISO) if day else field.date())
            field.setEnabled(bool(day))
        with QSignalBlocker(self.by_code):
            self.by_code.setChecked(choice.audit_by_code)
        self.setVisible(audit.NAME in choice.chosen_tables)

    def settle(self) -> None:
        """Tell at once of a day that is being typed."""
        if self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        self.chosen.emit(
            replace(
                self._choice,
                audit_done_by=self.who.currentData() or "",
                audit_since=self._day(self.is_since, self.since),
                audit_until=self._day(self.is_until, self.until),
                audit_by_code=self.by_code.isChecked(),
            )
        )

    def _day(self, box: QCheckBox, field: QDateEdit) -> str:
        return field.date().toString(_ISO) if box.isChecked() else ""

    def _on_day(self, moved: QDateEdit) -> None:
        """The other day goes along, where the last one would be before the first."""
        if self.since.date() > self.until.date():
            other = self.until if moved is self.since else self.since
            with QSignalBlocker(other):
                other.setDate(moved.date())
        self._pause.start()

    def _prepare(self) -> None:
        today = QDate.currentDate()
        self.since.setDate(QDate(today.year(), 1, 1))
        self.until.setDate(today)
        self.offer_people(())
        self.who.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for widget, name, tooltip in (
            (self.who, self.tr("Audit trail of"), self.tr("Whose steps the audit trail tells")),
            (self.is_since, self.tr("From a first day"), self.tr("Let the audit trail begin on a day")),
            (self.since, self.tr("First day of the audit trail"), ""),
            (self.is_until, self.tr("To a last day"), self.tr("Let the audit trail end with a day")),
            (self.until, self.tr("Last day of the audit trail"), ""),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tooltip or name)
        self.by_code.setToolTip(self.tr("One audit trail for each code, in the order in which the codes came to be"))
        for field in (self.since, self.until):
            field.setCalendarPopup(True)
            field.setDisplayFormat(_ISO)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("A&udit trail of:"))
        label.setBuddy(self.who)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GRID_PX)
        grid.setColumnStretch(1, 1)
        for row, (first, second) in enumerate(
            ((label, self.who), (self.is_since, self.since), (self.is_until, self.until))
        ):
            grid.addWidget(first, row, 0)
            grid.addWidget(second, row, 1)
        grid.addWidget(self.by_code, 3, 0, 1, 2)

    def _connect(self) -> None:
        self.who.activated.connect(self._tell)
        for box in (self.is_since, self.is_until, self.by_code):
            box.toggled.connect(self._tell)
        for field in (self.since, self.until):
            field.dateChanged.connect(lambda _day, field=field: self._on_day(field))
        self._pause.timeout.connect(self._tell)
