"""The transcript formats, as a list: to add one, write a module with `read(path, encoding)` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NoReturn, cast

from annotator.importers.model import ImportedDocument
from annotator.importers.source_file import is_folder, refuse

Reader = Callable[[Path, str | None], ImportedDocument]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `suffixes` in lower case with their dot, `module` imported when the first one is read."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    module: str

    def reader(self) -> Reader:
        """The format's `read`."""
        return cast(Reader, import_module(self.module).read)


FORMATS = (
    Format("docx", (".docx",), "Word document", "annotator.importers.word"),
    Format("txt", (".txt",), "Plain text", "annotator.importers.plain_text"),
    Format("md", (".md", ".markdown"), "Markdown", "annotator.importers.markdown"),
)

_ADVICE = {
    ".doc": "Open it in Word and save it as .docx.",
    ".rtf": "Open it in Word and save it as .docx.",
    ".odt": "Open it in LibreOffice or Word and save it as .docx.",
    ".xlsx": "It is a table: choose Import Participants if it describes people.",
    ".csv": "It is a table: choose Import Participants if it describes people.",
    ".pdf": "Copy its text into a Word or text file.",
}


def read(path: Path, encoding: str | None = None) -> ImportedDocument:
    """The transcript in the file, by the format that its suffix names. Raises ImportFailed."""
    return _format_of(path).reader()(path, encoding)


def supported_suffixes() -> tuple[str, ...]:
    """All suffixes that `read` knows, in lower case with their dot."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def is_supported(path: Path) -> bool:
    """Whether the file's suffix is known, in capitals or not."""
    return path.suffix.lower() in supported_suffixes()


def _format_of(path: Path) -> Format:
    suffix = path.suffix.lower()
    found = next((known for known in FORMATS if suffix in known.suffixes), None)
    return found or _refuse_type(path, suffix)


def _refuse_type(path: Path, suffix: str) -> NoReturn:
    if is_folder(path):
        refuse(path, "it is a folder", "Choose the files in it.")
    kind = f"files of type {suffix} are not supported" if suffix else "its name has no suffix that tells its type"
    refuse(path, kind, _ADVICE.get(suffix, f"Use one of {', '.join(supported_suffixes())}."))
