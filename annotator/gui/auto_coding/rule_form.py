"""Saying a rule: what is looked for, and in which documents. The fields follow the way that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.auto_coding import EXTENTS, HeadingRule, QuestionRule, Rule, SearchRule, SpeakerRule
from annotator.analysis.text_search import Wanted
from annotator.gui import theme
from annotator.gui.auto_coding.tick_button import TickButton
from annotator.gui.auto_coding.work import Corpus
from annotator.gui.figures import figure
from annotator.gui.finding.wanted_field import KINDS, offer_kinds
from annotator.gui.pages.report_lists import Entry
from annotator.gui.search_field import SearchField

WAYS: tuple[type[Rule], ...] = (SearchRule, SpeakerRule, HeadingRule, QuestionRule)
_QUESTION_CHARS = 24
_LEAST_PX = 96


class RuleForm(QWidget):
    """Two lines of fields; `changed` after every change that a person makes."""

    changed = Signal()
    questions_wanted = Signal()  # the list of questions is needed now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = _combo(self.tr("What to code"), self._way_words())
        self.words = SearchField()
        self.kind = _combo(self.tr("How the words are meant"), ())
        offer_kinds(self.kind)
        self.extent = _combo(self.tr("How much is coded"), self._extent_words())
        self.whole_words = QCheckBox(self.tr("Whole words"))
        self.case = QCheckBox(self.tr("Capitals"))
        self.accents = QCheckBox(self.tr("Accents"))
        self.accents.setChecked(True)
        self.speakers = TickButton(self.tr("Who speaks"), self._speakers_words)
        self.heading = SearchField()
        self.question = QComboBox(editable=True)
        self.similar = QCheckBox(self.tr("Similar questions too"))
        self.similar.setChecked(True)
        self.documents = TickButton(self.tr("In which documents"), self._documents_words)
        self._second = QHBoxLayout()
        self._wished_voices: frozenset[str] = frozenset()
        self._left_out: frozenset[str] = frozenset()
        self._name_fields()
        self._lay_out()
        self._connect()

    # ---- the rule

    def rule(self) -> Rule:
        """The rule as it stands."""
        way = WAYS[self.way.currentIndex()]
        if way is SpeakerRule:
            return SpeakerRule(self._wished_voices)
        if way is HeadingRule:
            return HeadingRule(self.heading.text())
        if way is QuestionRule:
            return QuestionRule(self.question.currentText(), self.similar.isChecked())
        wanted = Wanted(
            self.words.text(),
            KINDS[self.kind.currentIndex()],
            whole_words=self.whole_words.isChecked(),
            ignores_case=not self.case.isChecked(),
            ignores_accents=not self.accents.isChecked(),
        )
        return SearchRule(wanted, EXTENTS[self.extent.currentIndex()])

    def set_rule(self, rule: Rule) -> None:
        """Show a rule; nothing is said of it."""
        with QSignalBlocker(self):
            self.way.setCurrentIndex(WAYS.index(type(rule)))
            if isinstance(rule, SearchRule):
                self._show_search(rule)
            elif isinstance(rule, SpeakerRule):
                self._wished_voices = rule.voice_keys
            elif isinstance(rule, HeadingRule):
                self.heading.setText(rule.words)
            else:
                self.question.setEditText(rule.question)
                self.similar.setChecked(rule.also_similar)

    def left_out(self) -> frozenset[str]:
        """The documents (ids as hex digits) that are left out."""
        return self._left_out

    def leave_out(self, document_keys: frozenset[str]) -> None:
        """Leave documents out; nothing is said of it."""
        self._left_out = document_keys

    def words_of_rule(self) -> str:
        """The rule as the history tells it."""
        rule = self.rule()
        if isinstance(rule, SearchRule):
            return f"{self.kind.currentText()}: “{rule.wanted.text}” ({self.extent.currentText()})"
        if isinstance(rule, SpeakerRule):
            return f"{self.way.currentText()}: {self._names_of_ticked()}"
        said = rule.words if isinstance(rule, HeadingRule) else rule.question
        return f"{self.way.currentText()}: “{said}”" if said else self.way.currentText()

    # ---- what can be chosen

    def offer(self, corpus: Corpus) -> None:
        """Offer the people and the documents that there are."""
        entries = [Entry(voice.key, self._voice_words(voice.name, count)) for voice, count in corpus.voices]
        self.speakers.fill(entries, lambda key: key in self._wished_voices)
        documents = [Entry(source.document_id.hex(), source.name) for source in corpus.sources]
        self.documents.fill(documents, lambda key: key not in self._left_out)

    def offer_questions(self, questions: Sequence[tuple[str, int]]) -> None:
        """Offer the questions that were asked, those asked in most documents first."""
        typed = self.question.currentText()
        with QSignalBlocker(self.question):
            self.question.clear()
            for question, count in questions:
                self.question.addItem(question)
                where = self.tr("asked in %n document(s)", None, count)
                self.question.setItemData(self.question.count() - 1, f"{question}\n{where}", _TOOLTIP)
            self.question.setEditText(typed)

    def add_option(self, widget: QWidget) -> None:
        """Put a field of somebody else's beside the documents."""
        self._second.insertWidget(self._second.count() - 1, widget)

    def begin(self) -> None:
        """Put the keyboard in the field of the way that is chosen."""
        field: QWidget = (self.words, self.speakers, self.heading, self.question)[self.way.currentIndex()]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(field, SearchField):
            field.selectAll()

    # ---- inside

    def _on_way(self) -> None:
        way = self.way.currentIndex()
        self._fields.setCurrentIndex(way)
        self._options.setCurrentIndex(way)
        if WAYS[way] is QuestionRule:
            self.questions_wanted.emit()
        self.changed.emit()

    def _on_speakers(self) -> None:
        self._wished_voices = self.speakers.ticked_keys()
        self.changed.emit()

    def _on_documents(self) -> None:
        self._left_out = self.documents.keys() - self.documents.ticked_keys()
        self.changed.emit()

    def _show_search(self, rule: SearchRule) -> None:
        self.words.setText(rule.wanted.text)
        self.kind.setCurrentIndex(KINDS.index(rule.wanted.kind) if rule.wanted.kind in KINDS else 0)
        self.extent.setCurrentIndex(EXTENTS.index(rule.extent))
        self.whole_words.setChecked(rule.wanted.whole_words)
        self.case.setChecked(not rule.wanted.ignores_case)
        self.accents.setChecked(not rule.wanted.ignores_accents)

    def _names_of_ticked(self) -> str:
        items = self.speakers.list.items()
        names = [item.text(0) for item in items if item.checkState(0) == Qt.CheckState.Checked]
        return ", ".join(names)

    def _way_words(self) -> list[str]:
        return [
            self.tr("Words found by a search"),
            self.tr("Turns of speakers"),
            self.tr("What stands under headings"),
            self.tr("Answers to a question"),
        ]

    def _extent_words(self) -> list[str]:
        return [self.tr("the words"), self.tr("their sentence"), self.tr("their paragraph"), self.tr("their turn")]

    def _voice_words(self, name: str, count: int) -> str:
        return f"{name}  ·  " + self.tr("%n document(s)", None, count)

    def _speakers_words(self, ticked: int, offered: int) -> str:
        if not offered:
            return self.tr("No speakers known")
        if not ticked:
            return self.tr("Choose who speaks…")
        return self.tr("{ticked} of {all} speakers…").format(ticked=figure(ticked), all=figure(offered))

    def _documents_words(self, ticked: int, offered: int) -> str:
        if ticked == offered:
            return self.tr("In all documents…")
        return self.tr("In {ticked} of {all} documents…").format(ticked=figure(ticked), all=figure(offered))

    def _name_fields(self) -> None:
        self.words.setPlaceholderText(self.tr("Words to look for"))
        self.heading.setPlaceholderText(self.tr("Words of the heading; empty for every heading"))
        for field in (self.words, self.heading):
            field.setAccessibleName(field.placeholderText())
            field.setClearButtonEnabled(True)
            field.show_sign()
        self.case.setToolTip(self.tr("Capitals count: find a capital only where one was typed"))
        self.accents.setToolTip(self.tr("Accents count: find a letter with an accent only where one was typed"))
        for box in (self.case, self.accents):
            box.setAccessibleName(box.toolTip())
        line = self.question.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("A question of the interviewer"))
            line.setAccessibleName(line.placeholderText())
        self.question.setAccessibleName(self.tr("A question of the interviewer"))
        self.question.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.question.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.question.setMinimumContentsLength(_QUESTION_CHARS)

    def _lay_out(self) -> None:
        self._fields = _stack([[self.words, self.kind], [self.speakers, None], [self.heading], [self.question]])
        checks = [self.extent, self.whole_words, self.case, self.accents, None]
        self._options = _stack([checks, [None], [None], [self.similar, None]])
        first, second = QHBoxLayout(), self._second
        for line in (first, second):
            line.setSpacing(2 * theme.GRID_PX)
        first.addWidget(self.way)
        first.addWidget(self._fields, 1)
        second.addWidget(self._options, 1)
        second.addWidget(self.documents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID_PX)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self.way.currentIndexChanged.connect(self._on_way)
        for combo in (self.kind, self.extent):
            combo.currentIndexChanged.connect(self.changed)
        for field in (self.words, self.heading):
            field.textChanged.connect(self.changed)
        for box in (self.whole_words, self.case, self.accents, self.similar):
            box.toggled.connect(self.changed)
        self.question.currentTextChanged.connect(self.changed)
        self.speakers.ticked.connect(self._on_speakers)
        self.documents.ticked.connect(self._on_documents)


_TOOLTIP = Qt.ItemDataRole.ToolTipRole


def _combo(name: str, entries: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.addItems(list(entries))
    made.setMinimumWidth(_LEAST_PX)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def _stack(rows: Sequence[Sequence[QWidget | None]]) -> QStackedWidget:
    """One line of widgets for each way; None is room that stays empty."""
    stack = QStackedWidget()
    for row in rows:
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID_PX)
        for widget in row:
            if widget is None:
                line.addStretch(1)
            else:
                line.addWidget(widget)
        stack.addWidget(page)
    return stack
