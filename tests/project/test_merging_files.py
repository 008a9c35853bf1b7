"""Files that come back: restored, old, strange, broken, in use. What a merge brings from them, or why it refuses."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project import project_file
from annotator.project.copy_contents import CopyWishes
from annotator.project.errors import AnnotatorError, MergeRefused, NotAProject, ProjectNotFound
from annotator.project.merging.apply import PlanIsOld, apply_merge
from annotator.project.merging.others import is_in_use, other_copy
from annotator.project.merging.plan import MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from tests.format_versions.make_version import FOLDER
from tests.project import copies
from tests.project.copies import copy_of, merge
from tests.project.files import leave_half_written, set_version
from tests.project.rows import rows_of

OLD_VERSIONS = [1, 2, 3]


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Project]:
    """Anna's copy of the study."""
    with copy_of(copies.start(tmp_path), "Anna.annot", "Anna") as project:
        yield project


def merge_file(project: Project, path: Path) -> MergePlan:
    """Bring in a file as the window and the command line do."""
    with other_copy(project.path, path, lambda: False) as other:
        plan = plan_merge(project, other)
        apply_merge(project, other, plan, path.name)
    return plan


@contextlib.contextmanager
def taken_back_and_done_again(project: Project) -> Iterator[None]:
    """What happens inside is one step for undo, and exact in both directions."""
    before = rows_of(project)
    yield
    after = rows_of(project)
    project.undo()
    assert rows_of(project) == before != after
    project.redo()
    assert rows_of(project) == after


def refused(project: Project, path: Path, error: type[AnnotatorError]) -> str:
    """The sentence with which a file is refused, which leaves it and the project as they were."""
    before, rows = path.read_bytes(), rows_of(project)
    with pytest.raises(error) as raised, other_copy(project.path, path, lambda: False):
        pass
    assert path.read_bytes() == before
    assert rows_of(project) == rows
    return raised.value.sentence()


def code(project: Project, words: str) -> None:
    """Code some words of the first document with a code of its own."""
    document = project.documents.all()[0]
    start = project.documents.text(document.id).text.index(words)
    project.codings.add(document.id, project.codes.ensure(words).id, start, start + len(words))


# ---- copies of before


def test_a_copy_restored_from_a_backup_brings_nothing_and_nothing_back(tmp_path: Path, anna: Project) -> None:
    backup = shutil.copy(anna.path, tmp_path / "backup.annot")
    anna.codes.delete([anna.codes.find("Hope").id])
    anna.memos.delete([memo.id for memo in anna.memos.all()])
    before, operations = rows_of(anna), len(anna.history.operations())
    assert merge_file(anna, Path(backup)).is_empty
    assert rows_of(anna) == before
    assert len(anna.history.operations()) == operations


def test_a_copy_that_went_on_after_it_was_restored_brings_only_what_is_new(tmp_path: Path, anna: Project) -> None:
    with copy_of(anna.path, "backup.annot", "Anna") as restored:
        anna.codes.delete([anna.codes.find("Care").id])
        code(anna, "helped me")
        code(restored, "the talk")
        merge(anna, restored)
        merge(restored, anna)
        assert {code.name for code in anna.codes.all()} == {"Trust", "Hope", "helped me", "the talk"}
        assert rows_of(anna) == rows_of(restored)


def test_copies_that_were_merged_before_bring_only_what_came_since(tmp_path: Path, anna: Project) -> None:
    with copy_of(anna.path, "Bo.annot", "Bo") as bo:
        code(bo, "the talk")
        merge(anna, bo)
        merge(bo, anna)
        code(bo, "helped me")
        plan = merge(anna, bo)
        assert {table: sum(counts.values()) for table, counts in plan.brings.items()} == {"code": 1, "coding": 1}
        assert plan.brings["coding"] == {"Bo": 1}
        assert len(plan.operation_ids) == 3  # the merge of Bo's, his code, his coding
        assert rows_of(anna) == rows_of(bo)


# ---- no common start


