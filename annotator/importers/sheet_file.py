"""Spreadsheet files as rows of words: .xlsx by openpyxl, and text with separators of any kind and encoding.

What the rows mean is the business of `attribute_table`.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from annotator.importers.source_file import PACKED_BY, read_bytes, refuse
from annotator.importers.text_encoding import NotText, decode
from annotator.project.stored_text import normalise_text

Row = tuple[str, ...]
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv")
# A sheet of participants is small; what is larger is something else, and would fill the memory.
MOST_ROWS = 50_000
MOST_COLUMNS = 2_000
EXCEL_ROWS = 1_048_576
_LARGEST_UNPACKED_BYTES = 400 * 1024 * 1024
_LARGEST_RATIO = 300
_RATIO_FREE_BYTES = 10 * 1024 * 1024
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AGAIN = "Open it in Excel or LibreOffice, save it as a new .xlsx and try again."
_SAVE_AGAIN = "Save it again as .csv or .xlsx in a spreadsheet."
# What openpyxl comes to in a workbook with broken parts, and what unpacking such a part does.
_OF_BROKEN_PARTS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    SyntaxError,  # of XML
    OSError,
    EOFError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)
# Put behind a text as its last row; where a quotation mark is never closed, that swallows it. No stored text has NUL.
_END = "\x00"
_SEPARATORS = (",", ";", "\t", "|")
_JUDGED_ROWS = 50
# A text that a spreadsheet would take for a formula; ours and others write an apostrophe before it.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_ERRORS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"})
_ADVICE = {
    ".xls": "Open it in Excel or LibreOffice and save it as .xlsx.",
    ".ods": "Open it in LibreOffice and save it as .xlsx.",
    ".numbers": "Open it in Numbers and export it as .xlsx.",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells as words (numbers with a point, days as 2026-03-14), each row as wide as its last.

    `is_typed`: numbers were numbers in the file, so their points part decimals whatever the words beside them do.
    """

    name: str
    rows: tuple[Row, ...]
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class SheetFile:
    """A file's sheets that hold something, hidden ones last. `encoding` is None where the format fixes it."""

    source_name: str
    sheets: tuple[Sheet, ...]
    encoding: str | None = None
    encoding_is_guess: bool = False


def is_sheet_file(path: Path) -> bool:
    """Whether the file's suffix is one of a spreadsheet, also of one that `read` refuses with advice."""
    return path.suffix.lower() in (*SUFFIXES, *_ADVICE)


def read(path: Path, encoding: str | None = None) -> SheetFile:
    """The sheets of a file. Raises ImportFailed."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        refuse(path, f"files of type {suffix} are not supported", _ADVICE.get(suffix, f"Use {', '.join(SUFFIXES)}."))
    data = read_bytes(path)
    found = _of_text(path, data, encoding) if suffix in (".csv", ".tsv") else _of_workbook(path, data)
    if not found.sheets:
        refuse(path, "it holds no cells with anything in them", "Check that it is the right file.")
    return found


def _of_workbook(path: Path, data: bytes) -> SheetFile:
    _require_sound_package(path, data)
    try:
        sheets = tuple(_workbook_sheets(path, data))
    except (MemoryError, RecursionError):
        refuse(path, "it is too large", _AGAIN)
    except _OF_BROKEN_PARTS:
        refuse(path, "it is damaged", _AGAIN)
    return SheetFile(normalise_text(path.name), tuple(sheet for sheet in sheets if sheet.rows))


def _require_sound_package(path: Path, data: bytes) -> None:
    """Refuse what is no workbook, has a password, unpacks to too much, or brings a document type with entities."""
    if data.startswith(_OLE_MAGIC):
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in data
        if is_encrypted:
            refuse(path, "it is password-protected", "Remove the password and try again.")
        refuse(path, "it is an old Excel file", _ADVICE[".xls"])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                _require_sound_part(path, package, info)
            unpacked = sum(info.file_size for info in package.infolist())
            names = set(package.namelist())
    except _OF_BROKEN_PARTS:
        refuse(path, "it is damaged" if data.startswith(b"PK") else "it is not an Excel file", _AGAIN)
    if unpacked > _LARGEST_UNPACKED_BYTES:
        refuse(path, "it unpacks to far more than a table of people holds", _AGAIN)
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        refuse(path, "it is not an Excel file", _AGAIN)


def _require_sound_part(path: Path, package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        refuse(path, "it is password-protected", "Remove the password and try again.")
    if info.compress_type not in PACKED_BY:
        refuse(path, "it is damaged", _AGAIN)
    if info.file_size > _RATIO_FREE_BYTES and info.file_size > _LARGEST_RATIO * max(1, info.compress_size):
        refuse(path, "it unpacks to far more than a table of people holds", _AGAIN)
    if info.filename.endswith((".xml", ".rels")):
        with package.open(info) as part:
            if b"<!DOCTYPE" in part.read(4096).replace(b"\x00", b""):
                refuse(path, "it holds definitions that no spreadsheet has", _AGAIN)


def _workbook_sheets(path: Path, data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # 0.2 s, for those who need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that say nothing about cells
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            # Lists to choose from are often kept on a hidden sheet, also before the one that people see.
            for sheet in sorted(book.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
                sheet.reset_dimensions()  # some programs write wrong ones
                rows = sheet.iter_rows(values_only=True)
                kept = _kept(path, (tuple(map(_words, row)) for row in rows))
                yield Sheet(normalise_text(sheet.title), kept, is_typed=True)
        finally:
            book.close()


def _words(value: object) -> str:
    """A cell as words. What a formula could not work out, and an empty cell, are nothing."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    return str(value) if isinstance(value, int | timedelta) else normalise_text(str(value)).strip()


