"""The start page, and what the window starts without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from annotator.gui import settings
from annotator.gui.actions import Actions
from annotator.gui.pages.welcome import WelcomePage
from annotator.gui.two_lines import IS_QUIET, SECOND_LINE


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> WelcomePage:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = Actions(window)
    made = WelcomePage(actions)
    window.setCentralWidget(made)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    window.actions_ = actions  # type: ignore[attr-defined]  # keeps the actions as long as the window
    return made


def _actions(page: WelcomePage) -> Actions:
    return page.window().actions_  # type: ignore[attr-defined,no-any-return]


def _remember(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{name}.annot" for name in names]
    for path in reversed(paths):
        path.touch()
        settings.remember_project(path)
    return paths


def test_the_buttons_do_their_actions(qtbot: QtBot, page: WelcomePage) -> None:
    done: list[str] = []
    names = ("project.new", "project.open", "project.sample", "project.sample_coders")
    for name in names:
        _actions(page).connect(name, lambda name=name: done.append(name))
    for button in page.buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == list(names)


def test_the_first_start_shows_no_empty_list(page: WelcomePage) -> None:
    assert not page.recent.isVisible()
    page.setFocus()
    assert page.buttons[0].hasFocus() or page.focusProxy() is page.buttons[0]


def test_recent_projects_open_with_mouse_and_keys(qtbot: QtBot, page: WelcomePage, tmp_path: Path) -> None:
    paths = _remember(tmp_path, "hope", "trust")
    page.refresh()
    assert [page.recent.item(row).text() for row in range(2)] == ["hope", "trust"]
    assert str(tmp_path) in page.recent.item(0).data(SECOND_LINE)
    box = page.recent.visualItemRect(page.recent.item(1))
    with qtbot.waitSignal(page.project_wanted) as wanted:
        qtbot.mouseClick(page.recent.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert wanted.args == [paths[1]]
    qtbot.keyClick(page.recent, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.project_wanted) as wanted:
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    assert wanted.args == [paths[0]]


def test_a_project_that_is_gone_is_quiet_and_can_be_removed(qtbot: QtBot, page: WelcomePage, tmp_path: Path) -> None:
    paths = _remember(tmp_path, "gone", "here")
    paths[0].unlink()
    page.refresh()
    qtbot.waitUntil(lambda: [page.recent.item(row).data(IS_QUIET) for row in range(2)] == [True, False])
    assert "not there any more" in page.recent.item(0).data(SECOND_LINE)
    page.window().activateWindow()
    page.recent.setFocus()
    qtbot.waitUntil(page.recent.hasFocus)
    with qtbot.assertNotEmitted(page.project_wanted):
        qtbot.keyClick(page.recent, Qt.Key.Key_Return)
    qtbot.keyClick(page.recent, Qt.Key.Key_Delete)
    assert page.recent.count() == 1
    assert settings.recent_projects() == [paths[1]]
    assert paths[1].exists()
    qtbot.keyClick(page.recent, Qt.Key.Key_Delete)
    assert not page.recent.isVisible()


def test_ten_projects_fit_by_scrolling_the_page_only(page: WelcomePage, tmp_path: Path) -> None:
    _remember(tmp_path, *(f"study {number}" for number in range(10)))
    page.refresh()
    page.recent.window().resize(700, 400)
    last = page.recent.visualItemRect(page.recent.item(9))
    assert page.recent.height() >= page.recent.sizeHint().height() > last.top()


def test_the_page_needs_neither_project_nor_formats() -> None:
    heavy = "{'sqlalchemy', 'docx', 'lxml', 'numpy', 'annotator.project', 'annotator.importers'}"
    code = f"import sys, annotator.gui.pages.welcome; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
