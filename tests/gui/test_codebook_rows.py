"""The rows of the codebook after whatever was done to the codes: as if they had just been made."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.model import CodebookModel
from annotator.project.codes import Code
from annotator.project.errors import AnnotatorError
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.gui.codebook_window import CodebookWindow, filled, give

_STEPS = 60


def _rows(model: CodebookModel, above: QModelIndex | None = None) -> list[tuple[object, ...]]:
    """All rows from the top down: how deep each is, and what it shows."""
    under = above or QModelIndex()
    found: list[tuple[object, ...]] = []
    for number in range(model.rowCount(under)):
        index = model.index(number, 0, under)
        assert model.parent(index) == under
        assert model.index_of(_code_id(model, index)) == index
        below = [(depth + 1, *rest) for depth, *rest in _rows(model, index)]  # type: ignore[operator]
        found += [(0, _code_id(model, index), *model.look_of(index)), *below]
    return found


def _in_sight(shown: CodebookWindow) -> list[Id]:
    """The rows that the view shows, from the first to the last."""
    found, index = [], shown.panel.model.index(0, 0)
    while index.isValid():
        found.append(_code_id(shown.panel.model, index))
        index = shown.tree.indexBelow(index)
    return found


def _open_rows(shown: CodebookWindow, above: QModelIndex | None = None) -> list[Id]:
    """The rows that are at the top, or under an open one."""
    model, found = shown.panel.model, list[Id]()
    for number in range(model.rowCount(above or QModelIndex())):
        index = model.index(number, 0, above or QModelIndex())
        found += [_code_id(model, index), *(_open_rows(shown, index) if shown.tree.isExpanded(index) else ())]
    return found


def _code_id(model: CodebookModel, index: QModelIndex) -> Id:
    code = model.code_at(index)
    assert code is not None
    return code.id


class _Hands:
    """Does things by chance to the codes of a project; what is refused changes nothing."""

    def __init__(self, shown: CodebookWindow, chance: random.Random) -> None:
        self._shown, self._chance = shown, chance

    def do_something(self) -> None:
        project, some = self._shown.project, self._chance.random()
        codes = project.codes.all()
        try:
            if some < 0.25 or len(codes) < 4:
                self._add(codes[self._chance.randrange(len(codes))].id if codes and some < 0.15 else None)
            elif some < 0.5:
                self._move()
            elif some < 0.6:
                project.codes.delete([self._some().id])
            elif some < 0.7:
                project.codes.merge([self._some().id, self._some().id], self._some().id)
            elif some < 0.75:
                project.codes.rename(self._some().id, f"Named {self._chance.random()}")
            elif some < 0.8:
                give(project, self._some().name, "kettle warm")
            elif some < 0.95:
                project.undo()
            else:
                project.redo()
        except AnnotatorError:
            pass

    def _add(self, above: Id | None) -> None:
        self._shown.project.codes.add(f"Code {self._chance.random()}", parent_id=above)

    def _move(self) -> None:
        tree = self._shown.project.codes.tree()
        above = self._some() if self._chance.random() < 0.6 else None
        beside = tree.children(above.id if above else None)
        before = self._chance.choice(beside).id if beside and self._chance.random() < 0.7 else None
        moving = list(dict.fromkeys(self._some().id for _ in range(self._chance.randint(1, 3))))
        self._shown.project.codes.move(moving, above.id if above else None, before)

    def _some(self) -> Code:
        return self._chance.choice(self._shown.project.codes.all())


@pytest.mark.parametrize("seed", range(4))
def test_rows_kept_one_by_one_are_as_rows_made_afresh(project: Project, qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    shown = CodebookWindow(filled(project, ["Care > Warmth", "Care > Patience", "Time > Past > Far", "Place"]), qtbot)
    model, tree = shown.panel.model, shown.tree
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hands, resets = _Hands(shown, chance), QSignalSpy(model.modelReset)
    opened = dict.fromkeys((code.id for code in project.codes.all()), True)
    tree.collapse(model.index_of(shown.code("Time")))
    opened[shown.code("Time")] = False
    for _ in range(_STEPS):
        _select_some(shown, chance)
        selected, current = set(tree.selected_ids()), tree.current_id()
        hands.do_something()
        assert _rows(model) == _rows(CodebookModel(shown.workspace, shown.window))
        assert _in_sight(shown) == _open_rows(shown)
        assert [code.id for code in shown.workspace.tree] == [code.id for code in project.codes.tree()]
        if current in shown.workspace.tree:  # else the others are let go with it
            assert tree.current_id() == shown.workspace.code_id == current
            assert set(tree.selected_ids()) == {each for each in selected if each in shown.workspace.tree}
        for code_id, is_open in opened.items():
            index = model.index_of(code_id)
            if index.isValid() and model.hasChildren(index):
                assert tree.isExpanded(index) or not is_open
                opened[code_id] = tree.isExpanded(index)  # who puts a code under another wants to see it there
    assert resets.count() == 0
    assert isinstance(tester.model(), QAbstractItemModel)


def _select_some(shown: CodebookWindow, chance: random.Random) -> None:
    codes = [code.id for code in shown.workspace.tree]
    chosen = chance.sample(codes, min(len(codes), chance.randint(0, 2)))
    shown.tree.select(chosen, chosen[0] if chosen else None)
