"""The parts of a .docx: opening the zip safely and parsing its XML without entities, network and bombs."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from annotator.importers.source_file import PACKED_BY, refuse

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict" files say the same under other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST_PART_BYTES = 150 * 1024 * 1024
# Repetitive XML packs 1 : 100 at best; a bomb 1 : 1000.
_LARGEST_RATIO = 300
_RATIO_FREE_BYTES = 10 * 1024 * 1024
_AGAIN = "Open it in Word, save it as a new .docx and try again."


class WordPackage:
    """The parts of one Word document, read when asked for. Every failure is ImportFailed."""

    def __init__(self, path: Path, data: bytes) -> None:
        self._path = path
        if data.startswith(_OLE_MAGIC):
            _refuse_ole(path, data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            kind = "it is damaged" if data.startswith(b"PK") else "it is not a Word document"
            refuse(path, kind, _AGAIN)
        self._main = self._main_part()
        self._kinds = self._relationships(self._main)

    def main(self) -> Element:
        """The document part's root."""
        root = self._part(self._main)
        if root is None:
            refuse(self._path, "it holds no Word document", _AGAIN)
        if root.tag != f"{W}document":
            refuse(self._path, "it is not a Word document", "Choose a .docx file that Word can open.")
        return root

    def related(self, kind: str) -> list[Element]:
        """The roots of the parts of this kind ("styles", "footnotes", "header"), none if the file has none."""
        roots = (self._part(name) for name in self._kinds.get(kind, ()))
        return [root for root in roots if root is not None]

    def _main_part(self) -> str:
        names = self._relationships("").get("officeDocument", ["word/document.xml"])
        return names[0]

    def _relationships(self, source: str) -> dict[str, list[str]]:
        """Kind → names of the parts that `source` refers to, without those outside the file."""
        folder, name = posixpath.split(source)
        root = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        kinds: dict[str, list[str]] = {}
        for link in () if root is None else root.iter(_RELATIONSHIP):
            if link.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/")
                kinds.setdefault(link.get("Type", "").rpartition("/")[2], []).append(target)
        return kinds

    def _part(self, name: str) -> Element | None:
        try:
            info = self._zip.getinfo(name)
        except KeyError:
            return None
        return _parsed(self._path, self._bytes(info))

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.flag_bits & 0x1:
            refuse(self._path, "it is password-protected", "Remove the password and try again.")
        is_bomb = info.file_size > _RATIO_FREE_BYTES and info.file_size > _LARGEST_RATIO * max(1, info.compress_size)
        if info.file_size > _LARGEST_PART_BYTES or is_bomb:
            refuse(self._path, "it unpacks to far more than a document holds", _AGAIN)
        if info.compress_type not in PACKED_BY:
            refuse(self._path, "it is damaged", _AGAIN)
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            refuse(self._path, "it is damaged", _AGAIN)


def children(element: Element, name: str) -> Iterator[Element]:
    """The child elements with this name of the main namespace."""
    return element.iterchildren(W + name)


def child(element: Element | None, *names: str) -> Element | None:
    """The first child along the path of names, None if it ends on the way."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace."""
    return None if element is None else element.get(W + name)


def number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """An attribute as a whole number; the default where it is missing or no number."""
    try:
        return int(value(element, name) or default)
    except ValueError:
        return default


def is_on(element: Element | None) -> bool | None:
    """A switch such as `w:b`: None if it is not there, else whether it is on."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")


def _parsed(path: Path, data: bytes) -> Element:
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        refuse(path, "it is damaged", _AGAIN)
    # Word writes no document type; one is only good for attacks by entities.
    if root.getroottree().docinfo.internalDTD is not None:
        refuse(path, "it holds a document type, which Word files never do", _AGAIN)
    return root


def _refuse_ole(path: Path, data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        refuse(path, "it is password-protected", "Remove the password in Word and try again.")
    refuse(path, "it is in the format of Word before 2007, whatever its suffix", "Save it as .docx in Word.")
