"""The dates of recent projects come when they come; the window waits for none of them."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.gui.pages.recent_dates import RecentDates


def test_a_file_that_is_there_tells_its_time_and_one_that_is_gone_none(qtbot: QtBot, tmp_path: Path) -> None:
    there, gone = tmp_path / "there.annot", tmp_path / "gone.annot"
    there.touch()
    told: dict[Path, float | None] = {}
    dates = RecentDates()
    dates.answered.connect(told.__setitem__)
    dates.ask([there, gone])
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == {there: there.stat().st_mtime, gone: None}


def test_a_drive_that_does_not_answer_holds_up_neither_the_window_nor_the_others(qtbot: QtBot) -> None:
    lost, local = Path("lost.annot"), Path("local.annot")
    comes_back = threading.Event()

    def changed_at(path: Path) -> float | None:
        return float(comes_back.wait(60)) if path == lost else 5.0

    told: dict[Path, float | None] = {}
    dates = RecentDates(changed_at)
    dates.answered.connect(told.__setitem__)
    dates.ask([lost, local])
    assert lost not in told
    qtbot.waitUntil(lambda: told == {local: 5.0})
    comes_back.set()
    qtbot.waitUntil(lambda: told == {local: 5.0, lost: 1.0})


def test_answers_to_an_earlier_question_are_left_out(qtbot: QtBot) -> None:
    old, new = Path("old.annot"), Path("new.annot")
    may_answer = {path: threading.Event() for path in (old, new)}
    told: list[Path] = []
    running = threading.active_count()

    def changed_at(path: Path) -> float | None:
        may_answer[path].wait(20)
        return 1.0

    dates = RecentDates(changed_at)
    dates.answered.connect(lambda path, _time: told.append(path))
    dates.ask([old])
    dates.ask([new])
    may_answer[old].set()
    qtbot.waitUntil(lambda: threading.active_count() == running + 1)
    may_answer[new].set()
    qtbot.waitUntil(lambda: bool(told))
    assert told == [new]
