"""What the audit trail says of one step in a code's story, in few words: the code stands beside them already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.analysis.code_story import CodeStep
from annotator.analysis.operation_details import FieldChange
from annotator.analysis.operation_sentences import sentence
from annotator.analysis.row_fields import FIELDS, NOWHERE
from annotator.project.history import MERGE

_FIELDS = FIELDS["code"]
_DONE = {
    "name": "renamed",
    "parent_id": "moved",
    "definition": "described",
    "when_to_use": "described",
    "when_not_to_use": "described",
    "example_coding_id": "example chosen",
}
_AGAIN = {"described": "described anew", "example chosen": "another example chosen"}
_WORDS = {_FIELDS[column]: words for column, words in _DONE.items()}


def what_was_done(step: CodeStep, changes: Sequence[FieldChange], *, is_blind: bool) -> str:
    """A step in words: "Renamed, moved". `changes` are the fields that it changed."""
    if step.entry.operation.kind == MERGE:
        return f"Copies merged: {', '.join(_by_merge(step, changes))}"
    words = ", ".join(dict.fromkeys(_by_hand(step, changes)))
    return words[:1].upper() + words[1:] or sentence(step.entry.operation, is_blind=is_blind)


def came_or_went(step: CodeStep) -> bool:
    """Whether the code came to be, or came to an end."""
    return any(row.table == "code" and row.event != "changed" for row in step.rows)


def _by_hand(step: CodeStep, changes: Sequence[FieldChange]) -> Iterator[str]:
    kind, parameters = step.entry.operation.kind, step.entry.operation.parameters
    events = {row.event for row in step.rows if row.table == "code"}
    if "added" in events:
        yield "added"
    elif "removed" in events:
        yield f"merged into “{parameters.get('into', '')}”" if kind == "code.merge" else "deleted"
    else:
        yield from map(_changed, changes)
    if not events and step.passings:
        others = ", ".join(f"“{each.other}”" for each in step.passings)
        yield f"{others} merged into it" if kind == "code.merge" else "codings recoded"


def _changed(change: FieldChange) -> str:
    words = _WORDS.get(change.label, "changed")
    return words if change.before in ("", NOWHERE) else _AGAIN.get(words, words)


def _by_merge(step: CodeStep, changes: Sequence[FieldChange]) -> Iterator[str]:
    events = {row.event for row in step.rows if row.table == "code"}
    if step.is_fold:
        yield "one with the code of the same name"
    elif step.is_return:
        yield "brought back, since it was in use"
    elif "added" in events:
        yield "added"
    elif "removed" in events:
        yield "taken out"
    elif changes:
        yield "settled what both had changed"
    else:
        yield "codings recoded"
