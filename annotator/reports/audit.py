"""The audit trail of the codebook: what was done to the codes, when, by whom, what was there before and after, why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from annotator.analysis.code_story import CodeStep
from annotator.analysis.log_days import day_of
from annotator.analysis.operation_details import FieldChange
from annotator.analysis.operation_sentences import sentence
from annotator.analysis.row_fields import FIELDS, NOWHERE, OF_ANOTHER_ORDER
from annotator.project.collection import folded
from annotator.project.history import REDO, UNDO
from annotator.project.ids import Id
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table
from annotator.reports.options import ReportOptions
from annotator.reports.quotation import shortened

NAME = "audit"
TITLE = "Audit trail of the codebook"
COLUMNS = (
    Column("date", "Date", "citation", 1),
    Column("who", "Who", "name", 0.9),
    Column("code", "Code", "name", 1.1),
    Column("what", "What was done", "text", 1.5),
    Column("before", "Before", "text", 2.4),
    Column("after", "After", "text", 3.2),
    Column("why", "Why", "text", 2),
)
_WHY = "methodological"
_FIELDS = FIELDS["code"]
_SAYS_NOTHING = frozenset({_FIELDS["colour"], OF_ANOTHER_ORDER})
_LONGEST_EXAMPLE_CHARS = 160
_OF_CHOSEN = "Of codings and memos, those of {coders} are told."
_NOTE = (
    "What was undone is left out, and so are changes of colour and order. Why: the methodological memos on the code "
    "of the same day. In a project whose copies were brought together, each step is told of whoever did it."
)
Reasons = Mapping[tuple[Id, date], list[str]]


def build(material: Material) -> Section:
    """One table by time; with `audit_by_code` one for each code, in the order in which these came to be."""
    steps = [step for step in material.code_steps if _is_wanted(step, material)]
    told = [step for step in steps if _changes(step) or step.passings or _came_or_went(step)]
    if not told:
        return Section(NAME, TITLE, (), _nothing(material))
    reasons = _reasons(material.code_steps)
    if not material.options.audit_by_code:
        return Section(NAME, TITLE, (_table("", told, reasons, material),))
    by_code: dict[Id, list[CodeStep]] = defaultdict(list)
    for step in told:
        by_code[step.code_id].append(step)
    return Section(NAME, TITLE, tuple(_table(_names(of), of, reasons, material) for of in by_code.values()))


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


def _table(name: str, steps: list[CodeStep], reasons: Reasons, material: Material) -> Table:
    options = material.options
    rows = [_row(step, reasons, is_blind=options.coders is not None) for step in steps]
    columns, rows_shown = shown(COLUMNS, rows, NAME, options.columns)
    caption = f"Audit trail of the code “{name}”" if name else TITLE
    return Table(NAME, name, caption + _scope(options), columns, rows_shown, _note(material), is_wide=True)


def _note(material: Material) -> str:
    if material.options.coders is None:
        return _NOTE
    names = ", ".join(coder.name for coder in material.coders.values()) or "nobody"
    return f"{_NOTE} {_OF_CHOSEN.format(coders=names)}"


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
        sentence(operation, is_blind=is_blind),
        "\n".join(_side(changes, is_after=False)),
        "\n".join([*_side(changes, is_after=True), *passings]),
        "\n".join(reasons.get((step.code_id, day_of(operation.time_us)), ())),
    )


def _changes(step: CodeStep) -> list[FieldChange]:
    """What is told of a code's fields; the name of one that is new or gone stands beside them already."""
    return [
        change
        for row in step.rows
        if row.table == "code" and row.row_id == step.code_id
        for change in row.fields
        if change.label not in _SAYS_NOTHING and (row.event == "changed" or change.label != _FIELDS["name"])
    ]


def _came_or_went(step: CodeStep) -> bool:
    return any(row.table == "code" and row.event != "changed" for row in step.rows)


def _side(changes: Iterable[FieldChange], *, is_after: bool) -> Iterator[str]:
    for change in changes:
        words = change.after if is_after else change.before
        if change.label == _FIELDS["example_coding_id"]:
            words = shortened(" ".join(words.split()), _LONGEST_EXAMPLE_CHARS)
        if words not in ("", NOWHERE):
            yield f"{change.label}: {words}"


def _names(steps: list[CodeStep]) -> str:
    """What a code is called, or was last."""
    return steps[-1].name


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
