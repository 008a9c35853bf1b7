"""Spreadsheet files as rows of words, whatever program wrote them, and the ones that are refused."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from annotator.importers import sheet_file
from annotator.importers.sheet_file import MOST_COLUMNS, MOST_ROWS, read
from annotator.project.errors import ImportFailed


def workbook(path: Path, *sheets: list[list[Any]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(ImportFailed) as raised:
        read(path)
    sentence = raised.value.sentence()
    assert "Nothing was imported" in sentence
    return sentence


def test_cells_of_excel_become_words_that_a_person_would_write(tmp_path: Path) -> None:
    cells = [
        "P01",
        47,
        47.0,
        1.5,
        0.1 + 0.2,
        True,
        datetime(2026, 3, 14),
        time(10, 33),
        datetime(2026, 3, 14, 9, 5),
        None,
    ]
    path = workbook(tmp_path / "people.xlsx", [[], [], cells, [None, "  two \r\n lines "], ["#N/A", "#1"]])
    (sheet,) = read(path).sheets
    assert sheet.rows[0] == (*("P01", "47", "47", "1.5", "0.3", "yes", "2026-03-14", "10:33", "2026-03-14 09:05"),)
    assert sheet.rows[1:] == (("", "two \n lines"), ("", "#1"))


def test_only_sheets_with_something_in_them_are_offered(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", [["P01", 1]], [], [["P02", 2]])
    assert [sheet.name for sheet in read(path).sheets] == ["Sheet 1", "Sheet 3"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("ID;Sted;Vekt\nP01;Bodø;61,5\nP02;Tromsø;70\n", "cp1252"),
        ('ID,Sted,Vekt\r\nP01,Bodø,"61,5"\r\nP02,Tromsø,70\r\n', "utf-8-sig"),
        ("ID\tSted\tVekt\nP01\tBodø\t61,5\nP02\tTromsø\t70\n", "utf-16"),
        ("sep=;\nID;Sted;Vekt\nP01;Bodø;61,5\nP02;Tromsø;70\n", "utf-8"),
        ("ID|Sted|Vekt\nP01|Bodø|61,5\nP02|Tromsø|70\n", "utf-8"),
    ],
)
def test_text_with_any_separator_and_encoding_is_read(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(text.encode(encoding))
    (sheet,) = read(path).sheets
    assert sheet.rows == (("ID", "Sted", "Vekt"), ("P01", "Bodø", "61,5"), ("P02", "Tromsø", "70"))


def test_an_encoding_can_be_set_and_a_guess_says_so(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("ID;Sted\nP01;Bodø\n".encode("cp1252"))
    assert read(path).encoding_is_guess
    assert not read(path, "cp1252").encoding_is_guess


def test_line_ends_and_quotation_marks_in_a_cell_stay(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('ID,Note\nP01,"Said ""no"",\nthen yes"\n', encoding="utf-8")
    assert read(path).sheets[0].rows[1] == ("P01", 'Said "no",\nthen yes')


def test_a_hidden_sheet_comes_behind_those_that_people_see(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Choices"])
    book.active.sheet_state = "hidden"
    book.create_sheet("People").append(["P01"])
    book.active = 1
    book.save(tmp_path / "people.xlsx")
    assert [sheet.name for sheet in read(tmp_path / "people.xlsx").sheets] == ["People", "Sheet"]


def test_what_a_formula_could_not_work_out_is_nothing_in_a_text_too(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Participant,Age\nP01,#N/A\nP02,41\nP03,#DIV/0!\n")
    assert read(path).sheets[0].rows[1:] == (("P01",), ("P02", "41"), ("P03",))


@pytest.mark.parametrize("text", ['Participant,Note\nP01,"so he said\nP02,yes\n', 'a,b\nP01,c\n"'])
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path: Path, text: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text(text)
    assert "never closed" in refused(path)


def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path) -> None:
    old, locked, broken, odd = (tmp_path / name for name in ("a.xls", "b.xlsx", "c.xlsx", "d.xlsx"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    old.write_bytes(ole)
    locked.write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    whole = workbook(tmp_path / "whole.xlsx", [["P01", 1]]).read_bytes()
    broken.write_bytes(whole[: len(whole) // 2])
    odd.write_bytes(b"P01;47\n")
    assert "save it as .xlsx" in refused(old)
    assert "password-protected" in refused(locked)
    assert "damaged" in refused(broken)
    assert "not an Excel file" in refused(odd)
    empty = workbook(tmp_path / "empty.xlsx", [[]])
    assert "no cells" in refused(empty)


def test_a_workbook_with_a_broken_sheet_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [["P01", 1]])
    assert "damaged" in refused(rewritten(whole, tmp_path / "torn.xlsx", b"<worksheet><row"))


def test_a_workbook_with_a_part_that_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    torn = workbook(tmp_path / "torn.xlsx", [["P01", number] for number in range(200)])
    with zipfile.ZipFile(torn) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    data, start = bytearray(torn.read_bytes()), info.header_offset + 30 + len(info.filename)
    data[start + 20 : start + 60] = b"\xff" * 40
    torn.write_bytes(data)
    odd = tmp_path / "odd.xlsx"
    with zipfile.ZipFile(odd, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/workbook.xml", "<workbook/>" * 50)
    whole = odd.read_bytes()
    begin = whole.index(b"\x5d\x00\x00")  # five bytes say how it is packed
    odd.write_bytes(whole[: begin + 5] + b"\xff" + whole[begin + 6 :])
    assert "damaged" in refused(torn)
    assert "damaged" in refused(odd)


def test_a_row_of_any_number_is_no_reason_to_wait_for_all_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_file, "EXCEL_ROWS", 2_000)
    whole = workbook(tmp_path / "whole.xlsx", [["P01", 1]])
    begin = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="'
    endless = begin + b'99999999999999999999"><c t="inlineStr"><is><t>P01</t></is></c></row></sheetData></worksheet>'
    assert "damaged" in refused(rewritten(whole, tmp_path / "endless.xlsx", endless))


def test_bombs_and_entities_are_refused_before_they_unfold(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [["P01", 1]])
    bomb = rewritten(whole, tmp_path / "bomb.xlsx", b"<worksheet>" + b" " * 40_000_000)
    entities = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><worksheet>&a;</worksheet>'
    assert "far more" in refused(bomb)
    assert "definitions" in refused(rewritten(whole, tmp_path / "laughs.xlsx", entities))


def test_a_table_that_is_no_list_of_people_is_too_long_or_too_wide(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("a,b\n" * (MOST_ROWS + 1), encoding="utf-8")
    assert "more than 50,000 rows" in refused(path)
    path.write_text("P01" + ",x" * MOST_COLUMNS, encoding="utf-8")
    assert "more than 2,000 columns" in refused(path)


def rewritten(whole: Path, path: Path, sheet: bytes) -> Path:
    """The workbook with other bytes for its sheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.startswith("xl/worksheets/") else source.read(name))
    path.write_bytes(packed.getvalue())
    return path
