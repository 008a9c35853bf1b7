"""The name of a copy's file."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.project.copy_names import copy_name

DAY = date(2026, 11, 22)


def test_a_copy_says_of_what_for_whom_from_whom_and_when() -> None:
    assert copy_name("Choir", "Bo", "Anna Kvam", DAY) == "Choir for Bo from Anna Kvam 2026-11-22.annot"


def test_a_copy_of_a_copy_does_not_pile_up_names() -> None:
    first = copy_name("Choir", "Bo", "Anna", DAY).removesuffix(".annot")
    assert copy_name(first, "Cara", "Bo", date(2026, 12, 1)) == "Choir for Cara from Bo 2026-12-01.annot"


def test_what_windows_refuses_is_not_in_a_name() -> None:
    name = copy_name('Trust: "who" and why?', "Bo/Lie", "A\\B|<C>*\n", DAY)
    assert not set(name) & set('<>:"/\\|?*\n')
    assert name == "Trust who and why for Bo Lie from A B C 2026-11-22.annot"


@pytest.mark.parametrize("study", ["con", "NUL.x", "lpt1. notes"])
def test_a_study_called_like_a_device_of_windows_gets_a_sign_before_it(study: str) -> None:
    name = copy_name(study, "Bo", "Anna", DAY)
    assert name.split(".")[0].strip().casefold() not in {"con", "nul", "lpt1"}


def test_long_names_fit_into_a_folder_with_their_lock() -> None:
    name = copy_name("Å" * 200, "ø" * 100, "🙂" * 100, DAY)
    assert len(f".{name}.lock".encode()) <= 255
    assert name.endswith(" 2026-11-22.annot")


def test_names_of_nothing_but_dots_still_give_a_file() -> None:
    assert copy_name("...", " ", "?", DAY) == "_ for _ from _ 2026-11-22.annot"
