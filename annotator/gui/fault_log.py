"""The log of our own faults, in the user's own folder: what a sentence in the window leaves out."""

from __future__ import annotations

import time
import traceback
from contextlib import suppress
from pathlib import Path

import platformdirs

from annotator import __version__

_MOST_BYTES = 1_000_000


def log_path() -> Path:
    """Where faults are kept. When the file gets long it is put aside as "faults.log.1"."""
    return Path(platformdirs.user_data_dir("annotator", appauthor=False)) / "faults.log"


def keep(error: BaseException) -> None:
    """Write a fault with its traceback at the end of the log. Where even that fails, there is nobody left to tell."""
    path = log_path()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > _MOST_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}  Annotator {__version__}\n")
            log.writelines(traceback.format_exception(error))
            log.write("\n")
