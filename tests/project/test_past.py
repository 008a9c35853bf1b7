"""The project as it was: any moment of any history, without a change to the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from annotator.project.changes import Changes
from annotator.project.copy_contents import CopyWishes
from annotator.project.errors import FolderNotWritable, NotThereYet, ProjectExists, TooLongAgo
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.operation_log import OperationLog
from annotator.project.past import Follower, write_as_of, write_as_of_time
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from annotator.project.text_edits import Edit
from tests.project.rows import Rows, kinds_of, rows_of
from tests.project.test_history_properties import AnyHistory

TALK = "I: Where did you sit?\nP1: On the third stair, out of the wind.\n"
_MOST_TRIED = 4


def newest(project: Project) -> int:
    return project.history.operations(limit=1)[0].seq


def as_of(project: Project, seq: int, folder: Path) -> Rows:
    out = folder / f"as of {seq}.annot"
    assert write_as_of(project.path, out, seq)
    with Project.open(out, read_only=True) as past:
        assert past.check() == []
        return rows_of(past)


def test_every_moment_comes_back_with_the_words_and_codings_it_had(project: Project, tmp_path: Path) -> None:
    states: dict[int, Rows] = {}
    project.on_change(lambda changes: states.update({changes.operation.seq: rows_of(project)}))
    document = project.documents.add("Stair", TALK)
    code = project.codes.add("Place", definition="Where somebody is.")
    coding = project.codings.add(document.id, code.id, 26, 45)
    project.codes.describe(code.id, definition="Where somebody chose to be.")
    project.documents.correct(document.id, [Edit(0, 2, "Interviewer:"), Edit(38, 43, "step")])
    project.memos.add("Not yet sure of this.", title="Doubt")
    project.undo()
    project.redo()
    project.codings.delete([coding.id])
    project.documents.delete([document.id])
    before = project.path.read_bytes()
    for seq, state in states.items():
        assert as_of(project, seq, tmp_path) == state
    assert project.path.read_bytes() == before


def test_the_log_of_the_copy_ends_where_it_was_taken(project: Project, tmp_path: Path) -> None:
    project.codes.add("Wind")
    seq = newest(project)
    project.codes.add("Rain")
    out = tmp_path / "then.annot"
    write_as_of(project.path, out, seq)
    with Project.open(out, coder_name="Anna Kvam") as past:
        assert kinds_of(past) == ["project.create", "coder.join", "code.add"]
        past.undo()
        assert past.codes.all() == []


def test_words_that_came_later_are_not_in_the_copy(project: Project, tmp_path: Path) -> None:
    project.codes.add("Wind")
    seq = newest(project)
    project.documents.add("Later", "P1: Marzipan under the floorboards.\n")
    out = tmp_path / "then.annot"
    write_as_of(project.path, out, seq)
    assert b"Marzipan" in project.path.read_bytes()
    assert b"Marzipan" not in out.read_bytes()


def test_a_moment_is_named_by_its_time(project: Project, tmp_path: Path) -> None:
    project.codes.add("Wind")
    moment = project.history.operations(limit=1)[0].time_us
    project.codes.add("Rain")
    out = tmp_path / "then.annot"
    write_as_of_time(project.path, out, moment)
    with Project.open(out, read_only=True) as past:
        assert [code.name for code in past.codes.all()] == ["Wind"]
    with pytest.raises(NotThereYet) as raised:
        write_as_of_time(project.path, tmp_path / "never.annot", 1_000)
    assert "was not there yet on 1970-01-01" in raised.value.sentence()
    assert not (tmp_path / "never.annot").exists()


def test_nobody_goes_back_behind_a_migration(project: Project, tmp_path: Path) -> None:
    first = newest(project)
    project.history.note("project.migrate", {"from": 3, "to": 4})
    migrated = newest(project)
    project.codes.add("Wind")
    assert as_of(project, migrated, tmp_path)["code"] == frozenset()
    with pytest.raises(TooLongAgo) as raised:
        write_as_of(project.path, tmp_path / "then.annot", first)
    assert "one cannot go back behind that" in raised.value.sentence()
    assert list(tmp_path.glob("*then*")) == []


def test_one_goes_back_behind_a_copy_only_where_it_was_whole(project: Project, tmp_path: Path) -> None:
    project.documents.add("Stair", TALK)
    seq, state = newest(project), rows_of(project)
    project.codes.add("Wind")
    for name, wishes in (
        ("whole", CopyWishes("Bo Lie", "Anna Kvam")),
        ("part", CopyWishes("Bo Lie", "Anna Kvam", with_attributes=False)),
    ):
        copy = tmp_path / f"{name}.annot"
        send_copy(project.path, copy, wishes)
        with Project.open(copy, coder_name="Bo Lie") as theirs:
            theirs.codes.add("Rain")
            if name == "whole":
                assert as_of(theirs, seq, tmp_path) == state
                continue
            with pytest.raises(TooLongAgo):
                write_as_of(theirs.path, tmp_path / "then.annot", seq)


def test_a_file_is_never_written_over_unless_somebody_said_so(project: Project, tmp_path: Path) -> None:
    seq = newest(project)
    other = tmp_path / "mine.annot"
    other.write_bytes(b"something of mine")
    with pytest.raises(ProjectExists):
        write_as_of(project.path, other, seq)
    assert other.read_bytes() == b"something of mine"
    assert write_as_of(project.path, other, seq, replace=True)
    before = project.path.read_bytes()
    with pytest.raises(ProjectExists):
        write_as_of(project.path, project.path, seq, replace=True)
    assert project.path.read_bytes() == before


def test_a_folder_that_is_not_there_is_said_in_one_sentence(project: Project, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable) as raised:
        write_as_of(project.path, tmp_path / "nowhere" / "then.annot", newest(project))
    assert "Choose a folder in which you may write." in raised.value.sentence()


def test_stopping_leaves_nothing_behind(project: Project, tmp_path: Path) -> None:
    seq = newest(project)
    for number in range(60):
        project.codes.add(f"Code {number}")
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    follower = Follower(tell, lambda: bool(told))
    assert not write_as_of(project.path, tmp_path / "then.annot", seq, follower)
    assert told == [(0, 60)]
    assert list(tmp_path.glob("*then*")) == []


def test_what_a_merge_brought_comes_and_goes_with_the_merge(project: Project, tmp_path: Path) -> None:
    project.codes.add("Wind")
    seq, state = newest(project), rows_of(project)
    with copied(project, tmp_path / "copy.annot") as theirs:
        theirs.codes.add("Rain")
        apply_merge(project, theirs, plan_merge(project, theirs), "copy.annot")
    merged = rows_of(project)
    merge = next(each for each in project.history.operations() if each.kind == "project.merge")
    project.codes.add("Snow")
    assert as_of(project, seq, tmp_path) == state
    assert as_of(project, merge.seq, tmp_path) == merged
    with Project.open(tmp_path / f"as of {merge.seq}.annot", read_only=True) as past:
        brought = [each.kind for each in past.history.operations(newest_first=False) if each.merged_by == merge.id]
        assert brought == ["coder.join", "code.add"]
        assert len(past.history.operations()) == len(project.history.operations()) - 1
    found = OperationLog(project.connection).last_at(merge.time_us)
    assert found is not None
    assert found.id == merge.id


def copied(project: Project, path: Path) -> Project:
    """A copy of a project on which Bo works."""
    shutil.copyfile(project.path, path)
    return Project.open(path, coder_name="Bo Lie")


class GoingBack(AnyHistory):
    """Any history, and after it some of its moments again."""

    def _ready(self, project: Project) -> Project:
        self.states: dict[int, Rows] = {}
        project.on_change(self._keep)
        return super()._ready(project)

    def _keep(self, changes: Changes) -> None:
        self.states[changes.operation.seq] = rows_of(self.project)

    def teardown(self) -> None:
        seqs = sorted(self.states)
        before = self.path.read_bytes()
        for seq in seqs[:: max(1, len(seqs) // _MOST_TRIED)]:
            assert as_of(self.project, seq, self.folder) == self.states[seq]
        assert self.path.read_bytes() == before
        super().teardown()


TestGoingBack = GoingBack.TestCase
TestGoingBack.settings = settings(max_examples=8, stateful_step_count=40)
