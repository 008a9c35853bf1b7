"""Replacing a file as a whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from annotator.project.errors import ExportFailed


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends without an error.

    It lies in the same folder until then, so that the exchange is one step of the file system. After any error
    the older file is as it was and nothing is left behind. Raises `ExportFailed` when the system refuses.
    """
    temporary = path.with_name(f".annotator-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


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
