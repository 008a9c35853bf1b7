"""The codebook as a tree that answers in memory: children, subtrees, paths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        for code in sorted(self._by_id.values(), key=lambda code: (code.order_key, code.id)):
            # A code whose parent is not there counts as one at the top, so that none is ever out of sight.
            parent_id = code.parent_id if code.parent_id in self._by_id else None
            self._children.setdefault(parent_id, []).append(code)

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
        named = [code for code in self._by_id.values() if folded(code.name) == folded(name)]
        return named[0] if len(named) == 1 else None

    def _walk(self, parent_id: Id | None) -> Iterator[Code]:
        stack = list(reversed(self._children.get(parent_id, ())))
        while stack:
            code = stack.pop()
            yield code
            stack.extend(reversed(self._children.get(code.id, ())))
