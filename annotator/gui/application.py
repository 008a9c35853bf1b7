"""Starting the window: paint it first, then load what works in it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from annotator import __version__
from annotator.gui import settings, theme
from annotator.gui.faults import FaultReporter
from annotator.gui.figures import use_locale
from annotator.gui.main_window import MainWindow
from annotator.resources import resource

# A coding that is shown is an object, and a document can have 20,000: looking through all of them for what can be let
# go, after every 700 new ones as Python does by itself, would be felt while scrolling.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000


def make_application(arguments: list[str]) -> QApplication:
    """The one QApplication, with names, style, colours and translations set."""
    use_locale()
    application = QApplication(arguments)
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    application.setApplicationName("Annotator")
    application.setApplicationDisplayName("Annotator")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("annotator")
    application.setWindowIcon(QIcon(str(resource("icons/annotator.svg"))))
    application.setStyle("Fusion")
    application.setStyleSheet(theme.STYLE_SHEET)
    theme.use_colours(settings.choice("colours", "system"))
    install_translations(application)
    return application


def run(path: Path | None = None) -> int:
    """Open the window, with a project where a path is given, and stay until it is closed."""
    application = make_application(sys.argv[:1])
    window = MainWindow()
    FaultReporter(window.tell, window).install()
    _AfterFirstPaint(window, lambda: window.begin(path))
    window.show()
    return application.exec()


class _AfterFirstPaint(QObject):
    """Does something once, when a window has been painted. A timer alone may come before the screen asks for it."""

    def __init__(self, window: QWidget, act: Callable[[], object]) -> None:
        super().__init__(window)
        self._act = act
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._act)
        return False


def install_translations(
    application: QCoreApplication, locale: QLocale | None = None, folder: Path | None = None
) -> list[QTranslator]:
    """Qt's own words and ours, in the language of the locale (the system's) where there is a translation.

    Under them lie the plurals of English, for every text that has none in that language. Returns what was installed;
    the last is asked first. `folder` is where our translations are.
    """
    ours = str(folder or resource("translations"))
    english, qt, better = (QTranslator(application) for _ in range(3))
    wanted = locale or QLocale()
    loaded = (
        (english, english.load("annotator_en", str(resource("translations")))),
        (qt, qt.load(wanted, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))),
        (better, better.load(wanted, "annotator", "_", ours)),
    )
    return [translator for translator, is_there in loaded if is_there and application.installTranslator(translator)]
