"""How a command ends: what went wrong as one line on standard error, and an exit code. Never a traceback."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress

from annotator.project.errors import AnnotatorError

INPUT_ERROR = 1
USAGE_ERROR = 2
STOPPED = 130
TRACEBACK_VARIABLE = "ANNOTATOR_TRACEBACK"


def exit_code_of(run: Callable[[], int]) -> int:
    """Run a command and return its exit code; whatever goes wrong is told in one line.

    What a project holds is safe in every case: an operation is on disk as a whole or not at all. With
    ANNOTATOR_TRACEBACK=1 in the environment, a fault in the program itself also says where.
    """
    try:
        code = run()
        sys.stdout.flush()
        return code
    except AnnotatorError as error:
        return _told(error.sentence(), INPUT_ERROR)
    except KeyboardInterrupt:
        return _told("Stopped. All that was saved before is safe.", STOPPED)
    except SystemExit as error:  # so typer ends where a reader has gone
        with suppress(OSError):
            sys.stdout.flush()
        _drop_output()
        return error.code if isinstance(error.code, int) else INPUT_ERROR
    except BrokenPipeError:
        _drop_output()
        return INPUT_ERROR
    except Exception as error:  # the last line of defence: whatever it is becomes one sentence
        return _of_other_error(error)


def tell(sentence: str) -> None:
    """Say on standard error, on one line, what stood in the way."""
    line = re.sub(r"\s*[\n\r]\s*", " ", sentence)
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    with suppress(OSError):
        print(line.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr, flush=True)


def _of_other_error(error: Exception) -> int:
    usage = getattr(error, "format_message", None)  # typer keeps the class of these to itself
    if usage is not None:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "annotator"
        return _told(f"{usage().rstrip('.')}. Try “{command} --help”.", USAGE_ERROR)
    if os.environ.get(TRACEBACK_VARIABLE):
        traceback.print_exception(error)
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return _told(f"The system refused: {where}{error.strerror}. What the project holds is safe.", INPUT_ERROR)
    first_line = next(iter(str(error).splitlines()), "")
    fault = f"{type(error).__name__}: {first_line}".removesuffix(": ")
    return _told(f"Something went wrong in Annotator itself ({fault}). All that was saved before is safe.", INPUT_ERROR)


def _told(sentence: str, code: int) -> int:
    tell(sentence)
    _drop_unwritable_output()
    return code


def _drop_unwritable_output() -> None:
    """Python writes what is left in the buffer as it ends, and complains at length where it cannot."""
    try:
        sys.stdout.flush()
    except OSError:
        _drop_output()


def _drop_output() -> None:
    """Let what is still to be written go nowhere: whoever was to read it has gone, or the disk is full."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
