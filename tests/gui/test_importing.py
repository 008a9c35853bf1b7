"""Importing transcripts through the window: read in the background, added as one operation, told in a notice."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TypeVar

import pytest
from docx import Document as WordDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from annotator.gui.background import Progress
from annotator.gui.documents.encoding_dialog import EncodingDialog
from annotator.gui.documents.import_outcome import ImportDetails
from annotator.gui.documents.import_progress import ImportProgress
from annotator.gui.documents.importing import SHOWN_AFTER_MS, ImportFlow
from annotator.gui.documents.reading import read_files
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.project import Project
from tests.gui.between_events import once

T = TypeVar("T", EncodingDialog, ImportDetails)
NORWEGIAN = "I: Hva ønsker du å gjøre nå?\nP: Først vil jeg gå på skøyter, så får vi se hva våren gjør med meg.\n"


class Desk:
    """A window with an import flow, and what it has told."""

    def __init__(self, qtbot: QtBot, project: Project, shown_after_ms: int = SHOWN_AFTER_MS) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.window.resize(900, 500)
        self.window.statusBar()
        self.window.show()
        qtbot.waitExposed(self.window)
        self.project = project
        self.workspace = Workspace(project, self.window)
        self.notices: list[Notice] = []
        self.workspace.noticed.connect(self.notices.append)
        self.flow = ImportFlow(self.workspace, self.window, shown_after_ms)
        self._qtbot = qtbot

    def run(self, *paths: Path) -> None:
        """Import and wait for the end."""
        with self._qtbot.waitSignal(self.flow.ended, timeout=20_000):
            self.flow.start(paths)

    def dialog(self) -> EncodingDialog:
        """The preview, as soon as it is there."""
        self._qtbot.waitUntil(lambda: self._visible(EncodingDialog) is not None, timeout=10_000)
        found = self._visible(EncodingDialog)
        assert found is not None
        return found

    def details(self) -> ImportDetails | None:
        """The list of details, if it is shown."""
        return self._visible(ImportDetails)

    def _visible(self, kind: type[T]) -> T | None:
        return next((one for one in self.window.findChildren(kind) if one.isVisible()), None)


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Desk:
    return Desk(qtbot, project)


def _files(folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"Talk {number}.txt" for number in range(1, count + 1)]
    for number, path in enumerate(paths, start=1):
        path.write_text(f"I: What about day {number}?\nP: It was number {number}.\nI: And then?\n", encoding="utf-8")
    return paths


def test_forty_files_are_one_operation_and_one_undo(desk: Desk, tmp_path: Path) -> None:
    before = len(desk.project.history.operations())
    desk.run(*_files(tmp_path / "in", 40))
    names = [document.name for document in desk.project.documents.all()]
    assert names == [f"Talk {number}" for number in range(1, 41)]
    assert len(desk.project.history.operations()) == before + 1
    assert "40 transcript" in desk.notices[0].text
    assert desk.notices[0].action == "edit.undo"
    assert desk.details() is None
    desk.workspace.undo()
    assert desk.project.documents.all() == []
    assert desk.project.participants.all() == []


def test_speakers_are_found(desk: Desk, tmp_path: Path) -> None:
    desk.run(*_files(tmp_path / "in", 1))
    [document] = desk.project.documents.all()
    roles = {speaker.label: speaker.role for speaker in desk.project.documents.speakers(document.id)}
    assert roles == {"I": "interviewer", "P": "participant"}


def test_a_folder_is_read_in_the_order_in_which_people_count(desk: Desk, tmp_path: Path) -> None:
    _files(tmp_path / "in", 11)
    desk.run(tmp_path / "in")
    assert [d.name for d in desk.project.documents.all()][:3] == ["Talk 1", "Talk 2", "Talk 3"]


def test_the_same_text_is_told_and_not_added_twice(desk: Desk, tmp_path: Path) -> None:
    paths = _files(tmp_path / "in", 3)
    desk.run(*paths[:2])
    desk.run(*paths)
    assert len(desk.project.documents.all()) == 3
    assert "1 transcript" in desk.notices[1].text
    details = desk.details()
    assert details is not None
    assert "“Talk 1”" in details.list.item(0).text()


def test_only_known_texts_change_nothing_and_offer_no_undo(desk: Desk, tmp_path: Path) -> None:
    paths = _files(tmp_path / "in", 1)
    desk.run(*paths)
    before = len(desk.project.history.operations())
    desk.run(*paths)
    assert len(desk.project.history.operations()) == before
    assert desk.notices[1].action == ""
    assert "here already" in desk.notices[1].text


def test_what_failed_is_told_and_the_rest_is_imported(desk: Desk, tmp_path: Path) -> None:
    bad = [tmp_path / "scan.pdf", tmp_path / "broken.docx"]
    bad[0].write_bytes(b"%PDF-1.7")
    bad[1].write_bytes(b"PK\x03\x04 and then nothing")
    desk.run(*bad, *_files(tmp_path / "in", 2))
    assert len(desk.project.documents.all()) == 2
    assert desk.notices[0].kind == "warning"
    assert "2 file" in desk.notices[0].text
    details = desk.details()
    assert details is not None
    assert [details.list.item(row).text().split()[0] for row in range(2)] == ["scan.pdf", "broken.docx"]


def test_one_file_that_fails_alone_is_told_whole_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    before = len(desk.project.history.operations())
    (tmp_path / "empty.txt").touch()
    desk.run(tmp_path / "empty.txt")
    assert "empty.txt could not be read: it is empty" in desk.notices[0].text
    assert desk.details() is None
    assert len(desk.project.history.operations()) == before


def test_what_a_word_file_holds_besides_text_is_told(desk: Desk, tmp_path: Path) -> None:
    file = WordDocument()
    file.add_paragraph("I: What do you see?")
    file.add_paragraph("P: A lamp.")
    file.sections[0].header.paragraphs[0].text = "Draft"
    file.save(str(tmp_path / "Talk.docx"))
    desk.run(tmp_path / "Talk.docx")
    assert "Left out: 1 header with text in Talk" in desk.notices[0].text


def test_a_guessed_encoding_is_shown_before_anything_is_added(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "Samtale.txt").write_bytes(NORWEGIAN.encode("cp1252"))
    desk.flow.start([tmp_path / "Samtale.txt"])
    dialog = desk.dialog()
    assert desk.project.documents.all() == []
    assert dialog.preview.toPlainText() == NORWEGIAN
    with qtbot.waitSignal(desk.flow.ended):
        qtbot.mouseClick(_button(dialog, QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    [document] = desk.project.documents.all()
    assert desk.project.documents.text(document.id).text.strip() == NORWEGIAN.strip()


def test_another_encoding_can_be_chosen_by_eye(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "Samtale.txt").write_bytes(NORWEGIAN.encode("cp1252"))
    desk.flow.start([tmp_path / "Samtale.txt", *_files(tmp_path / "in", 1)])
    dialog = desk.dialog()
    dialog.encodings.setFocus()
    other = dialog.encodings.findData("cp850")
    assert other >= 0
    while dialog.encodings.currentIndex() != other:
        step = Qt.Key.Key_Down if dialog.encodings.currentIndex() < other else Qt.Key.Key_Up
        qtbot.keyClick(dialog.encodings, step)
    shown = NORWEGIAN.encode("cp1252").decode("cp850")
    assert dialog.preview.toPlainText() == shown
    with qtbot.waitSignal(desk.flow.ended):
        qtbot.mouseClick(_button(dialog, QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    first, second = desk.project.documents.all()
    assert desk.project.documents.text(first.id).text.split("\n")[0] == shown.split("\n")[0]
    assert second.name == "Talk 1"


def test_cancelling_the_preview_leaves_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = len(desk.project.history.operations())
    (tmp_path / "Samtale.txt").write_bytes(NORWEGIAN.encode("cp1252"))
    desk.flow.start([tmp_path / "Samtale.txt", *_files(tmp_path / "in", 2)])
    dialog = desk.dialog()
    with qtbot.waitSignal(desk.flow.ended):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.project.documents.all() == []
    assert len(desk.project.history.operations()) == before
    desk.run(*_files(tmp_path / "in", 2))
    assert len(desk.project.documents.all()) == 2


def test_a_guess_is_shown_once_for_each_file(desk: Desk, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"Samtale {number}.txt").write_bytes(f"{number} {NORWEGIAN}".encode("cp1252"))
    desk.flow.start([tmp_path])
    dialog = desk.dialog()
    assert [dialog.names.item(row).text() for row in range(2)] == ["Samtale 1.txt", "Samtale 2.txt"]
    dialog.names.setCurrentRow(1)
    assert dialog.preview.toPlainText().startswith("2 I: Hva ønsker")
    desk.flow.cancel()
    assert desk.project.documents.all() == []


def test_cancel_while_reading_leaves_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    before = len(desk.project.history.operations())
    paths = _files(tmp_path / "in", 300)
    with qtbot.waitSignal(desk.flow.ended):
        desk.flow.start(paths)
        desk.flow.cancel()
    assert desk.project.documents.all() == []
    assert len(desk.project.history.operations()) == before
    assert desk.notices == []


def test_reading_stops_between_files(tmp_path: Path) -> None:
    seen: list[str] = []
    stop = Event()

    def hear(done: int, total: int, name: str) -> None:
        seen.append(name)
        stop.set()

    read = read_files(_files(tmp_path / "in", 5), Progress(hear, stop.is_set))
    assert seen == ["Talk 1.txt"]
    assert read.documents == ()


def test_progress_that_has_appeared_can_be_cancelled(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    desk = Desk(qtbot, project, shown_after_ms=0)
    paths = _files(tmp_path / "in", 500)

    def shown() -> list[ImportProgress]:
        return [strip for strip in desk.window.findChildren(ImportProgress) if strip.isVisible()]

    seen: list[ImportProgress] = []

    def cancel() -> None:
        seen.extend(shown())
        qtbot.mouseClick(seen[0].cancel_button, Qt.MouseButton.LeftButton)

    with once(desk.window, shown, cancel), qtbot.waitSignal(desk.flow.ended):
        desk.flow.start(paths)
    (strip,) = seen
    assert strip.mapTo(desk.window, strip.rect().bottomLeft()).y() < desk.window.statusBar().y()
    assert not strip.isVisible()
    assert project.documents.all() == []


def test_a_quick_import_shows_no_progress(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    desk = Desk(qtbot, project, shown_after_ms=60_000)
    desk.run(*_files(tmp_path / "in", 2))
    assert desk.window.findChildren(ImportProgress) == []
    assert len(project.documents.all()) == 2


def test_one_transcript_is_opened_and_many_leave_the_place(desk: Desk, tmp_path: Path) -> None:
    paths = _files(tmp_path / "in", 4)
    desk.run(paths[0])
    first = desk.project.documents.find("Talk 1").id
    assert desk.workspace.document_id == first
    desk.run(*paths[1:])
    assert desk.workspace.document_id == first


def test_a_second_batch_waits_for_the_first(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    ends: list[int] = []
    desk.flow.ended.connect(lambda: ends.append(len(desk.project.documents.all())))
    paths = _files(tmp_path / "in", 3)
    desk.flow.start(paths[:1])
    desk.flow.start(paths[1:])
    qtbot.waitUntil(lambda: ends == [1, 3], timeout=10_000)


def test_a_project_open_for_reading_takes_no_files(qtbot: QtBot, tmp_path: Path) -> None:
    Project.create(tmp_path / "s.annot", coder_name="Anna").close()
    with Project.open(tmp_path / "s.annot", read_only=True) as opened:
        desk = Desk(qtbot, opened)
        desk.flow.start(_files(tmp_path / "in", 1))
        assert "reading only" in desk.notices[0].text
        assert not desk.flow.is_busy


def test_an_import_can_be_cancelled_for_good_while_the_window_closes(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.flow.start(_files(tmp_path / "in", 40))
    desk.flow.cancel()
    desk.workspace.deleteLater()
    with qtbot.waitSignal(desk.workspace.destroyed):
        desk.window.close()
    assert desk.project.documents.all() == []


def _button(dialog: EncodingDialog, which: QDialogButtonBox.StandardButton) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    return box.button(which)
