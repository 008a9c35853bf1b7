"""A process that is in the middle of a long change: `python -m tests.project.long_worker PROJECT`.

It writes a line to standard output when a good part is changed, and then goes no further.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from annotator.project.long_work import run_apart
from annotator.project.project import Project
from tests.project.rows import many


def work(path: Path) -> None:
    """Code many passages, and stand still half-way."""

    def tell(done: int) -> None:
        if done > 500:
            print(done, flush=True)
            threading.Event().wait()

    with Project.open(path, coder_name="Anna Kvam") as project, project.lent():
        run_apart(path, "Anna Kvam", lambda it: it.codings.add_many(many(it, 2_000)), list, lambda: False, tell)


if __name__ == "__main__":
    work(Path(sys.argv[1]))
