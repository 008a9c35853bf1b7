"""Files that call themselves .docx and are damaged, locked, foreign or made to do harm."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from annotator.importers import word
from annotator.importers.extract_pack import is_pack
from annotator.project.errors import ImportFailed
from tests.importers.word_files import packed, paragraph, root, run, table, word_file

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def refusal(path: Path) -> str:
    with pytest.raises(ImportFailed) as caught:
        word.read(path)
    assert caught.value.advice.endswith(".")
    return caught.value.sentence()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64), "it is password-protected"),
        (_OLE + "WordDocument".encode("utf-16-le") + bytes(64), "it is in the format of Word before 2007"),
        (b"PK\x03\x04 torn off", "it is damaged"),
        (b"I: hello", "it is not a Word document"),
        (b"", "it is empty"),
    ],
)
def test_file_that_is_no_docx_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    assert refusal(path).startswith(f"a.docx could not be read: {reason}")


def test_zip_without_a_document_is_refused(tmp_path: Path) -> None:
    assert "it holds no Word document" in refusal(packed(tmp_path / "a.docx", {"x.txt": "x"}))


def test_other_office_document_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {"word/document.xml": "<workbook><sheets/></workbook>"})
    assert "it is not a Word document" in refusal(path)


def test_truncated_file_is_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph(run("words")))
    path.write_bytes(path.read_bytes()[:-40])
    assert "it is damaged" in refusal(path)


def test_broken_bytes_inside_the_zip_are_refused(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph(run("words " * 3000)))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("word/document.xml")
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename)
    data[start + 20 : start + 60] = b"\xff" * 40
    path.write_bytes(data)
    assert "it is damaged" in refusal(path)


def test_a_part_packed_as_word_never_does_is_refused_and_no_pack(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 50)
    whole = path.read_bytes()
    begin = whole.index(b"\x5d\x00\x00")  # five bytes say how it is packed
    path.write_bytes(whole[: begin + 5] + b"\xff" + whole[begin + 6 :])
    assert not is_pack(path)
    assert "it is damaged" in refusal(path)


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    assert "it is damaged" in refusal(packed(tmp_path / "a.docx", {"word/document.xml": "<w:document"}))


def test_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = word_file(tmp_path, paragraph(run("a" * 40_000_000)))
    assert path.stat().st_size < 100_000
    assert "it unpacks to far more than a document holds" in refusal(path)


def test_entities_are_refused_whatever_they_point_to(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours", "utf-8")
    xml = root("document", f"<w:body>{paragraph(run('&a;'))}</w:body>")
    for entity in (f'SYSTEM "{secret.as_uri()}"', '"boom"'):
        attack = xml.replace("?>", f"?><!DOCTYPE w [<!ENTITY a {entity}>]>", 1)
        assert "it holds a document type" in refusal(packed(tmp_path / "a.docx", {"word/document.xml": attack}))


def test_endless_nesting_is_refused(tmp_path: Path) -> None:
    body = paragraph(run("deep"))
    for _ in range(2000):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert "Nothing was imported" in refusal(word_file(tmp_path, body))


def test_many_nested_tables_are_read(tmp_path: Path) -> None:
    body = paragraph(run("deep"))
    for _ in range(60):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    assert word.read(word_file(tmp_path, body)).text == "deep"


def test_document_without_words_is_refused(tmp_path: Path) -> None:
    assert "it holds no text" in refusal(word_file(tmp_path, paragraph(run("  ")) + paragraph("")))


def test_missing_and_odd_parts_do_no_harm(tmp_path: Path) -> None:
    odd = paragraph(run("text"), '<w:pStyle w:val="None"/><w:numPr><w:ilvl w:val="x"/><w:numId w:val="4"/></w:numPr>')
    note = '<w:r><w:footnoteReference w:id="9"/></w:r>'
    assert word.read(word_file(tmp_path, odd + paragraph(note))).text == "text\n[1]"


def test_note_that_refers_to_itself_ends(tmp_path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    notes = root("footnotes", f'<w:footnote w:id="1">{paragraph(run("see ") + mark)}</w:footnote>')
    text = word.read(word_file(tmp_path, paragraph(run("a") + mark), footnotes=notes)).text
    assert text == "a[1]\n[1] see [2]"


def test_strict_files_are_read_like_others(tmp_path: Path) -> None:
    strict = root("document", f"<w:body>{paragraph(run('said', '<w:b/>'))}{table(['<w:tc/>'])}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"
    )
    document = word.read(packed(tmp_path / "a.docx", {"word/document.xml": strict}))
    assert document.text.strip() == "said"
    assert [span.style for span in document.formats] == ["bold"]
