"""The hands and eyes of a person at the real window: verbs for mouse and keys, and what can be read off the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.codebook.code_row import CodeRow
from annotator.gui.main_window import MainWindow
from annotator.gui.pages.code_page import CodePage
from annotator.gui.pages.report_page import ReportPage
from annotator.gui.segments.page import SegmentsPage
from annotator.gui.transcript.text_view import TextView
from annotator.project.project import Project

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
Row = tuple[str, str]
_SIZE = QSize(1240, 700)


class Person:
    """Somebody at a new window. What they would choose in the system's file dialogs is answered for them."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot = qtbot
        self._monkeypatch = monkeypatch
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.resize(_SIZE)  # a window that comes back fits itself to the small screen of the tests
        self.window.begin()

    # ---- files

    def make_project(self, path: Path) -> None:
        """Press the button of the welcome page and say where."""
        self._monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.press(self.window.welcome.buttons[0])
        self.qtbot.waitUntil(lambda: self.window.workspace is not None)
        self.settle()

    def open_recent(self) -> None:
        """Click the first of the recent projects on the welcome page."""
        recent = self.window.welcome.recent
        self.click(recent.viewport(), recent.visualItemRect(recent.item(0)).center())
        self.qtbot.waitUntil(lambda: self.window.workspace is not None)
        self.settle()

    def import_files(self, *paths: Path) -> None:
        """Ctrl+Shift+O, and choose these."""
        self._monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))
        self.until_imported(lambda: self.key(Qt.Key.Key_O, CTRL | SHIFT))

    def drop_files(self, *paths: Path, on: QWidget | None = None) -> bool:
        """Drag files from outside and let go of them over a widget. Returns whether they were taken."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        target = on or self.window
        return self.drop(data, target, target.rect().center(), COPY)

    def until_imported(self, act: Callable[[], object]) -> None:
        """Do what begins an import, and wait until it is over."""
        assert self.window.rooms is not None
        with self.qtbot.waitSignal(self.window.rooms._import.ended, timeout=10_000):
            act()
        self.settle()

    # ---- mouse and keys

    def settle(self) -> None:
        """Let the window lay itself out and paint."""
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the keyboard is."""
        self.qtbot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def click(self, widget: QWidget, at: QPoint) -> None:
        """Click a place of a widget."""
        self.qtbot.mouseClick(widget, LEFT, pos=at)

    def press(self, button: QWidget) -> None:
        """Click the middle of a button."""
        self.click(button, button.rect().center())

    def choose(self, name: str) -> None:
        """Open a menu of the menu bar and click an action in it."""
        action = self.action(name)
        self._click_in_menu(next(m for m in self.window.actions_.menus.values() if action in m.actions()), action)

    def choose_by_key(self, name: str) -> None:
        """Press the first keys of an action."""
        keys = self.action(name).shortcuts()[0][0]
        self.key(keys.key(), keys.keyboardModifiers())
        self.settle()

    def choose_pane(self, title: str) -> None:
        """Show or hide a pane by the View menu."""
        menu = self.window.actions_.menus["view"]
        self._click_in_menu(menu, [action for action in menu.actions() if action.text().replace("&", "") == title][-1])

    def _click_in_menu(self, menu: QMenu, action: QAction) -> None:
        bar = self.window.menuBar()
        outer = next(m for m in self.window.actions_.menus.values() if m is menu or menu.menuAction() in m.actions())
        self.click(bar, bar.actionGeometry(outer.menuAction()).center())
        self.qtbot.waitUntil(outer.isVisible)
        if outer is not menu:
            self.click(outer, outer.actionGeometry(menu.menuAction()).center())
            self.qtbot.waitUntil(menu.isVisible)
            for shown in (menu, outer):  # without a screen, a menu around a menu stays after a click
                shown.hide()
            self.settle()
            assert action.isEnabled()
            action.trigger()
        else:
            self.click(menu, menu.actionGeometry(action).center())
        self.settle()
        left = QApplication.activeWindow()
        if isinstance(left, QMenu) and not left.isVisible():  # without a screen nobody gives the keyboard back
            self.window.activateWindow()
            self.settle()

    def drop(self, data: QMimeData, target: QWidget, at: QPoint, actions: Qt.DropAction) -> bool:
        """Carry something into the window and let go of it over a widget, as the windowing system tells it."""
        window = self.window.windowHandle()
        place = target.mapTo(self.window, at)
        default = MOVE if MOVE in actions else COPY
        QApplication.sendEvent(window, QDragEnterEvent(place, actions, data, LEFT, PLAIN))
        move = QDragMoveEvent(place, actions, data, LEFT, PLAIN)
        move.setDropAction(default)
        move.setAccepted(False)
        QApplication.sendEvent(window, move)
        drop = QDropEvent(place.toPointF(), actions, data, LEFT, PLAIN)
        drop.setDropAction(default)
        drop.setAccepted(False)
        QApplication.sendEvent(window, drop)
        return drop.isAccepted()

    # ---- in the transcript

    def read(self, name: str) -> None:
        """Click a document in the list."""
        documents = self.page.documents
        row = self.documents().index(name)
        self.click(documents.list.viewport(), documents.list.visualRect(documents.model.index(row)).center())
        assert self.page.transcript.heading.title.text() == name

    def select(self, words: str) -> None:
        """Click, then drag the mouse over words. Without the click, a drag that begins in the selection carries it."""
        start, end = self.span(words)
        self.view.bring_into_sight(start, end)
        first, last = self.place(start), self.place(end)
        viewport = self.view.viewport()
        self.click(viewport, first)
        self.qtbot.mousePress(viewport, LEFT, pos=first)
        self.qtbot.mouseMove(viewport, last)
        self.qtbot.mouseRelease(viewport, LEFT, pos=last)
        assert self.selected() == words, self.selected()

    def find_code(self, text: str) -> None:
        """Type into the list of codes that is open over the transcript, and press Enter."""
        popup = self.page.transcript.quick_list
        self.qtbot.waitUntil(popup.isVisible)
        self.qtbot.keyClicks(popup.field, text)
        self.qtbot.keyClick(popup.field, Qt.Key.Key_Return)
        assert not popup.isVisible()

    def click_stripe(self, code: str) -> None:
        """Click the stripe of the first coding in sight with this code."""
        stripe = self.stripes()[code][0]
        self.click(self.page.transcript.margin, stripe.center())

    # ---- in the codebook

    def make_code(self, path: str) -> None:
        """Ctrl+Shift+N, a name, Enter."""
        self.key(Qt.Key.Key_N, CTRL | SHIFT)
        self.type(path)
        self.key(Qt.Key.Key_Return)

    def double_click_code(self, path: str) -> None:
        """Give a code to the selected words."""
        viewport, at = self.page.codebook.tree.viewport(), self.code_place(path)
        self.click(viewport, at)
        self.qtbot.mouseDClick(viewport, LEFT, pos=at)

    def drag_selection_to_code(self, path: str) -> bool:
        """Drag the selected words out of the transcript onto a row of the codebook."""
        return self.drop(
            self.view.createMimeDataFromSelection(), self.page.codebook.tree.viewport(), self.code_place(path), COPY
        )

    def drag_code_to_words(self, path: str, words: str) -> bool:
        """Drag a row of the codebook onto words of the transcript."""
        codebook = self.page.codebook
        data = codebook.model.mimeData([codebook.model.index_of(self.project.codes.find(path).id)])
        at = self.place(self.span(words)[0] + len(words) // 2)
        return self.drop(data, self.view.viewport(), at, codebook.model.supportedDragActions())

    def code_place(self, path: str) -> QPoint:
        """The middle of a code's row."""
        codebook = self.page.codebook
        rect = codebook.tree.visualRect(codebook.model.index_of(self.project.codes.find(path).id))
        assert not rect.isEmpty(), f"{path} is not in sight"
        return rect.center()

    # ---- in the report

    def export_report(self, path: Path) -> None:
        """Ctrl+E, a name beside the project, Enter; wait until it is written."""
        self.key(Qt.Key.Key_E, CTRL)
        self.qtbot.waitUntil(lambda: bool(self._open_dialogs()))
        (dialog,) = self._open_dialogs()
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.selectAll()
        with self.qtbot.waitSignal(self.report_page.export.written, timeout=10_000):
            self.qtbot.keyClicks(field, path.name)
            self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def _open_dialogs(self) -> list[QFileDialog]:
        return [dialog for dialog in self.window.findChildren(QFileDialog) if dialog.isVisible()]

    # ---- what is where

    @property
    def project(self) -> Project:
        assert self.window.workspace is not None
        return self.window.workspace.project

    @property
    def page(self) -> CodePage:
        return self.window.findChildren(CodePage)[-1]  # one of a project that was closed may not be gone yet

    @property
    def segments_page(self) -> SegmentsPage:
        return self.window.findChildren(SegmentsPage)[-1]

    @property
    def report_page(self) -> ReportPage:
        return self.window.findChildren(ReportPage)[-1]

    @property
    def view(self) -> TextView:
        return self.page.transcript.view

    def action(self, name: str) -> QAction:
        return self.window.actions_[name]

    def span(self, words: str) -> tuple[int, int]:
        """Where words are in the open document, in code points."""
        start = self.view.stored_text.index(words)
        return start, start + len(words)

    def place(self, at: int) -> QPoint:
        """Just before a character, in the transcript's viewport."""
        rect = self._rect(at)
        return QPoint(rect.left(), rect.center().y())

    # ---- what is on the screen

    def documents(self) -> list[str]:
        """The names in the list of documents."""
        model = self.page.documents.model
        return [str(model.index(row).data()) for row in range(model.rowCount())]

    def selected(self) -> str:
        """The words that are the passage."""
        assert self.window.workspace is not None
        passage = self.window.workspace.passage
        return self.view.stored_text[passage.start_char : passage.end_char] if passage else ""

    def codebook(self) -> list[Row]:
        """The rows of the codebook as they stand, each with two spaces for a level, and the count in it."""
        tree, model = self.page.codebook.tree, self.page.codebook.model
        delegate = tree.itemDelegate()
        assert isinstance(delegate, CodeRow)
        rows, index = [], model.index(0, 0)
        while index.isValid():
            level, above = 0, index.parent()
            while above.isValid():
                level, above = level + 1, above.parent()
            rows.append((f"{'  ' * level}{index.data()}", delegate.count_shown(index)))
            index = tree.indexBelow(index)
        return rows

    def stripes(self) -> dict[str, list[QRect]]:
        """The stripes in the margin, by the name of their code."""
        margin, layer = self.page.transcript.margin, self.view.layer
        found: dict[str, list[QRect]] = {}
        for coding_id, stripe, _label in margin.placed():
            shown = layer.get(coding_id)
            assert shown is not None
            code = self.project.codes.get(shown.code_id)
            found.setdefault(code.name, []).append(stripe.toRect())
        return found

    def ground_under(self, words: str) -> QColor:
        """The colour at the lower left corner of words."""
        start, end = self.span(words)
        self.view.bring_into_sight(start, end)
        place = self._rect(start)
        image = self.view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        return image.pixelColor(round((place.left() + 1) * ratio), round((place.bottom() - 1) * ratio))

    def stripe_pixel(self, code: str) -> QColor:
        """The colour in the middle of a code's first stripe."""
        stripe = self.stripes()[code][0].center()
        return self.page.transcript.margin.grab().toImage().pixelColor(stripe)

    def segments(self) -> list[str]:
        """The words of the segments that the page of segments lists, once it shows the project as it is."""
        page = self.segments_page
        self.qtbot.waitUntil(lambda: page.is_fresh, timeout=10_000)
        model = page.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount()) if model.place_at(row)]

    def report_tables(self) -> list[str]:
        """The tables that the report page lists, once it shows the project as it is."""
        self.qtbot.waitUntil(lambda: self.report_page.is_fresh, timeout=10_000)
        shown: QListWidget = self.report_page.preview.list
        return [shown.item(row).text() for row in range(shown.count())]

    def notice(self) -> str:
        """What the strip above the status bar says."""
        return self.window.notice_bar.text

    def status(self) -> str:
        """All that the status bar says."""
        labels = self.window.statusBar().findChildren(QLabel)
        return " | ".join(label.text() for label in labels if label.isVisible())

    # ---- what is in the file

    def coded(self) -> list[tuple[str, str, str]]:
        """(document, code path, words) of each coding, in the order of the text."""
        return coded_in(self.project)

    def _rect(self, at: int) -> QRect:
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(self.view.positions.to_units(at))
        return self.view.cursorRect(cursor)


def coded_in(project: Project) -> list[tuple[str, str, str]]:
    """(document, code path, words) of each coding in a project."""
    tree = project.codes.tree()
    rows = []
    for document in project.documents.all():
        text = project.documents.text(document.id).text
        for coding in project.codings.of_document(document.id):
            path = " > ".join(tree.path(coding.code_id))
            rows.append((document.name, path, text[coding.start_char : coding.end_char]))
    return rows
