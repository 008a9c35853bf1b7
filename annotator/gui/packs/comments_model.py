"""The comments of a returned pack as a table: who wrote what on which words, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication

from annotator.gui import theme
from annotator.importers.comments_plan import Becomes, CommentsPlan, PlannedComment

Index = QModelIndex | QPersistentModelIndex
COLUMNS: tuple[Literal["reader", "words", "comment", "becomes"], ...] = ("reader", "words", "comment", "becomes")


class CommentsModel(QAbstractTableModel):
    """A plan that a person corrects, comment by comment."""

    def __init__(self, plan: CommentsPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan

    def comment(self, row: int) -> PlannedComment:
        """The comment in a row."""
        return self.plan.comments[row]

    def decide(self, rows: list[int], becomes: Becomes | None = None, takes_nearest: bool | None = None) -> None:
        """Let comments become something else, as far as they can, or stand on the place that is offered."""
        comments = list(self.plan.comments)
        for row in rows:
            comments[row] = _decided(comments[row], becomes, takes_nearest)
        self.plan = replace(self.plan, comments=tuple(comments))
        self.dataChanged.emit(self.index(0, 0), self.index(len(comments) - 1, len(COLUMNS) - 1))

    def call_reader(self, author: str, name: str) -> None:
        """Say who an author is among the coders."""
        self.plan = replace(self.plan, readers={**self.plan.readers, author: name})
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, 0))

    def make_new_codes(self, is_wanted: bool) -> None:
        """Let comments that name codes which are not there become codings, or memos again."""
        new = [(row, each) for row, each in enumerate(self.plan.comments) if names_new_code(each) and each.is_sure]
        for wanted in ("coding", "both"):
            rows = [row for row, each in new if not each.is_there and each.as_coding == wanted]
            self.decide(rows, wanted if is_wanted else "memo")

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.plan.comments)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Reader"), self.tr("On the words"), self.tr("Comment"), self.tr("Becomes"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self.plan.comments[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(each, index.column())
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return (each.comment.author, each.placement.words, each.comment.text, self.becomes_words(each))[
                index.column()
            ]
        if role == Qt.ItemDataRole.ForegroundRole and each.becomes == "nothing":
            return theme.quiet_colour(QGuiApplication.palette())
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 1 and not each.is_sure:
            return theme.icon("warning")
        return None

    def becomes_words(self, each: PlannedComment) -> str:
        """What becomes of a comment, and where it will be."""
        if each.is_there and each.becomes == "nothing":
            return self.tr("Was brought in before")
        names = {
            "memo": self.tr("Memo"),
            "coding": self.tr("Coding"),
            "both": self.tr("Coding and memo"),
            "nothing": self.tr("Left out"),
        }
        return names[each.becomes]

    def _words(self, each: PlannedComment, column: int) -> str:
        if column == 0:
            name = self.plan.readers[each.comment.author]
            return f"↳ {name}" if each.comment.answers is not None else name
        if column == 1:
            return " ".join(each.placement.words.split()) or self.tr("(the whole)")
        if column == 2:
            return " ".join(each.comment.text.split())
        codes = ", ".join(code.path for code in each.codes)
        words = self.becomes_words(each)
        return f"{words}: {codes}" if each.becomes in ("coding", "both") and codes else words


def names_new_code(each: PlannedComment) -> bool:
    """Whether a comment names a code that the project has not."""
    return any(code.code_id is None for code in each.codes)


def _decided(each: PlannedComment, becomes: Becomes | None, takes_nearest: bool | None) -> PlannedComment:
    if takes_nearest is not None:
        each = replace(each, takes_nearest=takes_nearest)
    if becomes in ("coding", "both") and not (each.codes and each.has_place):
        becomes = "memo"
    if becomes is not None:
        each = replace(each, becomes=becomes)
    if each.becomes in ("coding", "both") and not each.has_place:
        each = replace(each, becomes="memo")
    return each
