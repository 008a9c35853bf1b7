"""The story of a code: names, meanings, places, what it was split into and merged with, and what was written on it."""

from __future__ import annotations

import shutil
from pathlib import Path

from annotator.analysis.code_story import CodeStep, Passing, all_stories, story_of
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.planner import plan_merge
from annotator.project.operation_log import LogQuery, OperationLog
from annotator.project.project import Project

TALK = "P1: On the third stair, out of the wind.\nP1: And under the bridge when it rained.\n"


def kinds(steps: list[CodeStep]) -> list[str]:
    return [step.entry.operation.kind for step in steps]


def coded(project: Project, code_id: Id, *words: str) -> list[Id]:
    document = project.documents.all()[0]
    places = [(TALK.index(each), TALK.index(each) + len(each)) for each in words]
    return [project.codings.add(document.id, code_id, *place).id for place in places]


def test_the_story_tells_names_meanings_places_and_memos_in_order(project: Project) -> None:
    code = project.codes.add("Stair", definition="On stairs.")
    above = project.codes.add("Place")
    project.codes.rename(code.id, "Shelter")
    project.codes.describe(code.id, definition="Out of wind and rain.")
    project.memos.add("Stairs were too narrow.", kind="methodological", about=About(code_id=code.id))
    project.codes.move([code.id], above.id)
    steps = story_of(project, code.id)
    assert kinds(steps) == ["code.add", "code.rename", "code.describe", "memo.add", "code.move"]
    assert [step.name for step in steps] == ["Stair", "Shelter", "Shelter", "Shelter", "Shelter"]
    memo = steps[3].rows[0]
    assert ("Text", "Stairs were too narrow.") in [(field.label, field.after) for field in memo.fields]


def test_a_split_tells_how_many_codings_went_where(project: Project) -> None:
    project.documents.add("Talk", TALK)
    code, other = project.codes.add("Shelter"), project.codes.add("Rain")
    _, second, third = coded(project, code.id, "third stair", "under the bridge", "rained")
    project.codings.recode([second, third], other.id)
    project.codes.rename(other.id, "Wet weather")
    (step,) = [step for step in story_of(project, code.id) if step.passings]
    assert step.passings == (Passing("Rain", 2, is_coming=False),)
    (step,) = [step for step in story_of(project, other.id) if step.passings]
    assert step.passings == (Passing("Shelter", 2, is_coming=True),)


def test_a_merge_is_in_the_story_of_both_codes(project: Project) -> None:
    project.documents.add("Talk", TALK)
    code, into = project.codes.add("Stair"), project.codes.add("Shelter")
    coded(project, code.id, "third stair")
    project.codes.merge([code.id], into.id)
    gone, kept = story_of(project, code.id), story_of(project, into.id)
    assert kinds(gone) == ["code.add", "code.merge"]
    assert gone[-1].rows[0].event == "removed"
    assert kinds(kept) == ["code.add", "code.merge"]
    assert kept[-1].passings == (Passing("Stair", 1, is_coming=True),)


def test_what_was_undone_stays_in_the_story_and_says_so(project: Project) -> None:
    code = project.codes.add("Stair")
    project.codes.rename(code.id, "Step")
    project.undo()
    steps = story_of(project, code.id)
    assert kinds(steps) == ["code.add", "code.rename", "undo"]
    assert [step.entry.is_undone for step in steps] == [False, True, False]
    assert steps[-1].name == "Stair"


def test_the_stories_of_all_codes_are_told_by_time(project: Project) -> None:
    one, two = project.codes.add("One"), project.codes.add("Two")
    project.codes.rename(one.id, "First")
    project.codes.rename(two.id, "Second")
    steps = all_stories(project)
    assert [step.name for step in steps] == ["One", "Two", "First", "Second"]


def test_all_stories_together_are_those_of_each_code(project: Project) -> None:
    project.documents.add("Talk", TALK)
    code, into = project.codes.add("Stair"), project.codes.add("Shelter")
    (coding,) = coded(project, code.id, "third stair")
    project.memos.add("Why not one?", about=About(code_id=into.id))
    project.codings.recode([coding], into.id)
    project.codes.merge([code.id], into.id)
    every = all_stories(project)
    for code_id in (code.id, into.id):
        assert [step for step in every if step.code_id == code_id] == story_of(project, code_id)
    kinds_of_all = ["code.add", "code.add", "memo.add", "coding.recode", "coding.recode", "code.merge"]
    assert kinds(every) == kinds_of_all


def test_the_story_of_a_code_that_both_copies_made_is_one(project: Project, tmp_path: Path) -> None:
    shutil.copyfile(project.path, tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot", coder_name="Bo Lie") as theirs:
        theirs.codes.add("Rain", when_to_use="Any water.")
        mine = project.codes.add("Rain", definition="From above.")
        project.codes.describe(mine.id, definition="From above, or sideways.")
        apply_merge(project, theirs, plan_merge(project, theirs), "copy.annot")
    (kept,) = project.codes.all()
    steps = story_of(project, kept.id)
    assert kinds(steps) == ["code.add", "code.add", "code.describe", "project.merge"]
    assert {step.code_id for step in steps} == {kept.id}
    assert all_stories(project) == steps
    log = OperationLog(project.connection)
    (gone_id,) = log.folds()
    assert story_of(project, gone_id) == steps
    assert log.names_of_gone("code") == {}, "it lives on in the other"
    for row_id in (kept.id, gone_id):
        seqs = {each.seq for portion in log.find(LogQuery(row_id=row_id)) for each in portion}
        assert seqs == {step.entry.operation.seq for step in steps}
    project.undo()
    assert kinds(story_of(project, mine.id))[:2] == ["code.add", "code.describe"]
