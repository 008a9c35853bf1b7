"""The pages that a report's tables lie on: upright, and turned for wide tables."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from docx.document import Document as WordDocument
from lxml import etree

from annotator.exporters.word_text import W

_REFERENCES = (f"{{{W}}}headerReference", f"{{{W}}}footerReference")
_ONCE = ("titlePg", *_REFERENCES)
_A4 = (11906, 16838)
_MARGIN = 1440


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A kind of page: its section properties as XML text, and the room between its margins in twips."""

    section: str
    width_twips: int
    height_twips: int


@dataclass(frozen=True, slots=True)
class PageLayouts:
    """`first` for the title page and the contents, then `upright` and `wide` as the tables ask."""

    first: PageLayout
    upright: PageLayout
    wide: PageLayout


def page_layouts(document: WordDocument) -> PageLayouts:
    """The document's last page format with its headers and footers, as it is and turned to landscape."""
    first = _last_section(document)
    upright = copy.deepcopy(first)
    # Headers, footers and page numbers go on from section to section as long as none are set anew.
    for name in _ONCE:
        _drop(upright, name)
    for numbering in upright.findall(f"{{{W}}}pgNumType"):
        numbering.attrib.pop(f"{{{W}}}start", "")
    wide = copy.deepcopy(upright)
    _turn(wide)
    return PageLayouts(_layout(first), _layout(upright), _layout(wide))


def _last_section(document: WordDocument) -> etree._Element:
    """The last section's properties, with those headers and footers that it takes over from earlier ones."""
    sections = list(document.element.body.iter(f"{{{W}}}sectPr"))
    references: dict[tuple[str, str | None], etree._Element] = {}
    for section in sections:
        for reference in section.iterchildren(*_REFERENCES):
            references[(str(reference.tag), reference.get(f"{{{W}}}type"))] = reference
    last = copy.deepcopy(sections[-1]) if sections else etree.Element(f"{{{W}}}sectPr", nsmap={"w": W})
    for name in (*_REFERENCES, "sectPrChange", "cols", "type"):
        _drop(last, name)
    _set_next_page(last)
    last[0:0] = [copy.deepcopy(reference) for reference in references.values()]
    return last


def _set_next_page(section: etree._Element) -> None:
    """The type stands before the page size, after notes' properties, which go: a report has no notes."""
    for name in ("footnotePr", "endnotePr"):
        _drop(section, name)
    section.insert(0, section.makeelement(f"{{{W}}}type", {f"{{{W}}}val": "nextPage"}))


def _drop(section: etree._Element, name: str) -> None:
    for child in section.findall(name if name.startswith("{") else f"{{{W}}}{name}"):
        section.remove(child)


def _turn(section: etree._Element) -> None:
    size = section.find(f"{{{W}}}pgSz")
    if size is None:
        size = etree.SubElement(section, f"{{{W}}}pgSz")
        section.insert(1, size)
    short, long = sorted(_page_size(section))
    size.set(f"{{{W}}}w", str(long))
    size.set(f"{{{W}}}h", str(short))
    size.set(f"{{{W}}}orient", "landscape")
    size.attrib.pop(f"{{{W}}}code", "")


def _page_size(section: etree._Element) -> tuple[int, int]:
    size = section.find(f"{{{W}}}pgSz")
    return _twips(size, "w", _A4[0]), _twips(size, "h", _A4[1])


def _layout(section: etree._Element) -> PageLayout:
    margins = section.find(f"{{{W}}}pgMar")
    sides = _twips(margins, "left", _MARGIN) + _twips(margins, "right", _MARGIN) + _twips(margins, "gutter", 0)
    ends = abs(_twips(margins, "top", _MARGIN)) + abs(_twips(margins, "bottom", _MARGIN))
    width, height = _page_size(section)
    xml = etree.tostring(section, encoding="unicode", with_tail=False)
    return PageLayout(xml, max(width - sides, _MARGIN), max(height - ends, _MARGIN))


def _twips(element: etree._Element | None, name: str, default: int) -> int:
    """A length attribute in twips; Word also writes fractions of them."""
    value = None if element is None else element.get(f"{{{W}}}{name}")
    try:
        return default if value is None else round(float(value))
    except ValueError:
        return default
