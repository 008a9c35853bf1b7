"""The way of readers' comments into the project: each one with its words and what becomes of it, before anything is."""

from __future__ import annotations

from functools import partial
from typing import get_args

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.messages import Notice
from annotator.gui.packs.comments_model import COLUMNS, CommentsModel, names_new_code
from annotator.gui.workspace import Workspace
from annotator.importers.comments_into_project import BroughtIn, bring_in
from annotator.importers.comments_plan import Becomes, CommentsPlan, PlannedComment
from annotator.project.project import Project

_SIZE = (960, 620)
_WIDTHS_PX = {"reader": 140, "words": 240, "becomes": 200}
_MOST_READERS_PX = 110


class CommentsDialog(QDialog):
    """Shows what the comments of a returned pack would become; OK brings them in, as one operation."""

    def __init__(self, workspace: Workspace, plan: CommentsPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Comments from readers in {file}").format(file=plan.source_name))
        self._workspace = workspace
        self.model = CommentsModel(plan, self)
        self.view = QTableView()
        self.readers: dict[str, QComboBox] = {}
        self.comment_text, self.words_now = QPlainTextEdit(), QPlainTextEdit()
        self.becomes = QComboBox()
        self.takes_nearest = QCheckBox(self.tr("Put it on this &place"))
        self.new_codes = QCheckBox(self.tr("Make &new codes of the #names that are not in the codebook"))
        self.place = QLabel(wordWrap=True)
        self.words = QLabel(wordWrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._prepare()
        self._lay_out()
        self._connect()
        if plan.comments:
            self.view.selectRow(0)
            self.view.setFocus()
        self._show_state()

    def accept(self) -> None:
        """Bring in what the plan says."""
        made = self.model.plan
        with self._workspace.attempt():
            words = self.tr("Bringing in the comments…")
            done = self._workspace.write(partial(_carried_out, plan=made), 3 * len(made.taken), words)
            if done is None:
                return
            self._workspace.notice(Notice(self._outcome_words(done.result), action="edit.undo"))
            super().accept()

    @property
    def rows(self) -> list[int]:
        """The chosen rows."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    # ---- deciding

    def _decide(self) -> None:
        becomes: Becomes = self.becomes.currentData()
        self.model.decide(self.rows, becomes)
        self._show_state()

    def _take_nearest(self, is_taken: bool) -> None:
        self.model.decide(self.rows, takes_nearest=is_taken)
        self._show_comment()

    def _make_new_codes(self, is_wanted: bool) -> None:
        self.model.make_new_codes(is_wanted)
        self._show_comment()

    # ---- showing

    def _show_comment(self) -> None:
        """The current comment whole, with the words that stand now where it would be."""
        rows = self.rows
        each = self.model.comment(rows[0]) if rows else None
        self.comment_text.setPlainText(each.comment.text if each is not None else "")
        self.words_now.setPlainText(self._words_now(each) if each is not None else "")
        self.place.setText(self._place_words(each) if each is not None else "")
        for widget in (self.becomes, self.takes_nearest):
            widget.blockSignals(True)
        self.becomes.setEnabled(bool(rows))
        if each is not None:
            self.becomes.setCurrentIndex(self.becomes.findData(each.becomes))
            is_offer = each.placement.found == "nearest"
            self.takes_nearest.setVisible(is_offer)
            self.takes_nearest.setChecked(each.takes_nearest)
            for value in ("coding", "both"):
                self._offer(value, is_possible=bool(each.codes) and each.has_place)
        for widget in (self.becomes, self.takes_nearest):
            widget.blockSignals(False)
        self._show_state()

    def _offer(self, value: str, *, is_possible: bool) -> None:
        item = self.becomes.model().item(self.becomes.findData(value))  # type: ignore[attr-defined]
        item.setEnabled(is_possible)

    def _words_now(self, each: PlannedComment) -> str:
        texts = self._workspace.project.documents.texts({spot.document_id for spot in each.placement.spots})
        return "\n…\n".join(texts[s.document_id][s.start_char : s.end_char] for s in each.placement.spots)

    def _place_words(self, each: PlannedComment) -> str:
        names = [self._workspace.project.documents.get(spot.document_id).name for spot in each.placement.spots[:1]]
        told = {
            "words": self.tr("On these words in {document}."),
            "moved": self.tr("On these words in {document}, which was corrected since."),
            "around": self.tr("Beside the words: it is on the whole passage in {document}."),
            "nearest": self.tr("The words are others now: it says “{words}”. This would be the nearest place, in "
                               "{document}; else it becomes a memo on the document."),
            "nowhere": self.tr("Its place is not in the project: it becomes a memo on the project."),
        }  # fmt: skip
        words = " ".join(each.placement.words.split())[:80]
        first = told[each.placement.found].format(document=names[0] if names else "", words=words)
        return " ".join(filter(None, (first, self._date(each))))

    def _date(self, each: PlannedComment) -> str:
        day = QDate.fromString(each.comment.date[:10], Qt.DateFormat.ISODate)
        return QLocale().toString(day, QLocale.FormatType.ShortFormat) if day.isValid() else ""

    def _show_state(self) -> None:
        plan = self.model.plan
        taken = plan.taken
        before = sum(each.is_there and each.becomes == "nothing" for each in plan.comments)
        unsure = sum(each.becomes != "nothing" and not each.has_place for each in plan.comments)
        parts = [self.tr("%n comment(s) will come in.", None, len(taken))]
        if before:
            parts.append(self.tr("%n comment(s) came in before.", None, before))
        if unsure:
            parts.append(self.tr("%n comment(s) will stand on no passage.", None, unsure))
        if new := self._new_readers():
            parts.append(self.tr("Joins as peer researcher: {names}.").format(names=", ".join(new)))
        self.words.setText(" ".join(parts))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(taken))

    def _new_readers(self) -> list[str]:
        """Those who will join by what comes in."""
        known = {coder.name.casefold() for coder in self._workspace.project.coders.all()}
        readers = (self.model.plan.readers[each.comment.author] for each in self.model.plan.taken)
        return [name for name in dict.fromkeys(readers) if name.casefold() not in known]

    def _outcome_words(self, came: BroughtIn) -> str:
        memos = self.tr("%n memo(s)", None, came.memos)
        codings = self.tr("%n coding(s)", None, came.codings)
        text = self.tr("{file}: {memos} and {codings} brought in.")
        return text.format(file=self.model.plan.source_name, memos=memos, codings=codings)

    # ---- building

    def _prepare(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Comments"))
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.setWordWrap(False)
        self.view.verticalHeader().hide()
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for place, name in enumerate(COLUMNS):
            self.view.setColumnWidth(place, _WIDTHS_PX.get(name, 200))
        header.setSectionResizeMode(COLUMNS.index("comment"), QHeaderView.ResizeMode.Stretch)
        each = (self.tr("Memo"), self.tr("Coding"), self.tr("Coding and memo"), self.tr("Leave out"))
        for words, value in zip(each, get_args(Becomes), strict=True):
            self.becomes.addItem(words, value)
        for text, accessible in (
            (self.comment_text, self.tr("The whole comment")),
            (self.words_now, self.tr("The words in the transcript")),
        ):
            text.setReadOnly(True)
            text.setTabChangesFocus(True)
            text.setAccessibleName(accessible)
        self.becomes.setAccessibleName(self.tr("What becomes of it"))
        self.new_codes.setVisible(any(map(names_new_code, self.model.plan.comments)))
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Bring In"))

    def _reader_form(self) -> QWidget:
        """A row for each author of comments: who that is among the coders."""
        inside = QWidget()
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 0, 0)
        names = [coder.name for coder in self._workspace.project.coders.all()]
        for author, name in self.model.plan.readers.items():
            field = QComboBox(editable=True)
            field.addItems(list(dict.fromkeys((name, *names))))
            field.setAccessibleName(self.tr("Who {author} is").format(author=author or name))
            field.editTextChanged.connect(partial(self._call_reader, author))
            form.addRow(self.tr("Comments of {author} are by").format(author=author or self.tr("nobody named")), field)
            self.readers[author] = field
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setMaximumHeight(min(_MOST_READERS_PX, inside.sizeHint().height() + theme.GRID_PX))
        return area

    def _call_reader(self, author: str, name: str) -> None:
        if name.strip():
            self.model.call_reader(author, name.strip())
            self._show_state()

    def _lay_out(self) -> None:
        details = QWidget()
        pair = QHBoxLayout()
        for text in (self.comment_text, self.words_now):
            side = QVBoxLayout()
            heading = QLabel(text.accessibleName())
            heading.setFont(theme.small_font(heading.font()))
            side.addWidget(heading)
            side.addWidget(text, 1)
            pair.addLayout(side, 1)
        bar = QHBoxLayout()
        bar.addWidget(self.place, 1)
        bar.addWidget(self.takes_nearest)
        bar.addWidget(self.becomes)
        below = QVBoxLayout(details)
        below.setContentsMargins(0, 0, 0, 0)
        below.addLayout(pair, 1)
        below.addLayout(bar)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.view)
        split.addWidget(details)
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([320, 150])
        foot = QHBoxLayout()
        foot.addWidget(self.words, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        column.addWidget(self._reader_form())
        column.addWidget(split, 1)
        column.addWidget(self.new_codes)
        column.addLayout(foot)
        self.resize(*_SIZE)

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(self._show_comment)
        self.becomes.activated.connect(self._decide)
        self.takes_nearest.toggled.connect(self._take_nearest)
        self.new_codes.toggled.connect(self._make_new_codes)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


def _carried_out(project: Project, plan: CommentsPlan) -> BroughtIn:
    return bring_in(project, plan)
