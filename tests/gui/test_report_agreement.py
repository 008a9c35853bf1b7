"""Agreement and the audit trail on the report page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.project.project import Project
from tests.gui.report_desk import Desk, two_interviews


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    made = two_interviews(qtbot, project)
    yield made
    made.page.close()


def _let_another_code(desk: Desk) -> None:
    """A second coder, who codes one word less than the first did."""
    (first, *_) = desk.project.codings.all()
    desk.workspace.work_as("Bo Lind")
    desk.project.codings.add(first.document_id, first.code_id, first.start_char, first.end_char - 5)
    desk.until_changed()


def documents_compared(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The rows of the table of agreement by document."""
    table = desk.table("agreement_documents", "By document")
    assert table is not None
    return table.rows


def test_agreement_comes_when_it_is_ticked_and_by_the_unit_that_is_chosen(desk: Desk) -> None:
    _let_another_code(desk)
    lines = desk.page.choices.agreement
    assert not lines.isVisible()
    desk.tick(desk.page.choices.tables, "Agreement between coders")
    assert lines.isVisible()
    by_characters = desk.table("agreement", "By code")
    assert by_characters is not None
    assert by_characters.caption.endswith("per character, counting uncoded text")
    lines.unit.setFocus()
    desk.qtbot.keyClick(lines.unit, Qt.Key.Key_Down)
    desk.until_changed()
    lines.below.setFocus()
    desk.qtbot.keyClick(lines.below, Qt.Key.Key_Space)
    desk.until_changed()
    by_sentences = desk.table("agreement", "By code")
    assert by_sentences is not None
    assert by_sentences.caption.endswith("per sentence, counting uncoded text")
    assert "Each code counts together with the codes under it." in by_sentences.note
    assert by_sentences.rows[0][0] == "Time"
    assert len(documents_compared(desk)) == 1
    lines.by_all.setFocus()
    desk.qtbot.keyClick(lines.by_all, Qt.Key.Key_Space)
    desk.until_changed()
    assert len(documents_compared(desk)) == 2


def test_agreement_that_another_room_asks_for_is_ticked_and_shown(desk: Desk) -> None:
    _let_another_code(desk)
    desk.page.add_agreement("exact_segment", "coded")
    desk.until_changed()
    shown = desk.page.preview.table
    assert shown is not None
    assert (shown.name, shown.heading) == ("agreement", "By code")
    assert "per segment, with just the same words" in shown.caption
    lines = desk.page.choices.agreement
    assert (lines.unit.currentText(), lines.counted.currentText()) == (
        "segments of the same words",
        "what somebody coded",
    )
    assert not lines.counted.isEnabled()


def test_agreement_has_no_table_while_what_the_others_coded_is_hidden(desk: Desk) -> None:
    _let_another_code(desk)
    desk.page.add_agreement("character", "everything")
    desk.until_changed()
    assert desk.table("agreement", "By code") is not None
    desk.workspace.sight.set_blind(True)
    desk.until_changed()
    assert desk.table("agreement", "By code") is None


def test_the_audit_trail_is_narrowed_to_days_and_a_person_and_kept_with_the_report(desk: Desk) -> None:
    desk.project.work_as("Bo Lind")
    desk.project.codes.add("Weather")
    lines, tables = desk.page.choices.audit, desk.page.choices.tables
    assert not lines.isVisible()
    desk.tick(tables, "Audit trail of the codebook")
    assert lines.isVisible()
    lines.who.setCurrentIndex(lines.who.findData("Bo Lind"))
    lines.who.activated.emit(lines.who.currentIndex())
    lines.is_since.setChecked(True)
    lines.since.setDate(lines.until.date())
    desk.until_changed()
    trail = desk.table("audit")
    assert trail is not None
    assert [row[2:4] for row in trail.rows] == [("Weather", "Added")]
    assert trail.caption.endswith("steps by Bo Lind")
    saved = desk.page.choices.saved
    saved.names.setEditText("Appendix C")
    saved.keep()
    lines.is_until.setChecked(True)
    lines.until.setDate(lines.until.date().addDays(-40))
    desk.until_changed()
    assert lines.since.date() == lines.until.date(), "the first day goes along"
    assert desk.table("audit") is None
    saved.names.setCurrentIndex(saved.names.findText("Appendix C"))
    saved.names.activated.emit(saved.names.currentIndex())
    desk.until_changed()
    assert desk.table("audit") == trail


def test_a_day_counts_at_once_while_it_is_typed(desk: Desk) -> None:
    lines = desk.page.choices.audit
    desk.tick(desk.page.choices.tables, "Audit trail of the codebook")
    lines.is_since.setChecked(True)
    today = lines.until.date()
    lines.since.setDate(today)
    desk.page.choices.quotations.stepUp()
    assert lines.since.date() == today, "another choice does not take it back"
    assert desk.page.choices.options().since == today.toString("yyyy-MM-dd")
    desk.until_fresh()
