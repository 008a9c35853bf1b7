"""What each column of a table of people becomes: guessed from headings and cells, to be corrected by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from annotator.analysis.label_matching import Labels
from annotator.importers.attribute_table import AttributeTable
from annotator.project.attribute_values import NO, YES, Attribute, AttributeKind, is_day, is_number
from annotator.project.collection import folded
from annotator.project.number_words import DecimalMark, decimal_mark_of, is_two_numbers
from annotator.project.participants import NAME_LIMIT

Use = Literal["label", "pseudonym", "note", "attribute", "skip"]
_SURE_LEAD = 1.5
_MOST_CHOICES = 12
_LONGEST_CHOICE_CHARS = 60
# Words for "not known" in a cell.
UNKNOWN = frozenset({"na", "n/a", "n.a.", "n.a", "-", "–", "—", "?", ".", "..", "none given", "not known", "missing"})
_LABEL_WORDS = {
    **dict.fromkeys(("participant", "participants", "respondent", "informant", "interviewee", "label"), 3.0),
    **dict.fromkeys(("deltaker", "informanten", "teilnehmer", "deltagare", "participante", "case"), 3.0),
    **dict.fromkeys(("id", "pid", "code", "pseudonym", "alias", "name", "navn", "namn", "kode", "nr"), 2.0),
}
_FIELDS: dict[str, Use] = {
    **dict.fromkeys(("pseudonym", "alias", "pseudonyms"), "pseudonym"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "remarks", "notat"), "note"),
}
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[^\W\d_][a-zæøåäöüé]*|\d+")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What one column becomes. `name`, `kind` and `choices` are of the attribute, where it becomes one.

    `decimal_mark` says how its numbers are written, "" where no number of it leaves that open, or nothing tells.
    """

    use: Use
    name: str = ""
    kind: AttributeKind = "text"
    choices: tuple[str, ...] = ()
    decimal_mark: DecimalMark = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What all columns become, in their order. `is_sure`: the column of labels is no mere guess."""

    columns: tuple[ColumnMapping, ...]
    is_sure: bool = True

    @property
    def label_place(self) -> int | None:
        """The column that names the participants, if one does."""
        return next((place for place, column in enumerate(self.columns) if column.use == "label"), None)

    def with_column(self, place: int, column: ColumnMapping) -> TableMapping:
        """The same with another use of a column; a field of participants is in one column only."""
        others = (replace(each, use="skip") if _is_taken(each.use, column.use) else each for each in self.columns)
        columns = list(others)
        columns[place] = column
        return TableMapping(tuple(columns), self.is_sure or column.use == "label")


def guessed_mapping(
    table: AttributeTable, labels: Sequence[str], attributes: Sequence[Attribute], label_heading: str | None = None
) -> TableMapping:
    """The likeliest mapping of a table, given the labels and attributes that there are.

    `label_heading` says which column names the participants; ValueError where there is none of this heading.
    """
    if not table.headings:
        return TableMapping((), False)
    place, is_sure = _label_place(table, labels) if label_heading is None else (_called(table, label_heading), True)
    by_name = {folded(attribute.name): attribute for attribute in attributes}
    used: set[Use] = set()
    columns = []
    for at in range(len(table.headings)):
        column = ColumnMapping("label") if at == place else _column(table, at, by_name, used)
        used.add(column.use)
        columns.append(column)
    return TableMapping(tuple(columns), is_sure)


def as_attribute(attribute: Attribute, table: AttributeTable, at: int) -> ColumnMapping:
    """A column that goes into an attribute that is there."""
    mark = decimal_mark(table, at) if attribute.kind == "number" else ""
    return ColumnMapping("attribute", attribute.name, attribute.kind, attribute.choices, mark)


def guessed_attribute(name: str, cells: Sequence[str], mark: DecimalMark = "") -> ColumnMapping:
    """A new attribute of the kind that the cells suggest; cells that say "not known" do not count.

    Numbers that may be others ("12,000") stay text where no mark of decimals is known.
    """
    known = _known(cells)
    distinct = list(dict.fromkeys(known))
    name = name[:NAME_LIMIT].strip()
    if not known:
        return ColumnMapping("attribute", name)
    if all(map(is_number, distinct)) and not any(map(_has_leading_zero, distinct)):
        is_unclear = not mark and any("," in cell and is_two_numbers(cell) for cell in distinct)
        return ColumnMapping("attribute", name) if is_unclear else ColumnMapping("attribute", name, "number", (), mark)
    if all(map(is_day, distinct)):
        return ColumnMapping("attribute", name, "date")
    if all(cell.casefold() in YES | NO for cell in distinct):
        return ColumnMapping("attribute", name, "yes/no")
    if _are_choices(known):
        return ColumnMapping("attribute", name, "choice", choices_in(known))
    return ColumnMapping("attribute", name)


def decimal_mark(table: AttributeTable, at: int) -> DecimalMark:
    """How the numbers of a column are written: as some of them show, else as those of the other columns do."""
    own = _own_mark(table, at)
    others = {_own_mark(table, other) for other in range(len(table.headings))} - {""}
    return own or (others.pop() if len(others) == 1 else "")


def mark_in(column: ColumnMapping, table: AttributeTable, cell: str) -> DecimalMark:
    """How one cell is written: what was a number in a typed file has a point, whatever the words beside it have."""
    return column.decimal_mark if "," in cell or not table.is_typed else ""


def unclear_number(table: AttributeTable, at: int) -> str:
    """A cell of a column of numbers that is one number or another, depending on the mark ("12,000"); "" for none."""
    known = _known(table.column(at))
    if not all(map(is_number, known)):
        return ""
    return next((cell for cell in known if is_two_numbers(cell) and ("," in cell or not table.is_typed)), "")


def undecided(table: AttributeTable, mapping: TableMapping) -> list[tuple[str, str]]:
    """Heading and an unclear number of each column whose numbers nobody can read until its mark is chosen."""
    unclear = [
        (table.headings[at], unclear_number(table, at))
        for at, column in enumerate(mapping.columns)
        if column.use == "attribute" and column.kind in ("number", "text") and not column.decimal_mark
    ]
    return [(heading, cell) for heading, cell in unclear if "," in cell]


def choices_in(cells: Sequence[str]) -> tuple[str, ...]:
    """The different values of a column, as the choices of an attribute that takes them all."""
    return tuple(sorted(_once(cell for cell in cells if cell and not is_unknown(cell)), key=folded))


def is_unknown(cell: str) -> bool:
    """Whether a cell says that nothing is known: "n/a", "–", "?"."""
    return cell.strip().casefold() in UNKNOWN


def _known(cells: Iterable[str]) -> list[str]:
    return [cell for cell in cells if cell and not is_unknown(cell)]


def _own_mark(table: AttributeTable, at: int) -> DecimalMark:
    known = _known(table.column(at))
    if not all(map(is_number, known)):
        return ""
    return decimal_mark_of(cell for cell in known if "," in cell or not table.is_typed)


def _once(cells: Iterable[str]) -> list[str]:
    """Each cell once, whatever its capitals."""
    found: dict[str, str] = {}
    for cell in cells:
        found.setdefault(cell.casefold(), cell)
    return list(found.values())


def _has_leading_zero(cell: str) -> bool:
    """Whether it is a code such as "007", of which a number would lose the zeros."""
    return len(cell) > 1 and cell[0] == "0" and cell.isdigit()


def _is_taken(one: Use, other: Use) -> bool:
    return one == other and one in ("label", "pseudonym", "note")


def _column(table: AttributeTable, at: int, there: dict[str, Attribute], used: set[Use]) -> ColumnMapping:
    heading = table.headings[at]
    known = there.get(folded(heading))
    field = _FIELDS.get(heading.casefold())
    if known is not None and (field is None or field in used):
        return as_attribute(known, table, at)
    if field is not None and field not in used:
        return ColumnMapping(field)
    return guessed_attribute(heading, table.column(at), decimal_mark(table, at))


def _called(table: AttributeTable, heading: str) -> int:
    names = [folded(name) for name in table.headings]
    return names.index(folded(heading))


def _label_place(table: AttributeTable, labels: Sequence[str]) -> tuple[int, bool]:
    known = Labels(labels)
    scores = [_label_score(at, heading, table.column(at), known) for at, heading in enumerate(table.headings)]
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    best = order[0]
    lead = scores[best] - scores[order[1]] if len(order) > 1 else _SURE_LEAD
    return best, scores[best] > 0 and lead >= _SURE_LEAD


def _label_score(place: int, heading: str, cells: Sequence[str], known: Labels) -> float:
    """How likely a column names the participants: different cells, known labels, a heading that says so."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return -10
    words = [word.casefold() for word in _WORDS.findall(heading)]
    score = max((_LABEL_WORDS.get(word, 0.0) for word in words), default=0.0) + (place == 0)
    score -= 10 * (1 - len({folded(cell) for cell in filled}) / len(filled))
    score -= 5 * (1 - len(filled) / len(cells)) + 2 * any(map(is_unknown, filled))
    same = sum(bool(known.same(cell)) for cell in filled)
    similar = sum(bool(not known.same(cell) and known.similar(cell)) for cell in filled)
    score += (8 * same + 5 * similar) / len(filled) + 3 * bool(same + similar)
    if all(map(is_day, filled)) or max(map(len, filled)) > _LONGEST_CHOICE_CHARS or all(":" in cell for cell in filled):
        score -= 5
    return score


def _are_choices(known: Sequence[str]) -> bool:
    """Whether few different values come again and again, as of a list to choose from."""
    distinct = {cell.casefold() for cell in known}
    is_short = max(map(len, distinct)) <= _LONGEST_CHOICE_CHARS
    return is_short and len(known) >= 3 and len(distinct) <= min(_MOST_CHOICES, max(2, len(known) // 2))
