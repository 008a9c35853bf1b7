"""Where the files are that are shipped with the program: icons, themes, translations and the sample studies.

In an installed program they lie inside the package, in a checkout beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_INSTALLED = _PACKAGE / "_shipped"


def resource(name: str) -> Path:
    """The path of a shipped file or folder, such as "icons/undo.svg"."""
    return _shipped("resources") / name


def sample_project() -> Path:
    """The path of the sample study, ready to be opened or copied."""
    return _shipped("sample_projects") / "trust_in_recovery.annot"


def sample_with_copies() -> list[Path]:
    """The paths of the sample study of three coders: the lead's file, then the copies of the two others."""
    folder = _shipped("sample_projects")
    return [folder / "walking_group.annot", *sorted(folder.glob("walking_group for *.annot"))]


def _shipped(folder: str) -> Path:
    installed = _INSTALLED / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
