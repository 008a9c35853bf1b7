"""A process that holds a project open until its standard input ends: `python -m tests.project.holder PROJECT`."""

from __future__ import annotations

import sys
from pathlib import Path

from annotator.project.project import Project

if __name__ == "__main__":
    with Project.open(Path(sys.argv[1]), coder_name="Bo Lind") as project:
        project.codes.add("Held")
        print("open", flush=True)
        sys.stdin.read()
