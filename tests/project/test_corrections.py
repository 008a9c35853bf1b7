"""Correcting the words of a document: codings, memos and the look go with them, and everything can be taken back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import new_id
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.stored_text import FormatSpan
from annotator.project.text_edits import Edit, TextEdits
from tests.project.rows import changes_nothing, kinds_of, refuses, rows_of, undone_and_redone

TEXT = "I: And then?\nP1: Then we had soup. 🙂 It was e\u0301nough.\nI: For all?\nP1: For\u00a0all of us.\n"


@pytest.fixture
def document(project: Project) -> Document:
    return project.documents.add("Interview 1", TEXT)


def code(project: Project, document: Document, words: str, name: str = "Food") -> Coding:
    start = project.documents.text(document.id).text.index(words)
    return project.codings.add(document.id, project.codes.ensure(name).id, start, start + len(words))


def replaced(project: Project, document: Document, old: str, new: str) -> Edit:
    start = project.documents.text(document.id).text.index(old)
    return Edit(start, start + len(old), new)


def words_of(project: Project, coding: Coding) -> str:
    now = project.codings.get(coding.id)
    return project.documents.text(now.document_id).text[now.start_char : now.end_char]


def test_a_correction_moves_every_coding_with_its_words_as_one_operation(project: Project, document: Document) -> None:
    before, inside, behind = (
        code(project, document, words) for words in ("And then", "had soup", "For\u00a0all of us")
    )
    edits = [
        replaced(project, document, "soup", "fish soup 🙂"),
        replaced(project, document, "?\nP1: Then", "!\nP1: So"),
    ]
    with undone_and_redone(project):
        correction = project.documents.correct(document.id, edits)
    text = project.documents.text(document.id).text
    assert text == TEXT.replace("soup", "fish soup 🙂").replace("?\nP1: Then", "!\nP1: So")
    assert project.documents.texts([document.id]) == {document.id: text}
    assert project.documents.length(document.id) == len(text)
    assert [words_of(project, one) for one in (before, inside, behind)] == [
        "And then",
        "had fish soup",
        "For\u00a0all of us",
    ]
    assert correction.lost_coding_ids == ()
    assert kinds_of(project)[-3:] == ["document.correct", "undo", "redo"]
    assert project.check() == []


def test_a_coding_whose_words_go_is_kept_and_remembers_them(project: Project, document: Document) -> None:
    coding = code(project, document, "soup")
    project.codes.set_example(coding.code_id, coding.id)
    memo = project.memos.add("Hunger.", about=About(coding_id=coding.id))
    with undone_and_redone(project):
        correction = project.documents.correct(document.id, [replaced(project, document, "we had soup", "")])
    assert correction.lost_coding_ids == (coding.id,)
    (lost,) = project.codings.lost()
    assert (lost.coding.id, lost.words) == (coding.id, "soup")
    assert not lost.coding.has_words
    assert project.codes.get(coding.code_id).example_coding_id == coding.id
    assert project.memos.get(memo.id).coding_id == coding.id
    assert project.check() == []
    assert project.codings.counts_by_code_and_document() == {}
    assert project.codings.bare() == []


def test_a_lost_coding_that_is_put_on_words_is_lost_no_more(project: Project, document: Document) -> None:
    coding = code(project, document, "soup")
    project.documents.correct(document.id, [replaced(project, document, " soup.", "")])
    start = project.documents.text(document.id).text.index("we had")
    with undone_and_redone(project):
        project.codings.move_ends(coding.id, start, start + 6)
    assert project.codings.lost() == []
    assert words_of(project, coding) == "we had"
    assert project.connection.exec_driver_sql("SELECT lost_words FROM coding").scalar_one() == ""


def test_lost_codings_are_never_made_one(project: Project, document: Document) -> None:
    codings = [code(project, document, words, name) for words, name in (("had", "A"), ("soup", "B"))]
    project.documents.correct(document.id, [replaced(project, document, "we had soup.", "")])
    project.codings.recode([codings[0].id], codings[1].code_id)
    assert sorted(lost.words for lost in project.codings.lost()) == ["had", "soup"]
    assert project.codings.lost(document.id) == project.codings.lost()
    assert project.codings.lost(project.documents.add("Another", TEXT).id) == []


def test_a_memo_remembers_the_words_of_a_lost_coding_that_is_removed(project: Project, document: Document) -> None:
    coding = code(project, document, "had soup")
    memo = project.memos.add("Hunger.", about=About(coding_id=coding.id))
    project.documents.correct(document.id, [replaced(project, document, "we had soup", "")])
    with undone_and_redone(project):
        project.codings.delete([coding.id])
    assert project.memos.get(memo.id).once_about == "Food · had soup"
    project.documents.delete([document.id])
    assert project.memos.get(memo.id).once_about == "Food · had soup · Interview 1"


def test_a_memo_whose_words_go_still_tells_of_the_code_that_it_was_about(project: Project, document: Document) -> None:
    coding = code(project, document, "had soup")
    memo = project.memos.add("Hunger.", about=About(coding_id=coding.id))
    project.codings.delete([coding.id])
    with undone_and_redone(project):
        project.documents.correct(document.id, [replaced(project, document, "we had soup", "")])
    assert project.memos.get(memo.id).once_about == "Food · had soup"


def test_white_space_that_is_left_counts_as_gone(project: Project, document: Document) -> None:
    coding = code(project, document, "had soup")
    edits = [replaced(project, document, "had", ""), replaced(project, document, "soup", "")]
    assert project.documents.correct(document.id, edits).lost_coding_ids == (coding.id,)
    assert project.codings.lost()[0].words == "had soup"


def test_a_memo_on_words_moves_with_them_and_stays_at_the_place_where_they_go(
    project: Project, document: Document
) -> None:
    start = TEXT.index("soup")
    memo = project.memos.add("Which?", about=About(document.id, start, start + 4))
    with undone_and_redone(project):
        project.documents.correct(document.id, [Edit(0, 0, "Part one\n"), Edit(start, start, "fish ")])
    moved = project.memos.get(memo.id)
    assert (moved.start_char, moved.end_char) == (start + 14, start + 18)
    with undone_and_redone(project):
        project.documents.correct(document.id, [replaced(project, document, "had fish soup", "")])
    kept = project.memos.get(memo.id)
    assert kept.document_id == document.id
    assert kept.start_char == kept.end_char
    assert kept.once_about == "soup"
    assert project.check() == []


def test_what_is_typed_or_pasted_is_stored_in_the_normal_form(project: Project, document: Document) -> None:
    project.documents.correct(document.id, [Edit(0, 2, "One\r\ntwo\u2028\tthree\u2029\x00\ud83d\u00a0four")])
    assert project.documents.text(document.id).text == "One\ntwo\n\tthree\n\u00a0four" + TEXT[2:]


def test_a_correction_that_changes_nothing_leaves_no_trace(project: Project, document: Document) -> None:
    changes_nothing(project, lambda: project.documents.correct(document.id, []))
    changes_nothing(project, lambda: project.documents.correct(document.id, [Edit(3, 6, TEXT[3:6]), Edit(9, 9, "")]))


def test_edits_outside_the_text_are_refused(project: Project, document: Document) -> None:
    refuses(project, SpanOutsideText, lambda: project.documents.correct(document.id, [Edit(2, len(TEXT) + 1, "")]))
    refuses(project, SpanOutsideText, lambda: project.documents.correct(document.id, [Edit(5, 2, "x")]))
    refuses(project, NotFound, lambda: project.documents.correct(new_id(), [Edit(0, 0, "x")]))
    with pytest.raises(ValueError, match="overlaps"):
        project.documents.correct(document.id, [Edit(0, 5, "x"), Edit(3, 6, "y")])


def test_the_look_moves_with_the_words_and_comes_back(project: Project) -> None:
    formats = [FormatSpan(0, 12, "bold"), FormatSpan(13, 16, "italic")]
    document = project.documents.add("Interview 2", TEXT, formats=formats)
    project.documents.correct(document.id, [Edit(2, 2, " 🙂")])
    assert project.documents.text(document.id).formats == (FormatSpan(0, 14, "bold"), FormatSpan(15, 18, "italic"))
    project.undo()
    assert project.documents.text(document.id).formats == tuple(formats)


def test_words_that_are_put_back_are_the_first_version_again(project: Project, document: Document) -> None:
    project.documents.correct(document.id, [Edit(0, 1, "Interviewer")])
    project.documents.correct(document.id, [Edit(0, 11, "I")])
    assert project.documents.get(document.id).text_id == document.text_id
    assert project.documents.with_text(TEXT) == [document]


def test_a_corrected_text_is_found_by_its_words_and_not_by_the_old_ones(project: Project, document: Document) -> None:
    project.documents.correct(document.id, [Edit(0, 1, "Anna")])
    assert project.documents.with_text(TEXT) == []
    assert [found.id for found in project.documents.with_text("Anna" + TEXT[1:])] == [document.id]
    again = project.documents.add("Interview 1 again", TEXT)
    assert project.documents.text(again.id).text == TEXT


def test_an_hour_of_corrections_costs_the_file_little(tmp_path: Path) -> None:
    path = tmp_path / "long.annot"
    text = "P1: We sat in the kitchen 🙂 until the bread was done.\n" * 19_000
    chance = random.Random(3)
    with Project.create(path, coder_name="Anna Kvam") as project:
        document = project.documents.add("Interview", text)
        code_id, coder_id = project.codes.add("Bread").id, project.coder.id
        same = {"document_id": document.id, "code_id": code_id, "coder_id": coder_id}
        project.codings.add_many({**same, "start_char": i * 500, "end_char": i * 500 + 40} for i in range(2_000))
        before = path.stat().st_size
        for _ in range(60):
            at = chance.randrange(len(text) - 10)
            project.documents.correct(document.id, [Edit(at, at + 3, "loaf")])
        grown = path.stat().st_size - before
        assert grown < 60 * 12_000, f"{grown:,} bytes for 60 pauses"
        assert project.check() == []


def test_many_changes_at_once_make_a_whole_version(project: Project, document: Document) -> None:
    long = project.documents.add("Interview 2", "one two three\n" * 2_000)
    project.documents.correct(long.id, [Edit(i * 14, i * 14 + 3, "eleven") for i in range(2_000)])
    text_id = project.documents.get(long.id).text_id
    stored = "SELECT base_id, length(text), formats FROM document_text WHERE id = ?"
    assert project.connection.exec_driver_sql(stored, (text_id,)).one() == (None, 34_000, "[]")
    project.documents.correct(long.id, [Edit(0, 6, "one")])
    assert project.documents.text(long.id).text == "one two three\n" + "eleven two three\n" * 1_999


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data())
def test_any_corrections_are_those_of_a_python_string_and_are_taken_back_row_for_row(
    project: Project, data: st.DataObject
) -> None:
    text = data.draw(st.text(alphabet="ab 🙂\nשé.", min_size=10, max_size=60))
    document = project.documents.add("Interview", text, formats=[FormatSpan(2, 8, "bold")])
    code_id = project.codes.ensure("Anything").id
    place = st.integers(0, len(text))
    for _ in range(8):
        start, end = sorted((data.draw(place), data.draw(place)))
        if start < end:
            project.codings.add(document.id, code_id, start, end)
            project.memos.add("Why?", about=About(document.id, start, end))
    states = [rows_of(project)]
    for _ in range(5):
        places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
        words = st.text(alphabet="ab 🙂\nשé.", max_size=5)
        edits = [Edit(a, b, data.draw(words)) for a, b in zip(places[::2], places[1::2], strict=False)]
        before = {one.id: one for one in project.codings.of_document(document.id)}
        spans = TextEdits(text, edits)
        project.documents.correct(document.id, edits)
        assert project.documents.text(document.id).text == spans.result
        now = {one.id: one for one in project.codings.of_document(document.id)}
        assert now.keys() == before.keys()
        for one in before.values():
            if not spans.touches(one.start_char, one.end_char):
                kept = now[one.id]
                assert spans.result[kept.start_char : kept.end_char] == text[one.start_char : one.end_char]
        text = spans.result
        if rows_of(project) != states[-1]:
            states.append(rows_of(project))
        assert project.check() == []
    for state in reversed(states[:-1]):
        project.undo()
        assert rows_of(project) == state
    for state in states[1:]:
        project.redo()
        assert rows_of(project) == state


def test_the_log_names_what_moved_along_in_one_line(project: Project, document: Document) -> None:
    for words in ("soup", "enough"[2:], "us"):
        code(project, document, words)
    project.documents.correct(document.id, [Edit(0, 2, "Interviewer:")])
    rows = project.connection.exec_driver_sql(
        "SELECT table_name, after FROM change WHERE operation_seq = (SELECT max(seq) FROM operation) ORDER BY seq"
    ).all()
    assert [row[0] for row in rows] == ["document", "shift"]
    assert json.loads(rows[1][1])["edits"] == [[1, 1, 10]]
