"""Plurals in English, and translations into other languages."""

from __future__ import annotations

import ast
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from annotator.gui.application import install_translations
from annotator.resources import resource
from resources.translations.update import ENGLISH, compile_to, unseen_messages, update

ENGLISH_TS = resource(f"translations/{ENGLISH}")
WINDOW = Path(__file__).parent.parent / "annotator" / "gui"
Install = Callable[[QLocale, Path | None], None]


@pytest.fixture
def install(qapp: QApplication) -> Iterator[Install]:
    """Install the translations for a locale; they are taken away after the test."""
    installed: list[QTranslator] = []

    def install_for(locale: QLocale, folder: Path | None) -> None:
        installed.extend(install_translations(qapp, locale, folder))

    yield install_for
    for translator in installed:
        qapp.removeTranslator(translator)


@pytest.fixture(scope="module")
def norwegian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a translator into Norwegian is given."""
    ts = tmp_path_factory.mktemp("given") / "annotator_nb.ts"
    update(ts)
    return ts


def codings(count: int) -> str:
    return QCoreApplication.translate("DocumentsModel", "%n coding(s)", None, count)


def plurals(ts: Path) -> dict[tuple[str, str], list[str]]:
    """The forms of each plural in a .ts file, by context and text."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): [
            form.text or "" for form in message.iter("numerusform")
        ]
        for context in ET.parse(ts).iter("context")
        for message in context.iter("message")
        if message.get("numerus") == "yes"
    }


def texts_with_numbers() -> set[str]:
    """Every text of the window with a place for a number, read from the sources without Qt's tools."""
    return {
        node.value
        for path in WINDOW.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "%n" in node.value
    }


def test_every_plural_of_the_sources_has_both_english_forms(tmp_path: Path) -> None:
    fresh = tmp_path / ENGLISH
    shutil.copyfile(ENGLISH_TS, fresh)
    update(fresh)
    found = plurals(fresh)
    assert {text for _, text in found} == texts_with_numbers()
    missing = [text for (_, text), forms in found.items() if len(forms) != 2 or not all(forms)]
    assert not missing, f"say these in {ENGLISH_TS.name} for one and for many, then `make translations`"
    clumsy = [form for forms in found.values() for form in forms if "(s)" in form or "(were)" in form]
    assert not clumsy


def test_the_compiled_english_plurals_are_those_of_the_source_file(install: Install) -> None:
    install(QLocale("en_GB"), None)
    for (context, text), (one, many) in plurals(ENGLISH_TS).items():
        assert QCoreApplication.translate(context, text, None, 1) == one.replace("%n", "1")
        assert QCoreApplication.translate(context, text, None, 0) == many.replace("%n", "0")
        assert QCoreApplication.translate(context, text, None, 12) == many.replace("%n", "12")


@pytest.mark.parametrize("language", ["C", "en_US", "nb_NO", "ja_JP", "ar_EG"])
def test_plurals_are_english_where_no_translation_into_the_language_is_there(install: Install, language: str) -> None:
    install(QLocale(language), None)
    assert [codings(0), codings(1), codings(2)] == ["0 codings", "1 coding", "2 codings"]


def test_a_translation_into_the_language_comes_before_english(
    install: Install, norwegian: Path, tmp_path: Path
) -> None:
    ts = tmp_path / norwegian.name
    written = norwegian.read_text(encoding="utf-8")
    context = written.index("<name>DocumentsModel</name>")
    text = written.index("<source>%n coding(s)</source>", context)
    forms = "<numerusform>%n koding</numerusform><numerusform>%n kodinger</numerusform>"
    start, end = written.index("<translation", text), written.index("</translation>", text)
    ts.write_text(f"{written[:start]}<translation>{forms}{written[end:]}", encoding="utf-8")
    compile_to(ts, ts.with_suffix(".qm"))

    install(QLocale("nb_NO"), tmp_path)

    assert [codings(1), codings(2)] == ["1 koding", "2 kodinger"]
    words = QCoreApplication.translate("PlaceWords", "%n word(s) selected", None, 1)
    assert words == "1 word selected", "what is not translated is English"


def test_a_translator_is_given_the_sentences_that_lie_outside_the_window(norwegian: Path) -> None:
    given = {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(norwegian).iter("context")
        for message in context.iter("message")
    }
    assert {(message.context, message.text) for message in unseen_messages()} <= given
    assert ("reports", "Coded segments") in given
    assert any(name == "errors" and "is not an Annotator project" in text for name, text in given)
    assert ("actions", "&Import Transcripts…") in given
