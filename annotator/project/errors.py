"""Everything that can go wrong for a reason outside the program, as named errors with fields.

Each has a template sentence: what happened, what is safe, what to do next. The window translates the template,
the command line prints it. Our own mistakes are ordinary Python exceptions and never appear here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import ClassVar


@dataclass(eq=False)
class AnnotatorError(Exception):
    """Base of all errors that are told to the user."""

    template: ClassVar[str] = ""

    def sentence(self, template: str | None = None) -> str:
        """The template (or its translation) with the fields filled in."""
        values = {field.name: _shown(getattr(self, field.name)) for field in fields(self)}
        return (template or self.template).format(**values)

    def __str__(self) -> str:
        return self.sentence()


def _shown(value: object) -> str:
    return value.name if isinstance(value, Path) else str(value)


@dataclass(eq=False)
class ImportFailed(AnnotatorError):
    """A file could not be read as a transcript. `reason` and `advice` are short English phrases."""

    path: Path
    reason: str
    advice: str
    template = "{path} could not be read: {reason}. Nothing was imported. {advice}"


@dataclass(eq=False)
class ExportFailed(AnnotatorError):
    """A file could not be written; the one that was there before is untouched."""

    path: Path
    reason: str
    advice: str
    template = "{path} could not be written: {reason}. The project is safe, and no file was changed. {advice}"


@dataclass(eq=False)
class NotFound(AnnotatorError):
    """Something that was named is not in the project. `kind` is "code", "document", ..."""

    kind: str
    name: str
    template = "There is no {kind} called “{name}” in this project. Nothing was changed. Check the name and try again."


@dataclass(eq=False)
class NameTaken(AnnotatorError):
    """A name that must be its own is used already."""

    kind: str
    name: str
    template = "There is a {kind} called “{name}” here already. Nothing was changed. Choose another name."


@dataclass(eq=False)
class NameRefused(AnnotatorError):
    """A name is empty or too long."""

    kind: str
    name: str
    limit: int
    template = "A {kind} needs a name of 1 to {limit} characters. Nothing was changed. Choose another name."


@dataclass(eq=False)
class ValueRefused(AnnotatorError):
    """A value does not fit what it is meant for."""

    name: str
    value: str
    wanted: str
    template = "“{value}” does not fit {name}. Nothing was changed. It takes {wanted}."


@dataclass(eq=False)
class ValuesDoNotFit(AnnotatorError):
    """An attribute was to become what some of its values are not. `values` are the first few, in quotation marks."""

    name: str
    count: int
    values: str
    wanted: str
    template = (
        "Values of “{name}” that would be lost: {count} ({values}). Nothing was changed. "
        "It would take {wanted}: correct these values first, or keep the attribute as text."
    )


@dataclass(eq=False)
class SpanOutsideText(AnnotatorError):
    """A span (code points, end excluded) is empty or reaches outside its text."""

    document: str
    start: int
    end: int
    length: int
    template = (
        "Characters {start} to {end} are no passage of “{document}”, which has {length} characters. "
        "Nothing was changed. Select at least one character inside the text."
    )


@dataclass(eq=False)
class InsideItself(AnnotatorError):
    """A code was to be moved or merged into itself or something under it."""

    name: str
    template = "“{name}” cannot go into itself or a code under it. Nothing was changed. Choose another place."


@dataclass(eq=False)
class StillInUse(AnnotatorError):
    """A coder who has coded or written cannot be removed."""

    kind: str
    name: str
    template = (
        "The {kind} “{name}” has work in this project. Nothing was removed. Keep the {kind}, or move the work first."
    )


@dataclass(eq=False)
class ProjectIsReadOnly(AnnotatorError):
    """A change was tried on a project that is open for reading only."""

    path: Path
    reason: str
    template = "{path} is open for reading only: {reason}. Nothing was changed. Save a copy to work in."


@dataclass(eq=False)
class ProjectIsBusy(AnnotatorError):
    """A change was tried while a long one is being saved."""

    path: Path
    template = (
        "A long change is being saved in {path} just now. Nothing else was changed. Wait for its end, then do it again."
    )


@dataclass(eq=False)
class ProjectNotFound(AnnotatorError):
    """There is no file at the path."""

    path: Path
    template = (
        "{path} is not there. Nothing was changed. "
        "It may have been moved or renamed; look for it and open it from there."
    )


@dataclass(eq=False)
class ProjectExists(AnnotatorError):
    """A new project would overwrite a file."""

    path: Path
    template = "There is a file called {path} already. It was left as it is. Choose another name, or open it."


@dataclass(eq=False)
class NotAProject(AnnotatorError):
    """A file is not an Annotator project."""

    path: Path
    reason: str
    template = (
        "{path} is not an Annotator project: {reason}. The file was left as it is. Choose a file that ends in .annot."
    )


@dataclass(eq=False)
class ProjectDamaged(AnnotatorError):
    """A project file is damaged."""

    path: Path
    reason: str
    backups: str
    template = (
        "{path} is damaged ({reason}). The file was left as it is, and no work was done on it. "
        "Open the newest backup from {backups}."
    )


@dataclass(eq=False)
class ProjectLocked(AnnotatorError):
    """Somebody has the project open. `since` is a local date and time.

    `may_be_taken_over`: the lock is another machine's, so that only a person can know whether it still holds.
    """

    path: Path
    user: str
    host: str
    since: str
    may_be_taken_over: bool = False
    template = (
        "{path} has been open since {since} by {user} on {host}. Nothing was changed. "
        "Open it for reading only, or ask {user} to close it."
    )


@dataclass(eq=False)
class FolderNotWritable(AnnotatorError):
    """A file cannot be made or changed where it is."""

    path: Path
    reason: str
    template = (
        "{path} could not be written here: {reason}. Nothing was changed. Choose a folder in which you may write."
    )


@dataclass(eq=False)
class ProjectOutOfReach(AnnotatorError):
    """The file cannot be read at the moment: its drive is gone, or another program holds it."""

    path: Path
    reason: str
    template = (
        "{path} could not be read: {reason}. All that was saved before is safe. "
        "See that its drive or network is there, then try again."
    )


@dataclass(eq=False)
class MigrationFailed(AnnotatorError):
    """A file of an older version could not be brought up to this one."""

    path: Path
    reason: str
    backups: str
    template = (
        "{path} was made by an older version of Annotator and could not be brought up to date: {reason}. "
        "The file was left as it is. A copy is in {backups}; open the file for reading only, or send us the copy."
    )


@dataclass(eq=False)
class ChangeNotSaved(AnnotatorError):
    """An operation could not be brought to disk and was taken back whole."""

    path: Path
    reason: str
    template = (
        "The last change could not be saved in {path}: {reason}. All that was saved before is safe. "
        "Make room or mend the connection, then do it again."
    )


@dataclass(eq=False)
class TooLongAgo(AnnotatorError):
    """Between that moment and now lies a step that the log cannot take back. `since` is a local date and time."""

    path: Path
    since: str
    template = (
        "{path} cannot be shown as it was then: on {since} its file was brought into another form, or copied without "
        "some of it, and one cannot go back behind that. The project is as it was. Choose a later moment, or open one "
        "of your backups."
    )


@dataclass(eq=False)
class NotThereYet(AnnotatorError):
    """The project is younger than the moment that was asked for, a local date and time."""

    path: Path
    moment: str
    template = "{path} was not there yet on {moment}. The project is as it was. Choose a later moment."


@dataclass(eq=False)
class MergeRefused(AnnotatorError):
    """A file cannot be merged into the project. `reason` and `advice` are short English phrases."""

    path: Path
    reason: str
    advice: str
    template = "{path} cannot be merged: {reason}. Nothing was changed. {advice}"
