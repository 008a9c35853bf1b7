"""The styles that a report is set in, and giving a document those of them that it lacks.

A document, a journal's template above all, keeps every style that it has under the same name: Word's own names
("heading 1", "caption") are the same in every language of Word, their ids are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from docx.oxml import parse_xml
from lxml import etree

from annotator.exporters.word_text import W, xml_attribute

_NAMESPACE = f'xmlns:w="{W}"'


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style: its name and kind as in the file, the names it refers to, and its properties as XML text."""

    name: str
    style_id: str
    properties: str = ""
    based_on: str = "Normal"
    followed_by: str = ""
    kind: str = "paragraph"
    is_listed: bool = True


def _paragraph(before: int, after: int, *, lead: str = "", line: str = "", tail: str = "") -> str:
    """Paragraph properties; distances in twips. `lead` and `tail` are what the schema wants before and after them."""
    spacing = f'<w:spacing w:before="{before}" w:after="{after}"{line}/>'
    return f"<w:pPr>{lead}{spacing}{tail}</w:pPr>"


def _run(size: float = 0, *, lead: str = "", colour: str = "", tail: str = "") -> str:
    """Run properties; the size in points."""
    colour = f'<w:color w:val="{colour}"/>' if colour else ""
    half_points = round(size * 2)
    sizes = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if size else ""
    return f"<w:rPr>{lead}{colour}{sizes}{tail}</w:rPr>"


_BOLD = "<w:b/><w:bCs/>"
_ITALIC = "<w:i/><w:iCs/>"
_GREY = "595959"
_SINGLE = ' w:line="240" w:lineRule="auto"'
_KEEP = "<w:keepNext/><w:keepLines/>"
_FLUSH = '<w:ind w:left="0" w:right="0" w:firstLine="0"/>'
_START = '<w:jc w:val="left"/>'
_END = '<w:jc w:val="right"/>'
_TABLE_PROPERTIES = (
    '<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:insideH w:val="single" w:sz="2" w:space="0" w:color="D9D9D9"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    '<w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
    '<w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
    "</w:tblStylePr>"
)
_NO_CELL_MARGINS = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
)

# A code's style by how many codes above it are in the table; the deepest is for all below it too.
CODE_LEVELS = tuple(f"Table Code {level}" for level in range(2, 7))
LEVEL_TWIPS = 200

STYLES: tuple[WordStyle, ...] = (
    WordStyle("Normal", "Normal", based_on=""),
    WordStyle("Default Paragraph Font", "DefaultParagraphFont", based_on="", kind="character", is_listed=False),
    WordStyle("Normal Table", "TableNormal", _NO_CELL_MARGINS, based_on="", kind="table", is_listed=False),
    WordStyle("Title", "Title", _paragraph(2800, 300, lead="<w:keepNext/>", line=_SINGLE) + _run(26, lead=_BOLD)),
    WordStyle("Subtitle", "Subtitle", _paragraph(0, 480, line=_SINGLE) + _run(14, colour=_GREY)),
    WordStyle(
        "heading 1",
        "Heading1",
        _paragraph(0, 200, lead=_KEEP + "<w:pageBreakBefore/>", line=_SINGLE, tail='<w:outlineLvl w:val="0"/>')
        + _run(17, lead=_BOLD),
        followed_by="Normal",
    ),
    WordStyle(
        "heading 2",
        "Heading2",
        _paragraph(360, 80, lead=_KEEP, line=_SINGLE, tail='<w:outlineLvl w:val="1"/>') + _run(12.5, lead=_BOLD),
        followed_by="Normal",
    ),
    WordStyle(
        "TOC Heading",
        "TOCHeading",
        '<w:pPr><w:pageBreakBefore w:val="0"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        '<w:spacing w:before="480"/><w:outlineLvl w:val="9"/></w:pPr>',
        "heading 1",
    ),
    WordStyle("toc 1", "TOC1", _paragraph(120, 0, line=_SINGLE, tail=_FLUSH) + _run(11, lead=_BOLD)),
    WordStyle(
        "toc 2", "TOC2", _paragraph(40, 0, line=_SINGLE, tail='<w:ind w:left="284" w:firstLine="0"/>') + _run(10.5)
    ),
    WordStyle(
        "table of figures",
        "TableofFigures",
        _paragraph(40, 0, line=_SINGLE, tail='<w:ind w:left="284" w:hanging="284"/>') + _run(10.5),
    ),
    WordStyle("caption", "Caption", _paragraph(200, 80, lead=_KEEP, line=_SINGLE) + _run(10, lead=_BOLD)),
    WordStyle("header", "Header", _paragraph(0, 0, line=_SINGLE) + _run(9, colour=_GREY)),
    WordStyle(
        "footer", "Footer", _paragraph(0, 0, line=_SINGLE, tail='<w:jc w:val="center"/>') + _run(9, colour=_GREY)
    ),
    WordStyle(
        "Report Fact",
        "ReportFact",
        "<w:pPr><w:tabs>"
        '<w:tab w:val="left" w:pos="2835"/></w:tabs><w:spacing w:before="0" w:after="80" w:line="240" '
        'w:lineRule="auto"/><w:ind w:left="2835" w:hanging="2835"/></w:pPr>' + _run(11),
    ),
    WordStyle("Report Fact Label", "ReportFactLabel", _run(colour=_GREY), "Default Paragraph Font", kind="character"),
    WordStyle(
        "Report Generator", "ReportGenerator", _paragraph(480, 0, line=_SINGLE, tail=_FLUSH) + _run(9, colour=_GREY)
    ),
    WordStyle("Table Text", "TableText", _paragraph(0, 0, line=_SINGLE, tail=_FLUSH + _START) + _run(9.5)),
    WordStyle("Table Heading", "TableHeading", "<w:pPr><w:keepNext/></w:pPr>" + _run(9, lead=_BOLD), "Table Text"),
    WordStyle("Table Number Heading", "TableNumberHeading", f"<w:pPr>{_END}</w:pPr>", "Table Heading"),
    WordStyle("Table Code", "TableCode", "", "Table Text"),
    *(
        WordStyle(
            name,
            name.replace(" ", ""),
            f'<w:pPr><w:ind w:left="{level * LEVEL_TWIPS}" w:right="0" w:firstLine="0"/></w:pPr>',
            "Table Code",
        )
        for level, name in enumerate(CODE_LEVELS, start=1)
    ),
    WordStyle("Table Name", "TableName", "", "Table Text"),
    WordStyle("Table Number", "TableNumber", f"<w:pPr>{_END}</w:pPr>", "Table Text"),
    WordStyle("Quotation", "Quotation", "<w:rPr><w:noProof/></w:rPr>", "Table Text"),
    WordStyle("Table Citation", "TableCitation", _run(8.5, colour=_GREY), "Table Text"),
    WordStyle("Table Note", "TableNote", _paragraph(80, 0, line=_SINGLE, tail=_FLUSH + _START) + _run(8.5)),
    WordStyle(
        "Table End",
        "TableEnd",
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>' + _run(1),
        is_listed=False,
    ),
    WordStyle("Annotator Table", "AnnotatorTable", _TABLE_PROPERTIES, "Normal Table", kind="table"),
)
_REGIONS = {
    "ar": "ar-SA",
    "da": "da-DK",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "it": "it-IT",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "nn": "nn-NO",
    "no": "nb-NO",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "sv": "sv-SE",
    "zh": "zh-CN",
}
_DEFAULTS = {"Normal", "Default Paragraph Font", "Normal Table"}


