"""From what was done to where it is now: the passage, the code, the document or the people, if they are still there."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.analysis.operation_details import OperationDetails, RowTold
from annotator.gui.actions import Actions
from annotator.gui.workspace import Passage, Workspace
from annotator.project.errors import NotFound
from annotator.project.ids import Id

_ROOMS = {"participant": "go.participants", "attribute": "go.participants", "attribute_value": "go.participants"}


@dataclass(frozen=True, slots=True)
class Place:
    """Something that is in the project now."""

    passage: Passage | None = None
    coding_id: Id | None = None
    code_id: Id | None = None
    document_id: Id | None = None
    room: str = ""


def place_of(workspace: Workspace, details: OperationDetails) -> Place | None:
    """Where the first of what an operation touched is now that can be shown."""
    return next((place for row in details.rows if (place := _of_row(workspace, row)) is not None), None)


def show_place(workspace: Workspace, actions: Actions, place: Place) -> None:
    """Go there."""
    if place.passage is not None:
        workspace.go_to(place.passage)
        workspace.choose_coding(place.coding_id)
        return
    actions[place.room or "go.code"].trigger()
    if place.code_id is not None:
        workspace.choose_code(place.code_id)
        actions["go.codebook"].trigger()
    elif place.document_id is not None:
        workspace.choose_document(place.document_id)


def _of_row(workspace: Workspace, row: RowTold) -> Place | None:
    if row.table == "coding":
        return _of_coding(workspace, row.row_id)
    if row.table == "code":
        return Place(code_id=row.row_id) if workspace.code(row.row_id) is not None else None
    document_id = row.row_id if row.table == "document" else row.document_id
    if document_id is not None:
        return _of_document(workspace, document_id)
    return Place(room=_ROOMS[row.table]) if row.table in _ROOMS else None


def _of_coding(workspace: Workspace, coding_id: Id) -> Place | None:
    try:
        coding = workspace.project.codings.get(coding_id)
    except NotFound:
        return None
    passage = Passage(coding.document_id, coding.start_char, coding.end_char)
    return Place(passage=passage, coding_id=coding_id)


def _of_document(workspace: Workspace, document_id: Id) -> Place | None:
    try:
        workspace.project.documents.get(document_id)
    except NotFound:
        return None
    return Place(document_id=document_id)
