"""Memos: what researchers write, about anything in the project. A memo outlives what it is about."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, insert, select, update

from annotator.project import schema
from annotator.project.collection import Collection, portions
from annotator.project.errors import NotFound, SpanOutsideText
from annotator.project.ids import Id, new_id
from annotator.project.stored_text import normalise_text

if TYPE_CHECKING:
    from annotator.project.codings import Coding

READER_KIND = "comment from a reader"
MEMO_KINDS = (
    "analytic",
    "reflexive",
    "methodological",
    "total impression",
    "descriptive",
    "linguistic",
    "conceptual",
    "meeting",
    "consensus",
    READER_KIND,
)
# Between the things that a memo was about one after the other.
_ONCE = " · "
_MOST_ONCE_ABOUT_CHARS = 200
Reference = Literal["document_id", "code_id", "coding_id", "participant_id"]
_table = schema.memo


@dataclass(frozen=True, slots=True)
class About:
    """What a memo is about. Nothing: the project. A document with a span (code points): that passage."""

    document_id: Id | None = None
    start_char: int | None = None
    end_char: int | None = None
    code_id: Id | None = None
    coding_id: Id | None = None
    participant_id: Id | None = None


@dataclass(frozen=True, slots=True)
class Memo:
    """Something that a coder wrote. `once_about` names what it was about before that was removed."""

    id: Id
    kind: str
    title: str
    text: str
    coder_id: Id
    document_id: Id | None
    start_char: int | None
    end_char: int | None
    code_id: Id | None
    coding_id: Id | None
    participant_id: Id | None
    once_about: str
    created_us: int
    changed_us: int

    @property
    def about(self) -> About:
        """What it is about."""
        return About(
            self.document_id, self.start_char, self.end_char, self.code_id, self.coding_id, self.participant_id
        )


_COLUMNS = tuple(_table.c[name] for name in Memo.__dataclass_fields__)


class Memos(Collection):
    """The memos of a project."""

    def all(self) -> list[Memo]:
        """Every memo, the newest change first."""
        return self._where()

    def get(self, memo_id: Id) -> Memo:
        """The memo with this id. Raises NotFound."""
        for memo in self._where(_table.c.id == memo_id):
            return memo
        raise NotFound("memo", memo_id.hex())

    def of_document(self, document_id: Id) -> list[Memo]:
        """The memos on a document, its passages and its codings, the newest change first."""
        codings = select(schema.coding.c.id).where(schema.coding.c.document_id == document_id)
        return self._where((_table.c.document_id == document_id) | _table.c.coding_id.in_(codings))

    def on(self, about: About) -> list[Memo]:
        """The memos on just this."""
        return self._where(*(_table.c[name].is_not_distinct_from(value) for name, value in asdict(about).items()))

    def search(self, words: str) -> list[Memo]:
        """The memos whose title or text holds these words, in capitals or not."""
        wanted = words.casefold()
        return [memo for memo in self.all() if wanted in f"{memo.title}\n{memo.text}".casefold()]

    def add(self, text: str, *, title: str = "", kind: str = "analytic", about: About | None = None) -> Memo:
        """A new memo by the coder at work. Raises NotFound, SpanOutsideText."""
        about = about or About()
        self._require_there(about)
        with self._project.operation("memo.add", memo=title or text[:40]):
            now = self._project.history.next_time_us()
            memo = Memo(
                id=new_id(),
                kind=normalise_text(kind),
                title=normalise_text(title),
                text=normalise_text(text),
                coder_id=self._project.coder.id,
                **asdict(about),
                once_about="",
                created_us=now,
                changed_us=now,
            )
            self._run(insert(_table).values(**asdict(memo)))
        return memo

    def take_in(self, memos: Iterable[Memo]) -> set[Id]:
        """Add memos of others as they are, inside an operation; one whose id is here already is passed over.

        Returns the ids of those that are new. Raises NotFound, SpanOutsideText.
        """
        there = {row[0] for row in self._rows(select(_table.c.id))}
        new = {memo.id: memo for memo in memos if memo.id not in there}
        for memo in new.values():
            self._require_there(memo.about)
        self._insert(_table, [asdict(memo) for memo in new.values()])
        return set(new)

    def edit(self, memo_id: Id, *, title: str | None = None, text: str | None = None, kind: str | None = None) -> Memo:
        """Change what is given. Raises NotFound."""
        memo = self.get(memo_id)
        given = {"title": title, "text": text, "kind": kind}
        values: dict[str, Any] = {
            key: normalise_text(value)
            for key, value in given.items()
            if value is not None and normalise_text(value) != getattr(memo, key)
        }
        if values:
            with self._project.operation("memo.edit", memo=memo.title or memo.text[:40]):
                values["changed_us"] = self._project.history.next_time_us()
                self._run(update(_table).where(_table.c.id == memo_id).values(values))
        return self.get(memo_id)

    def delete(self, memo_ids: Some[Id]) -> None:
        """Remove memos. Raises NotFound."""
        going = [self.get(memo_id) for memo_id in memo_ids]
        with self._project.operation("memo.delete", memo=", ".join(m.title or m.text[:40] for m in going)):
            for portion in portions(memo_ids):
                self._run(delete(_table).where(_table.c.id.in_(portion)))

    def move_to_passages(self, coding_ids: Some[Id]) -> None:
        """Let memos on codings that are about to go be about the same words."""
        for memo in self._on_any("coding_id", coding_ids):
            assert memo.coding_id is not None
            coding = self._project.codings.get(memo.coding_id)
            code = self._project.codes.get(coding.code_id)
            values = {
                "coding_id": None,
                "document_id": coding.document_id,
                "start_char": coding.start_char,
                "end_char": coding.end_char,
                "once_about": _ONCE.join(filter(None, (memo.once_about, code.name, self._lost_words(coding)))),
            }
            self._run(update(_table).where(_table.c.id == memo.id).values(values))

    def move_to_coding(self, coding_id: Id, other_id: Id) -> None:
        """Let memos on one coding be about another."""
        self._run(update(_table).where(_table.c.coding_id == coding_id).values(coding_id=other_id))

    def move_to_code(self, code_id: Id, other_id: Id) -> None:
        """Let memos on one code be about another."""
        self._run(update(_table).where(_table.c.code_id == code_id).values(code_id=other_id))

    def detach(self, reference: Reference, names: Mapping[Id, str]) -> None:
        """Let memos on things that are about to go remember what these were called."""
        for memo in self._on_any(reference, names.keys()):
            once_about = _ONCE.join(filter(None, (memo.once_about, names[getattr(memo, reference)])))
            values: dict[str, Any] = {reference: None, "once_about": once_about}
            if reference == "document_id":
                values |= {"start_char": None, "end_char": None}
            self._run(update(_table).where(_table.c.id == memo.id).values(values))

    def _lost_words(self, coding: Coding) -> str:
        """What a coding stood on before a correction took all of its words away."""
        if coding.has_words:
            return ""
        words = select(schema.coding.c.lost_words).where(schema.coding.c.id == coding.id)
        return shortened(self._rows(words)[0][0])

    def _on_any(self, reference: Reference, ids: Some[Id]) -> list[Memo]:
        return [memo for portion in portions(ids) for memo in self._where(_table.c[reference].in_(portion))]

    def _where(self, *conditions: Any) -> list[Memo]:
        order = (_table.c.changed_us.desc(), _table.c.id)
        return [Memo(*row) for row in self._rows(select(*_COLUMNS).where(*conditions).order_by(*order))]

    def _require_there(self, about: About) -> None:
        if about.code_id is not None:
            self._project.codes.get(about.code_id)
        if about.coding_id is not None:
            self._project.codings.get(about.coding_id)
        if about.participant_id is not None:
            self._project.participants.get(about.participant_id)
        name = self._project.documents.get(about.document_id).name if about.document_id is not None else ""
        if about.start_char is not None or about.end_char is not None:
            length = self._project.documents.length(about.document_id) if about.document_id is not None else 0
            start = -1 if about.start_char is None else about.start_char
            end = -1 if about.end_char is None else about.end_char
            if not 0 <= start < end <= length:
                raise SpanOutsideText(name, start, end, length)


def shortened(words: str) -> str:
    """The words of a passage that is gone, as `once_about` tells them: the first 200 characters."""
    if len(words) <= _MOST_ONCE_ABOUT_CHARS:
        return words
    return words[: _MOST_ONCE_ABOUT_CHARS - 1].rstrip() + "…"
