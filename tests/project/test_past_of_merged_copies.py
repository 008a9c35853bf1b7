"""The project as it was, in copies that part and come together: each moment of a file comes back, merges too."""

from __future__ import annotations

from hypothesis import given, settings

from annotator.project.operation_log import LogQuery, OperationLog
from annotator.project.past import write_as_of
from annotator.project.project import Project
from tests.project import copies
from tests.project.copies import merge
from tests.project.rows import Rows, rows_of
from tests.project.test_merging_properties import MERGE, histories, study

_MOST_TRIED = 5


@settings(max_examples=25)
@given(histories)
def test_each_moment_of_copies_that_merge_comes_back(history: list[tuple[int, copies.Step]]) -> None:
    with study() as made:
        first, second = map(made.opened, made.live(history)[:2])
        states: dict[int, Rows] = {}
        first.on_change(lambda changes: states.update({changes.operation.seq: rows_of(first)}))
        merge(first, second)
        first.codes.add("Afterwards")
        first.undo()
        for _, step in history[:_MOST_TRIED]:
            if step[0] == MERGE:
                merge(first, second)
            else:
                copies.do(first, step)
        log = [each.id for each in first.history.operations(newest_first=False)]
        for seq in sorted(states)[:_MOST_TRIED]:
            out = made.folder / f"as of {seq}.annot"
            assert write_as_of(first.path, out, seq)
            with Project.open(out, read_only=True) as past:
                assert rows_of(past) == states[seq]
                assert past.check() == []
                kept = [each.id for each in past.history.operations(newest_first=False)]
                assert set(kept) <= set(log)
                found = [each.seq for part in OperationLog(past.connection).find(LogQuery()) for each in part]
                assert sorted(found) == [each.seq for each in past.history.operations(newest_first=False)]
            out.unlink()
