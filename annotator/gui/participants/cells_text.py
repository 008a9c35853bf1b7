"""Ranges of cells as the text that spreadsheets exchange: lines of cells between tabs."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A cell in quotation marks up to the next tab, line or end; those inside are doubled.
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|$)')
_PLAIN = re.compile(r"[^\t\n]*")


def cells_of(text: str) -> list[list[str]]:
    """The cells of a copied range, row by row; all rows are equally wide.

    A cell counts as quoted only where that was needed (a tab, a line end, doubled marks inside): other marks are the
    cell's own.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    at = 0
    while True:
        quoted = _QUOTED.match(text, at)
        if quoted is not None and any(mark in quoted[1] for mark in ("\t", "\n", '""')):
            rows[-1].append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None
            rows[-1].append(plain[0])
            at = plain.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append([])
        at += 1
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def text_of(rows: Sequence[Sequence[str]]) -> str:
    """The cells as lines between tabs, as `cells_of` reads them."""
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _quoted(cell: str) -> str:
    is_plain = not ("\t" in cell or "\n" in cell or cell.startswith('"'))
    return cell if is_plain else '"' + cell.replace('"', '""') + '"'
