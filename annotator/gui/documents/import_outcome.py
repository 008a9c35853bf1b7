"""What an import came to, in words: one short notice, and a list of details where there is more to tell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.messages import Notice, error_notice
from annotator.importers.into_project import ImportSummary
from annotator.project.errors import ImportFailed

_MOST_LEFT_OUT_IN_NOTICE = 2
_LONGEST_NAME_CHARS = 48


def outcome_notice(summary: ImportSummary, failures: Sequence[ImportFailed]) -> Notice:
    """The notice that sums up an import; it offers to undo what was added."""
    words = []
    if summary.added:
        words.append(_words("%n transcript(s) imported.", len(summary.added)))
    if summary.same_text:
        words.append(_words("%n was (were) here already.", len(summary.same_text)))
    if summary.left_out:
        words.append(_left_out_words(summary))
    if len(failures) == 1:
        words.append(error_notice(failures[0]).text if not summary.added else _failure_words(failures[0]))
    elif failures:
        words.append(_words("%n file(s) could not be read.", len(failures)))
    if not words:
        words.append(_words("There was nothing to import."))
    return Notice(" ".join(words), "warning" if failures else "information", "edit.undo" if summary.added else "")


def outcome_details(summary: ImportSummary, failures: Sequence[ImportFailed]) -> list[tuple[str, str]]:
    """(name of an icon, sentence) for each thing that the notice cannot tell; empty where it tells all."""
    failed = [("warning", error_notice(failure).text) for failure in failures]
    same = [("copy", _same_words(one.source.name, one.twin)) for one in summary.same_text]
    left_out = [("information", _left_out_of(name, what)) for name, what in summary.left_out]
    details = [*failed, *same, *left_out]
    is_told = len(failed) <= 1 and len(same) <= 1 and len(left_out) <= _MOST_LEFT_OUT_IN_NOTICE
    return [] if is_told and (not failed or not summary.added) else details


class ImportDetails(QDialog):
    """The list of details: not modal, copied with Ctrl+C, closed with Escape."""

    def __init__(self, details: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About this import"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for icon, sentence in details:
            self.list.addItem(QListWidgetItem(theme.icon(icon), sentence))
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list)
        copy.activated.connect(self._copy)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        column.addWidget(QLabel(self.tr("What you may want to look at:")))
        column.addWidget(self.list, 1)
        column.addWidget(buttons)
        self.resize(600, 320)

    def _copy(self) -> None:
        chosen = [self.list.item(row) for row in range(self.list.count()) if self.list.item(row).isSelected()]
        chosen = chosen or [self.list.item(row) for row in range(self.list.count())]
        QApplication.clipboard().setText("\n".join(item.text() for item in chosen))


def _words(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("ImportOutcome", text, None, count)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME_CHARS else name[: _LONGEST_NAME_CHARS - 1].rstrip() + "…"


def _left_out_words(summary: ImportSummary) -> str:
    left_out = summary.left_out
    if len(left_out) > _MOST_LEFT_OUT_IN_NOTICE:
        documents = len({name for name, _ in left_out})
        return _words("Something was left out of %n document(s).", documents)
    parts = [_words("{what} in {name}").format(what=what, name=_short(name)) for name, what in left_out]
    return _words("Left out: {things}.").format(things=", ".join(parts))


def _left_out_of(name: str, what: str) -> str:
    return _words("{name}: {what} left out; the text itself is complete.").format(name=name, what=what)


def _same_words(name: str, twin: str) -> str:
    return _words("{name} was not added again: its text is here already as “{twin}”.").format(name=name, twin=twin)


def _failure_words(failure: ImportFailed) -> str:
    return _words("{name} could not be read.").format(name=_short(failure.path.name))
