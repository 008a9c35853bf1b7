"""Any history at all: undo everything gives the start, redo everything the end, and every step between is exact."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from annotator.project.changes import Changes
from annotator.project.documents import NewSpeaker
from annotator.project.errors import AnnotatorError
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.schema import coder as coder_table
from annotator.project.text_edits import Edit
from tests.project.rows import Rows, rows_of

T = TypeVar("T")
names = st.sampled_from(["Trust", "trust", "Hope", "Å", "A\u030a", "名前", "  two   words ", "", "x" * 201, "🙂"])
words = st.sampled_from(["", "soup", "two\r\nlines", "e\u0301", "שלום", "halves \ud83d of it", "nul\x00"])
texts = st.sampled_from(["I: Hello?\nP1: Well 🙂, hello.", "One line only.", "\ufeffأهلا\r\nوسهلا", "Same.\n" * 30])
picks = st.integers(0, 1_000)
_started: list[tuple[bytes, tuple[Rows, ...]]] = []  # the file that all histories begin with, and its two states
people = st.sampled_from(["Anna Kvam", "Bo", "bo", "Cato Lie"])


class AnyHistory(RuleBasedStateMachine):
    """All verbs in any order, beside two stacks of whole states: what undo and redo must come back to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "study.annot"
        self.heard: list[Changes] = []
        self.past: list[Rows] = []
        self.future: list[Rows] = []
        self.is_starting = False

    def teardown(self) -> None:
        try:
            self.undo_everything_then_redo_it()
            assert self.project.check() == []
        finally:
            self.project.close()
            shutil.rmtree(self.folder)

    @initialize()
    def start_with_something_of_everything(self) -> None:
        """Made once for all histories, and as one operation: else most time goes to it and to the way back from it."""
        if not _started:
            self.project = self._ready(Project.create(self.path, title="Study", coder_name="Anna Kvam"))
            self.past = [rows_of(self.project)]
            self.do(self.make_something_of_everything)
            self.project.close()
            _started.append((self.path.read_bytes(), tuple(self.past)))
        content, states = _started[0]
        self.path.write_bytes(content)
        self.past = [dict(state) for state in states]
        self.project = self._ready(Project.open(self.path, coder_name="Anna Kvam"))
        self.stays_as_the_model_says()

    def make_something_of_everything(self, project: Project) -> None:
        with project.operation("test.start"):
            self.is_starting = True
            self.begin()
            self.is_starting = False

    def begin(self) -> None:
        self.add_document("Interview 1", "I: Hello?\nP1: Well 🙂, hello. And so on, for long.", "P02")
        self.add_document("Interview 2", "Same.\n" * 30, "P03")
        for path in ("Trust > Hope > Å", "Trust > Trust", "Hope > Trust > Hope", "Hope > Å", "Care"):
            self.ensure_code(path)
        for number in range(12):
            self.add_coding(number // 4, number, number % 3, 6)
        self.add_attribute("Age", "number")
        self.set_value(0, 0, "41")
        for about in ("document", "passage", "code", "coding", "participant"):
            self.add_memo(f"On a {about}", about, 1)
        self.set_example(1, 0)

    # Codes

    @rule(name=names, parent=st.none() | picks, definition=words)
    def add_code(self, name: str, parent: int | None, definition: str) -> None:
        self.do(lambda p: p.codes.add(name, parent_id=self.one(p.codes.all(), parent), definition=definition))

    @rule(path=st.sampled_from(["Trust > Hope > Å", "Hope", "trust > 名前", " > "]))
    def ensure_code(self, path: str) -> None:
        self.do(lambda p: p.codes.ensure(path))

    @rule(pick=picks, name=names, text=words)
    def rename_and_describe_code(self, pick: int, name: str, text: str) -> None:
        def verb(p: Project) -> None:
            code_id = self.some_id(p.codes.all(), pick)
            with p.operation("test.both"):
                p.codes.describe(code_id, when_to_use=text, when_not_to_use=name)
                p.codes.rename(code_id, name)

        self.do(verb)

    @rule(pick=st.lists(picks, min_size=1, max_size=3), parent=st.none() | picks, before=st.none() | picks)
    def move_codes(self, pick: list[int], parent: int | None, before: int | None) -> None:
        def verb(p: Project) -> None:
            codes = p.codes.all()
            p.codes.move(self.many(codes, pick), self.one(codes, parent), self.one(codes, before))

        self.do(verb)

    @rule(pick=st.lists(picks, min_size=1, max_size=3), into=picks)
    def merge_codes(self, pick: list[int], into: int) -> None:
        self.do(lambda p: p.codes.merge(self.many(p.codes.all(), pick), self.some_id(p.codes.all(), into)))

    @rule(pick=st.lists(picks, min_size=1, max_size=2))
    def delete_codes(self, pick: list[int]) -> None:
        self.do(lambda p: p.codes.delete(self.many(p.codes.all(), pick)))

    @rule(pick=st.lists(picks, max_size=3), colour=st.sampled_from(["#123456", "#abcdef", "red"]))
    def recolour_codes(self, pick: list[int], colour: str) -> None:
        self.do(lambda p: p.codes.recolour(self.many(p.codes.all(), pick), colour))

    @rule(pick=picks, coding=st.none() | picks)
    def set_example(self, pick: int, coding: int | None) -> None:
        self.do(
            lambda p: p.codes.set_example(self.some_id(p.codes.all(), pick), self.one(self.codings(p), coding)),
        )

    # Codings

    @rule(document=picks, code=picks, start=st.integers(-1, 30), length=st.integers(0, 20))
    def add_coding(self, document: int, code: int, start: int, length: int) -> None:
        def verb(p: Project) -> None:
            document_id, code_id = self.some_id(p.documents.all(), document), self.some_id(p.codes.all(), code)
            p.codings.add(document_id, code_id, start, start + length)

        self.do(verb)

    @rule(document=picks, code=picks, starts=st.lists(st.integers(-1, 30), max_size=4))
    def code_many(self, document: int, code: int, starts: list[int]) -> None:
        def verb(p: Project) -> None:
            document_id, code_id = self.some_id(p.documents.all(), document), self.some_id(p.codes.all(), code)
            same = {"document_id": document_id, "code_id": code_id, "coder_id": p.coder.id}
            p.codings.add_many({**same, "start_char": start, "end_char": start + 5} for start in starts)

        self.do(verb)

    @rule(pick=picks, start=st.integers(0, 20))
    def put_lost_coding_on_words(self, pick: int, start: int) -> None:
        def verb(p: Project) -> None:
            lost = sorted((each.coding for each in p.codings.lost()), key=lambda coding: coding.id)
            p.codings.move_ends(self.some_id(lost, pick), start, start + 4)

        self.do(verb)

    @rule(pick=picks, start=st.integers(0, 20), length=st.integers(1, 10))
    def move_ends(self, pick: int, start: int, length: int) -> None:
        self.do(lambda p: p.codings.move_ends(self.some_id(self.codings(p), pick), start, start + length))

    @rule(pick=st.lists(picks, min_size=1, max_size=4), code=picks)
    def recode(self, pick: list[int], code: int) -> None:
        self.do(lambda p: p.codings.recode(self.many(self.codings(p), pick), self.some_id(p.codes.all(), code)))

    @rule(pick=st.lists(picks, min_size=1, max_size=4))
    def uncode(self, pick: list[int]) -> None:
        self.do(lambda p: p.codings.delete(self.many(self.codings(p), pick)))

    # Documents and their speakers

    @rule(name=names, text=texts, participant=st.none() | names)
    def add_document(self, name: str, text: str, participant: str | None) -> None:
        speakers = [NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01")]
        self.do(lambda p: p.documents.add(name, text, participant=participant, speakers=speakers))

    @rule(pick=picks, name=names, kind=words)
    def rename_document(self, pick: int, name: str, kind: str) -> None:
        self.do(lambda p: p.documents.rename(self.some_id(p.documents.all(), pick), name))
        self.do(lambda p: p.documents.set_kind(self.some_id(p.documents.all(), pick), kind))

    @rule(pick=st.lists(picks, max_size=3, unique=True), before=st.none() | picks)
    def move_documents(self, pick: list[int], before: int | None) -> None:
        def verb(p: Project) -> None:
            documents = p.documents.all()
            p.documents.move(self.many(documents, pick), self.one(documents, before))

        self.do(verb)

    @rule(pick=st.lists(picks, min_size=1, max_size=2))
    def delete_documents(self, pick: list[int]) -> None:
        self.do(lambda p: p.documents.delete(self.many(p.documents.all(), pick)))

    @rule(pick=picks, places=st.lists(st.integers(0, 50), min_size=2, max_size=4), text=words, follows=st.booleans())
    def correct_document(self, pick: int, places: list[int], text: str, follows: bool) -> None:
        def verb(p: Project) -> None:
            document_id = self.some_id(p.documents.all(), pick)
            ends = sorted(min(place, p.documents.length(document_id)) for place in places)
            edits = [Edit(a, b, text) for a, b in zip(ends[::2], ends[1::2], strict=False)]
            with p.operation("test.both"):
                p.documents.correct(document_id, edits)
                if follows:
                    p.codings.add(document_id, self.some_id(p.codes.all(), pick), 1, 4)
                    p.documents.correct(document_id, [Edit(0, 2, text)])

        self.do(verb)

    @rule(pick=picks, role=st.sampled_from(["interviewer", "participant", "unknown"]), person=st.none() | picks)
    def set_speaker(self, pick: int, role: Any, person: int | None) -> None:
        def verb(p: Project) -> None:
            speakers = [speaker for document in p.documents.all() for speaker in p.documents.speakers(document.id)]
            p.documents.set_speaker(self.some_id(speakers, pick), role, self.one(p.participants.all(), person))

        self.do(verb)

    @rule(speaker=picks, role=st.sampled_from(["interviewer", "participant"]), document=picks, person=st.none() | picks)
    def set_people(self, speaker: int, role: Any, document: int, person: int | None) -> None:
        def verb(p: Project) -> None:
            person_id = self.one(p.participants.all(), person)
            speakers = sorted(p.documents.all_speakers(), key=lambda each: each.id)
            documents = {self.some_id(p.documents.all(), document): person_id}
            p.documents.set_people({self.some_id(speakers, speaker): (role, person_id)}, documents)

        self.do(verb)

    @rule(pick=picks, came=st.lists(names, max_size=2), label=names, goes=st.booleans())
    def follow_labels(self, pick: int, came: list[str], label: str, goes: bool) -> None:
        def verb(p: Project) -> None:
            document_id = self.some_id(p.documents.all(), pick)
            first = self.some_id(p.documents.speakers(document_id), pick)
            added = [NewSpeaker(each, "unknown") for each in came]
            p.documents.follow_labels(document_id, added, {} if goes else {first: label}, [first] if goes else [])

        self.do(verb)

    @rule(pick=picks, person=st.none() | picks)
    def set_participant(self, pick: int, person: int | None) -> None:
        def verb(p: Project) -> None:
            p.documents.set_participant(self.some_id(p.documents.all(), pick), self.one(p.participants.all(), person))

        self.do(verb)

    # People

    @rule(label=names, pick=picks, note=words)
    def add_or_edit_participant(self, label: str, pick: int, note: str) -> None:
        self.do(lambda p: p.participants.add(label))
        self.do(lambda p: p.participants.edit(self.some_id(p.participants.all(), pick), label=label, note=note))

    @rule(pick=st.lists(picks, max_size=2))
    def delete_participants(self, pick: list[int]) -> None:
        self.do(lambda p: p.participants.delete_many(self.many(p.participants.all(), pick)))

    @rule(name=names, kind=st.sampled_from(["text", "number", "choice"]))
    def add_attribute(self, name: str, kind: Any) -> None:
        self.do(lambda p: p.participants.add_attribute(name, kind, ["soup", "41"]))

    @rule(pick=picks)
    def delete_attribute(self, pick: int) -> None:
        self.do(lambda p: p.participants.delete_attribute(self.some_id(p.participants.attributes(), pick)))

    @rule(pick=picks, name=names, kind=st.sampled_from(["text", "number", "choice"]), before=st.none() | picks)
    def change_attribute(self, pick: int, name: str, kind: Any, before: int | None) -> None:
        def verb(p: Project) -> None:
            attributes = p.participants.attributes()
            attribute_id = self.some_id(attributes, pick)
            with p.operation("attribute.edit", attribute=name):
                p.participants.move_attributes([attribute_id], self.one(attributes, before))
                p.participants.rename_attribute(attribute_id, name)
                p.participants.set_kind(attribute_id, kind)

        self.do(verb)

    @rule(pick=picks, choices=st.lists(st.sampled_from(["41", "soup", "Soup", "bread"]), max_size=3), new=words)
    def set_choices(self, pick: int, choices: list[str], new: str) -> None:
        def verb(p: Project) -> None:
            attribute_id = self.some_id(p.participants.attributes(), pick)
            p.participants.set_choices(attribute_id, [*choices, new], {"soup": new})

        self.do(verb)

    @rule(pick=st.lists(picks, min_size=1, max_size=3), into=picks, before=st.none() | picks)
    def merge_or_move_participants(self, pick: list[int], into: int, before: int | None) -> None:
        def verb(p: Project) -> None:
            people = p.participants.all()
            if before is None:
                p.participants.merge(self.many(people, pick), self.some_id(people, into))
            else:
                p.participants.move(self.many(people, pick), self.one(people, before))

        self.do(verb)

    @rule(labels=st.lists(names, max_size=3), value=st.sampled_from(["", "41", "soup"]), attribute=picks)
    def fill_in_sheet(self, labels: list[str], value: str, attribute: int) -> None:
        def verb(p: Project) -> None:
            attribute_id = self.some_id(p.participants.attributes(), attribute)
            with p.operation("participant.sheet", count=len(labels)):
                people = p.participants.ensure_many(labels)
                p.participants.edit_many({person.id: {"pseudonym": value} for person in people})
                p.participants.set_values({(person.id, attribute_id): value for person in people})

        self.do(verb)

    @rule(person=picks, attribute=picks, value=st.sampled_from(["", "41", "soup", "halves \ud83d"]))
    def set_value(self, person: int, attribute: int, value: str) -> None:
        def verb(p: Project) -> None:
            attribute_id = self.some_id(p.participants.attributes(), attribute)
            p.participants.set_value(self.some_id(p.participants.all(), person), attribute_id, value)

        self.do(verb)

    @rule(name=people, role=words)
    def add_or_edit_coder(self, name: str, role: str) -> None:
        self.do(lambda p: p.coders.add(name))
        self.do(lambda p: p.coders.edit(p.coders.all()[-1].id, role=role, preunderstanding=role))

    @rule(pick=picks)
    def delete_coder(self, pick: int) -> None:
        self.do(lambda p: p.coders.delete(self.some_id(p.coders.all(), pick)))

    @rule(name=people)
    def change_coder(self, name: str) -> None:
        self.project.work_as(name)

    # Memos, the project itself, saved tables and queries

    @rule(text=words, about=st.sampled_from(["", "document", "passage", "code", "coding", "participant"]), pick=picks)
    def add_memo(self, text: str, about: str, pick: int) -> None:
        self.do(lambda p: p.memos.add(text, title=text, about=self.about(p, about, pick)))

    @rule(pick=picks, text=words)
    def edit_memo(self, pick: int, text: str) -> None:
        self.do(lambda p: p.memos.edit(self.some_id(p.memos.all(), pick), text=text))

    @rule(pick=st.lists(picks, max_size=2))
    def delete_memos(self, pick: list[int]) -> None:
        self.do(lambda p: p.memos.delete(self.many(p.memos.all(), pick)))

    @rule(title=words)
    def describe_project(self, title: str) -> None:
        self.do(lambda p: p.describe(title=title, method=title))

    @rule(name=names, value=words, kind=st.sampled_from(["saved_tables", "saved_queries"]))
    def save_definition(self, name: str, value: str, kind: str) -> None:
        self.do(lambda p: getattr(p, kind).save(name, {"note": value}))

    @rule(pick=picks, name=names, kind=st.sampled_from(["saved_tables", "saved_queries"]))
    def rename_or_delete_definition(self, pick: int, name: str, kind: str) -> None:
        self.do(lambda p: getattr(p, kind).rename(self.some_id(getattr(p, kind).all(), pick), name))
        if pick % 2:
            self.do(lambda p: getattr(p, kind).delete(self.some_id(getattr(p, kind).all(), pick)))

    # Time

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            undone = self.project.undo()
            assert (undone is not None) == (len(self.past) > 1)
            if undone is not None:
                self.future.append(self.past.pop())
            self.stays_as_the_model_says()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            redone = self.project.redo()
            assert (redone is not None) == bool(self.future)
            if redone is not None:
                self.past.append(self.future.pop())
            self.stays_as_the_model_says()

    @rule()
    def reopen(self) -> None:
        coder_name = self.project.coder_name
        self.project.close()
        self.project = self._ready(Project.open(self.path, coder_name=coder_name))
        self.stays_as_the_model_says()

    def stays_as_the_model_says(self) -> None:
        assert rows_of(self.project) == self.past[-1]

    def undo_everything_then_redo_it(self) -> None:
        undone = len(self.past) - 1
        self.undo(len(self.past))
        assert self.project.history.undoable() is None
        for _ in range(undone):
            self.redo(1)

    def do(self, verb: Callable[[Project], object]) -> None:
        """Let the user do one thing, which may be refused; refused or without effect, it leaves no trace."""
        if self.is_starting:
            verb(self.project)
            return
        self.heard.clear()
        with contextlib.suppress(AnnotatorError, _NothingThere):  # whoever joined by it is there all the same
            verb(self.project)
        done = [changes for changes in self.heard if changes.operation.kind != "coder.join"]
        assert len(done) <= 1, "one intent, one operation"
        for changes in self.heard:
            if changes.operation.kind == "coder.join":
                self._joined(changes)
        if done:
            self.past.append(rows_of(self.project))
            self.future.clear()
        else:
            self.stays_as_the_model_says()

    def _joined(self, changes: Changes) -> None:
        """Whoever joins is there whatever is undone."""
        (row,) = changes.rows
        assert row.after is not None
        coder = tuple(row.after[column.name] for column in coder_table.columns)
        for state in {id(state): state for state in (*self.past, *self.future)}.values():
            state["coder"] |= {coder}

    def _ready(self, project: Project) -> Project:
        project.connection.exec_driver_sql("PRAGMA synchronous=OFF")
        project.on_change(self.heard.append)
        return project

    def about(self, project: Project, kind: str, pick: int) -> About:
        if kind == "document":
            return About(document_id=self.some_id(project.documents.all(), pick))
        if kind == "passage":
            return About(document_id=self.some_id(project.documents.all(), pick), start_char=2, end_char=9)
        if kind == "code":
            return About(code_id=self.some_id(project.codes.all(), pick))
        if kind == "coding":
            return About(coding_id=self.some_id(self.codings(project), pick))
        if kind == "participant":
            return About(participant_id=self.some_id(project.participants.all(), pick))
        return About()

    @staticmethod
    def codings(project: Project) -> Sequence[Any]:
        return sorted(project.codings.all(), key=lambda coding: coding.id)

    @staticmethod
    def some_id(records: Sequence[Any], pick: int) -> Any:
        if not records:
            raise _NothingThere
        return records[pick % len(records)].id

    def one(self, records: Sequence[Any], pick: int | None) -> Any:
        return None if pick is None or not records else self.some_id(records, pick)

    @staticmethod
    def many(records: Sequence[Any], picks: list[int]) -> list[Any]:
        chosen = [records[pick % len(records)].id for pick in picks if records]
        return list(dict.fromkeys(chosen))


class _NothingThere(Exception):
    """There is nothing yet that a verb could be done to."""


_long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=600 if _long else 30, stateful_step_count=100 if _long else 60)


def test_the_model_notices_a_row_that_differs(project: Project) -> None:
    before = rows_of(project)
    project.codes.add("Trust")
    assert rows_of(project) != before
    project.undo()
    assert rows_of(project) == before
