"""Where the files are that come with the program: icons, themes, templates, sample projects."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
# In a wheel they lie inside the package, in a checkout beside it.
_SHIPPED = _PACKAGE / "_shipped" if (_PACKAGE / "_shipped").is_dir() else _PACKAGE.parent


def resource(name: str) -> Path:
    """The path of a shipped resource, such as "icons/undo.svg"."""
    return _SHIPPED / "resources" / name


def sample_project(name: str) -> Path:
    """The path of a shipped sample project, such as "trust_in_recovery.annot"."""
    return _SHIPPED / "sample_projects" / name
