"""Replacing a file as a whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.project.errors import ExportFailed


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends without an error.

    It lies in the same folder until then, so that the exchange is one step of the file system, and takes over the
    older file's rights. After any error the older file is as it was and nothing is left behind. Raises
    `ExportFailed` when the system refuses, or the older file is write-protected.
    """
    temporary = path.with_name(f".annotator-{secrets.token_hex(8)}.tmp")
    try:
        _require_unprotected(path)
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with suppress(OSError):
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _require_unprotected(path: Path) -> None:
    """A file system lets a protected file be exchanged, but its owner did not mean it to be."""
    if path.is_file() and not path.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, "write-protected", str(path))


def _failure(path: Path, error: OSError) -> ExportFailed:
    if path.is_dir():
        return ExportFailed(path, "a folder has this name", "Choose another name.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return ExportFailed(path, "its folder does not exist", "Choose another folder.")
    if isinstance(error, PermissionError):
        advice = "Close it in other programs, or choose another folder."
        return ExportFailed(path, "it is open in another program or may not be written to", advice)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportFailed(path, "the disk is full", "Free some space and try again.")
    return ExportFailed(path, (error.strerror or str(error)).lower(), "Choose another folder.")
