"""Blind mode: nobody sees what the others coded and wrote, in any view, until they reveal it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.codebook.model import CodebookModel
from annotator.gui.codebook.panel import CodebookPanel
from annotator.gui.documents.model import DocumentsModel
from annotator.gui.documents.panel import DocumentsPanel
from annotator.gui.memos.panel import MemosPanel
from annotator.gui.memos.presence import MemoPresence
from annotator.gui.messages import Notice
from annotator.gui.two_lines import FIGURE, SIGN
from annotator.gui.workspace import Workspace
from annotator.project.coders import Coder
from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.memos import About
from annotator.project.project import Project

TEXT = "P1: The lighthouse keeper waved, and we rowed on until it was dark.\n"


class Study:
    """Anna is at work on a project in which Bo has coded and written as well."""

    def __init__(self, project: Project, window: QMainWindow) -> None:
        self.project = project
        self.window = window
        self.document: Document = project.documents.add("Interview 1", TEXT)
        self.bo: Coder = project.coders.add("Bo Lind")
        self.mine = self.code("lighthouse", "Places")
        self.theirs = self.code("rowed on", "Places > Water", self.bo)
        self.workspace = Workspace(project, window)

    def code(self, words: str, path: str, coder: Coder | None = None) -> Coding:
        start = TEXT.index(words)
        code = self.project.codes.ensure(path)
        coder_id = coder.id if coder else None
        return self.project.codings.add(self.document.id, code.id, start, start + len(words), coder_id=coder_id)

    def counts(self) -> tuple[int, int, int]:
        """Codings with Places, with Water, and in the document, as every list shows them."""
        by_code = self.workspace.counts_by_code
        return (
            by_code[self.mine.code_id],
            by_code[self.theirs.code_id],
            self.workspace.counts_by_document[self.document.id],
        )


@pytest.fixture
def study(qtbot: QtBot, project: Project) -> Iterator[Study]:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Study(project, window)
    yield made
    made.workspace.close()


def test_everybody_is_seen_until_somebody_wants_to_be_blind(study: Study) -> None:
    assert not study.workspace.sight.hides_coder(study.bo.id)
    study.workspace.sight.set_blind(True)
    assert study.workspace.sight.hides_coder(study.bo.id)
    assert not study.workspace.sight.hides_coder(study.mine.coder_id)


def test_counts_are_of_the_codings_that_may_be_seen(study: Study) -> None:
    assert study.counts() == (1, 1, 2)
    study.workspace.sight.set_blind(True)
    assert study.counts() == (1, 0, 1)
    study.workspace.sight.set_blind(False)
    assert study.counts() == (1, 1, 2)


def test_counts_follow_each_coding_in_blind_mode_too(study: Study) -> None:
    study.workspace.sight.set_blind(True)
    study.code("waved", "Places > Water", study.bo)
    assert study.counts() == (1, 0, 1)
    study.code("dark", "Places > Water")
    assert study.counts() == (1, 1, 2)
    study.workspace.undo()
    study.workspace.undo()
    assert study.counts() == (1, 0, 1)
    study.workspace.sight.set_blind(False)
    assert study.counts() == (1, 1, 2)


def test_the_codebook_and_the_documents_repaint_their_counts(study: Study, qtbot: QtBot) -> None:
    codes, documents = CodebookModel(study.workspace), DocumentsModel(study.workspace, study.window)
    study.workspace.sight.changed.connect(documents.repaint_all)
    places = codes.index_of(study.mine.code_id)
    assert (codes.look_of(places).own, codes.look_of(places).total) == (1, 2)
    with qtbot.waitSignals([codes.counted, documents.dataChanged]):
        study.workspace.sight.set_blind(True)
    assert (codes.look_of(places).own, codes.look_of(places).total) == (1, 1)
    assert documents.index(0).data(FIGURE) == "1"


def test_a_switch_of_coders_shows_what_the_other_sees(study: Study) -> None:
    study.workspace.sight.set_blind(True)
    study.workspace.work_as("Bo Lind")
    assert not study.workspace.sight.is_blind, "Bo did not ask for it"
    assert study.counts() == (1, 1, 2)
    study.workspace.sight.set_blind(True)
    assert study.counts() == (0, 1, 1)
    study.workspace.work_as("Anna Kvam")
    assert study.workspace.sight.is_blind
    assert study.counts() == (1, 0, 1)
    assert settings.choice("coder", "") == "Anna Kvam"


def test_blind_mode_is_remembered_for_the_project_and_the_coder(study: Study) -> None:
    study.workspace.sight.set_blind(True)
    assert Workspace(study.project, study.window).sight.is_blind
    study.project.work_as("Bo Lind")
    assert not Workspace(study.project, study.window).sight.is_blind


def test_somebody_new_stays_blind_when_their_first_coding_lets_them_join(study: Study) -> None:
    study.workspace.work_as("Cato Lie")
    study.workspace.sight.set_blind(True)
    assert study.counts() == (0, 0, 0)
    study.code("dark", "Places")
    assert study.counts() == (1, 0, 1)
    again = Workspace(study.project, study.window)
    assert again.sight.is_blind
    assert again.counts_by_code[study.mine.code_id] == 1


def test_whoever_is_renamed_stays_at_work_also_when_that_is_undone(study: Study) -> None:
    settings.save_choice("coder", "Anna Kvam")
    study.workspace.sight.set_blind(True)
    study.project.coders.edit(study.project.coder.id, name="Anna Berg")
    assert study.project.coder_name == "Anna Berg"
    assert study.counts() == (1, 0, 1)
    assert settings.choice("coder", "") == "Anna Berg"
    study.workspace.undo()
    assert study.project.coder_name == "Anna Kvam"
    study.code("dark", "Places")
    assert [coder.name for coder in study.project.coders.all()] == ["Anna Kvam", "Bo Lind"]


def test_memos_of_others_are_hidden_with_their_codings(study: Study) -> None:
    presence, codes = MemoPresence.of(study.workspace), CodebookModel(study.workspace)
    documents = DocumentsModel(study.workspace, study.window)
    study.workspace.work_as("Bo Lind")
    for about in (About(code_id=study.mine.code_id), About(study.document.id, 4, 8), About(coding_id=study.theirs.id)):
        study.project.memos.add("What Bo thinks", about=about)
    study.workspace.work_as("Anna Kvam")
    assert (len(presence.memos), len(presence.passages(study.document.id))) == (3, 1)
    assert documents.index(0).data(SIGN) == "memo"
    study.workspace.sight.set_blind(True)
    assert (presence.memos, presence.passages(study.document.id)) == ({}, [])
    assert documents.index(0).data(SIGN) == ""
    assert not codes.look_of(codes.index_of(study.mine.code_id)).has_memo
    study.project.memos.add("What Anna thinks", about=About(code_id=study.mine.code_id))
    assert len(presence.memos) == 1
    study.workspace.sight.set_blind(False)
    assert len(presence.memos) == 4


def test_a_memo_of_somebody_else_that_is_open_is_closed(study: Study) -> None:
    panel = MemosPanel(study.workspace, Actions(study.window), study.window)
    study.workspace.work_as("Bo Lind")
    memo = study.project.memos.add("What Bo thinks")
    study.workspace.work_as("Anna Kvam")
    panel.open(memo.id)
    study.workspace.sight.set_blind(True)
    assert panel.memo_id is None
    assert panel.editor.isHidden()


def test_the_details_of_a_code_count_and_quote_only_what_may_be_seen(study: Study) -> None:
    panel = CodebookPanel(study.workspace, Actions(study.window), study.window)
    study.project.codes.set_example(study.theirs.code_id, study.theirs.id)
    study.workspace.choose_code(study.theirs.code_id)
    assert panel.details.counts.text().startswith("1 ")
    assert not panel.details.example.isHidden()
    study.workspace.sight.set_blind(True)
    assert panel.details.counts.text().startswith("0 ")
    assert panel.details.example.isHidden()
    study.workspace.sight.set_blind(False)
    assert not panel.details.example.isHidden()


def test_what_is_deleted_is_counted_whole_also_where_it_is_hidden(study: Study) -> None:
    notices: list[Notice] = []
    study.workspace.noticed.connect(notices.append)
    panel = CodebookPanel(study.workspace, Actions(study.window), study.window)
    study.workspace.sight.set_blind(True)
    panel.tree.select([study.mine.code_id], study.mine.code_id)
    panel.commands.delete()
    assert "2 coding" in notices[-1].text
    study.workspace.undo()
    documents = DocumentsPanel(study.workspace, Actions(study.window), study.window)
    documents.delete()
    assert "2 coding" in notices[-1].text
