"""The files that were merged into a project, remembered for its user: each may bring something new the next time."""

from __future__ import annotations

from pathlib import Path

from annotator.gui import settings

_MOST = 4
_KEPT = "merged_files"


def merged_files(project_id: bytes) -> list[Path]:
    """The last ones, the newest first."""
    kept = settings.place(project_id, _KEPT)
    return [Path(name) for name in kept.splitlines() if name][:_MOST]


def remember_merged(project_id: bytes, path: Path) -> None:
    """Put a file at the top."""
    names = [str(path), *(str(each) for each in merged_files(project_id) if each != path)]
    settings.save_place(project_id, _KEPT, "\n".join(names[:_MOST]))
