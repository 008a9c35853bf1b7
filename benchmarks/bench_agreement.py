"""Measures agreement between coders: 20 codes on a transcript of 1 MB, and a project of 500 transcripts.

Run by hand: `python benchmarks/bench_agreement.py`. The limit, taken in the same run, is to sort the ends of the same
codings by code and coder, which whoever sweeps over them has to do. It is the processor's time: the least of some runs.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from large_project import transcript
from measure import header, once_cpu_ms, show

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import AgreementMaterial, CodedText
from annotator.analysis.agreement_terms import UNITS, AgreementQuestion
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codes import Code
from annotator.project.codings import PlacedCoding
from annotator.project.documents import DocumentText
from annotator.project.ids import Id, new_id

LARGE_BYTES = 1_000_000


def main() -> None:
    """Print all figures."""
    header()
    for codings in (400, 4_000, 20_000):
        material = made(1, LARGE_BYTES, 20, 2, codings)
        show(f"1 MB, 20 codes, 2 coders, {codings:,} codings", *_pair(material), "sorting the ends")
    _measure_choices(made(1, LARGE_BYTES, 20, 2, 4_000))
    five = made(1, LARGE_BYTES, 20, 5, 4_000)
    show("1 MB, 20 codes, 5 coders, 4,000 codings", *_pair(five), "sorting the ends")
    large = made(500, 60_000, 1_000, 2, 200_000)
    show("500 documents, 1,000 codes, 200,000 codings", *_pair(large, 3), "sorting the ends")


def made(documents: int, size: int, codes: int, coders: int, codings: int) -> AgreementMaterial:
    """Transcripts with codings: half of them by the first coder, the others nearly the same by the other coders."""
    chance = random.Random(1)
    people = [Coder(new_id(), f"Coder {n}", f"C{n}", "", "", "") for n in range(coders)]
    tree = CodeTree(Code(new_id(), None, f"a{n:04}", f"Code {n}", "#0072B2", "", "", "", None) for n in range(codes))
    code_ids = [code.id for code in tree]
    texts = {}
    for number in range(documents):
        document_id, text = new_id(), transcript(number, size)
        rows = list(_codings(chance, len(text), code_ids, people, codings // documents // coders))
        texts[document_id] = CodedText(document_id, len(text), tuple(rows), DocumentText(text, ()))
    return AgreementMaterial(texts, tree, {coder.id: coder for coder in people})


def _codings(chance: random.Random, size: int, codes: list[Id], coders: list[Coder], count: int):  # type: ignore[no-untyped-def]
    for _ in range(count):
        start, code_id = chance.randrange(size - 600), chance.choice(codes)
        end = start + chance.randint(20, 400)
        for coder in coders:
            shift = chance.choice((0, 0, 30))
            yield PlacedCoding(new_id(), code_id, coder.id, start + shift, end + shift)


def _least(action: Callable[[], object], runs: int) -> float:
    action()
    return min(once_cpu_ms(action) for _ in range(runs))


def _pair(material: AgreementMaterial, runs: int = 9) -> tuple[float, float]:
    return (
        _least(lambda: agreement(material, AgreementQuestion()), runs),
        _least(lambda: _sorted_ends(material), runs),
    )


def _sorted_ends(material: AgreementMaterial) -> None:
    for text in material.texts.values():
        ends: dict[tuple[Id, Id], list[int]] = defaultdict(list)
        for _, code_id, coder_id, start, end in text.codings:
            ends[code_id, coder_id] += (start, end)
        for each in ends.values():
            each.sort()


def _measure_choices(material: AgreementMaterial) -> None:
    """Each choice anew, as one makes it; finding the units comes once."""
    limit = _least(lambda: _sorted_ends(material), 9)
    for unit in UNITS:
        fresh = replace(material, texts={key: replace(text, _found={}) for key, text in material.texts.items()})
        question = AgreementQuestion(unit=unit, counted="coded", with_codes_below=True)
        first = once_cpu_ms(lambda fresh=fresh, question=question: agreement(fresh, question))  # type: ignore[misc]
        again = _least(lambda fresh=fresh, question=question: agreement(fresh, question), 9)  # type: ignore[misc]
        show(f"  by {unit.replace('_', ' ')} (first time {first:.0f} ms)", again, limit, "sorting the ends")


if __name__ == "__main__":
    main()
