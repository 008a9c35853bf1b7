"""The groups of what was done: each kind that there is belongs to one."""

from __future__ import annotations

from annotator.analysis.operation_kinds import GROUPS, group_called, group_of
from annotator.analysis.operation_sentences import TEMPLATES
from annotator.project.project import Project

_OF_ANOTHER = {"undo", "redo"}


def test_every_kind_belongs_to_a_group() -> None:
    beginnings = tuple(beginning for group in GROUPS for beginning in group.beginnings)
    assert [kind for kind in TEMPLATES if kind not in _OF_ANOTHER and not kind.startswith(beginnings)] == []


def test_an_undo_belongs_to_what_it_took_back(project: Project) -> None:
    project.codes.add("Wind")
    project.undo()
    undo = project.history.operations(limit=1)[0]
    assert group_of(undo) == group_called("codes")
    assert group_called("horoscopes") is None
