"""Documents that were read, brought into a project: speakers found, participants named, the same text noticed.

Reading the files is the business of `batch` and `registry`; nothing here opens one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from annotator.analysis.speakers import SpeakerGuess, guess_speakers, participant_labels
from annotator.analysis.turns import find_turns
from annotator.importers.model import ImportedDocument
from annotator.project.documents import Document, NewDocument, NewSpeaker
from annotator.project.project import Project

# Room for a speaker's label or a number behind it: names of documents and participants end at 200.
_LONGEST_NAME_CHARS = 150

Speakers = tuple[SpeakerGuess, ...]


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """A document that is in the project now. `participant` is a label, empty where there is none or several."""

    document: Document
    source: ImportedDocument
    speakers: tuple[NewSpeaker, ...]
    participant: str


@dataclass(frozen=True, slots=True)
class SameText:
    """A document that was not added, because `twin` (a document's name) holds this text, or did until a correction."""

    source: ImportedDocument
    twin: str


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What came of an import, each in the order in which it was given."""

    added: tuple[AddedDocument, ...]
    same_text: tuple[SameText, ...]

    @property
    def left_out(self) -> tuple[tuple[str, str], ...]:
        """(document, what its file holds and its text does not), in words."""
        return tuple((one.document.name, note) for one in self.added for note in one.source.left_out)

    @property
    def guessed_encodings(self) -> tuple[tuple[str, str], ...]:
        """(document, encoding) of the texts that a person should look at."""
        guessed = (one for one in self.added if one.source.encoding_is_guess)
        return tuple((one.document.name, one.source.encoding or "") for one in guessed)


def find_speakers(
    imported: Sequence[ImportedDocument], is_cancelled: Callable[[], bool] = lambda: False
) -> tuple[Speakers, ...]:
    """The speakers of each document; after a cancel, those that had been found until then.

    Touches no project: may run on any thread, before `add_documents`.
    """
    still = takewhile(lambda _one: not is_cancelled(), imported)
    return tuple(guess_speakers(one.text, find_turns(one.text, one.formats)) for one in still)


def add_documents(
    project: Project,
    imported: Sequence[ImportedDocument],
    *,
    kind: str = "interview",
    speakers: Sequence[Speakers] | None = None,
) -> ImportSummary:
    """Add what was read to the project, as one operation; none at all where anything fails.

    A text that is in the project already, also as it is corrected now, or came before in this import, is not added
    again. `speakers` are those of `find_speakers`, if they have been found already. Raises ProjectIsReadOnly,
    ChangeNotSaved.
    """
    found = find_speakers(imported) if speakers is None else speakers
    new, same_text = _sorted_out(project, list(zip(imported, found, strict=True)))
    if not new:
        return ImportSummary((), _named(same_text, {}))
    named = [(replace(one, name=_short(one.name)), guesses) for one, guesses in new]
    taken = [participant.label for participant in project.participants.all()]
    labels = participant_labels([(one.name, guesses) for one, guesses in named], taken)
    new_ones = [_as_new(one, guesses, of, kind) for (one, guesses), of in zip(named, labels, strict=True)]
    with project.operation("import.documents", count=len(named), document=", ".join(one.name for one, _ in named)):
        documents = project.documents.add_many(new_ones)
    added = tuple(
        AddedDocument(document, source, new_one.speakers, new_one.participant or "")
        for document, (source, _), new_one in zip(documents, named, new_ones, strict=True)
    )
    return ImportSummary(added, _named(same_text, {one.source.text: one.document.name for one in added}))


_Read = tuple[ImportedDocument, Speakers]


def _sorted_out(project: Project, read: list[_Read]) -> tuple[list[_Read], list[SameText]]:
    """What is new, and what is there already; a twin in the same import has no name yet."""
    new: dict[str, _Read] = {}
    same_text = []
    for one, guesses in read:
        twins = project.documents.with_text(one.text, one.source_sha256)
        if twins or one.text in new:
            same_text.append(SameText(one, twins[0].name if twins else ""))
        else:
            new[one.text] = (one, guesses)
    return list(new.values()), same_text


def _named(same_text: list[SameText], added: dict[str, str]) -> tuple[SameText, ...]:
    return tuple(replace(one, twin=one.twin or added[one.source.text]) for one in same_text)


def _as_new(one: ImportedDocument, guesses: Speakers, label_of: dict[str, str], kind: str) -> NewDocument:
    speakers = tuple(NewSpeaker(guess.label, guess.role, label_of.get(guess.label)) for guess in guesses)
    return NewDocument(
        name=one.name,
        text=one.text,
        formats=one.formats,
        kind=kind,
        participant=next(iter(label_of.values())) if len(label_of) == 1 else None,
        speakers=speakers,
        source_name=one.source_name,
        source_format=one.source_format,
        source_sha256=one.source_sha256,
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME_CHARS else name[: _LONGEST_NAME_CHARS - 1].rstrip() + "…"
