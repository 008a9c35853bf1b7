"""Bring the translations up to date with the sources, and compile them: `make translations`.

Qt's lupdate finds what `self.tr` and `QCoreApplication.translate` are called with. What it cannot see is written out
for it here: texts inside f-strings, texts that pass through a function of their module, and the sentences of the
packages without Qt.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import PySide6

from annotator.analysis.coefficients import Why
from annotator.analysis.operation_kinds import GROUPS
from annotator.analysis.operation_sentences import BLIND, TEMPLATES, WITHOUT
from annotator.analysis.row_fields import all_texts
from annotator.project.errors import AnnotatorError
from annotator.reports.registry import TABLES

FOLDER = Path(__file__).parent
WINDOW = FOLDER.parent.parent / "annotator" / "gui"
ENGLISH = "annotator_en.ts"
_TOOLS = Path(PySide6.__file__).parent
_LOOKUP = ("-tr-function-alias", "QT_TRANSLATE_NOOP+=_T", "-source-language", "en", "-no-obsolete", "-silent")
_FORM = re.compile(r"<numerusform>.*?</numerusform>", re.DOTALL)
_context = attrgetter("context")


@dataclass(frozen=True, slots=True)
class Message:
    """A text to be translated, and where it belongs. `is_plural`: it depends on a number."""

    context: str
    text: str
    is_plural: bool = False


def update(ts: Path) -> None:
    """Put new texts into a .ts file and drop those that are gone; the English one holds plurals only."""
    with tempfile.TemporaryDirectory() as folder:
        unseen = Path(folder, "unseen.py")
        unseen.write_text(_as_source(unseen_messages()), encoding="utf-8")
        what = ["-pluralonly"] if ts.name == ENGLISH else []
        sources = [str(path) for path in (*sorted(WINDOW.rglob("*.py")), unseen)]
        _run("lupdate", *_LOOKUP, *what, "-locations", "none", *sources, "-ts", str(ts))


def compile_to(ts: Path, qm: Path) -> None:
    """Make the file that the program reads. Numbers in it get the marks between thousands of the user's locale."""
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder, ts.name)
        words = ts.read_text(encoding="utf-8")
        marked.write_text(_FORM.sub(lambda form: form[0].replace("%n", "%Ln"), words), encoding="utf-8")
        _run("lrelease", "-silent", str(marked), "-qm", str(qm))


@cache
def unseen_messages() -> tuple[Message, ...]:
    """The texts that lupdate cannot see, each once."""
    in_f_strings: list[Message] = []
    passed_on: list[Message] = []
    for path in sorted(WINDOW.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        in_f_strings += _in_f_strings(tree)
        passed_on += _passed_on(tree)
    return tuple(dict.fromkeys((*in_f_strings, *passed_on, *_without_qt())))


def main(languages: list[str]) -> None:
    """Update and compile all files, and those of new languages ("nb") that are named."""
    new = [FOLDER / f"annotator_{language}.ts" for language in languages]
    for ts in sorted({*FOLDER.glob("annotator_*.ts"), *new}):
        update(ts)
        compile_to(ts, ts.with_suffix(".qm"))
        left = ts.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{ts.name}: {f'{left} texts still to be translated' if left else 'complete'}")


def _in_f_strings(module: ast.Module) -> Iterator[Message]:
    """What a class says with `self.tr` inside an f-string."""
    for class_ in (node for node in module.body if isinstance(node, ast.ClassDef)):
        for f_string in (node for node in ast.walk(class_) if isinstance(node, ast.JoinedStr)):
            for call in ast.walk(f_string):
                match call:
                    case ast.Call(func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(text)), *more]):
                        yield Message(class_.name, text, len(more) > 1)


def _passed_on(module: ast.Module) -> Iterator[Message]:
    """Literal texts given to a function of their module that only passes them on to `translate`."""
    contexts = dict(_passing_functions(module))
    for call in ast.walk(module) if contexts else ():
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in contexts:
            text = call.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield Message(contexts[call.func.id], text.value, len(call.args) > 1)


def _passing_functions(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(name, context) of each function that returns `translate("context", its first parameter, ...)`."""
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or not isinstance(function.body[-1], ast.Return):
            continue
        match function.body[-1].value:
            case ast.Call(
                func=ast.Attribute(attr="translate"),
                args=[ast.Constant(value=str(context)), ast.Name(id=passed), *_],
            ) if function.args.args and function.args.args[0].arg == passed:
                yield function.name, context


def _without_qt() -> Iterator[Message]:
    """The sentences of errors and operations, the titles of tables and their columns, and why a figure is undefined."""
    for error in AnnotatorError.__subclasses__():
        yield Message("errors", error.template)
    for kind in TABLES:
        yield Message("reports", kind.title)
        for column in kind.columns:
            yield Message("reports", column.title)
    for why in Why:
        yield Message("reports", why.value)
    for text in (*all_texts(), *(group.title for group in GROUPS)):
        yield Message("history", text)
    for template in (*TEMPLATES.values(), *(shorter for _, shorter in WITHOUT.values()), *BLIND.values()):
        yield Message("operations", template)


def _as_source(messages: Iterable[Message]) -> str:
    """Classes that say these texts: lupdate knows a number only in `self.tr`."""
    lines: list[str] = []
    for context, group in groupby(sorted(messages, key=_context), _context):
        lines += (f"class {context}:", "    def say(self, n):")
        lines += (f"        self.tr({_quoted(one.text)}{', None, n' if one.is_plural else ''})" for one in group)
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _run(tool: str, *arguments: str) -> None:
    name = tool + (".exe" if sys.platform == "win32" else "")
    subprocess.run([str(_TOOLS / name), *arguments], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
