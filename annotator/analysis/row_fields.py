"""Which fields of which rows people are told about when somebody has changed them, and what these are called.

The words are English templates, to be translated where they are shown.
"""

from __future__ import annotations

from typing import Final

# What a row is called: "{name}" is its own name, or what it stands for.
THINGS: Final = {
    "project": "Project",
    "coder": "Coder “{name}”",
    "participant": "Participant “{name}”",
    "attribute": "Attribute “{name}”",
    "attribute_value": "“{attribute}” of “{name}”",
    "document": "Document “{name}”",
    "speaker": "Speaker “{name}” in “{document}”",
    "code": "Code “{name}”",
    "coding": "Coding “{name}” in “{document}”",
    "memo": "Memo “{name}”",
    "meeting": "Meeting of {name}",
    "memo_link": "Passage of a meeting",
    "saved_table": "Table “{name}”",
    "saved_query": "Query “{name}”",
}
NAMELESS: Final = {"memo": "Memo", "meeting": "Meeting", "code": "Code", "document": "Document"}

# Of each table: its fields in the order in which they are told. What is not here moves by itself, or says nothing.
FIELDS: Final = {
    "project": {
        "title": "Title",
        "research_question": "Research question",
        "method": "Method",
        "language": "Language",
    },
    "coder": {
        "name": "Name",
        "initials": "Initials",
        "colour": "Colour",
        "role": "Role",
        "preunderstanding": "Preunderstanding",
    },
    "participant": {"label": "Label", "pseudonym": "Pseudonym", "note": "Note"},
    "attribute": {"name": "Name", "kind": "Kind", "choices": "Choices"},
    "attribute_value": {"value": "Value"},
    "document": {"name": "Name", "kind": "Kind", "participant_id": "Participant"},
    "speaker": {"label": "Label", "role": "Role", "participant_id": "Participant"},
    "code": {
        "name": "Name",
        "parent_id": "Under",
        "definition": "Definition",
        "when_to_use": "When to use",
        "when_not_to_use": "When not to use",
        "colour": "Colour",
        "example_coding_id": "Example",
    },
    "coding": {"code_id": "Code", "coder_id": "Coder"},
    "memo": {"title": "Title", "kind": "Kind", "text": "Text", "once_about": "Was about"},
    "meeting": {"day": "Day", "present": "Present", "decisions": "Decisions"},
    "memo_link": {"words": "Words"},
    "saved_table": {"name": "Name"},
    "saved_query": {"name": "Name"},
}
WORDS: Final = "Words"
PLACE: Final = "Place"
AT_THE_TOP: Final = "at the top"
NOWHERE: Final = "none"
CHARACTERS: Final = "characters {start}–{end}"
OF_ANOTHER_ORDER: Final = "Another place among its neighbours"

# Where an id leads: the table, and the column that names the row there.
NAMED_BY: Final = {
    "parent_id": ("code", "name"),
    "code_id": ("code", "name"),
    "coder_id": ("coder", "name"),
    "document_id": ("document", "name"),
    "participant_id": ("participant", "label"),
    "attribute_id": ("attribute", "name"),
}
OWN_NAME: Final = {"participant": "label", "speaker": "label", "memo": "title", "meeting": "day"}


def all_texts() -> tuple[str, ...]:
    """Every word here that is to be translated."""
    fields = (label for labels in FIELDS.values() for label in labels.values())
    others = (WORDS, PLACE, AT_THE_TOP, NOWHERE, CHARACTERS, OF_ANOTHER_ORDER)
    return tuple(dict.fromkeys((*THINGS.values(), *NAMELESS.values(), *fields, *others)))
