"""What this program is, said in a box of the Help menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from annotator import __version__
from annotator.gui import theme


def about(window: QWidget) -> QMessageBox:
    """Say what this program is, in a box that blocks nothing."""
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setModal(False)
    box.setWindowTitle(_words("About Annotator"))
    box.setIconPixmap(theme.icon("annotator").pixmap(48, 48))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_words("Annotator {version}").format(version=__version__))
    box.setInformativeText(
        _words(
            "For qualitative researchers: code interview transcripts, write up what the codes mean, and export "
            "tables for the appendix. Everything stays on this computer."
        )
    )
    box.show()
    return box


def _words(text: str) -> str:
    return QCoreApplication.translate("Help", text)
