"""A journal's template: its look stays, its text goes, and a bad one harms nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm

from annotator.exporters.docx import write
from annotator.project.errors import ExportFailed
from tests.exporters.sample_report import REPORT, part

SECRETS = ("Instructions to authors", "Editor's remark", "Old draft line")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Two sections (the second takes its header over), a comment, an odd page size, a style id of Norwegian Word."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Journal of Invented Kettles"
    section.footer.paragraphs[0].text = "Supplement"
    text = document.add_paragraph(SECRETS[0])
    document.add_comment(text.runs, SECRETS[1], author="Editor")
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph(SECRETS[2])
    last = document.sections[1]
    last.page_width, last.page_height, last.left_margin = Mm(200), Mm(260), Cm(4)
    document.styles["Heading 1"].element.set(qn("w:styleId"), "Overskrift1")
    path = tmp_path / "template.docx"
    document.save(str(path))
    return path


@pytest.fixture
def made(template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    write(REPORT, path, template)
    return path


def test_headers_footers_and_page_size_are_the_templates(made: Path) -> None:
    sections = list(Document(str(made)).sections)
    assert sections[0].header.paragraphs[0].text == "Journal of Invented Kettles"
    assert sections[-1].footer.paragraphs[0].text == "Supplement"
    assert (sections[0].page_width.mm, sections[0].page_height.mm) == (
        pytest.approx(200, abs=0.1),
        pytest.approx(260, abs=0.1),
    )
    assert sections[2].orientation == WD_ORIENT.LANDSCAPE
    assert sections[2].page_width == sections[0].page_height


def test_nothing_of_the_templates_text_is_left(made: Path) -> None:
    with zipfile.ZipFile(made) as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
    assert not [secret for secret in SECRETS if secret in everything]


def test_styles_of_the_template_are_used_by_name_whatever_their_id(made: Path, template: Path) -> None:
    headings = [
        text for text in Document(str(made)).paragraphs if text.style is not None and text.style.name == "Heading 1"
    ]
    assert [text.text for text in headings] == ["Coded segments", "Codes by participant", "Participants"]
    assert 'w:pStyle w:val="Overskrift1"' in part(made)
    before, after = (part(path, "word/styles.xml") for path in (template, made))
    names = re.findall(r'<w:name w:val="([^"]+)"', after)
    assert len(names) == len(set(names))
    assert set(re.findall(r'<w:name w:val="([^"]+)"', before)) < set(names)


def test_own_styles_in_a_template_are_left_as_the_journal_set_them(tmp_path: Path) -> None:
    document = Document()
    document.styles.add_style("Quotation", WD_STYLE_TYPE.PARAGRAPH).font.size = Mm(7)
    template, path = tmp_path / "template.docx", tmp_path / "report.docx"
    document.save(str(template))
    write(REPORT, path, template)
    assert Document(str(path)).styles["Quotation"].font.size == Document(str(template)).styles["Quotation"].font.size


def test_name_that_another_kind_of_style_has_is_not_given_twice(tmp_path: Path) -> None:
    document = Document()
    document.styles.add_style("Quotation", WD_STYLE_TYPE.CHARACTER)
    template, path = tmp_path / "template.docx", tmp_path / "report.docx"
    document.save(str(template))
    write(REPORT, path, template)
    made = Document(str(path))
    styles = made.styles
    assert styles["Quotation"].type == WD_STYLE_TYPE.CHARACTER
    assert styles["Annotator Quotation"].type == WD_STYLE_TYPE.PARAGRAPH
    style = made.tables[0].cell(1, 0).paragraphs[0].style
    assert style is not None
    assert style.name == "Annotator Quotation"


def test_word_template_file_makes_a_document(template: Path, tmp_path: Path) -> None:
    dotx, path = tmp_path / "journal.dotx", tmp_path / "report.docx"
    changed = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    dotx.write_bytes(changed.getvalue())
    write(REPORT, path, dotx)
    assert Document(str(path)).sections[0].header.paragraphs[0].text == "Journal of Invented Kettles"


def _without_document(content: bytes) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            if name != "word/document.xml":
                new.writestr(name, old.read(name))
    return changed.getvalue()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda content: b"not a zip", "is not a Word document"),
        (lambda content: b"", "is not a Word document"),
        (lambda content: content[: len(content) // 2], "is not a Word document"),
        (lambda content: content.replace(b"<w:body>", b"<w:bddy>"), "is not a Word document"),
        (_without_document, "is not a Word document"),
        (lambda content: b"\xd0\xcf\x11\xe0" + content, "password-protected"),
    ],
)
def test_bad_template_is_told_and_the_older_file_untouched(
    template: Path, tmp_path: Path, damage: Callable[[bytes], bytes], reason: str
) -> None:
    path, bad = tmp_path / "report.docx", tmp_path / "bad.docx"
    path.write_bytes(b"older")
    stored = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    bad.write_bytes(damage(stored.getvalue()))
    with pytest.raises(ExportFailed, match=reason):
        write(REPORT, path, bad)
    assert path.read_bytes() == b"older"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["bad.docx", "report.docx", "template.docx"]


def test_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match=r"the template gone\.docx could not be opened"):
        write(REPORT, tmp_path / "report.docx", tmp_path / "gone.docx")
    assert list(tmp_path.iterdir()) == []


def test_page_numbers_run_through_where_the_template_starts_them_anew(tmp_path: Path) -> None:
    document = Document()
    numbering = OxmlElement("w:pgNumType", {qn("w:start"): "5"})
    document.sections[0]._sectPr.insert_element_before(numbering, "w:cols", "w:docGrid")
    template, path = tmp_path / "template.docx", tmp_path / "report.docx"
    document.save(str(template))
    write(REPORT, path, template)
    assert part(path).count('w:start="5"') == 1