def empty_styles(language: str) -> str:
    """A styles part without styles: a serif face of 11 pt that every Word has, one and a sixth lines."""
    return (
        f'<w:styles {_NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{_with_region(language)}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="280" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults></w:styles>"
    )


def _with_region(language: str) -> str:
    """The language as Word's spelling knows it, which wants a region: "nb" is "nb-NO"."""
    return xml_attribute(_REGIONS.get(language.lower(), language))


def add_missing_styles(styles: etree._Element, wanted: Iterable[WordStyle] = STYLES) -> Mapping[str, str]:
    """Add to a styles part the wanted styles that it does not have by name; return the id of each by its name."""
    present = {(_name(style), style.get(f"{{{W}}}type")): style for style in styles.iterchildren(f"{{{W}}}style")}
    names = {name for name, _ in present}
    taken = {style.get(f"{{{W}}}styleId") for style in present.values()}
    has_default = {kind for (_, kind), style in present.items() if style.get(f"{{{W}}}default") in ("1", "true")}
    ids: dict[str, str] = {}
    for style in wanted:
        found = present.get((style.name.lower(), style.kind))
        if found is not None:
            ids[style.name] = xml_attribute(str(found.get(f"{{{W}}}styleId")))
            continue
        ids[style.name] = _free_id(style.style_id, taken)
        taken.add(ids[style.name])
        # The name may belong to a style of another kind, and Word allows each name once.
        name = f"Annotator {style.name}" if style.name.lower() in names else style.name
        is_default = style.name in _DEFAULTS and style.kind not in has_default
        styles.append(parse_xml(_style_xml(style, name, ids, is_default)))
    return ids


def _name(style: etree._Element) -> str:
    name = style.find(f"{{{W}}}name")
    return "" if name is None else str(name.get(f"{{{W}}}val")).lower()


def _free_id(wanted: str, taken: set[str | None]) -> str:
    return wanted if wanted not in taken else _free_id(f"Annotator{wanted}", taken)


def _style_xml(style: WordStyle, name: str, ids: Mapping[str, str], is_default: bool) -> str:
    default = ' w:default="1"' if is_default else ""
    custom = "" if style.name in _BUILT_IN else ' w:customStyle="1"'
    based_on = f'<w:basedOn w:val="{ids[style.based_on]}"/>' if style.based_on else ""
    followed_by = f'<w:next w:val="{ids[style.followed_by]}"/>' if style.followed_by else ""
    listed = "<w:qFormat/>" if style.is_listed else "<w:semiHidden/>"
    return (
        f'<w:style {_NAMESPACE} w:type="{style.kind}"{default}{custom} w:styleId="{ids[style.name]}">'
        f'<w:name w:val="{name}"/>{based_on}{followed_by}{listed}{style.properties}</w:style>'
    )


_BUILT_IN = _DEFAULTS | {
    "Title",
    "Subtitle",
    "TOC Heading",
    "toc 1",
    "toc 2",
    "table of figures",
    "caption",
    "header",
    "footer",
    "heading 1",
    "heading 2",
}
