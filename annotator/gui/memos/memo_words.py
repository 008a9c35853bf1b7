"""A memo in a few words: what it is called, what it is about, by whom and when."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject

from annotator.analysis.paragraphs import Paragraphs
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.errors import NotFound
from annotator.project.ids import Id
from annotator.project.memos import READER_KIND, About, Memo

_NAMES_FROM = ("code", "document", "participant", "coder")
_TEXTS_KEPT = 32


class MemoWords(QObject):
    """Words about memos. What had to be read for them is kept until an operation touches it."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._project = workspace.project
        self._about: dict[About, str] = {}
        self._paragraphs: dict[Id, Paragraphs] = {}
        self._initials: dict[Id, str] = {}

    def forget(self, changes: Changes) -> None:
        """Drop the words that an operation may have made untrue."""
        if changes.touches(*_NAMES_FROM):
            self._about.clear()
            self._initials.clear()
        for document_id in changes.ids("document"):
            self._paragraphs.pop(document_id, None)
        if changes.touches("coding"):
            touched = changes.ids("coding")
            self._about = {about: words for about, words in self._about.items() if about.coding_id not in touched}

    def title(self, memo: Memo) -> str:
        """Its title, else its first line."""
        lines = (line.strip() for line in (memo.title, *memo.text[:2_000].split("\n")))
        return next((line for line in lines if line), self.tr("Nothing written yet"))

    def about(self, memo: Memo) -> str:
        """What it is about, and what it was about before that was removed."""
        words = self.about_words(memo.about)
        if not memo.once_about:
            return words
        once = self.tr("was about: {name}").format(name=memo.once_about)
        return once if memo.about == About() else f"{words} · {once}"

    def about_words(self, about: About) -> str:
        """A code's path, a document and paragraph, a coding and its place, a participant, or the project."""
        if about not in self._about:
            try:
                self._about[about] = self._looked_up(about)
            except NotFound:
                self._about[about] = self.tr("something that was removed")
        return self._about[about]

    def further(self, memo: Memo) -> str:
        """The places of the other passages that a comment of a reader stands on; nothing of all other memos."""
        if memo.kind != READER_KIND:
            return ""
        places = [
            self._place(link.document_id, link.start_char)
            for link in self._project.memo_links.of(memo.id)
            if link.document_id is not None
            and (link.document_id, link.start_char) != (memo.document_id, memo.start_char)
        ]
        return self.tr("also: {places}").format(places="; ".join(places)) if places else ""

    def initials(self, memo: Memo) -> str:
        """Who wrote it."""
        if memo.coder_id not in self._initials:
            self._initials = {coder.id: coder.initials for coder in self._project.coders.all()}
        return self._initials.get(memo.coder_id, "")

    def date(self, memo: Memo) -> str:
        """When it was last changed: today's time of day, or the date."""
        moment = QDateTime.fromMSecsSinceEpoch(memo.changed_us // 1_000)
        short = QLocale.FormatType.ShortFormat
        if moment.date() == QDate.currentDate():
            return QLocale().toString(moment.time(), short)
        return QLocale().toString(moment.date(), short)

    def _looked_up(self, about: About) -> str:
        if about.coding_id is not None:
            coding = self._project.codings.get(about.coding_id)
            place = self._place(coding.document_id, coding.start_char)
            name = self._workspace.tree.get(coding.code_id).name
            return self.tr("coding “{code}”, {place}").format(code=name, place=place)
        if about.code_id is not None and about.document_id is not None:  # what was decided about a code at a place
            place = self._place(about.document_id, about.start_char)
            return self.tr("“{code}” at {place}").format(code=self._workspace.tree.get(about.code_id).name, place=place)
        if about.code_id is not None:
            return self.tr("code {path}").format(path=self._workspace.path_of(about.code_id))
        if about.participant_id is not None:
            label = self._project.participants.get(about.participant_id).label
            return self.tr("participant {label}").format(label=label)
        if about.document_id is not None:
            return self._place(about.document_id, about.start_char)
        return self.tr("the project")

    def _place(self, document_id: Id, start_char: int | None) -> str:
        name = self._project.documents.get(document_id).name
        if start_char is None:
            return name
        return self.tr("{document} ¶ {number}").format(
            document=name, number=self._paragraphs_of(document_id).number_at(start_char)
        )

    def _paragraphs_of(self, document_id: Id) -> Paragraphs:
        if document_id not in self._paragraphs:
            if len(self._paragraphs) >= _TEXTS_KEPT:
                self._paragraphs.pop(next(iter(self._paragraphs)))
            self._paragraphs[document_id] = Paragraphs(self._project.documents.text(document_id).text)
        return self._paragraphs[document_id]
