"""Which columns of a table are shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotator.reports.model import Column


def shown(
    columns: Sequence[Column], rows: Iterable[Sequence[str]], name: str, chosen: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[Column, ...], tuple[tuple[str, ...], ...]]:
    """The columns that were chosen for the table of this name, in that order, and their part of the rows.

    Where none were chosen, all but those without a word in any row. Keys that the table does not have are passed over.
    """
    every = tuple(tuple(row) for row in rows)
    places = {column.key: place for place, column in enumerate(columns)}
    if name in chosen:
        kept = [places[key] for key in chosen[name] if key in places]
    else:
        kept = [place for place in range(len(columns)) if not every or any(row[place] for row in every)]
    if kept == list(range(len(columns))):
        return tuple(columns), every
    return tuple(columns[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in every)
