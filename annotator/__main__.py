"""Where the program starts: the window, or one of the subcommands."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from annotator import __version__
from annotator.cli.ending import exit_code_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Run with the words of the command line, and return the exit code: 0, or 1 (input), 2 (usage), 130 (stopped)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    return exit_code_of(lambda: _run(words))


def _run(words: list[str]) -> int:
    """The version and the window come first: neither waits for the commands to be imported."""
    if words == ["--version"]:
        print(f"annotator {__version__}")
        return 0
    from annotator.cli import window

    wanted = window.wanted_by(words)
    if wanted is not None:
        return window.open_window(wanted.path, wanted.coder)
    from annotator.cli import application

    return application.run(words)


if __name__ == "__main__":
    sys.exit(main())
