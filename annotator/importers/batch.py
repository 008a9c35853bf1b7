"""Reading many files at once, for a background thread: touches no project and no window."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.importers import registry
from annotator.importers.model import ImportedDocument
from annotator.importers.source_file import is_folder
from annotator.project.errors import ImportFailed

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What came of the files, in their order; after a cancel, what had come until then."""

    documents: tuple[ImportedDocument, ...]
    failures: tuple[ImportFailed, ...]
    cancelled: bool


def read_many(
    paths: Iterable[Path],
    encoding: str | None = None,
    on_progress: Callable[[int, int, str], None] = lambda done, total, name: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> BatchResult:
    """Read all files, and the supported ones in all folders; a file that fails does not stop the others.

    `on_progress(done, total, name)` hears of each file before it is read, and `(total, total, "")` at the end.
    Files are in the given order, those of a folder in natural order ("Interview 2" before "Interview 10").
    """
    documents: list[ImportedDocument] = []
    failures: list[ImportFailed] = []
    files = _files(paths, failures)
    for done, path in enumerate(files):
        if is_cancelled():
            return BatchResult(tuple(documents), tuple(failures), True)
        on_progress(done, len(files), path.name)
        try:
            documents.append(registry.read(path, encoding))
        except ImportFailed as failure:
            failures.append(failure)
    on_progress(len(files), len(files), "")
    return BatchResult(tuple(documents), tuple(failures), False)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts names as people count: numbers by value, letters without regard to case."""
    parts = _DIGITS.split(name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def _files(paths: Iterable[Path], failures: list[ImportFailed]) -> list[Path]:
    """Each file once, folders opened; a folder with nothing to read becomes a failure."""
    files: dict[Path, None] = {}
    for path in paths:
        if not is_folder(path):
            files[path] = None
            continue
        found = sorted(_walked(path), key=lambda file: natural_key(str(file.relative_to(path))))
        if not found:
            failures.append(ImportFailed(path, "it holds no transcripts", _known_types()))
        files.update(dict.fromkeys(found))
    return list(files)


def _walked(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (file for name in names if _is_transcript(file := Path(parent, name)))


def _is_transcript(path: Path) -> bool:
    """A supported file that a person put there, unlike hidden files and the lock files of Word (`~$name.docx`)."""
    return registry.is_supported(path) and not path.name.startswith((".", "~$"))


def _known_types() -> str:
    return f"Annotator reads {', '.join(registry.supported_suffixes())}."
