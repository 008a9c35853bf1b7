"""What every importer returns: a document that is not yet in a project."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.project.stored_text import FormatSpan


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A transcript as read from a file.

    `text` is in the normal form of `stored_text`; `formats` are code-point spans in it, sorted by (start, end).
    `encoding` is the one that the bytes were read with (None where the format fixes it), and `encoding_is_guess`
    says that a person should look at the result. `left_out` lists in words what the file holds and the text
    does not ("2 pictures").
    """

    name: str
    text: str
    formats: tuple[FormatSpan, ...]
    source_name: str
    source_format: str
    source_sha256: str
    encoding: str | None = None
    encoding_is_guess: bool = False
    left_out: tuple[str, ...] = ()
