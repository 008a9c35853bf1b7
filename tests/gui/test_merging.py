"""Copies come home: the room shows all that would happen, does it on a press, and Undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.backup_keeper import BackupKeeper
from annotator.gui.merging.difference_row import ValueLabel
from annotator.gui.workspace import Workspace
from annotator.project.backups import all_backups
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.e2e.test_keys_and_names import nameless, out_of_reach, roleless, traps
from tests.gui.merge_window import KIOSK, MergeWindow, code_words, copy_by, copy_for, make_study, work_in
from tests.project.copies import merge
from tests.project.rows import rows_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return make_study(tmp_path)


@pytest.fixture
def anna(study: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MergeWindow]:
    window = MergeWindow(study, qtbot, monkeypatch)
    yield window
    window.window.close()


def bo_codes(project: Project) -> None:
    code_words(project, "his sister", "Family > Sisters")
    project.memos.add("Who is she?", title="The sister")


def test_a_plan_says_what_comes_and_by_whom_before_anything_happens(anna: MergeWindow, study: Path) -> None:
    before = rows_of(anna.project)
    anna.choose(copy_by(study, "Bo", bo_codes))
    told = anna.words()
    for words in (
        "What comes (5)",
        "2 code(s)",
        "1 coding(s) by Bo",
        "Family > Sisters: “his sister”",
        "1 memo(s) by Bo",
    ):
        assert words in told, words
    assert rows_of(anna.project) == before
    assert anna.bring_in.foot.merge_button.hasFocus()


def test_merging_is_one_step_that_the_notice_offers_to_undo(anna: MergeWindow, study: Path) -> None:
    before = rows_of(anna.project)
    bo = copy_by(study, "Bo", bo_codes)
    bytes_there = bo.read_bytes()
    anna.choose(bo)
    anna.press(anna.bring_in.foot.merge_button)
    assert bo.read_bytes() == bytes_there
    assert anna.notice().startswith("Bo.annot is merged: 2 code(s), 1 coding(s) by Bo, 1 memo(s) by Bo")
    assert [code.name for code in anna.project.codes.all()] == ["Light", "Silence", "Family", "Sisters"]
    assert anna.window.actions_["edit.undo"].text() == "&Undo: Merge “Bo.annot”"
    anna.trigger("edit.undo")
    assert rows_of(anna.project) == before
    anna.trigger("edit.redo")
    assert len(anna.project.memos.all()) == 1


def test_a_copy_that_was_merged_is_offered_again_and_has_nothing_new(anna: MergeWindow, study: Path) -> None:
    anna.choose(copy_by(study, "Bo", bo_codes))
    anna.press(anna.bring_in.foot.merge_button)
    (again,) = anna.bring_in.start_view.recent_buttons
    anna.press(again)
    anna.settle()
    assert "Nothing new: all that was done there is here already." in anna.words()
    assert not anna.bring_in.foot.merge_button.isVisible()
    assert anna.bring_in.foot.leave_button.hasFocus()
    anna.press(anna.bring_in.foot.leave_button)
    assert anna.bring_in.stack.currentWidget() is anna.bring_in.start_view


def test_where_both_changed_a_field_a_person_chooses(anna: MergeWindow, study: Path) -> None:
    def renamed(project: Project) -> None:
        project.codes.rename(project.codes.find("Light").id, "Lamps")
        project.codes.describe(project.codes.find("Silence").id, definition="Nobody speaks.")

    copy = copy_for(study, "Bo")
    anna.project.codes.rename(anna.project.codes.find("Light").id, "Shining")
    anna.project.codes.describe(anna.project.codes.find("Silence").id, definition="No word is said.")
    anna.choose(work_in(copy, renamed))
    view = anna.bring_in.view
    assert view is not None
    assert view.differences is not None
    rows = {row.difference.column: row for row in view.differences.rows}
    assert set(rows) == {"name", "definition"}
    assert (rows["name"].difference.mine, rows["name"].difference.theirs) == ("Shining", "Lamps")
    assert rows["name"].theirs.text().startswith("There: Bo, ")
    assert all(row.theirs.isChecked() for row in rows.values())  # theirs are the later ones
    anna.press(view.differences.mine_button)
    assert all(row.mine.isChecked() for row in rows.values())
    value = next(label for label in rows["definition"].findChildren(ValueLabel) if label.text() == "Nobody speaks.")
    anna.qtbot.mouseClick(value, Qt.MouseButton.LeftButton)
    assert rows["definition"].theirs.isChecked()
    before = rows_of(anna.project)
    anna.press(anna.bring_in.foot.merge_button)
    assert anna.project.codes.find("Shining").name == "Shining"
    assert anna.project.codes.find("Silence").definition == "Nobody speaks."
    anna.trigger("edit.undo")
    assert rows_of(anna.project) == before


def test_choices_stay_while_the_project_changes(anna: MergeWindow, study: Path) -> None:
    copy = copy_for(study, "Bo")
    anna.project.codes.rename(anna.project.codes.find("Light").id, "Shining")
    anna.choose(work_in(copy, lambda project: project.codes.rename(project.codes.find("Light").id, "Lamps")))
    assert anna.bring_in.view is not None
    assert anna.bring_in.view.differences is not None
    anna.press(anna.bring_in.view.differences.mine_button)
    first = anna.bring_in.look
    anna.project.codes.add("Just now")
    anna.settle()
    assert anna.bring_in.look is not first
    assert anna.bring_in.view.differences is not None
    assert anna.bring_in.view.differences.rows[0].mine.isChecked()
    anna.press(anna.bring_in.foot.merge_button)
    assert {"Shining", "Just now"} <= {code.name for code in anna.project.codes.all()}


def test_a_plan_is_made_anew_only_when_somebody_looks_at_it_again(anna: MergeWindow, study: Path) -> None:
    anna.choose(copy_by(study, "Bo", bo_codes))
    first = anna.bring_in.look
    anna.trigger("go.code")
    anna.project.codes.add("Meanwhile")
    assert not anna.bring_in.is_busy
    assert anna.bring_in.look is first
    anna.trigger("go.merge")
    anna.settle()
    assert anna.bring_in.look is not first


def test_a_correction_is_told_in_one_line_with_what_moves_along(anna: MergeWindow, study: Path) -> None:
    def correct(project: Project) -> None:
        project.documents.correct(project.documents.find("Kiosk").id, [Edit(0, 0, "Well. ")])

    anna.choose(copy_by(study, "Bo", correct))
    told = anna.words()
    assert "What changes here (1)" in told
    assert "1 corrected transcript(s), with 1 coding(s) that only moved along" in told
    anna.workspace.sight.set_blind(True)
    assert "1 corrected transcript(s), with codings and notes that only moved along" in anna.words()


def test_what_one_deleted_and_the_other_used_and_what_both_made_is_told(anna: MergeWindow, study: Path) -> None:
    def work(project: Project) -> None:
        project.codes.delete([project.codes.find("Silence").id])
        project.codes.ensure("Hope")

    copy = copy_by(study, "Bo", work)
    anna.project.codes.ensure("Hope")
    code_words(anna.project, "Who came", "Silence")
    anna.choose(copy)
    told = anna.words()
    assert "Deleted by one, and kept (1)" in told
    assert "Code “Silence”: deleted by Bo, used by the other" in told
    assert "Made by both, and one from now on (1)" in told
    assert "Code “Hope”" in told


def test_of_a_paragraph_that_both_corrected_either_words_can_be_taken(anna: MergeWindow, study: Path) -> None:
    def correct(project: Project, words: str) -> None:
        at = KIOSK.index("the lamp")
        project.documents.correct(project.documents.find("Kiosk").id, [Edit(at, at + len("the lamp"), words)])

    copy = copy_for(study, "Bo")
    correct(anna.project, "a lantern")
    anna.choose(work_in(copy, lambda project: correct(project, "his torch")))
    told = anna.words()
    assert "What both changed (1)" in told
    assert "Document “Kiosk”: words of a paragraph" in told
    assert "P1: The man with his torch came" in told
    assert anna.bring_in.view.differences is not None
    (row,) = anna.bring_in.view.differences.rows
    assert row.theirs.isChecked()
    anna.press(row.mine)
    anna.press(anna.bring_in.foot.merge_button)
    anna.settle()
    assert "with a lantern came" in anna.project.documents.text(anna.project.documents.find("Kiosk").id).text


def test_several_copies_come_one_after_the_other_and_one_can_be_left(anna: MergeWindow, study: Path) -> None:
    copies = [
        copy_by(study, name, lambda project: code_words(project, "his sister", "Family"))
        for name in ("Bo", "Cara", "Dag")
    ]
    anna.choose(*copies)
    assert "Copy 1 of 3" in anna.bring_in.foot.words.text()
    anna.press(anna.bring_in.foot.merge_button)
    anna.settle()
    assert anna.bring_in.look is not None
    assert anna.bring_in.look.path.name == "Cara.annot"
    assert "Code “Family”" in anna.words()  # made by Bo and by Cara
    anna.press(anna.bring_in.foot.leave_button)
    anna.settle()
    anna.press(anna.bring_in.foot.merge_button)
    anna.settle()
    assert anna.bring_in.stack.currentWidget() is anna.bring_in.start_view
    assert {coder.name for coder in anna.project.coders.all()} == {"Anna", "Bo", "Dag"}
    assert [code.name for code in anna.project.codes.all()].count("Family") == 1


def test_files_that_are_dropped_on_the_room_are_looked_at(anna: MergeWindow, study: Path) -> None:
    assert anna.drop(copy_by(study, "Bo", bo_codes))
    assert "1 coding(s) by Bo" in anna.words()


def test_a_file_that_cannot_be_merged_is_told_in_a_sentence(anna: MergeWindow, study: Path) -> None:
    other = study.with_name("other.annot")
    other.write_text("no project")
    anna.choose(study)
    assert anna.notice().startswith("Choir.annot cannot be merged: it is this project itself. Nothing was changed.")
    anna.choose(other)
    assert anna.notice().startswith("other.annot is not an Annotator project: it is a file of another kind.")
    assert anna.bring_in.stack.currentWidget() is anna.bring_in.start_view


def test_the_button_stays_under_the_hand_while_copies_are_merged_one_after_the_other(
    anna: MergeWindow, study: Path
) -> None:
    anna.choose(copy_by(study, "Bo", bo_codes), copy_by(study, "Cleo", lambda project: project.codes.add("Hers")))
    button = anna.bring_in.foot.merge_button
    before = button.mapToGlobal(QPoint(0, 0)).y()
    anna.press(button)
    anna.settle()
    assert anna.bring_in.done.text().startswith("Bo.annot is merged: ")
    assert anna.bring_in.done.isVisible()
    assert anna.notice() == ""
    assert button.mapToGlobal(QPoint(0, 0)).y() == before
    anna.press(button)
    anna.settle()
    assert anna.notice().startswith("Cleo.annot is merged: ")
    assert not anna.bring_in.done.isVisible()


def test_of_several_files_those_that_cannot_be_merged_stay_told_while_the_others_come(
    anna: MergeWindow, study: Path
) -> None:
    other = study.with_name("other.annot")
    other.write_text("no project")
    anna.choose(other, copy_by(study, "Bo", bo_codes), study)
    assert "1 coding(s) by Bo" in anna.words()
    anna.press(anna.bring_in.foot.merge_button)
    anna.settle()
    assert anna.notice().startswith("Bo.annot is merged")  # no refusal takes its place
    refused = anna.bring_in.refused
    assert [sentence.split()[0] for sentence in refused.sentences] == ["other.annot", "Choir.annot"]
    assert refused.isVisible()
    anna.choose(copy_for(study, "Cara"))
    assert not refused.isVisible()


def test_a_project_without_a_common_start_shows_first_what_is_taken_for_the_same(
    anna: MergeWindow, study: Path
) -> None:
    strange = study.with_name("Strange.annot")
    with Project.create(strange, title="Lanterns", coder_name="Dag") as project:
        project.documents.add("My kiosk", KIOSK)
        code_words_of(project)
    anna.choose(strange)
    told = anna.words()
    assert "These two projects never were one." in told
    assert "This project is the older of the two, so this file stays this project." in told
    assert "here it was “Choir”, there “Lanterns”." in told
    assert "Document “" in told
    assert "Code “Light”" in told
    anna.press(anna.bring_in.foot.merge_button)
    assert len(anna.project.documents.all()) == 2
    assert len(anna.project.codings.of_document(anna.project.documents.all()[0].id)) == 2


def test_places_and_backups_follow_the_project_that_two_became(study: Path, qtbot: QtBot) -> None:
    younger = Project.create(study.with_name("Lanterns.annot"), title="Lanterns", coder_name="Dag")
    workspace = Workspace(younger)
    settings.save_place(workspace.project_id, "line", "7")
    keeper = BackupKeeper(workspace)
    qtbot.waitSignal(keeper.looked).wait()
    before, folder = workspace.project_id, younger.backups_folder
    with Project.open(study) as older:
        merge(younger, older)
        assert workspace.project_id == older.info.id != before
    assert settings.place(workspace.project_id, "line") == "7"
    with qtbot.waitSignal(keeper.looked):
        keeper.look()
    assert younger.backups_folder != folder
    assert len(all_backups(younger.backups_folder)) == 1
    younger.undo()
    assert workspace.project_id == before
    keeper.close()
    workspace.close()


def code_words_of(project: Project) -> None:
    document = project.documents.find("My kiosk")
    project.codings.add(document.id, project.codes.ensure("Light").id, 0, 2)


def test_a_copy_that_is_open_elsewhere_is_read_and_said_to_be(anna: MergeWindow, study: Path) -> None:
    copy = copy_by(study, "Bo", bo_codes)
    with Project.open(copy, coder_name="Bo"):
        anna.choose(copy)
        assert "Somebody has this file open just now." in anna.words()
        anna.press(anna.bring_in.foot.merge_button)
    assert anna.notice().startswith("Bo.annot is merged")


def test_a_copy_that_changes_after_the_look_is_looked_at_again(anna: MergeWindow, study: Path) -> None:
    copy = copy_by(study, "Bo", bo_codes)
    anna.choose(copy)
    with Project.open(copy, coder_name="Bo") as project:
        project.codes.add("Much later")
    before = rows_of(anna.project)
    anna.press(anna.bring_in.foot.merge_button)
    anna.settle()
    assert rows_of(anna.project) == before
    assert anna.notice() == "A file has changed meanwhile. Look at the plan again."
    assert "Much later" in anna.words()


def test_blind_mode_says_nothing_of_what_others_coded(anna: MergeWindow, study: Path) -> None:
    copy = copy_by(study, "Bo", bo_codes)
    anna.workspace.sight.set_blind(True)
    anna.choose(copy)
    told = anna.words()
    assert "his sister" not in told
    assert "coding(s) by Bo" not in told
    assert "which blind mode hides" in told
    assert "coding" not in anna.bring_in.foot.words.text()
    anna.workspace.sight.set_blind(False)
    assert "his sister" in anna.words()


def test_a_project_that_is_only_read_shows_the_plan_and_merges_nothing(
    study: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = copy_by(study, "Bo", bo_codes)
    anna = MergeWindow(study, qtbot, monkeypatch)
    anna.window.leave()
    assert anna.window.open_project(study, read_only=True)
    anna.trigger("go.merge")
    anna.bring_in.look_at([copy])
    anna.settle()
    assert not anna.bring_in.foot.merge_button.isEnabled()
    assert "open for reading only" in anna.bring_in.foot.words.text()
    anna.window.close()


def test_many_differences_are_shown_some_at_a_time(anna: MergeWindow, study: Path) -> None:
    with anna.project.operation("code.add", code="many"):
        made = [anna.project.codes.add(f"Code {number}") for number in range(40)]

    def describe(words: str, project: Project) -> None:
        with project.operation("code.describe", code="many"):
            for code in made:
                project.codes.describe(code.id, definition=f"{words} {code.name}")

    copy = copy_by(study, "Bo", lambda project: describe("Theirs", project))
    describe("Mine", anna.project)
    anna.choose(copy)
    assert anna.bring_in.view is not None
    differences = anna.bring_in.view.differences
    assert differences is not None
    assert len(differences.rows) == 30
    assert [row.difference.name for row in differences.rows[:3]] == ["Code 0", "Code 1", "Code 10"]
    anna.press(differences.more_button)
    assert len(differences.rows) == 40
    assert QApplication.focusWidget() is differences.rows[30].mine
    assert not differences.more_button.isVisible()
    anna.press(differences.theirs_button)
    anna.press(anna.bring_in.foot.merge_button)
    assert {code.definition.split()[0] for code in anna.project.codes.all() if code.definition} == {"Theirs"}


def test_keys_turn_the_plan_go_through_it_in_its_order_and_merge(anna: MergeWindow, study: Path) -> None:
    copy = copy_for(study, "Bo")
    anna.project.codes.rename(anna.project.codes.find("Light").id, "Shining")
    anna.choose(work_in(copy, lambda project: project.codes.rename(project.codes.find("Light").id, "Lamps")))
    room, view = anna.bring_in, anna.bring_in.view
    assert view is not None
    assert view.differences is not None
    anna.window.resize(900, 400)
    bar = room._scroll.verticalScrollBar()
    anna.qtbot.waitUntil(lambda: bar.maximum() > 0)
    anna.key(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    room._scroll.setFocus()
    reached = []
    while QApplication.focusWidget() is not room.foot.merge_button:
        anna.key(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    wanted = [view.differences.mine_button, view.differences.rows[0].theirs, room.foot.leave_button]
    assert [widget for widget in reached if widget in wanted] == wanted
    anna.key(Qt.Key.Key_Return)
    assert anna.notice().startswith("Bo.annot is merged")


def test_every_control_of_a_plan_can_be_reached_by_keys_and_says_what_it_is(anna: MergeWindow, study: Path) -> None:
    copy = copy_for(study, "Bo")
    anna.project.codes.rename(anna.project.codes.find("Light").id, "Shining")
    anna.choose(work_in(copy, lambda project: project.codes.rename(project.codes.find("Light").id, "Lamps")))
    for check in (nameless, roleless, out_of_reach, traps):
        assert check(anna.page) == []


def test_closing_the_window_stops_what_is_being_worked_out(anna: MergeWindow, study: Path) -> None:
    anna.bring_in.look_at([copy_by(study, "Bo", bo_codes)])
    anna.window.close()
    assert not anna.window.isVisible()


# ---- sending


def test_a_copy_is_sent_to_whom_it_is_for_with_what_is_ticked(anna: MergeWindow, study: Path) -> None:
    anna.key(Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    anna.qtbot.waitUntil(lambda: anna.send.is_fresh)
    field = anna.send.form.receiver.lineEdit()
    assert QApplication.focusWidget() in (field, anna.send.form.receiver)
    assert not anna.send.save_button.isEnabled()
    anna.qtbot.keyClicks(QApplication.focusWidget(), "Bo Lie")
    assert anna.send.file_name.text().startswith("Choir for Bo Lie from Anna 20")
    assert "2 document(s), 2 code(s), 1 coding(s), 0 memo(s), 2 participant(s)" in anna.send.holds.text()
    anna.send.form.others.click()
    assert "0 coding(s)" in anna.send.holds.text()
    section = anna.send.form._documents_section
    section.heading.click()
    anna.send.form.documents.list.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert section.heading.text() == "Documents (1 of 2)"
    assert anna.send.holds.text().startswith("The copy holds 1 document(s), ")
    target = study.with_name("For Bo.annot")
    anna.save_as(target)
    assert anna.send.done.text() == f"Saved For Bo.annot in {target.parent}"
    assert anna.send.folder_button.isVisible()
    with Project.open(target) as copy:
        assert copy.coder_name == "Bo Lie"
        assert [document.name for document in copy.documents.all()] == ["Kiosk"]
        assert copy.codings.counts_by_document() == {}


def test_whoever_gets_a_copy_is_at_work_in_it_and_told_so(anna: MergeWindow, study: Path) -> None:
    copy = copy_for(study, "Bo")
    anna.monkeypatch.delenv("ANNOTATOR_CODER")
    assert anna.window.open_project(copy)
    assert anna.project.coder_name == "Bo"
    assert anna.notice().startswith("This copy was made for Bo, who is at work in it now.")
    anna.project.codes.add("Mine")
    assert anna.window.open_project(study)
    anna.window.notice_bar.hide()
    assert anna.window.open_project(copy)
    assert anna.project.coder.name == "Bo"
    assert "made for" not in anna.notice()


def test_who_gets_a_copy_is_at_work_also_where_both_computers_call_their_user_the_same(
    anna: MergeWindow, study: Path
) -> None:
    anna.project.work_as("user")
    anna.project.codes.add("Hers, before she said her name")
    copy = copy_for(study, "Bo")
    anna.monkeypatch.delenv("ANNOTATOR_CODER")
    anna.monkeypatch.setenv("LOGNAME", "user")
    assert anna.window.open_project(copy)
    assert anna.project.coder_name == "Bo"
    assert anna.notice().startswith("This copy was made for Bo, who is at work in it now.")
    anna.workspace.work_as("user")
    assert anna.window.open_project(study)
    assert anna.window.open_project(copy)
    assert anna.project.coder_name == "user"


def test_a_copy_that_cannot_be_written_is_told_and_nothing_is_left(anna: MergeWindow, study: Path) -> None:
    anna.trigger("project.send_copy")
    anna.send.form.receiver.setEditText("Bo")
    anna.save_as(study.parent / "nowhere" / "Copy.annot")
    assert "could not be written: its folder does not exist. The project is safe" in anna.notice()
    assert not anna.send.done.isVisible()
    anna.save_as(study)
    assert "it is the project itself" in anna.notice()


def test_ticks_are_remembered_for_the_project_and_documents_go_along_again(anna: MergeWindow, study: Path) -> None:
    anna.trigger("project.send_copy")
    anna.qtbot.waitUntil(lambda: anna.send.is_fresh)
    anna.send.form.receiver.setEditText("Bo")
    anna.send.form.history.click()
    anna.send.form.documents.none_button.click()
    anna.save_as(study.with_name("one.annot"))
    anna.window.leave()
    anna.window.open_project(study)
    anna.trigger("project.send_copy")
    anna.qtbot.waitUntil(lambda: anna.send.is_fresh)
    assert not anna.send.form.history.isChecked()
    assert anna.send.form.others.isChecked()
    assert anna.send.form.documents.without == frozenset()


def test_what_blind_mode_hides_is_not_counted_on_the_page(anna: MergeWindow) -> None:
    anna.workspace.sight.set_blind(True)
    anna.trigger("project.send_copy")
    anna.qtbot.waitUntil(lambda: anna.send.is_fresh)
    assert "coding" not in anna.send.holds.text()
    assert "2 document(s)" in anna.send.holds.text()


def test_the_counts_follow_what_is_done_meanwhile(anna: MergeWindow) -> None:
    anna.trigger("project.send_copy")
    anna.qtbot.waitUntil(lambda: anna.send.is_fresh)
    anna.project.codes.add("New")
    anna.qtbot.waitUntil(lambda: "3 code(s)" in anna.send.holds.text())
