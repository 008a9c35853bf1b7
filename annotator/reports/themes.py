"""Themes and subthemes with how many spoke of them and what they said."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table

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
    """One table; a theme is a code at the top of what was chosen, a subtheme any code under it."""
    if not material.codes:
        return Section(NAME, TITLE, (), "There are no themes yet.")
    rows = [row for code in material.codes for row in _rows(code, material)]
    columns, rows_shown = shown(COLUMNS, rows, NAME, material.options.columns)
    table = Table(NAME, "", "Themes, subthemes and illustrative quotations", columns, rows_shown, _note(material))
    return Section(NAME, TITLE, (table,))


def _rows(code: Code, material: Material) -> Iterator[tuple[str, ...]]:
    """A row per quotation; only the first names the theme and its count."""
    theme, subtheme = _names(code, material)
    n = f"{material.cases_with(material.tree.subtree(code.id))} of {len(material.counted_cases)}"
    names = (theme, subtheme, n)
    quotations = material.examples(code, material.options.quotations_per_theme)
    if not quotations:
        yield (*names, "", "")
    for quotation in quotations:
        yield (*names, quotation.text, quotation.citation)
        names = ("", "", "")


def _names(code: Code, material: Material) -> tuple[str, str]:
    chosen = material.code_ids
    lineage = material.tree.lineage(code.id)
    above = [each.name for each in lineage if each.id not in chosen]
    names = [each.name for each in lineage if each.id in chosen]
    if len(names) == 1:
        return PATH_SEPARATOR.join([*above, *names]), ""
    return "", PATH_SEPARATOR.join(names[1:])


def _note(material: Material) -> str:
    word = material.counted_word
    return (
        f"n = {word} with at least one coding of the theme or its subthemes; N = {len(material.counted_cases)} {word}. "
        "Quotations: the code's chosen example first, then one of typical length from each of those who spoke of it "
        "most. ¶: paragraph of the transcript."
    )
