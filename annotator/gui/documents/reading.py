"""Reading a batch of transcripts off the GUI thread: what was read, and which files a person should look at.

Touches neither the project nor a widget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.gui.background import Progress
from annotator.importers import registry
from annotator.importers.batch import read_many
from annotator.importers.into_project import Speakers, find_speakers
from annotator.importers.model import ImportedDocument
from annotator.project.errors import ImportFailed


@dataclass(frozen=True, slots=True)
class GuessedFile:
    """A text file whose encoding is a guess: its bytes, and the encoding that it is read with for now."""

    path: Path
    data: bytes
    encoding: str


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """What was read: documents with their speakers, files that failed, and those that a person should look at."""

    documents: tuple[ImportedDocument, ...]
    speakers: tuple[Speakers, ...]
    failures: tuple[ImportFailed, ...]
    guessed: tuple[GuessedFile, ...] = ()


def read_files(paths: Sequence[Path], progress: Progress) -> ReadFiles:
    """Read the files, and the transcripts in folders. What comes after a cancel is not worth keeping."""
    batch = read_many(paths, on_progress=progress.report, is_cancelled=progress.is_cancelled)
    if batch.cancelled:
        return ReadFiles((), (), ())
    guessed = tuple(_guessed(batch.documents, paths))
    speakers = find_speakers(batch.documents, progress.is_cancelled)
    return ReadFiles(batch.documents, speakers, batch.failures, guessed)


def read_again(read: ReadFiles, chosen: Sequence[GuessedFile], progress: Progress) -> ReadFiles:
    """The same files with the encodings that a person chose; where one does not fit, that file is a failure."""
    choices = {hashlib.sha256(file.data).hexdigest(): file for file in chosen}
    documents: list[ImportedDocument] = []
    failures = list(read.failures)
    for done, document in enumerate(read.documents):
        if progress.is_cancelled():
            break
        progress.report(done, len(read.documents), document.source_name)
        file = choices.get(document.source_sha256)
        try:
            documents.append(document if file is None else _as_chosen(document, file))
        except ImportFailed as failure:
            failures.append(failure)
    return ReadFiles(tuple(documents), find_speakers(documents, progress.is_cancelled), tuple(failures))


def _as_chosen(document: ImportedDocument, file: GuessedFile) -> ImportedDocument:
    if file.encoding == document.encoding:
        return replace(document, encoding_is_guess=False)
    return registry.read(file.path, file.encoding)


def _guessed(documents: Sequence[ImportedDocument], paths: Sequence[Path]) -> Iterator[GuessedFile]:
    """The files behind documents that were read by a guess, found by their bytes: a document knows no path."""
    wanted = {document.source_sha256: document for document in documents if document.encoding_is_guess}
    if not wanted:
        return
    for path in _files(paths):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        document = wanted.pop(hashlib.sha256(data).hexdigest(), None)
        if document is not None:
            yield GuessedFile(path, data, document.encoding or "")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if registry.is_supported(file) and file.is_file())
