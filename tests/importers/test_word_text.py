"""What of a Word document becomes text."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from annotator.importers import word
from tests.importers.word_files import paragraph, root, run, word_file


def text_of(folder: Path, body: str, **parts: str) -> str:
    return word.read(word_file(folder, body, **parts)).text


def test_paragraphs_and_soft_breaks_become_lines_and_tabs_stay(tmp_path: Path) -> None:
    body = (
        paragraph(run("I: So?"))
        + paragraph("")
        + paragraph("<w:r><w:t>P:</w:t><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>")
    )
    assert text_of(tmp_path, body) == "I: So?\n\nP:\ta\nb"


def test_page_break_parts_words_but_adds_no_empty_line(tmp_path: Path) -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    body = paragraph(page + run("first") + page + run("second") + page) + paragraph(run("third"))
    assert text_of(tmp_path, body) == "first\nsecond\nthird"


def test_inserted_text_is_in_and_deleted_text_is_out_and_listed(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('old place')}</w:moveFrom><w:moveTo>{run(' moved here')}</w:moveTo>"
    inserted = f"<w:ins>{run('often ')}<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>"
    document = word.read(word_file(tmp_path, paragraph(run("I ") + deleted + inserted + run("went") + moved)))
    assert document.text == "I often went moved here"
    assert document.left_out == ("2 tracked deletions", "1 moved passage's old place")


def test_deleted_paragraph_end_joins_the_two_paragraphs(tmp_path: Path) -> None:
    first = paragraph(run("We waited "), "<w:rPr><w:del/></w:rPr>")
    assert text_of(tmp_path, first + paragraph(run("all night."))) == "We waited all night."
    assert text_of(tmp_path, first) == "We waited "
    assert (
        text_of(tmp_path, first + f"<w:tbl><w:tr><w:tc>{paragraph(run('x'))}</w:tc></w:tr></w:tbl>") == "We waited \nx"
    )


def test_links_controls_and_tags_keep_their_text(tmp_path: Path) -> None:
    body = paragraph(
        f"<w:hyperlink>{run('link ')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('control ')}</w:sdtContent></w:sdt>"
        f"<w:smartTag>{run('tag')}</w:smartTag>"
    )
    control = f"<w:sdt><w:sdtContent>{paragraph(run('whole paragraph'))}</w:sdtContent></w:sdt>"
    assert text_of(tmp_path, body + control) == "link control tag\nwhole paragraph"


def test_field_keeps_its_result_and_loses_its_instruction(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    inner = begin + "<w:r><w:instrText>DATE</w:instrText></w:r>" + separate + run("inner") + end
    instruction = "<w:r><w:instrText>IF </w:instrText></w:r>"
    body = paragraph(run("a ") + begin + instruction + inner + separate + run("result") + end + run(" b"))
    assert text_of(tmp_path, body) == "a result b"


def test_field_that_never_ends_swallows_nothing(tmp_path: Path) -> None:
    body = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("kept")) + paragraph(run("next"))
    assert text_of(tmp_path, body) == "kept\nnext"


def test_tick_box_of_a_form_is_shown(tmp_path: Path) -> None:
    def box(state: str) -> str:
        data = f'<w:ffData><w:checkBox><w:default w:val="0"/>{state}</w:checkBox></w:ffData>'
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>{end}'

    assert text_of(tmp_path, paragraph(box("") + run(" no ") + box("<w:checked/>") + run(" yes"))) == "☐ no ☒ yes"


def test_footnotes_and_endnotes_are_marked_and_follow_the_text(tmp_path: Path) -> None:
    notes = root(
        "footnotes", f'<w:footnote w:id="7">{paragraph(run("The ward."))}{paragraph(run("Closed."))}</w:footnote>'
    )
    ends = root("endnotes", f'<w:endnote w:id="7">{paragraph(run(" At last."))}</w:endnote>')
    marks = '<w:r><w:footnoteReference w:id="7"/></w:r>' + run(" then") + '<w:r><w:endnoteReference w:id="7"/></w:r>'
    text = text_of(tmp_path, paragraph(run("There") + marks), footnotes=notes, endnotes=ends)
    assert text == "There[1] then[i]\n[1] The ward.\nClosed.\n[i] At last."


def test_special_characters_are_those_on_the_page(tmp_path: Path) -> None:
    signs = "<w:r><w:t>non</w:t><w:noBreakHyphen/><w:t>stop co</w:t><w:softHyphen/><w:t>op </w:t></w:r>"
    symbols = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Webdings" w:char="F001"/></w:r>'
    document = word.read(word_file(tmp_path, paragraph(signs + symbols)))
    assert document.text == "non\u2011stop co\u00adop →\ufffd"
    assert document.left_out == ("1 symbol of a special font",)


def test_alternative_content_is_read_once(tmp_path: Path) -> None:
    choices = f"<mc:Choice>{run('once')}</mc:Choice><mc:Fallback>{run('twice')}</mc:Fallback>"
    both = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    inside = "<w:r><mc:AlternateContent><mc:Fallback><w:t>!</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    assert text_of(tmp_path, paragraph(both + inside)) == "once!"


def test_newlines_of_other_systems_and_control_characters_leave_spans_right(tmp_path: Path) -> None:
    body = paragraph(run("a\u2028b ") + run("bold\u2029er\ufeff", "<w:b/>") + run(" 😀"))
    document = word.read(word_file(tmp_path, body))
    assert document.text == "a\nb bold\ner 😀"
    assert [(document.text[span.start : span.end], span.style) for span in document.formats] == [
        ("bold", "bold"),
        ("er", "bold"),
    ]


def test_what_a_text_cannot_hold_is_counted_and_listed(tmp_path: Path) -> None:
    picture = "<w:r><w:drawing><pic:pic/></w:drawing></w:r>"
    box = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
    choice = f"<mc:Choice><w:drawing><wps:wsp>{box}</wps:wsp></w:drawing></mc:Choice>"
    fallback = f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    body = paragraph(run("words ") + picture + picture + both + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>")
    body += paragraph(run("hidden", "<w:vanish/>"))
    comments = root("comments", f'<w:comment w:id="1">{paragraph(run("trust"))}</w:comment>')
    header = root("hdr", paragraph(run("Study of sleep")))
    document = word.read(
        word_file(tmp_path, body, comments=comments, header1=header, header2=header.replace("Study of sleep", "3"))
    )
    assert document.text == "words \n"
    assert document.left_out == (
        *("2 pictures", "1 text box", "1 equation", "1 passage of hidden text", "1 comment"),
        "1 header with text",
    )


@pytest.mark.parametrize("text", ["Ærlig talt 😀", "مرحبا", "𠮷野", "e\u0301"])
def test_text_written_by_another_library_comes_back_verbatim(tmp_path: Path, text: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"P1: {text}")
    document.save(str(tmp_path / "a.docx"))
    read = word.read(tmp_path / "a.docx")
    assert (read.text, read.name, read.source_name, read.source_format) == (f"P1: {text}", "a", "a.docx", "docx")
