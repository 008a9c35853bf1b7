"""Starting the window: paint it first, then load what works in it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.gui import settings, theme
from annotator.gui.main_window import MainWindow
from annotator.resources import resource


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with names, style, colours and translations set."""
    application = QApplication(arguments)
    application.setApplicationName("Annotator")
    application.setApplicationDisplayName("Annotator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("annotator")
    application.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))
    application.setStyle("Fusion")
    application.setStyleSheet(theme.STYLE_SHEET)
    theme.use_colours(settings.choice("colours", "system"))
    _translate(application)
    return application


def run(path: Path | None = None) -> int:
    """Open the window, with a project where a path is given, and stay until it is closed."""
    application = make_application(sys.argv[:1])
    window = MainWindow()
    window.show()
    QTimer.singleShot(0, lambda: window.begin(path))
    return application.exec()


def _translate(application: QApplication) -> None:
    """Qt's own words and ours, in the system's language where there is a translation."""
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "annotator": str(resource("translations")),
    }
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(QLocale(), name, "_", folder):
            application.installTranslator(translator)
