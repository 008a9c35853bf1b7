"""What only the command line can get wrong, as named errors with fields."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.project.errors import AnnotatorError


@dataclass(eq=False)
class QuotationNotFound(AnnotatorError):
    """The words are not in the document."""

    quote: str
    document: str
    template = "“{quote}” is not in “{document}”. Nothing was changed. Copy the words from the document and try again."


@dataclass(eq=False)
class QuotationNotUnique(AnnotatorError):
    """The words are in the document several times, and nobody said which are meant."""

    quote: str
    document: str
    count: int
    template = (
        "“{quote}” is in “{document}” {count} times. Nothing was changed. "
        "Say which one with --nth (1 to {count}), or give more words."
    )


@dataclass(eq=False)
class NoSuchPlace(AnnotatorError):
    """`--nth` counts further than the words are there."""

    quote: str
    document: str
    count: int
    nth: int
    template = "“{quote}” is in “{document}” {count} times, not {nth}. Nothing was changed. Take a smaller --nth."


@dataclass(eq=False)
class NoConsensus(AnnotatorError):
    """The codings of the consensus were asked for, and nobody has decided anything yet."""

    project: str
    template = (
        "“{project}” has no consensus yet. Nothing was written. "
        "Decide about differences in the room Compare first, or leave --codings out."
    )


@dataclass(eq=False)
class NothingToUndo(AnnotatorError):
    """No operation stands that an undo could take back."""

    template = "There is nothing to undo. Nothing was changed."


@dataclass(eq=False)
class NothingToRedo(AnnotatorError):
    """Nothing was undone, or something new was done since."""

    template = "There is nothing to redo. Nothing was changed."


@dataclass(eq=False)
class NoScreen(AnnotatorError):
    """There is no screen to open a window on."""

    template = (
        "There is no screen here to open the window on. Nothing was changed. "
        "Use the commands instead: annotator --help lists them."
    )


@dataclass(eq=False)
class WindowUnavailable(AnnotatorError):
    """The window's libraries cannot be loaded."""

    reason: str
    template = (
        "The window could not be loaded: {reason}. Nothing was changed. "
        "Install what is missing (the README lists the system libraries), or use the commands."
    )


@dataclass(eq=False)
class SampleMissing(AnnotatorError):
    """The sample study was not shipped with this copy of the program."""

    path: Path
    template = "The sample study ({path}) is not part of this copy of Annotator. Install it again to have it."


@dataclass(eq=False)
class LabelsUnsure(AnnotatorError):
    """Nothing tells which column of a table names the participants."""

    path: Path
    columns: str
    template = (
        "It is not clear which column of {path} names the participants. Nothing was imported. "
        "Say it with --label-column; there are: {columns}."
    )


@dataclass(eq=False)
class NoSuchColumn(AnnotatorError):
    """`--label-column` names none of a table's columns."""

    path: Path
    name: str
    columns: str
    template = "{path} has no column “{name}”. Nothing was imported. There are: {columns}."


@dataclass(eq=False)
class NoSuchSheet(AnnotatorError):
    """`--sheet` names none of a file's sheets."""

    path: Path
    name: str
    sheets: str
    template = "{path} has no sheet “{name}” with anything in it. Nothing was imported. There are: {sheets}."
