"""Codes by participant: how many passages of whom have which code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.reports.cases import Case
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table

NAME = "matrix"
# So many letters of the cases' labels, each with the space around it, fit beside the codes on an upright page.
_MOST_UPRIGHT_CHARS = 54
_SPACE_CHARS = 2


def title(material: Material) -> str:
    """What the section is called: the cases may be documents."""
    return f"Codes by {material.counted_word.removesuffix('s')}"


def build(material: Material) -> Section:
    """Tables of up to `participants_per_matrix` cases side by side, a row per chosen code, and the totals."""
    cases = _cases(material)
    if not material.codes or not cases:
        return Section(NAME, title(material), (), "There are no codes and documents to compare yet.")
    most = max(material.options.participants_per_matrix, 1)
    groups = [cases[start : start + most] for start in range(0, len(cases), most)]
    return Section(NAME, title(material), tuple(_tables(groups, material)))


def _tables(groups: Sequence[Sequence[Case]], material: Material) -> Iterator[Table]:
    for place, group in enumerate(groups):
        material.steps.tell(place, len(groups))
        yield _table(group, material, len(groups) > 1)


def _cases(material: Material) -> list[Case]:
    """All that count in "n of N", and of the other documents those that have a coding."""
    counted = {case.id for case in material.counted_cases}
    return [case for case in material.cases.values() if case.id in counted or material.codings_by_case[case.id]]


def _table(group: Sequence[Case], material: Material, is_part: bool) -> Table:
    columns = (
        Column("code", "Code", "code", 3.5),
        *(Column(case.id.hex(), case.label, "number") for case in group),
        Column("all", "All", "number"),
    )
    span = f"{group[0].label} to {group[-1].label}" if len(group) > 1 else group[0].label
    caption = f"Number of coded passages by code and {material.counted_word.removesuffix('s')}"
    return Table(
        NAME,
        span if is_part else "",
        f"{caption}, {span}" if is_part else caption,
        columns,
        tuple(_rows(group, material)),
        _note(is_part) + material.whose_note,
        sum(len(case.label) + _SPACE_CHARS for case in group) > _MOST_UPRIGHT_CHARS,
    )


def _rows(group: Sequence[Case], material: Material) -> Iterator[tuple[str, ...]]:
    ids = [case.id for case in group]
    for code in material.codes:
        counts = material.counts.get(code.id, {})
        cells = [str(counts.get(case_id, 0)) for case_id in ids]
        yield (material.code_labels[code.id], *cells, str(material.codings_by_code[code.id]))
    totals = [str(material.codings_by_case[case_id]) for case_id in ids]
    yield ("All codes", *totals, str(material.codings_by_code.total()))


def _note(is_part: bool) -> str:
    counted = "Cells count codings of the code itself, without the codes under it; two coders' codings count as two."
    return f"{counted} All: over all columns of all parts of this table." if is_part else counted