def test_two_projects_without_a_common_start_match_by_text_and_name(tmp_path: Path, anna: Project) -> None:
    with Project.create(tmp_path / "Other.annot", title="Other", coder_name="Bo") as other:
        document = other.documents.add("First talk", copies.TEXT, participant="p01")
        care = other.codes.add("care", definition="To look after.")
        other.codings.add(document.id, care.id, 66, 75)
        own_id = anna.info.id
        with taken_back_and_done_again(anna):
            plan = merge(anna, other)
        matches = {(fold.table, fold.name) for fold in plan.folds}
        assert {("document", "Interview 1"), ("code", "Care"), ("participant", "P01")} <= matches
        assert [document.name for document in anna.documents.all()] == ["Interview 1"]
        assert [code.name for code in anna.codes.all()].count("Care") == 1
        (brought,) = [each for each in anna.codings.all() if anna.coders.get(each.coder_id).name == "Bo"]
        assert anna.codes.get(brought.code_id).name == "Care"
        assert anna.codes.get(brought.code_id).definition == "To look after."
        assert copies.TEXT[brought.start_char : brought.end_char] == "It helped"
        assert anna.info.title == "Soup"
        assert anna.check() == []
        assert anna.info.id == min(own_id, other.info.id)
        assert plan_merge(anna, other).is_empty


def test_a_stranger_that_shares_nothing_comes_beside_what_is_there(tmp_path: Path, anna: Project) -> None:
    with Project.create(tmp_path / "Other.annot", title="Other", coder_name="Bo") as other:
        document = other.documents.add("Harbour", "P9: Nobody sings there.")
        other.codings.add(document.id, other.codes.add("Silence").id, 4, 10)
        before = rows_of(anna)
        merge(anna, other)
        for table in ("document", "code", "coding", "memo", "participant"):
            assert before[table] <= rows_of(anna)[table]
        assert {code.name for code in anna.codes.all()} == {"Trust", "Hope", "Care", "Silence"}


# ---- older versions


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_a_copy_of_an_older_version_comes_and_comes_only_once(tmp_path: Path, version: int) -> None:
    old = Path(shutil.copy(FOLDER / f"v{version}.annot", tmp_path / "old.annot"))
    shutil.copy(old, tmp_path / "mine.annot")
    with Project.open(tmp_path / "mine.annot", coder_name="Anna Kvam") as mine:
        code(mine, "stood at the door")
        before, stored = rows_of(mine), old.read_bytes()
        assert merge_file(mine, old).writes == ()
        assert rows_of(mine) == before
        assert merge_file(mine, old).is_empty
        assert old.read_bytes() == stored


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_what_was_done_in_a_copy_that_was_brought_to_this_version_comes_home(tmp_path: Path, version: int) -> None:
    for name in ("mine", "theirs"):
        shutil.copy(FOLDER / f"v{version}.annot", tmp_path / f"{name}.annot")
    with contextlib.ExitStack() as stack:
        mine = stack.enter_context(Project.open(tmp_path / "mine.annot", coder_name="Anna Kvam"))
        theirs = stack.enter_context(Project.open(tmp_path / "theirs.annot", coder_name="Bo Lind"))
        code(mine, "stood at the door")
        code(theirs, "she said my name")
        merge(mine, theirs)
        merge(theirs, mine)
        assert {"stood at the door", "she said my name"} <= {code.name for code in mine.codes.all()}
        assert rows_of(mine) == rows_of(theirs)
        assert plan_merge(mine, theirs).writes == ()


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_a_project_that_was_just_brought_to_this_version_takes_a_copy_in(tmp_path: Path, version: int) -> None:
    for name in ("mine", "theirs"):
        shutil.copy(FOLDER / f"v{version}.annot", tmp_path / f"{name}.annot")
    with Project.open(tmp_path / "theirs.annot", coder_name="Bo Lind") as theirs:
        code(theirs, "she said my name")
    with Project.open(tmp_path / "mine.annot", coder_name="Anna Kvam") as mine:
        before = rows_of(mine)
        merge_file(mine, tmp_path / "theirs.annot")
        assert "she said my name" in {code.name for code in mine.codes.all()}
        assert merge_file(mine, tmp_path / "theirs.annot").is_empty
        mine.undo()
        assert rows_of(mine) == before


# ---- files that are refused, or read as they are


def test_a_copy_that_is_open_elsewhere_is_read_as_it_is_now(tmp_path: Path, anna: Project) -> None:
    with copy_of(anna.path, "Bo.annot", "Bo") as bo:
        code(bo, "the talk")
        assert is_in_use(bo.path)
        assert not merge_file(anna, bo.path).is_empty
        code(bo, "helped me")
        assert {"the talk"} <= {code.name for code in anna.codes.all()}
        merge_file(anna, bo.path)
        assert {"the talk", "helped me"} <= {code.name for code in anna.codes.all()}


