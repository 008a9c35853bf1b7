"""Who has the project open: a small file beside it that names user, host and time.

The file also carries a lock of the operating system, which ends with the process that holds it. So a lock that a
crash left behind is recovered on the same machine, whatever process has its number now. A lock file from another
machine cannot be asked, and counts as live until somebody takes it over.
"""

from __future__ import annotations

import contextlib
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


def lock_path(project_path: Path) -> Path:
    """Where the lock of a project is."""
    return project_path.with_name(f".{project_path.name}.lock")


class ProjectLock:
    """The right to write to one project file, held until `release` or the end of the process."""

    def __init__(self, project_path: Path, *, take_over: bool = False) -> None:
        """Take the lock.

        Raises ProjectLocked where it is live, OSError where the folder cannot be written.
        `take_over` takes it from another machine, but never from a living process on this one.
        """
        self._project_path = project_path
        self._path = lock_path(project_path)
        self._file: IO[str] | None = self._path.open("a+", encoding="utf-8")
        try:
            self._require_free(take_over)
            if not self._is_in_place():  # its last holder removed it between our opening and locking it
                self._file.close()
                self._file = self._path.open("a+", encoding="utf-8")
                self._require_free(take_over)
            self._sign()
        except BaseException:
            self._file.close()
            self._file = None
            raise

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is None:
            return
        # Removed before it is unlocked, so that nobody can lock a file that is about to go (not so on Windows).
        if sys.platform != "win32":
            self._path.unlink(missing_ok=True)
        self._file.close()
        self._file = None
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def _require_free(self, take_over: bool) -> None:
        assert self._file is not None
        holder = _read_holder(self._file)
        if not _lock_file(self._file):
            raise self._locked_by(holder)
        if holder and holder.get("host") != socket.gethostname() and not take_over:
            raise self._locked_by(holder)

    def _is_in_place(self) -> bool:
        assert self._file is not None
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except OSError:
            return False

    def _sign(self) -> None:
        assert self._file is not None
        self._file.seek(0)
        self._file.truncate()
        json.dump({"user": user_name(), "host": socket.gethostname(), "since": time.time()}, self._file)
        self._file.flush()

    def _locked_by(self, holder: dict[str, object]) -> ProjectLocked:
        since = holder.get("since")
        shown = time.strftime("%Y-%m-%d %H:%M", time.localtime(since)) if isinstance(since, int | float) else "?"
        return ProjectLocked(
            self._project_path, str(holder.get("user", "somebody")), str(holder.get("host", "another machine")), shown
        )


def user_name() -> str:
    """The name of the person who is logged in, as the system knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"


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
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock_file(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