def _of_text(path: Path, data: bytes, encoding: str | None) -> SheetFile:
    try:
        decoded = decode(data, encoding)
    except NotText as problem:
        refuse(path, problem.reason, problem.advice)
    text = normalise_text(decoded.text)
    separator = "\t" if path.suffix.lower() == ".tsv" else _separator(text)
    try:
        records = list(_records(f"{text}\n{_END}", separator))
        rows = _kept(path, (tuple(_unguarded(cell) for cell in row) for row in records[:-1]))
    except csv.Error:
        refuse(path, "its quotation marks do not fit together", _SAVE_AGAIN)
    if records[-1] != [_END]:
        refuse(path, "a quotation mark in it is never closed", _SAVE_AGAIN)
    sheets = (Sheet(normalise_text(path.stem), rows),) if rows else ()
    return SheetFile(normalise_text(path.name), sheets, decoded.encoding, decoded.is_guess)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """The separator that parts the first rows into the most columns of one number; Excel's own line "sep=;" rules."""
    if text[:4].casefold() == "sep=" and text[4:5] in _SEPARATORS:
        return text[4]
    return max(_SEPARATORS, key=lambda separator: _fit(text, separator))


def _fit(text: str, separator: str) -> tuple[float, int]:
    """How well a separator parts the first rows: the share of rows as wide as the usual one, and that width."""
    try:
        widths = [len(row) for row in islice(_records(text, separator), _JUDGED_ROWS) if any(row)]
    except csv.Error:
        return (0, 0)
    usual = max(set(widths), key=widths.count, default=0)
    return (widths.count(usual) / len(widths) if usual > 1 else 0, usual)


def _unguarded(cell: str) -> str:
    """A cell of a text without its guard. What a spreadsheet could not work out is nothing, as in a workbook."""
    words = (cell[1:] if _GUARDED.match(cell) else cell).strip()
    return "" if words in _ERRORS else words


def _kept(path: Path, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows from the first to the last with something in them, each without empty cells at its end."""
    kept: list[Row] = []
    blank = 0
    for number, row in enumerate(rows):
        if number == EXCEL_ROWS:  # a row may say any number of itself, and all before it are made up as empty ones
            refuse(path, "it is damaged", _AGAIN)
        last = max((place for place, cell in enumerate(row, 1) if cell), default=0)
        if not last:
            blank += bool(kept)
            continue
        if len(kept) + blank >= MOST_ROWS:
            refuse(path, f"it has more than {MOST_ROWS:,} rows", "Leave only the rows of participants in it.")
        if last > MOST_COLUMNS:
            refuse(path, f"it has more than {MOST_COLUMNS:,} columns", "Leave only those about participants in it.")
        kept += [()] * blank
        blank = 0
        kept.append(row[:last])
    if kept and kept[0][0].casefold().startswith("sep=") and len(kept[0]) <= 2:
        del kept[0]
    return tuple(kept)
