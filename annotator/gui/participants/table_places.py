"""Where somebody was in the sheet: the cell, the order of rows and the widths of columns, kept for each project."""

from __future__ import annotations

import json
from typing import Any

from annotator.gui import settings
from annotator.project.ids import Id

_NAME = "participants"
DEFAULT_WIDTHS_PX = {"label": 120, "pseudonym": 120, "note": 200, "documents": 92, "words": 76, "codings": 76}
ATTRIBUTE_WIDTH_PX = 128


def kept(project_id: Id) -> dict[str, Any]:
    """What was kept; nothing where it cannot be read."""
    try:
        found = json.loads(settings.place(project_id, _NAME) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def keep(project_id: Id, what: dict[str, Any]) -> None:
    """Keep it for the next time."""
    settings.save_place(project_id, _NAME, json.dumps(what))
