"""What a query can be about: the codes, people, coders and documents of the project, found by a few typed letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QObject

from annotator.analysis.code_matching import CodeEntry, entries, match
from annotator.gui import theme
from annotator.gui.segments.chip_field import Choice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.participants import Participant


class Choices(QObject):
    """Choices by their keys: ids as hex digits, kinds of documents by their names. Read when first asked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._entries: list[CodeEntry] | None = None
        self._participants: dict[str, Participant] | None = None
        self._documents: dict[str, Document] | None = None
        workspace.changed.connect(self._forget)

    def find_codes(self, words: str) -> Iterator[Choice]:
        """The codes whose paths hold these words."""
        if self._entries is None:
            self._entries = entries(self._workspace.tree)
        return (self.code(entry.code_id.hex()) for entry in match(words, self._entries))

    def code(self, key: str) -> Choice:
        """A code; one that is gone says so."""
        code = self._workspace.code(id_of(key))
        if code is None:
            return _gone(key)
        above = PATH_SEPARATOR.join(self._workspace.tree.path(code.id)[:-1])
        return Choice(key, code.name, self._workspace.path_of(code.id), theme.swatch(code.colour), above)

    def find_participants(self, words: str) -> Iterator[Choice]:
        """The participants with these words in their label or pseudonym."""
        return _with_words(words, map(self.participant, self._all_participants()))

    def participant(self, key: str) -> Choice:
        """A participant."""
        person = self._all_participants().get(key)
        if person is None:
            return _gone(key)
        full = f"{person.label} · {person.pseudonym}" if person.pseudonym else person.label
        return Choice(key, person.label, full, theme.icon("participant"), person.pseudonym)

    def find_coders(self, words: str) -> Iterator[Choice]:
        """The coders with these words in their name or initials."""
        keys = (coder.id.hex() for coder in self._workspace.project.coders.all())
        return _with_words(words, map(self.coder, keys))

    def coder(self, key: str) -> Choice:
        """A coder."""
        coders = {coder.id.hex(): coder for coder in self._workspace.project.coders.all()}
        if key not in coders:
            return _gone(key)
        coder = coders[key]
        return Choice(key, coder.name, f"{coder.name} · {coder.initials}", about=coder.initials)

    def find_documents(self, words: str) -> Iterator[Choice]:
        """The documents with these words in their name."""
        return _with_words(words, map(self.document, self._all_documents()))

    def document(self, key: str) -> Choice:
        """A document."""
        document = self._all_documents().get(key)
        return _gone(key) if document is None else Choice(key, document.name, document.name, theme.icon("document"))

    def has_document(self, document_id: Id) -> bool:
        """Whether a document is in the project now."""
        return document_id.hex() in self._all_documents()

    def find_kinds(self, words: str) -> Iterator[Choice]:
        """The kinds that documents have."""
        kinds = dict.fromkeys(document.kind for document in self._all_documents().values())
        return _with_words(words, map(self.kind, kinds))

    def kind(self, key: str) -> Choice:
        """A kind of document."""
        return Choice(key, key)

    def has_under(self, keys: Iterable[str]) -> bool:
        """Whether one of these codes has codes under it."""
        tree = self._workspace.tree
        return any(id_of(key) in tree and tree.children(id_of(key)) for key in keys)

    def _all_participants(self) -> dict[str, Participant]:
        if self._participants is None:
            self._participants = {each.id.hex(): each for each in self._workspace.project.participants.all()}
        return self._participants

    def _all_documents(self) -> dict[str, Document]:
        if self._documents is None:
            self._documents = {each.id.hex(): each for each in self._workspace.project.documents.all()}
        return self._documents

    def _forget(self, changes: Changes) -> None:
        if changes.touches("code"):
            self._entries = None
        if changes.touches("participant"):
            self._participants = None
        if changes.touches("document"):
            self._documents = None


def id_of(key: str) -> Id:
    """The id that a key stands for."""
    return Id(bytes.fromhex(key))


def _with_words(words: str, choices: Iterable[Choice]) -> Iterator[Choice]:
    wanted = words.casefold().split()
    return (choice for choice in choices if all(each in (choice.full or choice.words).casefold() for each in wanted))


def _gone(key: str) -> Choice:
    words = QCoreApplication.translate("Choices", "no longer there")
    return Choice(key, words, words, theme.icon("warning"))
