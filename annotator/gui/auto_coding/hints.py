"""What auto-coding says where there is nothing to list: what to do next, or why nothing was found."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from annotator.analysis.auto_coding import HeadingRule, QuestionRule, Rule, SpeakerRule
from annotator.gui.auto_coding.work import Corpus


def before(rule: Rule) -> str:
    """What to do where the rule says nothing yet."""
    if isinstance(rule, SpeakerRule):
        return _words("Choose who speaks. Every turn is listed here before anything is coded.")
    if isinstance(rule, QuestionRule):
        return _words(
            "Choose or type a question of the interviewer. Every answer is listed here before anything is coded."
        )
    return _words("Type what to look for. Every passage is listed here before anything is coded.")


def nothing(rule: Rule, corpus: Corpus) -> str:
    """Why nothing was found, and what helps."""
    if not corpus.sources:
        return _words("There is no transcript yet. Import one by “Import Transcripts…” in the Project menu first.")
    if isinstance(rule, QuestionRule) and not any(voice.is_interviewer for voice, _ in corpus.voices):
        return _words(
            "Nobody is known as interviewer. Say who speaks by “Speakers and Participant…” in the Edit menu first."
        )
    if isinstance(rule, HeadingRule):
        return _words("Nothing stands under such a heading. Headings come from the styles of Word documents.")
    return _words("Nothing was found.")


def stopped() -> str:
    """What to do after the search was stopped."""
    return _words("Stopped. Change the rule, or press Enter in its field, to search again.")


def _words(text: str) -> str:
    return QCoreApplication.translate("AutoCodingHints", text)
