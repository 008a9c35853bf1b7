"""The codings of a document that is just opened: those near the place are there at once, and lie where all lie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotator.gui.transcript.coding_layer import CodingLayer
from annotator.gui.transcript.shown_coding import NearCodings
from annotator.gui.transcript.text_positions import TextPositions
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.gui.coding_bench import CodingBench

LENGTH = 2_000
PLAIN_TEXT = "owls " * (LENGTH // 5)
WIDE_TEXT = "b🦉c" * (LENGTH // 3) + "dd"
spans = st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 400)), max_size=40)


@pytest.fixture(scope="module")
def owls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that gets a document of its own for each example."""
    with Project.create(tmp_path_factory.mktemp("owls") / "a.annot", title="A", coder_name="A") as made:
        yield made


def coded(project: Project, text: str, made: list[tuple[int, int]]) -> Id:
    document = project.documents.add(f"Owls {len(project.documents.all())}", text)
    codes = [project.codes.ensure(name).id for name in ("Night", "Wings")]
    project.codings.add_many(
        {
            "document_id": document.id,
            "code_id": codes[index % 2],
            "coder_id": project.coder.id,
            "start_char": start,
            "end_char": min(start + chars, LENGTH),
        }
        for index, (start, chars) in enumerate(made)
    )
    return document.id


@given(made=spans, first=st.integers(0, LENGTH), chars=st.integers(1, LENGTH), is_wide=st.booleans())
@settings(max_examples=40, deadline=None)
def test_what_is_near_lies_where_it_lies_among_all(
    owls: Project, made: list[tuple[int, int]], first: int, chars: int, is_wide: bool
) -> None:
    text = WIDE_TEXT if is_wide else PLAIN_TEXT
    document_id, positions = coded(owls, text, made), TextPositions(text)
    everything = CodingLayer.of(owls.codings.placed_in(document_id), positions)
    near = NearCodings(owls.codings, document_id, (first, first + chars), positions)
    layer = CodingLayer(lambda: owls.codings.placed_in(document_id), positions, near=near)
    span = positions.to_units(first), positions.to_units(first + chars)
    found = layer.between(*span)
    assert found == everything.between(*span)
    assert [layer.lane(shown.id) for shown in found] == [everything.lane(shown.id) for shown in found]
    assert layer.lane_count == everything.lane_count
    assert not layer.is_read
    assert layer.between(0, 2 * LENGTH) == everything.between(0, 2 * LENGTH)
    assert layer.lane_count == everything.lane_count


@given(made=spans)
@settings(max_examples=40, deadline=None)
def test_starts_and_ends_are_those_of_the_codings(owls: Project, made: list[tuple[int, int]]) -> None:
    document_id = coded(owls, PLAIN_TEXT, made)
    placed = owls.codings.placed_in(document_id)
    starts, ends = owls.codings.spans_in(document_id)
    assert list(zip(starts, ends, strict=True)) == [(each.start_char, each.end_char) for each in placed]
    assert starts == sorted(starts)


LONG = "\n".join(f"P1: On night {number} the owl sat on the third post." for number in range(2_000))


def far_bench(qtbot: QtBot, project: Project) -> CodingBench:
    """A long transcript with a coding at each end, which is opened but not counted yet."""
    bench = CodingBench(qtbot, project, LONG)
    code = project.codes.add("Owl")
    for start in (4, len(LONG) - 20):
        project.codings.add(bench.document.id, code.id, start, start + 10)
    bench.workspace.choose_document(None)
    bench.workspace.choose_document(bench.document.id)
    return bench


def test_a_far_coding_is_found_right_after_opening(qtbot: QtBot, project: Project) -> None:
    bench = far_bench(qtbot, project)
    assert not bench.view.layer.is_read
    assert [shown.start for shown in bench.view.layer.between(0, 100)] == [4]
    assert not bench.view.layer.is_read
    assert [shown.start for shown in bench.view.layer.in_order()] == [4, len(LONG) - 20]
    bench.close()


def test_what_is_coded_right_after_opening_is_there_once(qtbot: QtBot, project: Project) -> None:
    bench = far_bench(qtbot, project)
    with bench.workspace.attempt():
        made = project.codings.add(bench.document.id, project.codes.all()[0].id, 60, 70)
    assert [shown.id for shown in bench.view.layer.between(50, 80)] == [made.id]
    bench.page.transcript.shown.density.settle()
    assert len(bench.view.layer) == 3
    with bench.workspace.attempt():
        project.codings.delete([made.id])
    assert bench.view.layer.between(50, 80) == []
    assert len(bench.view.layer) == 2
    bench.close()


def test_a_document_that_is_closed_at_once_is_not_read_any_more(qtbot: QtBot, project: Project) -> None:
    bench = far_bench(qtbot, project)
    bench.close()
    project.close()
    qtbot.wait(60)
    assert bench.view.layer.in_order() == []
