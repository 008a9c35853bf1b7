"""Measures what is worked out from the words of 1 MB and from the names of 1,000 codes, in the processor's time.

Run by hand: `python benchmarks/bench_text.py`. The limit, taken in the same run, is the text split into its lines, and
for the codes a look for one word in each name: what nobody can do without.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import count

from large_project import transcript
from measure import header, once_cpu_ms, show

from annotator.analysis.code_matching import CodeEntry, match
from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.sentences import sentences_of
from annotator.analysis.text_units import TextUnits
from annotator.analysis.turns import find_turns
from annotator.project.ids import new_id

_TEXT_CHARS = 1_000_000
_CODES = 1_000
_SPLIT = "the text split into lines"
_LOOK = "one word looked for in each"


def main() -> None:
    """Print all figures."""
    header()
    _measure_text()
    _measure_codes()


def _measure_text() -> None:
    text = transcript(7, _TEXT_CHARS)
    limit = _median_ms(lambda: text.split("\n"))
    number = count()
    places = count(_TEXT_CHARS // 2, 1_000)
    for what, work in (
        ("find the turns of 1 MB", lambda: find_turns(text)),
        ("number the paragraphs of 1 MB", lambda: Paragraphs(text)),
        # No two paragraphs are alike: what was cut once is kept.
        (
            "cut 1 MB in one paragraph into sentences",
            lambda: sentences_of(f"{next(number)} " + text.replace("\n", " ")),
        ),
        ("the first sentence asked for in 1 MB", lambda: TextUnits(text).sentence_at(next(places))),
    ):
        show(what, _median_ms(work), limit, _SPLIT)


def _measure_codes() -> None:
    names = [f"reading {number} of the evening talks" for number in range(_CODES)]
    ready = [CodeEntry(new_id(), ("Theme", name), name, f"theme > {name}", ("theme", name)) for name in names]
    limit = _median_ms(lambda: [name for name in names if "evening" in name])
    show("a query among 1,000 codes", _median_ms(lambda: match("read 1 eve", ready)), limit, _LOOK)


def _median_ms(work: Callable[[], object]) -> float:
    return statistics.median([once_cpu_ms(work) for _ in range(10)][1:])


if __name__ == "__main__":
    main()
