"""The kinds of document that the window offers; a project may name any other."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_T = QT_TRANSLATE_NOOP
_KINDS = (
    _T("kinds", "interview"),
    _T("kinds", "focus group"),
    _T("kinds", "field notes"),
    _T("kinds", "guidance document"),
    _T("kinds", "diary"),
    _T("kinds", "survey answers"),
)
KINDS: tuple[str, ...] = tuple(str(kind) for kind in _KINDS)


def kind_words(kind: str) -> str:
    """A kind in the user's language, as a word of its own: "Focus group"."""
    words = QCoreApplication.translate("kinds", kind) if kind in KINDS else kind
    return words[:1].upper() + words[1:]


def kind_of(words: str) -> str:
    """The kind that these words stand for; words of the user's own stand for themselves."""
    wanted = " ".join(words.split())
    return next((kind for kind in KINDS if kind_words(kind).casefold() == wanted.casefold()), wanted)
