"""What an operation did, as rich text: before and after, with the words that changed set off by line and ground."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette

from annotator.analysis.code_story import CodeStep
from annotator.analysis.operation_details import FieldChange, OperationDetails, RowTold
from annotator.analysis.row_fields import NOWHERE
from annotator.gui import theme
from annotator.gui.history.log_model import moment_words
from annotator.gui.history.question import operation_sentence
from annotator.project.operation_log import LogEntry

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_COMPARED_CHARS = 4_000
_MOST_SHOWN_CHARS = 3_000
_GONE, _NEW = QColor("#c43b3b"), QColor("#2f8f4e")
_GROUND_ALPHA = 0.20


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one palette, as style sheets name them."""

    quiet: str
    gone: str
    new: str

    @classmethod
    def of(cls, palette: QPalette) -> Look:
        base = palette.color(QPalette.ColorRole.Base)
        grounds = (theme.mixed(colour, base, _GROUND_ALPHA).name() for colour in (_GONE, _NEW))
        return cls(theme.quiet_colour(palette).name(), *grounds)


def details_html(details: OperationDetails, look: Look, *, is_blind: bool = False) -> str:
    """One operation with all that it did."""
    entry = details.entry
    title = operation_sentence(entry.operation, is_blind=is_blind)
    told = [f"<h3>{escape(title)}</h3>", _by(entry, look)]
    if details.undone_by is not None:
        told.append(_line(_words("Undone by {who} on {when}.").format(**_who_and_when(details.undone_by))))
    if details.merged_by is not None:
        told.append(
            _line(_words("Done in a copy; it came by the merge of {when}.").format(**_who_and_when(details.merged_by)))
        )
    told += [_row_html(row, look) for row in details.rows]
    if (more := details.row_count - len(details.rows)) > 0 and len(details.rows) > 0:
        told.append(_line(_counted("and %n more row(s)", more), look.quiet))
    elif not details.rows and not details.row_count:
        told.append(_line(_words("Nothing of it is told here."), look.quiet))
    elif not details.rows:
        told.append(_line(_counted("%n row(s), of which nothing is told here", details.row_count), look.quiet))
    return "".join(told)


def story_html(steps: list[CodeStep], look: Look, name: str = "", *, is_blind: bool = False) -> str:
    """The story of a code, the oldest first. `name` is what it is called now; of one that is gone, what it was last."""
    if not steps:
        return _line(_words("The history says nothing of this code: it may have come from a copy without history."))
    name = name or steps[-1].name or steps[0].name
    title = _words("The story of “{code}”").format(code=name)
    names = list(dict.fromkeys(step.name for step in steps if step.name))
    told = [f"<h3>{escape(title)}</h3>"]
    if len(names) > 1:
        told.append(_line(_words("It was called: {names}.").format(names=" → ".join(names))))
    return "".join([*told, *(_step_html(step, look, is_blind) for step in steps)])


def _step_html(step: CodeStep, look: Look, is_blind: bool) -> str:
    words = escape(operation_sentence(step.entry.operation, is_blind=is_blind))
    signs = [_words("undone")] if step.entry.is_undone else []
    signs += [_words("came by a merge")] if step.entry.operation.merged_by is not None else []
    title = f"<s>{words}</s>" if step.entry.is_undone else f"<b>{words}</b>"
    sign = f' <span style="color:{look.quiet}">({escape(", ".join(signs))})</span>' if signs else ""
    passings = "".join(_line(_passing_words(each.other, each.count, each.is_coming)) for each in step.passings)
    fields = "".join(_fields_html(row, look) for row in step.rows)
    passings += "".join(map(_line, _merged_words(step)))
    return f'<hr><p style="margin:6px 0 0 0">{title}{sign}</p>{_by(step.entry, look)}{passings}{fields}'


def _merged_words(step: CodeStep) -> Iterator[str]:
    """Why a merge changed the code."""
    if step.is_fold:
        yield _words("It was made one with the code of the same name in the copy.")
    if step.is_return:
        yield _words("It was brought back: one copy had deleted it, and the other used it.")


