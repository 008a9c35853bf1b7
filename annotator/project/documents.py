"""Documents: the transcripts and their immutable texts. Who speaks in them is in `speakers`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, literal, select, update

from annotator.project import schema
from annotator.project.collection import folded, one_line, portions
from annotator.project.corrections import Correction, move_spans, planned
from annotator.project.document_texts import DocumentText, DocumentTexts, sha256_of
from annotator.project.errors import NameTaken, NotFound
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import keys_between, keys_for_move
from annotator.project.speakers import NewSpeaker, Speaker, SpeakerRole, Speakers
from annotator.project.stored_text import FormatSpan, normalise_text
from annotator.project.taken_names import TakenNames
from annotator.project.text_edits import Edit, TextEdits

if TYPE_CHECKING:
    from annotator.project.project import Project

__all__ = ["NAME_LIMIT", "Document", "DocumentText", "Documents", "NewDocument", "NewSpeaker", "Speaker", "SpeakerRole"]

NAME_LIMIT = 200
_table = schema.document
_text = schema.document_text


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript or another text. `text_id` names its current version."""

    id: Id
    name: str
    kind: str
    participant_id: Id | None
    text_id: Id
    source_name: str
    source_format: str
    source_sha256: str
    order_key: str
    created_us: int


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be added. Its `participant` is a label, as with `NewSpeaker`; formats are spans of its text."""

    name: str
    text: str
    formats: tuple[FormatSpan, ...] = ()
    kind: str = "interview"
    participant: str | None = None
    speakers: tuple[NewSpeaker, ...] = ()
    source_name: str = ""
    source_format: str = ""
    source_sha256: str = ""


_COLUMNS = tuple(_table.c[name] for name in Document.__dataclass_fields__)
# Made once: each coding asks.
_ONE = select(*_COLUMNS).where(_table.c.id == bindparam("wanted"))
_LENGTH = select(_text.c.length).join(_table, _table.c.text_id == _text.c.id).where(_table.c.id == bindparam("wanted"))


class Documents(Speakers):
    """The documents of a project. Lists never carry texts; `text` reads one."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._texts = DocumentTexts(project)
        in_order = select(_table.c.name, _table.c.order_key, literal("")).order_by(_table.c.order_key, _table.c.id)
        self._taken = TakenNames(project, lambda _place: self._rows(in_order))

    def all(self) -> list[Document]:
        """Every document, in order."""
        return [Document(*row) for row in self._rows(select(*_COLUMNS).order_by(_table.c.order_key, _table.c.id))]

    def get(self, document_id: Id) -> Document:
        """The document with this id. Raises NotFound."""
        for row in self._rows(_ONE, wanted=document_id):
            return Document(*row)
        raise NotFound("document", document_id.hex())

    def find(self, name: str) -> Document:
        """The document of this name, in capitals or not. Raises NotFound."""
        for document in self.all():
            if folded(document.name) == folded(name):
                return document
        raise NotFound("document", name)

    def text(self, document_id: Id) -> DocumentText:
        """The text of a document. Raises NotFound."""
        text_id = self.get(document_id).text_id
        return self._texts.read([text_id])[text_id]

    def texts(self, document_ids: Iterable[Id]) -> dict[Id, str]:
        """The texts of some documents, without their formats; few queries for many."""
        named: dict[Id, Id] = {}
        for portion in portions(document_ids):
            statement = select(_table.c.id, _table.c.text_id).where(_table.c.id.in_(portion))
            named.update({row[0]: row[1] for row in self._rows(statement)})
        words = self._texts.words(named.values())
        return {document_id: words[text_id] for document_id, text_id in named.items()}

    def length(self, document_id: Id) -> int:
        """How many code points a document's text has. Raises NotFound."""
        for row in self._rows(_LENGTH, wanted=document_id):
            return int(row[0])
        raise NotFound("document", document_id.hex())

    def lengths(self) -> dict[Id, int]:
        """How many code points each document's text has."""
        statement = select(_table.c.id, _text.c.length).join(_text, _table.c.text_id == _text.c.id)
        return {row[0]: row[1] for row in self._rows(statement)}

    def with_text(self, text: str, source_sha256: str = "") -> list[Document]:
        """The documents that hold just this text already.

        Given the digest of the text's file, also those that came from this file and held the text before it was
        corrected.
        """
        is_same = _text.c.sha256 == sha256_of(normalise_text(text))
        in_order = select(*_COLUMNS).order_by(_table.c.order_key)
        found = self._rows(in_order.join(_text, _table.c.text_id == _text.c.id).where(is_same))
        if not found and source_sha256 and self._rows(select(_text.c.id).where(is_same)):
            found = self._rows(in_order.where(_table.c.source_sha256 == source_sha256))
        return [Document(*row) for row in found]

    def add(
        self,
        name: str,
        text: str,
        *,
        formats: Sequence[FormatSpan] = (),
        kind: str = "interview",
        participant: str | None = None,
        speakers: Sequence[NewSpeaker] = (),
        source_name: str = "",
        source_format: str = "",
        source_sha256: str = "",
    ) -> Document:
        """A new document, at the end. A name that is taken gets a number: "Interview 3 (2)".

        `participant` is a label, and added where there is none. Formats are spans of the normalised text.
        """
        source = (source_name, source_format, source_sha256)
        (added,) = self.add_many([NewDocument(name, text, tuple(formats), kind, participant, tuple(speakers), *source)])
        return added

    def add_many(self, new: Sequence[NewDocument]) -> list[Document]:
        """New documents, each as `add`, as one operation that reads the names that are taken once."""
        there = self._taken.at()
        names = _free_names([one_line("document", one.name, NAME_LIMIT) for one in new], there.names)
        order_keys = keys_between(there.last_key, None, len(new))
        with self._project.operation("document.add", document=", ".join(names)):
            people = self._people_of(new)
            added = [
                self._as_document(one, name, order_key, people)
                for one, name, order_key in zip(new, names, order_keys, strict=True)
            ]
            self._insert(_table, [asdict(document) for document in added])
            for document, one in zip(added, new, strict=True):
                self._add_speakers(document.id, one.speakers, people)
            self._taken.took(None, [(document.name, document.order_key, "") for document in added])
        return added

    def rename(self, document_id: Id, name: str) -> Document:
        """Another name. Raises NotFound, NameTaken, NameRefused."""
        document = self.get(document_id)
        name = one_line("document", name, NAME_LIMIT)
        if any(folded(d.name) == folded(name) and d.id != document_id for d in self.all()):
            raise NameTaken("document", name)
        with self._project.operation("document.rename", document=document.name, name=name):
            self._run(update(_table).where(_table.c.id == document_id).values(name=name))
        return self.get(document_id)

    def set_kind(self, document_id: Id, kind: str) -> None:
        """Say what it is: "interview", "focus group", "field notes", ... Raises NotFound."""
        document = self.get(document_id)
        with self._project.operation("document.set_kind", document=document.name, kind=kind):
            self._run(update(_table).where(_table.c.id == document_id).values(kind=normalise_text(kind)))

    def set_participant(self, document_id: Id, participant_id: Id | None) -> None:
        """Say whose document it is. Raises NotFound."""
        document = self.get(document_id)
        label = self._project.participants.get(participant_id).label if participant_id else ""
        with self._project.operation("document.set_participant", document=document.name, participant=label):
            self._run(update(_table).where(_table.c.id == document_id).values(participant_id=participant_id))

    def move(self, document_ids: Sequence[Id], before_id: Id | None) -> None:
        """Put documents, in this order, before another or last. Raises NotFound."""
        moving = [self.get(document_id) for document_id in document_ids]
        order_keys = keys_for_move(self.all(), document_ids, before_id)
        with self._project.operation("document.move", document=", ".join(d.name for d in moving)):
            for document, order_key in zip(moving, order_keys, strict=True):
                self._run(update(_table).where(_table.c.id == document.id).values(order_key=order_key))

    def delete(self, document_ids: Sequence[Id]) -> None:
        """Remove documents and their codings. What was written about them stays. Raises NotFound."""
        going = [self.get(document_id) for document_id in document_ids]
        with self._project.operation("document.delete", document=", ".join(d.name for d in going)):
            for document in going:
                codings = [coding.id for coding in self._project.codings.of_document(document.id)]
                self._project.memos.move_to_passages(codings)
                self._project.memos.detach("document_id", {document.id: document.name})
                self._run(delete(_table).where(_table.c.id == document.id))

    def correct(self, document_id: Id, edits: Iterable[Edit]) -> Correction:
        """Put other words in the place of some: a new version of the text, with all codings and memos on their words.

        The edits are counted in the text as it is and must not overlap. How spans move is said in `text_edits`. A
        coding whose words all go is kept, remembers them, and is named in what is returned, as is one that now says
        what another says; a memo stays at the place. Raises NotFound, SpanOutsideText; ValueError where edits overlap.
        """
        return self.take_edits(document_id, planned(self._project, document_id, edits))

    def take_edits(self, document_id: Id, edits: TextEdits) -> Correction:
        """As `correct`, with edits that `corrections.planned` has made of the text as it is."""
        document = self.get(document_id)
        with self._project.operation("document.correct", document=document.name, count=len(edits.edits)):
            done = Correction(edits.edits)
            if edits.edits:
                text_id = self._texts.store_corrected(document.text_id, edits)
                self._run(update(_table).where(_table.c.id == document_id).values(text_id=text_id))
                done = move_spans(self._project, document_id, edits)
        return done

    def _people_of(self, new: Sequence[NewDocument]) -> dict[str, Id]:
        """The participants that new documents and their speakers name, by label; those that are missing are added."""
        labels = [each for one in new for each in (one.participant, *(speaker.participant for speaker in one.speakers))]
        named = [label for label in labels if label]
        found = self._project.participants.ensure_many(named)
        return {label: person.id for label, person in zip(named, found, strict=True)}

    def _as_document(self, one: NewDocument, name: str, order_key: str, people: dict[str, Id]) -> Document:
        return Document(
            id=new_id(),
            name=name,
            kind=normalise_text(one.kind),
            participant_id=people.get(one.participant or ""),
            text_id=self._texts.store(normalise_text(one.text), one.formats),
            source_name=normalise_text(one.source_name),
            source_format=normalise_text(one.source_format),
            source_sha256=one.source_sha256,
            order_key=order_key,
            created_us=self._project.history.next_time_us(),
        )


def _free_names(wanted: Sequence[str], taken: Set[str]) -> list[str]:
    """The names, with a number where one is taken already (folded) or comes twice."""
    names: list[str] = []
    own: set[str] = set()
    for name in wanted:
        free = next(each for each in _numbered(name) if folded(each) not in taken and folded(each) not in own)
        names.append(free)
        own.add(folded(free))
    return names


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name} ({number})" for number in count(2))
