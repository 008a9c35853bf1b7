"""A report that the page of segments sent: just what was asked for, until everything is wanted again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotator.analysis.segment_query import CodeSet, SegmentQuery
from annotator.gui.pages.report_choice import ReportChoice
from annotator.project.project import Project
from tests.gui.report_desk import WORDS, Desk, code_all, open_page


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    document = project.documents.add("Interview 1", WORDS, participant="P01")
    code_all(project, document, {"The ferry was late": "Time > Waiting", "so we talked": "Talking"})
    made = open_page(qtbot, project)
    made.until_fresh()
    yield made
    made.page.close()


def test_only_the_segments_that_were_asked_for_are_in_the_report(desk: Desk) -> None:
    before = desk.page.choices.choice
    talking = desk.project.codes.find("Talking").id
    desk.page.restrict_to(SegmentQuery(codes=CodeSet((talking,))))
    desk.until_changed()
    assert desk.names() == ["segments"]
    assert desk.headings("segments") == ["Talking"]
    assert desk.page.choices.query_line.isVisible()
    desk.page.choices.query_line.button.click()
    desk.until_changed()
    assert desk.page.choices.choice == before
    assert desk.headings("segments") == ["Time > Waiting", "Talking"]
    assert not desk.page.choices.query_line.isVisible()


def test_a_second_query_takes_the_place_of_the_first_and_what_was_before_is_still_known(desk: Desk) -> None:
    before = desk.page.choices.choice
    for name in ("Talking", "Time"):
        desk.page.restrict_to(SegmentQuery(codes=CodeSet((desk.project.codes.find(name).id,))))
        desk.until_changed()
    assert desk.headings("segments") == ["Time > Waiting"]
    desk.page.choices.query_line.button.click()
    desk.until_changed()
    assert desk.page.choices.choice == before


def test_a_report_kept_by_a_name_keeps_its_query(desk: Desk) -> None:
    choice = ReportChoice().restricted_to(SegmentQuery(kinds=("interview",)))
    saved = desk.project.saved_tables.save("Interviews", choice.to_definition())
    assert ReportChoice.from_definition(saved.definition) == choice
    assert ReportChoice.from_definition({**saved.definition, "query": "broken"}) == ReportChoice()
