"""Documents and speakers: whose each text is, and who speaks in it, as cells to fill in for a whole project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt

from annotator.analysis.label_matching import Labels
from annotator.gui.participants.cells_model import CHOICES_ROLE, QUIET_ROLE, CellsModel, Index, Outcome, Place
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.documents import Document, Speaker, SpeakerRole
from annotator.project.ids import Id
from annotator.project.participants import NAME_LIMIT

DOCUMENT, LABEL, ROLE, PERSON, SUGGESTION = range(5)
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Tie:
    """A row: a document as a whole, or one speaker in it. `suggestion` is a label, empty where nothing is missing."""

    document: Document
    speaker: Speaker | None = None
    suggestion: str = ""

    @property
    def participant_id(self) -> Id | None:
        """Whose it is."""
        return self.document.participant_id if self.speaker is None else self.speaker.participant_id


class TiesModel(CellsModel):
    """A row for each document and, under it, for each speaker."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.ties: list[Tie] = []
        self._label_of: dict[Id, str] = {}
        self._wanted = ""
        self._only_open = False
        self.read()

    # ---- what is asked

    @property
    def is_bare(self) -> bool:
        """Whether there is no document at all."""
        return not self.ties and not self._wanted and not self._only_open

    @property
    def suggested(self) -> int:
        """How many rows have a suggestion."""
        return sum(bool(tie.suggestion) for tie in self.ties)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.ties)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else 5

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        is_open = index.column() == PERSON or (index.column() == ROLE and self.ties[index.row()].speaker is not None)
        can_write = is_open and not self._workspace.project.is_read_only
        return flags | Qt.ItemFlag.ItemIsEditable if can_write else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            heads = (
                self.tr("Document"),
                self.tr("Speaker"),
                self.tr("Who"),
                self.tr("Participant"),
                self.tr("Suggestion"),
            )
            return heads[section] if 0 <= section < len(heads) else None
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row(), index.column())
        if role == QUIET_ROLE:
            is_repeated = index.column() == DOCUMENT and self.ties[index.row()].speaker is not None
            is_whole = index.column() == LABEL and self.ties[index.row()].speaker is None
            return index.column() == SUGGESTION or is_repeated or is_whole
        if role == CHOICES_ROLE and index.column() == PERSON:
            return tuple(self._label_of.values()) or ("",)
        if role == CHOICES_ROLE and index.column() == ROLE:
            return tuple(self._role_words().values())
        return None

    def words(self, row: int, column: int) -> str:
        tie = self.ties[row]
        if column == DOCUMENT:
            return tie.document.name
        if column == LABEL:
            return tie.speaker.label if tie.speaker is not None else self.tr("(the whole text)")
        if column == ROLE:
            return self._role_words()[tie.speaker.role] if tie.speaker is not None else ""
        if column == PERSON:
            return self._label_of.get(tie.participant_id, "") if tie.participant_id is not None else ""
        return tie.suggestion

    def toggled(self, row: int, column: int) -> str | None:
        """In the column of roles: the next one; beside a suggestion: nothing is toggled."""
        speaker = self.ties[row].speaker
        if column != ROLE or speaker is None or self._workspace.project.is_read_only:
            return None
        roles = list(self._role_words())
        return self._role_words()[roles[(roles.index(speaker.role) + 1) % len(roles)]]

    # ---- what is done

    def write(self, cells: Mapping[Place, str]) -> Outcome:
        """As promised; a label that there is not yet becomes a new participant."""
        people = {row: words.strip() for (row, column), words in cells.items() if column == PERSON}
        roles = {row: self._role_of(words) for (row, column), words in cells.items() if column == ROLE}
        return self._tie(people, {row: role for row, role in roles.items() if role is not None})

    def take_suggestions(self, rows: list[int]) -> Outcome:
        """Let the suggestions in these rows be so, as one operation."""
        return self._tie({row: self.ties[row].suggestion for row in rows if self.ties[row].suggestion}, {})

    def _tie(self, people: Mapping[int, str], roles: Mapping[int, SpeakerRole]) -> Outcome:
        participants = self._workspace.project.participants
        labels = list(dict.fromkeys(label[:NAME_LIMIT] for label in people.values() if label))
        there = set(map(str.casefold, self._label_of.values()))
        added = tuple(label for label in labels if label.casefold() not in there)
        rows = {*people, *roles}
        names = ", ".join(dict.fromkeys(self.ties[row].document.name for row in sorted(rows)))
        is_done = False
        with self._workspace.attempt():
            with self._workspace.project.operation("speaker.set_many", count=len(rows), document=names):
                ids = dict(zip(labels, (p.id for p in participants.ensure_many(labels)), strict=True))
                who = {row: ids.get(label[:NAME_LIMIT]) for row, label in people.items()}
                speakers, documents = self._wanted_ties(who, roles)
                self._workspace.project.documents.set_people(speakers, documents)
            is_done = True
        return Outcome(len(rows), (), added) if is_done else Outcome()

    def _wanted_ties(
        self, who: Mapping[int, Id | None], roles: Mapping[int, SpeakerRole]
    ) -> tuple[dict[Id, tuple[SpeakerRole, Id | None]], dict[Id, Id | None]]:
        """A speaker who gets a participant is one, whatever was known of them before."""
        speakers: dict[Id, tuple[SpeakerRole, Id | None]] = {}
        documents: dict[Id, Id | None] = {}
        for row in {*who, *roles}:
            tie = self.ties[row]
            if tie.speaker is None:
                documents[tie.document.id] = who.get(row, tie.document.participant_id)
                continue
            person = who.get(row, tie.speaker.participant_id)
            role = roles.get(row, "participant" if row in who and person is not None else tie.speaker.role)
            speakers[tie.speaker.id] = (role, person)
        return speakers, documents

    def filter(self, words: str, *, only_open: bool = False) -> None:
        """Show the rows with these words; `only_open`: those that nobody is tied to, and somebody could be."""
        self._wanted, self._only_open = " ".join(words.split()).casefold(), only_open
        self.read()

    def take(self, changes: Changes) -> None:
        """Follow an operation."""
        if changes.touches("document", "speaker", "participant"):
            self.read()

    def read(self) -> None:
        """Read the rows anew; the view keeps its place by their ids."""
        project = self._workspace.project
        self.beginResetModel()
        self._label_of = {person.id: person.label for person in project.participants.all()}
        labels = Labels(self._label_of.values())
        speakers: dict[Id, list[Speaker]] = {}
        for speaker in project.documents.all_speakers():
            speakers.setdefault(speaker.document_id, []).append(speaker)
        self.ties = []
        for document in project.documents.all():
            rows = [self._made_tie(labels, document, None)]
            rows += [self._made_tie(labels, document, speaker) for speaker in speakers.get(document.id, ())]
            self.ties += [tie for tie in rows if self._is_wanted(tie)]
        self.endResetModel()

    def _made_tie(self, labels: Labels, document: Document, speaker: Speaker | None) -> Tie:
        bare = Tie(document, speaker)
        if bare.participant_id is not None or (speaker is not None and speaker.role == "interviewer"):
            return bare
        if speaker is not None:
            guess = labels.same(speaker.label) or labels.similar(speaker.label)
        else:
            guess = labels.within(document.name)
        return Tie(document, speaker, guess or "")

    def _is_wanted(self, tie: Tie) -> bool:
        if self._only_open:
            can_be_tied = tie.speaker is None or tie.speaker.role != "interviewer"
            if tie.participant_id is not None or not can_be_tied:
                return False
        label = tie.speaker.label if tie.speaker is not None else ""
        person = self._label_of.get(tie.participant_id, "") if tie.participant_id is not None else ""
        return all(word in f"{tie.document.name} {label} {person}".casefold() for word in self._wanted.split())

    def _role_words(self) -> dict[SpeakerRole, str]:
        return {
            "participant": self.tr("Participant"),
            "interviewer": self.tr("Interviewer"),
            "unknown": self.tr("Not known"),
        }

    def _role_of(self, words: str) -> SpeakerRole | None:
        """The role that these words begin; nothing is "not known"."""
        wanted = words.strip().casefold()
        if not wanted:
            return "unknown"
        return next((role for role, name in self._role_words().items() if name.casefold().startswith(wanted)), None)
