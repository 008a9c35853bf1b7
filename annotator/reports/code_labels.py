"""What codes are called in the first column of a table."""

from __future__ import annotations

from collections.abc import Collection

from annotator.project.code_tree import CodeTree
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.ids import Id
from annotator.reports.model import LEVEL


def label_among(tree: CodeTree, code_id: Id, shown: Collection[Id]) -> str:
    """A code's name, indented below the codes above it that are shown; with the names of those left out between.

    So a code whose parent is not shown has its path from the nearest code above it that is, or from the top.
    """
    *above, _ = lineage = tree.lineage(code_id)
    places = [place for place, each in enumerate(above) if each.id in shown]
    names = [each.name for each in lineage[places[-1] + 1 if places else 0 :]]
    return LEVEL * len(places) + PATH_SEPARATOR.join(names)
