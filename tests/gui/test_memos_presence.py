"""Where there is a memo, kept up through changes, undo and redo."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from annotator.gui.memos.presence import MemoPresence
from annotator.gui.workspace import Passage, Workspace
from annotator.project.ids import Id
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.text_edits import Edit


def signs(presence: MemoPresence) -> tuple[set[Id], set[Id], set[Id]]:
    return set(presence.coding_ids), set(presence.code_ids), set(presence.document_ids)


def test_a_workspace_has_one_presence(qtbot: QtBot, project: Project) -> None:
    workspace = Workspace(project)
    assert MemoPresence.of(workspace) is MemoPresence.of(workspace)
    assert MemoPresence.of(workspace) is not MemoPresence.of(Workspace(project, workspace))


def test_presence_follows_memos_as_they_come_and_go_and_come_back(qtbot: QtBot, project: Project) -> None:
    document = project.documents.add("One", "Some words to be read.")
    code = project.codes.add("Words")
    coding = project.codings.add(document.id, code.id, 5, 10)
    on_code = project.memos.add("-", about=About(code_id=code.id))
    workspace = Workspace(project)
    presence = MemoPresence.of(workspace)
    assert signs(presence) == (set(), {code.id}, set())
    with qtbot.waitSignal(presence.changed):
        project.memos.add("-", about=About(coding_id=coding.id))
    project.memos.add("-", about=About(document.id, 0, 4))
    project.memos.add("-", about=About(document.id, 0, 4))
    assert signs(presence) == ({coding.id}, {code.id}, {document.id})
    assert presence.passages(document.id) == [Passage(document.id, 0, 4)]
    project.memos.delete([on_code.id])
    assert signs(presence) == ({coding.id}, set(), {document.id})
    project.undo()
    assert signs(presence) == ({coding.id}, {code.id}, {document.id})


def test_presence_moves_to_the_passage_when_a_coding_goes(qtbot: QtBot, project: Project) -> None:
    document = project.documents.add("One", "Some words to be read.")
    code = project.codes.add("Words")
    coding = project.codings.add(document.id, code.id, 5, 10)
    project.memos.add("-", about=About(coding_id=coding.id))
    presence = MemoPresence.of(Workspace(project))
    project.codings.delete([coding.id])
    assert signs(presence) == (set(), set(), {document.id})
    assert presence.passages(document.id) == [Passage(document.id, 5, 10)]
    project.undo()
    assert signs(presence) == ({coding.id}, set(), set())


def test_presence_after_any_changes_is_what_a_fresh_one_would_be(qtbot: QtBot, project: Project) -> None:
    document = project.documents.add("One", "Some words to be read.")
    code = project.codes.add("Words")
    codings = [project.codings.add(document.id, code.id, at, at + 3) for at in range(6)]
    workspace = Workspace(project)
    presence = MemoPresence.of(workspace)
    for coding in codings:
        project.memos.add("-", about=About(coding_id=coding.id))
    project.memos.add("-", about=About(code_id=code.id))
    project.codings.delete([codings[0].id])
    project.codes.delete([code.id])
    project.documents.delete([document.id])
    for _ in range(2):
        project.undo()
        fresh = MemoPresence(Workspace(project, workspace))
        assert signs(presence) == signs(fresh)
        assert presence.memos == fresh.memos


def test_presence_moves_along_when_the_words_before_a_passage_are_corrected(qtbot: QtBot, project: Project) -> None:
    document = project.documents.add("One", "Some words to be read.")
    project.memos.add("-", about=About(document.id, 5, 10))
    workspace = Workspace(project)
    presence = MemoPresence.of(workspace)
    with qtbot.waitSignal(presence.changed):
        project.documents.correct(document.id, [Edit(0, 4, "Very many")])
    assert presence.passages(document.id) == [Passage(document.id, 10, 15)]
    project.undo()
    assert presence.passages(document.id) == [Passage(document.id, 5, 10)]
    assert presence.memos == MemoPresence(Workspace(project, workspace)).memos


def test_blind_mode_is_told_only_where_somebody_else_wrote_a_memo(qtbot: QtBot, project: Project) -> None:
    project.memos.add("-")
    workspace = Workspace(project)
    presence = MemoPresence.of(workspace)
    with qtbot.assertNotEmitted(presence.changed), qtbot.assertNotEmitted(presence.others_seen):
        workspace.sight.set_blind(True)
    workspace.sight.set_blind(False)
    workspace.work_as("Bo Berg")
    project.memos.add("By Bo")
    for is_blind, count in ((True, 1), (False, 2)):
        with qtbot.waitSignal(presence.others_seen):
            workspace.sight.set_blind(is_blind)
        assert len(presence.memos) == count
