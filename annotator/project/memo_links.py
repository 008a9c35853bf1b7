"""Passages that a memo speaks of beside what it is about: what a meeting talked about, all that a comment stands on."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import delete, select, update

from annotator.project import schema
from annotator.project.collection import Collection, portions
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between, keys_between

_table = schema.memo_link


@dataclass(frozen=True, slots=True)
class TalkedAbout:
    """A passage to be linked: of a coding, or just of a document, in code points."""

    document_id: Id
    start_char: int
    end_char: int
    coding_id: Id | None = None


@dataclass(frozen=True, slots=True)
class MemoLink:
    """A passage that a memo speaks of. `words` are those that it had when it was linked, and never change.

    `document_id` and `coding_id` are None where these are not in the project any more. The place goes with its words
    when the transcript is corrected; it is empty where they all went.
    """

    id: Id
    memo_id: Id
    coding_id: Id | None
    document_id: Id | None
    start_char: int | None
    end_char: int | None
    words: str
    order_key: str


_COLUMNS = tuple(_table.c[name] for name in MemoLink.__dataclass_fields__)


class MemoLinks(Collection):
    """The links of all memos. Whoever changes them says in an operation of their own what is done."""

    def all(self) -> dict[Id, list[MemoLink]]:
        """Every link by its memo's id, each list in order."""
        found: dict[Id, list[MemoLink]] = {}
        for link in self._where():
            found.setdefault(link.memo_id, []).append(link)
        return found

    def of(self, memo_id: Id) -> list[MemoLink]:
        """The links of a memo, in order."""
        return self._where(_table.c.memo_id == memo_id)

    def get(self, link_id: Id) -> MemoLink:
        """The link with this id. Raises NotFound."""
        for link in self._where(_table.c.id == link_id):
            return link
        raise NotFound("link", link_id.hex())

    def add(self, memo_id: Id, passages: Sequence[TalkedAbout]) -> list[MemoLink]:
        """Link passages at the end, with their words as they are now; one that is linked already is passed over.

        Returns the new links. Raises NotFound, SpanOutsideText; then none is linked.
        """
        there = self.of(memo_id)
        new = _fresh(passages, there)
        words = self._words(new)
        keys = keys_between(there[-1].order_key if there else None, None, len(new))
        links = [
            MemoLink(new_id(), memo_id, one.coding_id, one.document_id, one.start_char, one.end_char, said, key)
            for one, said, key in zip(new, words, keys, strict=True)
        ]
        self._insert(_table, [asdict(link) for link in links])
        return links

    def remove(self, link_ids: Some[Id]) -> None:
        """Take links away."""
        for portion in portions(link_ids):
            self._run(delete(_table).where(_table.c.id.in_(portion)))

    def move(self, link_id: Id, by: int) -> None:
        """Put a link so many places later, or earlier where `by` is negative, as far as there are. Raises NotFound."""
        others = self.of(self.get(link_id).memo_id)
        here = next(place for place, each in enumerate(others) if each.id == link_id)
        there = max(0, min(here + by, len(others) - 1))
        if there == here:
            return
        del others[here]
        low = others[there - 1].order_key if there else None
        high = others[there].order_key if there < len(others) else None
        self._run(update(_table).where(_table.c.id == link_id).values(order_key=key_between(low, high)))

    def _words(self, passages: Sequence[TalkedAbout]) -> list[str]:
        texts = self._project.documents.texts({each.document_id for each in passages})
        words = []
        for each in passages:
            name = self._project.documents.get(each.document_id).name
            if each.coding_id is not None:
                self._project.codings.get(each.coding_id)
            text = texts[each.document_id]
            if not 0 <= each.start_char < each.end_char <= len(text):
                raise SpanOutsideText(name, each.start_char, each.end_char, len(text))
            words.append(text[each.start_char : each.end_char])
        return words

    def _where(self, *conditions: Any) -> list[MemoLink]:
        statement = select(*_COLUMNS).where(*conditions).order_by(_table.c.order_key, _table.c.id)
        return [MemoLink(*row) for row in self._rows(statement)]


def _fresh(passages: Sequence[TalkedAbout], there: Sequence[MemoLink]) -> list[TalkedAbout]:
    """Those that are not linked yet, each once: a coding by itself, a passage by its place."""
    known = {link.coding_id or (link.document_id, link.start_char, link.end_char) for link in there}
    fresh: dict[object, TalkedAbout] = {}
    for each in passages:
        key = each.coding_id or (each.document_id, each.start_char, each.end_char)
        if key not in known:
            fresh.setdefault(key, each)
    return list(fresh.values())
