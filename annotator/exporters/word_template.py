"""The Word file around a report: an own plain one, or a journal's template emptied of its text.

What stays of a template is its look: styles, theme, fonts, page size, headers and footers. Its body, comments,
notes, pictures in the body, macros, and links to other files go.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.section import Section as WordSection
from docx.shared import Twips
from lxml import etree

from annotator.exporters.word_pages import PageLayouts, page_layouts
from annotator.exporters.word_styles import add_missing_styles, empty_styles
from annotator.exporters.word_text import W, field_xml, lines, paragraph
from annotator.project.errors import ExportFailed

_PACKAGE_RELATIONS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
}
_OWN_RELATIONS = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
}
_NOTES = {RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES}
_TEMPLATE_RELATIONS = (
    _OWN_RELATIONS
    | _NOTES
    | {RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS}
)
_NAMESPACES = f'xmlns:w="{W}"'
_OWN_SETTINGS = (
    f"<w:settings {_NAMESPACES}>"
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
# Settings that tie a file to another file, lock it, or would have the report start as tracked changes.
_DROPPED_SETTINGS = ("attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions")
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_TYPES = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_OLD_WORD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    OpcError,
    etree.XMLSyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A Word document without a body; `styles` gives the ids of styles by name, `pages` the page sections."""

    document: WordDocument
    styles: Mapping[str, str]
    pages: PageLayouts


def own_skeleton(title: str, language: str) -> Skeleton:
    """A4 pages with the report's title at the head and the page number at the foot, except on the first."""
    document = Document()
    part = document.part
    _keep_relations(part.package, _PACKAGE_RELATIONS)
    _keep_relations(part, _OWN_RELATIONS)
    document.settings.element[:] = list(parse_xml(_OWN_SETTINGS))
    part._styles_part._element = parse_xml(empty_styles(language))
    styles = add_missing_styles(part._styles_part.element)
    _set_own_page(document.sections[0])
    _set_own_header(document.sections[0], styles, title)
    return Skeleton(document, styles, page_layouts(document))


def _set_own_page(section: WordSection) -> None:
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = section.right_margin = Twips(1191)
    section.top_margin = section.bottom_margin = Twips(1418)
    section.header_distance = section.footer_distance = Twips(680)
    section.different_first_page_header_footer = True


def _set_own_header(section: WordSection, styles: Mapping[str, str], title: str) -> None:
    page_number = field_xml("PAGE", "1")
    for place, content in (
        (section.header, paragraph(styles["header"], " ".join(lines(title)))),
        (section.footer, paragraph(styles["footer"], "", runs=page_number)),
    ):
        place.is_linked_to_previous = False
        place._element[:] = list(parse_xml(f"<w:hdr {_NAMESPACES}>{content}</w:hdr>"))


def template_skeleton(template: Path, target: Path) -> Skeleton:
    """The template without its text. Raises `ExportFailed` (about `target`) when it cannot be read as Word."""
    content = _read(template, target)
    if content.startswith(_OLD_WORD_OR_ENCRYPTED):
        reason = f"the template {template.name} is password-protected or in the format of Word 97"
        raise ExportFailed(target, reason, "Save it in Word as .docx without a password and try again.")
    try:
        document = _opened(content)
    except _UNREADABLE as error:
        reason = f"the template {template.name} is not a Word document, or is damaged"
        raise ExportFailed(target, reason, "Open it in Word, save it as .docx and try again.") from error
    _empty(document)
    styles = add_missing_styles(document.part._styles_part.element)
    return Skeleton(document, styles, page_layouts(document))


def _read(template: Path, target: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        reason = f"the template {template.name} could not be opened"
        raise ExportFailed(target, reason, "Choose another template, or none.") from error


def _opened(content: bytes) -> WordDocument:
    """The document with all of its parts read that the report needs: a fault shows here or not at all."""
    document = Document(io.BytesIO(_as_document(content)))
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES:
            _remove_notes(relation.target_part)
    if document.element.body is None or document.settings.element is None or document.styles.element is None:
        raise ValueError("a part is empty")
    return document


def _as_document(content: bytes) -> bytes:
    """The file's bytes, with a .dotx or .dotm declared as the document that it would make."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                for other in _OTHER_TYPES:
                    data = data.replace(other, _DOCUMENT_TYPE)
            new.writestr(name, data)
    return made.getvalue()


def _empty(document: WordDocument) -> None:
    part = document.part
    _keep_relations(part.package, _PACKAGE_RELATIONS)
    _keep_relations(part, _TEMPLATE_RELATIONS)
    _keep_relations(part._settings_part, set())
    for child in list(document.settings.element):
        if etree.QName(child).localname in _DROPPED_SETTINGS:
            document.settings.element.remove(child)


def _keep_relations(source: Part | OpcPackage, kinds: set[str]) -> None:
    for name, relation in list(source.rels.items()):
        if relation.reltype not in kinds:
            del source.rels[name]


def _remove_notes(part: Part) -> None:
    """Take out the notes themselves; the separators, which settings refer to, have a type and stay."""
    notes = parse_xml(part.blob)
    for note in list(notes):
        if note.get(f"{{{W}}}type") is None:
            notes.remove(note)
    part._blob = etree.tostring(notes, encoding="UTF-8", xml_declaration=True, standalone=True)
