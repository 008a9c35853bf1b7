"""What a report looks like as a Word file, read back with python-docx and as XML."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from lxml import etree

from annotator.exporters.docx import write
from annotator.exporters.progress import ExportCancelled
from annotator.exporters.word_tables import column_widths
from annotator.project.errors import ExportFailed
from annotator.reports.model import Column, Report, Section, Table
from tests.exporters.sample_report import GOLDEN_DOCUMENT, MATRIX, REPORT, SEGMENTS, part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "report.docx"
    write(REPORT, path)
    return path


def test_small_report_is_the_one_that_a_person_has_looked_at(made: Path) -> None:
    assert part(made) == GOLDEN_DOCUMENT.read_text(encoding="utf-8")


def test_cells_read_back_as_they_were_given(made: Path) -> None:
    table = docx.Document(str(made)).tables[0]
    cells = [cell.text for row in table.rows for cell in row.cells]
    titles = [column.title for column in SEGMENTS.columns]
    assert cells == [*titles, *(text for row in SEGMENTS.rows for text in row)]


def test_header_rows_repeat_and_rows_stay_whole(made: Path) -> None:
    for table in etree.fromstring(part(made).encode()).iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_row_taller_than_a_page_may_split(tmp_path: Path) -> None:
    long = replace(SEGMENTS, rows=(("她说不着急。" * 400, "P01", "1", "P01, ¶ 1"),))
    path = tmp_path / "long.docx"
    write(replace(REPORT, sections=(Section("s", "S", (long,)),)), path)
    last = list(etree.fromstring(part(path).encode()).iter(f"{W}tr"))[-1]
    assert last.find(f"{W}trPr") is None


def test_wide_table_lies_on_a_landscape_page_of_its_own(made: Path) -> None:
    sections = docx.Document(str(made)).sections
    upright, wide = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert [section.orientation for section in sections] == [upright, upright, wide, upright]
    assert sections[2].page_width == sections[1].page_height
    assert all(section.header.is_linked_to_previous for section in list(sections)[1:])
    assert sections[0].header.paragraphs[0].text == REPORT.title


def test_tables_are_as_wide_as_the_text_of_their_page(made: Path) -> None:
    document = docx.Document(str(made))
    for table, section in zip(document.tables, list(document.sections)[1:], strict=True):
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in table.columns) == room


def test_columns_have_room_for_their_longest_word_before_weights_count(made: Path) -> None:
    tables = docx.Document(str(made)).tables
    # At 9.5 pt a digit or letter takes at most about 106 twips; 170 are the margins of the cell.
    assert tables[0].columns[2].width.twips >= len("1280") * 106 + 170
    # The widest common serif sets "Participant" in bold 9 pt at 6.3 times its size.
    assert tables[0].columns[1].width.twips >= 6.3 * 9 * 20 + 170


def test_columns_take_no_more_than_they_can_use_where_quotations_want_the_room() -> None:
    quotation, participant, paragraph, citation = column_widths(SEGMENTS, 9_524)
    assert quotation > 9_524 / 2
    assert sum((quotation, participant, paragraph, citation)) == 9_524
    names = replace(SEGMENTS, rows=tuple((words, "Somebody with a long name", "1", "") for words, *_ in SEGMENTS.rows))
    assert column_widths(names, 14_000)[1] > participant
    short = Table("t", "", "Short", (Column("a", "A"), Column("b", "B", weight=3)), (("x", "y"),))
    assert sum(column_widths(short, 9_524)) == 9_524


def test_codes_below_others_are_indented_by_their_style_and_not_by_spaces(tmp_path: Path) -> None:
    codes = ("Trust", "\u2003Concern", "\u2003\u2003Soup", "\u2003" * 9 + "Deepest")
    table = Table("t", "", "Codes", (Column("code", "Code", "code"),), tuple((code,) for code in codes))
    path = tmp_path / "codes.docx"
    write(replace(REPORT, sections=(Section("s", "S", (table,)),)), path)
    cells = [cell.paragraphs[0] for cell in docx.Document(str(path)).tables[0].columns[0].cells[1:]]
    assert [cell.text for cell in cells] == ["Trust", "Concern", "Soup", "Deepest"]
    names = ["Table Code", "Table Code 2", "Table Code 3", "Table Code 6"]
    assert [cell.style.name for cell in cells if cell.style] == names
    indents = [cell.style.paragraph_format.left_indent for cell in cells[1:] if cell.style]
    assert indents == sorted({indent for indent in indents if indent})


def test_last_row_stays_on_the_page_of_the_note_below_it(made: Path) -> None:
    first = next(etree.fromstring(part(made).encode()).iter(f"{W}tbl"))
    kept = [row.find(f".//{W}keepNext") is not None for row in first.iter(f"{W}tr")]
    assert kept == [True, False, False, False, False, True]


def test_a_section_without_tables_takes_a_line_of_the_title_page_and_no_page(tmp_path: Path) -> None:
    path = tmp_path / "partly.docx"
    missing = Section("participants", "Participants", (), "There are no participants yet.")
    write(replace(REPORT, sections=(missing, *REPORT.sections)), path)
    document = docx.Document(str(path))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style]
    assert ("Report Fact", "Participants\tThere are no participants yet.") in lines
    assert [words for style, words in lines if style == "Heading 1"] == [each.heading for each in REPORT.sections]


def test_numbers_and_sources_stay_on_one_line_unless_a_name_is_long() -> None:
    columns = (
        Column("n", "n of N", "number", 0.1),
        Column("q", "Said", "quotation", 9),
        Column("s", "S", "citation", 0.1),
    )
    table = Table("t", "", "Themes", columns, (("24 of 24", "Words.", "P03, ¶ 112"),))
    n, _, source = column_widths(table, 9_524)
    assert n >= len("24 of 24") * 90 + 170
    assert source >= len("P03, ¶ 112") * 90 + 170
    long = replace(table, rows=(("24 of 24", "Words.", "A guidance document with a name of many words, ¶ 1" * 3),))
    assert column_widths(long, 9_524)[1] > 9_524 / 2


def test_captions_are_numbered_fields_above_their_tables(made: Path) -> None:
    body = etree.fromstring(part(made).encode())[0]
    captions = []
    for table in body.findall(f"{W}tbl"):
        caption = table.getprevious()
        assert caption.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
        assert caption.find(f"{W}pPr/{W}keepNext") is not None
        assert "SEQ Table" in "".join(caption.itertext(f"{W}instrText"))
        captions.append("".join(caption.itertext(f"{W}t")))
    assert captions == [
        "Table 1. Coded segments: Hope",
        "Table 2. Codes by participant",
        "Table 3. Participant characteristics",
    ]


def test_contents_and_list_of_tables_are_filled_in_and_lead_to_their_places(made: Path) -> None:
    body = etree.fromstring(part(made).encode())
    instructions = [text.strip() for text in body.itertext(f"{W}instrText")]
    assert instructions[0] == r'TOC \o "1-2" \h \z \u'
    assert r'TOC \h \z \c "Table"' in instructions
    links = {link.get(f"{W}anchor"): "".join(link.itertext(f"{W}t")) for link in body.iter(f"{W}hyperlink")}
    places = {
        mark.get(f"{W}name"): "".join(mark.getparent().itertext(f"{W}t")) for mark in body.iter(f"{W}bookmarkStart")
    }
    assert links == places
    assert list(links.values())[:3] == ["Coded segments", "Hope", "Codes by participant"]


def test_fields_open_and_close_in_pairs(made: Path) -> None:
    kinds = re.findall(r'fldCharType="(\w+)"', part(made))
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_right_to_left_paragraphs_are_marked(made: Path) -> None:
    arabic = docx.Document(str(made)).tables[0].cell(3, 0).paragraphs[0]._p
    norwegian = docx.Document(str(made)).tables[0].cell(5, 0).paragraphs[0]._p
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert norwegian.find(f"{W}pPr/{W}bidi") is None


def test_arabic_names_run_from_right_to_left_in_headings_and_contents(tmp_path: Path) -> None:
    path = tmp_path / "arabic.docx"
    write(replace(REPORT, sections=(Section("s", "الأمل", (replace(SEGMENTS, heading="الثقة"),)),)), path)
    named = [text for text in docx.Document(str(path)).paragraphs if text.text in ("الأمل", "الثقة")]
    assert len(named) == 4
    assert all(text._p.find(f"{W}pPr/{W}bidi") is not None for text in named)


def test_older_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"older")
    path.chmod(0o600)
    write(REPORT, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert docx.Document(str(path)).paragraphs[0].text == REPORT.title


def test_write_protected_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"older")
    path.chmod(0o400)
    with pytest.raises(ExportFailed, match="may not be written to"):
        write(REPORT, path)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("report.docx", b"older")]


def test_looks_come_from_styles_alone(made: Path) -> None:
    document = part(made)
    assert not re.search(r"<w:(b|i|sz|color|rFonts|jc|ind|spacing|shd|tblBorders)[ />]", document)


def test_every_style_in_use_exists(made: Path) -> None:
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', part(made)))
    present = set(re.findall(r'w:styleId="([^"]+)"', part(made, "word/styles.xml")))
    assert used <= present


def test_same_report_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.docx"
    write(REPORT, again)
    assert again.read_bytes() == made.read_bytes()


def test_another_date_changes_nothing_but_the_date(made: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.docx"
    write(replace(REPORT, date="2027-05-01T12:00:00+02:00"), later)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(later) as new:
        differing = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert differing == ["docProps/core.xml"]
    assert "2027-05-01T10:00:00Z" in part(later, "docProps/core.xml")


def test_file_says_which_program_and_version_made_it(made: Path) -> None:
    properties = docx.Document(str(made)).core_properties
    assert (properties.title, properties.author) == (REPORT.title, "Annotator 0.1.0")
    assert "<Application>Annotator 0.1.0</Application>" in part(made, "docProps/app.xml")
    assert "Annotator 0.1.0" in part(made)


def test_spelling_language_has_the_region_that_word_wants(tmp_path: Path) -> None:
    path = tmp_path / "norsk.docx"
    write(replace(REPORT, language="nb"), path)
    assert '<w:lang w:val="nb-NO"' in part(path, "word/styles.xml")


def test_characters_that_xml_forbids_are_left_out(tmp_path: Path) -> None:
    table = replace(SEGMENTS, rows=(("a\x00b\x0bc\ufffed\x1f\tz", "P\ud80001", "1", ""),), caption='An "odd"\x01 <one>')
    report = replace(REPORT, title="T\x02 & co", sections=(Section("s", "H\x03", (table,), "I\x04\nJ"),))
    path = tmp_path / "odd.docx"
    write(report, path)
    cells = docx.Document(str(path)).tables[0].rows[1].cells
    assert [cell.text for cell in cells] == ["abcd\tz", "P01", "1", ""]


def test_report_without_sections_and_one_without_rows_open(tmp_path: Path) -> None:
    empty = replace(SEGMENTS, rows=(), note="")
    for name, sections in (
        ("none", ()),
        ("text", (Section("s", "S", (), "Nothing is coded yet."),)),
        ("rows", (Section("s", "S", (empty,)),)),
    ):
        path = tmp_path / f"{name}.docx"
        write(replace(REPORT, sections=sections), path)
        assert docx.Document(str(path)).paragraphs[0].text == REPORT.title


def test_table_ends_in_a_paragraph_as_word_demands(tmp_path: Path) -> None:
    path = tmp_path / "last.docx"
    write(replace(REPORT, sections=(Section("s", "S", (MATRIX, MATRIX)),)), path)
    body = etree.fromstring(part(path).encode())[0]
    assert all(table.getnext().tag == f"{W}p" for table in body.findall(f"{W}tbl"))
    assert len(docx.Document(str(path)).sections) == 2


def _long_report(rows: int) -> Report:
    columns = (Column("quotation", "Quotation", "quotation"), Column("participant", "Participant", "name"))
    table = Table("s", "", "Long", columns, tuple((f"Word {n}.", "P01") for n in range(rows)))
    return replace(REPORT, sections=(Section("s", "S", (table,)),))


def test_progress_goes_up_to_the_number_of_rows(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(_long_report(1000), tmp_path / "long.docx", on_progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(set(told)) > 3
    assert told[-1] == (1000, 1000)


def test_cancelling_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"older")
    asked: list[bool] = []

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) > 3

    with pytest.raises(ExportCancelled):
        write(_long_report(2000), path, is_cancelled=is_cancelled)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("report.docx", b"older")]


def test_missing_folder_and_folder_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "taken.docx").mkdir()
    with pytest.raises(ExportFailed, match="its folder does not exist"):
        write(REPORT, tmp_path / "nowhere" / "report.docx")
    with pytest.raises(ExportFailed, match="a folder has this name"):
        write(REPORT, tmp_path / "taken.docx")
    assert [found.name for found in tmp_path.iterdir()] == ["taken.docx"]
