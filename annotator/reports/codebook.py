"""The codebook: each code with its definition, rules of use and an example (MacQueen et al. 1998)."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.project.codes import Code
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table
from annotator.reports.quotation import Quotation

NAME = "codebook"
TITLE = "Codebook"
COLUMNS = (
    Column("code", "Code", "code", 2.2),
    Column("definition", "Definition", "text", 2.6),
    Column("when_to_use", "When to use", "text", 2.6),
    Column("when_not_to_use", "When not to use", "text", 2.6),
    Column("example", "Example", "quotation", 3.8),
    Column("citation", "Source", "citation", 1),
    Column("codings", "Codings", "number", 0.7),
    Column("participants", "Participants", "number", 0.7),
)
_MOST_UPRIGHT = 5


def build(material: Material) -> Section:
    """One table with a row per chosen code, in the order of the tree."""
    if not material.codes:
        return Section(NAME, TITLE, (), "There are no codes yet.")
    examples = material.examples(1)
    rows = [_row(code, examples[code.id], material) for code in material.codes]
    columns, rows_shown = shown(_columns(material), rows, NAME, material.options.columns)
    caption = "Codes with their definitions, rules of use and examples"
    table = Table(NAME, "", caption, columns, rows_shown, _note(material), len(columns) > _MOST_UPRIGHT)
    return Section(NAME, TITLE, (table,))


def _columns(material: Material) -> tuple[Column, ...]:
    *others, last = COLUMNS
    return (*others, Column(last.key, material.counted_word.capitalize(), last.kind, last.weight))


def _row(code: Code, examples: Sequence[Quotation], material: Material) -> tuple[str, ...]:
    quoted = (examples[0].text, examples[0].citation) if examples else ("", "")
    counts = (str(material.codings_by_code[code.id]), str(material.cases_with([code])))
    return (
        material.code_labels[code.id],
        code.definition,
        code.when_to_use,
        code.when_not_to_use,
        *quoted,
        *counts,
    )


def _note(material: Material) -> str:
    word = material.counted_word.capitalize()
    return (
        f"Codings: passages with the code itself, without the codes under it; a passage coded by two coders counts "
        f"twice. {word}: those with at least one; N = {len(material.counted_cases)}. ¶: paragraph of the transcript."
        f"{material.whose_note}"
    )
