"""The bytes of a file that a researcher chose, and the facts that every importer states about it.

What the bytes mean is the business of one module per format.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from pathlib import Path
from typing import Final, NoReturn

from annotator.project.errors import ImportFailed
from annotator.project.stored_text import normalise_text

# Far above any transcript; what is larger is a recording or a mistake, and would fill the memory.
LARGEST_FILE_BYTES = 200 * 1024 * 1024
# How parts of Office files are packed. Anything else is a damaged file, and unpacking it raises whatever it likes.
PACKED_BY: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_bytes(path: Path) -> bytes:
    """All bytes of the file. Raises ImportFailed for whatever stands in the way, an empty file included."""
    if is_folder(path):
        refuse(path, "it is a folder", "Choose the files in it.")
    try:
        size_bytes = path.stat().st_size
        if size_bytes > LARGEST_FILE_BYTES:
            refuse(path, f"it is larger than {LARGEST_FILE_BYTES // 1024**2} MB", "Split it into smaller files.")
        if not path.is_file():
            refuse(path, "it is not an ordinary file", "Choose a document.")
        data = path.read_bytes()
    except FileNotFoundError:
        refuse(path, "it is no longer there", "Check whether it was moved or renamed.")
    except PermissionError:
        refuse(path, "you have no permission to read it", "Close it in other programs, or copy it to another folder.")
    except (OSError, ValueError) as error:
        refuse(path, f"the disk reported: {_system_words(error)}", "Copy it to this computer and try again.")
    if not data:
        refuse(path, "it is empty", "Check that it was copied completely.")
    return data


def is_folder(path: Path) -> bool:
    """Whether it is a folder; no where the system cannot even look, which reading the file then tells."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def refuse(path: Path, reason: str, advice: str) -> NoReturn:
    """Raise ImportFailed without the chain of the error that led to it."""
    raise ImportFailed(path, reason, advice) from None


def require_words(path: Path, text: str) -> None:
    """Raise ImportFailed if the text holds nothing but white space."""
    if not text or text.isspace():
        refuse(path, "it holds no text", "Check that it is the right file.")


def document_name(path: Path) -> str:
    """What the document is called at first: the file's name without its suffix, in composed Unicode."""
    return _readable(path.stem)


def source_name(path: Path) -> str:
    """The file's name with its suffix, in composed Unicode."""
    return _readable(path.name)


def sha256(data: bytes) -> str:
    """The fingerprint of the file's bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _readable(name: str) -> str:
    """A file name as it can be stored: macOS decomposes letters, and Linux allows bytes that are no text."""
    composed = unicodedata.normalize("NFC", normalise_text(name))
    return composed.strip() or "Document"


def _system_words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
