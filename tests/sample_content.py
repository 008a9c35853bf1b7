"""What a project says to those who read it, without ids: for the tests that compare sample files with fresh builds."""

from __future__ import annotations

from typing import Any

from annotator.project.ids import Id
from annotator.project.project import Project

Content = dict[str, Any]
NOTHING = Id(b"")


def content(project: Project) -> Content:
    """All that a researcher could see, without ids and times."""
    return {
        "project": (project.info.title, project.info.research_question, project.info.method, project.info.language),
        "coders": [(c.name, c.initials, c.colour, c.role, c.preunderstanding) for c in project.coders.all()],
        "attributes": [(a.name, a.kind, a.choices) for a in project.participants.attributes()],
        "participants": participants(project),
        "documents": documents(project),
        "codes": codes(project),
        "codings": sorted(readable_codings(project).values()),
        "memos": memos(project),
    }


def participants(project: Project) -> list[Any]:
    values = project.participants.values()
    attributes = project.participants.attributes()
    return [
        (one.label, one.pseudonym, one.note, {a.name: values.get((one.id, a.id), "") for a in attributes})
        for one in project.participants.all()
    ]


def documents(project: Project) -> list[Any]:
    labels = {one.id: one.label for one in project.participants.all()}
    return [
        (
            one.name,
            one.kind,
            labels.get(one.participant_id or NOTHING),
            project.documents.text(one.id),
            [(s.label, s.role, labels.get(s.participant_id or NOTHING)) for s in project.documents.speakers(one.id)],
            (one.source_name, one.source_format, one.source_sha256),
        )
        for one in project.documents.all()
    ]


def codes(project: Project) -> list[Any]:
    tree, codings = project.codes.tree(), readable_codings(project)
    return [
        (
            tree.path(code.id),
            code.colour,
            code.definition,
            code.when_to_use,
            code.when_not_to_use,
            codings.get(code.example_coding_id or NOTHING),
        )
        for code in tree
    ]


def readable_codings(project: Project) -> dict[Id, tuple[str, str, str, int, int]]:
    """Document, code path, coder's initials, start and end in code points, by the coding's id."""
    names = {document.id: document.name for document in project.documents.all()}
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    tree = project.codes.tree()
    return {
        one.id: (
            names[one.document_id],
            " > ".join(tree.path(one.code_id)),
            initials[one.coder_id],
            one.start_char,
            one.end_char,
        )
        for one in project.codings.all()
    }


def memos(project: Project) -> list[Any]:
    """In the order in which they were written."""
    names = {document.id: document.name for document in project.documents.all()}
    initials = {coder.id: coder.initials for coder in project.coders.all()}
    codings, tree = readable_codings(project), project.codes.tree()
    return [
        (
            initials[one.coder_id],
            one.kind,
            one.title,
            one.text,
            names.get(one.document_id or NOTHING),
            (one.start_char, one.end_char),
            tree.path(one.code_id) if one.code_id else None,
            codings.get(one.coding_id or NOTHING),
        )
        for one in sorted(project.memos.all(), key=lambda memo: memo.created_us)
    ]
