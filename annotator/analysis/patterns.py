"""Regular expressions that people type: what is wrong with one in words, and an end for one that runs away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from annotator.project.errors import AnnotatorError

LONGEST_SEARCH_S = 2.0


@dataclass(eq=False)
class PatternRefused(AnnotatorError):
    """A regular expression cannot be understood. `problem` says what and where, without a full stop."""

    problem: str
    template = (
        "{problem}. Nothing was searched. Mend the expression; a sign that is meant as it stands needs a \\ before it."
    )


@dataclass(eq=False)
class PatternTooSlow(AnnotatorError):
    """A regular expression did not come to an end in a text."""

    pattern: str
    template = (
        "The search for “{pattern}” was stopped, because it would take too long. Nothing was changed. "
        "Make the expression simpler: a * or + inside brackets that are repeated themselves is the usual cause."
    )


def compiled(pattern: str, *, ignores_case: bool, whole_words: bool) -> regex.Pattern[str]:
    """The expression, ready to be searched for. ^ and $ mean a paragraph's ends. Raises PatternRefused."""
    flags = regex.MULTILINE | (regex.IGNORECASE | regex.FULLCASE if ignores_case else 0)
    try:
        made = regex.compile(pattern, flags)
        return regex.compile(rf"(?<!\w)(?:{pattern}{_closing(pattern)})(?!\w)", flags) if whole_words else made
    except regex.error as error:
        raise PatternRefused(_problem(pattern, error)) from None
    except (OverflowError, MemoryError, RecursionError):
        raise PatternRefused("The expression is too large") from None


def matches(made: regex.Pattern[str], text: str, start: int, end: int, pattern: str) -> Iterator[tuple[int, int]]:
    """The spans of the expression in a part of a text; none is empty.

    Raises PatternTooSlow after `LONGEST_SEARCH_S` seconds.
    """
    try:
        for match in made.finditer(text, start, end, timeout=LONGEST_SEARCH_S):
            if match.start() < match.end():
                yield match.span()
    except TimeoutError:
        raise PatternTooSlow(pattern) from None


def _closing(pattern: str) -> str:
    """A newline behind a pattern with a comment that would swallow what follows."""
    return "\n" if "(?x" in pattern and "#" in pattern else ""


def _problem(pattern: str, error: regex.error) -> str:
    """What is wrong, as a sentence without its full stop."""
    place = min(error.pos if error.pos is not None else len(pattern), len(pattern))
    here, before = _ordinal(place + 1), _ordinal(place)
    sign = pattern[place : place + 1]
    if error.msg in ("missing )", "missing >", "unterminated character set"):
        opening = "[" if "set" in error.msg else "<" if ">" in error.msg else "("
        opened = _last_open(pattern, opening)
        return f"The bracket {opening} opened at the {_ordinal(opened + 1)} character is not closed"
    if error.msg == "unbalanced parenthesis":
        return f"The bracket ) at the {here} character was never opened"
    if error.msg in ("nothing to repeat", "multiple repeat"):
        return f"The {sign or 'sign'} at the {here} character has nothing before it that it could repeat"
    known = {
        "bad escape (end of pattern)": "The \\ at the end has nothing behind it",
        "min repeat greater than max repeat": f"The numbers in braces after the {before} character are in wrong order",
        "bad character range": f"The range up to the {before} character runs backwards",
        "unknown property": f"What \\p names up to the {before} character is no known kind of character",
        "unknown group": f"The group named up to the {before} character does not exist",
        "invalid group reference": f"The group named up to the {before} character does not exist",
    }
    return known.get(error.msg, f"The expression cannot be understood at the {here} character ({error.msg})")


def _last_open(pattern: str, opening: str) -> int:
    """Where the bracket stands that was opened last and not closed."""
    open_at: list[int] = []
    in_set, place = -1, 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 1
        elif in_set >= 0:
            # A ] right behind the opening is a sign as any other.
            in_set = -1 if sign == "]" and pattern[in_set + 1 : place] not in ("", "^") else in_set
        elif sign == "[":
            in_set = place
        elif sign == "(":
            open_at.append(place)
        elif sign == ")" and open_at:
            open_at.pop()
        place += 1
    if opening == "[":
        return max(in_set, 0)
    return pattern.rfind("<") if opening == "<" else (open_at[-1] if open_at else 0)


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"
