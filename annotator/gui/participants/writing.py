"""What was typed or pasted into the sheet, on its way into the project as one operation.

A value that does not fit its attribute goes there too, as words; only a label that another participant has cannot.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication

from annotator.gui.messages import error_notice
from annotator.gui.participants.cells_model import Outcome
from annotator.gui.workspace import Workspace
from annotator.project.attribute_values import Attribute, fitting_value
from annotator.project.collection import folded, one_line
from annotator.project.errors import AnnotatorError, NameTaken, ValueRefused
from annotator.project.ids import Id
from annotator.project.number_words import DecimalMark
from annotator.project.participants import NAME_LIMIT, Participant
from annotator.project.project import Project
from annotator.project.stored_text import normalise_text

Who = Id | str  # a participant, or the label of one who is still to be added


class Writing:
    """Collects the words of cells; `done` brings those that fit into the project."""

    def __init__(
        self,
        workspace: Workspace,
        people: Mapping[Id, Participant],
        values: Mapping[tuple[Id, Id], str],
        marks: Mapping[Id, DecimalMark],
    ) -> None:
        self._workspace = workspace
        self._people = people
        self._values_there = values
        self._marks = marks  # of decimals, by attribute, as what is written together shows them
        self._added: list[str] = []
        self._fields: dict[Who, dict[str, str]] = {}
        self._values: dict[tuple[Who, Id], str] = {}
        self.refused_cells: dict[tuple[Id, str], tuple[str, str]] = {}
        self._refused: list[tuple[str, str]] = []

    def add(self, label: str) -> None:
        """Let there be a participant of this label; where it is refused, all that was put for them stays out."""
        try:
            self._added.append(one_line("participant", label, NAME_LIMIT))
        except AnnotatorError as error:
            self._refused.append((label, error_notice(error).text))
            self._fields.pop(label, None)
            self._values = {cell: value for cell, value in self._values.items() if cell[0] != label}

    def put(self, who: Who, what: Attribute | str, words: str) -> None:
        """Put words into an attribute or a field ("label", "pseudonym", "note")."""
        try:
            if isinstance(what, Attribute):
                self._put_value(who, what, words)
            else:
                self._put_field(who, what, words)
        except AnnotatorError as refusal:
            self._refuse(who, what if isinstance(what, str) else what.id.hex(), words, refusal)

    def done(self) -> Outcome:
        """Write all that fits, as one operation, and tell what came of it."""
        self._drop_labels_of_others()
        count = len(self._values) + sum(map(len, self._fields.values()))
        if not count and not self._added:
            return Outcome(0, tuple(self._refused))
        there = {folded(person.label) for person in self._people.values()}
        added = tuple(label for label in self._added if folded(label) not in there)
        is_done = False
        with self._workspace.attempt():
            if count == 1 and not self._added:
                self._write_one()
            else:
                words = QCoreApplication.translate("participants", "Writing the cells…")
                rows = count + len(added)
                if self._workspace.write(partial(self._write_many, rows), rows, words) is None:
                    return Outcome(0, ())
            is_done = True
        return Outcome(count + len(added) if is_done else 0, tuple(self._refused), added if is_done else ())

    def _put_value(self, who: Who, attribute: Attribute, words: str) -> None:
        try:
            kept = fitting_value(attribute, words, self._marks.get(attribute.id, ""))
        except ValueRefused as misfit:  # nothing that somebody wrote is lost: it stays as words, and marked
            kept = misfit.value
            self._refused.append((words, misfit_reason(attribute, kept)))
        there = "" if isinstance(who, str) else self._values_there.get((who, attribute.id), "")
        if kept != there:
            self._values[(who, attribute.id)] = kept

    def _put_field(self, who: Who, name: str, words: str) -> None:
        kept = one_line("participant", words, NAME_LIMIT) if name == "label" else normalise_text(words)
        there = "" if isinstance(who, str) else getattr(self._people[who], name)
        if kept != there:
            self._fields.setdefault(who, {})[name] = kept

    def _drop_labels_of_others(self) -> None:
        """Labels may change places; one that would then be there twice is refused."""
        while True:
            owners: dict[str, list[Id]] = {}
            for each, person in self._people.items():
                owners.setdefault(folded(self._fields.get(each, {}).get("label", person.label)), []).append(each)
            shared = [each for ids in owners.values() if len(ids) > 1 for each in ids]
            twice = [each for each in shared if "label" in self._fields.get(each, {})]
            if not twice:
                return
            for each in twice:
                label = self._fields[each].pop("label")
                self._fields = {who: fields for who, fields in self._fields.items() if fields}
                self._refuse(each, "label", label, NameTaken("participant", label))

    def _refuse(self, who: Who, key: str, words: str, refusal: AnnotatorError) -> None:
        reason = _reason(refusal)
        self._refused.append((words, reason))
        if isinstance(who, bytes):
            self.refused_cells[(who, key)] = (words, reason)

    def _write_one(self) -> None:
        people = self._workspace.project.participants
        for who, fields in self._fields.items():
            assert isinstance(who, bytes)
            people.edit(who, **fields)
        for (who, attribute_id), value in self._values.items():
            assert isinstance(who, bytes)
            people.set_value(who, attribute_id, value, takes_misfits=True)

    def _write_many(self, count: int, project: Project) -> None:
        people = project.participants
        with project.operation("participant.sheet", count=count):
            people.ensure_many(self._added)
            ids = {folded(person.label): person.id for person in people.all()} if self._added else {}

            def id_of(who: Who) -> Id:
                return ids[folded(who)] if isinstance(who, str) else who

            people.edit_many({id_of(who): fields for who, fields in self._fields.items()})
            values = {(id_of(who), each): value for (who, each), value in self._values.items()}
            people.set_values(values, takes_misfits=True)


def misfit_reason(attribute: Attribute, value: str) -> str:
    """Why a value is marked, in few words, since they stand in a tooltip beside it; nothing for one that fits."""
    try:
        fitting_value(attribute, value)
    except ValueRefused as misfit:
        text = QCoreApplication.translate("participants", "Kept as words, since “{name}” takes {wanted}.")
        return text.format(name=misfit.name, wanted=misfit.wanted)
    return ""


def _reason(refusal: AnnotatorError) -> str:
    """Why a label was not taken, in few words, since they stand in a tooltip beside it."""
    if isinstance(refusal, NameTaken):
        return QCoreApplication.translate("participants", "Not stored, since another participant is called so.")
    return error_notice(refusal).text
