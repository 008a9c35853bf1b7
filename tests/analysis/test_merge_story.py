"""What a merge is told in: counted is what somebody did, apart from what only goes along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotator.analysis.merge_story import TABLES, MergeStory, tell
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.schema import logged_tables
from annotator.project.text_edits import Edit
from tests.project.copies import TEXT, copy_of, merge, start


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[tuple[Project, Project, Project]]:
    """Anna's, Bo's and Cleo's copy of one study."""
    path = start(tmp_path)
    with ExitStack() as stack:
        anna, bo, cleo = (stack.enter_context(copy_of(path, f"{name}.annot", name)) for name in ("Anna", "Bo", "Cleo"))
        yield anna, bo, cleo


def story_of(mine: Project, theirs: Project) -> MergeStory:
    return tell(plan_merge(mine, theirs), mine, theirs)


def correct(project: Project, at: int, length: int, words: str) -> None:
    (document,) = project.documents.all()
    project.documents.correct(document.id, [Edit(at, at + length, words)])


def counts(story: MergeStory) -> dict[str, int]:
    return {each.table: each.count for each in story.changes}


def test_codings_that_move_with_corrected_words_are_not_told_as_changes(
    copies: tuple[Project, Project, Project],
) -> None:
    anna, bo, _cleo = copies
    correct(bo, 0, 0, "Well. ")
    story = story_of(anna, bo)
    assert story.changes == ()
    (corrected,) = story.corrected
    assert (corrected.name, corrected.moved, corrected.lost) == ("Interview 1", (("coding", 2),), 0)
    assert story.moved == (("coding", 2),)
    assert not story.is_nothing


def test_a_coding_whose_ends_somebody_moved_is_a_change_beside_those_that_went_along(
    copies: tuple[Project, Project, Project],
) -> None:
    anna, bo, _cleo = copies
    first, _second = sorted(bo.codings.all(), key=lambda coding: coding.start_char)
    bo.codings.move_ends(first.id, first.start_char, first.end_char + 1)
    correct(bo, 0, 0, "Well. ")
    bo.undo()
    bo.redo()
    story = story_of(anna, bo)
    assert counts(story) == {"coding": 1}
    assert story.moved == (("coding", 1),)


def test_what_goes_along_in_both_copies_that_corrected_is_told_once(copies: tuple[Project, Project, Project]) -> None:
    anna, bo, cleo = copies
    correct(cleo, 0, 0, "Well. ")
    merge(bo, cleo)
    correct(anna, TEXT.index("helped"), 6, "aided")
    story = story_of(anna, bo)
    assert counts(story) == {}
    assert story.moved == (("coding", 2),)


def test_a_document_that_was_renamed_and_corrected_is_told_as_both(copies: tuple[Project, Project, Project]) -> None:
    anna, bo, _cleo = copies
    bo.documents.rename(bo.documents.all()[0].id, "First talk")
    correct(bo, 0, 0, "Well. ")
    story = story_of(anna, bo)
    assert counts(story) == {"document": 1}
    assert [each.moved for each in story.corrected] == [(("coding", 2),)]


def test_a_coding_that_was_deleted_there_and_came_back_only_moves_along(
    copies: tuple[Project, Project, Project],
) -> None:
    anna, bo, _cleo = copies
    correct(bo, 0, 0, "Well. ")
    bo.codes.delete([bo.codes.find("Trust").id])
    (document,) = anna.documents.all()
    anna.codings.add(document.id, anna.codes.find("Trust").id, 3, 8)
    story = story_of(anna, bo)
    assert [each.name for each in story.kept] == ["Trust"]
    assert "coding" not in counts(story)
    assert story.moved == (("coding", 3),)


def test_codings_that_lose_all_their_words_are_named(copies: tuple[Project, Project, Project]) -> None:
    anna, bo, _cleo = copies
    correct(bo, 24, 19, "")
    (corrected,) = story_of(anna, bo).corrected
    assert (corrected.moved, corrected.lost) == ((("coding", 2),), 1)


def test_what_an_earlier_merge_made_one_or_kept_is_told_once(copies: tuple[Project, Project, Project]) -> None:
    anna, bo, cleo = copies
    code = anna.codes.all()[0]
    bo.codes.add("Made twice")
    anna.codes.add("Made twice")
    bo.codes.delete([code.id])
    anna.codings.add(anna.documents.all()[0].id, code.id, 0, 4)
    cleo.codes.add("By her alone")
    first = story_of(anna, bo)
    assert [each.name for each in first.folds] == ["Made twice"]
    assert [each.name for each in first.kept if each.table == "code"] == [code.name]
    merge(anna, bo)
    second = story_of(anna, cleo)
    assert second.folds == ()
    assert [each.name for each in second.kept if each.table == "code"] == []
    assert not second.is_nothing


def test_every_logged_table_is_told_of() -> None:
    assert set(TABLES) == {table.name for table in logged_tables}


@pytest.fixture
def strangers(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    """Two who began for themselves with the same interview; the first began earlier."""
    with ExitStack() as stack:
        made = []
        for name in ("Choir", "Harbour"):
            project = stack.enter_context(Project.create(tmp_path / f"{name}.annot", title=name, coder_name=name))
            document = project.documents.add("Interview", TEXT)
            code = project.codes.ensure("Soup")
            project.codings.add(document.id, code.id, 24, 43)
            project.codes.ensure(f"Only {name}")
            made.append(project)
        yield made[0], made[1]


def test_of_two_strangers_the_older_project_stays_and_only_what_is_new_comes(
    strangers: tuple[Project, Project],
) -> None:
    older, younger = strangers
    for mine, theirs in ((older, younger), (younger, older)):
        story = story_of(mine, theirs)
        assert story.becoming is not None
        assert (story.becoming.mine, story.becoming.theirs) == (mine.info.title, theirs.info.title)
        assert story.becoming.title == "Choir"
        assert story.becoming.stays_mine is (mine is older)
        assert {each.table: each.count for each in story.brings} == {"code": 1, "coding": 1, "coder": 1}
        assert {each.table for each in story.folds} == {"project", "document", "code"}
    assert counts(story) == {}  # that its title is another is told apart
    assert story.follows == (("coding", 1),)
    title = story.becoming.title
    merge(younger, older)
    assert (younger.info.title, younger.info.id) == (title, older.info.id)


def test_which_project_it_is_then_is_told_only_where_it_becomes_another(strangers: tuple[Project, Project]) -> None:
    older, younger = strangers
    merge(older, younger)
    younger.codes.ensure("Later")
    assert story_of(older, younger).becoming is None
    becoming = story_of(younger, older).becoming
    assert becoming is not None
    assert not becoming.stays_mine
