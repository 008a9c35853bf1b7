"""The name of a copy's file: of what it is, for whom, from whom and when, on every system."""

from __future__ import annotations

import re
from datetime import date

from annotator.project.project_file import SUFFIX

# Windows takes none of these in a name, and no such name at all, whatever follows its first dot.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_OF_A_COPY = re.compile(r" for .+ from .+ \d{4}-\d\d-\d\d$")
# A name may have 255 bytes, and a lock beside it takes some.
_STUDY_BYTES = 100
_PERSON_BYTES = 45


def copy_name(study: str, receiver: str, sender: str, day: date) -> str:
    """ "Choir for Bo from Anna 2026-11-22.annot". A copy of a copy is named after the study alone."""
    kept = _safe(_OF_A_COPY.sub("", study), _STUDY_BYTES)
    to, by = (_safe(name, _PERSON_BYTES) for name in (receiver, sender))
    name = f"{kept} for {to} from {by} {day.isoformat()}{SUFFIX}"
    return f"_{name}" if _DEVICES.match(name) else name


def _safe(name: str, most_bytes: int) -> str:
    """A part of a name without what a system refuses, on one line and not too long."""
    line = " ".join(_FORBIDDEN.sub(" ", name).split())
    cut = line.encode("utf-8", "replace")[:most_bytes].decode("utf-8", "ignore")
    return cut.strip(" .") or "_"
