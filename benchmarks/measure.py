"""How the benchmarks measure and print: the median of some runs, beside a limit that was taken in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_ms(action: Callable[[], object], runs: int = 9) -> float:
    """The median time of an action in milliseconds; a first run that warms up does not count."""
    action()
    return statistics.median(once_ms(action) for _ in range(runs))


def once_ms(action: Callable[[], object]) -> float:
    """The time of one run in milliseconds."""
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def once_cpu_ms(action: Callable[[], object]) -> float:
    """The processor's time of one run in milliseconds: what other programs do meanwhile does not count."""
    begun = time.process_time()
    action()
    return (time.process_time() - begun) * 1000


def header() -> None:
    """The line above the figures."""
    print(f"{'what':44} {'ours':>10} {'limit':>10} {'ratio':>7}   limit is")


def show(what: str, ours_ms: float, limit_ms: float | None = None, limit: str = "") -> None:
    """One line: our time, the limit's, and how many times the limit ours is."""
    if limit_ms is None:
        print(f"{what:44} {ours_ms:7.1f} ms")
    else:
        print(f"{what:44} {ours_ms:7.1f} ms {limit_ms:7.1f} ms {ours_ms / limit_ms:7.2f}   {limit}")
