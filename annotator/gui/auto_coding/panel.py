"""Auto-coding: a rule, every passage that it finds, and one operation that codes those that are ticked. Not modal."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.auto_coding import HeadingRule, Hit, QuestionRule, Rule, Search, SpeakerRule
from annotator.gui import theme
from annotator.gui.auto_coding import hints
from annotator.gui.auto_coding.code_target import WantedCodes
from annotator.gui.auto_coding.finding import Finding
from annotator.gui.auto_coding.found_line import FoundLine
from annotator.gui.auto_coding.hits_model import HitsModel
from annotator.gui.auto_coding.hits_view import HitsView
from annotator.gui.auto_coding.kept_rule import KeptRule, keep_rule, kept_rule
from annotator.gui.auto_coding.rule_form import RuleForm
from annotator.gui.auto_coding.work import Corpus, Found, Spans
from annotator.gui.messages import Notice, error_notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.changes import Changes
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id
from annotator.project.project import Project

_LOOKED_UP_AFTER_MS = 100


class AutoCodingPanel(QWidget):
    """The pane under the transcript in which passages are coded by rule."""

    left = Signal()  # Escape: back to the transcript

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_stale = True
        self._corpus = Corpus()
        self._shown_rule: Rule | None = None  # whose passages are listed, or were until texts changed
        self._shown_words = ""
        self._unticked: frozenset[Hit] = frozenset()
        self.form = RuleForm()
        self.model = HitsModel(self)
        self.view = HitsView(self.model)
        self.line = FoundLine(workspace, self.model)
        self.target = self.line.target
        self.finding = Finding(workspace, self)
        self.hint = QLabel()
        self._stack = QStackedWidget()
        self._soon = QTimer(self, singleShot=True, interval=_LOOKED_UP_AFTER_MS)
        self._lay_out()
        self._connect()
        self._restore()

    def focus_widget(self) -> QWidget:
        """What takes the keyboard: the list where it has something, else the rule."""
        return self.view if self.model.count else self.form

    def begin(self) -> None:
        """Read what is not read yet, find what the rule means, and put the keyboard in the rule."""
        self._catch_up()
        self.form.begin()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._catch_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End all work, for good; the rule is kept."""
        self._keep()
        self._soon.stop()
        self.finding.close()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.model.count:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self._find()
        else:
            super().keyPressEvent(event)

    # ---- finding

    def _catch_up(self) -> None:
        """Take in what happened while nobody looked."""
        if self._is_stale:
            self._is_stale = False
            self.finding.read_texts()
            self._find()
        elif self.model.count:
            self._soon.start()

    def _find(self) -> None:
        """Find what the rule means now."""
        rule = self.form.rule()
        if type(rule) is not type(self._shown_rule):
            self.model.show_found(Found())
        self.target.offer_each(self._name_above())
        self._keep()
        try:
            search = Search(rule)
        except AnnotatorError as error:
            self._show_nothing(error_notice(error).text)
            return
        if search.is_empty:
            self._show_nothing(hints.before(rule))
            return
        left_out = self.form.left_out()
        wanted = frozenset(s.document_id for s in self._corpus.sources if s.document_id.hex() not in left_out)
        self.finding.find(search, wanted if left_out else None)

    def _show_nothing(self, words: str) -> None:
        self.finding.find(None)
        self.model.show_found(Found())
        self._say_hint(words)

    def _take_corpus(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.form.offer(corpus)
        if isinstance(self.form.rule(), QuestionRule):
            self.finding.ask_for_questions()
        if self.form.left_out():  # only now is it known which documents remain
            self._find()

    def _take_found(self, found: Found) -> None:
        rule = self.form.rule()
        self.model.show_found(found, self._unticked if rule == self._shown_rule else frozenset())
        self._unticked = frozenset()
        self._shown_rule, self._shown_words = rule, self.form.words_of_rule()
        self.line.say_cut(found.is_cut)
        if found.groups:
            self._stack.setCurrentWidget(self.view)
            self._look_up()
        else:
            self._say_hint(hints.nothing(self.form.rule(), self._corpus))

    def _take_failure(self, error: Exception) -> None:
        self.model.show_found(Found())
        self._say_hint(error_notice(error).text)

    def _look_up(self) -> None:
        """Look which passages are coded so already."""
        named = {hit.name: hit for hit in self.model.every_hit()}
        code_ids = frozenset(code for hit in named.values() if (code := self.target.code_of(hit)) is not None)
        if code_ids:
            self.finding.look_up(code_ids)
        else:
            self._take_coded({})

    def _take_coded(self, coded: dict[Id, Spans]) -> None:
        self.model.mark(self.target.code_of, coded)

    def _take_in(self, changes: Changes) -> None:
        """Documents are read anew where they changed; codes and codings only change what is marked."""
        if changes.touches("document", "speaker", "participant"):
            self._forget_texts(changes)
        if changes.touches("code"):
            self.target.refresh()
        if changes.touches("code", "coding", "coder") and self.model.count and self.isVisible():
            self._soon.start()

    def _forget_texts(self, changes: Changes) -> None:
        """What is listed goes at once: its places may not be those of its words any more."""
        self._unticked = self._unticked or self.model.unticked()
        self.model.show_found(Found())
        touched = changes.ids("document") | changes.ids("speaker", "document_id")
        self.finding.forget_texts(None if changes.touches("participant") else touched)
        self._is_stale = True
        if self.isVisible():
            self._catch_up()

    # ---- coding

    def code(self) -> None:
        """Code the passages that are ticked, as one operation."""
        words = self.target.words
        with self._workspace.attempt():
            # Asked for only now: what was being typed is stored first, and may have moved them.
            hits = list(self.model.hits())
            if not hits or not self.target.is_chosen:
                return
            told = {"code": words, "count": len(hits), "rule": self._shown_words}
            work = partial(_coded, hits=hits, wanted=self.target.wanted(), told=told)
            done = self._workspace.write(work, len(hits), self.tr("Coding the passages…"))
            if done is None:
                return
            codes, added = done.result
            if not self.target.is_for_each:
                self.target.choose(codes[hits[0].name], "")
                self._workspace.last_code_id = self.target.code_id
            text = self.tr("%n passage(s) coded with “{code}”.", None, added).format(code=words)
            self._workspace.notice(Notice(text, action="edit.undo"))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)  # the button has nothing left to do

    # ---- going there

    def _show_place(self, hit: Hit) -> None:
        """Show a passage in the transcript; the keyboard stays in the list."""
        self._go_to(hit)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to(self, hit: Hit) -> None:
        self._workspace.go_to(Passage(hit.document_id, hit.start, hit.end))

    # ---- words

    def _say_hint(self, words: str) -> None:
        self.hint.setText(words)
        self._stack.setCurrentWidget(self.hint)

    def _name_above(self) -> str:
        """What the code is called under which each speaker, heading or question gets a code."""
        names = {
            SpeakerRule: self.tr("Speakers"),
            HeadingRule: self.tr("Headings"),
            QuestionRule: self.tr("Questions"),
        }
        return names.get(type(self.form.rule()), "")

    # ---- what is remembered

    def _keep(self) -> None:
        target = self.target
        kept = KeptRule(self.form.rule(), self.form.left_out(), target.code_id, target.each.isChecked())
        keep_rule(self._workspace.project_id, kept)

    def _restore(self) -> None:
        """Show the rule that was used last in this project."""
        kept = kept_rule(self._workspace.project_id)
        if kept.rule is not None:
            self.form.set_rule(kept.rule)
        self.form.leave_out(kept.left_out)
        self.target.each.setChecked(kept.is_for_each)
        if self._workspace.code(kept.code_id) is not None:
            self.target.choose(kept.code_id, "")

    # ---- building

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Auto-coding"))
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self._stack.addWidget(self.hint)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(2 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        self.form.add_option(self.target.each)
        column.addWidget(self.form)
        column.addWidget(self._stack, 1)
        column.addWidget(self.line)

    def _connect(self) -> None:
        self.form.changed.connect(self._find)
        self.form.questions_wanted.connect(self.finding.ask_for_questions)
        self.finding.read.connect(self._take_corpus)
        self.finding.found.connect(self._take_found)
        self.finding.asked.connect(self.form.offer_questions)
        self.finding.looked_up.connect(self._take_coded)
        self.finding.failed.connect(self._take_failure)
        self.finding.progressed.connect(lambda done, total, _words: self.line.show_progress(done, total))
        self.finding.is_running_changed.connect(self.line.show_running)
        self.line.stop_wanted.connect(self._stop)
        self.line.code_wanted.connect(self.code)
        self.target.changed.connect(self._on_target)
        self.view.shown.connect(self._show_place)
        self.view.entered.connect(self._go_to)
        self._soon.timeout.connect(self._look_up)
        self._workspace.changed.connect(self._take_in)
        self._workspace.coder_changed.connect(self._soon.start)

    def _on_target(self) -> None:
        self._keep()
        if self.model.count:
            self._look_up()

    def _stop(self) -> None:
        self.finding.stop()
        self._show_nothing(hints.stopped())


def _coded(
    project: Project, hits: list[Hit], wanted: WantedCodes, told: Mapping[str, Any]
) -> tuple[dict[str, Id], int]:
    """Code passages, as one operation. Returns the code of each name, and how many had not been coded so."""
    with project.operation("coding.auto", **told):
        codes = wanted.made_in(project, list(dict.fromkeys(hit.name for hit in hits)))
        added = project.codings.add_many(_rows(hits, codes, project.coder.id))
    return codes, added


def _rows(hits: list[Hit], codes: dict[str, Id], coder_id: Id) -> list[dict[str, object]]:
    """What is to be added to the codings."""
    return [
        {
            "document_id": hit.document_id,
            "code_id": codes[hit.name],
            "coder_id": coder_id,
            "start_char": hit.start,
            "end_char": hit.end,
        }
        for hit in hits
    ]
