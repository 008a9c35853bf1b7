"""How long a Word report takes, as ratios to making and deflating the text of its tables alone, in the same run.

Run: python benchmarks/bench_docx.py
"""

from __future__ import annotations

import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path

from annotator.exporters.docx import write
from annotator.reports.model import Column, Report, Section, Table

_COLUMNS = (
    Column("quotation", "Quotation", "quotation", 6),
    Column("participant", "Participant", "name"),
    Column("document", "Document", "name", 1.5),
    Column("paragraph", "¶", "number", 0.6),
    Column("coder", "Coder", "name", 0.8),
)
_SENTENCE = (
    "It took me a long while to say it but she waited and nothing in her face changed when I did så fint & rolig"
)
_WORDS = _SENTENCE.split()


def quotation(number: int) -> str:
    """An invented quotation of 20 to 60 words; every third has a character that XML wants escaped."""
    words = [_WORDS[(number * 7 + place * 3) % len(_WORDS)] for place in range(20 + number * 13 % 41)]
    return " ".join(words if number % 3 == 0 else [word for word in words if word != "&"])


def report(rows: int, rows_per_table: int = 100) -> Report:
    """A report of `rows` quotations, one table per code."""
    every = [(quotation(n), f"P{n % 40:02}", f"Interview {n % 40}", str(n % 311), "AK") for n in range(rows)]
    tables = (
        Table(
            "segments",
            f"Code {start}",
            f"Coded segments: code {start}",
            _COLUMNS,
            tuple(every[start : start + rows_per_table]),
        )
        for start in range(0, rows, rows_per_table)
    )
    section = Section("segments", "Coded segments", tuple(tables))
    return Report("A study", "", (("Codings", str(rows)),), (section,), "Annotator", "2026-01-01")


def floor(made: Report) -> None:
    """The least that any writer must do: the rows' XML text by plain joins, and its deflation."""
    cells = '<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr>'
    cells += '<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>'
    deflate = zlib.compressobj()
    for section in made.sections:
        for table in section.tables:
            rows = ("".join(cells.format(_escaped(text)) for text in row) for row in table.rows)
            xml = "".join(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>" for row in rows)
            deflate.compress(f"<w:tbl>{xml}</w:tbl>".encode())
    deflate.flush()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def best_seconds(work: Callable[[], None], times: int = 5) -> float:
    """The shortest of several runs: what the work costs when nothing else disturbs it."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return min(once() for _ in range(times))


def main() -> None:
    small, large = report(4_000), report(20_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        least = best_seconds(lambda: floor(small))
        first = best_seconds(lambda: write(small, path))
        second = best_seconds(lambda: write(large, path), times=3)
    print(f"floor, 4,000 quotations: {least * 1000:.0f} ms (XML text and deflate alone)")
    print(f"report, 4,000 quotations: {first * 1000:.0f} ms, {first / least:.2f} times the floor (limit 4)")
    print(f"report, 20,000 quotations: {second * 1000:.0f} ms, {second / first:.2f} times 4,000 (limit 6)")


if __name__ == "__main__":
    main()
