"""What operations are called in the history and in the Undo menu."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import annotator
from annotator.analysis.operation_sentences import BLIND, TEMPLATES, WITHOUT, sentence, subject
from annotator.project.changes import Operation
from annotator.project.ids import new_id
from annotator.project.project import Project


def made(kind: str, **parameters: object) -> Operation:
    return Operation(1, new_id(), kind, parameters, "Anna Kvam", 0, 1, None)


def kinds_in_the_source() -> set[str]:
    """The kind that each call of `operation` and `operation_by` names."""
    found = set()
    for file in Path(annotator.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("operation", "operation_by"):
                found |= {value.value for value in node.args[:2] if isinstance(value, ast.Constant) and value.value}
    return found


def fields_of(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_kind_of_operation_has_a_sentence() -> None:
    kinds = kinds_in_the_source()
    assert {"import.documents", "coding.add", "project.create", "coder.join"} <= kinds
    assert kinds - set(TEMPLATES) == set()


def test_a_shorter_sentence_does_not_need_what_is_missing() -> None:
    for kind, (parameter, template) in WITHOUT.items():
        assert parameter in fields_of(TEMPLATES[kind])
        assert parameter not in fields_of(template)


def test_a_sentence_names_what_it_is_about() -> None:
    assert sentence(made("coding.add", code="Hope", document="Interview 3")) == "Code “Hope” in “Interview 3”"
    assert sentence(made("code.delete", code="Hope", codings=500)) == "Delete code “Hope” (codings: 500)"
    assert sentence(made("code.move", code="Hope", parent="Trust")) == "Move code “Hope” under “Trust”"
    assert sentence(made("code.move", code="Hope", parent="")) == "Move code “Hope” to the top"
    assert sentence(made("project.migrate", **{"from": 1, "to": 2})) == (
        "Bring the project file from version 1 to version 2"
    )


def test_undo_and_redo_speak_of_the_first_operation(project: Project) -> None:
    project.codes.add("Hope")
    project.undo()
    project.redo()
    newest = project.history.operations(limit=3)
    assert [sentence(operation) for operation in newest] == [
        "Redo: Add code “Hope”",
        "Undo: Add code “Hope”",
        "Add code “Hope”",
    ]
    assert {subject(operation) for operation in newest} == {"Add code “Hope”"}


def test_every_verb_leaves_a_sentence_without_gaps(project: Project) -> None:
    document = project.documents.add("Interview 1", "P1: It was the first time that anyone had asked me.\n")
    code = project.codes.add("Being asked")
    coding = project.codings.add(document.id, code.id, 4, 22)
    project.codings.move_ends(coding.id, 4, 12)
    project.memos.add("", title="")
    project.codes.move([code.id], None)
    project.documents.set_participant(document.id, None)
    project.codings.delete([coding.id])
    project.codes.delete([code.id])
    project.documents.delete([document.id])
    for operation in project.history.operations():
        words = sentence(operation)
        assert words[0].isupper()
        assert "“”" not in words
        assert "{" not in words


def test_braces_in_a_name_are_only_braces() -> None:
    assert sentence(made("code.add", code="{hope} {0}")) == "Add code “{hope} {0}”"


def test_long_and_broken_names_stay_on_one_line() -> None:
    words = sentence(made("memo.add", memo="First line\nsecond " + "long " * 100))
    assert words.startswith("Write memo “First line second long")
    assert "\n" not in words
    assert len(words) <= 100


def test_a_translation_is_filled_in_like_the_template() -> None:
    norwegian = {
        "Undo: {what}": "Angre: {what}",
        TEMPLATES["coding.add"]: "Kode «{code}» i «{document}»",
    }
    undone = made("undo", of="coding.add", code="Håp", document="Intervju 3")
    assert sentence(undone, norwegian.__getitem__) == "Angre: Kode «Håp» i «Intervju 3»"


def test_a_kind_of_a_later_version_is_named_as_it_is() -> None:
    assert sentence(made("horoscope.cast", sign="Leo")) == "horoscope.cast"
    assert sentence(made("undo", of="horoscope.cast")) == "Undo: horoscope.cast"


def test_whoever_is_blind_is_not_told_how_many_codings_there_were() -> None:
    deleted, undone = (
        made("code.delete", code="Hope", codings=34),
        made("undo", of="code.delete", code="Hope", codings=34),
    )
    assert sentence(deleted, is_blind=True) == "Delete code “Hope”"
    assert sentence(undone, is_blind=True) == "Undo: Delete code “Hope”"
    assert sentence(made("coding.recode", code="Hope", count=34), is_blind=True) == "Recode to “Hope”"
    assert {kind: fields_of(template) - fields_of(TEMPLATES[kind]) for kind, template in BLIND.items()} == {
        kind: set() for kind in BLIND
    }
