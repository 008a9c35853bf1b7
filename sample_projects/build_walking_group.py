"""Builds the second sample study: the lead's project file, and the copies that two others coded in.

    python sample_projects/build_walking_group.py [FOLDER]

The study is read as the first one is (`build`); `story.toml` says what the three did then, session by session. Each
step is a verb of the program, done at the time that the story names, so that history and merging show weeks of work.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

from annotator.project.copy_contents import CopyWishes
from annotator.project.copy_names import copy_name
from annotator.project.ids import Id
from annotator.project.memo_links import TalkedAbout
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from annotator.project.text_edits import Edit
from sample_projects import build as first

SOURCES = Path(__file__).parent / "walking_group"
FOLDER = Path(__file__).parent
LEAD = "walking_group.annot"
SET_UP = datetime.fromisoformat("2026-03-02T10:00:00Z")
_BETWEEN_S = 11  # from one look at the clock to the next

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Session:
    """What one coder did in one go. `coder` are initials."""

    coder: str
    at: datetime
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a step is done: in whose project, of which study, at which time."""

    project: Project
    study: first.Study
    at: datetime


def read_story(folder: Path = SOURCES) -> tuple[Session, ...]:
    """The sessions, in the order in which they were. Raises SourceProblem where two stand the other way round."""
    rows = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))["sessions"]
    sessions = tuple(Session(row["coder"], row["at"], tuple(row["steps"])) for row in rows)
    for coder in {session.coder for session in sessions}:
        own = [session.at for session in sessions if session.coder == coder]
        if own != sorted(own):
            raise first.SourceProblem(f"the sessions of {coder} are not in the order of their times")
    return sessions


def build(folder: Path, source: Path = SOURCES) -> list[Path]:
    """Make the files in a folder: the lead's, then the copies. Raises ProjectExists, SourceProblem."""
    study, lead = first.read_study(source), folder / LEAD
    files = {study.coders[0].initials: lead}
    with _living_at(SET_UP):
        first.build(lead, replace(study, codings=()))
    for session in read_story(source):
        path = files.get(session.coder, lead)
        with _living_at(session.at), Project.open(path, coder_name=_name(study, session.coder)) as project:
            for step in session.steps:
                if step["do"] == "send":
                    files[step["to"]] = _send(Scene(project, study, session.at), step["to"])
                else:
                    _STEPS[step["do"]](Scene(project, study, session.at), step)
    for path in files.values():
        with closing(sqlite3.connect(path)) as file:
            file.execute("VACUUM")
    return list(files.values())


@contextmanager
def _living_at(start: datetime) -> Iterator[None]:
    """Let the clock that the program reads be at another time, and go on from there."""
    ticks = count(int(start.timestamp()) * 1_000_000_000, _BETWEEN_S * 1_000_000_000)
    with mock.patch.object(time, "time_ns", side_effect=ticks):
        yield


def _name(study: first.Study, initials: str) -> str:
    return next(coder.name for coder in study.coders if coder.initials == initials)


def _send(scene: Scene, initials: str) -> Path:
    """A copy for somebody who is to code without seeing what the others coded."""
    receiver, sender = _name(scene.study, initials), scene.project.coder_name
    source = scene.project.path
    target = source.with_name(copy_name(source.stem, receiver, sender, scene.at.date()))
    send_copy(source, target, CopyWishes(receiver, sender, is_blind=True))
    return target


def _code_document(scene: Scene, step: Step) -> None:
    """All that whoever is at work coded in a document, as one operation."""
    initials = scene.project.coder.initials
    own = [each for each in scene.study.codings if (each.document, each.coder) == (step["document"], initials)]
    first.add_codings(scene.project, replace(scene.study, codings=tuple(own)))


def _add_code(scene: Scene, step: Step) -> None:
    texts = {key: step.get(key, "") for key in ("path", "colour", "definition", "when_to_use", "when_not_to_use")}
    first.add_codes(scene.project, replace(scene.study, codes=(first.SourceCode(**texts),)))


def _recode(scene: Scene, step: Step) -> None:
    """Give the codings of whoever is at work on some words another code."""
    project = scene.project
    wanted = {
        (project.codes.find(step["code"]).id, project.coder.id, *_place(scene, each)) for each in step["passages"]
    }
    found = [
        each.id
        for each in project.codings.all()
        if (each.code_id, each.coder_id, each.document_id, each.start_char, each.end_char) in wanted
    ]
    if len(found) != len(wanted):
        raise first.SourceProblem(f"{len(wanted)} codings were to be recoded, {len(found)} are there")
    project.codings.recode(found, project.codes.find(step["to"]).id)


def _describe(scene: Scene, step: Step) -> None:
    scene.project.codes.describe(scene.project.codes.find(step["code"]).id, definition=step["definition"])


def _rename(scene: Scene, step: Step) -> None:
    scene.project.codes.rename(scene.project.codes.find(step["code"]).id, step["name"])


def _delete_code(scene: Scene, step: Step) -> None:
    scene.project.codes.delete([scene.project.codes.find(step["code"]).id])


def _correct(scene: Scene, step: Step) -> None:
    document, start_char, end_char = _place(scene, {**step, "quote": step["words"]})
    scene.project.documents.correct(document, [Edit(start_char, end_char, step["others"])])


def _place(scene: Scene, about: Step) -> tuple[Id, int, int]:
    """Where words stand in a document as it is now."""
    document = scene.project.documents.find(about["document"])
    text = scene.project.documents.text(document.id).text
    return document.id, *first.quoted(text, about["paragraph"], about["quote"])


def _edit_memo(scene: Scene, step: Step) -> None:
    (memo,) = [each for each in scene.project.memos.all() if each.title == step["title"]]
    scene.project.memos.edit(memo.id, text=step["text"].strip())


def _add_memo(scene: Scene, step: Step) -> None:
    texts = {document.name: document.imported.text for document in scene.study.documents}
    row = {**step, "coder": scene.project.coder.initials}
    first.add_memos(scene.project, replace(scene.study, memos=(first.memo_of(row, texts, scene.study.codings),)))


def _meet(scene: Scene, step: Step) -> None:
    words = {key: step[key].strip() for key in ("title", "text", "decisions")}
    meeting = scene.project.meetings.add(step["day"], present=step["present"], **words)
    passages = [TalkedAbout(*_place(scene, about)) for about in step["passages"]]
    scene.project.meetings.talk_about(meeting.memo_id, passages)


_STEPS: Mapping[str, Callable[[Scene, Step], None]] = {
    "code": _code_document,
    "code.add": _add_code,
    "code.describe": _describe,
    "code.rename": _rename,
    "code.delete": _delete_code,
    "coding.recode": _recode,
    "document.correct": _correct,
    "memo.add": _add_memo,
    "memo.edit": _edit_memo,
    "meeting": _meet,
}


def main(arguments: list[str]) -> None:
    """Build the files beside the sources, or in a folder; old ones are replaced once all the new are whole."""
    folder = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        for path in build(Path(fresh)):
            path.replace(folder / path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
