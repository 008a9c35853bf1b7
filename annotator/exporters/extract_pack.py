"""An extract pack as a Word document: pages that one likes to read, and that are found again when they come back.

Changes are tracked from the first key on, so that whatever a reader types, the words of the extracts stay known. The
pack's own list (which words of which version of which text) is a custom XML part; its ids are a document property.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Twips

from annotator.analysis.pack_marks import (
    NAMESPACE,
    NUMBER_STYLE,
    PROPERTY,
    LineMark,
    digest_of,
    heading_name,
    line_name,
)
from annotator.exporters.docx import write_package
from annotator.exporters.pack_styles import pack_styles
from annotator.exporters.progress import IsCancelled, OnProgress, Progress
from annotator.exporters.whole_file import whole_file
from annotator.exporters.word_pages import page_layouts
from annotator.exporters.word_properties import set_properties
from annotator.exporters.word_styles import add_missing_styles
from annotator.exporters.word_template import own_skeleton
from annotator.exporters.word_text import W, paragraph, paragraphs, run, xml_attribute, xml_text
from annotator.project.errors import ExportFailed
from annotator.reports.extract_pack import Extract, ExtractPack, PackLine
from annotator.reports.model import Report

_MARGIN_TWIPS = 1304
_WIDE_MARGIN_TWIPS = 3685
_PAGE_WIDTH_TWIPS = 11906
# A passage of up to so many characters is kept on one page.
_KEPT_WHOLE_CHARS = 900
_CUSTOM_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_STORE_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_STORE_ID = "{6B6F6E53-8E3C-4C55-9D0B-2E7A1F6C4A11}"
_USER_PROPERTIES = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(
    pack: ExtractPack,
    path: Path,
    on_progress: OnProgress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> None:
    """Write the pack to `path` as .docx, as a whole or not at all. `on_progress(done, total)` counts paragraphs.

    Raises `ExportFailed`, also for a pack without a word, and `ExportCancelled` when stopped; a file that was there
    before is untouched.
    """
    total = sum(len(extract.lines) for extract in pack.extracts)
    if not total:
        raise ExportFailed(path, "there are no words in what was chosen", "Choose other passages.")
    skeleton = own_skeleton(pack.title, pack.language)
    report = Report(pack.title, "", (), (), pack.generator, pack.date, pack.language)
    set_properties(skeleton.document.part.package, report)
    text_twips = _set_page(skeleton.document, pack.options.has_margin)
    styles = add_missing_styles(
        skeleton.document.part._styles_part.element, pack_styles(pack.options.size_pt, text_twips)
    )
    _add_list(skeleton.document, pack)
    _add_property(skeleton.document, pack)
    _track_changes(skeleton.document)
    body = _Body(pack, {**skeleton.styles, **styles}, Progress(total, on_progress, is_cancelled))
    with whole_file(path) as file:
        write_package(skeleton, body.xml(page_layouts(skeleton.document).first.section), file)


def _set_page(document: WordDocument, has_margin: bool) -> int:
    """Margins, and the width that is left for the words, in twips."""
    right = _WIDE_MARGIN_TWIPS if has_margin else _MARGIN_TWIPS
    section = document.sections[0]
    section.left_margin, section.right_margin = Twips(_MARGIN_TWIPS), Twips(right)
    return _PAGE_WIDTH_TWIPS - _MARGIN_TWIPS - right


def _track_changes(document: WordDocument) -> None:
    document.settings.element.insert(0, parse_xml(f'<w:trackRevisions xmlns:w="{W}"/>'))


class _Body:
    """Writes what stands inside `<w:body>`."""

    def __init__(self, pack: ExtractPack, styles: Mapping[str, str], progress: Progress) -> None:
        self._pack = pack
        self._styles = styles
        self._progress = progress
        self._bookmarks = 0
        self._names = _Names()

    def xml(self, section: str) -> Iterator[str]:
        """Title and instruction, then each extract."""
        yield paragraphs(self._styles["Extract Title"], self._pack.title)
        if self._pack.options.instruction.strip():
            yield paragraphs(self._styles["Extract Instruction"], self._pack.options.instruction.strip())
        for extract in self._pack.extracts:
            yield self._extract(extract)
            self._progress.advance(len(extract.lines))
        yield section

    def _extract(self, extract: Extract) -> str:
        is_short = sum(len(line.words) for line in extract.lines) <= _KEPT_WHOLE_CHARS
        *others, last = extract.lines or [None]
        has_more = bool(extract.codes or self._pack.options.lines)
        made = [self._heading(extract)]
        kept = "<w:keepLines/>" if is_short else ""
        made += [self._line(line, f"<w:keepNext/>{kept}" if is_short else "") for line in others if line is not None]
        if last is not None:
            made.append(self._line(last, f"<w:keepNext/>{kept}" if is_short and has_more else kept))
        if extract.codes:
            words = "; ".join(extract.codes)
            before = "<w:keepNext/>" if self._pack.options.lines else ""
            made.append(paragraph(self._styles["Extract Codes"], words, before=before))
        made += [self._ruled_line(n, self._pack.options.lines) for n in range(self._pack.options.lines)]
        return "".join(made)

    def _heading(self, extract: Extract) -> str:
        number = run(f"{extract.number}", self._styles["Extract Heading Number"])
        words = "   ".join(filter(None, (extract.source, f"¶ {extract.paragraphs}")))
        runs = self._marked(heading_name(extract.number), number) + run(f"   {words}")
        return paragraph(self._styles["Extract Heading"], words, runs=runs)

    def _line(self, line: PackLine, before: str) -> str:
        number = run(str(line.paragraph), self._styles[NUMBER_STYLE]) + "<w:r><w:tab/></w:r>"
        runs = number + self._marked(self._names.name_of(line.mark), run(line.words))
        return paragraph(self._styles["Extract Words"], line.words, runs=runs, before=before)

    def _ruled_line(self, place: int, count: int) -> str:
        before = "<w:keepNext/>" if place + 1 < count else ""
        return paragraph(self._styles["Extract Line"], "", runs="<w:r><w:tab/></w:r>", before=before)

    def _marked(self, name: str, runs: str) -> str:
        self._bookmarks += 1
        return (
            f'<w:bookmarkStart w:id="{self._bookmarks}" w:name="{name}"/>{runs}'
            f'<w:bookmarkEnd w:id="{self._bookmarks}"/>'
        )


class _Names:
    """The bookmarks of paragraphs: each name is there once, also where two extracts share a paragraph."""

    def __init__(self) -> None:
        self._copies: dict[LineMark, int] = {}

    def name_of(self, mark: LineMark) -> str:
        copy = self._copies.get(mark, 0)
        self._copies[mark] = copy + 1
        return line_name(mark, copy)


def _add_list(document: WordDocument, pack: ExtractPack) -> None:
    """The pack's own list, as a custom XML part with the properties that Word wants beside it."""
    package = document.part.package
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", _list_xml(pack).encode(), package)
    properties = (
        f'{_DECLARATION}<ds:datastoreItem ds:itemID="{_STORE_ID}" xmlns:ds="{_STORE_NAMESPACE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES
    part.relate_to(
        Part(PackURI("/customXml/itemProps1.xml"), kind, properties.encode(), package),
        RELATIONSHIP_TYPE.CUSTOM_XML_PROPS,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _list_xml(pack: ExtractPack) -> str:
    names = _Names()
    lines = "".join(
        f'<line extract="{extract.number}" name="{names.name_of(line.mark)}" text="{line.text_id.hex()}" '
        f'sha256="{digest_of(line.words)}"/>'
        for extract in pack.extracts
        for line in extract.lines
    )
    return (
        f'{_DECLARATION}<pack xmlns="{NAMESPACE}" project="{pack.project_id.hex()}" id="{pack.pack_id.hex()}" '
        f'title="{xml_attribute(pack.title)}" made="{pack.date}">{lines}</pack>'
    )


def _add_property(document: WordDocument, pack: ExtractPack) -> None:
    package = document.part.package
    value = xml_text(f"{pack.project_id.hex()} {pack.pack_id.hex()}")
    xml = (
        f'{_DECLARATION}<Properties xmlns="{_CUSTOM_NAMESPACE}" xmlns:vt="{_TYPES_NAMESPACE}">'
        f'<property fmtid="{_USER_PROPERTIES}" pid="2" name="{PROPERTY}"><vt:lpwstr>{value}</vt:lpwstr></property>'
        "</Properties>"
    )
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, xml.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
