"""Everything that can go wrong for a reason outside the program, as named errors with fields.

Each has a template sentence: what happened, what is safe, what to do next. The window translates the template,
the command line prints it. Our own mistakes are ordinary Python exceptions and never appear here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar


@dataclass(eq=False)
class AnnotatorError(Exception):
    """Base of all errors that are told to the user."""

    template: ClassVar[str] = ""

    def sentence(self, template: str | None = None) -> str:
        """The template (or its translation) with the fields filled in."""
        values = {field.name: _shown(getattr(self, field.name)) for field in fields(self)}
        return (template or self.template).format(**values)

    def __str__(self) -> str:
        return self.sentence()


def _shown(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


@dataclass(eq=False)
class ImportFailed(AnnotatorError):
    """A file could not be read as a transcript. `reason` and `advice` are short English phrases."""

    path: Path
    reason: str
    advice: str
    template = "{path} could not be read: {reason}. Nothing was imported. {advice}"


@dataclass(eq=False)
class ExportFailed(AnnotatorError):
    """A file could not be written; the one that was there before is untouched."""

    path: Path
    reason: str
    advice: str
    template = "{path} could not be written: {reason}. The project is safe, and no file was changed. {advice}"
