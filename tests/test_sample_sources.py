"""The sources of the sample study: complete, consistent, and every quotation verbatim in its paragraph."""

from __future__ import annotations

import csv
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.speakers import guess_speakers
from annotator.analysis.turns import find_turns
from annotator.project.memos import MEMO_KINDS
from sample_projects.build import SOURCES, SourceCoding, SourceProblem, Study, read_study


@pytest.fixture(scope="module")
def study() -> Study:
    return read_study()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the sources to spoil."""
    return shutil.copytree(SOURCES, tmp_path / "sources")


def quoted_lines() -> Iterator[dict[str, str]]:
    with (SOURCES / "codings.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def passage(study: Study, coding: SourceCoding) -> str:
    text = next(one.imported.text for one in study.documents if one.name == coding.document)
    return text[coding.start_char : coding.end_char]


def test_each_quotation_stands_in_its_paragraph(study: Study) -> None:
    paragraphs = {one.name: [line for line in one.imported.text.split("\n") if line.strip()] for one in study.documents}
    for line in quoted_lines():
        first_words = line["quote"] or line["start_quote"]
        assert paragraphs[line["document"]][int(line["paragraph"]) - 1].count(first_words) == 1, first_words


def test_each_coding_covers_just_its_quotation(study: Study) -> None:
    for line, coding in zip(quoted_lines(), study.codings, strict=True):
        words = passage(study, coding)
        assert words == words.strip()
        if line["quote"]:
            assert words == line["quote"]
        else:
            assert words.startswith(line["start_quote"])
            assert words.endswith(line["end_quote"])


def test_some_codings_run_over_paragraphs_but_none_over_more_than_three(study: Study) -> None:
    counts = Counter(
        len([part for part in passage(study, coding).split("\n") if part.strip()]) for coding in study.codings
    )
    assert set(counts) == {1, 2, 3}
    assert counts[2] + counts[3] >= 10


def test_no_coding_is_listed_twice(study: Study) -> None:
    assert len(set(study.codings)) == len(study.codings)


def test_the_interviews_have_the_promised_length(study: Study) -> None:
    for document in study.documents:
        assert 800 <= len(document.imported.text.split()) <= 1500, document.name


def test_the_study_has_the_promised_size(study: Study) -> None:
    assert len(study.documents) == len(study.participants) == 8
    assert 230 <= len(study.codings) <= 280
    by_coder = Counter(coding.coder for coding in study.codings)
    assert by_coder["RF"] >= 150
    assert by_coder["DO"] >= 90
    assert len(study.memos) >= 15


def test_the_readme_gives_the_true_numbers(study: Study) -> None:
    readme = (SOURCES.parent / "README.md").read_text(encoding="utf-8")
    by_coder = Counter(coding.coder for coding in study.codings)
    assert f"| codings | {len(study.codings)}: {by_coder['RF']} by RF, {by_coder['DO']} by DO" in readme
    assert f"| codes | {len(study.codes)}:" in readme
    assert f"| memos | {len(study.memos)}," in readme


def test_the_study_says_that_it_is_invented(study: Study) -> None:
    assert "invented" in study.title
    assert study.memos[0].title == "This study is invented"
    assert "invented" in (SOURCES.parent / "README.md").read_text(encoding="utf-8").casefold()


def test_each_code_is_defined_and_has_its_own_colour(study: Study) -> None:
    for code in study.codes:
        assert min(len(code.definition), len(code.when_to_use), len(code.when_not_to_use)) > 20, code.path
        assert re.fullmatch("#[0-9A-F]{6}", code.colour), code.path
    assert len({code.colour for code in study.codes}) == len(study.codes)


def test_the_codebook_is_a_tree_of_two_levels_with_parents_first(study: Study) -> None:
    seen: list[str] = []
    for code in study.codes:
        above = code.path.split(" > ")[:-1]
        assert len(above) <= 1
        assert all(parent in seen for parent in above), code.path
        seen.append(code.path)
    children = Counter(path.split(" > ")[0] for path in seen if " > " in path)
    assert all(2 <= count <= 5 for count in children.values())
    assert len(children) == 6


def test_each_code_below_a_group_is_used_in_several_interviews(study: Study) -> None:
    documents_of: dict[str, set[str]] = {code.path: set() for code in study.codes}
    for coding in study.codings:
        documents_of[coding.code].add(coding.document)
    for path, documents in documents_of.items():
        assert " > " not in path or len(documents) >= 3, path


def test_each_used_code_has_one_example(study: Study) -> None:
    examples = Counter(coding.code for coding in study.codings if coding.is_example)
    assert examples == Counter({coding.code for coding in study.codings})


def test_the_coders_differ_on_the_same_words(study: Study) -> None:
    readings: dict[tuple[str, int, int], set[tuple[str, str]]] = {}
    for coding in study.codings:
        readings.setdefault((coding.document, coding.start_char, coding.end_char), set()).add(
            (coding.coder, coding.code)
        )
    differing = [one for one in readings.values() if len({coder for coder, _ in one}) == 2 and len(one) == 2]
    assert sum(len({code for _, code in one}) == 2 for one in differing) >= 15
    assert sum(len({code for _, code in one}) == 1 for one in differing) >= 15


def test_some_words_carry_four_codings(study: Study) -> None:
    most = max(
        sum(
            other.start_char <= coding.start_char < other.end_char
            for other in study.codings
            if other.document == coding.document
        )
        for coding in study.codings
    )
    assert most >= 4


def test_the_program_finds_the_speakers_that_the_sources_name(study: Study) -> None:
    for document in study.documents:
        guesses = guess_speakers(document.imported.text, find_turns(document.imported.text, document.imported.formats))
        assert {(guess.label, guess.role) for guess in guesses} == {(s.label, s.role) for s in document.speakers}


def test_the_transcripts_show_several_formats_and_letters(study: Study) -> None:
    everything = "".join(document.imported.text for document in study.documents)
    assert {document.imported.source_format for document in study.documents} == {"txt", "md"}
    assert all(character in everything for character in "éø–“’…🐌")
    assert not any(document.imported.encoding_is_guess for document in study.documents)


def test_each_participant_has_a_value_of_each_attribute(study: Study) -> None:
    names = [attribute.name for attribute in study.attributes]
    for participant in study.participants:
        assert list(participant.values) == names
        assert all(participant.values.values()), participant.label
    assert {attribute.kind for attribute in study.attributes} == {"number", "choice", "yes/no", "text"}


def test_memos_are_of_known_kinds_about_everything_that_can_have_one(study: Study) -> None:
    assert {memo.kind for memo in study.memos} <= set(MEMO_KINDS)
    assert {memo.coder for memo in study.memos} == {"RF", "DO"}
    for part in ("code", "coding", "span"):
        assert any(getattr(memo, part) for memo in study.memos), part
    assert any(memo.document and not memo.span for memo in study.memos)
    assert any(not (memo.document or memo.code or memo.coding or memo.participant) for memo in study.memos)


def test_memos_cite_paragraphs_that_are_there(study: Study) -> None:
    longest = max(Paragraphs(document.imported.text).count for document in study.documents)
    cited = [int(number) for memo in study.memos for number in re.findall(r"¶(\d+)", memo.text)]
    assert cited
    assert all(1 <= number <= longest for number in cited)


def test_a_quotation_that_is_not_in_its_paragraph_is_refused(sources: Path) -> None:
    codings = sources / "codings.csv"
    text = codings.read_text(encoding="utf-8")
    codings.write_text(text.replace("One shame at a time.", "One sorrow at a time.", 1), encoding="utf-8")
    with pytest.raises(SourceProblem, match="stands 0 times, not once, in paragraph 13: One sorrow at a time"):
        read_study(sources)


def test_a_memo_on_a_coding_that_is_not_there_is_refused(sources: Path) -> None:
    memos = sources / "memos.toml"
    text = memos.read_text(encoding="utf-8")
    memos.write_text(text.replace('paragraph = 90, code = "Hope', 'paragraph = 91, code = "Hope'), encoding="utf-8")
    with pytest.raises(SourceProblem, match="0 codings, not one"):
        read_study(sources)
