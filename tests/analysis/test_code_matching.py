"""Typed letters find codes by parts of names and paths, in any order, without case and accents."""

from __future__ import annotations

import pytest

from annotator.analysis.code_matching import entries, exact, match, path_names
from annotator.project.codes import Codes
from annotator.project.ids import Id
from annotator.project.project import Project
from tests.counting import calls_of


@pytest.fixture
def codes(project: Project) -> Codes:
    codes = project.codes
    for path in ("Trust", "Trust > Hope kept", "Trust > Direct honesty", "Hope", "Café talk", "Unhoped-for help"):
        codes.ensure(path)
    return codes


def _found(codes: Codes, query: str, recent: tuple[str, ...] = ()) -> list[str]:
    tree = codes.tree()
    ids = [codes.find(name).id for name in recent]
    return [" > ".join(entry.path) for entry in match(query, entries(tree), ids)]


def test_an_empty_query_finds_all_codes_in_the_order_of_the_tree(codes: Codes) -> None:
    assert _found(codes, "  ") == [" > ".join(codes.tree().path(code.id)) for code in codes.all()]


def test_parts_of_names_and_paths_find_a_code_in_any_order(codes: Codes) -> None:
    assert _found(codes, "hon tru") == ["Trust > Direct honesty"]
    assert _found(codes, "trust > hon") == ["Trust > Direct honesty"]


def test_case_and_accents_do_not_matter(codes: Codes) -> None:
    assert _found(codes, "CAFE") == ["Café talk"]
    assert _found(codes, "cafe\u0301") == ["Café talk"]


def test_the_code_that_is_called_so_comes_first_and_words_that_begin_so_before_parts(codes: Codes) -> None:
    assert _found(codes, "hope") == ["Hope", "Trust > Hope kept", "Unhoped-for help"]


def test_names_come_before_paths(codes: Codes) -> None:
    assert _found(codes, "trust") == ["Trust", "Trust > Hope kept", "Trust > Direct honesty"]


def test_among_equals_the_last_used_comes_first(codes: Codes) -> None:
    assert _found(codes, "", recent=("Café talk", "Hope kept"))[:3] == ["Café talk", "Trust > Hope kept", "Trust"]


def test_words_that_no_path_holds_find_nothing(codes: Codes) -> None:
    assert _found(codes, "trust quasar") == []


def _named(codes: Codes, query: str) -> str | None:
    code_id = exact(query, entries(codes.tree()))
    return " > ".join(codes.tree().path(code_id)) if code_id is not None else None


def test_exact_is_a_path_or_a_name_that_only_one_code_has(codes: Codes) -> None:
    assert _named(codes, "trust > direct HONESTY") == "Trust > Direct honesty"
    assert _named(codes, "Direct honesty") == "Trust > Direct honesty"
    assert _named(codes, "Direct") is None
    assert _named(codes, "Hope > Direct honesty") is None
    assert _named(codes, "Cafe talk") is None
    assert _named(codes, " > ") is None


def test_a_name_that_two_codes_have_is_not_exact_unless_it_is_at_the_top(codes: Codes) -> None:
    codes.ensure("Café talk > Hope kept")
    assert _named(codes, "Hope kept") is None
    codes.ensure("Trust > Hope")
    assert _named(codes, "Hope") == "Hope"


def test_what_is_exact_is_what_the_project_finds(codes: Codes) -> None:
    for query in ("hope", "TRUST > hope kept", "café TALK", "unhoped-for help"):
        assert exact(query, entries(codes.tree())) == codes.find(query).id


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Trust > Hope", ("Trust", "Hope")),
        ("  Trust   now >  Hope ", ("Trust now", "Hope")),
        ("Trust >", ("Trust",)),
        ("a>b", ("a>b",)),
        (" > ", ()),
    ],
)
def test_path_names_are_what_stands_between_the_signs(typed: str, names: tuple[str, ...]) -> None:
    assert path_names(typed) == names


def test_a_query_costs_a_look_at_each_code_whose_name_is_ready(project: Project) -> None:
    with project.operation("test"):
        for group in range(20):
            parent: Id = project.codes.add(f"Theme {group} of the early interviews").id
            for number in range(50):
                project.codes.add(f"Förståelse {group * 50 + number} in words", parent_id=parent)
    ready = entries(project.codes.tree())
    called = calls_of(lambda: match("ord forst 1", ready))
    assert called["normalize"] <= 1  # of what was typed
    assert called.total() < 10.5 * calls_of(lambda: match("ord forst 1", ready[:102])).total()


@pytest.mark.parametrize("name", ["Ünïted", "¨", "Ａ　wide", "a\u0301e\u0301", "ΣΑΣ", "１/２ ½", "كلمة"])
def test_a_path_of_any_letters_is_found_by_itself(codes: Codes, name: str) -> None:
    inner = codes.add(f"x {name}", parent_id=codes.add(name, parent_id=codes.find("Trust").id).id)
    path = f"trust > {name} > X {name}"
    assert exact(path, entries(codes.tree())) == inner.id
    assert match(path, entries(codes.tree()))[0].code_id == inner.id
