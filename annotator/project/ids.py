"""Row ids: time-ordered UUIDs (version 7, RFC 9562), kept as 16 bytes."""

from __future__ import annotations

import hashlib
import os
import time
from typing import NewType
from uuid import UUID

Id = NewType("Id", bytes)
_BYTES = 16


def new_id() -> Id:
    """A new id: 48 bits of milliseconds since 1970, then 74 random bits."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    return Id(value.to_bytes(16, "big"))


def derived_id(kind: str, of: bytes) -> Id:
    """The id of the one row of a kind that a row can have: whoever makes it, in whatever copy, gives it the same.

    Files rely on this; it never changes.
    """
    return Id(hashlib.sha256(kind.encode() + of).digest()[:_BYTES])


def shown(row_id: bytes) -> str:
    """The id as people and other programs write it: 8-4-4-4-12 hex digits."""
    return str(UUID(bytes=row_id))


def split_ids(joined: bytes | None) -> tuple[Id, ...]:
    """The ids that are stored end to end."""
    stored = joined or b""
    return tuple(Id(stored[at : at + _BYTES]) for at in range(0, len(stored), _BYTES))
