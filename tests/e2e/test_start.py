"""The window is on the screen before anything that works with projects is imported; and the binding holds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject

from annotator.project.project import Project

# The real start, with a window that notes what is imported when it is first painted.
FIRST_PAINT = """
import sys
from pathlib import Path
from annotator.gui import application
from annotator.gui.main_window import MainWindow

HEAVY = ("sqlalchemy", "docx", "lxml", "openpyxl", "numpy", "matplotlib", "annotator.project.project")

class Watched(MainWindow):
    seen = None

    def paintEvent(self, event):
        if Watched.seen is None:
            Watched.seen = [name for name in HEAVY if name in sys.modules]
        super().paintEvent(event)

    def begin(self, path=None):
        print("painted" if Watched.seen is not None else "not painted", Watched.seen)
        super().begin(path)
        print("open" if self.workspace is not None else "not open", "sqlalchemy" in sys.modules)
        self.close()

application.MainWindow = Watched
application.run(Path(sys.argv[1]))
"""


def test_the_window_is_painted_before_what_works_with_projects_is_imported(tmp_path: Path) -> None:
    path = tmp_path / "Harbour study.annot"
    with Project.create(path):
        pass
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines() == ["painted []", "open True"], done


def test_calls_that_return_nothing_lose_no_reference_to_none() -> None:
    named = QObject()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        named.setObjectName("a")
    assert abs(sys.getrefcount(None) - before) < 100
