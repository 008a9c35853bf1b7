"""Whatever was done: each operation can be told, and the words of codings are those that stood there then."""

from __future__ import annotations

from hypothesis import settings

from annotator.analysis.code_story import all_stories, story_of
from annotator.analysis.operation_details import details_of
from annotator.project.changes import Changes
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.project.test_history_properties import AnyHistory


class TellingAll(AnyHistory):
    """Any history, and at its end all of it told."""

    def _ready(self, project: Project) -> Project:
        self.words: dict[tuple[int, Id], str] = {}
        project.on_change(self._keep)
        return super()._ready(project)

    def _keep(self, changes: Changes) -> None:
        """Keep the words that each coding has after an operation that touched it."""
        for row in changes.of("coding"):
            if row.after is not None and row.after["start_char"] < row.after["end_char"]:
                text = self.project.documents.text(row.after["document_id"]).text
                words = text[row.after["start_char"] : row.after["end_char"]]
                self.words[changes.operation.seq, row.row_id] = words

    def teardown(self) -> None:
        told = self.told_words()
        assert {key: told[key] for key in self.words.keys() & told.keys()} == {
            key: self.words[key] for key in self.words.keys() & told.keys()
        }
        every = all_stories(self.project)
        for code_id in {step.code_id for step in every}:
            assert [step for step in every if step.code_id == code_id] == story_of(self.project, code_id)
        super().teardown()

    def told_words(self) -> dict[tuple[int, Id], str]:
        """What is told of the words of codings after each operation, where it is told as words."""
        found: dict[tuple[int, Id], str] = {}
        for operation in self.project.history.operations():
            for row in details_of(self.project, operation.seq).rows:
                for field in row.fields if row.table == "coding" and row.event != "removed" else ():
                    if field.is_verbatim:
                        found[operation.seq, row.row_id] = field.after
        return found


TestTellingAll = TellingAll.TestCase
TestTellingAll.settings = settings(max_examples=8, stateful_step_count=40)
