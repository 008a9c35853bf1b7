"""A small invented report with every kind of column, several scripts, and an upright and a wide table.

Run as a module to renew the golden file; look at the result in a word processor before committing it.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from annotator.exporters.docx import write
from annotator.reports.model import Column, Report, Section, Table

GOLDEN_DOCUMENT = Path(__file__).parents[1] / "golden" / "small_report_document.xml"

SEGMENTS = Table(
    name="segments",
    heading="Hope",
    caption="Coded segments: Hope",
    columns=(
        Column("quotation", "Quotation", "quotation", 6),
        Column("participant", "Participant", "name"),
        Column("paragraph", "¶", "number", 0.5),
        Column("citation", "Citation", "citation"),
    ),
    rows=(
        ("She kept the kettle warm & waited.", "P01", "12", "P01, ¶ 12"),
        ("I: And then?\nP2: Then  I slept <at last>.", "P02", "1280", "P02, ¶ 1280"),
        ("انتظرت عند الباب 3 ساعات.", "P03", "7", "P03, ¶ 7"),
        ("她说不着急。", "P04", "9", "P04, ¶ 9"),
        ("Så blei det stilt 🙂 og lyst.", "P05", "31", "P05, ¶ 31"),
    ),
    note="5 segments from 5 participants.",
)
MATRIX = Table(
    name="matrix",
    heading="",
    caption="Codes by participant",
    columns=(Column("code", "Code", "code", 3), *(Column(f"p{n}", f"P{n:02}", "number") for n in range(1, 13))),
    rows=(("Hope", *map(str, range(12))), ("Trust > Honesty", *["0"] * 12)),
    is_wide=True,
)
PARTICIPANTS = Table(
    name="participants",
    heading="Who they were",
    caption="Participant characteristics",
    columns=(Column("participant", "Participant", "name"), Column("role", "Role")),
    rows=(("P01", "Neighbour"), ("P02", "")),
)
REPORT = Report(
    title="Warm kettles: an invented study",
    subtitle="Appendix",
    facts=(("Documents", "5"), ("Codings", "5")),
    sections=(
        Section("segments", "Coded segments", (SEGMENTS,), "Each passage in full."),
        Section("matrix", "Codes by participant", (MATRIX,)),
        Section("participants", "Participants", (PARTICIPANTS,)),
    ),
    generator="Annotator 0.1.0",
    date="2026-01-31",
    language="en-GB",
)


def part(path: Path, name: str = "word/document.xml") -> str:
    """The text of one member of a Word file."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.docx"
        write(REPORT, made)
        GOLDEN_DOCUMENT.write_text(part(made), encoding="utf-8")
