"""What a value of a typed attribute looks like: how people may write it, and how it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Literal

from annotator.project.errors import ValueRefused
from annotator.project.ids import Id
from annotator.project.number_words import DecimalMark, TwoReadings, number_in, readings
from annotator.project.stored_text import normalise_text

AttributeKind = Literal["text", "number", "yes/no", "date", "choice"]
YES = frozenset({"yes", "y", "true", "1", "ja", "x", "✓"})
NO = frozenset({"no", "n", "false", "0", "nei"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "2026-3-14", "2026/3/14", with a time of day or without; "14.3.2026"; "3/14/2026"; "14 March 2026"; "March 14, 2026".
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.+Z]+)?")
_DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? +([A-Za-z]{3,9})\.?,? +(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? +(\d{1,2}),? +(\d{4})")


@dataclass(frozen=True, slots=True)
class Attribute:
    """A variable that participants have. `choices` are the values of a "choice"."""

    id: Id
    name: str
    kind: AttributeKind
    choices: tuple[str, ...]
    order_key: str


def fitting_value(attribute: Attribute, value: str, decimal_mark: DecimalMark = "") -> str:
    """The value as it is kept: numbers with a point, yes or no, ISO dates. Raises ValueRefused.

    `decimal_mark` is that of the column; without it "12,000" is refused, since it may be 12000 or 12. Days may be
    written as 2026-03-14, 14.3.2026, 14 March 2026 or, where no two days can be meant, 3/14/2026.
    """
    kept = normalise_text(value).strip()
    if not kept or attribute.kind == "text":
        return kept
    fits: dict[str, Callable[[str], str]] = {
        "number": partial(number_in, decimal_mark=decimal_mark),
        "yes/no": _yes_or_no,
        "date": _date,
        "choice": partial(_choice, attribute.choices),
    }
    try:
        return fits[attribute.kind](kept)
    except TwoReadings as unclear:
        raise ValueRefused(attribute.name, kept, two_readings_words(*unclear.readings)) from None
    except ValueError:
        raise ValueRefused(attribute.name, kept, wanted_words(attribute)) from None


def fits(attribute: Attribute, value: str, decimal_mark: DecimalMark = "") -> bool:
    """Whether an attribute takes a value."""
    try:
        fitting_value(attribute, value, decimal_mark)
    except ValueRefused:
        return False
    return True


def kept_words(attribute: Attribute, value: str, decimal_mark: DecimalMark = "") -> str:
    """The value as `fitting_value` keeps it; where it does not fit, the words as they are."""
    try:
        return fitting_value(attribute, value, decimal_mark)
    except ValueRefused:
        return normalise_text(value).strip()


def is_number(text: str) -> bool:
    """Whether these words are a number, be it one or the other ("12,000")."""
    return bool(readings(text.strip()))


def is_day(text: str) -> bool:
    """Whether these words are a day as `fitting_value` takes it."""
    try:
        return bool(_date(text.strip()))
    except ValueError:
        return False


def is_same_value(attribute: Attribute, one: str, other: str) -> bool:
    """Whether two values that fit say the same: "1.50" is the number 1.5."""
    if attribute.kind == "number" and is_number(one) and is_number(other):
        return Decimal(number_in(one, ".")) == Decimal(number_in(other, "."))
    return one == other


def wanted_words(attribute: Attribute) -> str:
    """What an attribute takes, in English: "a number"."""
    words = {
        "text": "any text",
        "number": "a number",
        "yes/no": "yes or no",
        "date": "a date such as 2026-03-14",
        "choice": "one of " + ", ".join(attribute.choices),
    }
    return words[attribute.kind]


def two_readings_words(first: str, second: str) -> str:
    """What a number must be where what was given is one or the other, in English."""
    return f"a number that can be only one: {first} or {second}"


def _yes_or_no(text: str) -> str:
    if text.casefold() in YES:
        return "yes"
    if text.casefold() in NO:
        return "no"
    raise ValueError(text)


def _date(text: str) -> str:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(text):
        return _day(match[3], match[2], match[1])
    if match := _SLASHED.fullmatch(text):
        return _slashed(match[1], match[2], match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    return date.fromisoformat(text).isoformat()


def _slashed(first: str, second: str, year: str) -> str:
    """Some write the day first and some the month: only what can be but one day is taken."""
    if int(first) != int(second) and int(first) <= 12 and int(second) <= 12:
        raise ValueError("either may be the month")
    month, day = (first, second) if int(first) <= 12 else (second, first)
    return _day(year, month, day)


def _month(name: str) -> str:
    return str(_MONTHS.index(name[:3].casefold()) + 1)


def _day(year: str, month: str, day: str) -> str:
    return date(int(year), int(month), int(day)).isoformat()


def _choice(choices: tuple[str, ...], text: str) -> str:
    for choice in choices:
        if choice.casefold() == text.casefold():
            return choice
    raise ValueError(text)
