"""Who has the project open: a small file beside it that names user, host and time.

The file also carries a lock of the operating system, which ends with the process that holds it. So a lock that a
crash left behind is recovered on the same machine, whatever process has its number now. A lock file from another
machine cannot be asked, and counts as live until somebody takes it over.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import IO

from annotator.project.errors import ProjectLocked

# Far behind the text, so that others can read who holds the lock where locks are mandatory.
_LOCKED_BYTE = 1 << 30
_HELD_BY_OTHERS = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


def lock_path(project_path: Path) -> Path:
    """Where the lock of a project is: beside the file itself, by whatever link it is reached."""
    real = project_path.resolve()
    return real.with_name(f".{real.name}.lock")


class ProjectLock:
    """The right to write to one project file, held until `release` or the end of the process."""

    def __init__(self, project_path: Path, *, take_over: bool = False) -> None:
        """Take the lock.

        Raises ProjectLocked where it is live, OSError where the folder cannot be written or knows no locks.
        `take_over` takes it from another machine, but never from a living process on this one.
        """
        self._project_path = project_path
        self._path = lock_path(project_path)
        self._file: IO[str] | None = None
        file = self._lock_in_place(take_over)
        try:
            _sign(file)
        except BaseException:  # whatever it is, also Ctrl+C: a lock that nobody holds must not stay
            self._path.unlink(missing_ok=True)
            file.close()
            raise
        self._file = file

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is None:
            return
        # Removed before it is unlocked, so that nobody can lock a file that is about to go (not so on Windows).
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()
        self._file.close()
        self._file = None
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _lock_in_place(self, take_over: bool) -> IO[str]:
        """The open and locked lock file. Tries again where its last holder removed it under our hands."""
        while True:
            file = self._open(take_over)
            try:
                self._require_free(file, take_over)
                if _is_at(file, self._path):
                    return file
            except BaseException:  # whatever it is: an open file keeps the lock
                file.close()
                raise
            file.close()

    def _open(self, take_over: bool) -> IO[str]:
        try:
            return self._path.open("a+", encoding="utf-8")
        except PermissionError:
            if not self._path.is_file():
                raise
        self._require_stale(take_over)
        # Another user's program left it behind: a folder that we may write in lets us remove it.
        self._path.unlink()
        return self._path.open("a+", encoding="utf-8")

    def _require_stale(self, take_over: bool) -> None:
        """Ask a lock file that we may read but not write. Raises ProjectLocked where it is live."""
        with self._path.open(encoding="utf-8") as file:
            self._require_free(file, take_over)

    def _require_free(self, file: IO[str], take_over: bool) -> None:
        holder = _read_holder(file)
        is_foreign = bool(holder) and holder.get("host") != socket.gethostname()
        if not _lock_file(file):
            raise self._locked_by(holder, may_be_taken_over=False)
        if is_foreign and not take_over:
            raise self._locked_by(holder, may_be_taken_over=True)

    def _locked_by(self, holder: dict[str, object], *, may_be_taken_over: bool) -> ProjectLocked:
        since = holder.get("since")
        shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(since)) if isinstance(since, int | float) else "?"
        user, host = str(holder.get("user", "somebody")), str(holder.get("host", "another machine"))
        return ProjectLocked(self._project_path, user, host, shown, may_be_taken_over)


def user_name() -> str:
    """The name of the person who is logged in, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


def _sign(file: IO[str]) -> None:
    file.seek(0)
    file.truncate()
    json.dump({"user": user_name(), "host": socket.gethostname(), "since": time.time()}, file)
    file.flush()


def _is_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _read_holder(file: IO[str]) -> dict[str, object]:
    file.seek(0)
    try:
        holder = json.loads(file.read() or "{}")
    except (ValueError, OSError):
        return {}
    return holder if isinstance(holder, dict) else {}


if sys.platform == "win32":
    import msvcrt

    def _lock_file(file: IO[str]) -> bool:
        descriptor = file.fileno()
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD_BY_OTHERS:
                return False
            raise
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock_file(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD_BY_OTHERS:
                return False
            raise
        return True
