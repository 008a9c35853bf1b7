"""The whole main job in the real window: from interview files to a Word appendix, with mouse and keys."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.table import Table
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.project.project import Project
from tests.e2e.driver import CTRL, SHIFT, Person, coded_in
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CODED = [
    ("Kiosk", "Trust", "Slowly 🙂"),
    ("Kiosk", "Being expected", "Marit at the kiosk kept a chair for me"),
    ("Kiosk", "Own place", "kept a chair for me"),
    ("Kiosk", "that chair was mine", "that chair was mine"),
    ("Kiosk", "Trust", "see you tomorrow"),
    ("Kiosk", "Trust > Hope", "as if it was settled 👍🏽"),
    ("Kiosk", "Being expected", "Nobody had settled anything with me"),
    ("Kiosk", "Trust > Hope", "Nobody had settled anything with me"),
    ("Kiosk", "Waiting", "eleven\u00a0minutes by the church clock"),
    ("Boatyard", "Trust", "He gave me the key to the shed"),
    ("Boatyard", "Being expected", "That somebody expected me. I slept with it under the pillow."),
    ("Ferry", "Trust > Hope", "it is late, and it comes anyway"),
]
ON_SCREEN = [("Trust", "3"), ("  Hope", "3"), ("Being expected", "3"), ("Own place", "1")]
ON_SCREEN += [("that chair was mine", "1"), ("Waiting", "1")]


def test_the_main_job_from_interview_files_to_a_word_appendix(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, appendix = tmp_path / "Harbour study.annot", tmp_path / "Appendix.docx"
    person = Person(qtbot, monkeypatch)
    person.make_project(study)
    bring_in_transcripts(person, tmp_path)
    code_twelve_passages_in_every_way(person)
    see_the_codings(person)
    write_memos(person)
    rename_undo_and_redo(person)
    hold_all_of_it_in_the_file(study, person)

    again = Person(qtbot, monkeypatch)
    again.open_recent()
    find_all_as_it_was(again)
    again.export_report(appendix)
    assert any("Coded segments" in row for row in again.report_tables())
    assert str(appendix) in again.notice()
    again.window.close()
    read_the_appendix(docx.Document(str(appendix)))


def bring_in_transcripts(person: Person, folder: Path) -> None:
    """Two files by the file dialog, one dropped on the transcript."""
    kiosk, boatyard, ferry = write_transcripts(folder)
    person.import_files(kiosk, boatyard)
    assert person.documents() == ["Kiosk", "Boatyard"]
    assert "2 transcript" in person.notice()
    person.until_imported(lambda: person.drop_files(ferry, on=person.view.viewport()))
    assert person.documents() == ["Kiosk", "Boatyard", "Ferry"]
    assert [participant.label for participant in person.project.participants.all()] == ["P1", "P2", "P3"]
    assert person.action("edit.undo").text().startswith("&Undo: Import documents")


def code_twelve_passages_in_every_way(person: Person) -> None:
    person.read("Kiosk")
    person.make_code("Trust")
    person.make_code("Being expected")

    person.select("Slowly 🙂")
    person.double_click_code("Trust")
    assert person.selected() == "Slowly 🙂"

    person.select("Marit at the kiosk kept a chair for me")
    assert person.drag_selection_to_code("Being expected")

    person.select("kept a chair for me")
    person.choose("code.passage")
    person.find_code("Own place")

    person.select("that chair was mine")
    person.key(Qt.Key.Key_I, CTRL)

    person.select("see you tomorrow")
    assert person.drag_code_to_words("Trust", "see you tomorrow")

    person.select("as if it was settled 👍🏽")
    person.key(Qt.Key.Key_Return)
    person.find_code("Trust > Hope")

    person.select("Nobody had settled anything with me")
    person.key(Qt.Key.Key_L, CTRL)
    person.key(Qt.Key.Key_Return)
    person.find_code("expec")

    person.select("eleven\u00a0minutes by the church clock")
    person.key(Qt.Key.Key_Return, CTRL)
    person.find_code("Waiting")

    person.read("Boatyard")
    person.select("He gave me the key to the shed")
    person.double_click_code("Trust")
    assert person.drag_code_to_words("Being expected", "under the pillow")

    person.read("Ferry")
    person.select("it is late, and it comes anyway")
    person.choose("code.passage")
    person.find_code("hope")


def see_the_codings(person: Person) -> None:
    """What is on the screen: counts, grounds under the words, stripes; and what is in the file."""
    assert sorted(person.coded()) == sorted(CODED)
    assert person.codebook() == ON_SCREEN
    person.read("Kiosk")
    base = QGuiApplication.palette().color(QPalette.ColorRole.Base)
    colours = {code.name: code.colour for code in person.project.codes.all()}
    assert person.ground_under("How did the first") == base
    assert person.ground_under("Slowly") == theme.tint((colours["Trust"],), base)
    assert person.ground_under("kept a chair") == theme.tint((colours["Being expected"], colours["Own place"]), base)
    assert {name: len(places) for name, places in person.stripes().items()} == {
        "Trust": 2,
        "Being expected": 2,
        "Own place": 1,
        "that chair was mine": 1,
        "Hope": 2,
        "Waiting": 1,
    }
    assert person.stripe_pixel("Waiting") == theme.stripe_colour(colours["Waiting"], base)


def write_memos(person: Person) -> None:
    """One on a coding, by its stripe and Ctrl+M; one on the project, by the menu."""
    person.click_stripe("Waiting")
    person.key(Qt.Key.Key_M, CTRL)
    person.type("The clock is the only witness.")
    person.choose("memo.on_project")
    person.type("Things stand for people here: a chair, a key, a lamp.")
    person.key(Qt.Key.Key_Escape)
    assert {memo.text for memo in person.project.memos.all()} == {
        "The clock is the only witness.",
        "Things stand for people here: a chair, a key, a lamp.",
    }
    assert not person.page.memos.isHidden()
    person.choose_pane("Memos")
    assert not person.page.memos.isVisible()


def rename_undo_and_redo(person: Person) -> None:
    person.click(person.page.codebook.tree.viewport(), person.code_place("Own place"))
    person.key(Qt.Key.Key_F2)
    person.type("A place of one's own")
    person.key(Qt.Key.Key_Return)
    assert ("A place of one's own", "1") in person.codebook()
    assert "“Own place” to “A place of one's own”" in person.action("edit.undo").text()

    person.read("Kiosk")
    person.click_stripe("Waiting")
    person.key(Qt.Key.Key_Delete)
    assert "Waiting" not in person.stripes()
    assert ("Waiting", "–") in person.codebook()
    base = QGuiApplication.palette().color(QPalette.ColorRole.Base)
    assert person.ground_under("eleven") == base

    assert person.action("edit.undo").text() == "&Undo: Uncode “Waiting” (codings: 1)"
    person.choose("edit.undo")
    assert ("Waiting", "1") in person.codebook()
    assert person.ground_under("eleven") != base
    person.choose("edit.undo")
    assert ("Own place", "1") in person.codebook()
    assert person.action("edit.redo").text().startswith("&Redo: Rename code “Own place”")
    person.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert ("A place of one's own", "1") in person.codebook()


def hold_all_of_it_in_the_file(study: Path, person: Person) -> None:
    """Close the window and read the file."""
    assert f"All is saved in {study}" in person.status()
    person.window.close()
    with Project.open(study, read_only=True) as project:
        assert project.check() == []
        assert sorted(coded_in(project)) == sorted(after_renaming())
        assert {memo.about.coding_id is not None for memo in project.memos.all()} == {True, False}


def find_all_as_it_was(person: Person) -> None:
    """The document that was open, its codings, the panes and the codebook as they stood, the way back."""
    assert person.page.transcript.heading.title.text() == "Kiosk"
    assert sum(len(places) for places in person.stripes().values()) == 9
    renamed = [("A place of one's own", "1") if name == "Own place" else (name, n) for name, n in ON_SCREEN]
    assert person.codebook() == renamed
    assert not person.page.memos.isVisible()
    assert person.action("edit.undo").text().startswith("&Undo: Rename code “Own place”")


def after_renaming() -> list[tuple[str, str, str]]:
    return [
        (document, "A place of one's own" if code == "Own place" else code, words) for document, code, words in CODED
    ]


def read_the_appendix(report: Document) -> None:
    """Captions, every quotation verbatim with its paragraph, and the counts."""
    captions = [
        paragraph.text for paragraph in report.paragraphs if paragraph.style and paragraph.style.name == "Caption"
    ]
    assert any("Segments coded “Trust > Hope”" in caption for caption in captions)
    hope = next(table for table in report.tables if quotations(table)[:1] == ["as if it was settled 👍🏽"])
    assert [tuple(cell.text for cell in row.cells)[1:4] for row in hope.rows][1:] == [
        ("P1", "Kiosk", "4"),
        ("P1", "Kiosk", "4"),
        ("P3", "Ferry", "2"),
    ]
    told = {words for table in report.tables for words in quotations(table)}
    assert {words for _, _, words in CODED} <= told
    counts = next(found for table in report.tables if (found := counts_by_code(table)))
    assert counts["Trust"] == ("3", "2")
    assert counts["Being expected"] == ("3", "2")


def counts_by_code(table: Table) -> dict[str, tuple[str, str]]:
    """(codings, participants) of each code in the table of the codebook; none in another table."""
    titles = [cell.text for cell in table.rows[0].cells]
    if not {"Code", "Codings", "Participants"} <= set(titles):
        return {}
    columns = [titles.index(title) for title in ("Code", "Codings", "Participants")]
    code, codings, people = ([row.cells[column].text.strip() for row in table.rows[1:]] for column in columns)
    return dict(zip(code, zip(codings, people, strict=True), strict=True))


def quotations(table: Table) -> list[str]:
    """The cells of a table's column of quotations."""
    titles = [cell.text for cell in table.rows[0].cells]
    if "Quotation" not in titles:
        return []
    return [row.cells[titles.index("Quotation")].text for row in table.rows[1:]]
