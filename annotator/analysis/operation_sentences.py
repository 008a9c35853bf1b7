"""What an operation did, in words: for the history, the audit trail and the Undo menu.

One template per kind of operation, filled with the operation's parameters. The window gives its translation of a
template, the command line prints it as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Final

from annotator.project.changes import Operation

TEMPLATES: Final[Mapping[str, str]] = {
    "project.create": "Create the project “{title}”",
    "project.describe": "Describe the project",
    "project.merge": "Merge “{source}”",
    "project.send_copy": "Make a copy for “{receiver}”",
    "project.migrate": "Bring the project file from version {from} to version {to}",
    "coder.add": "Add coder “{coder}”",
    "coder.join": "Let “{coder}” join",
    "coder.edit": "Edit coder “{coder}”",
    "coder.delete": "Remove coder “{coder}”",
    "participant.add": "Add participant “{participant}”",
    "participant.add_many": "Add participants ({count}): {participant}",
    "participant.edit": "Edit participant “{participant}”",
    "participant.edit_many": "Edit participants ({count}): {participant}",
    "participant.move": "Move participant “{participant}”",
    "participant.merge": "Merge participant “{participant}” into “{into}”",
    "participant.sheet": "Fill in the sheet of participants (cells: {count})",
    "participant.import": "Import participants from “{source}” (values: {count})",
    "participant.delete": "Remove participant “{participant}”",
    "attribute.add": "Add attribute “{attribute}”",
    "attribute.delete": "Remove attribute “{attribute}”",
    "attribute.edit": "Edit attribute “{attribute}”",
    "attribute.rename": "Rename attribute “{attribute}” to “{name}”",
    "attribute.set_kind": "Make attribute “{attribute}” one of kind “{kind}”",
    "attribute.set_choices": "Change the choices of attribute “{attribute}”",
    "attribute.move": "Move attribute “{attribute}”",
    "attribute.set_many": "Set values ({count}) of {attribute}",
    "attribute.set": "Set “{attribute}” of “{participant}”",
    "import.documents": "Import documents ({count}): {document}",
    "document.add": "Add document “{document}”",
    "document.rename": "Rename document “{document}” to “{name}”",
    "document.correct": "Correct “{document}” (changes: {count})",
    "document.set_kind": "Say that “{document}” is of kind “{kind}”",
    "document.set_participant": "Say that “{document}” is by “{participant}”",
    "document.move": "Move document “{document}”",
    "document.delete": "Remove document “{document}”",
    "document.speakers": "Say who speaks in “{document}”",
    "speaker.set_many": "Say who speaks ({count}): {document}",
    "speaker.follow": "Take over the labels of “{document}”",
    "speaker.set": "Say that “{speaker}” in “{document}” is {role}",
    "code.add": "Add code “{code}”",
    "code.rename": "Rename code “{code}” to “{name}”",
    "code.recolour": "Recolour code “{code}”",
    "code.describe": "Describe code “{code}”",
    "code.set_example": "Choose an example for code “{code}”",
    "code.move": "Move code “{code}” under “{parent}”",
    "code.merge": "Merge code “{code}” into “{into}”",
    "code.delete": "Delete code “{code}” (codings: {codings})",
    "coding.add": "Code “{code}” in “{document}”",
    "coding.add_many": "Add codings ({count})",
    "coding.auto": "Code by rule with “{code}” (codings: {count}): {rule}",
    "coding.of_hits": "Code “{code}” where “{words}” was found ({count})",
    "coding.move_ends": "Move the ends of a coding “{code}” in “{document}”",
    "coding.recode": "Recode to “{code}” (codings: {count})",
    "coding.join": "Let codings that say the same be one (codings: {count})",
    "coding.delete": "Uncode “{code}” (codings: {count})",
    "consensus.keep": "Keep {coder}’s reading of “{code}” in “{document}”",
    "consensus.all": "Keep all readings of “{code}” in “{document}”",
    "consensus.third": "Decide on another reading of “{code}” in “{document}”",
    "consensus.neither": "Keep no reading of “{code}” in “{document}”",
    "consensus.note": "Write a note on the difference about “{code}” in “{document}”",
    "consensus.reopen": "Open the difference about “{code}” in “{document}” again",
    "consensus.agree": "Take over agreements ({count}) in “{document}”",
    "memo.add": "Write memo “{memo}”",
    "memo.edit": "Edit memo “{memo}”",
    "memo.delete": "Delete memo “{memo}”",
    "import.comments": "Bring in comments from readers ({count}): {source}",
    "meeting.add": "Write down meeting “{meeting}”",
    "meeting.edit": "Edit meeting “{meeting}”",
    "meeting.delete": "Delete meeting “{meeting}”",
    "meeting.talk_about": "Talk about passages ({count}) in meeting “{meeting}”",
    "meeting.unlink": "Take passages ({count}) off meeting “{meeting}”",
    "meeting.move_link": "Put what meeting “{meeting}” talked about in another order",
    "saved_table.save": "Keep table “{table}”",
    "saved_table.rename": "Rename table “{table}” to “{name}”",
    "saved_table.delete": "Delete table “{table}”",
    "saved_query.save": "Keep query “{query}”",
    "saved_query.rename": "Rename query “{query}” to “{name}”",
    "saved_query.delete": "Delete query “{query}”",
    "undo": "Undo: {what}",
    "redo": "Redo: {what}",
}
# What stands instead where the parameter that is named first is empty.
WITHOUT: Final[Mapping[str, tuple[str, str]]] = {
    "project.create": ("title", "Create the project"),
    "document.set_participant": ("participant", "Say that “{document}” is by no participant"),
    "code.move": ("parent", "Move code “{code}” to the top"),
    "coding.add": ("document", "Code “{code}”"),
    "coding.delete": ("code", "Uncode (codings: {count})"),
    "memo.add": ("memo", "Write a memo"),
    "memo.edit": ("memo", "Edit a memo"),
    "memo.delete": ("memo", "Delete a memo"),
}
# What stands instead where codings of others must not be seen, and the number of those touched would tell of them.
BLIND: Final[Mapping[str, str]] = {
    "code.delete": "Delete code “{code}”",
    "coding.recode": "Recode to “{code}”",
}
_ABOUT_ANOTHER = frozenset({"undo", "redo"})
_LONGEST_VALUE_CHARS = 80


def sentence(operation: Operation, translate: Callable[[str], str] = str, *, is_blind: bool = False) -> str:
    """What the operation did, as one line without a full stop: "Code “Hope” in “Interview 3”".

    `translate` gets a template of `TEMPLATES`, `WITHOUT` or `BLIND`. A kind that a later version made is named as it
    is. Whoever is blind is not told how many codings it touched, since these may be those of others.
    """
    return _filled(operation.kind, operation.parameters, translate, is_blind)


def subject(operation: Operation, translate: Callable[[str], str] = str, *, is_blind: bool = False) -> str:
    """As `sentence`, but of an undo or redo only what it is about: for "Undo: ..." and "Redo: ..." in a menu."""
    kind = operation.parameters.get("of", "") if operation.kind in _ABOUT_ANOTHER else operation.kind
    return _filled(str(kind), operation.parameters, translate, is_blind)


def _filled(kind: str, parameters: Mapping[str, Any], translate: Callable[[str], str], is_blind: bool = False) -> str:
    missing = "…" if parameters.get("left_out") is True else ""  # in a copy from which what it names was left out
    shown = {key: _shown(value) for key, value in parameters.items()}
    values: defaultdict[str, str] = defaultdict(lambda: missing, shown)
    if kind in _ABOUT_ANOTHER:
        values["what"] = _filled(str(parameters.get("of", "")), parameters, translate, is_blind)
    needed, shorter = WITHOUT.get(kind, ("", ""))
    template = shorter if needed and not values[needed] else TEMPLATES.get(kind, "")
    if is_blind:
        template = BLIND.get(kind, template)
    return translate(template).format_map(values) if template else kind


def _shown(value: object) -> str:
    """A parameter on one line, cut where it is long: a list of forty names, the words of a memo."""
    words = " ".join(str(value).split())
    return words if len(words) <= _LONGEST_VALUE_CHARS else words[: _LONGEST_VALUE_CHARS - 1].rstrip() + "…"
