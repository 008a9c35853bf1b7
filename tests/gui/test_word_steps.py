"""Words of a paragraph as long as a book are those of its sentences, at whatever place one asks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from annotator.gui.transcript import word_steps

PHRASE = "We didn't, at 3.5 knots, 👍🏽 see 看 or שלום again. "
TIMES = 700


@pytest.fixture(scope="module")
def phrase_words() -> list[tuple[int, int]]:
    document, found, unit = QTextDocument(f" {PHRASE}"), [], 0
    while (start := word_steps.next_start(document, unit)) < document.characterCount() - 1:
        found.append((start - 1, word_steps.next_end(document, start) - 1))
        unit = start
    return found


def test_each_step_in_a_very_long_paragraph_goes_to_the_word_that_is_next(
    qtbot: QtBot, phrase_words: list[tuple[int, int]]
) -> None:
    document = QTextDocument("Before.\n" + PHRASE * TIMES + "\nAfter.")
    size = len(PHRASE.encode("utf-16-le")) // 2
    words = [(8 + n * size + start, 8 + n * size + end) for n in range(TIMES) for start, end in phrase_words]
    assert len(phrase_words) == 10
    for place in (*range(1, 12), *range(700, 1_400, 7), *range(len(words) - 12, len(words) - 1)):
        (start, end), (next_start, next_end), (last_start, last_end) = words[place], words[place + 1], words[place - 1]
        assert word_steps.next_end(document, start) == end
        assert word_steps.next_end(document, end) == next_end
        assert word_steps.next_start(document, start) == word_steps.next_start(document, end) == next_start
        assert word_steps.previous_start(document, end) == start
        assert word_steps.previous_start(document, start) == last_start
        assert word_steps.previous_end(document, end) == word_steps.previous_end(document, start) == last_end
