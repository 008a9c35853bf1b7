"""The codebook as a tree that answers in memory: children, subtrees, paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from annotator.project.collection import folded
from annotator.project.errors import NotFound
from annotator.project.ids import Id

if TYPE_CHECKING:
    from annotator.project.codes import Code


class CodeTree:
    """An immutable picture of all codes at one moment. Iterates in tree order: a code, then all under it."""

    def __init__(self, codes: Iterable[Code]) -> None:
        self._by_id = {code.id: code for code in codes}
        self._children: dict[Id | None, list[Code]] = {}
        for code in sorted(self._by_id.values(), key=_place):
            # A code whose parent is not there counts as one at the top, so that none is ever out of sight.
            parent_id = code.parent_id if code.parent_id in self._by_id else None
            self._children.setdefault(parent_id, []).append(code)

    def changed(self, codes: Iterable[Code], gone: Set[Id] = frozenset()) -> CodeTree:
        """The tree with these codes as they are now, new ones too, and without those that are gone.

        It costs what changes and the codes beside that; this tree stays as it is.
        """
        new = {code.id: code for code in codes}
        touched = new.keys() | gone
        by_id = {key: code for key, code in self._by_id.items() if key not in gone} | new
        if self._has_orphans_in(by_id, new.values(), gone):
            return CodeTree(by_id.values())
        made = CodeTree(())
        made._by_id, made._children = by_id, dict(self._children)
        for parent_id in {self._by_id[key].parent_id for key in touched if key in self}:
            made._children[parent_id] = [code for code in self._children[parent_id] if code.id not in touched]
        for parent_id in {code.parent_id for code in new.values()}:
            coming = [code for code in new.values() if code.parent_id == parent_id]
            made._children[parent_id] = sorted([*made._children.get(parent_id, ()), *coming], key=_place)
        return made

    def differing(self, other: CodeTree) -> set[Id]:
        """The codes that are not the same here and in another tree, or are only in one of them."""
        others = other._by_id
        changed = {key for key, code in self._by_id.items() if (there := others.get(key)) is not code and there != code}
        return changed | (others.keys() - self._by_id.keys())

    def __iter__(self) -> Iterator[Code]:
        return self._walk(None)

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, code_id: object) -> bool:
        return code_id in self._by_id

    def get(self, code_id: Id) -> Code:
        """The code with this id. Raises NotFound."""
        try:
            return self._by_id[code_id]
        except KeyError:
            raise NotFound("code", code_id.hex()) from None

    def children(self, code_id: Id | None) -> list[Code]:
        """The codes right under one, or at the top, in order."""
        return list(self._children.get(code_id, ()))

    def subtree(self, code_id: Id) -> list[Code]:
        """A code and all under it, in tree order. Raises NotFound."""
        return [self.get(code_id), *self._walk(code_id)]

    def is_within(self, code_id: Id, ancestor_id: Id) -> bool:
        """Whether a code is another or lies under it."""
        return any(code.id == ancestor_id for code in self.lineage(code_id))

    def lineage(self, code_id: Id) -> list[Code]:
        """The codes from the top down to this one. Raises NotFound."""
        line = [self.get(code_id)]
        while (parent := self._by_id.get(line[-1].parent_id or Id(b""))) is not None:
            line.append(parent)
        return line[::-1]

    def path(self, code_id: Id) -> tuple[str, ...]:
        """The names from the top down to this code. Raises NotFound."""
        return tuple(code.name for code in self.lineage(code_id))

    def depth(self, code_id: Id) -> int:
        """How many codes are above this one. Raises NotFound."""
        return len(self.lineage(code_id)) - 1

    def at_path(self, names: Iterable[str]) -> Code | None:
        """The code at a path of names, in capitals or not."""
        found: Code | None = None
        for name in names:
            below = self._children.get(found.id if found else None, ())
            found = next((code for code in below if folded(code.name) == folded(name)), None)
            if found is None:
                return None
        return found

    def only_one_called(self, name: str) -> Code | None:
        """The code of this name, wherever it is, if there is just one."""
        wanted = folded(name)
        named = [code for code in self._by_id.values() if folded(code.name) == wanted]
        return named[0] if len(named) == 1 else None

    def _walk(self, parent_id: Id | None) -> Iterator[Code]:
        stack = list(reversed(self._children.get(parent_id, ())))
        while stack:
            code = stack.pop()
            yield code
            stack.extend(reversed(self._children.get(code.id, ())))

    def _has_orphans_in(self, by_id: Mapping[Id, Code], new: Iterable[Code], gone: Set[Id]) -> bool:
        """Whether a code has, or had until now, a parent that is not there."""
        return (
            any(code.parent_id is not None for code in self._children.get(None, ()))
            or any(code.parent_id is not None and code.parent_id not in by_id for code in new)
            or any(
                child.parent_id not in by_id
                for key in gone
                for child in self._children.get(key, ())
                if child.id in by_id
            )
        )


def _place(code: Code) -> tuple[str, Id]:
    return code.order_key, code.id
