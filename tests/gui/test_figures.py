"""Counts have the marks between thousands that the user is used to, alone and inside sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication

from annotator.gui.application import install_translations
from annotator.gui.figures import figure, use_locale


@pytest.fixture
def locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(("name", "words"), [("en_GB", "12,000"), ("de_DE", "12.000"), ("nb_NO", "12\u00a0000")])
def test_a_count_is_written_as_the_locale_does(locale: None, name: str, words: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert figure(12_000) == words
    assert figure(7) == "7"


def test_without_a_language_counts_are_written_as_in_english(locale: None) -> None:
    QLocale.setDefault(QLocale.c())
    use_locale()
    assert figure(1_234_567) == "1,234,567"
    QLocale.setDefault(QLocale("de_DE"))
    use_locale()
    assert figure(1_234_567) == "1.234.567"


def test_counts_inside_sentences_are_written_so_too(locale: None, qapp: QApplication) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    installed = install_translations(qapp, QLocale("en_GB"))
    try:
        assert QCoreApplication.translate("DocumentsModel", "%n coding(s)", None, 12_000) == "12,000 codings"
        assert QCoreApplication.translate("DocumentsModel", "%n coding(s)", None, 1) == "1 coding"
    finally:
        for translator in installed:
            qapp.removeTranslator(translator)
