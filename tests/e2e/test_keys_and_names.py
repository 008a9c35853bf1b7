"""The keyboard and the screen reader reach everything: menus, letters, keys, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.gui.action_specs import ACTIONS
from annotator.gui.history.page import HistoryPage
from annotator.gui.transcript.text_view import TextView
from tests.e2e.driver import CTRL, Person
from tests.e2e.transcripts import write_transcripts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
_OPENERS = (
    "help.keys",
    "help.about",
    "document.speakers",
    "project.details",
    "coder.switch",
    "coder.details",
    "view.filter",
    "view.typography",
    "code.recolour",
    "code.passage",
)
_LETTER = re.compile(r"(?<!&)&([^&])")


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    """Somebody with three transcripts and a coding, on the page where one codes."""
    at_work = Person(qtbot, monkeypatch)
    at_work.make_project(tmp_path / "Harbour study.annot")
    at_work.import_files(*write_transcripts(tmp_path))
    at_work.read("Kiosk")
    at_work.select("that chair was mine")
    at_work.key(Qt.Key.Key_I, CTRL)
    yield at_work
    at_work.window.close()


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def test_every_action_is_in_a_menu_with_words(person: Person) -> None:
    in_menus = [action.objectName() for menu in person.window.actions_.menus.values() for action in entries(menu)]
    counted = Counter(in_menus)
    assert {spec.name: counted[spec.name] for spec in ACTIONS} == {spec.name: 1 for spec in ACTIONS}
    assert all(action.text().strip() for menu in person.window.actions_.menus.values() for action in entries(menu))


def test_every_entry_of_a_menu_has_a_letter_of_its_own(person: Person) -> None:
    menus = person.window.actions_.menus
    titles = [menu.title() for name, menu in menus.items() if "." not in name]
    texts = {menu.title(): [action.text() for action in entries(menu)] for menu in menus.values() if entries(menu)}
    for title, words in {"the menu bar": titles, **texts}.items():
        letters = [match[1].lower() if (match := _LETTER.search(text)) else "" for text in words]
        assert "" not in letters, (title, words)
        assert max(Counter(letters).values()) == 1, (title, Counter(letters).most_common(2))


def test_a_code_with_an_ampersand_keeps_it_in_the_edit_menu(person: Person) -> None:
    person.make_code("Bed & breakfast")
    assert person.action("edit.undo").text() == "&Undo: Add code “Bed && breakfast”"
    person.choose("edit.undo")
    assert person.action("edit.redo").text() == "&Redo: Add code “Bed && breakfast”"


def test_no_key_means_two_things_in_one_pane() -> None:
    by_scope: dict[str, Counter[str]] = {}
    for spec in ACTIONS:
        by_scope.setdefault(spec.scope, Counter()).update(spec.keys)
    everywhere = by_scope.pop("window")
    for scope, keys in {"window": Counter[str](), **by_scope}.items():
        twice = [key for key, count in (keys + everywhere).items() if count > 1]
        assert twice == [], scope


def test_the_keys_of_a_widget_are_none_of_the_windows(person: Person) -> None:
    everywhere = {QKeySequence(key).toString() for spec in ACTIONS if spec.scope == "window" for key in spec.keys}
    for page in pages(person):
        own = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut)}
        assert not own & everywhere, page


def test_the_letters_of_the_pages_do_not_clash_with_those_of_the_menus(person: Person) -> None:
    menu_letters = {_LETTER.search(action.text())[1].lower() for action in person.window.menuBar().actions()}  # type: ignore[index]
    for page in pages(person):
        buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisible()]
        letters = [match[1].lower() for button in buttons if (match := _LETTER.search(button.text()))]
        assert not menu_letters & set(letters), page
        assert len(set(letters)) == len(letters), page


def test_whatever_takes_the_keyboard_says_what_it_is(person: Person, tmp_path: Path) -> None:
    for place in chain(pages(person), dialogs(person, tmp_path)):
        person.settle()
        assert nameless(place) == [], place
        assert roleless(place) == [], place
        assert out_of_reach(place) == [], place
        assert traps(place) == [], place


def pages(person: Person) -> Iterator[QWidget]:
    """Every room with what can be opened in it, and the welcome page when all is closed."""
    person.choose("memo.on_project")
    person.type("A thought.")
    person.click(person.page.codebook.tree.viewport(), person.code_place("that chair was mine"))
    yield person.window
    person.choose("find.in_document")
    person.type("winter")
    yield person.window
    person.key(Qt.Key.Key_Escape)
    for name in ("go.codings_here", "code.auto", "view.blind", "view.focus"):
        person.choose(name)
        yield person.window
    person.choose_by_key("view.focus")
    person.choose("view.blind")
    person.choose("edit.correct")
    yield person.window
    person.choose("edit.correct")
    person.choose("go.participants")
    person.choose("people.add")
    yield person.window
    person.choose("go.compare")
    yield person.window
    person.choose("go.search")
    person.type("winter")
    yield person.window
    person.choose("go.segments")
    person.segments()
    yield person.window
    for name in ("go.merge", "project.send_copy"):
        person.choose(name)
        yield person.window
    person.choose("go.history")
    history = person.window.findChildren(HistoryPage)[-1]
    person.qtbot.waitUntil(lambda: history.is_fresh)
    history.view.choose_some()
    yield person.window
    person.choose("go.report")
    person.report_tables()
    yield person.window
    person.choose("project.close")
    yield person.window
    person.open_recent()
    person.choose("go.code")


def dialogs(person: Person, folder: Path) -> Iterator[QWidget]:
    """Each window and popup that opens over the pages; Escape closes it again."""
    for name in _OPENERS:
        person.read("Kiosk")
        person.click(person.page.codebook.tree.viewport(), person.code_place("that chair was mine"))
        person.select("How did the first winter")
        yield from opened(person, lambda name=name: person.choose(name))
    odd, broken = folder / "Odd.txt", folder / "Broken.docx"
    odd.write_bytes("P1: Café crème, déjà vu, là-bas, señor, après-midi.\n".encode("cp1252"))
    broken.write_bytes(b"no Word at all")
    yield from opened(person, lambda: person.drop_files(odd))
    yield from opened(person, lambda: person.drop_files(broken, broken.with_name("Gone.txt")))


def opened(person: Person, act: Callable[[], object]) -> Iterator[QWidget]:
    """The window or popup that this opens, closed afterwards."""
    before = set(visible_windows())
    act()
    person.qtbot.waitUntil(lambda: bool(set(visible_windows()) - before))
    (found,) = set(visible_windows()) - before
    yield found
    person.qtbot.keyClick(found, Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: found not in visible_windows())


def visible_windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def nameless(place: QWidget) -> list[str]:
    """The widgets in sight that take the keyboard by Tab or click and have no name for a screen reader."""
    takers = [widget for widget in place.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]
    takers = [widget for widget in takers if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return [f"{type(w).__name__} {w.objectName()} in {type(w.parent()).__name__}" for w in takers if not is_named(w)]


def controls(place: QWidget) -> list[QWidget]:
    """The widgets in sight with which something can be done."""
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QAbstractSlider)
    shown = [w for w in place.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.isEnabled()]
    return [widget for widget in shown if not isinstance(widget, QScrollBar | QHeaderView) and not is_part(widget)]


def is_part(widget: QWidget) -> bool:
    """Whether Qt made it inside another control, which the keyboard works instead: a clear button, a corner."""
    return widget.objectName().startswith("qt_") or isinstance(
        widget.parent(),
        QLineEdit | QHeaderView | QAbstractItemView | QComboBox | QAbstractSpinBox | QTabBar | QDockWidget,
    )


def roleless(place: QWidget) -> list[str]:
    """The controls of which a screen reader cannot say what kind of thing they are."""
    nothing = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
    return [told(w) for w in controls(place) if QAccessible.queryAccessibleInterface(w).role() in nothing]


def out_of_reach(place: QWidget) -> list[str]:
    """The controls that no key leads to: neither Tab, nor a letter, nor the keys of their action."""
    return [told(w) for w in controls(place) if not (is_on_the_way_of_tab(w) or has_keys(w))]


def is_on_the_way_of_tab(widget: QWidget) -> bool:
    """Whether Tab comes by; of buttons of which one is checked it comes by that one, and arrows lead on."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    stops = group.buttons() if group is not None and group.exclusive() else [widget.focusProxy() or widget]
    return any(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in stops)


def has_keys(widget: QWidget) -> bool:
    """Whether a button is worked by a letter, by its action's keys, or stands for an entry of a menu."""
    if not isinstance(widget, QAbstractButton):
        return False
    named = {action.objectName() for action in widget.actions()} & {spec.name for spec in ACTIONS}
    return bool(_LETTER.search(widget.text()) or named or not widget.shortcut().isEmpty())


def traps(place: QWidget) -> list[str]:
    """The fields that keep Tab for themselves, so that nobody leaves them by it. Esc leaves a transcript."""
    return [
        told(w)
        for w in controls(place)
        if isinstance(w, QTextEdit | QPlainTextEdit)
        and not (w.isReadOnly() or w.tabChangesFocus() or isinstance(w, TextView))
    ]


def told(widget: QWidget) -> str:
    words = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return f"{type(widget).__name__} “{words}” {widget.objectName()} in {type(widget.parent()).__name__}"


def is_named(widget: QWidget) -> bool:
    """Whether a screen reader has something to say; a scroll bar it knows by its role."""
    spoken_for = widget.focusProxy() or widget
    name = QAccessible.queryAccessibleInterface(spoken_for).text(QAccessible.Text.Name)
    return isinstance(widget, QScrollBar) or bool(name.strip())
