"""The command find: words in texts, memos or codes, with the place of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.cli.opening import AsJson, ProjectPath, open_to_read
from annotator.cli.output import counted, print_json_list, print_lines

if TYPE_CHECKING:
    from annotator.analysis.searched_texts import Source
    from annotator.analysis.text_search import Wanted
    from annotator.project.ids import Id
    from annotator.project.project import Project

_NAMES = {"texts": "document", "memos": "memo", "codes": "code"}


class In(StrEnum):
    """Where to look."""

    TEXTS = "texts"
    MEMOS = "memos"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class _Found:
    """One hit. `paragraph` counts from 1 and is 0 for what has no numbered paragraphs."""

    source: Source
    name: str
    start: int
    end: int
    paragraph: int


def find(
    path: ProjectPath,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to find.", show_default=False)],
    regex: Annotated[bool, typer.Option("--regex", help="TEXT is a regular expression.")] = False,
    any_word: Annotated[bool, typer.Option("--any", help="Any of the words and “quoted phrases” of TEXT.")] = False,
    case: Annotated[bool, typer.Option("--case", help="Capitals count.")] = False,
    accents: Annotated[bool, typer.Option("--accents", help="Find å, ä and à for a, and ø for o.")] = False,
    words: Annotated[bool, typer.Option("--words", help="Only whole words.")] = False,
    where: Annotated[list[In] | None, typer.Option("--in", help="Where to look: texts if nothing is said.")] = None,
    json: AsJson = False,
) -> None:
    """Find words in transcripts, memos or codes.

    Finds TEXT anywhere, inside words too, and in capitals or not. The exit code is 0 also where nothing is found.
    """
    if regex and any_word:
        raise typer.BadParameter("choose --regex or --any")
    from annotator.analysis.text_search import Kind, Wanted

    kind: Kind = "pattern" if regex else "any_word" if any_word else "words"
    wanted = Wanted(text, kind, words, not case, accents)
    with open_to_read(path) as project:
        found = list(_found(project, wanted, where or [In.TEXTS]))
    if json:
        print_json_list(_as_json(one) for one in found)
    else:
        print_lines(_lines(found))


def _found(project: Project, wanted: Wanted, where: list[In]) -> Iterator[_Found]:
    """The hits in order. Raises PatternRefused, PatternTooSlow."""
    from annotator.analysis.paragraph_numbers import ParagraphNumbers
    from annotator.analysis.searched_texts import FoldedTexts, search
    from annotator.analysis.text_search import finder

    wanted_finder = finder(wanted)
    for place in dict.fromkeys(where):
        names, sources = _sources(project, place)
        for source, spans in search(wanted_finder, sources, FoldedTexts()):
            numbers = ParagraphNumbers(source.text) if spans and place == In.TEXTS else None
            for start, end in spans:
                paragraph = numbers.number_at(start) if numbers is not None else 0
                yield _Found(source, names[source.id], start, end, paragraph)


def _sources(project: Project, place: In) -> tuple[dict[Id, str], list[Source]]:
    """What each is called, and their texts, in order."""
    from annotator.analysis.searched_texts import of_code, of_document, of_memo

    if place == In.MEMOS:
        memos = project.memos.all()
        decisions = {meeting.memo_id: meeting.decisions for meeting in project.meetings.all()}
        sources = (source for memo in memos for source in of_memo(memo, decisions.get(memo.id, "")))
        return {memo.id: memo.title for memo in memos}, list(sources)
    if place == In.CODES:
        tree = project.codes.tree()
        names = {code.id: " > ".join(tree.path(code.id)) for code in tree}
        return names, [source for code in tree for source in of_code(code)]
    documents = project.documents.all()
    texts = project.documents.texts([document.id for document in documents])
    return {one.id: one.name for one in documents}, [of_document(one, texts[one.id]) for one in documents]


def _as_json(found: _Found) -> dict[str, Any]:
    from annotator.project.ids import shown

    source = found.source
    return {
        "in": source.place,
        "id": shown(source.id),
        _NAMES[source.place]: found.name,
        "part": source.part,
        "start": found.start,
        "end": found.end,
        "paragraph": found.paragraph or None,
        "text": source.text[found.start : found.end],
        "context": _context(found),
    }


def _lines(hits: list[_Found]) -> Iterator[str]:
    for found in hits:
        what = f"¶ {found.paragraph}" if found.paragraph else found.source.part
        yield f"{found.name or _NAMES[found.source.place]}, {what}: {_context(found)}"
    yield counted(len(hits), "hit", "hits")


def _context(found: _Found) -> str:
    from annotator.analysis.excerpts import excerpt

    return excerpt(found.source.text, found.start, found.end).text
