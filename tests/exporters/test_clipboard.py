"""A copied table: HTML that word processors take for a table, and tabs for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from lxml import html

from annotator.exporters.clipboard import html_table, tab_separated
from tests.exporters.sample_report import SEGMENTS


def test_html_has_a_heading_row_and_every_cell() -> None:
    table = html.fromstring(html_table(SEGMENTS)).find(".//table")
    assert [cell.text_content() for cell in table.findall("thead/tr/th")] == [
        "Quotation",
        "Participant",
        "¶",
        "Citation",
    ]
    assert len(table.findall("tbody/tr")) == len(SEGMENTS.rows)
    assert table.find("tbody/tr/td/p").text == "She kept the kettle warm & waited."


def test_html_keeps_paragraphs_spaces_and_directions() -> None:
    rows = html.fromstring(html_table(SEGMENTS)).findall(".//tbody/tr")
    assert [line.text for line in rows[1].findall("td")[0]] == ["I: And then?", "P2: Then\xa0 I slept <at last>."]
    assert rows[2].find("td/p").get("dir") == "rtl"
    assert "text-align:right" in rows[0].findall("td")[2].get("style")


def test_html_leaves_out_what_xml_forbids() -> None:
    assert "\x0b" not in html_table(replace(SEGMENTS, note="a\x0bb"))


def test_spreadsheets_read_the_tabs_back_as_the_same_cells() -> None:
    odd = replace(SEGMENTS, rows=(*SEGMENTS.rows, ('He said "go"\tand\nwent', "P09", "", "x")))
    read = list(csv.reader(io.StringIO(tab_separated(odd), newline=""), dialect="excel-tab"))
    assert read == [["Quotation", "Participant", "¶", "Citation"], *map(list, odd.rows)]
