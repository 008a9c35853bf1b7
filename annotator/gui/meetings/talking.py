"""Which passages are meant when somebody says "this": chosen segments, a difference, a coding, or selected words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.gui.compare.page import ComparePage
from annotator.gui.segments.page import SegmentsPage
from annotator.gui.workspace import Workspace
from annotator.project.memo_links import TalkedAbout


def chosen_passages(page: QWidget | None, workspace: Workspace, *, shows_transcript: bool) -> list[TalkedAbout]:
    """The passages that are chosen on the page in sight; selected words count before the coding under them."""
    if isinstance(page, SegmentsPage):
        return [TalkedAbout(each.document_id, each.start, each.end, each.id) for each in page.view.places]
    if isinstance(page, ComparePage):
        return page.talk.passages()
    if not shows_transcript:
        return []
    passage, coding = workspace.passage, None
    if workspace.coding_id is not None:
        coding = workspace.project.codings.get(workspace.coding_id)
    if coding is not None and coding.has_words:
        is_same = passage is None or (passage.start_char, passage.end_char) == (coding.start_char, coding.end_char)
        if is_same:
            return [TalkedAbout(coding.document_id, coding.start_char, coding.end_char, coding.id)]
    return [TalkedAbout(passage.document_id, passage.start_char, passage.end_char)] if passage is not None else []
