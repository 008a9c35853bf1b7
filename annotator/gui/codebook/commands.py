"""What can be done to the chosen codes: the commands behind the actions "code.…" that belong to the codebook."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QMenu, QWidget

from annotator.gui import theme
from annotator.gui.actions import Actions
from annotator.gui.codebook import places
from annotator.gui.codebook.colour_popup import ColourPopup
from annotator.gui.codebook.model import CodebookModel
from annotator.gui.codebook.pin_commands import PinCommands
from annotator.gui.codebook.places import CodePlace
from annotator.gui.codebook.tree_view import CodeTreeView
from annotator.gui.figures import figure
from annotator.gui.messages import Notice
from annotator.gui.workspace import Workspace
from annotator.project.code_tree import CodeTree
from annotator.project.ids import Id

Step = Callable[[CodeTree, Sequence[Id]], CodePlace | None]
_NAME_WIDTH_PX = 320
MENU = (
    "code.new",
    "code.new_under",
    "",
    "code.rename",
    "code.recolour",
    "code.merge",
    "code.pin",
    "code.show_only",
    "",
    "code.up",
    "code.down",
    "code.in",
    "code.out",
    "",
    "memo.on_code",
    "code.history",
    "",
    "code.delete",
)


class CodeCommands(QObject):
    """Acts on the codes that are selected in the tree; where none is, on the chosen one."""

    def __init__(
        self, workspace: Workspace, model: CodebookModel, tree: CodeTreeView, actions: Actions, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._model = model
        self._tree = tree
        self._actions = actions
        self.pins = PinCommands(workspace, actions, parent)
        self.colours = ColourPopup(parent)
        self.colours.chosen.connect(self._recolour)
        commands: dict[str, Callable[[], object]] = {
            "code.rename": self.rename,
            "code.recolour": self.choose_colour,
            "code.up": lambda: self._move(places.up),
            "code.down": lambda: self._move(places.down),
            "code.in": lambda: self._move(places.nested),
            "code.out": lambda: self._move(places.unnested),
            "code.merge": self.choose_survivor,
            "code.delete": self.delete,
        }
        for name, command in commands.items():
            actions.connect(name, command)
        # Only in the tree: in a text field these keys belong to the text.
        actions.bind("codebook", tree)
        tree.menu_wanted.connect(self._open_menu)

    def chosen_ids(self) -> list[Id]:
        """The codes to act on, in the order of the tree."""
        selected: set[Id | None] = set(self._tree.selected_ids()) or {self._workspace.code_id}
        return [code.id for code in self._workspace.tree if code.id in selected]

    def rename(self) -> None:
        """Write another name into the row of the chosen code."""
        index = self._model.index_of(self._workspace.code_id)
        if index.isValid():
            self._actions["go.codebook"].trigger()  # the panel may be hidden, or behind another
            self._tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._tree.scrollTo(index)
            self._tree.edit(index)

    def choose_colour(self, below: QWidget | None = None) -> None:
        """Open the palette for the chosen codes, under a widget or under the row."""
        code_ids = self.chosen_ids()
        if code_ids:
            colour = self._workspace.tree.get(code_ids[0]).colour
            self.colours.open_at(self._place(below), colour)

    def choose_survivor(self) -> None:
        """Ask which of the selected codes stays when they are merged."""
        code_ids = self.chosen_ids()
        if len(code_ids) < 2:
            text = self.tr("Select two or more codes (Ctrl or Shift and click, or Shift and the arrows), then merge.")
            self._workspace.notice(Notice(text))
            return
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Which code stays?"))
        menu.addSection(self.tr("Which code stays?"))
        for code_id in code_ids:
            self._add_survivor(menu, code_id, code_ids)
        menu.popup(self._place())
        menu.setActiveAction(menu.actions()[1])

    def delete(self) -> None:
        """Remove the chosen codes, say what went with them, and offer to undo it."""
        tree = self._workspace.tree
        going = places.tops(tree, self.chosen_ids())
        if not going:
            return
        name, count = tree.get(going[0]).name, len({code.id for top in going for code in tree.subtree(top)})
        counts = self._workspace.all_counts.by_code
        codings = sum(counts[under.id] for code_id in going for under in tree.subtree(code_id))
        following = places.neighbour(tree, going)
        with self._workspace.attempt():
            words = self.tr("Deleting codes and their codings…")
            done = self._workspace.write(lambda project: project.codes.delete(going), count + codings, words)
            if done is None:
                return
            self._choose([following] if following else [])
            self._workspace.notice(Notice(self._deleted_words(name, count, codings), action="edit.undo"))

    def _deleted_words(self, name: str, count: int, codings: int) -> str:
        if count == 1:
            return self.tr("“{name}” is deleted, and %n coding(s) with it.", "", codings).format(name=name)
        codes = self.tr("%n code(s)", "", count)
        return self.tr("{codes} are deleted, and %n coding(s) with them.", "", codings).format(codes=codes)

    def _add_survivor(self, menu: QMenu, code_id: Id, code_ids: list[Id]) -> None:
        path = self._workspace.path_of(code_id)
        words = self.tr("{code} ({count})").format(code=path, count=figure(self._model.total(code_id)))
        shown = menu.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH_PX)
        action = menu.addAction(theme.swatch(self._workspace.tree.get(code_id).colour), shown.replace("&", "&&"))
        action.setToolTip(path)
        action.triggered.connect(lambda: self._merge(code_ids, code_id))

    def _merge(self, code_ids: list[Id], into_id: Id) -> None:
        tree, counts = self._workspace.tree, self._workspace.all_counts.by_code
        going = {code.id for code_id in code_ids if code_id != into_id for code in tree.subtree(code_id)}
        with self._workspace.attempt():
            rows = sum(counts[code_id] for code_id in going) + len(going)
            words = self.tr("Merging codes and their codings…")
            if self._workspace.write(lambda project: project.codes.merge(code_ids, into_id), rows, words) is not None:
                self._choose([into_id])

    def _recolour(self, colour: str) -> None:
        code_ids = self.chosen_ids()
        if code_ids:
            with self._workspace.attempt():
                self._workspace.project.codes.recolour(code_ids, colour)

    def _move(self, step: Step) -> None:
        tree = self._workspace.tree
        moving = places.tops(tree, self.chosen_ids())
        place = step(tree, moving) if moving else None
        if place is None:
            return
        with self._workspace.attempt():
            self._workspace.project.codes.move(moving, place.parent_id, place.before_id)
            if place.parent_id is not None:
                self._tree.expand_codes([place.parent_id])
            self._choose(moving)

    def _choose(self, code_ids: list[Id]) -> None:
        self._tree.select(code_ids, code_ids[0] if code_ids else None)

    def _open_menu(self, place: QPoint) -> None:
        menu = self._actions.context_menu(self._tree, MENU)
        menu.insertMenu(self._actions["code.up"], self.pins.menu())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _place(self, below: QWidget | None = None) -> QPoint:
        """Where a popup opens: under a widget, or under the row of the chosen code."""
        if below is not None:
            return below.mapToGlobal(below.rect().bottomLeft())
        row = self._tree.visualRect(self._tree.currentIndex())
        inside = row.intersected(self._tree.viewport().rect())
        box = inside if not inside.isEmpty() else QRect(0, 0, 24, 24)
        return self._tree.viewport().mapToGlobal(box.bottomLeft())
