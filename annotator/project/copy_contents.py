"""What goes into a copy of a project for somebody: what was wished, and how much that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.project.ids import Id

if TYPE_CHECKING:
    from annotator.project.project import Project

HISTORY, DOCUMENTS, OTHERS, ATTRIBUTES = "history", "documents", "others", "attributes"


@dataclass(frozen=True, slots=True)
class CopyWishes:
    """For whom a copy is, from whom, and what is left out of it.

    `is_blind` leaves out what all but the receiver coded and wrote.
    """

    receiver: str
    sender: str = ""
    with_history: bool = True
    without_documents: frozenset[Id] = frozenset()
    is_blind: bool = False
    with_attributes: bool = True

    @property
    def left_out(self) -> tuple[str, ...]:
        """What is left out, in the words that the operation keeps."""
        facts = {
            HISTORY: not self.with_history,
            DOCUMENTS: bool(self.without_documents),
            OTHERS: self.is_blind,
            ATTRIBUTES: not self.with_attributes,
        }
        return tuple(name for name, is_left_out in facts.items() if is_left_out)


@dataclass(frozen=True, slots=True)
class CopyContents:
    """How much a copy holds. `operations` are those of the history, without the one that made the copy."""

    documents: int
    codes: int
    codings: int
    memos: int
    participants: int
    attributes: int
    operations: int


@dataclass(frozen=True, slots=True)
class CopyMaterial:
    """Counts of a project from which those of any copy follow: read once, then asked at no cost."""

    documents: Mapping[Id, str]
    coders: Mapping[Id, str]
    codings: Mapping[tuple[Id, Id], int]  # by document and coder
    memos: Mapping[tuple[Id | None, Id], int]
    codes: int
    participants: int
    attributes: int
    operations: int

    def contents(self, wishes: CopyWishes, receiver_id: Id | None) -> CopyContents:
        """What a copy would hold. `receiver_id` is the coder whose work is left in a blind one."""

        def total(counts: Mapping[tuple[Id, Id], int] | Mapping[tuple[Id | None, Id], int]) -> int:
            return sum(
                count
                for (document_id, coder_id), count in counts.items()
                if document_id not in wishes.without_documents and not (wishes.is_blind and coder_id != receiver_id)
            )

        return CopyContents(
            documents=sum(document_id not in wishes.without_documents for document_id in self.documents),
            codes=self.codes,
            codings=total(self.codings),
            memos=total(self.memos),
            participants=self.participants,
            attributes=self.attributes if wishes.with_attributes else 0,
            operations=self.operations if wishes.with_history else 0,
        )


_CODINGS = "SELECT document_id, coder_id, count(*) FROM coding GROUP BY document_id, coder_id"
_MEMOS = (
    "SELECT coalesce(memo.document_id, coding.document_id) AS about, memo.coder_id, count(*) "
    "FROM memo LEFT JOIN coding ON coding.id = memo.coding_id GROUP BY about, memo.coder_id"
)


def read_material(project: Project) -> CopyMaterial:
    """Count what a project holds. Reads every coding from an index, so for another thread in a large project."""
    run = project.connection.exec_driver_sql

    def count_of(table: str) -> int:
        return int(run(f"SELECT count(*) FROM {table}").scalar_one())

    return CopyMaterial(
        documents={document.id: document.name for document in project.documents.all()},
        coders={coder.id: coder.name for coder in project.coders.all()},
        codings={(document_id, coder_id): count for document_id, coder_id, count in run(_CODINGS)},
        memos={(document_id, coder_id): count for document_id, coder_id, count in run(_MEMOS)},
        codes=count_of("code"),
        participants=count_of("participant"),
        attributes=count_of("attribute"),
        operations=count_of("operation"),
    )