def test_a_copy_that_is_just_being_written_is_refused_and_can_be_tried_again(
    tmp_path: Path, anna: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_file, "_BUSY_MS", 50)
    copy = Path(shutil.copy(anna.path, tmp_path / "Bo.annot"))
    with closing(sqlite3.connect(copy, isolation_level=None)) as writing:
        writing.execute("BEGIN EXCLUSIVE")
        assert "could not be read" in refused(anna, copy, MergeRefused)
        writing.execute("ROLLBACK")
    assert merge_file(anna, copy).is_empty


def test_a_copy_that_was_left_half_written_is_not_taken_for_whole(tmp_path: Path, anna: Project) -> None:
    copy = Path(shutil.copy(anna.path, tmp_path / "Bo.annot"))
    leave_half_written(copy)
    before = rows_of(anna)
    with contextlib.suppress(AnnotatorError):
        merge_file(anna, copy)
    assert rows_of(anna) == before


def test_a_broken_copy_is_refused(tmp_path: Path, anna: Project) -> None:
    copy = tmp_path / "Bo.annot"
    data = bytearray(anna.path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 200] = bytes(200)
    copy.write_bytes(data)
    assert "damaged" in refused(anna, copy, MergeRefused)


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path, anna: Project) -> None:
    letter = tmp_path / "letter.annot"
    letter.write_text("Dear Bo, here is my copy.")
    refused(anna, letter, NotAProject)
    with closing(sqlite3.connect(tmp_path / "other.annot")) as other:
        other.execute("CREATE TABLE stamps (country TEXT)")
        other.commit()
    refused(anna, tmp_path / "other.annot", NotAProject)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, anna: Project) -> None:
    with pytest.raises(ProjectNotFound), other_copy(anna.path, tmp_path / "none.annot", lambda: False):
        pass


def test_a_copy_of_a_newer_version_is_refused_with_the_way_out(tmp_path: Path, anna: Project) -> None:
    copy = Path(shutil.copy(anna.path, tmp_path / "Bo.annot"))
    set_version(copy, 99)
    assert "newer version" in refused(anna, copy, MergeRefused)


def test_the_project_itself_is_no_copy(anna: Project) -> None:
    assert "it is this project itself" in refused(anna, anna.path, MergeRefused)


def test_the_other_file_and_its_folder_stay_byte_for_byte(tmp_path: Path, anna: Project) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with copy_of(anna.path, "Bo.annot", "Bo") as bo:
        code(bo, "the talk")
    path = Path(shutil.copy(tmp_path / "Bo.annot", folder))
    before = path.read_bytes(), path.stat().st_mtime_ns, sorted(folder.iterdir())
    merge_file(anna, path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(folder.iterdir())) == before
    assert "the talk" in {code.name for code in anna.codes.all()}


def test_a_plan_does_not_hold_any_more_after_a_change(anna: Project) -> None:
    with copy_of(anna.path, "Bo.annot", "Bo") as bo:
        code(bo, "the talk")
        plan = plan_merge(anna, bo)
        code(anna, "helped me")
        before = rows_of(anna)
        with pytest.raises(PlanIsOld):
            apply_merge(anna, bo, plan, "Bo.annot")
        assert rows_of(anna) == before


# ---- copies that were sent with less


@pytest.mark.parametrize(
    "wishes",
    [
        CopyWishes("Bo", "Anna"),
        CopyWishes("Bo", "Anna", with_history=False),
        CopyWishes("Bo", "Anna", is_blind=True),
        CopyWishes("Bo", "Anna", with_attributes=False),
        CopyWishes("Bo", "Anna", with_history=False, is_blind=True, with_attributes=False),
    ],
    ids=["whole", "no history", "blind", "no attributes", "least"],
)
def test_a_copy_that_was_sent_comes_home_twice_without_doubles(
    tmp_path: Path, anna: Project, wishes: CopyWishes
) -> None:
    path = tmp_path / "For Bo.annot"
    send_copy(anna.path, path, wishes)
    with Project.open(path, coder_name="Bo") as bo:
        code(bo, "the talk")
    before = rows_of(anna)
    with taken_back_and_done_again(anna):
        merge_file(anna, path)
    assert merge_file(anna, path).is_empty
    after = rows_of(anna)
    assert {table: len(after[table]) - len(before[table]) for table in after} == {
        table: 1 if table in ("code", "coding", "coder") else 0 for table in after
    }
    assert before["coding"] < after["coding"]
