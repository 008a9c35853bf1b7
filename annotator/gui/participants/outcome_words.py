"""What came of writing to cells, as one notice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.gui.participants.cells_model import Outcome

_MOST_NAMED = 3
_MOST_CHARS = 60


def outcome_words(outcome: Outcome) -> str:
    """What the cells themselves do not show of it; nothing where they show all."""
    words = []
    if outcome.added:
        names = ", ".join(outcome.added[:_MOST_NAMED]) + (" …" if len(outcome.added) > _MOST_NAMED else "")
        words.append(_words("%n participant(s) added: {names}.", len(outcome.added)).format(names=names))
    if len(outcome.refused) == 1:
        given, reason = outcome.refused[0]
        words.append(_words("“{words}” does not fit. {reason}").format(words=given[:_MOST_CHARS], reason=reason))
    elif outcome.refused:
        words.append(_words("%n cell(s) do not fit; their words are kept and marked.", len(outcome.refused)))
    if outcome.cut_cells:
        words.append(_words("%n pasted cell(s) had no row or column here and were left out.", outcome.cut_cells))
    return " ".join(words)


def _words(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("ParticipantsPage", text, None, count)
