"""The second sample study: what its three files hold, and that they come together as its README says."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import read_agreement_material
from annotator.analysis.agreement_terms import AgreementQuestion, AgreementResult
from annotator.analysis.differences import compare
from annotator.project.errors import ProjectExists
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.others import other_copy
from annotator.project.merging.plan import Conflict, MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from sample_projects import build as first
from sample_projects import build_walking_group as sample
from tests.project.copies import content as everything
from tests.sample_content import content, readable_codings

LEAD = "walking_group.annot"
BO = "walking_group for Bo Lie from Anna Kvam 2026-03-06.annot"
CLEO = "walking_group for Cleo Strand from Anna Kvam 2026-03-06.annot"
FILES = (LEAD, BO, CLEO)
README = (sample.FOLDER.parent / "README.md").read_text(encoding="utf-8")
README_OF_SAMPLES = (sample.FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def study() -> first.Study:
    return first.read_study(sample.SOURCES)


@pytest.fixture(scope="module")
def fresh_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command makes where older files are."""
    folder = tmp_path_factory.mktemp("fresh")
    for name in FILES:
        (folder / name).write_bytes(b"old")
    sample.main([str(folder)])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped files, to be worked on."""
    for name in FILES:
        shutil.copy(sample.FOLDER / name, tmp_path)
    return tmp_path


@pytest.fixture
def lead(folder: Path) -> Iterator[Project]:
    with Project.open(folder / LEAD, coder_name="Anna Kvam") as project:
        yield project


def bring_in(project: Project, name: str) -> MergePlan:
    """Merge a copy that lies beside a project."""
    path = project.path.with_name(name)
    with other_copy(project.path, path, lambda: False) as other:
        plan = plan_merge(project, other)
        apply_merge(project, other, plan, name)
    return plan


def told(project: Project) -> dict[str, Any]:
    """All that a project says, with its meetings and its history, without ids."""
    meetings = [
        (one.day, one.present, one.title, one.text, one.decisions, words_of_links(project, one.memo_id))
        for one in project.meetings.all()
    ]
    history = [(one.kind, one.coder_name, one.time_us) for one in project.history.operations()]
    return content(project) | {"meetings": meetings, "history": history}


def words_of_links(project: Project, memo_id: Any) -> list[str]:
    return [link.words for link in project.memo_links.of(memo_id)]


def figures(project: Project) -> AgreementResult:
    return agreement(read_agreement_material(project, None, with_texts=False), AgreementQuestion())


def differences(project: Project) -> Counter[str]:
    """How many places the three see in each way, over all interviews."""
    ids = [one.id for one in project.coders.all()]
    places = [compare(project.codings.placed_in(one.id), ids) for one in project.documents.all()]
    return Counter(place.kind for found in places for place in found)


def code_names(project: Project) -> set[str]:
    return {code.name for code in project.codes.all()}


def conflict(plan: MergePlan) -> Conflict:
    (found,) = plan.conflicts
    return found


# ---- the files


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_holds_the_same_as_a_fresh_build(folder: Path, fresh_folder: Path, name: str) -> None:
    with ExitStack() as stack:
        one, other = (stack.enter_context(Project.open(path / name, read_only=True)) for path in (folder, fresh_folder))
        assert told(one) == told(other)


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_file_is_whole_small_and_names_no_folder(folder: Path, name: str) -> None:
    with Project.open(folder / name, read_only=True) as project:
        assert project.check() == []
    data = (sample.FOLDER / name).read_bytes()
    assert b"invented" in data
    assert str(sample.SOURCES.parent).encode() not in data
    assert len(data) < 400_000


def test_the_copies_were_sent_blind_and_each_is_met_by_its_receiver(folder: Path) -> None:
    for name, coder, count in ((BO, "Bo Lie", 43), (CLEO, "Cleo Strand", 48)):
        with Project.open(folder / name) as project:
            assert project.coder_name == coder
            assert {each.coder_id for each in project.codings.all()} == {project.coder.id}
            assert len(project.codings.all()) == count
            assert {memo.coder_id for memo in project.memos.all()} <= {project.coder.id}


def test_the_history_tells_the_weeks_of_the_story(lead: Project) -> None:
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    days: dict[str, list[str]] = {}
    for one in lead.history.operations():
        if one.kind not in ("project.merge", "coder.join", "project.create"):
            days.setdefault(one.coder_name, []).append(
                datetime.fromtimestamp(one.time_us / 1e6, UTC).date().isoformat()
            )
    assert sorted(set(days["Bo Lie"])) == ["2026-03-02", "2026-03-10", "2026-03-12"]
    assert sorted(set(days["Cleo Strand"])) == ["2026-03-11", "2026-03-16", "2026-03-20"]
    assert max(days["Anna Kvam"]) == "2026-03-18"


def test_building_where_a_file_is_leaves_it(tmp_path: Path) -> None:
    (tmp_path / LEAD).write_bytes(b"mine")
    with pytest.raises(ProjectExists):
        sample.build(tmp_path)
    assert (tmp_path / LEAD).read_bytes() == b"mine"


def test_the_command_replaces_all_three_files(fresh_folder: Path) -> None:
    assert sorted(path.name for path in fresh_folder.iterdir() if not path.name.endswith("lock")) == sorted(FILES)
    for name in FILES:
        with Project.open(fresh_folder / name, read_only=True) as project:
            assert len(project.documents.all()) == 3


# ---- the sources


def test_three_people_code_three_interviews_of_the_promised_length(study: first.Study) -> None:
    assert all(500 <= len(one.imported.text.split()) <= 750 for one in study.documents)
    found = Counter((coding.document, coding.coder) for coding in study.codings)
    assert len(found) == 9
    assert min(found.values()) >= 13
    assert len(set(study.codings)) == len(study.codings)


def test_the_readme_of_the_samples_gives_the_true_numbers(study: first.Study) -> None:
    by_coder = Counter(coding.coder for coding in study.codings)
    assert f"{len(study.codes)} codes, {by_coder['AK']} codings, a meeting" in README_OF_SAMPLES
    assert f"with his {by_coder['BL']} codings" in README_OF_SAMPLES
    assert f"with her {by_coder['CS']} codings" in README_OF_SAMPLES
    assert f"the project has 12 codes and {len(study.codings)} codings" in README_OF_SAMPLES


def test_the_readme_of_the_samples_names_every_step_of_a_story() -> None:
    told = README_OF_SAMPLES.split("The steps of a story are: ")[1].split("\n\n")[0]
    done = {step["do"] for session in sample.read_story() for step in session.steps}
    assert all(f"`{name}`" in told for name in done)


def test_each_code_is_defined_and_each_person_described(study: first.Study) -> None:
    assert all(min(len(code.definition), len(code.when_to_use), len(code.when_not_to_use)) > 20 for code in study.codes)
    assert len({code.colour for code in study.codes}) == len(study.codes) == 10
    assert all(all(one.values.values()) and one.note for one in study.participants)
    assert all(coder.role and coder.preunderstanding for coder in study.coders)


def test_a_story_whose_sessions_stand_the_wrong_way_round_is_refused(tmp_path: Path) -> None:
    sources = shutil.copytree(sample.SOURCES, tmp_path / "sources")
    story = sources / "story.toml"
    story.write_text(story.read_text(encoding="utf-8").replace("2026-03-20T", "2026-03-09T"), encoding="utf-8")
    with pytest.raises(first.SourceProblem, match="the sessions of CS are not in the order"):
        sample.read_story(sources)


def test_a_step_on_words_that_are_not_there_is_refused(tmp_path: Path) -> None:
    sources = shutil.copytree(sample.SOURCES, tmp_path / "sources")
    story = sources / "story.toml"
    story.write_text(story.read_text(encoding="utf-8").replace("as far as the block", "as far as the dock"), "utf-8")
    (tmp_path / "new").mkdir()
    with pytest.raises(first.SourceProblem, match="stands 0 times, not once, in paragraph 6: as far as the dock"):
        sample.build(tmp_path / "new", sources)


# ---- bringing them together


def test_what_bo_did_comes_in_and_a_person_can_choose_between_two_texts_of_a_memo(lead: Project) -> None:
    plan = bring_in(lead, BO)
    assert plan.brings["coding"] == {"Bo Lie": 43}
    assert (plan.brings["code"], plan.brings["memo"]) == ({"": 1}, {"Bo Lie": 1})
    assert (plan.folds, plan.kept, plan.rewritten) == ((), (), ())
    assert "Weather" not in code_names(lead)
    found = conflict(plan)
    assert (found.table, found.column, found.name) == ("memo", "text", "What counts as walking")
    assert (found.mine_by, found.theirs_by, found.takes_theirs) == ("Anna Kvam", "Bo Lie", False)
    assert "however muddy" in found.mine
    assert "Joan on the bus" in found.theirs


def test_what_cleo_did_comes_in_after_it(lead: Project) -> None:
    bring_in(lead, BO)
    plan = bring_in(lead, CLEO)
    assert plan.brings["coding"] == {"Cleo Strand": 48}
    assert [(fold.table, fold.name) for fold in plan.folds] == [("code", "Turning back")]
    assert [(kept.table, kept.name, kept.deleted_by) for kept in plan.kept] == [("code", "Weather", "Bo Lie")]
    found = conflict(plan)
    assert (found.table, found.column, found.name) == ("code", "definition", "Keeping pace")
    assert (found.mine_by, found.theirs_by, found.takes_theirs) == ("Anna Kvam", "Cleo Strand", True)
    assert plan.rewritten == ()


def test_all_that_the_three_did_is_there_in_the_end(lead: Project, study: first.Study) -> None:
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    assert lead.check() == []
    assert len(lead.codings.all()) == len(study.codings) == 137
    assert len(lead.codes.all()) == 12
    turning = lead.codes.find("Turning back")
    assert turning.definition.startswith("Somebody may turn round")
    assert turning.when_to_use.startswith("Use where the way back is open")
    names = {one.id: one.initials for one in lead.coders.all()}
    assert Counter(names[each.coder_id] for each in lead.codings.of_codes([turning.id])) == {"BL": 2, "CS": 2}
    assert lead.codes.get(lead.codes.find("Silence together").parent_id or first.Id(b"")).name == (
        "Company without questions"
    )
    weather = lead.codings.of_codes([lead.codes.find("Weather").id])
    assert [names[each.coder_id] for each in weather] == ["CS"] * 3


def test_every_coding_stands_on_the_words_it_was_put_on_but_for_the_one_that_was_misheard(
    lead: Project, study: first.Study
) -> None:
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    sources = {one.name: one.imported.text for one in study.documents}
    texts = {one.name: lead.documents.text(one.id).text for one in lead.documents.all()}
    put = Counter(
        (each.document, each.coder, sources[each.document][each.start_char : each.end_char]) for each in study.codings
    )
    stands = Counter(
        (document, coder, texts[document][start:end])
        for document, _code, coder, start, end in readable_codings(lead).values()
    )
    gone, new = put - stands, stands - put
    assert {words.replace("the block", "the lock") for _, _, words in gone} == {words for _, _, words in new}
    assert {coder for _, coder, _ in new} == {"AK", "BL", "CS"}
    assert sum(new.values()) == 3


def test_merging_again_brings_nothing_and_the_order_makes_no_difference(folder: Path) -> None:
    other = shutil.copytree(folder, folder / "other way round")
    with Project.open(folder / LEAD) as one, Project.open(other / LEAD) as two:
        for project, names in ((one, (BO, CLEO)), (two, (CLEO, BO))):
            for name in names:
                bring_in(project, name)
                assert bring_in(project, name).is_empty
        assert everything(one) == everything(two)


def test_undoing_both_merges_leaves_what_anna_had(lead: Project) -> None:
    before = everything(lead)
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    lead.undo()
    lead.undo()
    assert everything(lead) == before


# ---- comparing


def test_the_three_agree_and_differ_in_every_way_as_often_as_the_readme_says(lead: Project) -> None:
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    found = differences(lead)
    assert found == {"same": 23, "some": 13, "codes": 9, "ends": 7}
    assert (
        f"Of {found.total()} places the three coded {found['same']} alike; {found['some']} were not coded by all,\n"
        f"{found['codes']} got other codes, {found['ends']} have other ends."
    ) in README_OF_SAMPLES
    assert f"{found['same']} places are coded alike, {found.total() - found['same']} are not" in README


def test_agreement_is_what_the_readme_says(lead: Project) -> None:
    bring_in(lead, BO)
    bring_in(lead, CLEO)
    found = figures(lead)
    assert len(found.coded_by) == 3
    values = found.overall.percent, found.overall.kappa.value, found.overall.alpha
    assert "{:.0f} % agreement, Cohen's κ {:.2f}, Krippendorff's α {:.2f}".format(*values) in README
    company = found.by_code[lead.codes.find("Company without questions").id]
    assert f"*Company without questions*, where κ is {company.kappa.value:.2f}" in README
