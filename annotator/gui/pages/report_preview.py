"""The right side of the report page: a list of the tables, and the one that is chosen as it will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.pages.report_table import TableModel, TableSheet
from annotator.project.codes import PATH_SEPARATOR
from annotator.reports.model import LEVEL, Section, Table

_MOST_CHARS = 400


class ReportPreview(QWidget):
    """The tables of the report by section; the chosen one with caption, note and its first rows."""

    copied = Signal(object)  # the Table that is on the clipboard now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tables: list[Table] = []
        self._key: tuple[str, str] | None = None
        self._wanted = ""
        self.list = QListWidget()
        self.heading = QLabel(wordWrap=True)
        self.caption = QLabel(wordWrap=True)
        self.note = QLabel(wordWrap=True)
        self.more = QLabel()
        self.copy_button = QPushButton(self.tr("Cop&y table"))
        self.model = TableModel(self)
        self.sheet = TableSheet(self.model)
        self._prepare()
        self._lay_out()

    @property
    def table(self) -> Table | None:
        """The table that is shown, with all its rows."""
        return self.model.table

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        """Show another report; the table that was chosen stays so if it is there."""
        self._tables = []
        with QSignalBlocker(self.list):
            self.list.clear()
            for section in sections:
                self._list_section(section)
            self._tint_lines()
        first = next((row for row, _ in self._rows()), -1)
        self.list.setCurrentRow(next((row for row, table in self._rows() if _key_of(table) == self._key), first))
        if any(section.name == self._wanted for section in sections):
            self._choose_wanted()
            self._wanted = ""
        self._show_current()

    def show_next(self, name: str) -> None:
        """Choose the first table of this name; if there is none yet, once the next report is shown."""
        self._wanted = name
        self._choose_wanted()

    def retint(self) -> None:
        """Draw the icon in the colours of the palette."""
        self.copy_button.setIcon(theme.icon("copy"))
        self._tint_lines()

    def copy_table(self) -> None:
        """Put the whole table on the clipboard, for Word as HTML and for spreadsheets as text."""
        from annotator.exporters.clipboard import html_table, tab_separated

        if (table := self.table) is None:
            return
        data = QMimeData()
        data.setHtml(html_table(table))
        data.setText(tab_separated(table))
        QGuiApplication.clipboard().setMimeData(data)
        self.copied.emit(table)

    def _choose_wanted(self) -> None:
        row = next((row for row, table in self._rows() if table.name == self._wanted), -1)
        if row >= 0:
            self.list.setCurrentRow(row)

    def _list_section(self, section: Section) -> None:
        if len(section.tables) == 1 and not section.tables[0].heading:
            self._list_table(section.tables[0], section.heading, is_bold=True)
            return
        self._list_words(section.heading, section.introduction, is_bold=True)
        for words, place in outline([table.heading or table.caption for table in section.tables]):
            if place is None:
                self._list_words(words, words.lstrip(LEVEL))
            else:
                self._list_table(section.tables[place], words)
        if not section.tables:
            self._list_words(section.introduction, section.introduction)

    def _list_words(self, words: str, tooltip: str, *, is_bold: bool = False) -> None:
        """A line that stands above tables, or for want of them."""
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setToolTip(tooltip)
        if is_bold:
            _make_bold(item)
        self.list.addItem(item)

    def _tint_lines(self) -> None:
        """Colour the lines that cannot be chosen, which would all look as if they were missing something."""
        palette = QGuiApplication.palette()
        for row in range(self.list.count()):
            item = self.list.item(row)
            if not item.flags():
                is_heading = item.font().bold()
                words = palette.color(QPalette.ColorRole.Text)
                item.setForeground(words if is_heading else theme.quiet_colour(palette))

    def _list_table(self, table: Table, name: str, *, is_bold: bool = False) -> None:
        self._tables.append(table)
        number = len(self._tables)
        words = name.lstrip(LEVEL)
        item = QListWidgetItem(f"{name[: len(name) - len(words)]}{number}. {words}")
        item.setToolTip("\n".join(filter(None, (table.heading, table.caption, self._rows_in_words(table)))))
        item.setData(Qt.ItemDataRole.UserRole, number)
        if is_bold:
            _make_bold(item)
        self.list.addItem(item)

    def _rows_in_words(self, table: Table) -> str:
        return self.tr("%n row(s)", None, len(table.rows))

    def _number_of(self, row: int) -> int:
        """The number of the table that a row of the list stands for, from 1; 0 for a heading."""
        item = self.list.item(row)
        return (item.data(Qt.ItemDataRole.UserRole) or 0) if item is not None else 0

    def _rows(self) -> Iterator[tuple[int, Table]]:
        """The rows of the list that stand for a table."""
        numbers = ((row, self._number_of(row)) for row in range(self.list.count()))
        return ((row, self._tables[number - 1]) for row, number in numbers if number)

    def _show_current(self) -> None:
        number = self._number_of(self.list.currentRow())
        table = self._tables[number - 1] if number else None
        if table is not None:
            self._key = _key_of(table)
        self.model.show(table)
        self.sheet.scrollToTop()
        self.copy_button.setEnabled(table is not None)
        caption = self.tr("Table {number}. {caption}")
        self.caption.setText(caption.format(number=number, caption=table.caption) if table is not None else "")
        _say(self.heading, table.heading if table is not None else "")
        _say(self.note, table.note if table is not None else "")
        left = self.model.rows_left
        _say(self.more, self.tr("… and %n more row(s) in the Word file", None, left) if left else "")

    def _prepare(self) -> None:
        self.list.setAccessibleName(self.tr("Tables of the report"))
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        for label in (self.heading, self.caption, self.note, self.more):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.heading.setFont(theme.heading_font(self.font()))
        self.note.setFont(theme.small_font(self.font()))
        self.more.setFont(theme.small_font(self.font()))
        self.retint()
        self.copy_button.setToolTip(self.tr("Copy the whole table, to be pasted into Word or a spreadsheet (Ctrl+C)"))
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(self.copy_table)
        for pane in (self.sheet, self.list):
            keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), pane)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self.copy_table)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        words = QVBoxLayout()
        words.addWidget(self.heading)
        words.addWidget(self.caption)
        top.addLayout(words, 1)
        top.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(top)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.more)
        column.addWidget(self.note)
        splitter = QSplitter()
        splitter.addWidget(self.list)
        splitter.addWidget(page)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([200, 700])
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)


def outline(paths: Sequence[str]) -> Iterator[tuple[str, int | None]]:
    """Paths of codes as lines of a tree: the words, further in by level, and the path's place; None for a line that
    only stands above others. What is no path is a line as it is."""
    listed: set[str] = set()
    for place, path in enumerate(paths):
        names = path.split(PATH_SEPARATOR)
        for depth in range(len(names)):
            above = PATH_SEPARATOR.join(names[: depth + 1])
            if above not in listed:
                listed.add(above)
                yield LEVEL * depth + names[depth], place if above == path else None


def _make_bold(item: QListWidgetItem) -> None:
    font = item.font()
    font.setBold(True)
    item.setFont(font)


def _key_of(table: Table) -> tuple[str, str]:
    return table.name, table.heading


def _say(label: QLabel, words: str) -> None:
    """Words in a label, shortened where they would push the table away."""
    label.setText(words if len(words) <= _MOST_CHARS else words[: _MOST_CHARS - 1].rstrip() + "…")
    label.setToolTip(words if len(words) > _MOST_CHARS else "")
    label.setVisible(bool(words))
