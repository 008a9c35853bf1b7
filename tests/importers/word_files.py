"""Word files made for a test: from raw XML, so that every element can be tried, whoever writes it."""

from __future__ import annotations

import zipfile
from pathlib import Path

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def word_file(folder: Path, body: str, name: str = "talk.docx", **parts: str) -> Path:
    """A .docx whose body is this XML; further parts by kind ("styles", "numbering", "footnotes")."""
    return packed(folder / name, {"word/document.xml": root("document", f"<w:body>{body}</w:body>")}, parts)


def root(element: str, content: str) -> str:
    """A part's XML with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{element} {_NAMES}>{content}</w:{element}>'


def packed(path: Path, files: dict[str, str], parts: dict[str, str] | None = None) -> Path:
    """A zip with the files, the parts and the relationships between them."""
    links = "".join(
        f'<Relationship Id="r{index}" Type="{_OFFICE}/{kind.rstrip("1234")}" Target="{kind}.xml"/>'
        for index, kind in enumerate(parts or {})
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="m" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_LINKS}">{links}</Relationships>')
        for name, content in files.items():
            archive.writestr(name, content)
        for kind, content in (parts or {}).items():
            archive.writestr(f"word/{kind}.xml", content)
    return path


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs; `properties` is the inside of its w:pPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text; `properties` is the inside of its w:rPr."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs: str, properties: str = "") -> str:
    """A table cell with a paragraph per text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(text)) for text in paragraphs)}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table; each row is a list of cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"
