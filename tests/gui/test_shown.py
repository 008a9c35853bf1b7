"""What of the codings the transcript shows: filters that say what they leave out, and a bar for the whole document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.messages import Notice
from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.filter_popup import FilterPopup
from annotator.gui.transcript.page import TranscriptPage
from annotator.gui.transcript.shown_filter import ShownFilter
from annotator.gui.workspace import Workspace
from annotator.project.coders import Coder
from annotator.project.codings import Coding
from annotator.project.documents import Document, NewSpeaker
from annotator.project.ids import Id
from annotator.project.project import Project

TEXT = (
    "I: How was the ferry?\n"
    "Nils: Late, and the wind kept turning us about.\n"
    "Oda: I counted gulls. The tea was cold, but somebody had brought waffles.\n"
    "Nils: The harbour smelled of tar and of bread.\n"
    "Oda: And of rain."
)
FERRY = "\n".join(f"Nils: On crossing number {n} the gulls followed us as far as the second buoy." for n in range(300))


class Deck:
    """A transcript of two people at a table, coded by Anna and by Bo."""

    def __init__(self, qtbot: QtBot, project: Project, text: str = TEXT) -> None:
        self.qtbot = qtbot
        self.project = project
        speakers = (
            NewSpeaker("I", "interviewer"),
            NewSpeaker("Nils", "participant", "P01"),
            NewSpeaker("Oda", "participant", "P02"),
        )
        self.document: Document = project.documents.add("Ferry", text, speakers=speakers)
        self.bo: Coder = project.coders.add("Bo Lind")
        self.notices: list[Notice] = []
        self.open()

    def open(self) -> None:
        self.window = QMainWindow()
        self.qtbot.addWidget(self.window)
        self.actions = Actions(self.window)
        self.workspace = Workspace(self.project, self.window)
        self.workspace.noticed.connect(self.notices.append)
        self.page = TranscriptPage(self.workspace, self.actions)
        self.window.setCentralWidget(self.page)
        self.window.resize(1000, 560)
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.actions.enable(self.workspace.conditions())
        self.workspace.choose_document(self.document.id)
        self.actions.enable(self.workspace.conditions())
        QApplication.processEvents()

    def close(self) -> None:
        self.page.close()
        self.window.close()

    def code(self, words: str, path: str, coder: Coder | None = None) -> Coding:
        code = self.project.codes.ensure(path)
        start = self.page.view.stored_text.index(words)
        by = coder.id if coder else None
        return self.project.codings.add(self.document.id, code.id, start, start + len(words), coder_id=by)

    def code_id(self, path: str) -> Id:
        return self.project.codes.find(path).id

    def select(self, *paths: str) -> None:
        """Select codes, as the codebook does."""
        self.workspace.select_codes([self.code_id(path) for path in paths])

    def show(self, chosen: ShownFilter) -> None:
        self.page.shown.choose(chosen)

    def named(self) -> list[str]:
        """The codes whose names stand in the margin, from top to bottom."""
        placed = [(label.top(), coding_id) for coding_id, _, label in self.page.margin.placed() if not label.isEmpty()]
        found = [self.page.view.layer.get(coding_id) for _, coding_id in sorted(placed)]
        return [self.project.codes.get(shown.code_id).name for shown in found if shown is not None]

    def stripes(self) -> int:
        return len(self.page.margin.placed())

    def ground_under(self, words: str) -> QColor:
        view = self.page.view
        rect = view.rect_of_unit(view.stored_text.index(words))
        image = view.viewport().grab().toImage()
        return image.pixelColor(round(rect.left() + 1), round(rect.bottom() - 1))


@pytest.fixture
def deck(qtbot: QtBot, project: Project) -> Iterator[Deck]:
    made = Deck(qtbot, project)
    yield made
    made.close()
    made.workspace.close()


@pytest.fixture
def coded(deck: Deck) -> Deck:
    deck.code("the wind kept turning", "Weather > Wind")
    deck.code("counted gulls", "Animals", deck.bo)
    deck.code("smelled of tar", "Weather")
    return deck


def base() -> QColor:
    return QGuiApplication.palette().color(QPalette.ColorRole.Base)


def test_only_the_selected_codes_are_shown_with_those_under_them(coded: Deck) -> None:
    coded.select("Weather")
    coded.actions["code.show_only"].setEnabled(True)
    coded.actions["code.show_only"].trigger()
    assert coded.named() == ["Wind", "Weather"]
    assert coded.ground_under("counted gulls") == base()
    strip = coded.page.shown.strip.words
    assert strip == "Shown: “Weather” with the codes under them · 2 of 3 coding(s), the rest hidden"


def test_one_key_shows_everything_again(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    assert coded.named() == ["Animals"]
    coded.qtbot.keyClick(
        coded.page.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert coded.named() == ["Wind", "Animals", "Weather"]
    assert coded.page.shown.strip.words == ""


def test_the_rest_can_be_dimmed_instead(coded: Deck) -> None:
    animals = coded.code_id("Animals")
    coded.show(ShownFilter(frozenset({animals}), dims=True))
    assert coded.named() == ["Animals"]
    assert coded.stripes() == 3
    assert coded.ground_under("the wind") == base()
    assert coded.ground_under("counted gulls") == theme.tint((coded.project.codes.get(animals).colour,), base())
    assert "the rest dimmed" in coded.page.shown.strip.words


def test_words_without_a_shown_coding_can_fade(coded: Deck) -> None:
    view = coded.page.view
    plain = view.viewport().grab().toImage()
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")}), dims_words=True))
    faded = view.viewport().grab().toImage()

    def darkest(image: object, words: str) -> int:
        start = view.stored_text.index(words)
        first, last = view.rect_of_unit(start), view.rect_of_unit(start + len(words))
        places = (
            (x, y)
            for x in range(round(first.left()), round(last.left()))
            for y in range(round(first.top()), round(first.bottom()))
        )
        return min(image.pixelColor(x, y).lightness() for x, y in places)  # type: ignore[attr-defined]

    assert darkest(faded, "harbour") > darkest(plain, "harbour") + 60
    assert darkest(faded, "counted") == darkest(plain, "counted")


def test_codings_are_filtered_by_coder(coded: Deck) -> None:
    coded.show(ShownFilter(coder_ids=frozenset({coded.bo.id})))
    assert coded.named() == ["Animals"]
    assert "coded by “Bo Lind” · 1 of 3" in coded.page.shown.strip.words


def test_in_a_conversation_only_the_turns_of_a_participant_are_shown(coded: Deck) -> None:
    nils = next(one.id for one in coded.project.participants.all() if one.label == "P01")
    coded.show(ShownFilter(participant_ids=frozenset({nils})))
    assert coded.named() == ["Wind", "Weather"]
    assert "said by “P01” · 2 of 3" in coded.page.shown.strip.words


def test_a_filter_follows_the_selection_of_the_codebook(coded: Deck) -> None:
    coded.show(ShownFilter(follows_codebook=True))
    assert coded.named() == ["Wind", "Animals", "Weather"]
    coded.select("Animals")
    assert coded.named() == ["Animals"]
    coded.select("Animals", "Weather > Wind")
    assert coded.named() == ["Wind", "Animals"]
    coded.select()
    assert coded.named() == ["Wind", "Animals", "Weather"]


def test_keys_pass_over_codings_that_are_left_out(coded: Deck) -> None:
    weather = frozenset({coded.code_id("Weather")})
    for chosen in (ShownFilter(weather), ShownFilter(weather, dims=True)):
        coded.show(chosen)
        coded.workspace.choose_coding(None)
        coded.page.view.put_caret(0)
        visited = []
        for _ in range(2):
            coded.actions["go.next_coding"].trigger()
            visited.append(coded.project.codings.get(coded.workspace.coding_id).code_id)
        assert visited == [coded.code_id("Weather > Wind"), coded.code_id("Weather")]


def test_a_new_coding_that_is_left_out_is_seen_until_another_is_chosen_and_that_is_said(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    weather = coded.code_id("Weather")
    start = TEXT.index("The tea was cold")
    coded.page.view.select(start, start + 16)
    coded.workspace.code_passage(weather)
    assert coded.named() == ["Animals", "Weather"]
    assert coded.notices[-1].action == "view.show_all"
    coded.workspace.choose_coding(None)
    assert coded.named() == ["Animals"]
    assert "1 of 4 " in coded.page.shown.strip.words


def test_a_chosen_coding_is_let_go_when_others_are_wanted(coded: Deck) -> None:
    wind = coded.page.view.layer.in_order()[0]
    coded.workspace.choose_coding(wind.id)
    coded.show(ShownFilter(frozenset({coded.code_id("Weather")})))
    assert coded.workspace.coding_id == wind.id
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    assert coded.workspace.coding_id is None
    assert coded.named() == ["Animals"]


def test_undo_and_redo_keep_to_the_filter(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    coded.code("waffles", "Animals")
    coded.code("bread", "Weather")
    coded.workspace.undo()
    coded.workspace.undo()
    assert coded.named() == ["Animals"]
    coded.workspace.redo()
    assert coded.named() == ["Animals", "Animals"]


def test_a_code_that_moves_under_a_shown_one_is_shown(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Weather")})))
    coded.project.codes.move([coded.code_id("Animals")], coded.code_id("Weather"))
    assert coded.named() == ["Wind", "Animals", "Weather"]


def test_when_the_shown_code_is_deleted_all_is_shown(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    coded.project.codes.delete([coded.code_id("Animals")])
    assert coded.named() == ["Wind", "Weather"]


def test_the_filter_is_remembered_with_the_project(coded: Deck) -> None:
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")}), dims=True))
    coded.close()
    coded.open()
    assert coded.named() == ["Animals"]
    assert "1 of 3" in coded.page.shown.strip.words


def test_lines_do_not_wrap_anew_when_codings_are_left_out(coded: Deck) -> None:
    for number in range(9):
        coded.code("brought waffles", f"Taste {number}")
    before = coded.page.view.viewport().width()
    coded.show(ShownFilter(frozenset({coded.code_id("Animals")})))
    assert coded.page.view.viewport().width() == before


# ---- the popup


def popup_of(deck: Deck) -> FilterPopup:
    deck.actions["view.filter"].trigger()
    popup = deck.page.shown.popup
    deck.qtbot.waitUntil(popup.isVisible)
    return popup


def test_choices_in_the_popup_are_seen_at_once(coded: Deck) -> None:
    coded.select("Animals")
    popup = popup_of(coded)
    assert [popup.codes.itemText(row) for row in range(popup.codes.count())] == [
        "All",
        "As selected in the codebook",
        "Only “Animals”",
    ]
    popup.codes.setCurrentIndex(2)
    assert coded.named() == ["Animals"]
    popup.rest.setCurrentIndex(1)
    assert coded.stripes() == 3
    coded.qtbot.mouseClick(popup.all_button, Qt.MouseButton.LeftButton)
    assert coded.named() == ["Wind", "Animals", "Weather"]
    assert not popup.isVisible()
    assert coded.page.shown.filter.dims, "how the rest is treated stays for the next time"


def test_coders_and_speakers_are_ticked_in_the_popup(coded: Deck) -> None:
    popup = popup_of(coded)
    assert [item.text(0) for item in popup.coders.items()] == ["Anna Kvam", "Bo Lind"]
    assert [item.text(0) for item in popup.people.items()] == ["P01", "P02"]
    with coded.qtbot.waitSignal(popup.chosen):
        next(popup.coders.items()).setCheckState(0, Qt.CheckState.Unchecked)
    assert coded.named() == ["Animals"]
    with coded.qtbot.waitSignal(popup.chosen):
        next(popup.coders.items()).setCheckState(0, Qt.CheckState.Checked)
    assert coded.page.shown.filter.coder_ids is None
    coded.qtbot.keyClick(popup, Qt.Key.Key_Escape)


# ---- blind mode


def test_blind_mode_hides_the_others_codings_and_one_click_reveals_them(coded: Deck) -> None:
    animals = next(one for one in coded.page.view.layer.in_order() if one.coder_id == coded.bo.id)
    coded.workspace.choose_coding(animals.id)
    coded.workspace.sight.set_blind(True)
    assert coded.named() == ["Wind", "Weather"]
    assert coded.ground_under("counted gulls") == base()
    assert coded.workspace.coding_id is None
    assert coded.page.shown.blind_strip.words == "Blind mode: what the others coded and wrote is hidden."
    coded.code("cold", "Animals", coded.bo)
    assert coded.named() == ["Wind", "Weather"]
    coded.code("waffles", "Animals")
    assert coded.named() == ["Wind", "Animals", "Weather"]
    coded.workspace.sight.set_blind(False)
    assert len(coded.named()) == 5
    assert coded.page.shown.blind_strip.words == ""


def test_codings_that_come_and_go_in_blind_mode_and_beside_it_are_right_when_it_is_turned(coded: Deck) -> None:
    project, sight, numbers = coded.project, coded.workspace.sight, Random(5)
    made: list[Coding] = []
    for step in range(60):
        if step % 4 == 3:
            coded.workspace.undo()
        elif step % 4 == 2:
            start = numbers.randrange(len(TEXT) - 9)
            project.codings.move_ends(made[-1].id, start, start + numbers.randint(1, 8))
        else:
            coder = coded.bo if numbers.random() < 0.5 else None
            made.append(coded.code(numbers.choice(["wind", "gulls", "tar and of bread", "tea"]), f"Code {step}", coder))
        sight.set_blind(numbers.random() < 0.5)
        kept, positions = coded.page.view.layer, coded.page.view.positions
        fresh = CodingLayer(partial(project.codings.placed_in, coded.document.id), positions, sight.hides_coder)
        assert kept.in_order() == fresh.in_order()
        assert kept.between(20, 90) == fresh.between(20, 90)
        for coder_id in (sight.own_id, coded.bo.id):
            for start in range(0, len(TEXT) - 5, 5):
                assert kept.is_coded_by(coder_id, start, start + 5) == fresh.is_coded_by(coder_id, start, start + 5)


def test_lines_do_not_wrap_anew_when_blind_mode_is_turned(coded: Deck) -> None:
    for step in range(9):
        coded.code("counted gulls", f"Bo {step}", coded.bo)
    QApplication.processEvents()
    view, width = coded.page.view, coded.page.view.viewport().width()
    assert view.layer.lane_count > 4
    for is_blind in (True, False, True):
        coded.workspace.sight.set_blind(is_blind)
        QApplication.processEvents()
        assert view.viewport().width() == width
    assert coded.stripes() < 9


def test_initials_stand_beside_names_where_there_are_several_coders(coded: Deck) -> None:
    layer, label_of = coded.page.view.layer, coded.page.looks.label_of
    labels = [label_of(shown) for shown in layer.in_order()]
    assert [label.initials for label in labels] == ["AK", "BL", "AK"]
    assert labels[1].coder_colour == coded.bo.colour
    coded.project.coders.edit(coded.bo.id, initials="Bo", colour="#882255")
    assert (label_of(layer.in_order()[1]).initials, label_of(layer.in_order()[1]).coder_colour) == ("Bo", "#882255")


def on_the_screen(deck: Deck) -> QImage:
    """What has been painted, bit by bit, since the window came."""
    deck.page.shown.density.settle()
    QApplication.processEvents()
    return deck.window.screen().grabWindow(deck.window.winId()).toImage()


def test_only_lines_that_changed_are_painted_and_the_screen_looks_as_if_all_were(coded: Deck) -> None:
    layer, pictures = coded.page.view.layer, [on_the_screen(coded)]

    def is_whole() -> bool:
        pictures.append(on_the_screen(coded))
        coded.window.repaint()
        for widget in coded.window.findChildren(QWidget):
            widget.update()
        return on_the_screen(coded) == pictures[-1] != pictures[-2]

    coded.workspace.choose_coding(layer.in_order()[0].id)
    assert is_whole()
    coded.workspace.choose_coding(layer.in_order()[-1].id)
    assert is_whole()
    added = coded.code("and the wind", "Animals")
    assert is_whole()
    coded.workspace.choose_coding(added.id)
    assert is_whole()
    for change in (coded.workspace.undo, coded.workspace.redo):
        change()
        assert is_whole()
    coded.show(ShownFilter(frozenset({added.code_id}), dims=True, dims_words=True))
    assert is_whole()
    coded.workspace.choose_coding(layer.in_order()[0].id)
    assert is_whole()
    coded.project.codings.delete([layer.in_order()[0].id])
    assert is_whole()


# ---- the bar for the whole document


@pytest.fixture
def ferry(qtbot: QtBot, project: Project) -> Iterator[Deck]:
    """A long transcript, coded near its end."""
    made = Deck(qtbot, project, FERRY)
    qtbot.waitUntil(lambda: made.page.view.ends_in_sight()[1] > 0)
    yield made
    made.close()
    made.workspace.close()


def y_of(deck: Deck, words: str) -> int:
    return round(deck.page.shown.density._y_of(FERRY.index(words)))


def test_the_bar_counts_the_codings_at_each_place_and_follows_each(ferry: Deck) -> None:
    bar = ferry.page.shown.density
    assert bar.count_at(y_of(ferry, "number 250")) == 0
    ferry.code("crossing number 250", "Crossings")
    ferry.code("number 250 the gulls", "Animals")
    assert bar.count_at(y_of(ferry, "number 250")) == 2
    assert bar.count_at(y_of(ferry, "number 100")) == 0
    ferry.workspace.undo()
    assert bar.count_at(y_of(ferry, "number 250")) == 1
    ferry.show(ShownFilter(frozenset({ferry.code_id("Crossings")})))
    assert bar.count_at(y_of(ferry, "number 250")) == 1


def test_a_click_and_a_drag_in_the_bar_go_there(ferry: Deck) -> None:
    bar, view = ferry.page.shown.density, ferry.page.view
    ferry.qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(8, y_of(ferry, "number 200")))
    assert view.rect_of_unit(FERRY.index("number 200")).top() == pytest.approx(view.viewport().height() / 2, abs=80)
    ferry.qtbot.mouseMove(bar, QPoint(8, y_of(ferry, "number 40")))
    assert 0 < view.rect_of_unit(FERRY.index("number 40")).top() < view.viewport().height()
    ferry.qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(8, y_of(ferry, "number 40")))
    assert bar._frame().contains(8, y_of(ferry, "number 40"))


def test_the_bar_shows_selected_codes_in_their_colour_and_what_was_found(ferry: Deck) -> None:
    ferry.code("number 250 the gulls", "Animals")
    bar = ferry.page.shown.density
    at = y_of(ferry, "number 250")

    def colours() -> set[str]:
        image = bar.grab().toImage()
        return {image.pixelColor(x, at + dy).name() for x in range(image.width()) for dy in (0, 1)}

    code = ferry.project.codes.get(ferry.code_id("Animals"))
    wanted = theme.stripe_colour(code.colour, base()).name()
    assert wanted not in colours()
    ferry.select("Animals")
    ferry.qtbot.waitUntil(lambda: wanted in colours())
    found = QGuiApplication.palette().color(QPalette.ColorRole.Link).name()
    bar.set_hits([(FERRY.index("number 250"), FERRY.index("number 250") + 6)])
    assert found in colours()
    bar.set_hits([])
    assert found not in colours()


def test_the_bar_that_is_drawn_coding_by_coding_looks_as_if_drawn_at_once(ferry: Deck) -> None:
    bar = ferry.page.shown.density
    ferry.code("number 40 the gulls", "Animals")
    ferry.select("Animals")
    bar.set_hits([(FERRY.index("number 41"), FERRY.index("number 42"))])
    bar.settle()
    pictures = [bar.grab().toImage()]
    for words, code in (("number 250 the", "Animals"), ("number 41 the", "Animals"), ("number 41", "Crossings")):
        ferry.code(words, code)
        pictures.append(bar.grab().toImage())
    ferry.workspace.undo()
    pictures.append(bar.grab().toImage())
    assert pictures[-1] == pictures[-3]
    assert all(one != other for one, other in pairwise(pictures))
    ferry.select("Crossings")
    bar.settle()
    pictures.append(bar.grab().toImage())
    assert pictures[-1] != pictures[-2]
    bar.recolour()
    assert bar.grab().toImage() == pictures[-1]


def test_the_bar_says_where_and_how_much(ferry: Deck) -> None:
    ferry.code("number 250 the gulls", "Animals")
    words = ferry.page.shown.density._words_at(QPoint(8, y_of(ferry, "number 250 the")))
    assert "251" in words
    assert words.endswith("1 coding(s)")
