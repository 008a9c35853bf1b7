"""What is remembered of a report's choices, and what they come to in a project that has gone on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator.gui.pages.report_choice import ReportChoice
from annotator.project.ids import new_id
from annotator.project.project import Project
from annotator.reports.registry import TABLE_NAMES, USUAL_TABLE_NAMES, table_kind
from annotator.reports.report import build


def test_a_choice_comes_back_as_it_was_kept() -> None:
    choice = ReportChoice(
        tables=tuple(reversed(TABLE_NAMES)),
        without_tables=frozenset({"themes"}),
        without_columns={"segments": ("coder", "document")},
        without_codes=frozenset({"0a", "0b"}),
        without_cases=frozenset({"0c"}),
        without_coders=frozenset({"0d"}),
        quotations_per_theme=4,
        template="journal.docx",
        agreement_unit="turn",
        agreement_counted="coded",
        agreement_below=True,
        agreement_by_all=True,
        audit_since="2026-03-01",
        audit_until="2026-03-31",
        audit_done_by="Bo Lie",
        audit_by_code=True,
    )
    assert ReportChoice.from_json(choice.to_json()) == choice


def test_a_definition_for_the_project_file_is_plain_and_names_no_place_on_the_machine() -> None:
    choice = ReportChoice(without_tables=frozenset({"themes"}), template="somewhere/journal.docx")
    definition = choice.to_definition()
    assert json.loads(json.dumps(definition)) == definition
    assert ReportChoice.from_definition(definition) == replace(choice, template="")


def test_a_report_kept_before_there_was_a_choice_counts_what_it_counted() -> None:
    consensus = new_id()
    assert ReportChoice().whose == "coders"
    assert ReportChoice.from_definition({"without_tables": ["themes"]}).whose == "all"
    unticked = ReportChoice.from_definition({"without_coders": [consensus.hex()]}).with_consensus_chosen(consensus)
    assert (unticked.whose, unticked.without_coders) == ("coders", frozenset())
    for kept in (ReportChoice(whose="consensus"), unticked):
        assert ReportChoice.from_definition(kept.to_definition()) == kept
        assert kept.with_consensus_chosen(consensus) == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"tables": 3}',
        '{"without_columns": 7}',
        '{"quotations_per_theme": "many"}',
        '{"agreement_unit": "tea leaf", "agreement_counted": []}',
        '{"audit_since": "soon", "audit_until": ["2026"]}',
    ],
)
def test_what_cannot_be_read_is_as_in_the_beginning(text: str) -> None:
    assert ReportChoice.from_json(text) == ReportChoice()


def test_tables_that_came_or_went_with_a_version_keep_the_order_of_the_others() -> None:
    kept = ReportChoice.from_json('{"tables": ["segments", "gone", "themes", "segments"]}')
    assert kept.tables[:2] == ("segments", "themes")
    assert sorted(kept.tables) == sorted(TABLE_NAMES)
    assert sorted(kept.chosen_tables) == sorted(USUAL_TABLE_NAMES)


def test_agreement_is_in_the_report_only_once_it_was_ticked() -> None:
    assert "agreement" not in ReportChoice().chosen_tables
    ticked = ReportChoice(without_tables=frozenset())
    assert "agreement" in ReportChoice.from_json(ticked.to_json()).chosen_tables


def test_nothing_left_out_leaves_the_choice_to_the_report(project: Project) -> None:
    project.codes.add("Hope")
    options = ReportChoice().options(project.codes.tree(), [], [project.coder.id])
    assert (options.codes, options.participants, options.coders, dict(options.columns)) == (None, None, None, {})
    assert options.tables == USUAL_TABLE_NAMES


def test_just_the_codes_that_are_not_left_out_are_chosen(project: Project) -> None:
    top = project.codes.add("Top")
    kept, out = (project.codes.add(name, parent_id=top.id) for name in ("Kept", "Out"))
    below_out = project.codes.add("Below out", parent_id=out.id)
    other = project.codes.add("Other")
    tree = project.codes.tree()
    without_one = ReportChoice(without_codes=frozenset({out.id.hex()}))
    assert without_one.options(tree, [], []).codes == (top.id, kept.id, below_out.id, other.id)
    without_top = ReportChoice(without_codes=frozenset({top.id.hex(), other.id.hex()}))
    assert without_top.options(tree, [], []).codes == (kept.id, out.id, below_out.id)


def test_who_comes_later_is_in_and_who_was_left_out_stays_out(project: Project) -> None:
    first, second, later = (project.participants.add(label).id for label in ("P01", "P02", "P03"))
    choice = ReportChoice(without_cases=frozenset({first.hex()}))
    assert choice.options(project.codes.tree(), [first, second], []).participants == (second,)
    assert choice.options(project.codes.tree(), [first, second, later], []).participants == (second, later)


def test_a_table_without_any_column_is_left_out(project: Project) -> None:
    project.codes.add("Hope")
    keys = table_kind("codebook").column_keys
    most = ReportChoice().with_columns("codebook", keys[1:])
    assert most.options(project.codes.tree(), [], []).columns["codebook"] == keys[:1]
    none = replace(most, without_columns={"codebook": keys})
    options = none.options(project.codes.tree(), [], [])
    assert options.tables == tuple(name for name in USUAL_TABLE_NAMES if name != "codebook")
    assert [section.name for section in build(project, options).sections] == list(options.tables)
