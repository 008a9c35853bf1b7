"""Backups: when one is due, which ones stay as they age, and that they are whole while work goes on."""

from __future__ import annotations

import os
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.project import backups
from annotator.project.project import Project
from tests.project.rows import rows_of

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_two_years_of_hourly_work_leave_hours_days_and_weeks() -> None:
    kept: set[datetime] = set()
    now = NOON
    for _ in range(731 * 24):
        now += HOUR
        kept = backups.kept_of({*kept, now}, now)
    ages = sorted(now - time for time in kept)
    assert ages[0] == timedelta()
    assert [age for age in ages if age <= timedelta(hours=23)] == [HOUR * hours for hours in range(24)]
    days = [age for age in ages if timedelta(days=1) < age <= timedelta(days=31)]
    assert 29 <= len(days) <= 31
    weeks = [age for age in ages if age > timedelta(days=31)]
    assert 98 <= len(weeks) <= 101
    assert all(later - earlier <= timedelta(days=8) for earlier, later in pairwise(ages))
    assert len(kept) < 160


def test_work_at_odd_hours_keeps_a_copy_of_every_week() -> None:
    kept: set[datetime] = set()
    worked: list[datetime] = []
    for day in range(0, 700, 3):
        for minutes in (0, 61, 140):
            worked.append(NOON + timedelta(days=day, minutes=minutes))
            kept = backups.kept_of({*kept, worked[-1]}, worked[-1])
    weeks = {int(time.timestamp() // (7 * 86_400)) for time in worked}
    assert {int(time.timestamp() // (7 * 86_400)) for time in kept} == weeks


def test_the_newest_copy_stays_however_old_it_is() -> None:
    old = NOON - timedelta(days=4_000)
    assert backups.kept_of({old}, NOON) == {old}


def test_thinning_removes_only_copies_of_the_schedule(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    backups.back_up(project.path, folder, now=NOON, reason="before-migration-from-1")
    (folder / "notes.annot").write_bytes(b"put here by the user")
    for minutes in (0, 10, 20):
        backups.back_up(project.path, folder, now=NOON + timedelta(minutes=minutes))
    names = [path.name for path in backups.all_backups(folder)]
    assert names == [
        "notes.annot",
        "2026-03-14T12-20-00.annot",
        "2026-03-14T12-00-00-before-migration-from-1.annot",
    ]


def test_a_backup_is_due_an_hour_after_the_last_if_something_changed(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    changed = datetime.fromtimestamp(project.path.stat().st_mtime, UTC)
    assert backups.back_up_if_due(project.path, folder, now=changed + HOUR) is not None
    assert backups.back_up_if_due(project.path, folder, now=changed + HOUR * 3) is None, "nothing changed since"
    later = (changed + HOUR * 2).timestamp()
    os.utime(project.path, (later, later))
    assert backups.back_up_if_due(project.path, folder, now=changed + HOUR * 1.5) is None, "too soon"
    assert backups.back_up_if_due(project.path, folder, now=changed + HOUR * 2.5) is not None
    assert len(backups.all_backups(folder)) == 2


def test_a_backup_opens_as_the_project_it_was(project: Project) -> None:
    document = project.documents.add("Interview 1", "P1: There was soup.")
    project.codings.add(document.id, project.codes.add("Welcome").id, 4, 9)
    before = rows_of(project)
    copy = backups.back_up_if_due(project.path, project.backups_folder)
    project.codes.add("Later")
    assert copy is not None
    with Project.open(copy) as restored:
        assert rows_of(restored) == before
        assert restored.check() == []
        assert restored.undo() is not None


def test_a_backup_on_another_thread_is_whole_while_the_project_changes(project: Project) -> None:
    document = project.documents.add("Interview 1", "P1: There was soup. 🙂\n" * 50_000)
    code = project.codes.add("Welcome")
    copies: list[Path] = []
    folder = project.backups_folder
    worker = threading.Thread(target=lambda: copies.append(backups.back_up(project.path, folder)))
    worker.start()
    added = 0
    while worker.is_alive() or added == 0:
        project.codings.add(document.id, code.id, added, added + 5)
        added += 1
    worker.join()
    with Project.open(copies[0], read_only=True) as copy:
        assert copy.check() == []
        assert len(copy.codings.all()) <= added
        assert copy.documents.text(document.id) == project.documents.text(document.id)


def test_backups_are_outside_the_projects_folder(project: Project) -> None:
    backups.back_up(project.path, project.backups_folder)
    assert project.path.parent not in project.backups_folder.parents
    assert [path for path in project.path.parent.iterdir() if not path.name.startswith(".")] == [project.path]


def test_copies_of_one_project_in_two_places_do_not_share_backups(project: Project, tmp_path: Path) -> None:
    project.codes.add("Mine")
    mine = backups.back_up(project.path, project.backups_folder)
    folder = tmp_path / "from Bo"
    folder.mkdir()
    with Project.open(backups.back_up(project.path, folder)) as theirs:
        assert theirs.info.id == project.info.id
        assert theirs.backups_folder != project.backups_folder
    assert mine.exists()


def test_a_backup_that_fails_leaves_no_half_copy(tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    broken = tmp_path / "broken.annot"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(5_000))
    with pytest.raises(sqlite3.Error):
        backups.back_up(broken, folder)
    assert list(folder.iterdir()) == []


def test_the_users_own_data_folder_holds_the_backups_by_default(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ANNOTATOR_BACKUPS")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert project.backups_folder.parent.name == "backups"
