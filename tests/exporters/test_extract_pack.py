"""Extract packs in Word: verbatim words in large type, with marks that nobody sees."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pytest

from annotator.analysis.pack_marks import LineMark, digest_of, heading_name, heading_of, line_name, line_of
from annotator.exporters.extract_pack import write
from annotator.exporters.progress import ExportCancelled
from annotator.importers.extract_pack import is_pack, read
from annotator.project.errors import ExportFailed
from annotator.project.ids import new_id
from annotator.project.project import Project
from annotator.reports.extract_pack import ON_PAPER, ChosenPassage, PackOptions, build, whole_transcripts

TEXT = (
    "I: Who came?\n\nP1: My sister came.\tShe brought plums\u00a0& <pears>. 🙂\nI: And then?\nP1: We\u2011ate them.\n"
)


@pytest.fixture
def document_id(project: Project) -> bytes:
    document = project.documents.add("Interview 7", TEXT, participant="P1")
    project.participants.edit(project.participants.all()[0].id, pseudonym="Berit")
    return document.id


def passage(document_id: bytes, words: str, *code_ids: bytes) -> ChosenPassage:
    start = TEXT.index(words)
    return ChosenPassage(document_id, start, start + len(words), tuple(code_ids))  # type: ignore[arg-type]


def words_of(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]


def test_words_are_verbatim_and_numbered_as_in_the_transcript(
    project: Project, document_id: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "pack.docx"
    words = "She brought plums\u00a0& <pears>. 🙂\nI: And then?"
    write(build(project, [passage(document_id, words)], PackOptions(title="First pack")), path)
    title, _instruction, heading, *lines = words_of(path)
    assert (title, heading) == ("First pack", "1   Berit · Interview 7   ¶ 2–3")
    assert lines == ["2\tShe brought plums\u00a0& <pears>. 🙂", "3\tI: And then?"]
    returned = read(path)
    start = TEXT.index(words)
    assert [TEXT[line.mark.start_char : line.mark.end_char] for line in returned.lines] == words.split("\n")
    assert [returned.text[line.start : line.end] for line in returned.lines] == words.split("\n")
    assert returned.lines[0].mark == LineMark(document_id, start, start + len(words.split("\n")[0]))  # type: ignore[arg-type]
    assert returned.project_id == project.info.id
    assert {listed.sha256 for listed in returned.listed.values()} == {digest_of(line) for line in words.split("\n")}
    assert returned.comments == ()


def test_tabs_and_signs_come_back_as_they_were(project: Project, document_id: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    write(build(project, whole_transcripts(project, [document_id])), path)  # type: ignore[list-item]
    returned = read(path)
    assert [returned.text[line.start : line.end] for line in returned.lines] == [
        line for line in TEXT.split("\n") if line
    ]


def test_codes_are_shown_only_on_wish(project: Project, document_id: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    code = project.codes.ensure("Family > Sisters")
    passages = [passage(document_id, "My sister came.", code.id)]
    write(build(project, passages), path)
    assert "Sisters" not in "".join(words_of(path))
    write(build(project, passages, PackOptions(shows_codes=True)), path)
    assert words_of(path)[-1] == "Family > Sisters"


def test_one_passage_with_two_codes_is_one_extract(project: Project, document_id: bytes) -> None:
    one, other = project.codes.add("Sisters"), project.codes.add("Plums")
    passages = [passage(document_id, "My sister", one.id), passage(document_id, "My sister", other.id)]
    (extract,) = build(project, passages, PackOptions(shows_codes=True)).extracts
    assert extract.codes == ("Plums", "Sisters")


def test_extracts_are_numbered_through_in_the_order_of_the_documents(project: Project, document_id: bytes) -> None:
    second = project.documents.add("Interview 8", "P2: Nobody came.\n")
    passages = [
        ChosenPassage(second.id, 4, 10),
        passage(document_id, "We\u2011ate"),
        passage(document_id, "Who came?"),
    ]
    extracts = build(project, passages).extracts
    assert [(one.number, one.lines[0].words) for one in extracts] == [
        (1, "Who came?"),
        (2, "We\u2011ate"),
        (3, "Nobody"),
    ]


def test_paper_has_lines_to_write_on_and_a_wide_margin(project: Project, document_id: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    options = PackOptions(instruction=ON_PAPER, lines=3, has_margin=True)
    write(build(project, [passage(document_id, "My sister came.")], options), path)
    document = docx.Document(str(path))
    assert [one.style.name for one in document.paragraphs][-3:] == ["Extract Line"] * 3  # type: ignore[union-attr]
    assert document.sections[0].right_margin.cm > 6  # type: ignore[union-attr]
    write(build(project, [passage(document_id, "My sister came.")], PackOptions(has_margin=False)), path)
    assert docx.Document(str(path)).sections[0].right_margin.cm < 3  # type: ignore[union-attr]


def test_the_same_paragraph_in_two_extracts_has_a_mark_of_its_own_in_each(
    project: Project, document_id: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "pack.docx"
    passages = [
        passage(document_id, "🙂\nI: And then?"),
        passage(document_id, "I: And then?\nP1: We"),
    ]
    write(build(project, passages), path)
    with zipfile.ZipFile(path) as package:
        names = re.findall(r'bookmarkStart [^>]*w:name="([^"]+)"', package.read("word/document.xml").decode())
    assert len(set(names)) == len(names) == 6
    assert all(len(name) <= 40 for name in names)
    assert len(read(path).lines) == 4


def test_changes_are_tracked_from_the_start(project: Project, document_id: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pack.docx"
    write(build(project, whole_transcripts(project, [document_id])), path)  # type: ignore[list-item]
    with zipfile.ZipFile(path) as package:
        assert b"<w:trackRevisions" in package.read("word/settings.xml")
    assert is_pack(path)


def test_a_pack_without_words_or_that_is_stopped_leaves_no_file(
    project: Project, document_id: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "pack.docx"
    with pytest.raises(ExportFailed, match="no words"):
        write(build(project, []), path)
    pack = build(project, [passage(document_id, "My sister came.")])
    with pytest.raises(ExportCancelled):
        write(pack, path, is_cancelled=lambda: True)
    assert list(tmp_path.glob("*.docx")) == []


@pytest.mark.parametrize("place", [(0, 1), (7, 60_000_000), (35, 36), (1_295, 1_296)])
def test_the_name_of_a_mark_says_its_place(place: tuple[int, int]) -> None:
    mark = LineMark(new_id(), *place)
    assert line_of(line_name(mark)) == line_of(line_name(mark, 3).upper()) == mark
    assert heading_of(heading_name(12)) == 12


@pytest.mark.parametrize("name", ["", "_Toc1", "X" + "a" * 26, "X" + "!" * 26 + "_1_1", "XH_", "X_1_1"])
def test_names_of_others_say_nothing(name: str) -> None:
    assert line_of(name) is None
    assert heading_of(name) is None
