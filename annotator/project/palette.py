"""Colours for codes and coders: told apart with every common kind of colour blindness.

The first seven are Okabe and Ito's (2008) without black; the rest are Paul Tol's "muted" scheme (2021) and darker
shades of both. Backgrounds are painted with these at low opacity, so that text on them keeps its contrast.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

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

# Steps between the darkest and the lightest shade of a colour, and what lies too near to the colour itself.
_LIGHTNESSES = (0.22, 0.34, 0.46, 0.58, 0.70, 0.80)
_LEAST_STEP = 0.09
_HUE_SHIFT = 0.02
_SATURATIONS = 0.3, 0.7


def shades(colour: str) -> tuple[str, ...]:
    """Colours ("#RRGGBB") of nearly the same hue, lighter and darker, each told apart from it: the nearest first."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    steps = [step for step in _LIGHTNESSES if abs(step - lightness) >= _LEAST_STEP]
    steps.sort(key=lambda step: abs(step - lightness))
    full = min(max(saturation, _SATURATIONS[0]), _SATURATIONS[1])
    return tuple(
        _hexadecimal(*hls_to_rgb((hue + (_HUE_SHIFT if place % 2 else -_HUE_SHIFT)) % 1, step, full))
        for place, step in enumerate(steps)
    )


def _hexadecimal(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in (red, green, blue))
