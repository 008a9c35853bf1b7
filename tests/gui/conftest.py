"""What tests of several panes share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.application import install_translations
from annotator.project.project import Project
from tests.gui.coding_bench import CodingBench


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """Counts are said in English, as in the program."""
    installed = install_translations(qapp, QLocale("en_GB"), None)
    yield
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture
def bench(qtbot: QtBot, project: Project) -> Iterator[CodingBench]:
    """A transcript that is ready to be coded."""
    made = CodingBench(qtbot, project)
    yield made
    made.close()
