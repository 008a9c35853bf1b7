"""The left side of the report page: tables and columns, codes, people and coders, and the Word template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.agreement_terms import Counted, Unit
from annotator.analysis.segment_query import SegmentQuery
from annotator.gui import settings, theme
from annotator.gui.pages.report_agreement import AgreementLines
from annotator.gui.pages.report_audit import AuditLines
from annotator.gui.pages.report_choice import ReportChoice
from annotator.gui.pages.report_lists import Entry, TickList, key_of
from annotator.gui.pages.report_query import QueryLine
from annotator.gui.pages.report_saved import SavedReports
from annotator.gui.pages.report_template import TemplateLine
from annotator.gui.whose_choice import WhoseChoice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.reports.options import ReportOptions
from annotator.reports.registry import TABLES, TableKind, table_kind

_PLACE = "report"
_BEFORE = "report_before_query"


class ReportChoices(QWidget):
    """What is in the report. Remembered for each project; what comes later is in until it is unticked."""

    chosen = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.choice = ReportChoice.from_json(settings.place(workspace.project_id, _PLACE))
        self._case_ids: list[Id] = []
        self._coder_ids: list[Id] = []
        self._consensus_id: Id | None = None
        self.tables = TickList(self.tr("Tables and their columns"))
        self.codes = TickList(self.tr("Codes"), is_linked=True)
        self.cases = TickList(self.tr("Participants"))
        self.coders = TickList(self.tr("Coders"))
        self.quotations = QSpinBox(minimum=0, maximum=20)
        self.agreement = AgreementLines()
        self.audit = AuditLines()
        self.template_line = TemplateLine()
        self.saved = SavedReports(workspace, lambda: self.choice)
        self.query_line = QueryLine()
        self.whose = WhoseChoice(workspace)
        self._whose_row = QWidget()
        self.tabs = QTabWidget()
        self._lay_out()
        self.refresh()
        self._connect()

    def options(self) -> ReportOptions:
        """The options for `reports.build`, with all that was typed."""
        self.audit.settle()
        return self.choice.options(self._workspace.tree, self._case_ids, self._coder_ids)

    @property
    def template(self) -> Path | None:
        """The Word document whose styles the report takes."""
        return Path(self.choice.template) if self.choice.template else None

    def refresh(self) -> None:
        """Show what there is to choose from, and what is chosen."""
        self._fill_tables()
        self._fill_codes()
        self._fill_people()
        self.quotations.setValue(self.choice.quotations_per_theme)
        self.agreement.show_choice(self.choice)
        self.audit.show_choice(self.choice)
        self.template_line.show_path(self.choice.template)
        self.saved.refresh()
        self.query_line.show_query(bool(self.choice.query))
        self.follow_sight()

    def follow(self, changes: Changes) -> None:
        """Show what an operation made of the things to choose from."""
        self.saved.follow(changes)
        if changes.touches("code"):
            self._fill_codes()
        if changes.touches("participant", "document", "coder"):
            self._fill_people()
        if changes.touches("coder"):
            self.follow_sight()

    def follow_sight(self) -> None:
        """Offer whose codings count, where there is a consensus to be seen. What a query finds is its own choice."""
        self.whose.show_whose(self.choice.whose)
        is_needed = self.whose.is_needed(has_consensus=self.whose.matters())
        self._whose_row.setVisible(is_needed and not self.choice.query)

    def move_table(self, by: int) -> None:
        """Put the current table one place up (-1) or down (1)."""
        item = self.tables.currentItem()
        if item is None:
            return
        name = key_of(item.parent() or item)
        order = list(self.choice.tables)
        at = order.index(name)
        order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
        self._choose(replace(self.choice, tables=tuple(order)))
        self._fill_tables()
        if (moved := self.tables.item(name)) is not None:
            self.tables.setCurrentItem(moved)

    def use_template(self, name: str) -> None:
        """Let the report have the styles of this document; an empty name means none."""
        self._choose(replace(self.choice, template=name))
        self.template_line.show_path(name)

    def restrict_to(self, query: SegmentQuery) -> None:
        """Let the report be the table of the segments that a query finds. What was chosen before is kept."""
        if not self.choice.query:
            settings.save_place(self._workspace.project_id, _BEFORE, self.choice.to_json())
        self._choose(self.choice.restricted_to(query))
        self.refresh()

    def add_agreement(self, unit: Unit, counted: Counted) -> None:
        """Let the report have the table of agreement, made by this unit and counting this."""
        self._choose(self.choice.with_agreement(unit, counted))
        self.refresh()

    def take_everything(self) -> None:
        """Let the report be what it was before it was restricted to a query."""
        before = ReportChoice.from_json(settings.place(self._workspace.project_id, _BEFORE))
        self.take(replace(before, query={}))

    def take(self, choice: ReportChoice) -> None:
        """Choose what another choice does, but for the template."""
        choice = choice.with_consensus_chosen(self._consensus_id)
        self._choose(replace(choice, template=self.choice.template))
        self.refresh()

    def close_down(self) -> None:
        """Keep what is being typed, and tell nothing any more."""
        self.audit.settle()

    # ---- reading the lists

    def _on_tables(self) -> None:
        unticked = self.tables.unticked()
        choice = replace(self.choice, without_tables=frozenset(name for name in self.choice.tables if name in unticked))
        for kind in TABLES:
            left_out = tuple(key for key in kind.column_keys if f"{kind.name}/{key}" in unticked)
            choice = choice.with_columns(kind.name, left_out)
        self._choose(choice)

    def _choose(self, choice: ReportChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            settings.save_place(self._workspace.project_id, _PLACE, choice.to_json())
            self.agreement.show_choice(choice)
            self.audit.show_choice(choice)
            self.chosen.emit()

    # ---- filling the lists

    def _fill_tables(self) -> None:
        unticked = {f"{name}/{key}" for name, keys in self.choice.without_columns.items() for key in keys}
        entries = [_table_entry(table_kind(name)) for name in self.choice.tables]
        self.tables.fill(entries, unticked | self.choice.without_tables)

    def _fill_codes(self) -> None:
        self.codes.fill(self._code_entries(None), self.choice.without_codes, expand=True)

    def _code_entries(self, parent_id: Id | None) -> tuple[Entry, ...]:
        tree = self._workspace.tree
        return tuple(
            Entry(
                code.id.hex(),
                code.name,
                self._workspace.path_of(code.id),
                theme.swatch(code.colour),
                self._code_entries(code.id),
            )
            for code in tree.children(parent_id)
        )

    def _fill_people(self) -> None:
        cases, coders = list(self._case_entries()), list(self._coder_entries())
        self._case_ids = [row_id for row_id, _ in cases]
        self._coder_ids = [row_id for row_id, _ in coders]
        consensus = self._workspace.project.consensus.coder()
        self._consensus_id = consensus.id if consensus is not None else None
        self.choice = self.choice.with_consensus_chosen(self._consensus_id)
        self.cases.fill([entry for _, entry in cases], self.choice.without_cases)
        people = [entry for coder_id, entry in coders if coder_id != self._consensus_id]
        self.coders.fill(people, self.choice.without_coders)
        self.audit.offer_people(coder.name for coder in self._workspace.project.coders.all())

    def _case_entries(self) -> Iterator[tuple[Id, Entry]]:
        project = self._workspace.project
        for person in project.participants.all():
            words = f"{person.label} · {person.pseudonym}" if person.pseudonym else person.label
            yield person.id, Entry(person.id.hex(), words, icon=theme.icon("participant"))
        for document in project.documents.all():
            if document.participant_id is None:
                yield document.id, Entry(document.id.hex(), document.name, icon=theme.icon("document"))

    def _coder_entries(self) -> Iterator[tuple[Id, Entry]]:
        for coder in self._workspace.project.coders.all():
            yield coder.id, Entry(coder.id.hex(), f"{coder.initials} · {coder.name}")

    # ---- building

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.query_line)
        column.addWidget(self._whose_row)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.saved)
        whose = QVBoxLayout(self._whose_row)
        whose.setContentsMargins(0, 0, 0, theme.GRID_PX)
        whose.setSpacing(theme.GRID_PX // 2)
        label = QLabel(self.tr("&Codings of"))
        label.setBuddy(self.whose)
        whose.addWidget(label)
        whose.addWidget(self.whose)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._tables_tab(), self.tr("Tables"))
        self.tabs.addTab(self._codes_tab(), self.tr("Codes"))
        self.tabs.addTab(self._people_tab(), self.tr("People"))

    def _tables_tab(self) -> QWidget:
        tab, column = _column()
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("Order:")))
        for arrow, by, words in (
            (Qt.ArrowType.UpArrow, -1, self.tr("Move the table up (Alt+Up)")),
            (Qt.ArrowType.DownArrow, 1, self.tr("Move the table down (Alt+Down)")),
        ):
            button = QToolButton(arrowType=arrow, autoRaise=True)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, by=by: self.move_table(by))
            row.addWidget(button)
        row.addStretch()
        column.addWidget(self.tables, 1)
        column.addLayout(row)
        column.addLayout(self._labelled(self.tr("&Quotations per theme:"), self.quotations))
        column.addWidget(self.agreement)
        column.addWidget(self.audit)
        column.addWidget(self.template_line)
        return tab

    def _codes_tab(self) -> QWidget:
        tab, column = _column()
        hint = QLabel(
            self.tr("A tick takes the codes under it along. With Shift it is for the code alone."), wordWrap=True
        )
        hint.setFont(theme.small_font(self.font()))
        column.addWidget(self._ticks_tab(self.codes), 1)
        column.addWidget(hint)
        return tab

    def _people_tab(self) -> QWidget:
        tab, column = _column()
        for title, ticks, share in (
            (self.tr("Participants"), self.cases, 3),
            (self.tr("Coders"), self.coders, 1),
        ):
            column.addWidget(QLabel(title))
            column.addWidget(self._ticks_tab(ticks), share)
        return tab

    def _ticks_tab(self, ticks: TickList) -> QWidget:
        tab, column = _column()
        row = QHBoxLayout()
        for words, is_on in ((self.tr("All"), True), (self.tr("None"), False)):
            button = QToolButton(autoRaise=True)
            button.setText(words)
            button.setAccessibleName(f"{ticks.accessibleName()}: {words}")
            button.clicked.connect(lambda _checked=False, is_on=is_on: ticks.tick_all(is_on))
            row.addWidget(button)
        row.addWidget(self._filter_of(ticks), 1)
        column.addLayout(row)
        column.addWidget(ticks, 1)
        return tab

    def _filter_of(self, ticks: TickList) -> QLineEdit:
        field = QLineEdit(clearButtonEnabled=True)
        field.setPlaceholderText(self.tr("Filter"))
        field.setAccessibleName(self.tr("Filter {list}").format(list=ticks.accessibleName()))
        field.textChanged.connect(ticks.show_only)
        return field

    def _labelled(self, words: str, field: QSpinBox) -> QHBoxLayout:
        label = QLabel(words)
        label.setBuddy(field)
        field.setAccessibleName(words.replace("&", "").rstrip(":"))
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch()
        row.addWidget(field)
        return row

    def _connect(self) -> None:
        self.tables.ticked.connect(self._on_tables)
        self.template_line.chosen.connect(self.use_template)
        self.saved.chosen.connect(self.take)
        self.agreement.chosen.connect(self._choose)
        self.audit.chosen.connect(self._choose)
        self.query_line.everything_wanted.connect(self.take_everything)
        self.whose.picked.connect(lambda whose: self._choose(replace(self.choice, whose=whose)))
        for ticks, name in (
            (self.codes, "without_codes"),
            (self.cases, "without_cases"),
            (self.coders, "without_coders"),
        ):
            ticks.ticked.connect(lambda t=ticks, n=name: self._choose(replace(self.choice, **{n: t.unticked()})))
        self.quotations.valueChanged.connect(
            lambda value: self._choose(replace(self.choice, quotations_per_theme=value))
        )
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.tables, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda by=by: self.move_table(by))


def _column() -> tuple[QWidget, QVBoxLayout]:
    tab = QWidget()
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, theme.GRID_PX, 0, 0)
    column.setSpacing(theme.GRID_PX)
    return tab, column


def _table_entry(kind: TableKind) -> Entry:
    columns = tuple(Entry(f"{kind.name}/{column.key}", _translated(column.title)) for column in kind.columns)
    return Entry(kind.name, _translated(kind.title), under=columns)


def _translated(words: str) -> str:
    return QCoreApplication.translate("reports", words)
