"""What a merge will do, worked out before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.project.ids import Id
from annotator.project.merging.sides import Row

# Which value a field has is nobody's opinion there.
UNSAID_COLUMNS = frozenset({"id", "order_key", "created_us", "changed_us", "text_id", "lost_words"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each to its own value. `takes_theirs` says which the merge takes by itself."""

    table: str
    row_id: Id
    column: str
    name: str
    mine: Any
    theirs: Any
    mine_by: str
    theirs_by: str
    mine_us: int
    theirs_us: int
    takes_theirs: bool


@dataclass(frozen=True, slots=True)
class Fold:
    """Two rows, made independently of each other, that become one: the older id stays."""

    table: str
    kept_id: Id
    gone_id: Id
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A row that one side deleted and the other still needs: it stays."""

    table: str
    row_id: Id
    name: str
    deleted_by: str


@dataclass(frozen=True, slots=True)
class RewrittenParagraph:
    """A paragraph that both corrected: what the earlier made of it gives way to what the later made of it.

    The later's words are at `start_char` to `end_char` of the text that results.
    """

    document_id: Id
    document: str
    earlier: str
    later: str
    earlier_by: str
    later_by: str
    earlier_us: int
    later_us: int
    earlier_is_mine: bool
    start_char: int
    end_char: int

    @property
    def takes_theirs(self) -> bool:
        """Whether the merge takes their words by itself."""
        return self.earlier_is_mine


@dataclass(frozen=True, slots=True)
class RowWrite:
    """What the merge does to one row; None before an insert and after a delete."""

    table: str
    row_id: Id
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class NewText:
    """A version of a text that the merge makes of the corrections of both."""

    id: Id
    text: str
    formats: str


@dataclass(frozen=True, slots=True)
class MergePlan:
    """All that a merge will do. An empty one does nothing: the other file has nothing that is not here."""

    writes: tuple[RowWrite, ...] = ()
    new_texts: tuple[NewText, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    folds: tuple[Fold, ...] = ()
    kept: tuple[Kept, ...] = ()
    revived: tuple[tuple[str, Id], ...] = ()
    moved: tuple[tuple[str, tuple[Id, ...]], ...] = ()  # merged codes, people: the way from the one that rows named
    rewritten: tuple[RewrittenParagraph, ...] = ()
    brings: Mapping[str, Counter[str]] = field(default_factory=dict)
    my_head: Id | None = None
    their_head: Id | None = None
    operation_ids: tuple[Id, ...] = ()
    after_us: int = 0  # the time of the newest operation of both

    @property
    def is_empty(self) -> bool:
        """Whether the other file has nothing new."""
        return not self.operation_ids and not self.writes
