"""Themes and subthemes with how many spoke of them and what they said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table
from annotator.reports.quotation import Quotation

NAME = "themes"
TITLE = "Themes"
COLUMNS = (
    Column("theme", "Theme", "code", 1.8),
    Column("subtheme", "Subtheme", "code", 1.8),
    Column("n", "n of N", "number", 0.9),
    Column("quotation", "Illustrative quotations", "quotation", 5),
    Column("citation", "Source", "citation", 1.1),
)


def build(material: Material) -> Section:
    """One table; a theme is a code at the top of what was chosen, a subtheme any chosen code under it."""
    if not material.codes:
        return Section(NAME, TITLE, (), "There are no themes yet.")
    examples = material.examples(material.options.quotations_per_theme)
    rows = [row for code in material.codes for row in _rows(code, examples[code.id], material)]
    columns, rows_shown = shown(COLUMNS, rows, NAME, material.options.columns)
    table = Table(NAME, "", "Themes, subthemes and illustrative quotations", columns, rows_shown, _note(material))
    return Section(NAME, TITLE, (table,))


def _rows(code: Code, quotations: Sequence[Quotation], material: Material) -> Iterator[tuple[str, ...]]:
    """A row per quotation; only the first names the theme and its count."""
    theme, subtheme = _names(code, material)
    below = (each for each in material.tree.subtree(code.id) if each.id in material.code_ids)
    names = (theme, subtheme, f"{material.cases_with(below)} of {len(material.counted_cases)}")
    if not quotations:
        yield (*names, "", "")
    for quotation in quotations:
        yield (*names, quotation.text, quotation.citation)
        names = ("", "", "")


def _names(code: Code, material: Material) -> tuple[str, str]:
    """The path of a theme, or of a subtheme from its theme on, with what was left out between."""
    lineage = material.tree.lineage(code.id)
    top = next(place for place, each in enumerate(lineage) if each.id in material.code_ids)
    if lineage[top] is lineage[-1]:
        return PATH_SEPARATOR.join(each.name for each in lineage), ""
    return "", PATH_SEPARATOR.join(each.name for each in lineage[top + 1 :])


def _note(material: Material) -> str:
    word, every = material.counted_word, len(material.counted_cases)
    return (
        f"n = {word} with at least one coding of the theme or of a subtheme shown here; N = {every} {word}. "
        "Quotations: the code's chosen example first, then one of typical length from each of those who spoke of it "
        f"most. ¶: paragraph of the transcript.{material.whose_note}"
    )
