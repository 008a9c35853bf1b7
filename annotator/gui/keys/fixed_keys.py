"""What panes and text fields do with keys and mouse without an action of a menu: listed, but not to be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QT_TRANSLATE_NOOP

from annotator.gui.action_specs import Scope

_T = cast(Callable[[str, str], str], QT_TRANSLATE_NOOP)


@dataclass(frozen=True, slots=True)
class FixedKeys:
    """One line: the menu to list it in, what the keys do, the keys in words, and where they work."""

    menu: str
    text: str
    keys: str
    scope: Scope


FIXED_KEYS: tuple[FixedKeys, ...] = (
    FixedKeys("edit", _T("KeysWindow", "Open the Document"), _T("KeysWindow", "Enter"), "documents"),
    FixedKeys("edit", _T("KeysWindow", "Cut, Copy, Paste"), _T("KeysWindow", "Ctrl+X, Ctrl+C, Ctrl+V"), "window"),
    FixedKeys("edit", _T("KeysWindow", "Select All"), _T("KeysWindow", "Ctrl+A"), "window"),
    FixedKeys("code", _T("KeysWindow", "Select Words"), _T("KeysWindow", "Ctrl+Shift+arrows"), "transcript"),
    FixedKeys(
        "code",
        _T("KeysWindow", "Select a Word, a Sentence"),
        _T("KeysWindow", "double-click, triple-click"),
        "transcript",
    ),
    FixedKeys(
        "code",
        _T("KeysWindow", "Select a Paragraph, a Turn, More"),
        _T("KeysWindow", "click, double-click, drag at the number"),
        "transcript",
    ),
    FixedKeys("code", _T("KeysWindow", "Select a Turn"), _T("KeysWindow", "click on who speaks"), "transcript"),
    FixedKeys("code", _T("KeysWindow", "Code the Selected Words"), _T("KeysWindow", "Enter"), "transcript"),
    FixedKeys(
        "code", _T("KeysWindow", "Give the Code to the Words"), _T("KeysWindow", "Enter, double-click"), "codebook"
    ),
    FixedKeys("code", _T("KeysWindow", "Auto-Coding: Tick the Passage"), _T("KeysWindow", "Space"), "window"),
    FixedKeys("code", _T("KeysWindow", "Auto-Coding: Go to the Passage"), _T("KeysWindow", "Enter"), "window"),
    FixedKeys("memo", _T("KeysWindow", "Write in the Memo"), _T("KeysWindow", "Enter"), "memos"),
    FixedKeys("memo", _T("KeysWindow", "Leave the Memo for the Transcript"), _T("KeysWindow", "Esc"), "memos"),
)
