"""Copies of the project as it was: made by SQLite itself, kept in the user's own folder, thinned as they age.

Never in the project's folder, which may be shared, synchronised or a USB stick.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs

from annotator.project.database_copy import copy_database

FOLDER_VARIABLE = "ANNOTATOR_BACKUPS"
_STAMP = "%Y-%m-%dT%H-%M-%S"
_INTERVAL = timedelta(hours=1)
# (how far back, one copy for each): every hour of a day, every day of a month, every week of two years.
_SCHEDULE = (
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=31), timedelta(days=1)),
    (timedelta(days=731), timedelta(weeks=1)),
)


def backups_folder(project_id: bytes, path: Path) -> Path:
    """The folder that holds the copies of one file: a coauthor's copy of the project, elsewhere, has its own."""
    root = os.environ.get(FOLDER_VARIABLE)
    base = Path(root) if root else Path(platformdirs.user_data_dir("annotator", appauthor=False)) / "backups"
    place = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:6]
    return base / f"{path.stem}-{project_id.hex()[-12:]}-{place}"


def all_backups(folder: Path) -> list[Path]:
    """The copies in a folder, newest first."""
    return sorted(folder.glob("*.annot"), key=lambda path: path.name, reverse=True)


def back_up(path: Path, folder: Path, *, now: datetime | None = None, reason: str = "") -> Path:
    """Copy the file at `path` into `folder` and thin out old copies. Raises OSError or sqlite3.Error.

    May run on any thread: it opens the file for itself. A copy with a `reason` ("before-migration-1") stays for good.
    """
    now = now or datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{now.strftime(_STAMP)}{'-' + reason if reason else ''}.annot"
    partial = target.with_suffix(".partial")
    try:
        _copy(path, partial)
        partial.replace(target)
    finally:
        for leftover in (partial, partial.with_name(f"{partial.name}-journal")):
            with contextlib.suppress(OSError):
                leftover.unlink(missing_ok=True)
    _thin_out(folder, now)
    return target


def is_due(path: Path, folder: Path, *, now: datetime | None = None) -> bool:
    """Whether the newest copy is over an hour old and the file has changed since."""
    now = now or datetime.now(UTC)
    times = [time for copy in all_backups(folder) if (time := _time_of(copy)) is not None]
    if not times:
        return True
    newest = max(times)
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return now - newest >= _INTERVAL and changed > newest


def back_up_if_due(path: Path, folder: Path, *, now: datetime | None = None) -> Path | None:
    """Copy the file if the newest copy is over an hour old and the file has changed since; None where it is not due.

    For a worker thread, on opening and every hour. Raises OSError or sqlite3.Error.
    """
    return back_up(path, folder, now=now) if is_due(path, folder, now=now) else None


def _copy(path: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with (
        contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        copy_database(source, copy)


def _thin_out(folder: Path, now: datetime) -> None:
    dated = [(time, copy) for copy in all_backups(folder) if (time := _time_of(copy)) is not None]
    keep = kept_of((time for time, _ in dated), now)
    for time, copy in dated:
        if time not in keep:
            with contextlib.suppress(OSError):
                copy.unlink()


def kept_of(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """The newest copy of each hour, day and week of the schedule, and always the newest of all."""
    ordered = sorted(times, reverse=True)
    kept = set(ordered[:1])
    for reach, step in _SCHEDULE:
        slots: dict[int, datetime] = {}
        for time in ordered:
            if now - time <= reach:
                slots.setdefault(int(time.timestamp() // step.total_seconds()), time)
        kept.update(slots.values())
    return kept


def _time_of(copy: Path) -> datetime | None:
    """When a copy of the schedule was made; None for one that was made for a reason."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d", copy.stem):
        return None
    return datetime.strptime(copy.stem, _STAMP).replace(tzinfo=UTC)
