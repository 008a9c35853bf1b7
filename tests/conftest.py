"""What all tests share: nothing of the user's is touched, and nothing of theirs is read."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotator.project.project import Project

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Files of tests lie in memory where the system has room for them: half of the time went into waiting for the disk.
# Nothing here needs a disk: what a killed process leaves behind is the same.
_MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > 1 << 30:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

settings.register_profile(
    "test", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("long", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--data", default=None, help="a folder of real files to try the importers on")
    parser.addoption("--kills", type=int, default=12, help="how often the plug is pulled while a process codes")


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups and settings go to a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ANNOTATOR_BACKUPS", str(home / "backups"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.delenv("ANNOTATOR_CODER", raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A new, empty project on which Anna works."""
    with Project.create(tmp_path / "study.annot", title="Study", coder_name="Anna Kvam") as made:
        yield made


@pytest.fixture(autouse=True)
def _empty_clipboard() -> Iterator[None]:
    """Data of ours that is still on the clipboard when Qt ends crashes the platform that has no screen."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and isinstance(gui.QGuiApplication.instance(), gui.QGuiApplication):
        gui.QGuiApplication.clipboard().clear()
