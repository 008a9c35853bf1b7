"""Speakers: who speaks under which label in a document, and which participant that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import delete, select, update

from annotator.project import schema
from annotator.project.collection import Collection
from annotator.project.errors import NotFound
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import keys_between
from annotator.project.stored_text import normalise_text

SpeakerRole = Literal["interviewer", "participant", "unknown"]
_document = schema.document
_speaker = schema.speaker


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks under a label in a document."""

    id: Id
    document_id: Id
    label: str
    role: SpeakerRole
    participant_id: Id | None
    order_key: str


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A speaker to be added with a document; a `participant` is a label, and added where there is none."""

    label: str
    role: SpeakerRole
    participant: str | None = None


_COLUMNS = tuple(_speaker.c[name] for name in Speaker.__dataclass_fields__)


class Speakers(Collection):
    """Whose documents these are, and who speaks in them."""

    def speakers(self, document_id: Id) -> list[Speaker]:
        """The speakers of a document, in order of appearance."""
        statement = select(*_COLUMNS).where(_speaker.c.document_id == document_id)
        return [Speaker(*row) for row in self._rows(statement.order_by(_speaker.c.order_key, _speaker.c.id))]

    def all_speakers(self) -> list[Speaker]:
        """The speakers of all documents, those of one document in order of appearance."""
        order = (_speaker.c.document_id, _speaker.c.order_key, _speaker.c.id)
        return [Speaker(*row) for row in self._rows(select(*_COLUMNS).order_by(*order))]

    def set_speaker(self, speaker_id: Id, role: SpeakerRole, participant_id: Id | None = None) -> None:
        """Say who speaks under a label. Raises NotFound."""
        speaker = self._speaker(speaker_id)
        name = self._name_of(speaker.document_id)
        with self._project.operation("speaker.set", speaker=speaker.label, document=name, role=role):
            self.set_people({speaker_id: (role, participant_id)}, {})

    def set_people(
        self, speakers: Mapping[Id, tuple[SpeakerRole, Id | None]], documents: Mapping[Id, Id | None]
    ) -> None:
        """Say who many speakers are (role and participant) and whose many documents are, as one operation.

        Only a speaker in the role of a participant keeps one. Raises NotFound; then nothing is changed.
        """
        people = (*documents.values(), *(person for _, person in speakers.values()))
        for person in {each for each in people if each is not None}:
            self._project.participants.get(person)
        names = {row[0]: row[1] for row in self._rows(select(_document.c.id, _document.c.name))}
        there = {speaker.id: speaker for speaker in self.all_speakers()} if len(speakers) > 1 else {}
        found = [there.get(each) or self._speaker(each) for each in speakers]
        for missing in documents.keys() - names.keys():
            raise NotFound("document", missing.hex())
        touched = dict.fromkeys((*(speaker.document_id for speaker in found), *documents))
        told = {"document": ", ".join(names[each] for each in touched), "count": len(speakers) + len(documents)}
        with self._project.operation("speaker.set_many", **told):
            self._write_speakers(found, speakers)
            for document_id, owner in documents.items():
                self._run(update(_document).where(_document.c.id == document_id).values(participant_id=owner))

    def follow_labels(
        self, document_id: Id, added: Sequence[NewSpeaker], renamed: Mapping[Id, str], removed: Sequence[Id]
    ) -> None:
        """Take in that labels came, changed and went in a document's text. Who is behind a renamed one stays.

        Raises NotFound.
        """
        there = self.speakers(document_id)
        with self._project.operation("speaker.follow", document=self._name_of(document_id)):
            for speaker_id, label in renamed.items():
                self._run(update(_speaker).where(_speaker.c.id == speaker_id).values(label=normalise_text(label)))
            self._run(delete(_speaker).where(_speaker.c.id.in_(removed)))
            self._add_speakers(document_id, added, {}, there[-1].order_key if there else None)

    def _write_speakers(self, found: Sequence[Speaker], wanted: Mapping[Id, tuple[SpeakerRole, Id | None]]) -> None:
        for speaker in found:
            role, person = wanted[speaker.id]
            values = {"role": role, "participant_id": person if role == "participant" else None}
            if (speaker.role, speaker.participant_id) != tuple(values.values()):
                self._run(update(_speaker).where(_speaker.c.id == speaker.id).values(values))

    def _speaker(self, speaker_id: Id) -> Speaker:
        for row in self._rows(select(*_COLUMNS).where(_speaker.c.id == speaker_id)):
            return Speaker(*row)
        raise NotFound("speaker", speaker_id.hex())

    def _name_of(self, document_id: Id) -> str:
        for row in self._rows(select(_document.c.name).where(_document.c.id == document_id)):
            return str(row[0])
        raise NotFound("document", document_id.hex())

    def _add_speakers(
        self,
        document_id: Id,
        speakers: Sequence[NewSpeaker],
        people: Mapping[str, Id],
        after_key: str | None = None,
    ) -> None:
        order_keys = keys_between(after_key, None, len(speakers))
        rows = [
            {
                "id": new_id(),
                "document_id": document_id,
                "label": normalise_text(speaker.label),
                "role": speaker.role,
                "participant_id": people.get(speaker.participant or ""),
                "order_key": order_key,
            }
            for speaker, order_key in zip(speakers, order_keys, strict=True)
        ]
        self._insert(_speaker, rows)
