"""What somebody asks of the history, and how it is answered off the GUI thread."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from annotator.analysis.log_days import begin_us, end_us
from annotator.analysis.operation_kinds import group_called
from annotator.analysis.operation_sentences import sentence
from annotator.gui.background import Progress
from annotator.project.changes import Operation
from annotator.project.collection import folded
from annotator.project.ids import Id
from annotator.project.operation_log import Found, LogQuery, reading

Give = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; what is empty asks nothing. `thing` is "code/" or "document/" and an id as hex digits."""

    coder_name: str = ""
    group: str = ""
    thing: str = ""
    since: str = ""  # ISO 8601 days, both included
    until: str = ""
    words: str = ""
    without_undone: bool = False

    @property
    def row_id(self) -> Id | None:
        """The code or document that it is about."""
        return Id(bytes.fromhex(self.thing.partition("/")[2])) if self.thing else None

    def query(self, seen: tuple[Id, ...] | None = None) -> LogQuery:
        """What is asked of the log by whoever may see what these coders coded and wrote, None for all."""
        group = group_called(self.group)
        return LogQuery(
            coder_name=self.coder_name or None,
            kinds=group.beginnings if group is not None else (),
            row_id=self.row_id,
            since_us=begin_us(date.fromisoformat(self.since)) if self.since else None,
            until_us=end_us(date.fromisoformat(self.until)) if self.until else None,
            without_undone=self.without_undone,
            seen=seen,
        )

    def wants(self, operation: Operation, *, is_blind: bool = False) -> bool:
        """Whether an operation says all the words that are asked for, in capitals or not."""
        if not self.words.strip():
            return True
        said = folded(f"{operation_sentence(operation, is_blind=is_blind)} {operation.coder_name}")
        return all(word in said for word in folded(self.words).split())

    def to_json(self) -> str:
        """As it is remembered."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Question:
        """What was remembered; asks nothing where that cannot be read."""
        try:
            question = cls(**json.loads(text))
            question.query()
        except (TypeError, ValueError):
            return cls()
        return question


@dataclass(frozen=True, slots=True)
class LogAnswer:
    """Everything that answers a question is there. `undone` names what is taken back, with the undo.

    `total` counts what may be seen, and `hidden_people` are those who did what may not.
    """

    undone: Mapping[Id, Id]
    total: int
    people: Sequence[str]
    hidden_people: Sequence[str]
    gone_codes: Mapping[Id, str]
    gone_documents: Mapping[Id, str]


@dataclass(frozen=True, slots=True)
class LogPart:
    """The next of what answers a question, and with the first of it what is taken back."""

    found: list[Found]
    undone: Mapping[Id, Id] | None = None


def asking(path: Path, question: Question, query: LogQuery) -> Callable[[Progress, Give], LogAnswer]:
    """A function that answers a question part by part."""

    def work(progress: Progress, give: Give) -> LogAnswer:
        with reading(path) as log:
            undone = log.undone()
            is_first = True
            wanted = partial(question.wants, is_blind=query.seen is not None) if question.words.strip() else None
            for found in log.find(query, wanted):
                if progress.is_cancelled():
                    break
                if found:
                    give(LogPart(found, undone if is_first else None))
                    is_first = False
            gone = [{} if progress.is_cancelled() else log.names_of_gone(table) for table in ("code", "document")]
            sight = LogQuery(seen=query.seen)
            return LogAnswer(undone, log.count(sight), log.coder_names(), log.hidden_names(sight), *gone)

    return work


def operation_sentence(operation: Operation, *, is_blind: bool = False) -> str:
    """What an operation did, whole, in the user's language."""
    return sentence(operation, _translated, is_blind=is_blind)


@lru_cache(maxsize=512)
def _translated(template: str) -> str:
    return QCoreApplication.translate("operations", template)
