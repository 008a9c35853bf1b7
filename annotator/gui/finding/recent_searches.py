"""What was searched for in a project, the last first; and the way in which somebody searches. Kept per project."""

from __future__ import annotations

import json
from dataclasses import asdict

from annotator.analysis.text_search import Wanted
from annotator.gui import settings
from annotator.project.ids import Id

_MOST = 20
_RECENT = "recent_searches"


def recent_searches(project_id: Id) -> list[Wanted]:
    """The searches of a project, the last first."""
    return [found for kept in _read(project_id, _RECENT, []) if (found := _wanted(kept)) is not None]


def remember_search(project_id: Id, wanted: Wanted) -> None:
    """Put a search first. Of those with the same words only the last is kept."""
    others = [one for one in recent_searches(project_id) if one.text != wanted.text]
    kept = [asdict(one) for one in (wanted, *others)][:_MOST]
    settings.save_place(project_id, _RECENT, json.dumps(kept, ensure_ascii=False))


def kept_search(project_id: Id, name: str) -> Wanted:
    """What stood in a field of this name last; nothing wanted where it is new."""
    return _wanted(_read(project_id, f"search/{name}", {})) or Wanted("")


def keep_search(project_id: Id, name: str, wanted: Wanted) -> None:
    """Keep what stands in a field."""
    settings.save_place(project_id, f"search/{name}", json.dumps(asdict(wanted), ensure_ascii=False))


def _read(project_id: Id, name: str, nothing: object) -> list[object]:
    try:
        found: list[object] = json.loads(settings.place(project_id, name) or json.dumps(nothing))
    except ValueError:
        return []
    return found


def _wanted(kept: object) -> Wanted | None:
    """What was kept, if this version can read it."""
    if not isinstance(kept, dict) or not isinstance(kept.get("text"), str):
        return None
    if kept.get("kind") not in ("words", "any_word", "pattern"):
        return None
    flags = [bool(kept.get(name)) for name in ("whole_words", "ignores_case", "ignores_accents")]
    return Wanted(kept["text"], kept["kind"], *flags)
