"""What is carried when codes are dragged, and when a passage is dragged onto a code."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QByteArray, QMimeData

from annotator.project.ids import Id

CODES_MIME = "application/x-annotator-codes"
PASSAGE_MIME = "application/x-annotator-passage"


def codes_mime(code_ids: Iterable[Id]) -> QMimeData:
    """Codes on their way: their ids as hex digits, one a line."""
    data = QMimeData()
    data.setData(CODES_MIME, QByteArray("\n".join(code_id.hex() for code_id in code_ids).encode("ascii")))
    return data


def dragged_codes(data: QMimeData) -> list[Id]:
    """The ids of the codes that are carried; none where something else is."""
    lines = bytes(data.data(CODES_MIME).data()).decode("ascii", "replace").splitlines()
    try:
        return [Id(bytes.fromhex(line)) for line in lines]
    except ValueError:
        return []
