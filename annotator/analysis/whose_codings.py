"""Whose codings count where a team keeps a consensus beside its coders' own codings.

A decision about a difference is a coding of the consensus beside the originals: whoever counts both counts it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from annotator.project.coders import Coder
from annotator.project.consensus import ROLE

Whose = Literal["coders", "consensus", "all"]
WHOSE: Final[tuple[Whose, ...]] = get_args(Whose)
USUAL: Final[Whose] = "coders"
IN_WORDS: Final[Mapping[Whose, str]] = {
    "coders": "of the coders, without the consensus",
    "consensus": "of the consensus",
    "all": "of the coders and of the consensus",
}


def has_consensus(coders: Iterable[Coder]) -> bool:
    """Whether one of them is the consensus."""
    return any(coder.role == ROLE for coder in coders)


def counts(coder: Coder, whose: Whose) -> bool:
    """Whether the codings of a coder, or of the consensus, are among those that count."""
    return whose == "all" or (coder.role == ROLE) == (whose == "consensus")


def whose_of(kept: object, missing: Whose) -> Whose:
    """What was kept; where that is none of the three, or was not known yet, the one for what is missing."""
    return next((whose for whose in WHOSE if whose == kept), missing)
