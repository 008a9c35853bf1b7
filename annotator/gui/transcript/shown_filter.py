"""What a person wants to see of the codings in the transcript, as a value: by code, by coder, by who speaks."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.gui.transcript.coding_layer import Wants
from annotator.gui.transcript.shown_coding import ShownCoding
from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id

Spans = tuple[tuple[int, int], ...]
_SETS = ("code_ids", "coder_ids", "participant_ids")
_FLAGS = ("follows_codebook", "with_those_under", "dims", "dims_words")


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """None means all. Where it `follows_codebook`, the codes are those that are selected there, and `code_ids` is
    passed over. The rest is hidden, or dimmed where it `dims`; `dims_words` lets words without a shown coding fade.
    """

    code_ids: frozenset[Id] | None = None
    coder_ids: frozenset[Id] | None = None
    participant_ids: frozenset[Id] | None = None
    follows_codebook: bool = False
    with_those_under: bool = True
    dims: bool = False
    dims_words: bool = False

    @property
    def is_active(self) -> bool:
        """Whether anything may be left out."""
        return self.follows_codebook or any(getattr(self, name) is not None for name in _SETS)

    def chosen_codes(self, tree: CodeTree, selected: Iterable[Id]) -> frozenset[Id] | None:
        """The codes themselves, without those under them, as far as they are there. None: all.

        All are chosen where nothing is selected in a codebook that is followed, or what was chosen is gone.
        """
        wanted = selected if self.follows_codebook else self.code_ids
        return frozenset(code_id for code_id in wanted or () if code_id in tree) or None

    def wants(self, tree: CodeTree, selected: Iterable[Id], spoken: Spans | None) -> Wants | None:
        """Whether it lets a coding through; None where it lets all through.

        `spoken` are the spans of the participants who are wanted, in units and in order.
        """
        codes, coders = self.chosen_codes(tree, selected), self.coder_ids
        if codes is not None and self.with_those_under:
            codes = frozenset(under.id for code_id in codes for under in tree.subtree(code_id))
        if codes is None and coders is None and spoken is None:
            return None

        meets = None if spoken is None else _meets(spoken)

        def wanted(shown: ShownCoding) -> bool:
            return (
                (codes is None or shown.code_id in codes)
                and (coders is None or shown.coder_id in coders)
                and (meets is None or meets(shown))
            )

        return wanted

    def to_json(self) -> str:
        """As text, to be kept among the settings."""
        sets = {name: getattr(self, name) for name in _SETS}
        kept: dict[str, Any] = {name: sorted(i.hex() for i in ids) for name, ids in sets.items() if ids is not None}
        return json.dumps(kept | {name: getattr(self, name) for name in _FLAGS})

    @classmethod
    def from_json(cls, text: str) -> ShownFilter:
        """What `to_json` made; all codings where the text is none of its."""
        try:
            kept = json.loads(text)
            given: dict[str, Any] = {name: bool(kept[name]) for name in _FLAGS if name in kept}
            for name in (name for name in _SETS if name in kept):
                given[name] = frozenset(Id(bytes.fromhex(one)) for one in kept[name])
            return cls(**given)
        except (ValueError, TypeError, KeyError):
            return cls()


def _meets(spans: Spans) -> Wants:
    """Whether a coding shares a character with one of these spans, which are in order and apart."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]

    def meets(shown: ShownCoding) -> bool:
        at = bisect_right(ends, shown.start)
        return at < len(starts) and starts[at] < shown.end

    return meets
