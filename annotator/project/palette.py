"""Colours for codes and coders: told apart with every common kind of colour blindness.

The first seven are Okabe and Ito's (2008) without black; the rest are Paul Tol's "muted" scheme (2021) and darker
shades of both. Backgrounds are painted with these at low opacity, so that text on them keeps its contrast.
"""

from __future__ import annotations

CODE_COLOURS: tuple[str, ...] = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#CC79A7",
    "#56B4E9",
    "#D55E00",
    "#F0E442",
    "#332288",
    "#88CCEE",
    "#44AA99",
    "#117733",
    "#999933",
    "#DDCC77",
    "#CC6677",
    "#882255",
    "#AA4499",
)

CODER_COLOURS: tuple[str, ...] = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#882255")
