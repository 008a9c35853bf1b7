"""The numbers and bullets that Word shows before list paragraphs and stores nowhere: counted here as Word counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from annotator.importers.word_package import Element, child, children, is_on, number, value
from annotator.importers.word_styles import ListPlace, WordStyles

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHINESE_FORMATS = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")
_LARGEST_SPELT = 4000


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is counted and written; `text` holds %1 to %9 for the counts of the levels."""

    format: str
    text: str
    start: int
    restarts_after: int | None
    has_gap: bool
    is_legal: bool
    style: str


@dataclass(slots=True)
class _List:
    """One list with its counts so far, shared by all numberings that refer to it."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class WordNumbering:
    """The lists of one document. Ask for the markers in the order of the paragraphs."""

    def __init__(self, roots: list[Element], styles: WordStyles) -> None:
        self._styles = styles
        self._abstracts: dict[str, Element] = {}
        self._numberings: dict[str, Element] = {}
        for root in roots:
            self._abstracts |= {value(item, "abstractNumId") or "": item for item in children(root, "abstractNum")}
            self._numberings |= {value(item, "numId") or "": item for item in children(root, "num")}
        self._lists: dict[str, _List] = {}
        self._overridden: dict[str, _List] = {}

    def marker(self, properties: Element | None) -> str | None:
        """What stands before a paragraph with these properties, its gap included; None if it is in no list."""
        style = self._styles.paragraph_style(properties)
        place = self._place(child(properties, "numPr"), style)
        counted = self._list_of(place.numbering) if place else None
        if place is None or counted is None:
            return None
        level = self._level_of(place, counted, style)
        if level not in counted.levels:
            return None
        return self._counted(counted, level)

    def _place(self, own: Element | None, style: str) -> ListPlace | None:
        inherited = self._styles.list_place_of(style)
        numbering = value(child(own, "numId")) or (inherited.numbering if inherited else None)
        if numbering in (None, "0"):
            return None
        level = child(own, "ilvl")
        if level is not None:
            return ListPlace(str(numbering), number(level))
        return ListPlace(str(numbering), inherited.level if inherited else None)

    def _level_of(self, place: ListPlace, counted: _List, style: str) -> int:
        if place.level is not None:
            return place.level
        return next((index for index, level in counted.levels.items() if style and level.style == style), 0)

    def _list_of(self, numbering: str) -> _List | None:
        """The counts for a numbering: its own if it starts anew, else those of its abstract list."""
        if numbering in self._overridden:
            return self._overridden[numbering]
        item = self._numberings.get(numbering)
        abstract = value(child(item, "abstractNumId")) or ""
        source = self._followed(self._abstracts.get(abstract))
        if item is None or source is None:
            return None
        levels = {number(level, "ilvl"): _level(level) for level in children(source, "lvl")}
        overrides = list(children(item, "lvlOverride"))
        if overrides:
            self._overridden[numbering] = _List(levels | _overrides(overrides, levels))
            return self._overridden[numbering]
        return self._lists.setdefault(abstract, _List(levels))

    def _followed(self, abstract: Element | None) -> Element | None:
        """The list itself where it only refers to a list style that another one defines."""
        link = value(child(abstract, "numStyleLink"))
        if link is None:
            return abstract
        linked = (item for item in self._abstracts.values() if value(child(item, "styleLink")) == link)
        return next(linked, abstract)

    def _counted(self, counted: _List, index: int) -> str:
        level = counted.levels[index]
        counted.counts[index] = counted.counts.get(index, level.start - 1) + 1
        for deeper in [other for other in counted.counts if other > index]:
            limit = counted.levels[deeper].restarts_after
            if limit is None or (limit and index < limit):
                del counted.counts[deeper]
        text = bullet(level.text) if level.format == "bullet" else _PLACE.sub(_written(counted, level), level.text)
        return text + (" " if text and level.has_gap else "")


def bullet(text: str) -> str:
    """A bullet that any font can show; those of symbol fonts sit in the private area of Unicode."""
    if not text or "\ue000" <= text[0] <= "\uf8ff" or text == "·":
        return "•"
    return "◦" if text == "o" else text


def counted_as(count: int, number_format: str) -> str:
    """The count written in one of Word's number formats; decimal where the format is a rare one."""
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{count:02}"
    if number_format in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 100)
        return letters if number_format == "lowerLetter" else letters.upper()
    if number_format in ("lowerRoman", "upperRoman") and 0 < count < _LARGEST_SPELT:
        return _roman(count) if number_format == "lowerRoman" else _roman(count).upper()
    if number_format in _CHINESE_FORMATS and 0 < count < 100:
        return _chinese(count)
    if number_format == "ordinal":
        return _ordinal(count)
    return str(count)


def _written(counted: _List, level: _Level) -> Callable[[re.Match[str]], str]:
    def place(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        shown = counted.levels.get(index)
        if shown is None:
            return ""
        return counted_as(counted.counts.get(index, shown.start), "decimal" if level.is_legal else shown.format)

    return place


def _level(item: Element) -> _Level:
    restart = child(item, "lvlRestart")
    return _Level(
        format=value(child(item, "numFmt")) or "decimal",
        text=value(child(item, "lvlText")) or "",
        start=number(child(item, "start"), default=0),
        restarts_after=None if restart is None else number(restart),
        has_gap=value(child(item, "suff")) != "nothing",
        is_legal=bool(is_on(child(item, "isLgl"))),
        style=value(child(item, "pStyle")) or "",
    )


def _overrides(items: list[Element], levels: dict[int, _Level]) -> dict[int, _Level]:
    changed: dict[int, _Level] = {}
    for item in items:
        index = number(item, "ilvl")
        own = child(item, "lvl")
        level = _level(own) if own is not None else levels.get(index)
        start = child(item, "startOverride")
        if level is not None:
            changed[index] = level if start is None else replace(level, start=number(start))
    return changed


def _roman(count: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        written += letters * (count // size)
        count %= size
    return written


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    ten = "" if not tens else "十" if tens == 1 else _CHINESE_DIGITS[tens] + "十"
    return ten + (_CHINESE_DIGITS[ones] if ones else "")


def _ordinal(count: int) -> str:
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"
