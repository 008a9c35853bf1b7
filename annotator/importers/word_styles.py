"""What Word's styles say about text: bold, italic, underline, heading level and list, inherited through basedOn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from annotator.importers.word_package import Element, child, children, is_on, number, value
from annotator.importers.word_text import Look
from annotator.project.stored_text import FormatStyle

_BODY_TEXT_LEVEL = 9
_DEEPEST_HEADING = 6
# Word keeps the English names of its own styles in every language.
_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListPlace:
    """A paragraph's place in a list: the numbering's id and the level from 0, None where the style leaves it open."""

    numbering: str
    level: int | None


class WordStyles:
    """The style sheet; without one, everything is plain."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        for root in roots:
            for style in children(root, "style"):
                self._add(style, value(style, "styleId") or "")
        self._style_look = cache(self._inherited_look)
        self._heading_of = cache(self._inherited_heading)
        self.list_place_of = cache(self._inherited_list_place)

    def paragraph_style(self, properties: Element | None) -> str:
        """The style id of a paragraph with these properties."""
        return value(child(properties, "pStyle")) or self._default

    def heading(self, properties: Element | None) -> FormatStyle | None:
        """The heading level of a paragraph, from its own outline level or its style."""
        level = child(properties, "outlineLvl")
        if level is not None:
            return _heading(number(level, default=_BODY_TEXT_LEVEL))
        return self._heading_of(self.paragraph_style(properties))

    def look(self, properties: Element | None, paragraph_style: str) -> Look:
        """The look of a run with these properties in a paragraph of this style.

        As in Word, a switch in both the paragraph's and the character's style cancels out, and the run's own wins.
        """
        run_look = self._style_look(value(child(properties, "rStyle")) or "")
        base = self._style_look("" if self._heading_of(paragraph_style) else paragraph_style)
        is_complex = bool(is_on(child(properties, "rtl")) or is_on(child(properties, "cs")))
        bold = _switch(properties, "bCs" if is_complex else "b")
        italic = _switch(properties, "iCs" if is_complex else "i")
        underlined = _switch(properties, "u")
        return Look(
            run_look.is_bold != base.is_bold if bold is None else bold,
            run_look.is_italic != base.is_italic if italic is None else italic,
            run_look.is_underlined or base.is_underlined if underlined is None else underlined,
        )

    def _add(self, style: Element, style_id: str) -> None:
        self._styles[style_id] = style
        if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
            self._default = style_id

    def _chain(self, style_id: str) -> Iterator[Element]:
        """The style and those that it is based on, nearest first, each once."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(child(self._styles[style_id], "basedOn")) or ""

    def _inherited_look(self, style_id: str) -> Look:
        found: dict[str, bool] = {}
        for style in self._chain(style_id):
            for name in ("b", "i", "u"):
                switch = _switch(child(style, "rPr"), name)
                if switch is not None:
                    found.setdefault(name, switch)
        return Look(found.get("b", False), found.get("i", False), found.get("u", False))

    def _inherited_heading(self, style_id: str) -> FormatStyle | None:
        for style in self._chain(style_id):
            level = child(style, "pPr", "outlineLvl")
            if level is not None:
                return _heading(number(level, default=_BODY_TEXT_LEVEL))
            name = value(child(style, "name")) or ""
            if match := _HEADING_NAME.fullmatch(name):
                return _heading(int(match.group(1)) - 1)
            if name.lower() == "title":
                return "heading1"
        return None

    def _inherited_list_place(self, style_id: str) -> ListPlace | None:
        level = None
        for style in self._chain(style_id):
            properties = child(style, "pPr", "numPr")
            if level is None and child(properties, "ilvl") is not None:
                level = number(child(properties, "ilvl"))
            numbering = value(child(properties, "numId"))
            if numbering is not None:
                return ListPlace(numbering, level)
        return None


def _heading(level: int) -> FormatStyle | None:
    if not 0 <= level < _BODY_TEXT_LEVEL:
        return None
    return cast(FormatStyle, f"heading{min(level + 1, _DEEPEST_HEADING)}")


def _switch(properties: Element | None, name: str) -> bool | None:
    return is_on(child(properties, name))
