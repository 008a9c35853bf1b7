"""Makes the project that the other benchmarks measure on: 500 transcripts of 60 kB, 1,000 codes, 200,000 codings.

Run by hand: `python benchmarks/large_project.py [FILE]`. The texts are made of invented words by a fixed seed.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from annotator.project.codings import Codings
from annotator.project.documents import NewSpeaker
from annotator.project.project import Project

DOCUMENTS = 500
TEXT_BYTES = 60_000
CODES = 1_000
CODINGS = 200_000
_VOWELS = "aeiou"
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in _VOWELS]


def default_path() -> Path:
    """Where the project is kept between runs."""
    return Path(tempfile.gettempdir()) / "annotator-benchmark.annot"


def transcript(seed: int, size: int = TEXT_BYTES) -> str:
    """An interview of about `size` characters: turns of one to six sentences."""
    chance = random.Random(seed)
    words = ["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4))) for _ in range(800)]
    turns: list[str] = []
    length = 0
    while length < size:
        sentences = (
            " ".join(chance.choices(words, k=chance.randint(4, 18))).capitalize() + "."
            for _ in range(chance.randint(1, 6))
        )
        turns.append(f"{'I' if len(turns) % 2 == 0 else 'P1'}: {' '.join(sentences)}")
        length += len(turns[-1]) + 1
    return "\n".join(turns)[:size]


def build(path: Path, documents: int = DOCUMENTS, codes: int = CODES, codings: int = CODINGS) -> None:
    """Write the project to `path`, in place of what is there."""
    path.unlink(missing_ok=True)
    chance = random.Random(1)
    with Project.create(path, title="Benchmark", coder_name="Bench") as project:
        with project.operation("import.documents", count=documents):
            ids = [
                project.documents.add(
                    f"Interview {number}",
                    transcript(number),
                    participant=f"P{number:03}",
                    speakers=(NewSpeaker("I", "interviewer"), NewSpeaker("P1", "participant", f"P{number:03}")),
                ).id
                for number in range(1, documents + 1)
            ]
        with project.operation("code.add", code="many"):
            parents = [project.codes.add(f"Theme {n}").id for n in range(max(1, codes // 20))]
            children = [
                project.codes.add(f"Code {n}", parent_id=parents[n % len(parents)]).id
                for n in range(codes - len(parents))
            ]
        for document_id in ids:
            _add_codings(project.codings, chance, document_id, children, project.coder.id, codings // documents)


def _add_codings(codings: Codings, chance: random.Random, document_id, codes, coder_id, count: int) -> None:  # type: ignore[no-untyped-def]
    rows = []
    for _ in range(count):
        start = chance.randrange(TEXT_BYTES - 500)
        rows.append(
            {
                "document_id": document_id,
                "code_id": chance.choice(codes),
                "coder_id": coder_id,
                "start_char": start,
                "end_char": start + chance.randint(20, 400),
            }
        )
    codings.add_many(rows)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()
    begun = time.perf_counter()
    build(target)
    print(f"{target}: {target.stat().st_size / 1e6:.0f} MB in {time.perf_counter() - begun:.0f} s")
