"""Coders: the people who code."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, insert, select, update

from annotator.project import schema
from annotator.project.collection import Collection, folded, one_line
from annotator.project.errors import NameTaken, NotFound, StillInUse
from annotator.project.ids import Id, new_id
from annotator.project.palette import CODER_COLOURS
from annotator.project.stored_text import normalise_text

NAME_LIMIT = 100
_table = schema.coder


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who codes. `role` is free text such as "analyst" or "peer researcher"."""

    id: Id
    name: str
    initials: str
    colour: str
    role: str
    preunderstanding: str


_COLUMNS = tuple(_table.c[name] for name in Coder.__dataclass_fields__)
_ALL = select(*_COLUMNS).order_by(_table.c.id)  # made once: each operation asks


class Coders(Collection):
    """The coders of a project."""

    def all(self) -> list[Coder]:
        """Every coder, in the order in which they joined."""
        return [Coder(*row) for row in self._rows(_ALL)]

    def get(self, coder_id: Id) -> Coder:
        """The coder with this id. Raises NotFound."""
        for row in self._rows(select(*_COLUMNS).where(_table.c.id == coder_id)):
            return Coder(*row)
        raise NotFound("coder", coder_id.hex())

    def called(self, name: str) -> Coder | None:
        """The coder with just this name, in capitals or not."""
        return next((coder for coder in self.all() if folded(coder.name) == folded(name)), None)

    def by_name(self, name: str) -> Coder | None:
        """The coder with this name, or else with these initials, in capitals or not."""
        by_initials = (coder for coder in self.all() if folded(coder.initials) == folded(name))
        return self.called(name) or next(by_initials, None)

    def add(self, name: str, *, initials: str = "", colour: str = "", role: str = "") -> Coder:
        """A new coder. Raises NameTaken, NameRefused."""
        name = one_line("coder", name, NAME_LIMIT)
        if self._is_taken(name):
            raise NameTaken("coder", name)
        with self._project.operation("coder.add", coder=name):
            coder = self._new(name, normalise_text(initials), colour, normalise_text(role))
            self._run(insert(_table).values(**asdict(coder)))
        return coder

    def join(self, name: str) -> Coder:
        """The coder of this name, who is added where there is none. Undo passes over this.

        Initials are not enough: whoever happens to be called like them is somebody else.
        """
        found = self.called(name)
        if found is not None:
            return found
        coder = self._new(one_line("coder", name, NAME_LIMIT), "", "", "")
        with self._project.operation_by(None, "coder.join", coder=coder.name):
            self._run(insert(_table).values(**asdict(coder)))
        return coder

    def edit(
        self,
        coder_id: Id,
        *,
        name: str | None = None,
        initials: str | None = None,
        colour: str | None = None,
        role: str | None = None,
        preunderstanding: str | None = None,
    ) -> Coder:
        """Change what is given. Raises NotFound, NameTaken, NameRefused."""
        coder = self.get(coder_id)
        values: dict[str, str | None] = {"initials": initials, "colour": colour, "role": role}
        if name is not None:
            values["name"] = one_line("coder", name, NAME_LIMIT)
            if folded(name) != folded(coder.name) and self._is_taken(name):
                raise NameTaken("coder", name)
        values["preunderstanding"] = preunderstanding
        given = {key: normalise_text(value) for key, value in values.items() if value is not None}
        if given:
            with self._project.operation("coder.edit", coder=coder.name, fields=sorted(given)):
                self._run(update(_table).where(_table.c.id == coder_id).values(given))
        return self.get(coder_id)

    def delete(self, coder_id: Id) -> None:
        """Remove a coder who has done nothing yet. Raises StillInUse otherwise, NotFound."""
        coder = self.get(coder_id)
        for table in (schema.coding, schema.memo):
            if self._project.connection.execute(
                select(func.count()).select_from(table).where(table.c.coder_id == coder_id)
            ).scalar_one():
                raise StillInUse("coder", coder.name)
        with self._project.operation("coder.delete", coder=coder.name):
            self._run(delete(_table).where(_table.c.id == coder_id))

    def _is_taken(self, name: str) -> bool:
        """Whether somebody is called so, or whoever is at work will be as soon as they join."""
        return self.called(name) is not None or folded(name) == folded(self._project.coder_name)

    def _new(self, name: str, initials: str, colour: str, role: str) -> Coder:
        return Coder(
            id=new_id(),
            name=name,
            initials=initials or initials_of(name),
            colour=colour or self._rarest_colour(),
            role=role,
            preunderstanding="",
        )

    def _rarest_colour(self) -> str:
        """The colour that fewest have; of several the first."""
        taken = Counter(coder.colour for coder in self.all())
        return min(CODER_COLOURS, key=lambda colour: taken[colour])


def initials_of(name: str) -> str:
    """The initials that somebody gets who does not choose their own."""
    words = name.replace("-", " ").split()
    return (words[0][:2] if len(words) == 1 else "".join(word[0] for word in words[:3])).upper()
