"""Auto-coding: every passage is shown before anything is coded, and what is ticked is coded as one operation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.analysis.auto_coding import SearchRule
from annotator.analysis.text_search import Wanted
from annotator.gui import settings
from annotator.gui.auto_coding.hits_model import IS_DOCUMENT, NAME, STATE
from annotator.gui.auto_coding.panel import AutoCodingPanel
from annotator.gui.auto_coding.tick_button import TickButton
from annotator.gui.messages import Notice
from annotator.gui.workspace import Passage, Workspace
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit

FIRST = "I: Who taught you to bake?\nP1: My aunt. The bread was hers, the oven mine.\nI: Mm.\nP1: Bread every Monday."
SECOND = "I: Who taught you to bake?\nP2: Nobody. I bought bread."
NOTES = "Flour\nWhite and brown.\nYeast\nBread needs it."
ENTER = Qt.Key.Key_Return


class Baker:
    """Somebody with two interviews, notes with headings, and the panel open."""

    def __init__(self, project: Project, qtbot: QtBot) -> None:
        self.project, self.qtbot = project, qtbot
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.workspace = Workspace(project, self.window)
        self.notices: list[Notice] = []
        self.places: list[Passage] = []
        self.workspace.noticed.connect(self.notices.append)
        self.workspace.place_wanted.connect(self.places.append)
        self.panel = AutoCodingPanel(self.workspace)
        self.window.setCentralWidget(self.panel)
        self.window.resize(760, 320)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        self.open()

    def open(self) -> None:
        self.panel.begin()
        self.settle()

    def settle(self) -> None:
        """Wait until all is found and looked up."""
        panel = self.panel
        self.qtbot.waitUntil(lambda: not panel.finding.is_running and not panel._soon.isActive(), timeout=5000)
        QApplication.processEvents()

    def search(self, words: str) -> None:
        self.panel.form.words.setFocus()
        self.panel.form.words.clear()
        self.qtbot.keyClicks(self.panel.form.words, words)
        self.settle()

    def choose_way(self, number: int) -> None:
        self.panel.form.way.setCurrentIndex(number)
        self.settle()

    def choose_code(self, path: str) -> None:
        """Open the quick list by its button, type and press Enter."""
        self.panel.target.button.click()
        popup = self.panel.target.quick_list
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.field, path)
        self.qtbot.keyClick(popup.field, ENTER)
        self.settle()

    def tick(self, button: TickButton, beginning: str, *, is_on: bool) -> None:
        """Open the list of a button, and click the box of an entry."""
        button.open()
        item = next(item for item in button.list.items() if item.text(0).startswith(beginning))
        with self.qtbot.waitSignal(button.ticked):
            item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        self.qtbot.keyClick(button.list, Qt.Key.Key_Escape)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key)
        QApplication.processEvents()

    def code(self) -> None:
        self.panel.line.code.click()
        self.settle()

    def rows(self) -> list[tuple[str, str, bool]]:
        """(document, passage, whether it is ticked) of each row."""
        return [
            (above.data(), self.words(index), index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
            for above, index in self.indexes()
        ]

    def indexes(self) -> Iterator[tuple[QModelIndex, QModelIndex]]:
        model = self.panel.model
        above = QModelIndex()
        for row in range(model.rowCount()):
            if model.index(row).data(IS_DOCUMENT):
                above = model.index(row)
            else:
                yield above, model.index(row)

    def words(self, index: QModelIndex) -> str:
        hit = self.panel.model.hit_at(index)
        assert hit is not None
        return self.project.documents.text(hit.document_id).text[hit.start : hit.end]

    def states(self) -> list[str]:
        return [index.data(STATE) for _, index in self.indexes()]

    def coded(self) -> list[tuple[str, str]]:
        """(code path, words) of each coding, by code and place."""
        tree = self.project.codes.tree()
        texts = self.project.documents.texts(document.id for document in self.project.documents.all())
        return sorted(
            (" > ".join(tree.path(c.code_id)), texts[c.document_id][c.start_char : c.end_char])
            for c in self.project.codings.all()
        )


@pytest.fixture
def baker(project: Project, qtbot: QtBot) -> Iterator[Baker]:
    for name, text, label in (("Monday", FIRST, "P1"), ("Friday", SECOND, "P2")):
        speakers = [NewSpeaker("I", "interviewer"), NewSpeaker(label, "participant", f"Baker {label}")]
        project.documents.add(name, text, speakers=speakers)
    spans = [FormatSpan(NOTES.index(w), NOTES.index(w) + len(w), "heading1") for w in ("Flour", "Yeast")]
    project.documents.add("Notes", NOTES, formats=spans)
    at_work = Baker(project, qtbot)
    yield at_work
    at_work.panel.close()


def test_every_passage_is_listed_by_document_before_anything_is_coded(baker: Baker) -> None:
    baker.search("bread")
    assert baker.rows() == [
        ("Monday", "bread", True),
        ("Monday", "Bread", True),
        ("Friday", "bread", True),
        ("Notes", "Bread", True),
    ]
    assert baker.project.codings.all() == []
    assert not baker.panel.line.code.isEnabled(), "no code is chosen yet"


def test_what_is_ticked_is_coded_as_one_operation_that_can_be_undone(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.form.extent.setCurrentIndex(1)
    baker.settle()
    baker.choose_code("Loaf > Crust")
    baker.press(ENTER)
    baker.code()
    sentences = ["Bread every Monday.", "Bread needs it.", "I bought bread.", "The bread was hers, the oven mine."]
    assert baker.coded() == [("Loaf > Crust", words) for words in sentences]
    newest = baker.project.history.operations(limit=1)[0]
    assert (newest.kind, newest.parameters["count"]) == ("coding.auto", 4)
    assert "bread" in newest.parameters["rule"]
    assert baker.notices[-1].action == "edit.undo"
    baker.workspace.undo()
    assert baker.coded() == []
    assert baker.project.codes.all() == [], "the code was made by the same operation"
    baker.workspace.redo()
    assert len(baker.coded()) == 4


def test_space_takes_a_tick_away_and_the_passage_is_left_out(baker: Baker) -> None:
    baker.search("bread")
    baker.press(ENTER)
    assert QApplication.focusWidget() is baker.panel.view
    baker.press(Qt.Key.Key_Down)
    baker.press(Qt.Key.Key_Space)
    assert [ticked for _, _, ticked in baker.rows()] == [True, False, True, True]
    assert baker.panel.line.code.text().startswith("Code 3 ")
    baker.press(Qt.Key.Key_Space)
    assert all(ticked for _, _, ticked in baker.rows())


def test_the_tick_of_a_document_moves_all_its_passages_and_none_and_all_move_everything(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.view.setFocus()
    baker.panel.view.setCurrentIndex(baker.panel.model.index(0))
    baker.press(Qt.Key.Key_Space)
    assert [ticked for _, _, ticked in baker.rows()] == [False, False, True, True]
    baker.panel.line.none.click()
    assert not any(ticked for _, _, ticked in baker.rows())
    assert baker.panel.model.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    baker.panel.line.all.click()
    assert all(ticked for _, _, ticked in baker.rows())


def test_what_is_coded_so_already_is_marked_and_left_out(baker: Baker) -> None:
    loaf = baker.project.codes.add("Loaf")
    monday = baker.project.documents.find("Monday")
    at = FIRST.index("bread")
    baker.project.codings.add(monday.id, loaf.id, at, at + 5)
    again = FIRST.index("Bread every")
    baker.project.codings.add(monday.id, loaf.id, again, again + 11)
    baker.search("bread")
    baker.choose_code("Loaf")
    assert baker.states() == ["alike", "overlaps", "", ""]
    assert [ticked for _, _, ticked in baker.rows()] == [False, True, True, True]
    baker.code()
    assert len(baker.coded()) == 5
    assert baker.states() == ["alike"] * 4
    assert not baker.panel.line.code.isEnabled()


def test_a_tick_in_a_list_of_thousands_is_painted_at_once(baker: Baker) -> None:
    baker.project.documents.add("Song", "bread " * 3000)
    baker.search("bread")
    assert len(baker.rows()) == 3004
    baker.panel.view.setFocus()
    before = baker.panel.view.grab().toImage()
    baker.press(Qt.Key.Key_Space)
    assert baker.panel.view.grab().toImage() != before
    assert baker.panel.model.ticked_count == 3003


def test_codings_of_another_coder_are_not_told(baker: Baker) -> None:
    loaf, other = baker.project.codes.add("Loaf"), baker.project.coders.add("Bo Lind")
    at = FIRST.index("bread")
    baker.project.codings.add(baker.project.documents.find("Monday").id, loaf.id, at, at + 5, coder_id=other.id)
    baker.search("bread")
    baker.choose_code("Loaf")
    assert baker.states() == [""] * 4


def test_every_turn_of_a_speaker_gets_a_code_named_after_them(baker: Baker) -> None:
    baker.choose_way(1)
    speakers = baker.panel.form.speakers
    assert speakers.text() == "Choose who speaks…"
    baker.tick(speakers, "Baker P1", is_on=True)
    assert [words for _, words, _ in baker.rows()] == [
        "My aunt. The bread was hers, the oven mine.",
        "Bread every Monday.",
    ]
    assert {index.data(NAME) for _, index in baker.indexes()} == {"Baker P1"}
    baker.panel.target.each.click()
    baker.settle()
    baker.code()
    assert {path for path, _ in baker.coded()} == {"Speakers > Baker P1"}


def test_what_stands_under_headings_gets_a_code_for_each(baker: Baker) -> None:
    baker.choose_way(2)
    baker.panel.target.each.click()
    baker.settle()
    baker.code()
    assert baker.coded() == [("Headings > Flour", "White and brown."), ("Headings > Yeast", "Bread needs it.")]


def test_the_answers_to_a_question_are_found_in_all_interviews(baker: Baker) -> None:
    baker.choose_way(3)
    question = baker.panel.form.question
    assert question.itemText(0) == "Who taught you to bake?"
    question.setEditText("who taught you, to bake")
    baker.settle()
    assert [(document, words.split("\n")[0]) for document, words, _ in baker.rows()] == [
        ("Monday", "My aunt. The bread was hers, the oven mine."),
        ("Friday", "Nobody. I bought bread."),
    ]


def test_documents_can_be_left_out(baker: Baker) -> None:
    baker.search("bread")
    documents = baker.panel.form.documents
    baker.tick(documents, "Monday", is_on=False)
    assert [document for document, _, _ in baker.rows()] == ["Friday", "Notes"]
    assert documents.text() == "In 2 of 3 documents…"


def test_going_along_the_list_shows_each_place_and_keeps_the_keyboard(baker: Baker) -> None:
    baker.search("bread")
    baker.press(ENTER)
    baker.press(Qt.Key.Key_Down)
    baker.qtbot.waitUntil(lambda: bool(baker.places))
    at = FIRST.index("Bread")
    assert baker.places[-1] == Passage(baker.project.documents.find("Monday").id, at, at + 5)
    assert QApplication.focusWidget() is baker.panel.view


def test_a_wrong_expression_is_said_kindly_and_nothing_is_listed(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.form.kind.setCurrentIndex(2)
    baker.search("(bread")
    assert "bracket (" in baker.panel.hint.text()
    assert baker.panel.hint.isVisible()
    assert baker.rows() == []
    baker.search("br.*d")
    assert len(baker.rows()) == 4


def test_what_is_typed_while_it_searches_is_what_is_found(baker: Baker) -> None:
    baker.panel.form.words.setText("bread")
    baker.panel.form.words.setText("oven")
    baker.settle()
    assert [words for _, words, _ in baker.rows()] == ["oven"]


def test_changed_documents_are_read_anew(baker: Baker) -> None:
    baker.search("bread")
    baker.project.documents.add("Sunday", "More bread.")
    baker.settle()
    assert [document for document, _, _ in baker.rows()][-1] == "Sunday"
    baker.project.documents.delete([baker.project.documents.find("Monday").id])
    baker.settle()
    assert [document for document, _, _ in baker.rows()] == ["Friday", "Notes", "Sunday"]


def test_what_is_listed_goes_at_once_when_texts_change_and_comes_back_with_its_ticks(baker: Baker) -> None:
    baker.search("bread")
    baker.press(ENTER)
    baker.press(Qt.Key.Key_Space)
    baker.project.documents.rename(baker.project.documents.find("Notes").id, "Flour notes")
    assert baker.rows() == [], "its places may be others now"
    baker.settle()
    assert [ticked for _, _, ticked in baker.rows()] == [False, True, True, True]
    assert baker.rows()[-1][0] == "Flour notes"


def test_words_that_are_typed_right_before_coding_by_rule_move_no_passage(baker: Baker) -> None:
    project, document = baker.project, baker.project.documents.find("Monday")
    typed = [Edit(0, 0, "Interview of May. ")]

    def keep() -> bool:
        while typed:
            project.documents.correct(document.id, [typed.pop()])
        return True

    baker.search("bread")
    baker.choose_code("Baking")
    baker.workspace.keepers.append(keep)
    baker.code()
    assert {words.casefold() for _, words in baker.coded()} <= {"bread"}
    baker.code()
    assert [words for _, words in baker.coded()] == ["Bread", "Bread", "bread", "bread"]


def test_another_rule_begins_with_every_tick(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.line.none.click()
    baker.search("brea")
    assert all(ticked for _, _, ticked in baker.rows())


def test_what_happened_while_the_pane_was_hidden_is_taken_in_when_it_is_shown(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.hide()
    baker.project.documents.add("Sunday", "More bread.")
    assert not baker.panel.finding.is_running
    baker.panel.show()
    baker.qtbot.waitUntil(lambda: len(baker.rows()) == 5)


def test_the_hint_says_why_nothing_is_found(baker: Baker) -> None:
    baker.search("marzipan")
    assert baker.panel.hint.text() == "Nothing was found."
    for document in baker.project.documents.all()[:2]:
        interviewer = baker.project.documents.speakers(document.id)[0]
        baker.project.documents.set_speaker(interviewer.id, "participant")
    baker.choose_way(3)
    baker.panel.form.question.setEditText("Who taught you to bake?")
    baker.settle()
    assert "Nobody is known as interviewer" in baker.panel.hint.text()
    baker.project.documents.delete([document.id for document in baker.project.documents.all()])
    baker.settle()
    assert "There is no transcript yet" in baker.panel.hint.text()


def test_the_rule_is_remembered_in_the_project(baker: Baker) -> None:
    baker.search("bread")
    baker.panel.form.extent.setCurrentIndex(3)
    baker.choose_code("Loaf")
    baker.press(ENTER)
    baker.code()
    again = AutoCodingPanel(baker.workspace, baker.window)
    rule = again.form.rule()
    assert isinstance(rule, SearchRule)
    assert (rule.wanted.text, rule.extent) == ("bread", "turn")
    assert again.target.words == "Loaf"
    again.close()


@pytest.mark.parametrize("damaged", ["{", "[]", '{"rule": 7, "code": "zz"}', '{"left_out": 3}', '{"rule": {"way": 1}}'])
def test_a_kept_rule_that_is_damaged_is_left_out(baker: Baker, damaged: str) -> None:
    settings.save_place(baker.workspace.project_id, "auto_coding", damaged)
    again = AutoCodingPanel(baker.workspace, baker.window)
    assert again.form.rule() == SearchRule(Wanted(""))
    assert not again.target.is_chosen
    again.close()


def test_nothing_is_coded_in_a_project_that_can_only_be_read(project: Project, qtbot: QtBot, tmp_path: Path) -> None:
    project.documents.add("Monday", FIRST)
    project.codes.add("Loaf")
    project.close()
    with Project.open(project.path, read_only=True) as readable:
        reader = Baker(readable, qtbot)
        reader.search("bread")
        reader.choose_code("Loaf")
        assert len(reader.rows()) == 2
        assert not reader.panel.line.code.isEnabled()
        reader.panel.close()
