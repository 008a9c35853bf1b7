"""A process that codes until it is killed: `python -m tests.project.plug_worker PROJECT SEED`.

After every operation that has returned it writes the operation's id as one line to standard output.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from annotator.project.changes import Changes
from annotator.project.errors import AnnotatorError
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.text_edits import Edit

Verb = Callable[[Project, random.Random], object]
_LINE = "P1: We sat in the kitchen 🙂 until the bread was done.\n"


def work(path: Path, seed: int) -> None:
    """Code for ever."""
    chance = random.Random(seed)
    heard: list[Changes] = []
    with Project.open(path, coder_name=chance.choice(["Anna Kvam", "Bo Lind"])) as project:
        project.on_change(heard.append)
        _import(project, chance)
        project.codes.add(f"Code {chance.random()}")
        _acknowledge(heard)
        while True:
            try:
                chance.choice(_VERBS)(project, chance)
            except (AnnotatorError, IndexError):  # refused, or undo has left nothing to choose from
                heard.clear()
            _acknowledge(heard)


def _acknowledge(heard: list[Changes]) -> None:
    for changes in heard:
        sys.stdout.write(changes.operation.id.hex() + "\n")
    sys.stdout.flush()
    heard.clear()


def _import(project: Project, chance: random.Random) -> None:
    with project.operation("document.import"):
        for _ in range(3):
            project.documents.add("Interview", _LINE * chance.randrange(50, 2_000), participant="P01")


def _code(project: Project, chance: random.Random) -> None:
    document, start = chance.choice(project.documents.all()), chance.randrange(2_000)
    project.codings.add(document.id, chance.choice(project.codes.all()).id, start, start + chance.randrange(1, 80))


def _code_many(project: Project, chance: random.Random) -> None:
    document, code = chance.choice(project.documents.all()), chance.choice(project.codes.all())
    same = {"document_id": document.id, "code_id": code.id, "coder_id": project.coder.id}
    first = chance.randrange(1_000)
    project.codings.add_many({**same, "start_char": first + i, "end_char": first + i + 5} for i in range(800))


def _correct(project: Project, chance: random.Random) -> None:
    document, start = chance.choice(project.documents.all()), chance.randrange(2_000)
    words = chance.choice(["", "warm ", "so 🙂\n"])
    project.documents.correct(document.id, [Edit(start, start + chance.randrange(9), words), Edit(2_010, 2_010, words)])


def _add_code(project: Project, chance: random.Random) -> None:
    parent = chance.choice([None, *(code.id for code in project.codes.all())])
    project.codes.add(f"Code {chance.random()}", parent_id=parent)


def _delete_code(project: Project, chance: random.Random) -> None:
    if len(project.codes.all()) > 3:
        project.codes.delete([chance.choice(project.codes.all()).id])


def _write_memo(project: Project, chance: random.Random) -> None:
    project.memos.add("They wait. " * chance.randrange(1, 400), about=About(chance.choice(project.documents.all()).id))


_VERBS: list[Verb] = [
    *[_code] * 10,
    *[_correct] * 4,
    *[_add_code] * 3,
    *[_write_memo] * 2,
    *[lambda project, chance: project.undo()] * 3,
    *[lambda project, chance: project.redo()] * 2,
    _import,
    _code_many,
    _delete_code,
]


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
