"""Any history, any wishes: a copy is whole, tells nothing of what was left out, and comes home without a loss."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.project.copy_contents import CopyWishes
from annotator.project.ids import Id
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from tests.project import copies
from tests.project.copies import content, merge
from tests.project.merge_promises import misplaced, read
from tests.project.rows import rows_of

numbers = st.integers(0, 99)
deeds = st.tuples(st.sampled_from(copies.VERBS), numbers, numbers, numbers)
people = st.sampled_from(copies.PEOPLE)
histories = st.lists(st.tuples(people, deeds), max_size=14)
wishes = st.tuples(people, st.booleans(), st.booleans(), st.booleans(), st.booleans())
_EXAMPLES = max(20, settings().max_examples // 5)
_started: list[bytes] = []  # the file that every study begins with
_serial = count()


@contextmanager
def study(history: list[tuple[str, copies.Step]]) -> Iterator[Project]:
    """A study in which several people worked at one computer."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        folder = Path(name)
        if not _started:
            _started.append(copies.start(folder).read_bytes())
        path = folder / "study.annot"
        path.write_bytes(_started[0])
        with Project.open(path, coder_name="Anna", check=False) as project:
            project.connection.exec_driver_sql("PRAGMA synchronous=OFF")
            live(project, history)
            project.work_as("Anna")
            yield project


def live(project: Project, history: list[tuple[str, copies.Step]]) -> None:
    for who, step in history:
        project.work_as(who)
        copies.do(project, step)


def sent(project: Project, wanted: tuple[str, bool, bool, bool, bool]) -> tuple[Project, set[Id]]:
    """The copy, opened by its receiver, and the documents that were left out."""
    receiver, with_history, leaves_document, is_blind, with_attributes = wanted
    documents = [document.id for document in project.documents.all()]
    left_out = documents[-1:] if leaves_document else []
    target = project.path.with_name(f"copy {next(_serial)}.annot")
    wish = CopyWishes(receiver, "Anna", with_history, frozenset(left_out), is_blind, with_attributes)
    send_copy(project.path, target, wish)
    return Project.open(target, coder_name=receiver), set(left_out)


@settings(max_examples=_EXAMPLES)
@given(histories, wishes)
def test_a_copy_is_whole_and_nothing_of_it_is_news(
    history: list[tuple[str, copies.Step]], wanted: tuple[str, bool, bool, bool, bool]
) -> None:
    with study(history) as mine:
        copy, left_out = sent(mine, wanted)
        with copy:
            assert copy.check() == []
            assert plan_merge(mine, copy).writes == ()
            mine_rows, copy_rows = rows_of(mine), rows_of(copy)
            for table in ("code", "participant", "project"):
                assert {row[0] for row in copy_rows[table]} == {row[0] for row in mine_rows[table]}
            assert {row[0] for row in mine_rows["document"]} - {row[0] for row in copy_rows["document"]} == left_out
            log = " ".join(str(row) for row in copy.connection.exec_driver_sql("SELECT * FROM change"))
            assert not any(document_id.hex().upper() in log for document_id in left_out)


@settings(max_examples=_EXAMPLES)
@given(histories, wishes, histories, histories)
def test_a_copy_comes_home_without_taking_anything_away(
    history: list[tuple[str, copies.Step]],
    wanted: tuple[str, bool, bool, bool, bool],
    here: list[tuple[str, copies.Step]],
    there: list[tuple[str, copies.Step]],
) -> None:
    with study(history) as mine:
        copy, _left_out = sent(mine, wanted)
        with copy:
            held = {table: {row[0] for row in rows} for table, rows in rows_of(copy).items()}
            live(copy, [(wanted[0], step) for _, step in there])
            live(mine, here)
            before, readings = rows_of(mine), (read(mine), read(copy))
            plan = merge(mine, copy)
            if not plan.rewritten:
                assert misplaced(*readings, mine) == misplaced(*reversed(readings), mine) == []
            after = rows_of(mine)
            assert mine.check() == []
            assert plan_merge(mine, copy).is_empty
            one_now = {fold.gone_id for fold in plan.folds}
            for table in ("coding", "memo", "attribute_value", "document"):
                unsent = {row[0] for row in before[table]} - held[table]
                assert unsent <= {row[0] for row in after[table]} | one_now, table
            mine.undo()
            assert rows_of(mine) == before
            mine.redo()
            merge(copy, mine)  # and what was left out comes with the rest
            assert copy.check() == []
            assert content(copy) == content(mine)
