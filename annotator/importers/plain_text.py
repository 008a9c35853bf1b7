"""Plain text files (.txt): the text as it stands, labels and all, without formatting."""

from __future__ import annotations

from pathlib import Path

from annotator.importers.model import ImportedDocument
from annotator.importers.source_file import document_name, read_bytes, refuse, require_words, sha256, source_name
from annotator.importers.text_encoding import NotText, decode
from annotator.project.stored_text import normalise_text


def read(path: Path, encoding: str | None = None) -> ImportedDocument:
    """The file's text, read with `encoding` or with the one that is found. Raises ImportFailed."""
    data = read_bytes(path)
    try:
        decoded = decode(data, encoding)
    except NotText as problem:
        refuse(path, problem.reason, problem.advice)
    text = normalise_text(decoded.text)
    require_words(path, text)
    return ImportedDocument(
        name=document_name(path),
        text=text,
        formats=(),
        source_name=source_name(path),
        source_format="txt",
        source_sha256=sha256(data),
        encoding=decoded.encoding,
        encoding_is_guess=decoded.is_guess,
    )
