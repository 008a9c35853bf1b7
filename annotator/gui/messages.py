"""Sentences for the user: errors, and what an operation did, in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from annotator.gui import fault_log

if TYPE_CHECKING:
    from annotator.project.changes import Operation

_MENU_CHARS = 60
_FAULT_CHARS = 120
NoticeKind = Literal["information", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell without a dialog. `action` names an entry of `actions.ACTIONS` that the notice offers."""

    text: str
    kind: NoticeKind = "information"
    action: str = ""


def error_notice(error: Exception) -> Notice:
    """What to say of an error: its own sentence if it has a name, what the system said, or else an apology.

    Only the last is a fault of ours, and kept in the log.
    """
    from annotator.project.errors import AnnotatorError

    if isinstance(error, AnnotatorError):
        return Notice(error.sentence(QCoreApplication.translate("errors", error.template)), "warning")
    if isinstance(error, OSError) and error.strerror:
        text = QCoreApplication.translate("errors", "The system refused: {what}. What the project holds is safe.")
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
        return Notice(text.format(what=what), "warning")
    fault_log.keep(error)
    text = QCoreApplication.translate(
        "errors",
        "Something went wrong in Annotator itself ({fault}). All that was saved is safe. "
        "Please do it again; if it fails again, start Annotator anew.",
    )
    first_line = next(iter(str(error).splitlines()), "")
    fault = f"{type(error).__name__}: {first_line}".removesuffix(": ")
    return Notice(text.format(fault=_shortened(fault, _FAULT_CHARS)), "error")


def operation_words(operation: Operation, *, is_blind: bool = False) -> str:
    """What an operation did, in words short enough for a menu; of an undo or redo, what it took back."""
    from annotator.analysis.operation_sentences import subject

    words = subject(operation, lambda text: QCoreApplication.translate("operations", text), is_blind=is_blind)
    return _shortened(words, _MENU_CHARS)


def _shortened(words: str, most_chars: int) -> str:
    return words if len(words) <= most_chars else words[: most_chars - 1].rstrip() + "…"
