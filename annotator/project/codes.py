"""Codes: the tree of what passages may mean, with a definition for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection as Some
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, func, select, update

from annotator.project import schema
from annotator.project.changes import Changes
from annotator.project.code_tree import CodeTree
from annotator.project.collection import Collection, folded, one_line, portions
from annotator.project.errors import InsideItself, NameTaken, NotFound, ValueRefused
from annotator.project.ids import Id, new_id
from annotator.project.order_keys import key_between, keys_for_move
from annotator.project.palette import CODE_COLOURS, shades
from annotator.project.stored_text import normalise_text
from annotator.project.taken_names import TakenNames

if TYPE_CHECKING:
    from annotator.project.project import Project

NAME_LIMIT = 200
PATH_SEPARATOR = " > "
_table = schema.code
_coding = schema.coding


@dataclass(frozen=True, slots=True)
class Code:
    """A code of the codebook. `colour` is "#RRGGBB"."""

    id: Id
    parent_id: Id | None
    order_key: str
    name: str
    colour: str
    definition: str
    when_to_use: str
    when_not_to_use: str
    example_coding_id: Id | None


class _Sibling(NamedTuple):
    """What a code must know of those beside it, without their long texts."""

    id: Id
    order_key: str
    name: str
    colour: str


_FIELDS = tuple(Code.__dataclass_fields__)
_COLUMNS = tuple(_table.c[name] for name in _FIELDS)
_ONE = select(*_COLUMNS).where(_table.c.id == bindparam("wanted"))  # made once: each coding asks
_PLACE_ANEW = "UPDATE code SET parent_id = ?, order_key = ? WHERE id = ?"
_NAMES = select(_table.c.id, _table.c.parent_id, _table.c.name)  # a new code in vivo asks for all of them
_SIBLING_COLUMNS = tuple(_table.c[name] for name in _Sibling._fields)


class Codes(Collection):
    """The codebook of a project."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._taken = TakenNames(
            project, lambda parent_id: [(s.name, s.order_key, s.colour) for s in self._siblings(parent_id)]
        )

    def all(self) -> list[Code]:
        """Every code, in the order of the tree: a code, then all under it."""
        return list(self.tree())

    def tree(self) -> CodeTree:
        """The codes as a tree."""
        return CodeTree(Code(*row) for row in self._rows(select(*_COLUMNS)))

    def get(self, code_id: Id) -> Code:
        """The code with this id. Raises NotFound."""
        for row in self._rows(_ONE, wanted=code_id):
            return Code(*row)
        raise NotFound("code", code_id.hex())

    def find(self, path: str) -> Code:
        """The code at a path ("Trust > Hope"), or the only one of that name. Raises NotFound."""
        places = {code_id: (parent_id, folded(name)) for code_id, parent_id, name in self._rows(_NAMES)}
        wanted, whole = [folded(name) for name in path.split(PATH_SEPARATOR)], folded(path)
        at_path = [key for key, (_, name) in places.items() if name == wanted[-1] and _is_at(places, key, wanted)]
        namesakes = [key for key, (_, name) in places.items() if name == whole]
        if not at_path and len(namesakes) != 1:
            raise NotFound("code", path)
        return self.get((at_path or namesakes)[0])

    def add(
        self,
        name: str,
        *,
        parent_id: Id | None = None,
        colour: str = "",
        definition: str = "",
        when_to_use: str = "",
        when_not_to_use: str = "",
    ) -> Code:
        """A new code, last under its parent. Raises NameTaken, NameRefused, NotFound, ValueRefused for a colour."""
        name = one_line("code", name, NAME_LIMIT)
        if parent_id is not None:
            self.get(parent_id)
        there = self._taken.at(parent_id)
        if folded(name) in there.names:
            raise NameTaken("code", name)
        code = Code(
            id=new_id(),
            parent_id=parent_id,
            order_key=key_between(there.last_key, None),
            name=name,
            colour=_colour(colour) if colour else self._next_colour(parent_id, there.colours),
            definition=normalise_text(definition),
            when_to_use=normalise_text(when_to_use),
            when_not_to_use=normalise_text(when_not_to_use),
            example_coding_id=None,
        )
        with self._project.operation("code.add", code=name):
            self._insert(_table, [asdict(code)])
            self._taken.took(parent_id, [(code.name, code.order_key, code.colour)])
        return code

    def ensure(self, path: str, known: CodeTree | None = None) -> Code:
        """The code that `find` finds, or else a new one at this path ("Trust > Hope"), with what is missing of it.

        `known` is the codebook as it is now, from whoever has it at hand.
        """
        tree, names = self.tree() if known is None else known, path.split(PATH_SEPARATOR)
        found = tree.at_path(names) or tree.only_one_called(path)
        if found is not None:
            return found
        code: Code | None = None
        with self._project.operation("code.add", code=names[-1].strip()):
            for depth, name in enumerate(names, 1):
                code = tree.at_path(names[:depth]) or self.add(name, parent_id=code.id if code else None)
        assert code is not None
        return code

    def rename(self, code_id: Id, name: str) -> Code:
        """Another name. Raises NotFound, NameTaken, NameRefused."""
        code = self.get(code_id)
        name = one_line("code", name, NAME_LIMIT)
        _require_free(name, [s for s in self._siblings(code.parent_id) if s.id != code_id])
        with self._project.operation("code.rename", code=code.name, name=name):
            self._run(update(_table).where(_table.c.id == code_id).values(name=name))
        return self.get(code_id)

    def recolour(self, code_ids: Some[Id], colour: str) -> None:
        """Another colour ("#RRGGBB") for some codes. Raises NotFound, ValueRefused."""
        names = [self.get(code_id).name for code_id in code_ids]
        colour = _colour(colour)
        with self._project.operation("code.recolour", code=", ".join(names)):
            self._run(update(_table).where(_table.c.id.in_(list(code_ids))).values(colour=colour))

    def describe(
        self,
        code_id: Id,
        *,
        definition: str | None = None,
        when_to_use: str | None = None,
        when_not_to_use: str | None = None,
    ) -> Code:
        """Change what is given. Raises NotFound."""
        code = self.get(code_id)
        given = {
            "definition": definition,
            "when_to_use": when_to_use,
            "when_not_to_use": when_not_to_use,
        }
        values = {key: normalise_text(value) for key, value in given.items() if value is not None}
        if values:
            with self._project.operation("code.describe", code=code.name, fields=sorted(values)):
                self._run(update(_table).where(_table.c.id == code_id).values(values))
        return self.get(code_id)

    def set_example(self, code_id: Id, coding_id: Id | None) -> None:
        """Name the coding that shows best what the code means; None for none. Raises NotFound."""
        code = self.get(code_id)
        if coding_id is not None:
            self._project.codings.get(coding_id)
        with self._project.operation("code.set_example", code=code.name):
            self._run(update(_table).where(_table.c.id == code_id).values(example_coding_id=coding_id))

    def move(self, code_ids: Sequence[Id], parent_id: Id | None, before_id: Id | None = None) -> None:
        """Put codes, in this order, under another parent, before one of its children or last.

        Raises InsideItself where the parent is one of them or under one, NameTaken, NotFound.
        """
        tree = self.tree()
        moving = [tree.get(code_id) for code_id in dict.fromkeys(code_ids)]
        for code in moving:
            if parent_id is not None and tree.is_within(parent_id, code.id):
                raise InsideItself(code.name)
        going = {code.id for code in moving}
        taken = {folded(sibling.name) for sibling in tree.children(parent_id) if sibling.id not in going}
        for code in moving:
            if folded(code.name) in taken:
                raise NameTaken("code", code.name)
            taken.add(folded(code.name))
        order_keys = keys_for_move(tree.children(parent_id), going, before_id)
        names = ", ".join(code.name for code in moving)
        parent = tree.get(parent_id).name if parent_id is not None else ""
        with self._project.operation("code.move", code=names, parent=parent):
            places = [(parent_id, order_key, code.id) for code, order_key in zip(moving, order_keys, strict=True)]
            self._project.connection.exec_driver_sql(_PLACE_ANEW, places)

    def merge(self, code_ids: Some[Id], into_id: Id) -> None:
        """Let one code take over the codings, the codes under, the memos and the definitions of others.

        A passage that a coder gave both codes keeps one coding. Children whose name is there already are merged with
        their namesake. Raises InsideItself where `into_id` is under one of them, NotFound.
        """
        tree = self.tree()
        into = tree.get(into_id)
        merged = [tree.get(code_id) for code_id in code_ids if code_id != into_id]
        for code in merged:
            if tree.is_within(into_id, code.id):
                raise InsideItself(code.name)
        if not merged:
            return
        names = ", ".join(code.name for code in merged)
        with self._project.operation("code.merge", code=names, into=into.name, into_id=into_id.hex()):
            for code in merged:
                if code.id in self.tree():  # it may have gone into a namesake with another of them
                    self._merge_one(code.id, into_id)

    def delete(self, code_ids: Some[Id]) -> None:
        """Remove codes, all under them and their codings. What was written about them stays. Raises NotFound."""
        tree = self.tree()
        going = [code for code_id in code_ids for code in tree.subtree(code_id)]
        names = ", ".join(tree.get(code_id).name for code_id in code_ids)
        count = self.usage(code_ids)
        with self._project.operation("code.delete", code=names, codings=count):
            codings = [coding.id for coding in self._project.codings.of_codes(code.id for code in going)]
            self._project.memos.move_to_passages(codings)
            self._project.memos.detach("code_id", {code.id: code.name for code in going})
            for portion in portions(code_ids):
                self._run(delete(_table).where(_table.c.id.in_(portion)))

    def usage(self, code_ids: Some[Id]) -> int:
        """How many codings these codes and all under them have: what a deletion takes along."""
        tree = self.tree()
        going = {code.id for code_id in code_ids for code in tree.subtree(code_id)}
        total = 0
        for portion in portions(going):
            statement = select(func.count()).select_from(_coding).where(_coding.c.code_id.in_(portion))
            total += int(self._project.connection.execute(statement).scalar_one())
        return total

    def _merge_one(self, code_id: Id, into_id: Id) -> None:
        self._merge_children(code_id, into_id)
        self._project.codings.recode([coding.id for coding in self._project.codings.of_codes([code_id])], into_id)
        self._merge_definitions(self.get(code_id), self.get(into_id))
        self._project.memos.move_to_code(code_id, into_id)
        self._project.give_place("code", code_id, into_id)
        self._run(delete(_table).where(_table.c.id == code_id))

    def _merge_children(self, code_id: Id, into_id: Id) -> None:
        # Asked anew each time: merging one child can bring others under this code, and none may go down with it.
        while children := self._siblings(code_id):
            child, others = children[0], self._siblings(into_id)
            wanted = folded(child.name)
            namesake = next((s for s in others if folded(s.name) == wanted and s.id != code_id), None)
            if namesake is not None:
                self._merge_one(child.id, namesake.id)
                continue
            place = {"parent_id": into_id, "order_key": key_between(others[-1].order_key if others else None, None)}
            self._run(update(_table).where(_table.c.id == child.id).values(place))

    def _merge_definitions(self, code: Code, into: Code) -> None:
        values: dict[str, Any] = {
            field: _joined(getattr(into, field), code.name, getattr(code, field))
            for field in ("definition", "when_to_use", "when_not_to_use")
        }
        values["example_coding_id"] = into.example_coding_id or code.example_coding_id
        self._run(update(_table).where(_table.c.id == into.id).values(values))

    def _siblings(self, parent_id: Id | None) -> list[_Sibling]:
        statement = select(*_SIBLING_COLUMNS).where(
            _table.c.parent_id.is_(None) if parent_id is None else _table.c.parent_id == parent_id
        )
        return [_Sibling(*row) for row in self._rows(statement.order_by(_table.c.order_key, _table.c.id))]

    def _next_colour(self, parent_id: Id | None, used: Counter[str]) -> str:
        """The colour that is used least: at the top of the palette, under a code of the shades of its colour."""
        free = CODE_COLOURS if parent_id is None else shades(self.get(parent_id).colour)
        return min(free, key=used.__getitem__)


