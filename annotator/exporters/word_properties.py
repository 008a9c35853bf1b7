"""What a Word file says about itself: title, program and version, language, date."""

from __future__ import annotations

from datetime import UTC, datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from annotator.exporters.word_text import xml_text
from annotator.reports.model import Report

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_EXTENDED_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_NAMES = {
    RELATIONSHIP_TYPE.CORE_PROPERTIES: ("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES),
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES: ("/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES),
}


def set_properties(package: Package, report: Report) -> None:
    """Give the package the report's properties in place of those of the file that it was made from."""
    contents = {
        RELATIONSHIP_TYPE.CORE_PROPERTIES: _core_properties(report),
        RELATIONSHIP_TYPE.EXTENDED_PROPERTIES: _extended_properties(report),
    }
    for name, relation in list(package.rels.items()):
        if relation.reltype in contents:
            del package.rels[name]
    for kind, content in contents.items():
        name, content_type = _NAMES[kind]
        package.relate_to(Part(PackURI(name), content_type, content.encode(), package), kind)


def _core_properties(report: Report) -> str:
    date = f'<dcterms:%s xsi:type="dcterms:W3CDTF">{_utc(report.date)}</dcterms:%s>'
    generator = xml_text(report.generator)
    return (
        f"{_DECLARATION}<cp:coreProperties {_CORE_NAMESPACES}><dc:title>{xml_text(report.title)}</dc:title>"
        f"<dc:creator>{generator}</dc:creator><cp:lastModifiedBy>{generator}</cp:lastModifiedBy>"
        f"<cp:revision>1</cp:revision>{date % ('created', 'created')}{date % ('modified', 'modified')}"
        f"<dc:language>{xml_text(report.language)}</dc:language></cp:coreProperties>"
    )


def _extended_properties(report: Report) -> str:
    return (
        f'{_DECLARATION}<Properties xmlns="{_EXTENDED_NAMESPACE}">'
        f"<Application>{xml_text(report.generator)}</Application></Properties>"
    )


def _utc(date: str) -> str:
    """The ISO 8601 date or time in the form that Word wants; one without a zone is taken for UTC."""
    moment = datetime.fromisoformat(date)
    aware = moment.astimezone(UTC) if moment.tzinfo else moment
    return aware.strftime("%Y-%m-%dT%H:%M:%SZ")
