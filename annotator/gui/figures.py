"""Counts as they are shown: with the marks between thousands that the user's locale has.

Counts inside sentences (plurals) get the same marks from the compiled translations.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale


def figure(count: int) -> str:
    """A count in figures: "12,000", "12 000", "12.000"."""
    return QLocale().toString(count)


def use_locale() -> None:
    """Count as in English where the system names no language: its own way has no marks between thousands."""
    if QLocale().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale("en_GB"))
