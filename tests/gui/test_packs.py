"""Extract packs in the window: made in one dialog, and what comes back looked at in another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui.actions import Actions
from annotator.gui.memos.panel import MemosPanel
from annotator.gui.messages import Notice
from annotator.gui.packs.comments_dialog import CommentsDialog
from annotator.gui.packs.pack_dialog import PackDialog
from annotator.gui.packs.pack_files import PackFiles
from annotator.gui.workspace import Workspace
from annotator.project.memos import READER_KIND
from annotator.project.project import Project
from annotator.reports.extract_pack import IN_WORD, ON_PAPER, ChosenPassage
from tests.e2e.test_keys_and_names import nameless
from tests.gui.segments_desk import SegmentsDesk, fill
from tests.importers.returned_packs import TEXT, Remark, change, comment

CORNER = "She kept the corner table for me. 🙂"
OK, SAVE = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Save


class Desk:
    """A window over a project with one transcript and two codes, one of them used."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.qtbot, self.project = qtbot, project
        self.document = project.documents.add("Interview 1", TEXT, participant="P01")
        self.kept, self.other = project.codes.add("Kept places"), project.codes.add("Waiting")
        start = TEXT.index(CORNER)
        project.codings.add(self.document.id, self.kept.id, start, start + len(CORNER))
        self.notices: list[Notice] = []
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.workspace = Workspace(project, self.window)
        self.workspace.noticed.connect(self.notices.append)
        self.packs = PackFiles(self.workspace, self.window)
        self.window.show()

    def pack_dialog(self, **given: object) -> PackDialog:
        dialog = PackDialog(self.workspace, self.window, **given)  # type: ignore[arg-type]
        dialog.open()
        return dialog

    def comments_dialog(self, path: Path) -> CommentsDialog:
        self.packs.show_comments(path)
        dialog: CommentsDialog = self.window.findChildren(CommentsDialog)[-1]
        return dialog

    def press(self, buttons: QDialogButtonBox, which: QDialogButtonBox.StandardButton) -> None:
        assert buttons.button(which).isEnabled()
        self.qtbot.mouseClick(buttons.button(which), Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(qtbot: QtBot, project: Project) -> Iterator[Desk]:
    made = Desk(qtbot, project)
    yield made
    for dialog in made.window.findChildren(PackDialog) + made.window.findChildren(CommentsDialog):
        dialog.reject()


@pytest.fixture
def returned(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "back.docx"
    desk.pack_dialog(chosen=[passage(desk, CORNER), passage(desk, "P1: Yes.")]).save_to(path)
    return path


def passage(desk: Desk, words: str) -> ChosenPassage:
    start = TEXT.index(words)
    return ChosenPassage(desk.document.id, start, start + len(words))


def words_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_a_pack_of_codes_holds_their_passages_and_says_where_it_is(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.pack_dialog()
    assert dialog.contents.currentData() == "codes"
    dialog.title_field.setText("First round")
    dialog.save_to(tmp_path / "round")
    path = tmp_path / "round.docx"
    assert CORNER in words_of(path)
    assert "First round" in words_of(path)
    assert "Kept places" not in words_of(path)
    assert str(path) in desk.notices[-1].text


def test_what_was_found_in_the_segments_goes_into_a_pack_as_it_may_be_seen(
    qtbot: QtBot, project: Project, tmp_path: Path
) -> None:
    fill(project)
    segments = SegmentsDesk(project, qtbot)
    qtbot.waitUntil(lambda: segments.page.is_fresh and segments.page.found_count == 5, timeout=10_000)
    segments.workspace.sight.set_blind(True)
    qtbot.waitUntil(lambda: segments.page.is_fresh and segments.page.found_count == 4, timeout=10_000)
    segments.page.view.selectAll()
    for kind in ("chosen", "found"):
        PackFiles(segments.workspace, segments.window).make(segments.page)
        dialog: PackDialog = segments.window.findChildren(PackDialog)[-1]
        kinds = [dialog.contents.itemData(place) for place in range(dialog.contents.count())]
        assert kinds == ["chosen", "found", "codes", "documents"]
        dialog.contents.setCurrentIndex(kinds.index(kind))
        dialog.save_to(tmp_path / f"{kind}.docx")
        made = words_of(tmp_path / f"{kind}.docx")
        assert "The lake froze early" in made
        assert "nobody laughed" in made
        assert "Nobody fell in" not in made
    segments.page.close()


def test_whole_transcripts_on_paper_get_lines_and_words_for_hands(desk: Desk, tmp_path: Path) -> None:
    desk.workspace.choose_document(desk.document.id)
    dialog = desk.pack_dialog()
    dialog.contents.setCurrentIndex(dialog.contents.findData("documents"))
    assert dialog.instruction.toPlainText() == IN_WORD
    dialog.medium.setCurrentIndex(1)
    assert dialog.instruction.toPlainText() == ON_PAPER
    assert dialog.options().lines > 0
    assert not dialog.options().shows_codes
    dialog.save_to(tmp_path / "whole.docx")
    assert all(line in words_of(tmp_path / "whole.docx") for line in TEXT.split("\n"))


def test_an_instruction_of_ones_own_stays(desk: Desk) -> None:
    dialog = desk.pack_dialog()
    dialog.instruction.setPlainText("Read, please.")
    dialog.medium.setCurrentIndex(1)
    assert dialog.options().instruction == "Read, please."


def test_nothing_ticked_cannot_be_saved(desk: Desk) -> None:
    dialog = desk.pack_dialog()
    dialog.codes.tick_all(False)
    desk.qtbot.waitUntil(lambda: not dialog.buttons.button(SAVE).isEnabled())
    assert dialog.words.text()


def test_blind_mode_keeps_passages_of_others_out(desk: Desk, tmp_path: Path) -> None:
    bo = desk.project.coders.add("Bo")
    start = TEXT.index("that was the best part")
    desk.project.codings.add(desk.document.id, desk.other.id, start, start + 22, coder_id=bo.id)
    desk.project.consensus.take_over(desk.document.id, [(desk.kept.id, 0, TEXT.index("\n"))])
    dialog = desk.pack_dialog()
    dialog.save_to(tmp_path / "seeing.docx")
    assert "the best part" in words_of(tmp_path / "seeing.docx")
    assert TEXT.split("\n")[0] not in words_of(tmp_path / "seeing.docx"), "that is the consensus"
    desk.workspace.sight.set_blind(True)
    dialog = desk.pack_dialog()
    dialog.save_to(tmp_path / "blind.docx")
    assert CORNER in words_of(tmp_path / "blind.docx")
    assert "the best part" not in words_of(tmp_path / "blind.docx")


def test_comments_are_looked_at_and_come_in_as_one_operation(desk: Desk, returned: Path) -> None:
    comment(
        returned,
        Remark("Hers!", "corner table"),
        Remark("#waiting", "She kept", author="Ali"),
        Remark("#a new one", "for me.", author="Ali"),
        Remark("#a new one: as my aunt did", "kept", author="Ali"),
    )
    dialog = desk.comments_dialog(returned)
    rows = {dialog.model.comment(row).comment.text: row for row in range(dialog.model.rowCount())}
    shown = {text: dialog.model.index(row, 3).data(Qt.ItemDataRole.DisplayRole) for text, row in rows.items()}
    more = "#a new one: as my aunt did"
    assert shown == {"Hers!": "Memo", "#waiting": "Coding: Waiting", "#a new one": "Memo", more: "Memo"}
    dialog.new_codes.setChecked(True)
    assert dialog.model.index(rows["#a new one"], 3).data() == "Coding: a new one"
    assert dialog.model.index(rows[more], 3).data() == "Coding and memo: a new one"
    dialog.readers["Ali"].setEditText("Ali Ek")
    assert "Ali Ek, Tove Lind." in dialog.words.text()
    dialog.view.selectRow(rows["Hers!"])
    assert dialog.comment_text.toPlainText() == "Hers!"
    assert dialog.words_now.toPlainText() == "corner table"
    before = len(desk.project.history.operations())
    desk.press(dialog.buttons, OK)
    assert len(desk.project.history.operations()) == before + 1
    assert {coder.name: coder.role for coder in desk.project.coders.all()} == {
        "Anna Kvam": "",
        "Tove Lind": "peer researcher",
        "Ali Ek": "peer researcher",
    }
    assert {(memo.text, memo.kind) for memo in desk.project.memos.all()} == {
        ("Hers!", READER_KIND),
        (more, READER_KIND),
    }
    assert desk.notices[-1].action == "edit.undo"
    again = desk.comments_dialog(returned)
    assert not again.buttons.button(OK).isEnabled()


def test_words_that_changed_are_put_on_the_nearest_place_only_when_somebody_says_so(desk: Desk, returned: Path) -> None:
    comment(returned, Remark("#waiting", "corner table"))
    change(returned, "word/document.xml", lambda xml: xml.replace("corner table", "window seat"))
    dialog = desk.comments_dialog(returned)
    assert not dialog.takes_nearest.isHidden()
    assert dialog.model.comment(0).becomes == "memo"
    assert "window seat" in dialog.place.text()
    dialog.takes_nearest.click()
    dialog.becomes.setCurrentIndex(dialog.becomes.findData("coding"))
    dialog.becomes.activated.emit(dialog.becomes.currentIndex())
    desk.press(dialog.buttons, OK)
    codings = [coding for coding in desk.project.codings.all() if coding.code_id == desk.other.id]
    assert [TEXT[coding.start_char : coding.end_char] for coding in codings] == ["corner table"]


def test_a_comment_on_two_extracts_names_the_place_of_the_other_in_the_memos(desk: Desk, returned: Path) -> None:
    comment(returned, Remark("Both!", "corner table", to_words="P1: Yes."))
    desk.press(desk.comments_dialog(returned).buttons, OK)
    actions = Actions(desk.window)
    panel = MemosPanel(desk.workspace, actions, desk.window)
    panel.open(desk.project.memos.all()[0].id)
    assert "¶ 2" in panel.editor.about_label.text()
    assert "also: Interview 1 ¶ 5" in panel.editor.about_label.text()
    panel.close()


def test_a_comment_can_be_left_out(desk: Desk, returned: Path) -> None:
    comment(returned, Remark("Hers!", "corner table"))
    dialog = desk.comments_dialog(returned)
    dialog.becomes.setCurrentIndex(dialog.becomes.findData("nothing"))
    dialog.becomes.activated.emit(dialog.becomes.currentIndex())
    assert not dialog.buttons.button(OK).isEnabled()


def test_a_file_without_comments_or_that_is_no_pack_is_told_in_a_notice(
    desk: Desk, returned: Path, tmp_path: Path
) -> None:
    desk.packs.show_comments(returned)
    assert "nobody has written a comment" in desk.notices[-1].text
    other = tmp_path / "letter.docx"
    made = docx.Document()
    made.add_paragraph("Dear all")
    made.save(str(other))
    desk.packs.show_comments(other)
    assert "no extract pack" in desk.notices[-1].text
    assert desk.window.findChildren(CommentsDialog) == []


def test_every_control_has_a_name(desk: Desk, returned: Path) -> None:
    comment(returned, Remark("Hers!", "corner table"))
    assert nameless(desk.pack_dialog()) == []
    assert nameless(desk.comments_dialog(returned)) == []
