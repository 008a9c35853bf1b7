"""The room where coders are compared: what it lists, how one goes through it, how it looks, and how it follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import read_agreement_material
from annotator.analysis.agreement_terms import AgreementQuestion
from annotator.gui.compare.list_model import LOOK
from annotator.gui.transcript import typography
from annotator.project.project import Project
from annotator.reports.agreement_words import coefficient_words, percent_words
from tests.gui.compare_desk import CTRL, FERRY, MONEY, RAIN, SANG, SHIFT, CompareDesk, fill

SONG, BOTH_CODES, CARE = "Song", "Care / Courage", "Care"

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def desk(project: Project, qtbot: QtBot) -> Iterator[CompareDesk]:
    fill(project)
    made = CompareDesk(project, qtbot)
    yield made
    made.close()


# ---- what is listed


def test_differences_are_listed_in_reading_order_with_what_they_are(desk: CompareDesk) -> None:
    assert desk.rows() == [SONG, BOTH_CODES, CARE]
    rows = [desk.page.model.index(row) for row in range(3)]
    assert [row.data(LOOK).kind for row in rows] == ["ends", "codes", "some"]
    assert [row.data(LOOK).who for row in rows] == [
        "AK, BL: other ends",
        "AK: Care · BL: Courage",
        "BL coded it, AK did not",
    ]
    assert desk.current() == SONG


def test_the_list_can_show_all_or_only_what_is_open_or_settled(desk: CompareDesk) -> None:
    desk.show_only("all")
    assert desk.rows() == ["Waiting", SONG, BOTH_CODES, CARE]
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_1)
    desk.show_only("open")
    assert desk.rows() == [BOTH_CODES, CARE]
    desk.show_only("settled")
    assert desk.rows() == [SONG]
    told = {name: button.text() for name, button in desk.page.bar.buttons.items()}
    assert told == {"all": "All 4", "differences": "Differences 3", "open": "Open 2", "settled": "Settled 1"}


def test_f8_goes_to_the_next_place_and_back_wherever_the_keyboard_is(desk: CompareDesk) -> None:
    desk.press(Qt.Key.Key_F8, on=desk.page.text.view)
    assert desk.current() == BOTH_CODES
    desk.press(Qt.Key.Key_F8, on=desk.page.panel.note)
    desk.press(Qt.Key.Key_F8)
    assert desk.current() == CARE
    desk.press(Qt.Key.Key_F8, SHIFT, on=desk.page.choices.document)
    assert desk.current() == BOTH_CODES


def test_the_place_stays_in_sight_where_the_list_gets_shorter(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    for number, words in enumerate(FERRY[60:].split()):
        start, code = FERRY.index(words, 60), desk.project.codes.ensure(f"Word {number}")
        desk.project.codings.add(desk.document("Ferry"), code.id, start, start + len(words), coder_id=cleo.id)
    desk.window.resize(1180, 760)
    desk.settle()
    view = desk.page.view
    at_foot = view.indexAt(view.viewport().rect().bottomLeft()).row() - 1
    desk.go_to(desk.rows()[at_foot])
    assert view.currentIndex().row() == at_foot > 2
    desk.window.resize(1180, 600)
    desk.settle()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_the_menu_of_a_place_decides_about_it_and_talks_of_it(desk: CompareDesk) -> None:
    desk.go_to(CARE)
    desk.page.view.customContextMenuRequested.emit(QPoint(8, 8))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    told = [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]
    assert "Talk About This in the Meeting" in told
    next(action for action in menu.actions() if "None of Them" in action.text()).trigger()
    menu.close()
    assert desk.outcomes() == ["", "", "not coded"]


def test_the_next_open_place_is_found_past_settled_ones(desk: CompareDesk) -> None:
    desk.go_to(BOTH_CODES)
    desk.press(Qt.Key.Key_N)
    desk.go_to(SONG)
    desk.press(Qt.Key.Key_F8, CTRL)
    assert desk.current() == CARE


def test_a_click_on_a_coding_in_the_margin_goes_to_its_place(desk: CompareDesk) -> None:
    margin = desk.page.text.margin
    wanted = next(n for n, place in enumerate(desk.page.comparison.differences) if place.kind == "codes")
    stripe = next(stripe for number, stripe, _name in margin.placed() if number == wanted)
    desk.qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=stripe.center().toPoint())
    assert desk.current() == BOTH_CODES


def test_a_click_on_the_words_goes_to_the_place_they_are_in(desk: CompareDesk) -> None:
    view = desk.page.text.view
    at = view.rect_of_unit(view.positions.to_units(FERRY.index(MONEY) + 4)).center().toPoint()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.current() == CARE


def test_where_nothing_is_listed_it_says_why(desk: CompareDesk) -> None:
    desk.show_only("settled")
    assert desk.page.view.empty_words() == "Nothing is settled yet."
    desk.show_only("open")
    for _ in range(3):
        desk.press(Qt.Key.Key_N)
    assert (desk.rows(), desk.page.view.empty_words()) == ([], "All differences are settled.")
    ours = [each.id for each in desk.page.comparison.codings if each.code_id != desk.project.codes.find("Waiting").id]
    desk.project.codings.delete(ours)
    desk.settle()
    assert desk.page.view.empty_words().startswith("No differences")
    assert not desk.page.panel.isVisible()
    picture = desk.page.view.viewport().grab().toImage()
    seen = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(seen) > 1, "it is written in the list"


def test_ctrl_and_the_wheel_set_the_words_larger_here_and_in_the_transcripts(desk: CompareDesk) -> None:
    before = desk.page.text.view.typography.size_pt
    desk.page.text.view.size_step_wanted.emit(1)
    assert desk.page.text.view.typography.size_pt > before
    assert typography.kept().size_pt == desk.page.text.view.typography.size_pt


# ---- how it looks


def column_of(desk: CompareDesk, x: float) -> int:
    """Which coder's column a place of the margin is in."""
    return int(x // desk.page.text.margin.column_px)


def test_each_coder_has_a_column_of_their_own_and_agreements_are_thinner(desk: CompareDesk) -> None:
    margin, comparison = desk.page.text.margin, desk.page.comparison
    columns = [(number, column_of(desk, stripe.center().x())) for number, stripe, _ in margin.placed()]
    expected = [
        (number, comparison.coder_ids.index(reading.coder_id))
        for number, place in enumerate(comparison.differences)
        for reading in place.readings
    ]
    assert sorted(columns) == sorted(expected)
    picture = margin.grab().toImage()
    base = QColor(margin.palette().base().color()).rgb()
    ratio = margin.devicePixelRatioF()
    widths = {}
    for number, stripe, _name in margin.placed():
        y = round(stripe.center().y() * ratio)
        row = range(round(stripe.left() * ratio), round((stripe.left() + 5) * ratio))
        coloured = sum(picture.pixel(x, y) != base for x in row)
        widths.setdefault(comparison.differences[number].is_agreement, set()).add(coloured)
    assert max(widths[True]) < min(widths[False])


def test_the_chosen_place_is_underlined_once_for_each_coder(desk: CompareDesk) -> None:
    view = desk.page.text.view
    desk.go_to(SONG)
    with_lines = view.viewport().grab().toImage()
    desk.go_to(CARE)
    without = view.viewport().grab().toImage()
    start = view.rect_of_unit(view.positions.to_units(FERRY.index(SANG)))
    xs, ys = (
        range(round(start.left()) + 10, round(start.left()) + 50),
        range(round(start.top()), round(start.bottom()) + 8),
    )
    changed = [y for y in ys if any(with_lines.pixel(x, y) != without.pixel(x, y) for x in xs)]
    assert len(changed) >= 3, "two lines, one below the other"


def test_the_line_of_a_third_coder_does_not_strike_out_the_words_below(desk: CompareDesk) -> None:
    cleo = desk.project.coders.add("Cleo Moe")
    rest = desk.project.codes.ensure("Rest")
    start = FERRY.index(RAIN)
    desk.project.codings.add(desk.document("Ferry"), rest.id, start, start + len(RAIN), coder_id=cleo.id)
    desk.settle()
    view = desk.page.text.view
    desk.go_to("Rest")
    with_line = view.viewport().grab().toImage()
    desk.go_to(CARE)
    without = view.viewport().grab().toImage()
    place = view.rect_of_unit(view.positions.to_units(start))
    xs = range(round(place.left()) + 10, round(place.left()) + 50)
    ys = range(round(place.top()), round(place.bottom()) + 12)
    changed = [y for y in ys if any(with_line.pixel(x, y) != without.pixel(x, y) for x in xs)]
    assert place.bottom() - 6 < max(changed) < place.bottom() + 3


# ---- following


def test_what_is_coded_meanwhile_is_compared_and_the_place_stays(desk: CompareDesk) -> None:
    desk.go_to(BOTH_CODES)
    start = FERRY.index(RAIN)
    code = desk.project.codes.ensure("Patience")
    desk.project.codings.add(desk.document("Ferry"), code.id, start, start + len(RAIN))
    desk.settle()
    assert desk.rows() == [SONG, "Patience", BOTH_CODES, CARE]
    assert desk.current() == BOTH_CODES


def test_what_changes_while_another_room_is_open_is_there_on_coming_back(desk: CompareDesk) -> None:
    desk.page.hide()
    document_id = desk.document("Ferry")
    desk.project.documents.correct(document_id, [(0, 0, "Note: ")])
    coding = next(
        each for each in desk.project.codings.of_document(document_id) if each.coder_id != desk.project.coder.id
    )
    desk.project.codings.delete([coding.id])
    desk.page.show()
    desk.settle()
    assert desk.page.text.text.startswith("Note: I: What")
    assert desk.rows() == ["Waiting", SONG, BOTH_CODES, CARE]


def test_a_renamed_code_is_called_so_at_once(desk: CompareDesk) -> None:
    desk.project.codes.rename(desk.project.codes.find("Song").id, "Singing together")
    desk.settle()
    assert desk.rows()[0] == "Singing together"


# ---- agreement


def test_agreement_is_computed_for_what_is_compared_with_its_unit_and_decisions(desk: CompareDesk) -> None:
    line = desk.page.agreement
    assert line.figures.text().endswith(f"{4 * len(FERRY)} decisions on 4 codes")
    line.unit.setCurrentIndex(line.unit.findText("same segments"))
    line.unit.activated.emit(line.unit.currentIndex())
    desk.settle()
    assert "undefined" in line.figures.text()
    assert line.figures.text().endswith("7 segments on 4 codes")
    assert "cannot be estimated" in line.figures.toolTip()
    assert not line.counted.isEnabled()


def test_a_document_has_the_figures_that_it_has_in_the_report(desk: CompareDesk) -> None:
    kiosk = desk.document("Kiosk")
    bo = desk.page.comparison.coder_ids[1]
    desk.project.codings.add(kiosk, desk.project.codes.ensure("Warmth").id, 0, 9, coder_id=bo)
    desk.workspace.choose_document(kiosk)
    desk.settle()
    line, result = desk.page.agreement, agreement(read_agreement_material(desk.project), AgreementQuestion())
    there = result.by_document[kiosk]
    assert f"{percent_words(there.percent)} %" in line.figures.text()
    assert coefficient_words(there.alpha) in line.figures.text()
    assert line.figures.text().endswith(f"{there.decisions} decisions on 6 codes")
    assert "4 of these codes nobody gave here" in line.figures.toolTip()


def test_many_decisions_have_marks_between_thousands(desk: CompareDesk) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    document_id = desk.project.documents.add("Long", "A ferry came. " * 1_000).id
    for coder_id in desk.page.comparison.coder_ids:
        desk.project.codings.add(document_id, desk.project.codes.find("Song").id, 0, 7, coder_id=coder_id)
    desk.workspace.choose_document(document_id)
    desk.settle()
    QLocale.setDefault(before)
    assert desk.page.agreement.figures.text().endswith("56,000 decisions on 4 codes")


def test_the_table_of_agreement_is_asked_for_with_the_same_unit(desk: CompareDesk) -> None:
    asked: list[tuple[str, str]] = []
    desk.page.table_wanted.connect(lambda unit, counted: asked.append((unit, counted)))
    desk.page.agreement.table_button.click()
    assert asked == [("character", "everything")]
