"""The memo of what is under the cursor: which one that is, or what a new one would be about."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from annotator.gui.memos.presence import MemoPresence
from annotator.gui.transcript.text_view import TextView
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.memos import About, Memo


@dataclass(frozen=True, slots=True)
class MemoWanted:
    """A memo that is there already; where it is None, a new one about something."""

    memo_id: Id | None
    about: About


def memo_here(workspace: Workspace, view: TextView) -> MemoWanted | None:
    """The memo on the chosen coding, else on words at the caret or in the selection; of several, the latest.

    Where there is none: a new one on the coding, on the selected words, or on the paragraph.
    """
    document_id = workspace.document_id
    if document_id is None:
        return None
    presence, coding_id = MemoPresence.of(workspace), workspace.coding_id
    span = view.selected_span() or view.units.paragraph_at(view.caret())
    if coding_id is not None and presence.on("coding_id", coding_id):
        return MemoWanted(_latest(presence, presence.on("coding_id", coding_id)), About(coding_id=coding_id))
    there = {
        memo_id for memo_id in presence.on("document_id", document_id) if _is_on(presence.memos[memo_id], view, span)
    }
    if there:
        memo_id = _latest(presence, there)
        return MemoWanted(memo_id, presence.memos[memo_id].about)
    if coding_id is not None:
        return MemoWanted(None, About(coding_id=coding_id))
    return MemoWanted(None, About(document_id, *span) if span[0] < span[1] else About(document_id=document_id))


def _is_on(memo: Memo, view: TextView, paragraph: tuple[int, int]) -> bool:
    """Whether a memo is on words that the selection shares or that the caret is in."""
    start, end = view.selected_span() or (view.caret(), view.caret() + 1)
    if memo.start_char is None or memo.end_char is None:
        return False
    return memo.start_char < end and memo.end_char >= start and memo.start_char < paragraph[1]


def _latest(presence: MemoPresence, memo_ids: Set[Id]) -> Id:
    return max(memo_ids, key=lambda memo_id: (presence.memos[memo_id].created_us, memo_id))
