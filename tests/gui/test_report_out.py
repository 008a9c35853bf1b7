"""Tables that leave the report page: on the clipboard and in the Word file, and what stops them on their way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.pages.report_table import ROWS_SHOWN
from annotator.project.project import Project
from tests.gui.between_events import once
from tests.gui.report_desk import Desk, open_page, two_interviews


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    made = two_interviews(qtbot, project)
    yield made
    made.page.close()


def test_making_the_tables_can_be_stopped_and_taken_up_again(desk: Desk) -> None:
    making, page = desk.page.making, desk.page

    def stop() -> None:
        making.show()
        desk.qtbot.mouseClick(making.stop_button, Qt.MouseButton.LeftButton)

    with once(page, lambda: page._task is not None, stop) as stopped:
        page.choices.quotations.setValue(7)
        desk.qtbot.waitUntil(lambda: bool(stopped) and page._task is None)
    assert not page.is_fresh
    assert making.make_button.isVisible()
    assert not making.stop_button.isVisible()
    desk.qtbot.mouseClick(making.make_button, Qt.MouseButton.LeftButton)
    desk.until_fresh()
    assert not making.isVisible()
    assert "Time > Waiting" in desk.headings("segments")


def test_ctrl_c_puts_the_table_on_the_clipboard_for_word_and_for_spreadsheets(desk: Desk) -> None:
    desk.page.preview.list.setCurrentRow(desk.row_of("Waiting"))
    desk.page.preview.sheet.setFocus()
    desk.qtbot.keyClick(desk.page.preview.sheet, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[0] == "Quotation\tParticipant\tDocument\t¶\tCoder"
    assert data.text().splitlines()[1] == "The ferry was late\tP01\tInterview 1\t2\tAK"
    assert "<table" in data.html()
    assert "The ferry was late" in data.html()
    assert "clipboard" in desk.notices[-1].text


def test_the_copy_button_copies_all_rows_where_only_the_first_are_shown(qtbot: QtBot, project: Project) -> None:
    rows = ROWS_SHOWN + 7
    document = project.documents.add("Long", "\n".join(f"line {number}" for number in range(rows)))
    code = project.codes.add("Line")
    start = 0
    for line in project.documents.text(document.id).text.split("\n"):
        project.codings.add(document.id, code.id, start, start + len(line))
        start += len(line) + 1
    desk = open_page(qtbot, project)
    desk.until_fresh()
    preview = desk.page.preview
    preview.list.setCurrentRow(preview.list.count() - 1)
    assert preview.model.rowCount() == ROWS_SHOWN
    assert "7 more row" in preview.more.text()
    qtbot.mouseClick(preview.copy_button, Qt.MouseButton.LeftButton)
    assert len(QGuiApplication.clipboard().text().splitlines()) == rows + 1
    desk.page.close()


def test_export_writes_the_chosen_tables_and_offers_to_open_them(desk: Desk, tmp_path: Path) -> None:
    desk.tick(desk.page.choices.tables, "Codebook")
    target = tmp_path / "appendix.docx"
    with desk.qtbot.waitSignal(desk.page.export.written, timeout=20_000):
        desk.page.export_to(target)
    cells = [cell.text for table in Document(str(target)).tables for cell in table._cells]
    assert "“Stay,” she said, 12\u00a0times" in cells
    assert "When to use" not in cells
    assert str(target) in desk.notices[-1].text
    assert desk.notices[-1].action == "report.open"
    assert desk.page.export.open_button.isVisible()


def test_the_export_button_asks_where_and_adds_the_suffix(desk: Desk, tmp_path: Path) -> None:
    desk.qtbot.mouseClick(desk.page.export.export_button, Qt.MouseButton.LeftButton)
    dialog = desk.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.clear()
    desk.qtbot.keyClicks(field, "appendix")
    with desk.qtbot.waitSignal(desk.page.export.written, timeout=20_000):
        desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (tmp_path / "appendix.docx").exists()


def test_an_export_that_fails_is_told_and_leaves_the_older_file(desk: Desk, tmp_path: Path) -> None:
    template = tmp_path / "journal.docx"
    template.write_text("This is no Word document.")
    target = tmp_path / "appendix.docx"
    target.write_bytes(b"older")
    desk.page.choices.use_template(str(template))
    with desk.qtbot.waitSignal(desk.page.export.failed, timeout=20_000):
        desk.page.export_to(target)
    assert "journal.docx" in desk.notices[-1].text
    assert target.read_bytes() == b"older"
    assert desk.page.export.export_button.isEnabled()


def test_a_cancelled_export_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "appendix.docx"
    desk.page.export_to(target)
    with desk.qtbot.waitSignal(desk.page.export.stopped, timeout=20_000):
        desk.qtbot.mouseClick(desk.page.export.cancel_button, Qt.MouseButton.LeftButton)
    assert not target.exists()
    assert desk.page.export.export_button.isEnabled()


def test_closing_the_page_stops_what_runs_in_the_background(desk: Desk, tmp_path: Path) -> None:
    desk.project.codes.add("Another")
    desk.page.export_to(tmp_path / "appendix.docx")
    desk.page._build()
    desk.page.close()
    assert desk.page._task is None or desk.page._task.isFinished()
    assert desk.page.export._task is None or desk.page.export._task.isFinished()
