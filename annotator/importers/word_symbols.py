"""Signs that Word stores as places in its symbol fonts, as the Unicode characters that look alike."""

from __future__ import annotations

from annotator.importers.word_package import Element, value

_WINGDINGS = {
    0x4A: "☺",
    0x4B: "😐",
    0x4C: "☹",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF3: "⬄",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
    0x28: "☎",
    0x2A: "✉",
    0x41: "✌",
    0x43: "👍",
    0x44: "👎",
}
_SYMBOL = {
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xAB: "↔",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xA3: "≤",
    0xB4: "×",
    0xB7: "•",
    0xB9: "≠",
    0xBB: "≈",
    0xA5: "∞",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x64: "δ",
    0x6D: "μ",
    0x70: "π",
    0x73: "σ",
    0x57: "Ω",
    0x44: "Δ",
    0x53: "Σ",
    0xBC: "…",
}
_FONTS = {"wingdings": _WINGDINGS, "symbol": _SYMBOL}


def symbol(element: Element) -> str | None:
    """The character for a `w:sym`; None where nothing in Unicode is known to look like it."""
    try:
        place = int(value(element, "char") or "", 16)
    except ValueError:
        return None
    font = (value(element, "font") or "").lower()
    known = _FONTS.get(font, {}).get(place & 0xFF)
    if known is not None:
        return known
    is_private = 0xE000 <= place <= 0xF8FF
    return chr(place) if 0x20 <= place <= 0x10FFFF and not is_private and font not in _FONTS else None
