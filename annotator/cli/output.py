"""How results are printed: words for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any


def print_json(value: Any) -> None:
    """Print a value as JSON, in UTF-8 whatever the terminal speaks."""
    _for_programs()
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def print_json_list(values: Iterable[Any]) -> None:
    """Print a list as JSON, one value a line, each as soon as it is there."""
    _for_programs()
    between = "[\n"
    for value in values:
        sys.stdout.write(between + json.dumps(value, ensure_ascii=False))
        between = ",\n"
    sys.stdout.write("\n]\n" if between == ",\n" else "[]\n")


def print_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Print rows as CSV (RFC 4180), in UTF-8 whatever the terminal speaks. Line ends inside a cell stay as they are."""
    _for_programs()
    writer = csv.writer(sys.stdout)
    writer.writerow(header)
    writer.writerows(rows)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; a character that the terminal does not know is shown by its number."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    for line in lines:
        sys.stdout.write(f"{line}\n")


def utc_time(time_us: int) -> str:
    """A time of the log as ISO 8601 in UTC, to the microsecond."""
    return _moment(time_us).isoformat(timespec="microseconds").replace("+00:00", "Z")


def local_time(time_us: int) -> str:
    """A time of the log as people here read it, to the minute."""
    return _moment(time_us).astimezone().strftime("%Y-%m-%d %H:%M")


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 code", "12 codes"."""
    return f"{count:,} {one if count == 1 else many}"


def _moment(time_us: int) -> datetime:
    seconds, microseconds = divmod(time_us, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microseconds)


def _for_programs() -> None:
    # Half a character of a file's name on Linux becomes an escape, which JSON takes.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
