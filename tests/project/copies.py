"""Copies of one study with histories of their own, for the tests of merging."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from annotator.project.document_texts import DocumentTexts
from annotator.project.documents import NewSpeaker
from annotator.project.errors import AnnotatorError
from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import About
from annotator.project.merging.apply import apply_merge
from annotator.project.merging.plan import MergePlan
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.schema import logged_tables
from annotator.project.text_edits import Edit

NAMES = ("Trust", "Hope", "Soup")
PEOPLE = ("Anna", "Bo", "Cleo")
TEXT = "I: What came first?\nP1: The soup came first 🙂, then the talk.\nP1: It helped me more than I knew."
Step = tuple[str, int, int, int]
Content = dict[str, frozenset[tuple[Any, ...]]]


def start(folder: Path) -> Path:
    """A small study that everybody gets a copy of."""
    path = folder / "start.annot"
    with Project.create(path, title="Soup", coder_name="Anna") as project:
        speakers = [NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", "P01")]
        document = project.documents.add("Interview 1", TEXT, participant="P01", speakers=speakers)
        trust = project.codes.add("Trust")
        hope = project.codes.add("Hope", parent_id=trust.id)
        project.codes.add("Care")
        project.codings.add(document.id, trust.id, 24, 43)
        project.codings.add(document.id, hope.id, 50, 63)
        project.memos.add("On trust.", about=About(code_id=trust.id))
        age = project.participants.add_attribute("Age", "text")
        project.participants.set_value(project.participants.all()[0].id, age.id, "40")
    return path


def copy_of(path: Path, name: str, coder: str) -> Project:
    """A copy of a file, opened by somebody."""
    target = path.with_name(name)
    shutil.copy(path, target)
    return Project.open(target, coder_name=coder, check=False)


def merge(mine: Project, theirs: Project) -> MergePlan:
    """Bring all that one has into the other."""
    plan = plan_merge(mine, theirs)
    apply_merge(mine, theirs, plan, theirs.path.name)
    return plan


def content(project: Project) -> Content:
    """All that a project says, whatever the versions of its texts are called."""
    run = project.connection.exec_driver_sql
    found: Content = {}
    for table in logged_tables:
        if table.name == "document":
            continue
        found[table.name] = frozenset(map(tuple, run(f"SELECT * FROM {table.name}")))
    documents = run("SELECT * FROM document").all()
    texts = DocumentTexts(project).read({row.text_id for row in documents})
    found["document"] = frozenset(
        (*(value for value in row if value != row.text_id), texts[row.text_id].text, texts[row.text_id].formats)
        for row in documents
    )
    return found


def do(project: Project, step: Step) -> None:
    """One step of a history; what is refused does not happen."""
    verb, *numbers = step
    with contextlib.suppress(AnnotatorError, IndexError, ValueError):
        _VERBS[verb](project, *numbers)


def _some(items: Sequence[Any], number: int) -> Any:
    if not items:
        raise IndexError
    return items[number % len(items)]


def _add_code(p: Project, a: int, b: int, c: int) -> None:
    parent = _some([None, *p.codes.all()], a)
    p.codes.add(NAMES[b % 3], parent_id=parent.id if parent else None, definition="" if c % 2 else f"About {c}")


def _code(p: Project, a: int, b: int, c: int) -> None:
    document = _some(p.documents.all(), c // 50)
    length = p.documents.length(document.id)
    start_char = b % length
    p.codings.add(document.id, _some(p.codes.all(), a).id, start_char, min(length, start_char + 1 + c % 20))


def _recode(p: Project, a: int, b: int, _c: int) -> None:
    p.codings.recode([_some(_codings(p), a).id], _some(p.codes.all(), b).id)


def _move_ends(p: Project, a: int, b: int, c: int) -> None:
    coding = _some(_codings(p), a)
    p.codings.move_ends(coding.id, max(0, coding.start_char - b % 5), coding.end_char + c % 5)


def _correct(p: Project, a: int, b: int, c: int) -> None:
    document = _some(p.documents.all(), c // 50)
    length = p.documents.length(document.id)
    at = a % length
    words = ("", "well ", "\nP1: ", "e")[b % 4]
    p.documents.correct(document.id, [Edit(at, min(length, at + c % 12), words)])


def _codings(p: Project) -> list[Any]:
    return sorted(p.codings.all(), key=lambda coding: coding.id)


def _add_document(p: Project, a: int, b: int, _c: int) -> None:
    p.documents.add(f"Notes {a % 2}", ("Rain all day.", "No rain.\nStill cold.")[b % 2], participant="P02")


def _rewrite_line(p: Project, a: int, b: int, _c: int) -> None:
    document = _some(p.documents.all(), a)
    text = p.documents.text(document.id).text
    line = _some(text.splitlines(), b)
    start = text.index(line)
    p.documents.correct(document.id, [Edit(start, start + len(line), f"P1: line {b % 3}")])


def _agree(p: Project, a: int, _b: int, _c: int) -> None:
    document = _some(p.documents.all(), a)
    spans = [(each.code_id, each.start_char, each.end_char) for each in _codings(p) if each.has_words]
    p.consensus.take_over(document.id, spans[:2])


def _talk_about(p: Project, a: int, b: int, _c: int) -> None:
    coding = _some(_codings(p), b)
    passage = TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding.id)
    p.meetings.talk_about(_some(p.meetings.all(), a).memo_id, [passage])


def _edit_meeting(p: Project, a: int, b: int, c: int) -> None:
    memo_id = _some(p.meetings.all(), a).memo_id
    if b % 2:
        p.meetings.edit(memo_id, decisions=f"Decided {c % 3}")
    else:
        p.meetings.edit(memo_id, text=f"Said {c % 3}")


def _note(p: Project, a: int, b: int, c: int) -> None:
    coding, person = _some(_codings(p), a), _some(p.participants.all(), b)
    p.memos.add(f"Note {c % 3}", about=_some([About(coding_id=coding.id), About(participant_id=person.id)], c))


_VERBS: dict[str, Callable[[Project, int, int, int], object]] = {
    "add code": _add_code,
    "rename code": lambda p, a, b, _c: p.codes.rename(_some(p.codes.all(), a).id, NAMES[b % 3]),
    "describe code": lambda p, a, b, _c: p.codes.describe(_some(p.codes.all(), a).id, definition=f"Says {b % 3}"),
    "move code": lambda p, a, b, _c: p.codes.move(
        [_some(p.codes.all(), a).id], getattr(_some([None, *p.codes.all()], b), "id", None)
    ),
    "merge codes": lambda p, a, b, _c: p.codes.merge([_some(p.codes.all(), a).id], _some(p.codes.all(), b).id),
    "delete code": lambda p, a, _b, _c: p.codes.delete([_some(p.codes.all(), a).id]),
    "code": _code,
    "recode": _recode,
    "move ends": _move_ends,
    "uncode": lambda p, a, _b, _c: p.codings.delete([_some(_codings(p), a).id]),
    "correct": _correct,
    "add memo": lambda p, a, b, _c: p.memos.add(f"Memo {b % 3}", about=About(code_id=_some(p.codes.all(), a).id)),
    "write memo": lambda p, a, b, _c: p.memos.edit(_some(p.memos.all(), a).id, text=f"Other {b % 3}"),
    "delete memo": lambda p, a, _b, _c: p.memos.delete([_some(p.memos.all(), a).id]),
    "add person": lambda p, a, _b, _c: p.participants.add(f"P0{a % 3 + 1}"),
    "set value": lambda p, a, b, _c: p.participants.set_value(
        _some(p.participants.all(), a).id, _some(p.participants.attributes(), b).id, str(b)
    ),
    "rename person": lambda p, a, b, _c: p.participants.edit(_some(p.participants.all(), a).id, pseudonym=f"K{b % 3}"),
    "delete person": lambda p, a, _b, _c: p.participants.delete(_some(p.participants.all(), a).id),
    "merge people": lambda p, a, b, _c: p.participants.merge(
        [_some(p.participants.all(), a).id], _some(p.participants.all(), b).id
    ),
    "note": _note,
    "agree": _agree,
    "meet": lambda p, a, b, _c: p.meetings.add(f"2026-03-0{a % 9 + 1}", decisions=f"Decided {b % 3}"),
    "edit meeting": _edit_meeting,
    "delete meeting": lambda p, a, _b, _c: p.meetings.delete(_some(p.meetings.all(), a).memo_id),
    "talk about": _talk_about,
    "rewrite line": _rewrite_line,
    "add document": _add_document,
    "rename document": lambda p, a, b, _c: p.documents.rename(_some(p.documents.all(), a).id, f"Talk {b % 3}"),
    "delete document": lambda p, a, _b, _c: p.documents.delete([_some(p.documents.all(), a).id]),
    "undo": lambda p, _a, _b, _c: p.undo(),
    "redo": lambda p, _a, _b, _c: p.redo(),
}
VERBS = tuple(_VERBS)
