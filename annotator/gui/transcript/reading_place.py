"""Where somebody was reading in each document, kept for the user: the top of the page and the caret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.gui import settings
from annotator.gui.transcript.laid_text import LaidText

if TYPE_CHECKING:
    from annotator.project.ids import Id

_TOP, _CARET = "top", "caret"


def keep_place(project_id: bytes, document_id: Id, view: LaidText) -> None:
    """Remember where the reader is."""
    for name, position in ((_TOP, view.top_position()), (_CARET, view.caret())):
        settings.save_place(project_id, _key(name, document_id), str(position))


def kept_top(project_id: bytes, document_id: Id) -> int | None:
    """The first position that was in sight, in code points; None for a document that was never read."""
    return _kept(project_id, _TOP, document_id)


def put_caret_back(project_id: bytes, document_id: Id, view: LaidText) -> None:
    """Put the caret where it was, without scrolling there."""
    position = _kept(project_id, _CARET, document_id)
    if position is not None:
        view.put_caret(position)


def _kept(project_id: bytes, name: str, document_id: Id) -> int | None:
    position = settings.place(project_id, _key(name, document_id))
    return int(position) if position.isdecimal() else None


def _key(name: str, document_id: Id) -> str:
    return f"{name}/{document_id.hex()}"
