"""Who took part: each participant's attributes, and their counts and ranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean, median

from annotator.project.attribute_values import fits
from annotator.project.ids import Id
from annotator.project.participants import Attribute
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table

NAME = "participants"
TITLE = "Participants"
# Free text with more different values than this, or with a different value for each, says nothing as counts.
_MOST_CATEGORIES = 8
_MOST_UPRIGHT = 6
_SUMMARY_COLUMNS = (
    Column("characteristic", "Characteristic", "text", 2),
    Column("value", "Value", "text", 3),
    Column("n", "n", "number", 0.6),
    Column("percent", "%", "number", 0.6),
)
Values = Mapping[tuple[Id, Id], str]


def build(material: Material) -> Section:
    """A row per participant with all attributes, and a table of counts and ranges where there are attributes."""
    if not material.participants:
        return Section(NAME, TITLE, (), "There are no participants yet.")
    attributes, values = material.attributes, material.attribute_values
    tables = [_characteristics(attributes, values, material)]
    rows = tuple(row for attribute in attributes for row in _summary(attribute, values, material))
    if rows:
        note = f"N = {len(material.participants)} participants. Percentages are of those whose value is known."
        caption = "Summary of participant characteristics"
        tables.append(Table(f"{NAME}_summary", "Summary", caption, _SUMMARY_COLUMNS, rows, note))
    return Section(NAME, TITLE, tuple(tables))


def _characteristics(attributes: Sequence[Attribute], values: Values, material: Material) -> Table:
    columns = (
        Column("participant", "Participant", "name"),
        Column("pseudonym", "Pseudonym", "name"),
        *(Column(a.name, _capitalised(a.name), "number" if a.kind == "number" else "text", 1.4) for a in attributes),
        Column("documents", "Documents", "number", 0.7),
        Column("codings", "Codings", "number", 0.7),
    )
    rows = [
        (
            person.label,
            person.pseudonym,
            *(values.get((person.id, attribute.id), "") for attribute in attributes),
            str(material.documents_by_case[person.id]),
            str(material.codings_by_case[person.id]),
        )
        for person in material.participants
    ]
    kept, rows_shown = shown(columns, rows, NAME, material.options.columns)
    caption = "Participant characteristics"
    return Table(
        NAME, "Each participant" if attributes else "", caption, kept, rows_shown, "", len(kept) > _MOST_UPRIGHT
    )


def _summary(attribute: Attribute, values: Values, material: Material) -> Iterator[tuple[str, ...]]:
    known = [values[(p.id, attribute.id)] for p in material.participants if (p.id, attribute.id) in values]
    fitting = [value for value in known if fits(attribute, value)]
    lines = _range(attribute, fitting) if attribute.kind in ("number", "date") else _categories(attribute, known)
    if attribute.kind in ("number", "date") and len(fitting) < len(known):
        others = dict.fromkeys(value for value in known if not fits(attribute, value))
        lines.append((f"Other words: {'; '.join(others)}", str(len(known) - len(fitting)), ""))
    missing = len(material.participants) - len(known)
    if missing and known:
        lines.append(("Not known", str(missing), ""))
    for place, line in enumerate(lines):
        yield (_capitalised(attribute.name) if place == 0 else "", *line)


def _range(attribute: Attribute, known: Sequence[str]) -> list[tuple[str, str, str]]:
    if not known:
        return []
    if attribute.kind == "date":
        return [(f"{min(known)} to {max(known)}", str(len(known)), "")]
    numbers = [float(value) for value in known]
    spread = f"Range {_number(min(numbers))}–{_number(max(numbers))}"
    return [(f"{spread}; median {_number(median(numbers))}; mean {_number(fmean(numbers))}", str(len(known)), "")]


def _categories(attribute: Attribute, known: Sequence[str]) -> list[tuple[str, str, str]]:
    """A line per value: choices in their order, other values by how many have them, then by alphabet."""
    counts = Counter(known)
    if attribute.kind == "text" and (len(counts) > _MOST_CATEGORIES or len(counts) == len(known) > 2):
        return []
    order = [c for c in attribute.choices if c in counts]
    order += sorted((value for value in counts if value not in order), key=lambda value: (-counts[value], value))
    return [(value, str(counts[value]), str(_percent(counts[value], len(known)))) for value in order]


def _percent(part: int, whole: int) -> int:
    """Rounded to a whole number, halves up, as people round."""
    return (200 * part + whole) // (2 * whole)


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _number(value: float) -> str:
    """With one decimal where it is not whole."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
