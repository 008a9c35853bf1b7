"""A report as a Word document: tables that go straight into a paper's appendix."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.exporters.progress import IsCancelled, OnProgress, Progress
from annotator.exporters.whole_file import whole_file
from annotator.exporters.word_body import body_xml
from annotator.exporters.word_properties import set_properties
from annotator.exporters.word_template import Skeleton, own_skeleton, template_skeleton
from annotator.exporters.word_text import W
from annotator.reports.model import Report

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT_START = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:document xmlns:w="{W}" xmlns:r="{_RELATIONS}"><w:body>'
)
_DOCUMENT_END = "</w:body></w:document>"
# Zip members carry a time; a fixed one keeps two exports of the same report the same byte for byte.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write(
    report: Report,
    path: Path,
    template: Path | None = None,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> None:
    """Write the report to `path` as .docx, as a whole or not at all.

    With a `template` (.docx, .dotx) the document has its styles, page size, headers and footers, and none of its
    text. `on_progress(done_rows, total_rows)` and `is_cancelled()` are asked each some hundred rows. Raises
    `ExportFailed` when the template cannot be read or the file not written, `ExportCancelled` when stopped; in
    both cases a file that was there before is untouched. The same report gives the same bytes.
    """
    total_rows = sum(len(table.rows) for section in report.sections for table in section.tables)
    progress = Progress(total_rows, on_progress, is_cancelled)
    skeleton = template_skeleton(template, path) if template else own_skeleton(report.title, report.language)
    set_properties(skeleton.document.part.package, report)
    body = body_xml(report, skeleton.styles, skeleton.pages, progress)
    with whole_file(path) as file:
        write_package(skeleton, body, file)


def write_package(skeleton: Skeleton, body: Iterator[str], file: BinaryIO) -> None:
    """The skeleton's parts as python-docx writes them, with the body in place of its document part."""
    saved = io.BytesIO()
    skeleton.document.save(saved)
    document_name = skeleton.document.part.partname.membername
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            if name == document_name:
                _write_document(package, member, body)
            else:
                package.writestr(member, parts.read(name))


def _write_document(package: zipfile.ZipFile, member: zipfile.ZipInfo, body: Iterator[str]) -> None:
    with package.open(member, "w", force_zip64=True) as document:
        document.write(_DOCUMENT_START.encode())
        for piece in body:
            document.write(piece.encode())
        document.write(_DOCUMENT_END.encode())
