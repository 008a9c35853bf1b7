"""Tables of a Word document as turns or rows."""

from __future__ import annotations

from pathlib import Path

from annotator.analysis.turns import find_turns
from annotator.importers import word
from tests.importers.word_files import cell, paragraph, run, table, word_file


def lines(folder: Path, body: str) -> list[str]:
    return word.read(word_file(folder, body)).text.split("\n")


def test_table_of_turns_becomes_turns_with_their_times(tmp_path: Path) -> None:
    body = table(
        [cell("Time"), cell("Who"), cell("Said")],
        [cell("00:01"), cell("Interviewer"), cell("How was it?")],
        [cell("00:05"), cell("P2:"), cell("Loud.", "Very loud.")],
        [cell("00:09"), cell(""), cell("And long.")],
    )
    document = word.read(word_file(tmp_path, body))
    assert document.text.split("\n") == [
        *("Time\tWho\tSaid", "00:01 Interviewer: How was it?", "00:05 P2: Loud.", "Very loud.", "00:09 And long.")
    ]
    assert [turn.label for turn in find_turns(document.text)] == ["Interviewer", "P2"]


def test_names_that_come_again_make_a_table_of_turns(tmp_path: Path) -> None:
    rows = [
        [cell(name), cell(said)]
        for name, said in (("Kari", "Hello you."), ("Bo", "Hi."), ("Kari", "So."), ("Bo", "Yes."))
    ]
    assert lines(tmp_path, table(*rows)) == ["Kari: Hello you.", "Bo: Hi.", "Kari: So.", "Bo: Yes."]


def test_bold_of_a_label_stays_on_the_label(tmp_path: Path) -> None:
    label = f"<w:tc>{paragraph(run('P1 ', '<w:b/>'))}</w:tc>"
    document = word.read(word_file(tmp_path, table([label, cell("a b c")], [label, cell("d")])))
    assert document.text == "P1: a b c\nP1: d"
    assert [document.text[span.start : span.end] for span in document.formats] == ["P1", "P1"]


def test_other_tables_become_rows_with_tabs(tmp_path: Path) -> None:
    body = table([cell("Age"), cell("43"), cell("")], [cell("Town"), cell("Bodø", "Tromsø"), cell("x")])
    assert lines(tmp_path, body) == ["Age\t43\t", "Town\tBodø", "Tromsø\tx"]


def test_merged_cells_are_not_repeated_and_nested_tables_are_read(tmp_path: Path) -> None:
    inner = f"<w:tc>{table([cell('in'), cell('side')])}{paragraph('')}</w:tc>"
    body = table(
        [cell("wide", properties='<w:gridSpan w:val="2"/>')],
        [cell("tall", properties='<w:vMerge w:val="restart"/>'), cell("1")],
        [cell("", properties="<w:vMerge/>"), inner],
    )
    assert lines(tmp_path, body) == ["wide", "tall\t1", "\tin\tside"]


def test_deleted_rows_are_out_and_rows_in_controls_are_in(tmp_path: Path) -> None:
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>"
    kept = f"<w:sdt><w:sdtContent><w:tr>{cell('kept')}</w:tr></w:sdtContent></w:sdt>"
    assert lines(tmp_path, f"<w:tbl>{deleted}{kept}</w:tbl>") == ["kept"]
