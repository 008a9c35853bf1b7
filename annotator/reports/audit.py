"""The audit trail of the codebook: what was done to the codes, when, by whom, what was there before and after, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from annotator.analysis.code_story import CodeStep
from annotator.analysis.log_days import day_of
from annotator.analysis.operation_details import FieldChange
from annotator.analysis.row_fields import FIELDS, NOWHERE, OF_ANOTHER_ORDER
from annotator.project.collection import folded
from annotator.project.history import REDO, UNDO
from annotator.project.ids import Id
from annotator.reports.audit_words import came_or_went, what_was_done
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table
from annotator.reports.options import ReportOptions
from annotator.reports.quotation import shortened

NAME = "audit"
TITLE = "Audit trail of the codebook"
COLUMNS = (
    Column("date", "Date", "citation", 1),
    Column("who", "Who", "name", 1),
    Column("code", "Code", "name", 1.1),
    Column("what", "What was done", "text", 1.2),
    Column("before", "Before", "text", 2.4),
    Column("after", "After", "text", 3.2),
    Column("why", "Why", "text", 2),
)
_WHY = "methodological"
_FIELDS = FIELDS["code"]
_SAYS_NOTHING = frozenset({_FIELDS["colour"], OF_ANOTHER_ORDER})
_LONGEST_EXAMPLE_CHARS = 160
_OF_CHOSEN = "Of codings and memos, those of {coders} are told."
_NOTE = "What was undone is left out, and so are changes of colour and order."
_OF_REASONS = "Why: the methodological memos of the same day on the code, or on one that codings came from or went to."
_OF_COPIES = (
    "What was done in a copy of the project stands under whoever did it there and when; of the merge of the copies "
    "itself, only what it decided."
)
Reasons = Mapping[tuple[Id, date], list[str]]


def build(material: Material) -> Section:
    """One table by time; with `audit_by_code` one for each code, in the order in which these came to be."""
    steps = [step for step in material.code_steps if _is_wanted(step, material)]
    told = [step for step in steps if _changes(step) or step.passings or came_or_went(step)]
    if not told:
        return Section(NAME, TITLE, (), _nothing(material))
    reasons = _reasons(material.code_steps)
    note = _note(told, reasons, material)
    if not material.options.audit_by_code:
        return Section(NAME, TITLE, (_table("", _once(told), reasons, note, material),))
    by_code: dict[Id, list[CodeStep]] = defaultdict(list)
    for step in told:
        by_code[step.code_id].append(step)
    named = ((material.codes_now.get(code_id, of[-1].name), of) for code_id, of in by_code.items())
    first, *others = (_table(name, of, reasons, note, material) for name, of in named)
    return Section(NAME, TITLE, (first, *(replace(other, note="") for other in others)))  # it is of all of them


def _once(steps: list[CodeStep]) -> list[CodeStep]:
    """Codings that went from one code to another are told where they went from, if that is told."""
    gone = {(step.entry.operation.id, each.other) for step in steps for each in step.passings if not each.is_coming}
    return [
        step
        for step in steps
        if (step.entry.operation.id, step.name) not in gone
        or _changes(step)
        or came_or_went(step)
        or not all(each.is_coming for each in step.passings)
    ]


def _is_wanted(step: CodeStep, material: Material) -> bool:
    options, day = material.options, day_of(step.entry.operation.time_us).isoformat()
    is_in_time = (not options.since or options.since <= day) and (not options.until or day <= options.until)
    is_chosen = options.codes is None or step.code_id in options.codes
    is_chosen &= not options.done_by or _is_by(step, material)
    stands = not step.entry.is_undone and step.entry.operation.kind not in (UNDO, REDO)
    return is_in_time and is_chosen and stands


def _is_by(step: CodeStep, material: Material) -> bool:
    """Whether somebody did it, who may have had another name then."""
    name, operation = folded(material.options.done_by), step.entry.operation
    now = material.every_coder.get(step.entry.coder_id or Id(b""), "")
    return name in (folded(operation.coder_name), folded(now))


def _nothing(material: Material) -> str:
    if _scope(material.options):
        return "Nothing like this was done to codes yet."
    return "Nothing was done to codes yet."


def _scope(options: ReportOptions) -> str:
    """The days and the person, as a caption ends: ", 2026-03-01 to 2026-03-31, steps by Bo Lie"."""
    parts = (_days(options.since, options.until), options.done_by and f"steps by {options.done_by}")
    return "".join(f", {part}" for part in parts if part)


def _days(since: str, until: str) -> str:
    if since and until:
        return f"{since} to {until}" if since != until else f"on {since}"
    return f"since {since}" if since else until and f"until {until}"


def _table(name: str, steps: list[CodeStep], reasons: Reasons, note: str, material: Material) -> Table:
    options = material.options
    rows = [_row(step, reasons, is_blind=options.coders is not None) for step in steps]
    columns, rows_shown = shown(COLUMNS, rows, NAME, options.columns)
    if name and all(step.name == name for step in steps):
        columns, rows_shown = _without_code(columns, rows_shown)
    caption = f"Audit trail of the code “{name}”" if name else TITLE
    return Table(NAME, name, caption + _scope(options), columns, rows_shown, note, is_wide=True)


def _without_code(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> tuple[Any, Any]:
    """A table of one code that always had one name need not say it in each row."""
    kept = [place for place, column in enumerate(columns) if column.key != "code"]
    return tuple(columns[each] for each in kept), tuple(tuple(row[each] for each in kept) for row in rows)


def _note(steps: Sequence[CodeStep], reasons: Reasons, material: Material) -> str:
    parts = [_NOTE]
    if any(_why(step, reasons) for step in steps):
        parts.append(_OF_REASONS)
    if any(step.entry.operation.merged_by is not None for step in steps):
        parts.append(_OF_COPIES)
    if material.options.coders is not None:
        names = ", ".join(coder.name for coder in material.people.values()) or "nobody"
        parts.append(_OF_CHOSEN.format(coders=names))
    return " ".join(parts)


def _row(step: CodeStep, reasons: Reasons, *, is_blind: bool) -> tuple[str, ...]:
    operation = step.entry.operation
    moment = datetime.fromtimestamp(operation.time_us // 1_000_000)
    changes = _changes(step)
    passings = [
        f"{each.count:,} {'coding' if each.count == 1 else 'codings'} "
        f"{'came from' if each.is_coming else 'went to'} “{each.other}”"
        for each in step.passings
    ]
    return (
        moment.strftime("%Y-%m-%d %H:%M"),
        operation.coder_name,
        step.name,
        what_was_done(step, changes, is_blind=is_blind),
        "\n".join(_side(changes, is_after=False)),
        "\n".join([*_side(changes, is_after=True), *passings]),
        _why(step, reasons),
    )


def _changes(step: CodeStep) -> list[FieldChange]:
    """What is told of a code's fields; the name of one that is new or gone stands beside them already."""
    return [
        change
        for row in step.rows
        if row.table == "code"
        for change in row.fields
        if change.label not in _SAYS_NOTHING and (row.event == "changed" or change.label != _FIELDS["name"])
    ]


