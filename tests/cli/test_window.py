"""When the command line opens the window, and what it loads before that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator import __version__
from annotator.cli.window import WindowWanted, wanted_by
from tests.cli.conftest import Run


def test_no_words_or_a_project_open_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("project of mine").touch()
    assert wanted_by([]) == WindowWanted()
    assert wanted_by(["study.annot"]) == WindowWanted(Path("study.annot"))
    assert wanted_by(["project of mine"]) == WindowWanted(Path("project of mine"))
    assert wanted_by(["--coder", "Bo", "study.annot"]) == WindowWanted(Path("study.annot"), "Bo")
    assert wanted_by(["--coder=Bo"]) == WindowWanted(None, "Bo")


def test_commands_options_and_slips_do_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("check").touch()
    for words in (["check"], ["--help"], ["chek"], ["info", "study.annot"], ["a.annot", "b.annot"], ["--coder"]):
        assert wanted_by(words) is None
    assert wanted_by(["./check"]) == WindowWanted(Path("./check"))


def test_without_a_screen_the_window_says_so(run: Run, study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    before = study.read_bytes()
    refused = run(study)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("There is no screen here to open the window on.")
    assert study.read_bytes() == before


def test_a_project_that_is_missing_opens_no_window(run: Run, tmp_path: Path) -> None:
    refused = run(tmp_path / "gone.annot")
    assert (refused.code, refused.err.startswith("gone.annot is not there.")) == (1, True)


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["--coder", "Bo", "--version"], ["segments", "--help"]])
def test_the_command_line_starts_without_its_heavy_parts(words: list[str]) -> None:
    heavy = ("sqlalchemy", "PySide6", "docx", "lxml", "charset_normalizer", "rich")
    script = (
        "import sys\nfrom annotator.__main__ import main\n"
        f"code = main({words!r})\n"
        f"print([name for name in {heavy!r} if name in sys.modules], code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.stdout.endswith("[] 0\n"), done


def test_version(run: Run) -> None:
    assert run("--version").out == f"annotator {__version__}\n"
