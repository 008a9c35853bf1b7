"""Codings that say the same twice: one code, by one coder, on the very same words.

Nobody can make two such; but a correction can take away what told two passages apart. Nothing goes by itself then:
both stay until a person lets them be one, since each may have its memo.
"""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping

from sqlalchemy import delete, update

from annotator.project import schema
from annotator.project.collection import Collection, portions
from annotator.project.ids import Id

_table = schema.coding
_KEY = "document_id, start_char, end_char, code_id, coder_id"
# Each coding that is not the first of those that say the same, with the first. Both sides are read from one index.
_TWINS = f"""
    SELECT other.id, first.id FROM
        (SELECT {_KEY}, min(id) AS id FROM coding WHERE document_id = ? AND start_char < end_char
         GROUP BY {_KEY} HAVING count(*) > 1) AS first
    JOIN coding AS other USING ({_KEY}) WHERE other.id > first.id ORDER BY first.start_char, first.id, other.id
"""
_FIRST = f"""
    SELECT other.id, min(first.id) FROM coding AS other JOIN coding AS first USING ({_KEY})
    WHERE first.id != other.id AND other.start_char < other.end_char AND other.id IN (%s) GROUP BY other.id
"""


class TwinCodings(Collection):
    """What can be asked of, and done with, codings that say the same twice."""

    def twins(self, document_id: Id) -> dict[Id, Id]:
        """The codings of a document that say what an older one says, by place, each with that older one.

        20,000 codings take some 15 ms.
        """
        return {row[0]: row[1] for row in self._project.connection.exec_driver_sql(_TWINS, (document_id,))}

    def twins_among(self, coding_ids: Iterable[Id]) -> dict[Id, Id]:
        """Those of some codings that have a twin, each with the oldest other, at a cost by their number."""
        run, found = self._project.connection.exec_driver_sql, {}
        for portion in portions(coding_ids):
            found.update({row[0]: row[1] for row in run(_FIRST % ", ".join("?" * len(portion)), tuple(portion))})
        return found

    def join(self, coding_ids: Some[Id]) -> int:
        """Let each of these codings be one with another that says the same, which keeps its memos; others stay.

        Returns how many went.
        """
        twins: dict[Id, Id] = {}
        for each, other in self.twins_among(coding_ids).items():
            while other in twins:
                other = twins[other]
            if other != each:
                twins[each] = other
        if twins:
            with self._project.operation("coding.join", count=len(twins)):
                self._fold(twins)
        return len(twins)

    def _fold(self, twins: Mapping[Id, Id]) -> None:
        """Remove codings whose twin (their value here) says the same, and let what hangs on them hang on the twin."""
        for coding_id, twin_id in twins.items():
            self._project.give_place("coding", coding_id, twin_id)
            self._project.memos.move_to_coding(coding_id, twin_id)
            is_example = schema.code.c.example_coding_id == coding_id
            self._run(update(schema.code).where(is_example).values(example_coding_id=twin_id))
        for portion in portions(twins):
            self._run(delete(_table).where(_table.c.id.in_(portion)))
