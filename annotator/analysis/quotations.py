"""Where a quotation stands in a text: verbatim first, else with other spaces, line ends, quotes and dashes."""

from __future__ import annotations

import re
from functools import lru_cache

Span = tuple[int, int]

# What word processors and mail programs put in the place of each other. The span that is found is the text's own.
_ALIKE = (
    "'’‘‛`´ʼ",
    '"“”„‟«»',
    "-‐‑‒–—−",
)
_ELLIPSIS = r"(?:…|\.\.\.)"
_TOKEN = re.compile(r"\s+|…|\.\.\.|.", re.DOTALL)


def find_quotation(text: str, quote: str) -> tuple[Span, ...]:
    """All places of the quotation, in order, as code-point spans; none overlaps the one before.

    Places that are verbatim win; only where there is none do such count that differ in white space, line ends,
    typographic quotes, dashes and ellipses. Letters and their case must always be the same. White space at the ends
    of the quotation counts only verbatim. An empty quotation is nowhere.
    """
    if not quote:
        return ()
    verbatim = tuple(match.span() for match in re.finditer(re.escape(quote), text))
    if verbatim or not quote.strip():
        return verbatim
    return tuple(match.span() for match in _tolerant(quote.strip()).finditer(text))


@lru_cache(maxsize=64)
def _tolerant(quote: str) -> re.Pattern[str]:
    return re.compile("".join(_pattern_of(token) for token in _TOKEN.findall(quote)))


def _pattern_of(token: str) -> str:
    if token.isspace():
        return r"\s+"
    if token in ("…", "..."):
        return _ELLIPSIS
    alike = next((signs for signs in _ALIKE if token in signs), "")
    return f"[{re.escape(alike)}]" if alike else re.escape(token)