def tree_after(tree: CodeTree, changes: Changes) -> CodeTree:
    """The codebook as it is after an operation, made of what it was before. Costs what the operation touched."""
    images = {row.row_id: row.after for row in changes.of("code")}
    codes = (Code(**{name: image[name] for name in _FIELDS}) for image in images.values() if image is not None)
    return tree.changed(codes, {code_id for code_id, image in images.items() if image is None})


def _is_at(places: Mapping[Id, tuple[Id | None, str]], code_id: Id | None, wanted: Sequence[str]) -> bool:
    """Whether these names, folded, lead from the top down to a code."""
    for name in reversed(wanted):
        if code_id is None or code_id not in places or places[code_id][1] != name:
            return False
        code_id = places[code_id][0]
    return code_id is None


def _require_free(name: str, siblings: Iterable[Code | _Sibling]) -> None:
    wanted = folded(name)
    if any(folded(sibling.name) == wanted for sibling in siblings):
        raise NameTaken("code", name)


def _colour(text: str) -> str:
    colour = text.strip().upper()
    if len(colour) == 7 and colour[0] == "#" and all(digit in "0123456789ABCDEF" for digit in colour[1:]):
        return colour
    raise ValueRefused("a colour", text, "# and six digits of 0–9 and A–F, such as #0072B2")


def _joined(text: str, other_name: str, other_text: str) -> str:
    """One text, and under it what the other code said, if it said something else."""
    if not other_text or other_text == text:
        return text
    return f"{text}\n{other_name}: {other_text}" if text else other_text