def _passing_words(other: str, count: int, is_coming: bool) -> str:
    came = _counted("%n coding(s) came from “{code}”", count)
    went = _counted("%n coding(s) went to “{code}”", count)
    return (came if is_coming else went).format(code=other)


def _by(entry: LogEntry, look: Look) -> str:
    operation = entry.operation
    words = " · ".join(filter(None, (operation.coder_name, moment_words(operation.time_us))))
    return _line(words, look.quiet)


def _row_html(row: RowTold, look: Look) -> str:
    events = {"added": _words("added"), "changed": _words("changed"), "removed": _words("removed")}
    event = f'<span style="color:{look.quiet}"> · {escape(events[row.event])}</span>'
    return f'<p style="margin:10px 0 2px 0"><b>{escape(row.title)}</b>{event}</p>{_fields_html(row, look)}'


def _fields_html(row: RowTold, look: Look) -> str:
    return "".join(_field_html(field, row, look) for field in row.fields)


def _field_html(told: FieldChange, row: RowTold, look: Look) -> str:
    nothing = translated(NOWHERE)
    before, after = ("" if side == nothing else side for side in (told.before, told.after))
    field = replace(told, before=before, after=after)
    label = f'<span style="color:{look.quiet}">{escape(field.label)}</span>'
    if not before and not after:
        return f'<p style="margin:2px 0 2px 12px">{escape(field.label)}</p>'
    if field.before == field.after:
        return _told(label, _quoted(escape_lines(_short(field.after)), field))
    if row.event != "changed" or not field.before or not field.after:
        sides = ((field.before, "s", look.gone), (field.after, "u", look.new))
        shown = [_quoted(_set_off(_short(text), tag if row.event == "changed" else "", ground), field)
                 for text, tag, ground in sides if text]  # fmt: skip
        return _told(label, " ".join(shown))
    before, after = marked(_short(field.before), _short(field.after), look)
    return _told(label, f"{_quoted(before, field)}<br>→ {_quoted(after, field)}")


def _told(label: str, words: str) -> str:
    return f'<p style="margin:2px 0 4px 12px">{label}<br>{words}</p>'


def _quoted(html: str, field: FieldChange) -> str:
    return f"“{html}”" if field.is_verbatim else html


def marked(before: str, after: str, look: Look) -> tuple[str, str]:
    """Two versions of some words as rich text: what went is struck out, what came is underlined."""
    if len(before) + len(after) > _MOST_COMPARED_CHARS:
        return _set_off(before, "s", look.gone), _set_off(after, "u", look.new)
    old, new = _WORD.findall(before), _WORD.findall(after)
    codes = SequenceMatcher(str.isspace, old, new, autojunk=False).get_opcodes()
    left = "".join(_part(old[i:j], tag, "s", look.gone) for tag, i, j, _, _ in codes)
    right = "".join(_part(new[i:j], tag, "u", look.new) for tag, _, _, i, j in codes)
    return left, right


def _part(words: list[str], tag: str, line: str, ground: str) -> str:
    text = "".join(words)
    return escape_lines(text) if tag == "equal" or not text else _set_off(text, line, ground)


def _set_off(text: str, line: str, ground: str) -> str:
    if not line:
        return escape_lines(text)
    return f'<{line} style="background-color:{ground}">{escape_lines(text)}</{line}>'


def escape_lines(text: str) -> str:
    """Words as rich text, their lines kept."""
    return escape(text).replace("\n", "<br>")


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN_CHARS else text[:_MOST_SHOWN_CHARS].rstrip() + "…"


def _line(words: str, colour: str = "") -> str:
    style = f"color:{colour};" if colour else ""
    return f'<p style="{style}margin:2px 0 2px 0">{escape(words)}</p>'


def _who_and_when(entry: LogEntry) -> dict[str, str]:
    who = entry.operation.coder_name or _words("nobody")
    return {"who": who, "when": moment_words(entry.operation.time_us)}


@lru_cache(maxsize=512)
def translated(text: str) -> str:
    """The words of `row_fields`, in the user's language."""
    return QCoreApplication.translate("history", text)


def _words(text: str) -> str:
    return QCoreApplication.translate("ChangeWords", text)


def _counted(text: str, count: int) -> str:
    return QCoreApplication.translate("ChangeWords", text, None, count)
