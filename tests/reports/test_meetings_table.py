"""The table of meetings: what was talked about verbatim, what was decided, and what followed."""

from __future__ import annotations

from annotator.analysis.meeting_outcomes import COUNTED, period_of, what_followed
from annotator.project.meetings import day_of
from annotator.project.memo_links import TalkedAbout
from annotator.project.operation_log import OperationLog
from annotator.project.project import Project
from annotator.reports.model import Table
from annotator.reports.options import ReportOptions
from annotator.reports.report import build
from tests.reports.conftest import Study

WORDS = "she never asked me to be grateful for it."


def table_of(project: Project, options: ReportOptions | None = None) -> Table:
    ((table,),) = (
        section.tables for section in build(project, options or ReportOptions(tables=("meetings",))).sections
    )
    return table


def today(project: Project) -> str:
    return day_of(project.history.operations()[0].time_us)


def test_a_meeting_is_a_row_with_its_words_decisions_and_what_followed(study: Study) -> None:
    project = study.project
    first = project.meetings.add("2020-01-02", title="Long ago")
    coding_id = study.code("P01", "Concern", WORDS)
    coding = project.codings.get(coding_id)
    meeting = project.meetings.add(
        today(project), title="Third", present=["Ada Krohn", "Mara"], text="Soup again", decisions="Split Trust"
    )
    passages = [TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding_id)]
    project.meetings.talk_about(meeting.memo_id, passages)
    project.codes.rename(study.codes["Rest"].id, "Sleeping")
    project.codes.rename(study.codes["Honesty"].id, "Plain words")
    project.undo()
    study.code("P02", "Honesty", "I could stop.")
    table = table_of(project)
    assert [column.key for column in table.columns] == [
        "day", "title", "present", "talked_about", "notes", "decisions", "followed",
    ]  # fmt: skip
    ago, third = table.rows
    assert ago[:2] == (first.day, "Long ago")
    assert third[:3] == (today(project), "Third", "Ada Krohn\nMara")
    assert third[3] == f"“{WORDS}” (Trust > Concern, Interview P01, ¶ 2)"
    assert third[4:6] == ("Soup again", "Split Trust")
    lines = third[6].split("\n")
    assert "Rename code “Rest” to “Sleeping” (Ada Krohn)" in lines
    assert not any("Plain words" in line for line in lines)
    codings = sum(operation.kind.startswith("coding.") for operation in project.history.operations())
    assert f"{codings} coding steps" in lines[-4:]


def test_the_words_stay_in_the_table_when_the_document_goes(study: Study) -> None:
    meeting = study.project.meetings.add("2026-03-03")
    document = study.documents["P02"]
    study.project.meetings.talk_about(meeting.memo_id, [TalkedAbout(document.id, 12, 40)])
    words = study.project.memo_links.of(meeting.memo_id)[0].words
    study.project.documents.delete([document.id])
    assert f"“{' '.join(words.split())}”" in table_of(study.project).rows[0]


def test_each_meeting_has_what_was_done_until_the_next_also_on_one_day(study: Study) -> None:
    project = study.project
    day = today(project)
    first = project.meetings.add(day, title="Morning")
    project.codes.add("Between")
    second = project.meetings.add(day, title="Afternoon")
    project.codes.add("After")
    meetings = project.meetings.all()
    log = OperationLog(project.connection)
    of_first, of_second = (what_followed(log, period_of(one, meetings)) for one in (first, second))
    assert [one.parameters["code"] for one in of_first.on_codes][-1] == "Between"
    assert [one.parameters["code"] for one in of_second.on_codes] == ["After"]
    assert period_of(first, meetings).until_us == period_of(second, meetings).since_us
    assert period_of(second, meetings).until_us is None
    assert of_second.others.keys() <= set(COUNTED)


def test_meetings_of_other_coders_are_left_out_where_only_some_are_chosen(study: Study) -> None:
    project = study.project
    mine = project.meetings.add("2026-03-03", title="Mine")
    project.work_as("Mara Bo")
    project.meetings.add("2026-03-04", title="Hers")
    chosen = ReportOptions(tables=("meetings",), coders=(mine.coder_id,))
    assert [row[1] for row in table_of(project, chosen).rows] == ["Mine"]


def test_of_coders_who_are_left_out_it_tells_neither_codes_nor_how_much_they_coded(study: Study) -> None:
    project = study.project
    meeting = project.meetings.add(today(project), title="Fourth")
    ada = next(coder for coder in project.coders.all() if coder.name == project.coder_name)
    project.work_as("Bo Lie")
    coding = project.codings.get(study.code("P01", "Concern", WORDS, "Bo Lie"))
    passages = [TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding.id)]
    project.meetings.talk_about(meeting.memo_id, passages)
    for code in ("Honesty", "Rest"):
        study.code("P02", code, "I could stop.")
    (row,) = table_of(project, ReportOptions(tables=("meetings",), coders=(ada.id,))).rows
    assert f"“{WORDS}” (Interview P01, ¶ 2)" in row
    assert [line for line in row[-1].split("\n") if "coding" in line] == ["2 coding steps"]
