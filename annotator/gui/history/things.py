"""The codes and documents that the history can be asked about, also those that are gone, by their last names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from PySide6.QtCore import QObject

from annotator.gui import theme
from annotator.gui.segments.chip_field import Choice
from annotator.gui.segments.choices import Choices
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.collection import folded
from annotator.project.ids import Id

CODE, DOCUMENT = "code/", "document/"


class Things(QObject):
    """Choices by their keys: "code/" or "document/" and the id as hex digits."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._choices = Choices(workspace)
        self._gone: dict[str, str] = {}

    def know_gone(self, codes: Mapping[Id, str], documents: Mapping[Id, str]) -> None:
        """Offer these too, by what they were called last."""
        self._gone = {f"{CODE}{row_id.hex()}": name for row_id, name in codes.items()}
        self._gone |= {f"{DOCUMENT}{row_id.hex()}": name for row_id, name in documents.items()}

    def follow(self, changes: Changes) -> None:
        """Take in what has gone just now."""
        for table, beginning in (("code", CODE), ("document", DOCUMENT)):
            gone = {row.row_id: row.before["name"] for row in changes.of(table) if row.before and row.after is None}
            self._gone |= {f"{beginning}{row_id.hex()}": name for row_id, name in gone.items()}

    def find(self, words: str) -> Iterator[Choice]:
        """Codes, then documents, then what is gone, with these words in their names."""
        wanted = folded(words).split()
        codes = (_with_key(CODE, choice) for choice in self._choices.find_codes(words))
        documents = (_with_key(DOCUMENT, choice) for choice in self._choices.find_documents(words))
        gone = (key for key, name in self._gone.items() if all(each in folded(name) for each in wanted))
        return chain(codes, documents, (self.look_up(key) for key in gone if not self.is_there(key)))

    def look_up(self, key: str) -> Choice:
        """What a key stands for."""
        if not self.is_there(key) and key in self._gone:
            name = self._gone[key]
            icon = "code" if key.startswith(CODE) else "document"
            return Choice(key, name, name, theme.icon(icon), self.tr("no longer there"))
        number = key.partition("/")[2]
        found = self._choices.code(number) if key.startswith(CODE) else self._choices.document(number)
        return _with_key(key.removesuffix(number), found)

    def is_there(self, key: str) -> bool:
        """Whether the code or document is in the project now."""
        row_id = Id(bytes.fromhex(key.partition("/")[2]))
        if key.startswith(CODE):
            return self._workspace.code(row_id) is not None
        return self._choices.has_document(row_id)


def _with_key(beginning: str, choice: Choice) -> Choice:
    return Choice(f"{beginning}{choice.key}", choice.words, choice.full, choice.icon, choice.about)
