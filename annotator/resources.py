"""Where the files are that are shipped with the program: icons, themes, translations and the sample study.

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


def _shipped(folder: str) -> Path:
    installed = _INSTALLED / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
