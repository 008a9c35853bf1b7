"""What operations are about, in groups that people choose from: codes, codings, documents, memos, people, ..."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from annotator.project.changes import Operation


@dataclass(frozen=True, slots=True)
class KindGroup:
    """A group of kinds. `beginnings` are those of its kinds; `title` is to be translated."""

    key: str
    title: str
    beginnings: tuple[str, ...]


_PROJECT = ("project.create", "project.describe", "project.migrate", "saved_table.", "saved_query.")
GROUPS: Final = (
    KindGroup("codes", "Codes", ("code.",)),
    KindGroup("codings", "Codings", ("coding.", "consensus.")),
    KindGroup("documents", "Documents", ("document.", "import.documents", "speaker.")),
    KindGroup("memos", "Memos and meetings", ("memo.", "meeting.", "import.comments")),
    KindGroup("people", "Participants", ("participant.", "attribute.")),
    KindGroup("copies", "Merges and copies", ("project.merge", "project.send_copy")),
    KindGroup("coders", "Coders", ("coder.",)),
    KindGroup("project", "Project, tables and queries", _PROJECT),
)
_BY_KEY = {group.key: group for group in GROUPS}


def group_called(key: str) -> KindGroup | None:
    """The group of this key."""
    return _BY_KEY.get(key)


def group_of(operation: Operation) -> KindGroup | None:
    """The group that an operation belongs to; an undo to that of what it took back. None of a later version's kind."""
    kind = str(operation.parameters.get("of", operation.kind)) if operation.undoes is not None else operation.kind
    return next((group for group in GROUPS if kind.startswith(group.beginnings)), None)
