"""Whatever happens to the window, what somebody wrote is in the file, and what was not meant changes nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.pages.opening import LockQuestion
from annotator.project.project import Project
from tests.e2e.driver import COPY, CTRL, LEFT, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
HOLDER = Path(__file__).parents[1] / "project" / "holder.py"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "Harbour study.annot"


@pytest.fixture
def person(qtbot: QtBot, study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with a transcript and a code."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(study)
    at_work.import_files(write_transcripts(tmp_path)[0])
    at_work.make_code("Trust")
    yield at_work
    at_work.window.close()


def write_a_memo(person: Person) -> None:
    person.choose("memo.on_project")
    person.type("Half a tho")


def define_a_code(person: Person) -> None:
    person.click(person.page.codebook.tree.viewport(), person.code_place("Trust"))
    field = person.page.codebook.details.fields["definition"]
    person.click(field.viewport(), field.viewport().rect().center())
    person.type("Half a def")


def rename_a_code(person: Person) -> None:
    person.click(person.page.codebook.tree.viewport(), person.code_place("Trust"))
    person.key(Qt.Key.Key_F2)
    person.type("Half a na")


def rename_a_document(person: Person) -> None:
    person.read("Kiosk")
    person.key(Qt.Key.Key_F2)
    person.type("Half a ti")


def correct_the_words(person: Person) -> None:
    person.read("Kiosk")
    person.key(Qt.Key.Key_T, CTRL)
    person.key(Qt.Key.Key_F4)
    person.view.selectAll()
    person.type("Half a wo")


WRITING: dict[str, tuple[Callable[[Person], None], Callable[[Project], str]]] = {
    "Half a tho": (write_a_memo, lambda project: project.memos.all()[0].text),
    "Half a def": (define_a_code, lambda project: project.codes.all()[0].definition),
    "Half a na": (rename_a_code, lambda project: project.codes.all()[0].name),
    "Half a ti": (rename_a_document, lambda project: project.documents.all()[0].name),
    "Half a wo": (correct_the_words, lambda project: project.documents.text(project.documents.all()[0].id).text),
}


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize("how", ["the window", "the project", "by opening another"])
def test_closing_in_the_middle_of_writing_keeps_what_was_written(
    person: Person, study: Path, tmp_path: Path, words: str, how: str
) -> None:
    write, read = WRITING[words]
    write(person)
    if how == "the window":
        person.window.close()
    elif how == "the project":
        person.choose("project.close")
    else:
        with Project.create(tmp_path / "Other.annot") as other:
            path = other.path
        person.drop_files(path)
        assert person.project.path == path
    with Project.open(study, read_only=True) as project:
        assert read(project) == words


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A project that another process has open."""
    path = tmp_path / "Held.annot"
    with Project.create(path):
        pass
    holder = subprocess.Popen(
        [sys.executable, str(HOLDER), str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "open"
    yield path
    holder.communicate("\n", timeout=20)


def answer_question(person: Person, words: str) -> list[str]:
    """Press a button of the question about the lock as soon as it is there. What it says comes into the list."""
    said: list[str] = []

    def press() -> None:
        question = QApplication.activeModalWidget()
        if not isinstance(question, LockQuestion):
            QTimer.singleShot(10, press)
            return
        said.append(question.text())
        buttons = question.findChildren(QPushButton)
        person.qtbot.mouseClick(next(b for b in buttons if words in b.text().replace("&", "")), LEFT)

    QTimer.singleShot(0, press)
    return said


def test_a_project_that_another_process_has_open_is_asked_about(person: Person, study: Path, held: Path) -> None:
    said = answer_question(person, "Cancel")
    person.drop_files(held)
    assert "Held" in said[0]
    assert person.project.path == study, "the project that was open stays open"

    answer_question(person, "Reading Only")
    person.drop_files(held)
    assert person.project.path == held
    assert person.project.is_read_only
    assert "reading only" in person.notice()


def test_a_project_that_another_window_has_open_is_asked_about(
    person: Person, study: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Person(qtbot, monkeypatch)
    said = answer_question(second, "Cancel")
    second.drop_files(study)
    assert len(said) == 1
    assert second.window.workspace is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("Broken.docx", b"PK\x03\x04 and then nothing"),
        ("Empty.txt", b""),
        ("Noise.txt", bytes(range(256)) * 4),
        ("Words.annot", b"only words"),
    ],
)
def test_dropping_nonsense_gives_one_sentence_and_changes_nothing(
    person: Person, study: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    nonsense = tmp_path / name
    nonsense.write_bytes(content)
    before, windows = study.read_bytes(), len(open_windows())
    if name.endswith(".annot"):
        person.drop_files(nonsense)
    else:
        person.until_imported(lambda: person.drop_files(nonsense))
    assert nonsense.stem in person.notice(), person.notice()
    assert study.read_bytes() == before
    assert person.project.path == study
    assert nonsense.read_bytes() == content
    assert len(open_windows()) == windows


def test_dropping_something_that_is_no_file_is_not_taken(person: Person, study: Path) -> None:
    before = study.read_bytes()
    words = QMimeData()
    words.setText("Words from another program")
    for target in (person.view.viewport(), person.page.codebook.tree.viewport(), person.page.documents.list.viewport()):
        assert not person.drop(words, target, target.rect().center(), COPY)
    assert study.read_bytes() == before


def test_ctrl_z_while_writing_takes_back_what_was_written_before_anything_else(person: Person) -> None:
    write_a_memo(person)
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.project.memos.all() == []
    assert [code.name for code in person.project.codes.all()] == ["Trust"]


def open_windows() -> list[object]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
