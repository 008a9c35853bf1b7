"""A plan of a merge in words and numbers: for the page that shows it before anything happens, and the command line.

Ids become names; what is not to be read by a person stays out. Nothing here decides anything.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from annotator.analysis.merge_changes import SortedWrites, sort_writes
from annotator.analysis.merge_names import Names
from annotator.project.history import SEND_COPY
from annotator.project.ids import split_ids
from annotator.project.merging.choosing import Key, key_of
from annotator.project.merging.plan import Conflict, MergePlan, RewrittenParagraph, RowWrite
from annotator.project.project import Project

# In this order they are told. A shift of places, the log and the texts are nobody's news.
TABLES: Final = (
    "document",
    "code",
    "coding",
    "memo",
    "participant",
    "coder",
    "attribute",
    "attribute_value",
    "speaker",
    "saved_table",
    "saved_query",
    "meeting",
    "memo_link",
    "project",
)
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Brought:
    """So many rows of a table come, by a coder or (empty) by nobody in particular; some of their names."""

    table: str
    coder: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """So many rows of a table that are here become others, or go; some of their names."""

    table: str
    count: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """A transcript gets corrected words; so many rows by table move along, of which `lost` codings lose all of theirs.

    Nobody changed what moves along.
    """

    name: str
    moved: tuple[tuple[str, int], ...]
    lost: int


@dataclass(frozen=True, slots=True)
class Becoming:
    """Which project the file is after projects that were two came together: the older one, whichever file asked."""

    title: str
    mine: str
    theirs: str
    stays_mine: bool


@dataclass(frozen=True, slots=True)
class Folded:
    """What both made becomes one. `mine` and `theirs` say where the two come from."""

    table: str
    name: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class KeptRow:
    """What one deleted and the other needs stays."""

    table: str
    name: str
    deleted_by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that both changed: both values in words, by whom and when (microseconds since 1970)."""

    key: Key
    table: str
    column: str
    name: str
    mine: str
    theirs: str
    mine_by: str
    theirs_by: str
    mine_us: int
    theirs_us: int
    takes_theirs: bool


@dataclass(frozen=True, slots=True)
class Author:
    """Who did how many things in the other copy that are not known here, and when the last."""

    name: str
    operations: int
    last_us: int