def _side(changes: Iterable[FieldChange], *, is_after: bool) -> Iterator[str]:
    for change in changes:
        words = change.after if is_after else change.before
        if change.label == _FIELDS["example_coding_id"]:
            words = shortened(" ".join(words.split()), _LONGEST_EXAMPLE_CHARS)
        if words not in ("", NOWHERE):
            yield f"{change.label}: {words}"


def _why(step: CodeStep, reasons: Reasons) -> str:
    """What was written that day about the code, and about those that its codings came from or went to."""
    day, codes = day_of(step.entry.operation.time_us), (step.code_id, *(each.other_id for each in step.passings))
    return "\n".join(dict.fromkeys(words for code_id in codes for words in reasons.get((code_id, day), ())))


def _reasons(steps: Iterable[CodeStep]) -> Reasons:
    """The methodological memos by code and day, each as it was written last that day."""
    found: dict[tuple[Id, date], dict[Id, str]] = defaultdict(dict)
    for step in steps:
        if step.entry.is_undone:
            continue
        for memo in step.memos:
            if memo["kind"] == _WHY and memo["code_id"] == step.code_id:
                words = ": ".join(filter(None, (memo["title"].strip(), memo["text"].strip())))
                found[step.code_id, day_of(step.entry.operation.time_us)][memo["id"]] = words
    return {key: list(filter(None, memos.values())) for key, memos in found.items()}
