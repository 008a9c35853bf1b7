"""Word refuses files whose elements stand in another order than its schema's; python-docx does not notice."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from annotator.exporters.docx import write
from annotator.exporters.extract_pack import write as write_pack
from annotator.project.project import Project
from annotator.reports.extract_pack import ChosenPassage, PackOptions, build
from tests.exporters.sample_report import REPORT, part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500-1, section 17 and annex A: the sequences of the elements that reports use.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc textDirection "
    "textAlignment outlineLvl rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike noProof vanish color spacing w kern position sz szCs "
    "highlight u effect bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr bookmarkStart r hyperlink bookmarkEnd",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "trackRevisions defaultTabStop characterSpacingControl compat",
}
MIXED = {"p"}


def _faults(xml: str) -> list[str]:
    faults = []
    for element in etree.fromstring(xml.encode()).iter(f"{W}*"):
        name = etree.QName(element).localname
        if name not in ORDERS:
            continue
        children = [etree.QName(child).localname for child in element]
        order = ORDERS[name].split()
        unknown = [child for child in children if child not in order]
        places = [order.index(child) for child in children if child in order]
        if unknown or (name not in MIXED and places != sorted(places)):
            faults.append(f"{name}: {children}")
    return faults


def test_own_document_keeps_the_order_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    write(REPORT, path)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        assert _faults(part(path, name)) == []


def test_an_extract_pack_keeps_the_order_of_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    with Project.create(tmp_path / "study.annot", coder_name="Anna") as project:
        document = project.documents.add("Interview 1", "I: Who?\nP1: انتظرت, and nobody came.\n")
        code = project.codes.add("Waiting")
        passages = [ChosenPassage(document.id, 0, 20, (code.id,))]
        write_pack(build(project, passages, PackOptions(shows_codes=True, lines=3)), path)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml"):
        assert _faults(part(path, name)) == []


def test_order_holds_with_a_template(tmp_path: Path) -> None:
    template, path = tmp_path / "template.docx", tmp_path / "report.docx"
    made = Document()
    made.sections[0].header.paragraphs[0].text = "Journal"
    made.save(str(template))
    write(REPORT, path, template)
    assert _faults(part(path)) == []


@pytest.mark.parametrize("xml", ["<w:pPr><w:jc/><w:pStyle/></w:pPr>", "<w:tr><w:p/></w:tr>"])
def test_a_wrong_order_would_be_noticed(xml: str) -> None:
    assert _faults(f'<w:x xmlns:w="{W[1:-1]}">{xml}</w:x>') != []
