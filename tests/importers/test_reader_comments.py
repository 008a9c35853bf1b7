"""Comments in a returned extract pack: on the very words that they were written on, or offered, or told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.importers.comments_into_project import READER_ROLE, bring_in
from annotator.importers.comments_plan import CommentsPlan, PlannedComment, plan
from annotator.importers.extract_pack import is_pack, read
from annotator.project.documents import Document
from annotator.project.errors import ImportFailed
from annotator.project.memos import READER_KIND
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.importers.returned_packs import TEXT, Remark, change, comment, make_pack
from tests.project.rows import changes_nothing, kinds_of, rows_of, undone_and_redone

CORNER = "She kept the corner table for me. 🙂"
LATER = "P1: Later I kept the table for somebody else, and that was the best part of it.\nP1: Yes."


@pytest.fixture
def document(project: Project) -> Document:
    return project.documents.add("Interview 1", TEXT, participant="P01")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pack from Tove.docx"


def planned(project: Project, path: Path) -> CommentsPlan:
    return plan(project, read(path))


def only(project: Project, path: Path) -> PlannedComment:
    (one,) = planned(project, path).comments
    return one


def words_at(project: Project, one: PlannedComment) -> list[str]:
    return [
        project.documents.text(spot.document_id).text[spot.start_char : spot.end_char] for spot in one.placement.spots
    ]


@pytest.mark.usefixtures("document")
def test_a_comment_comes_back_as_a_memo_of_its_reader_on_its_words(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER, LATER)
    comment(path, Remark("She waits for her.\nEvery day?", "the corner table"))
    with undone_and_redone(project):
        came = bring_in(project, planned(project, path))
    (memo,) = project.memos.all()
    start = TEXT.index("the corner table")
    assert (memo.text, memo.kind, memo.once_about) == ("She waits for her.\nEvery day?", READER_KIND, "")
    assert (memo.start_char, memo.end_char) == (start, start + len("the corner table"))
    coder = project.coders.get(memo.coder_id)
    assert (coder.name, coder.role) == ("Tove Lind", READER_ROLE)
    assert (came.memos, came.codings, came.readers) == (1, 0, ("Tove Lind",))
    assert kinds_of(project)[-1] == "redo"


@pytest.mark.usefixtures("document")
def test_reading_the_same_file_twice_adds_nothing_twice(project: Project, path: Path) -> None:
    project.codes.add("Waiting")
    make_pack(project, path, CORNER, LATER)
    comment(path, Remark("Yes!", "corner"), Remark("Yes!", "corner"), Remark("#waiting", "best part"))
    came = bring_in(project, planned(project, path))
    assert (came.memos, came.codings) == (2, 1)
    again = planned(project, path)
    assert [(each.is_there, each.becomes) for each in again.comments] == [(True, "nothing")] * 3
    changes_nothing(project, lambda: bring_in(project, again))


@pytest.mark.usefixtures("document")
def test_a_file_that_another_program_saved_anew_says_the_same_comments(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Yes!", "corner"))
    bring_in(project, planned(project, path))
    change(path, "word/comments.xml", lambda xml: xml.replace("10:15:00Z", "10:15:07").replace('w:id="0"', 'w:id="7"'))
    change(path, "word/document.xml", lambda xml: re.sub(r'(<w:comment\w+ w:id=)"0"', r'\1"7"', xml))
    assert only(project, path).is_there


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("text", ["Waiting", "#waiting", "# Care > Waiting", "  care > WAITING "])
def test_a_comment_that_is_a_code_is_offered_as_a_coding_of_its_reader(project: Project, path: Path, text: str) -> None:
    code = project.codes.ensure("Care > Waiting")
    make_pack(project, path, CORNER)
    comment(path, Remark(text, "corner table"))
    one = only(project, path)
    assert (one.becomes, [each.code_id for each in one.codes]) == ("coding", [code.id])
    with undone_and_redone(project):
        bring_in(project, planned(project, path))
    (coding,) = project.codings.all()
    assert TEXT[coding.start_char : coding.end_char] == "corner table"
    assert project.coders.get(coding.coder_id).name == "Tove Lind"
    assert project.memos.all() == []


@pytest.mark.usefixtures("document")
def test_codes_with_more_words_are_codings_and_a_memo(project: Project, path: Path) -> None:
    project.codes.add("Waiting")
    project.codes.add("Care")
    make_pack(project, path, CORNER)
    comment(path, Remark("#waiting #care\nI know this from my aunt.", "corner table"))
    assert only(project, path).becomes == "both"
    came = bring_in(project, planned(project, path))
    assert (came.memos, came.codings) == (1, 2)


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("text", "path_of_code", "is_there", "says_more"),
    [
        ("#waiting: like at my aunt's.", "Care > Waiting", True, True),
        ("#Waiting.", "Care > Waiting", True, False),
        ("#waiting room", "waiting room", False, False),
        ("#a place – by the stove", "a place", False, True),
        ("#waiting, or care – both", "Care > Waiting", True, True),
    ],
)
def test_what_follows_a_code_on_its_line_is_no_part_of_its_name(
    project: Project, path: Path, text: str, path_of_code: str, is_there: bool, says_more: bool
) -> None:
    project.codes.ensure("Care > Waiting")
    make_pack(project, path, CORNER)
    comment(path, Remark(text, "corner table"))
    one = only(project, path)
    assert [(code.path, code.code_id is not None) for code in one.codes] == [(path_of_code, is_there)]
    assert one.becomes == ("memo" if not is_there else "both" if says_more else "coding")


@pytest.mark.usefixtures("document")
def test_of_two_codes_that_begin_alike_the_longer_is_meant(project: Project, path: Path) -> None:
    project.codes.ensure("Care")
    wanted = project.codes.ensure("Care, unasked")
    make_pack(project, path, CORNER)
    comment(path, Remark("#care, unasked: and paid for", "corner table"))
    assert [code.code_id for code in only(project, path).codes] == [wanted.id]


@pytest.mark.usefixtures("document")
def test_a_new_code_is_made_only_on_wish(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("#a place of one's own", "corner table"))
    made = planned(project, path)
    (one,) = made.comments
    assert (one.becomes, one.codes[0].code_id, one.codes[0].path) == ("memo", None, "a place of one's own")
    wished = replace(made, comments=(replace(one, becomes="coding"),))
    with undone_and_redone(project):
        came = bring_in(project, wished)
    assert (came.codes, came.codings, came.memos) == (1, 1, 0)
    assert [code.name for code in project.codes.all()] == ["a place of one's own"]


@pytest.mark.usefixtures("document")
def test_a_name_that_two_codes_have_is_no_coding(project: Project, path: Path) -> None:
    project.codes.ensure("Care > Waiting")
    project.codes.ensure("Time > Waiting")
    make_pack(project, path, CORNER)
    comment(path, Remark("Waiting", "corner table"))
    assert (only(project, path).becomes, only(project, path).codes) == ("memo", ())


@pytest.mark.usefixtures("document")
def test_replies_and_several_authors_each_keep_their_name(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(
        path,
        Remark("Is it hers?", "corner table"),
        Remark("In a way.", "corner table", author="Ali Ek", date="2026-03-04T08:00:00Z", answers=0),
    )
    made = planned(project, path)
    assert [(each.comment.author, each.comment.answers) for each in made.comments] == [
        ("Tove Lind", None),
        ("Ali Ek", 0),
    ]
    bring_in(project, made)
    by = {project.coders.get(memo.coder_id).name: memo for memo in project.memos.all()}
    assert {name: memo.text for name, memo in by.items()} == {"Tove Lind": "Is it hers?", "Ali Ek": "In a way."}
    assert by["Tove Lind"].about == by["Ali Ek"].about
    assert by["Ali Ek"].created_us - by["Tove Lind"].created_us == (24 * 60 - 135) * 60 * 1_000_000


@pytest.mark.usefixtures("document")
def test_a_reader_can_be_another_coder(project: Project, path: Path) -> None:
    known = project.coders.add("Tove L.", role="analyst")
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm.", "corner table"))
    made = planned(project, path)
    came = bring_in(project, replace(made, readers={"Tove Lind": "Tove L."}))
    assert came.readers == ()
    assert project.memos.all()[0].coder_id == known.id


@pytest.mark.usefixtures("document")
def test_a_comment_over_several_paragraphs_is_one_passage(project: Project, path: Path) -> None:
    make_pack(project, path, LATER)
    comment(path, Remark("Both.", "best part of it.", to_words="P1: Yes."))
    one = only(project, path)
    assert one.placement.found == "words"
    assert words_at(project, one) == ["best part of it.\nP1: Yes."]


@pytest.mark.usefixtures("document")
def test_a_comment_over_several_extracts_stands_on_the_first_and_names_all(project: Project, path: Path) -> None:
    project.codes.add("Table")
    make_pack(project, path, CORNER, LATER)
    comment(path, Remark("#table\nTwice!", "corner table", to_words="Later I kept the table"))
    one = only(project, path)
    assert [each.split(" ")[0] for each in words_at(project, one)] == ["corner", "P1:"]
    came = bring_in(project, planned(project, path))
    assert came.codings == 2
    (memo,) = project.memos.all()
    words = [link.words for link in project.memo_links.of(memo.id)]
    assert words == ["corner table for me. 🙂", "P1: Later I kept the table"]


@pytest.mark.usefixtures("document")
def test_a_comment_beside_the_words_is_on_the_whole_extract_or_on_none(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER, LATER)
    comment(path, Remark("All of it", "¶ 4–5"), Remark("About these pages", None))
    about_all, on_second = sorted(planned(project, path).comments, key=lambda one: one.comment.start)
    assert (on_second.placement.found, words_at(project, on_second)) == ("around", [LATER])
    assert (about_all.placement.found, about_all.becomes) == ("nowhere", "memo")
    bring_in(project, planned(project, path))
    assert {memo.about.document_id for memo in project.memos.all()} == {None, project.documents.all()[0].id}


@pytest.mark.usefixtures("document")
def test_tracked_changes_leave_the_words_what_they_were(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hers", "corner table"))
    put_in = '<w:ins w:id="90" w:author="Ali Ek" w:date="2026-03-03T09:00:00Z"><w:r><w:t>big red </w:t></w:r></w:ins>'
    words = '<w:r><w:delText xml:space="preserve">She kept the </w:delText></w:r>'
    struck = f'<w:del w:id="91" w:author="Ali Ek">{words}</w:del>'

    def changed(xml: str) -> str:
        head, tail = xml.split("She kept the ", 1)
        start = head.rindex("<w:r>")
        rest = tail[tail.index("</w:r>") + len("</w:r>") :]
        return head[:start] + struck + put_in + rest

    change(path, "word/document.xml", changed)
    hers, typed = planned(project, path).comments
    assert (hers.placement.found, words_at(project, hers)) == ("words", ["corner table"])
    assert (typed.comment.is_typed_in, typed.comment.author, typed.comment.text) == (True, "Ali Ek", "big red")
    assert (typed.placement.found, words_at(project, typed)) == ("around", [CORNER])


@pytest.mark.usefixtures("document")
def test_what_was_moved_or_put_in_and_struck_again_is_no_remark(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER, LATER)
    who = 'w:author="Ali Ek" w:date="2026-03-03T09:00:00Z"'
    moved = f'<w:moveTo w:id="90" {who}><w:r><w:t>She kept the corner table</w:t></w:r></w:moveTo>'
    put_in = (
        f'<w:ins w:id="91" {who}><w:del w:id="92" {who}><w:r><w:delText>no, not so</w:delText></w:r></w:del></w:ins>'
    )
    change(path, "word/document.xml", lambda xml: xml.replace("</w:pPr>", f"</w:pPr>{moved}{put_in}", 2))
    assert planned(project, path).comments == ()


@pytest.mark.usefixtures("document")
def test_words_changed_without_tracking_are_offered_and_never_taken_silently(project: Project, path: Path) -> None:
    project.codes.add("Waiting")
    make_pack(project, path, CORNER)
    comment(path, Remark("Waiting", "corner table"))
    change(path, "word/document.xml", lambda xml: xml.replace("corner table", "window seat"))
    one = only(project, path)
    assert (one.placement.found, one.becomes, one.placement.words) == ("nearest", "memo", "window seat")
    assert words_at(project, one)
    bring_in(project, planned(project, path))
    (memo,) = project.memos.all()
    assert (memo.document_id, memo.start_char, memo.once_about) == (
        one.placement.spots[0].document_id,
        None,
        "window seat",
    )
    assert project.codings.all() == []


@pytest.mark.usefixtures("document")
def test_words_beside_a_change_are_still_found(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "for me."))
    change(path, "word/document.xml", lambda xml: xml.replace("She kept", "My friend always kept"))
    one = only(project, path)
    assert (one.placement.found, words_at(project, one)) == ("words", ["for me."])


def test_a_comment_follows_its_words_through_a_correction(project: Project, path: Path, document: Document) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table"))
    project.documents.correct(document.id, [Edit(0, 0, "Recorded at noon.\n"), Edit(2, 6, " So what")])
    one = only(project, path)
    assert (one.placement.found, words_at(project, one)) == ("moved", ["corner table"])
    start = project.documents.text(document.id).text.index("corner table")
    project.documents.correct(document.id, [Edit(start, start + 6, "window")])
    one = only(project, path)
    assert (one.placement.found, one.has_place, words_at(project, one)) == ("nearest", False, ["window table"])
    taken = replace(one, takes_nearest=True)
    bring_in(project, replace(planned(project, path), comments=(taken,)))
    (memo,) = project.memos.all()
    assert memo.start_char == start


@pytest.mark.usefixtures("document")
def test_places_are_found_without_bookmarks_and_without_the_list(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER, LATER)
    comment(path, Remark("Hm", "corner table"))
    whole = path.read_bytes()
    change(path, "word/document.xml", lambda xml: re.sub(r"<w:bookmark(Start|End) [^>]*/>", "", xml))
    one = only(project, path)
    assert (one.placement.found, words_at(project, one)) == ("words", ["corner table"])
    without_marks = one.key
    path.write_bytes(whole)
    assert only(project, path).key == without_marks
    change(path, "customXml/item1.xml", lambda _xml: "")
    one = only(project, path)
    assert (one.placement.found, words_at(project, one)) == ("words", ["corner table"])


def test_a_pack_whose_transcript_is_gone_is_told_and_its_comments_stay(
    project: Project, path: Path, document: Document
) -> None:
    project.documents.add("Interview 2", "P2: Somebody else.\n")
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table"))
    project.documents.delete([document.id])
    one = only(project, path)
    assert (one.placement.found, one.becomes) == ("nowhere", "memo")
    bring_in(project, planned(project, path))
    assert [(memo.text, memo.once_about) for memo in project.memos.all()] == [("Hm", "corner table")]


@pytest.mark.usefixtures("document")
def test_a_pack_of_another_project_is_refused(project: Project, path: Path, tmp_path: Path) -> None:
    make_pack(project, path, CORNER)
    with Project.create(tmp_path / "other.annot", coder_name="Bo") as other, pytest.raises(ImportFailed) as caught:
        plan(other, read(path))
    assert "another project" in caught.value.sentence()


def test_a_word_file_that_is_no_pack_is_refused(tmp_path: Path, path: Path, project: Project) -> None:
    project.documents.add("Interview 1", TEXT)
    make_pack(project, path, CORNER)
    assert is_pack(path)
    change(path, "customXml/item1.xml", lambda _xml: "")
    change(path, "docProps/custom.xml", lambda _xml: "")
    change(path, "word/document.xml", lambda xml: re.sub(r"<w:bookmark(Start|End) [^>]*/>", "", xml))
    assert not is_pack(path)
    with pytest.raises(ImportFailed, match="it is no extract pack"):
        read(path)
    assert not is_pack(tmp_path / "not there.docx")


@pytest.mark.usefixtures("document")
def test_whatever_bytes_are_broken_nothing_but_a_sentence_comes(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table"))
    whole = path.read_bytes()
    refusals = []
    before = rows_of(project)
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 40]) + whole[at + 40 :])
        if not is_pack(path):
            continue
        try:
            plan(project, read(path))
        except ImportFailed as error:
            refusals.append(error.sentence())
    assert refusals
    assert all("Nothing was imported." in refusal for refusal in refusals)
    assert rows_of(project) == before


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("part", "edit"),
    [
        ("word/comments.xml", lambda xml: xml[: len(xml) // 2]),
        ("word/comments.xml", lambda xml: '<!DOCTYPE a [<!ENTITY e "x">]>' + xml),
        ("word/document.xml", lambda xml: xml.replace("<w:body>", "<w:body>" + "<w:p>" * 300)),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(project: Project, path: Path, part: str, edit: object) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table"))
    change(path, part, edit)  # type: ignore[arg-type]
    with pytest.raises(ImportFailed) as caught:
        read(path)
    assert "Nothing was imported." in caught.value.sentence()


@pytest.mark.usefixtures("document")
def test_marks_that_nobody_of_us_wrote_lead_to_no_place(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table", author="", date="in the year 12"))
    name = re.compile(r'(w:name="X[a-z2-7]{26}_)[0-9a-z]+_([0-9a-z]+")')
    change(path, "word/document.xml", lambda xml: name.sub(r"\1zzzzzzzz_\2", xml))
    change(path, "customXml/item1.xml", lambda _xml: "")
    one = only(project, path)
    assert one.placement.found in ("nearest", "moved")
    assert all(0 <= spot.start_char < spot.end_char <= len(TEXT) for spot in one.placement.spots)
    bring_in(project, planned(project, path))
    assert project.check() == []
    assert [coder.name for coder in project.coders.all()][1:] == ["Unknown reader"]


@pytest.mark.usefixtures("document")
def test_a_clock_that_was_ahead_makes_no_memo_of_the_future(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("Hm", "corner table", date="2150-01-01T00:00:00Z"))
    bring_in(project, planned(project, path))
    (memo,) = project.memos.all()
    assert memo.created_us <= memo.changed_us


@pytest.mark.usefixtures("document")
def test_an_empty_comment_is_left_out(project: Project, path: Path) -> None:
    make_pack(project, path, CORNER)
    comment(path, Remark("  ", "corner table"))
    assert only(project, path).becomes == "nothing"
    changes_nothing(project, lambda: bring_in(project, planned(project, path)))


_WORDS = st.lists(st.sampled_from(["tea", "tea", "and", "cold", "🙂", "no"]), min_size=1, max_size=6).map(" ".join)
_PLACES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 5), _WORDS), max_size=3)


@given(lines=st.lists(_WORDS, min_size=2, max_size=5), data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_comment_never_stands_on_other_words_than_it_was_written_on(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    with Project.create(folder / "study.annot", coder_name="Anna") as project:
        text = "\n".join(lines)
        document = project.documents.add("Interview 1", text)
        path = folder / "pack.docx"
        make_pack(project, path, text)
        word = data.draw(st.sampled_from(sorted(set(lines))))
        comment(path, Remark("Hm", word))
        old, new = data.draw(st.sampled_from(["tea", "and", "nothing like it"])), data.draw(_WORDS)
        change(path, "word/document.xml", lambda xml: re.sub(f">([^<]*){old}", rf">\1{new}", xml, count=1))
        for start, length, words in data.draw(_PLACES):
            end = project.documents.length(document.id)
            at = min(start, end)
            project.documents.correct(document.id, [Edit(at, min(at + length, end), words)])
        returned = read(path)
        for one in plan(project, returned).comments:
            on = returned.text[one.comment.start : one.comment.end].strip()
            if one.placement.found in ("words", "moved"):
                assert " ".join(words_at(project, one)) == on
            else:
                assert not one.has_place or one.placement.found == "around"
        bring_in(project, plan(project, returned))
        assert project.check() == []
