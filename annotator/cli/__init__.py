"""The command line: the window's verbs, scriptable. A thin skin; nothing here knows how a verb is done.

`application` puts the commands together and turns errors into sentences and exit codes; each command lives in the
module of its subject. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

COMMANDS = (
    "new",
    "info",
    "import",
    "code",
    "segments",
    "find",
    "report",
    "export",
    "copy",
    "merge",
    "agreement",
    "extract",
    "comments",
    "history",
    "past",
    "undo",
    "redo",
    "check",
    "demo",
)
"""The names that are commands; a project file of such a name is opened as `./new`."""
