"""Keys as a user has them: what can be had, who has it, what is kept, and finding by keys."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from annotator.gui import settings
from annotator.gui.action_specs import ACTIONS, ActionSpec
from annotator.gui.keys import own_keys
from annotator.gui.keys.key_search import holds

SPECS = {spec.name: spec for spec in ACTIONS}
DEFAULTS = {spec.name: own_keys.default_keys(spec) for spec in ACTIONS}
SOME_KEYS = ("Ctrl+W", "Ctrl+E", "F2", "Del", "Alt+Up", "K", "Ctrl+Alt+K", "Ctrl+Shift+N")


def test_without_changes_every_action_has_the_keys_that_it_came_with(qapp: QApplication) -> None:
    assert own_keys.in_force({}) == DEFAULTS


def test_what_was_chosen_is_taken_from_the_action_that_came_with_it(qapp: QApplication) -> None:
    given_keys = own_keys.in_force({"report.export": ("Ctrl+W",)})
    assert given_keys["report.export"] == ("Ctrl+W",)
    assert given_keys["project.close"] == ()


def test_panes_can_share_keys_but_not_with_the_window(qapp: QApplication) -> None:
    assert [spec.name for spec in own_keys.holders("F2", SPECS["coding.delete"], DEFAULTS)] == []
    everywhere = own_keys.holders("F2", SPECS["project.close"], DEFAULTS)
    assert {"document.rename", "code.rename"} <= {spec.name for spec in everywhere}


@given(
    st.dictionaries(st.sampled_from(sorted(SPECS)), st.lists(st.sampled_from(SOME_KEYS), max_size=3).map(tuple)),
)
def test_no_two_actions_ever_share_keys_where_both_work(kept: dict[str, tuple[str, ...]]) -> None:
    given_keys = own_keys.in_force(kept)
    for one, other in combinations(ACTIONS, 2):
        if one.scope == other.scope or "window" in (one.scope, other.scope):
            assert not set(given_keys[one.name]) & set(given_keys[other.name]), (one.name, other.name)


@pytest.mark.parametrize(
    ("name", "keys", "why"),
    [
        ("report.export", "K", "typing"),
        ("code.rename", "Shift+K", "typing"),
        ("coding.delete", "K", ""),
        ("coding.delete", "7", ""),
        ("report.export", "Space", "typing"),
        ("report.export", "Ctrl+K", ""),
        ("report.export", "F7", ""),
        ("report.export", "Shift+F7", ""),
        ("report.export", "Alt+K", "menu"),
        ("report.export", "Alt+Left", ""),
        ("coding.delete", "Tab", "moving"),
        ("coding.delete", "Esc", "moving"),
        ("report.export", "Shift+Down", "moving"),
        ("report.export", "Del", "deleting"),
        ("memo.delete", "Del", ""),
        ("report.export", "Ctrl+C", "editing"),
        ("report.export", "Ctrl+K, Ctrl+L", "no_key"),
        ("report.export", "Kangaroo", "no_key"),
        ("report.export", "", "no_key"),
    ],
)
def test_keys_that_are_needed_elsewhere_are_refused(qapp: QApplication, name: str, keys: str, why: str) -> None:
    assert own_keys.refusal(SPECS[name], keys) == why


def test_a_letter_is_refused_where_it_would_be_typed_into_a_transcript_that_is_corrected(qapp: QApplication) -> None:
    reading = ActionSpec("code.sing", "Sing", "code", (), ("project", "reading"), scope="transcript")
    always = ActionSpec("code.hum", "Hum", "code", (), ("project",), scope="transcript")
    in_a_list = ActionSpec("code.clap", "Clap", "code", (), ("project",), scope="segments")
    assert [own_keys.refusal(spec, "K") for spec in (reading, always, in_a_list)] == ["", "typing", ""]


def test_only_what_differs_is_kept_and_comes_back(qapp: QApplication) -> None:
    own_keys.keep_keys(
        {"report.export": ("Ctrl+Alt+K", "F7"), "project.close": DEFAULTS["project.close"], "help.about": ()}
    )
    assert own_keys.kept_keys() == {"report.export": ("Ctrl+Alt+K", "F7")}
    own_keys.keep_keys({"report.export": ()})
    assert own_keys.kept_keys() == {"report.export": ()}


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "{",
        "[1, 2]",
        "null",
        json.dumps({"code.teleport": ["Ctrl+K"]}),
        json.dumps({"report.export": "Ctrl+K"}),
        json.dumps({"report.export": [7, None, "Kangaroo", "K", "Ctrl+C"]}),
    ],
)
def test_kept_keys_that_are_damaged_or_unknown_are_left_out(qapp: QApplication, damaged: str) -> None:
    settings.save_choice("keys", damaged)
    assert own_keys.in_force(own_keys.kept_keys()) == DEFAULTS


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("vivo", True),
        ("VIVO code", True),
        ("ctrl i", True),
        ("Ctrl+I", True),
        ("strg i", True),
        ("ctrl+", True),
        ("code ctrl", True),
        ("ctrl l", False),
        ("i", True),
        ("o", False),
        ("shift", False),
    ],
)
def test_a_query_finds_words_and_keys(query: str, is_found: bool) -> None:
    assert holds(query, "Code Code In Vivo", ["Ctrl+I", "F7"]) is is_found


def test_all_words_about_keys_must_be_in_one_combination() -> None:
    keys = ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert holds("shift z", "Redo", keys)
    assert not holds("shift y", "Redo", keys)
    assert holds("ctrl +", "Larger Text", ["Ctrl++", "Ctrl+="])
