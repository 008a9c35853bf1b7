"""The keys of each action as this user has them: the ones that it comes with, and what was changed in the Keys window.

Keys are texts as Qt writes them in every language ("Ctrl+Shift+N"). Nothing here shows anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from annotator.gui import settings
from annotator.gui.action_specs import ACTIONS, ActionSpec, Scope

Keys = tuple[str, ...]
Refusal = Literal["", "no_key", "typing", "moving", "deleting", "editing", "menu"]
_KEPT = "keys"
_SPECS = {spec.name: spec for spec in ACTIONS}
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NEITHER = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_MODIFIER_KEYS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
# What moves and chooses in every widget; an action on one of these would take the keyboard away from there.
_MOVING = {
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}
# What every text field does by itself; an action with one of these would never hear it there.
_EDITING = {"Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Left", "Ctrl+Right", "Ctrl+Home", "Ctrl+End"}


@lru_cache(maxsize=1024)
def normal(keys: str) -> str:
    """One combination as Qt writes it; empty where it is none that could be pressed."""
    sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return ""
    key = _combination(sequence).key()
    written = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    return "" if key in {Qt.Key.Key_unknown, *_MODIFIER_KEYS} or not written.isprintable() else written


def refusal(spec: ActionSpec, keys: str) -> Refusal:
    """Why an action cannot have these keys; empty where it can."""
    kept = normal(keys)
    if not kept:
        return "no_key"
    combination = _combination(QKeySequence(kept))
    key, modifiers = combination.key(), combination.keyboardModifiers() & ~_KEYPAD
    if kept in _EDITING:
        return "editing"
    if modifiers == _ALT and key < Qt.Key.Key_Escape and chr(key).isalpha():
        return "menu"
    if modifiers not in (_NEITHER, _SHIFT):
        return ""
    if key in _MOVING:
        return "moving"
    if key == Qt.Key.Key_Delete:
        return "deleting" if spec.scope == "window" else ""
    return "typing" if key < Qt.Key.Key_Escape and not _is_letter_free(spec) else ""


def in_force(kept: Mapping[str, Keys]) -> dict[str, Keys]:
    """The keys of every action, where these were changed. No two that work in one place share any.

    What was chosen comes before what an action came with; of two that were chosen the first in the menus has it.
    """
    given: dict[str, Keys] = dict.fromkeys(_SPECS, ())
    used: dict[str, set[Scope]] = {}  # where each combination works already
    for name in sorted(_SPECS, key=lambda name: name not in kept):
        spec = _SPECS[name]
        wished = dict.fromkeys(kept.get(name, default_keys(spec)))
        given[name] = tuple(keys for keys in wished if not _meets_any(spec.scope, used.get(keys, set())))
        for keys in given[name]:
            used.setdefault(keys, set()).add(spec.scope)
    return given


def holders(keys: str, spec: ActionSpec, given: Mapping[str, Keys]) -> tuple[ActionSpec, ...]:
    """The other actions that have these keys where this action would use them."""
    return tuple(
        other
        for other in ACTIONS
        if other.name != spec.name and keys in given[other.name] and _meet(other.scope, spec.scope)
    )


def default_keys(spec: ActionSpec) -> Keys:
    """The keys that an action comes with."""
    return tuple(normal(keys) for keys in spec.keys)


def kept_keys() -> dict[str, Keys]:
    """What this user changed: action to its keys. What is unknown, damaged or cannot be pressed is left out."""
    try:
        found = json.loads(settings.choice(_KEPT, "{}"))
    except ValueError:
        return {}
    return dict(_usable(found)) if isinstance(found, dict) else {}


def keep_keys(kept: Mapping[str, Keys]) -> None:
    """Keep what was changed, for this user, in all projects. What is as it came is left out."""
    changed = {name: list(keys) for name, keys in kept.items() if keys != default_keys(_SPECS[name])}
    settings.save_choice(_KEPT, json.dumps(changed))


def _combination(sequence: QKeySequence) -> QKeyCombination:
    return cast(QKeyCombination, sequence[0])  # type: ignore[index]  # the stubs do not know it


def _usable(found: Mapping[object, object]) -> Iterator[tuple[str, Keys]]:
    for name, keys in found.items():
        spec = _SPECS.get(name) if isinstance(name, str) else None
        if spec is None or not isinstance(keys, list):
            continue
        written = (normal(each) for each in keys if isinstance(each, str))
        usable = tuple(each for each in written if each in default_keys(spec) or not refusal(spec, each))
        if usable or not keys:  # nothing at all can be wanted, too
            yield spec.name, usable


def _is_letter_free(spec: ActionSpec) -> bool:
    """Whether nothing can be typed where the action's keys work: in a list, or in a transcript that is only read."""
    return spec.scope in ("segments", "compare", "history") or (spec.scope == "transcript" and "reading" in spec.needs)


def _meets_any(scope: Scope, others: set[Scope]) -> bool:
    return any(_meet(scope, other) for other in others)


def _meet(one: Scope, other: Scope) -> bool:
    return one == other or "window" in (one, other)
