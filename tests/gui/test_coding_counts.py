"""Counts of one coder are the same whichever way they are found, and follow what is coded."""

from __future__ import annotations

import pytest

from annotator.gui.coding_counts import CodingCounts
from annotator.project.ids import Id
from annotator.project.project import Project

TEXT = "The mill stood by the river, and the river turned the mill."


@pytest.mark.parametrize(("by_anna", "by_bo"), [(0, 0), (4, 0), (0, 3), (5, 2), (2, 5), (3, 3)])
def test_each_coders_codings_are_counted_by_code_and_document(project: Project, by_anna: int, by_bo: int) -> None:
    documents = [project.documents.add(name, TEXT).id for name in ("Mill", "River")]
    codes = [project.codes.add(name).id for name in ("Water", "Work")]
    anna, bo = project.coder.id, project.coders.add("Bo Lind").id
    counts = CodingCounts(project)

    def code_some(coder_id: Id, count: int) -> None:
        for number in range(count):
            project.codings.add(documents[number % 2], codes[number // 2 % 2], number, number + 5, coder_id=coder_id)

    def is_right() -> bool:
        """As the file itself counts them."""
        return all(
            {key: count for key, count in counts.of(coder).by_code.items() if count}
            == project.codings.counts_by_code(coder)
            and {key: count for key, count in counts.of(coder).by_document.items() if count}
            == project.codings.counts_by_document(coder)
            for coder in (None, anna, bo)
        )

    code_some(anna, by_anna)
    code_some(bo, by_bo)
    assert is_right()
    project.on_change(counts.take)
    code_some(bo, by_bo + 2)
    assert is_right()
    project.undo()
    assert is_right()
