"""Measures the whole way from a project to its Word report: 50 transcripts of 60 kB with 20,000 codings, all tables.

Run by hand: `python benchmarks/bench_report.py`. The limit is the report's document alone: the deflation of its text.
"""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from pathlib import Path

from large_project import build
from measure import header, once_ms, show

from annotator.exporters.docx import write
from annotator.project.project import Project
from annotator.reports.report import build as build_report


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "study.annot", Path(folder) / "report.docx"
        build(path, documents=50, codes=200, codings=20_000)
        header()
        with Project.open(path) as project:
            made = build_report(project)
            build_ms = once_ms(lambda: build_report(project))
            write_ms = once_ms(lambda: write(made, target))
        text = zipfile.ZipFile(target).read("word/document.xml")
        limit = once_ms(lambda: zlib.compress(text))
        rows = sum(len(table.rows) for section in made.sections for table in section.tables)
        show(f"make the tables of a report ({rows} rows)", build_ms, limit, "deflating the report's text")
        show("write it for Word", write_ms, limit, "deflating the report's text")
        print(f"{'  the file':44} {target.stat().st_size / 1e6:7.1f} MB")


if __name__ == "__main__":
    main()
