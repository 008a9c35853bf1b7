"""A table as the two texts that a clipboard offers: HTML for word processors, tabs for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from annotator.exporters.word_text import is_right_to_left, lines, without_forbidden
from annotator.reports.model import Column, Table

# Word reads styles of pasted HTML only where they stand on the element itself.
_TABLE = "border-collapse:collapse;border-top:1pt solid black;border-bottom:1pt solid black"
_HEADING = "border-bottom:0.75pt solid black;padding:2pt 4pt;vertical-align:bottom;text-align:{align}"
_CELL = "border-bottom:0.25pt solid #d9d9d9;padding:2pt 4pt;vertical-align:top;text-align:{align}"


def html_table(table: Table) -> str:
    """The table as HTML that pastes into a word processor as a table with rules, a heading row and a caption."""
    head = "".join(_cell("th", _HEADING, column, column.title) for column in table.columns)
    body = "".join(f"<tr>{_row(table.columns, row)}</tr>\n" for row in table.rows)
    note = _paragraphs(table.note) if table.note else ""
    return (
        f'<meta charset="utf-8">\n<p><b>{_text(table.caption)}</b></p>\n<table style="{_TABLE}">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n{note}"
    )


def tab_separated(table: Table) -> str:
    """The heading and the rows as lines of cells between tabs, as spreadsheets paste them.

    A cell with a tab, a newline or a quotation mark stands in quotation marks, with those inside doubled.
    """
    rows = [tuple(column.title for column in table.columns), *table.rows]
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in rows)


def _row(columns: Sequence[Column], row: Sequence[str]) -> str:
    return "".join(_cell("td", _CELL, column, text) for column, text in zip(columns, row, strict=True))


def _cell(element: str, style: str, column: Column, text: str) -> str:
    align = "right" if column.kind == "number" else "start" if is_right_to_left(text) else "left"
    return f'<{element} style="{style.format(align=align)}">{_paragraphs(text)}</{element}>'


def _paragraphs(text: str) -> str:
    return "".join(f'<p style="margin:0"{_direction(line)}>{_text(line) or "&nbsp;"}</p>' for line in lines(text))


def _direction(line: str) -> str:
    return ' dir="rtl"' if is_right_to_left(line) else ""


def _text(text: str) -> str:
    """Escaped, with runs of spaces kept: HTML would show them as one."""
    return escape(without_forbidden(text)).replace("  ", "&nbsp; ")


def _quoted(text: str) -> str:
    plain = without_forbidden(text)
    return '"' + plain.replace('"', '""') + '"' if any(mark in plain for mark in '\t\n\r"') else plain