@dataclass(frozen=True, slots=True)
class MergeStory:
    """All that a person should see of a merge before it happens."""

    title: str
    has_common_start: bool
    becoming: Becoming | None  # None where it is the same project before and after
    authors: tuple[Author, ...]
    brings: tuple[Brought, ...]
    changes: tuple[Touched, ...]
    corrected: tuple[Corrected, ...]
    removes: tuple[Touched, ...]
    folds: tuple[Folded, ...]
    follows: tuple[tuple[str, int], ...]  # by table: rows that go with what became one, and are as they were
    kept: tuple[KeptRow, ...]
    differences: tuple[Difference, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing here would become another, and there is nothing to choose."""
        told = (self.brings, self.changes, self.corrected, self.removes, self.folds, self.kept)
        return not any(told) and not self.differences and not self.follows

    @property
    def moved(self) -> tuple[tuple[str, int], ...]:
        """How many rows by table move along with the words of all transcripts that are corrected."""
        return tuple(_sums(each.moved for each in self.corrected))


def tell(plan: MergePlan, mine: Project, theirs: Project) -> MergeStory:
    """The story of a plan that was made with these two."""
    names = Names(theirs, mine)
    writes = sort_writes(plan, mine, theirs)
    has_common_start = _has_common_start(mine, theirs)
    becoming = _becoming(plan, mine, theirs, has_common_start)
    return MergeStory(
        title=theirs.info.title,
        has_common_start=has_common_start,
        becoming=becoming,
        authors=tuple(_authors(plan, theirs)),
        brings=tuple(_brings(writes.comes, names)),
        changes=tuple(_touched(writes.changed, names)),
        corrected=tuple(_corrected(writes, names)),
        removes=tuple(_touched(writes.goes, names)),
        folds=tuple(_folded(plan, names, becoming)),
        follows=tuple(_in_order(writes.follows)),
        kept=tuple(_kept(plan, names)),
        differences=tuple(sorted(_differences(plan, names), key=_place)),
    )


def _folded(plan: MergePlan, names: Names, becoming: Becoming | None) -> Iterator[Folded]:
    """What became one in an earlier merge, so that neither file holds the other any more, is no news."""
    for fold in plan.folds:
        is_news = becoming is not None if fold.table == "project" else names.sides_with(fold.table, fold.gone_id) > 0
        if is_news:
            name = fold.name or names.of(fold.table, fold.kept_id)
            yield Folded(fold.table, name, *names.origins(fold.table, fold))


def _kept(plan: MergePlan, names: Names) -> Iterator[KeptRow]:
    """What both files hold was kept by an earlier merge, and is no news."""
    for kept in plan.kept:
        if names.sides_with(kept.table, kept.row_id) < 2:
            yield KeptRow(kept.table, kept.name or names.of(kept.table, kept.row_id), kept.deleted_by)


def _has_common_start(mine: Project, theirs: Project) -> bool:
    """Whether both are copies of one file: an operation, or the one before the first, is in both logs."""
    here = set(mine.connection.exec_driver_sql("SELECT id FROM operation").scalars())
    rows = theirs.connection.exec_driver_sql("SELECT id, parents FROM operation")
    return any(each in here or not here.isdisjoint(split_ids(parents)) for each, parents in rows)


def _authors(plan: MergePlan, theirs: Project) -> Iterator[Author]:
    wanted = json.dumps([each.hex() for each in plan.operation_ids])
    rows = theirs.connection.exec_driver_sql(
        "SELECT coder_name, count(*), max(time_us) FROM operation WHERE coder_name != '' AND kind != ? "
        "AND lower(hex(id)) IN (SELECT value FROM json_each(?)) GROUP BY coder_name ORDER BY 2 DESC",
        (SEND_COPY, wanted),
    )
    return (Author(*row) for row in rows)


def _becoming(plan: MergePlan, mine: Project, theirs: Project, has_common_start: bool) -> Becoming | None:
    fold = next((each for each in plan.folds if each.table == "project"), None)
    own, other = mine.info, theirs.info
    if fold is None or (has_common_start and fold.kept_id == own.id):
        return None
    written = (write.after for write in plan.writes if write.table == "project")
    title = next((str(row["title"]) for row in written if row is not None), own.title)
    return Becoming(title, own.title, other.title, fold.kept_id == own.id)


def _brings(comes: Iterable[RowWrite], names: Names) -> Iterator[Brought]:
    """By coder, with the names of what can be called by one."""
    found: dict[tuple[str, str], list[RowWrite]] = defaultdict(list)
    for write in sorted(comes, key=lambda write: write.row_id):  # as they were made
        assert write.after is not None
        coder = names.of("coder", write.after["coder_id"]) if write.after.get("coder_id") else ""
        found[write.table, coder].append(write)
    for table in TABLES[:-1]:  # a file holds one project; two that become one are told as such
        for coder in sorted(coder for each, coder in found if each == table):
            writes = found[table, coder]
            listed = (names.in_words(table, write.after) for write in writes[:_MOST_NAMES] if write.after is not None)
            yield Brought(table, coder, len(writes), tuple(filter(None, listed)))


def _touched(writes: Iterable[RowWrite], names: Names) -> Iterator[Touched]:
    found: dict[str, list[RowWrite]] = defaultdict(list)
    for write in writes:
        found[write.table].append(write)
    for table in TABLES:
        if table in found:
            rows = (write.before for write in found[table][:_MOST_NAMES] if write.before is not None)
            yield Touched(table, len(found[table]), tuple(filter(None, (names.in_words(table, row) for row in rows))))


def _corrected(writes: SortedWrites, names: Names) -> Iterator[Corrected]:
    told = [
        Corrected(names.of("document", document_id), tuple(_in_order(moved.counts)), moved.lost)
        for document_id, moved in writes.corrected.items()
    ]
    yield from sorted(told, key=lambda each: each.name.casefold())


def _in_order(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    yield from ((table, counts[table]) for table in TABLES if counts.get(table))


def _sums(counts: Iterable[Iterable[tuple[str, int]]]) -> Iterator[tuple[str, int]]:
    found: Counter[str] = Counter()
    for each in counts:
        found.update(dict(each))
    return _in_order(found)


def _place(difference: Difference) -> tuple[int, str, str]:
    """In the order of the tables, then of names, then of fields."""
    return TABLES.index(difference.table), difference.name.casefold(), difference.column


class _Said(NamedTuple):
    """What one side has, who wrote it and when."""

    words: str
    by: str
    at_us: int


def _differences(plan: MergePlan, names: Names) -> Iterator[Difference]:
    yield from (_difference(each, names) for each in plan.conflicts)
    yield from map(_paragraph, sorted(plan.rewritten, key=lambda each: each.start_char))


def _paragraph(each: RewrittenParagraph) -> Difference:
    """The words that either side gave a paragraph."""
    mine = _Said(each.earlier, each.earlier_by, each.earlier_us)
    theirs = _Said(each.later, each.later_by, each.later_us)
    if not each.earlier_is_mine:
        mine, theirs = theirs, mine
    return Difference(
        key_of(each),
        "document",
        "paragraph",
        each.document,
        mine.words.strip(),
        theirs.words.strip(),
        mine.by,
        theirs.by,
        mine.at_us,
        theirs.at_us,
        each.takes_theirs,
    )


def _difference(conflict: Conflict, names: Names) -> Difference:
    def said(value: Any) -> str:
        return names.said(conflict.table, conflict.column, value)

    return Difference(
        key_of(conflict),
        conflict.table,
        conflict.column,
        conflict.name or names.of(conflict.table, conflict.row_id),
        said(conflict.mine),
        said(conflict.theirs),
        conflict.mine_by,
        conflict.theirs_by,
        conflict.mine_us,
        conflict.theirs_us,
        conflict.takes_theirs,
    )
