"""What the table of meetings is made from: the minutes, where the passages stand, and what the log says followed."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from annotator.analysis.meeting_outcomes import Outcomes, period_of, what_followed
from annotator.analysis.paragraphs import Paragraphs
from annotator.project.code_tree import CodeTree
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id
from annotator.project.meetings import Meeting
from annotator.project.memo_links import MemoLink
from annotator.project.operation_log import OperationLog
from annotator.project.project import Project


class MeetingMaterial:
    """The meetings that some coders wrote down, or all: only what these coded and wrote is told."""

    def __init__(self, project: Project, coder_ids: Collection[Id] | None) -> None:
        self._project = project
        self._seen = None if coder_ids is None else tuple(coder_ids)
        self._every = project.meetings.all()
        self._paragraphs: dict[Id, Paragraphs] = {}
        self.meetings = [each for each in self._every if self._sees(each.coder_id)]  # the latest first

    def outcomes_of(self, meeting: Meeting) -> Outcomes:
        """What was done from a meeting until the next, whoever wrote that down."""
        return what_followed(OperationLog(self._project.connection), period_of(meeting, self._every), self._seen)

    def _sees(self, coder_id: Id) -> bool:
        return self._seen is None or coder_id in self._seen

    def links_of(self, meeting: Meeting) -> list[MemoLink]:
        """What it talked about, in order."""
        return self._links.get(meeting.memo_id, [])

    def place_of(self, link: MemoLink) -> str:
        """The code, the document and the paragraph of a passage, as far as they are still there."""
        code = ""
        coding = None if link.coding_id is None else self._project.codings.get(link.coding_id)
        if coding is not None and self._sees(coding.coder_id):
            code = PATH_SEPARATOR.join(self._tree.path(coding.code_id))
        if link.document_id is None or link.start_char is None:
            return code
        number = self._paragraphs_of(link.document_id).number_at(link.start_char)
        return ", ".join(filter(None, (code, self._names[link.document_id], f"¶ {number}")))

    @cached_property
    def _links(self) -> dict[Id, list[MemoLink]]:
        return self._project.memo_links.all()

    @cached_property
    def _tree(self) -> CodeTree:
        return self._project.codes.tree()

    @cached_property
    def _names(self) -> dict[Id, str]:
        return {document.id: document.name for document in self._project.documents.all()}

    def _paragraphs_of(self, document_id: Id) -> Paragraphs:
        if document_id not in self._paragraphs:
            self._paragraphs[document_id] = Paragraphs(self._project.documents.text(document_id).text)
        return self._paragraphs[document_id]
