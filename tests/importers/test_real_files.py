"""Real transcripts of a folder given by `--data FOLDER`: every one is read whole, with its speakers.

Without the option the same is asked of one transcript made here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.analysis.turns import find_turns
from annotator.importers import registry
from annotator.project.stored_text import is_normal

_OWN = "INTERVIEWER: What woke you?\nP1: The phone.\nINTERVIEWER: And then?\nP1: I got up, of course.\n"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    folder = metafunc.config.getoption("--data", default=None)
    found = sorted(Path(folder).rglob("*")) if folder else []
    transcripts = [path for path in found if registry.is_supported(path) and path.name != "README.md"]
    metafunc.parametrize("given", transcripts or [None], ids=lambda path: path.name if path else "own")


def test_transcript_is_read_with_turns_and_spans_in_its_text(given: Path | None, tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(_OWN, "utf-8")
    document = registry.read(given or tmp_path / "own.txt")
    assert is_normal(document.text)
    assert all(0 <= span.start < span.end <= len(document.text) for span in document.formats)
    turns = find_turns(document.text, document.formats)
    assert len(turns) >= 4
    assert len({turn.label for turn in turns}) >= 2
