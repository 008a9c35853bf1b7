"""Which document and which coders are compared, and what is said where there is nothing to compare."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from annotator.gui.compare.list_model import LOOK
from annotator.project.project import Project
from tests.gui.compare_desk import FERRY, LATE, CompareDesk, fill

SONG, BOTH_CODES, CARE = "Song", "Care / Courage", "Care"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[CompareDesk]:
    fill(project)
    made = CompareDesk(project, qtbot)
    yield made
    made.close()


def test_another_document_is_compared_when_it_is_chosen(desk: CompareDesk) -> None:
    kiosk = desk.document("Kiosk")
    start = 4
    desk.project.codings.add(
        kiosk, desk.project.codes.ensure("Loss").id, start, 20, coder_id=desk.page.comparison.coder_ids[1]
    )
    desk.workspace.choose_document(kiosk)
    desk.settle()
    assert desk.page.choices.document.currentText() == "Kiosk\u200e  ·  2 coders", "Arabic names keep the count apart"
    assert desk.rows() == ["Loss", "Loss"]


def test_a_document_that_one_has_coded_says_so_and_leads_on(desk: CompareDesk) -> None:
    desk.workspace.choose_document(desk.document("Kiosk"))
    desk.settle()
    assert "Fewer than two coders" in desk.page.nothing.words.text()
    assert desk.page.conditions() == frozenset()
    desk.page.nothing.other_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_a_document_that_nobody_coded_lets_one_choose_another(desk: CompareDesk) -> None:
    empty = desk.project.documents.add("Empty", "I: So?\n").id
    desk.workspace.choose_document(empty)
    desk.settle()
    choice = desk.page.choices.document
    assert choice.isVisible()
    assert choice.currentText().startswith("Empty")
    choice.setCurrentIndex(0)
    choice.activated.emit(0)
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_the_buttons_of_coders_stay_where_they_are_from_place_to_place(desk: CompareDesk) -> None:
    def tops() -> list[int]:
        return [button.mapTo(desk.page, QPoint(0, 0)).y() for button in desk.page.panel.keep_buttons]

    before = tops()
    for _ in range(2):
        desk.press(Qt.Key.Key_F8)
        assert tops() == before
    assert desk.current() == CARE


def test_fewer_than_two_chosen_coders_are_asked_for_more(desk: CompareDesk) -> None:
    desk.page.choices.coders.buttons[desk.project.coder.id].click()
    desk.settle()
    assert "two or more coders" in desk.page.nothing.words.text()
    desk.page.nothing.everybody_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_three_coders_are_compared_and_one_can_be_left_out(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    start = FERRY.index(LATE)
    desk.project.codings.add(
        desk.document("Ferry"), desk.project.codes.find("Waiting").id, start, start + len(LATE), coder_id=cleo.id
    )
    desk.settle()
    desk.show_only("all")
    kinds = [desk.page.model.index(row).data(LOOK).kind for row in range(4)]
    assert kinds == ["same", "some", "codes", "some"]
    assert len(desk.page.panel.keep_buttons) == 3
    desk.page.choices.coders.buttons[desk.page.comparison.coder_ids[1]].click()
    desk.settle()
    assert desk.page.comparison.coder_ids == (desk.project.coder.id, cleo.id)
    assert len(desk.page.panel.keep_buttons) == 2


def test_with_many_coders_another_reading_is_in_sight_as_soon_as_it_begins(desk: CompareDesk) -> None:
    start = FERRY.index(LATE)
    for name in ("Cleo Moe", "Dina Lie", "Emil Dahl"):
        coder = desk.project.coders.add(name)
        desk.project.codings.add(
            desk.document("Ferry"), desk.project.codes.find("Song").id, start, start + len(LATE), coder_id=coder.id
        )
    desk.page.resize(1190, 660)
    desk.settle()
    panel = desk.page.panel
    assert len(panel.keep_buttons) == 5
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_A)
    button = panel.third.save_button
    desk.qtbot.waitUntil(lambda: button.visibleRegion().boundingRect() == button.rect())


def test_blind_mode_shows_nothing_of_the_others_until_it_is_revealed(desk: CompareDesk) -> None:
    desk.actions.connect("view.blind", lambda: desk.workspace.sight.set_blind(not desk.workspace.sight.is_blind))
    desk.workspace.sight.set_blind(True)
    desk.settle()
    assert "Blind mode is on" in desk.page.nothing.words.text()
    assert not desk.page.text.isVisible()
    assert not desk.page.choices.coders.isVisible()
    assert not desk.page.agreement.isVisible()
    assert desk.page.comparison.differences == ()
    assert desk.page.conditions() == frozenset()
    desk.page.nothing.action_button.click()
    desk.settle()
    assert desk.rows() == [SONG, BOTH_CODES, CARE]


def test_one_coder_alone_is_told_what_to_do(project: Project, qtbot: QtBot) -> None:
    document = project.documents.add("Ferry", FERRY)
    project.codings.add(document.id, project.codes.add("Song").id, 4, 20)
    desk = CompareDesk(project, qtbot)
    assert "Only one coder" in desk.page.nothing.words.text()
    assert desk.page.nothing.action_button.text() == "Who codes…"
    desk.close()


def test_an_empty_project_offers_to_import(project: Project, qtbot: QtBot) -> None:
    desk = CompareDesk(project, qtbot)
    assert desk.page.nothing.action_button.text() == "Import transcripts…"
    desk.close()


def test_the_consensus_is_no_coder_to_compare_with(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_1)
    desk.page.hide()
    desk.page.show()
    desk.settle()
    assert [button.text() for button in desk.page.choices.coders.buttons.values()] == ["AK  Anna Kvam", "BL  Bo Lie"]
    assert desk.outcomes() == ["as AK", "", ""]


def test_what_was_decided_and_where_one_was_is_there_after_reopening(desk: CompareDesk, qtbot: QtBot) -> None:
    desk.press(Qt.Key.Key_1)
    desk.go_to(CARE)
    desk.show_only("all")
    desk.close()
    again = CompareDesk(desk.project, qtbot)
    assert again.rows() == ["Waiting", SONG, BOTH_CODES, CARE]
    assert again.outcomes() == ["", "as AK", "", ""]
    assert again.current() == CARE
    again.close()


def test_a_project_that_is_only_read_can_be_compared_but_not_decided(desk: CompareDesk, qtbot: QtBot) -> None:
    path = desk.project.path
    desk.close()
    with Project.open(path, coder_name="Anna Kvam", read_only=True) as read:
        again = CompareDesk(read, qtbot)
        assert again.rows() == [SONG, BOTH_CODES, CARE]
        assert not again.page.panel.all_button.isEnabled()
        assert not again.page.choices.agreements_button.isEnabled()
        again.press(Qt.Key.Key_1)
        assert again.consensus() == []
        again.close()


def test_a_long_document_is_compared_in_the_background_and_nothing_can_be_decided_before(desk: CompareDesk) -> None:
    text = "A ferry came, and a ferry went. " * 3_000
    document_id = desk.project.documents.add("Long", text).id
    same = {"document_id": document_id, "code_id": desk.project.codes.find("Song").id}
    coders = desk.page.comparison.coder_ids
    desk.project.codings.add_many(
        {**same, "coder_id": coders[at % 2], "start_char": 32 * at, "end_char": 32 * at + 13} for at in range(2_000)
    )
    desk.workspace.choose_document(document_id)
    assert desk.page.comparison.differences == ()
    assert desk.page.conditions() == frozenset()
    desk.settle()
    assert len(desk.rows()) == 2_000
    desk.press(Qt.Key.Key_1)
    assert desk.consensus() == [("Song", "A ferry came,")]
    assert desk.page.talk.current == 1
