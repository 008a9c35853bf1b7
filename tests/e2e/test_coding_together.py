"""What README walks through, in the real window: three coders' files come together and are compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QRadioButton
from pytestqt.qtbot import QtBot

from annotator.gui.compare.page import ComparePage
from annotator.gui.history.page import HistoryPage
from annotator.gui.merging.page import MergePage
from annotator.project.project import Project
from annotator.resources import sample_with_copies
from tests.e2e.driver import CTRL, SHIFT, Person

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "grabbing the keyboard", "support raise")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Anna, who has opened the sample of three coders from the start page."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    monkeypatch.setenv("ANNOTATOR_CODER", "Anna Kvam")
    at_work = Person(qtbot, monkeypatch)
    at_work.press(at_work.window.welcome.buttons[-1])
    qtbot.waitUntil(lambda: at_work.window.workspace is not None)
    at_work.settle()
    yield at_work
    at_work.window.close()


def merging(person: Person) -> MergePage:
    """Ctrl+7."""
    person.key(Qt.Key.Key_7, CTRL)
    person.settle()
    page = person.window.pages.currentWidget()
    assert isinstance(page, MergePage)
    return page


def merge_both(person: Person, monkeypatch: pytest.MonkeyPatch, choose: str = "") -> None:
    """Choose the copies that lie beside the project, and merge each; take what somebody wrote where it is asked."""
    room = merging(person).bring_in
    copies = [person.project.path.with_name(path.name) for path in sample_with_copies()[1:]]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in copies], ""))
    person.key(Qt.Key.Key_J, CTRL | SHIFT)
    for number, path in enumerate(copies, start=1):
        person.qtbot.waitUntil(lambda path=path: room.look is not None and room.look.path == path, timeout=10_000)
        person.settle()
        for button in room.findChildren(QRadioButton):
            if choose and choose in button.text():
                button.click()
        person.press(room.foot.merge_button)
        person.settle()
        merged = [each for each in person.project.history.operations() if each.kind == "project.merge"]
        assert len(merged) == number


def test_both_copies_come_in_and_ctrl_z_takes_each_back(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {code.name for code in person.project.codes.all()}
    merge_both(person, monkeypatch)
    assert len(person.project.codings.all()) == 137
    assert {code.name for code in person.project.codes.all()} == before | {"Turning back", "Silence together"}
    assert person.project.codes.find("Keeping pace").definition.endswith("and does not say so.")
    person.key(Qt.Key.Key_Z, CTRL)
    assert len(person.project.codings.all()) == 89
    person.key(Qt.Key.Key_Z, CTRL)
    assert len(person.project.codings.all()) == 46
    assert {code.name for code in person.project.codes.all()} == before


def test_what_a_person_chooses_where_two_changed_the_same_is_taken(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    merge_both(person, monkeypatch, choose="There: Bo Lie")
    (memo,) = [each for each in person.project.memos.all() if each.title == "What counts as walking"]
    assert "Joan on the bus with Samir" in memo.text


def test_the_three_are_compared_at_once_and_one_key_decides(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    merge_both(person, monkeypatch)
    person.key(Qt.Key.Key_6, CTRL)
    page = person.window.pages.currentWidget()
    assert isinstance(page, ComparePage)
    person.qtbot.waitUntil(lambda: page.is_fresh, timeout=10_000)
    assert len(page.comparison.coder_ids) == 3
    assert (page.model.counts()["all"], page.model.counts()["differences"]) == (18, 10)
    person.key(Qt.Key.Key_1)
    person.qtbot.waitUntil(lambda: page.model.counts()["settled"] == 1)
    consensus = person.project.consensus.codings_in(person.project.documents.find("Interview 1").id)
    assert len(consensus) == 1


def test_the_history_tells_who_did_what_in_these_weeks(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    merge_both(person, monkeypatch)
    person.key(Qt.Key.Key_8, CTRL)
    page = person.window.pages.currentWidget()
    assert isinstance(page, HistoryPage)
    person.qtbot.waitUntil(lambda: page.is_fresh, timeout=10_000)
    person.settle()
    rows = [str(page.model.index(row).data()) for row in range(page.model.rowCount())]
    assert any("Write down meeting “After the Tuesday walk”" in row for row in rows)
    assert any("Rename code “Company” to “Company without questions”" in row for row in rows)
    assert any("Correct “Interview 2”" in row for row in rows)


def test_a_copy_for_a_fourth_coder_is_made_from_here(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "for Dina.annot"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    person.key(Qt.Key.Key_X, CTRL | SHIFT)
    person.settle()
    person.type("Dina Moe")
    page = person.window.pages.currentWidget()
    assert isinstance(page, MergePage)
    page.send.form.others.click()
    person.press(page.send.save_button)
    person.qtbot.waitUntil(target.exists, timeout=10_000)
    with Project.open(target) as copy:
        assert (copy.coder_name, copy.codings.all()) == ("Dina Moe", [])
