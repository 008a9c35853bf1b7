"""Correcting the words of a document: a new version of its text, and everything on it moved with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.project.errors import SpanOutsideText
from annotator.project.ids import Id
from annotator.project.memos import shortened
from annotator.project.place_shifts import SHIFTED_TABLES, shift_rows
from annotator.project.stored_text import normalise_text
from annotator.project.text_edits import Edit, Span, TextEdits
from annotator.project.word_diff import refined

if TYPE_CHECKING:
    from annotator.project.project import Project


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction did: the edits, counted in the text before, and the codings that want a look.

    These are the ones whose words went, and those that have come to say what another one says (`twin_codings`).
    """

    edits: tuple[Edit, ...]
    lost_coding_ids: tuple[Id, ...] = ()
    twin_coding_ids: tuple[Id, ...] = ()


def planned(project: Project, document_id: Id, edits: Iterable[Edit]) -> TextEdits:
    """The smallest edits of a document's text that do what is asked, in its normal form.

    Raises NotFound, SpanOutsideText; ValueError where two edits overlap.
    """
    text = project.documents.text(document_id).text
    asked = [Edit(edit[0], edit[1], normalise_text(edit[2])) for edit in edits]
    for start, end, _words in asked:
        if not 0 <= start <= end <= len(text):
            raise SpanOutsideText(project.documents.get(document_id).name, start, end, len(text))
    return TextEdits(text, refined(text, TextEdits(text, asked).edits))


def move_spans(project: Project, document_id: Id, edits: TextEdits) -> Correction:
    """Move codings and memos of a document with its words, and say which codings want a look."""
    run = project.connection.exec_driver_sql
    lost: list[Id] = []
    codings: dict[Id, Span] = {}  # whose words the edits touch: only these can come to stand where others do
    on_their_own: list[Id] = []
    for table in SHIFTED_TABLES:
        rows = run(
            f"SELECT id, start_char, end_char FROM {table} WHERE document_id=? AND end_char>=? AND start_char<=?",
            (document_id, edits.edits[0].start_char, edits.edits[-1].end_char),
        )
        touched = [(row_id, (start, end)) for row_id, start, end in rows if edits.touches(start, end)]
        on_their_own += [row_id for row_id, _ in touched]
        lost_here = _move_touched(run, table, touched, edits)
        if table == "coding":
            lost += lost_here
            codings = dict(touched)
    shift_rows(project.connection, document_id, edits.shift, on_their_own)
    return Correction(edits.edits, tuple(lost), _new_twins(project, codings))


def _new_twins(project: Project, before: Mapping[Id, Span]) -> tuple[Id, ...]:
    """Of the codings that say the same and stood apart before, all but the oldest."""
    twins = project.codings.twins_among(before).items()
    pairs = (sorted(pair) for pair in twins if before.get(pair[0]) != before.get(pair[1]))
    return tuple(dict.fromkeys(later for _, later in pairs))


# What a row whose words all go remembers of them.
_REMEMBERED = {
    "coding": "lost_words=?1",
    "memo": "once_about=iif(once_about='', ?1, once_about || ' · ' || ?1)",
    "memo_link": "words=iif(words='', ?1, words)",
}


def _move_touched(run: Any, table: str, touched: Sequence[tuple[Id, Span]], edits: TextEdits) -> list[Id]:
    """Move spans. Where all words go, the row remembers them; these rows are returned."""
    moved: list[tuple[int, int, Id]] = []
    lost: list[tuple[str, int, int, Id]] = []
    for row_id, (start, end) in touched:
        place = edits.moved(start, end)
        if place[0] == place[1] and start < end:
            words = edits.text[start:end]
            lost.append((words if table == "coding" else shortened(words), *place, row_id))
        elif place != (start, end):
            moved.append((*place, row_id))
    if moved:
        run(f"UPDATE {table} SET start_char=?, end_char=? WHERE id=?", moved)
    if lost:
        run(f"UPDATE {table} SET {_REMEMBERED[table]}, start_char=?2, end_char=?3 WHERE id=?4", lost)
    return [row[-1] for row in lost]
