"""The code that passages found by a rule get: one that is chosen, or one for each, named after what was found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.analysis.auto_coding import Hit
from annotator.gui import theme
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.workspace import Workspace
from annotator.project.codes import NAME_LIMIT, PATH_SEPARATOR, Code
from annotator.project.ids import Id
from annotator.project.project import Project

_WIDTH_PX = 180
_ELIDED = Qt.TextElideMode.ElideRight


@dataclass(frozen=True, slots=True)
class WantedCodes:
    """One code that is there, or the path of a new one; or, where `above` is a name, one under it for each name."""

    code_id: Id | None
    new_path: str
    above: str

    def made_in(self, project: Project, names: Collection[str]) -> dict[str, Id]:
        """The code for the passages of each name; what is missing is made. To be called inside an operation."""
        if not self.above:
            return dict.fromkeys(names, self.code_id or project.codes.ensure(self.new_path).id)
        above = project.codes.tree().at_path((self.above,)) or project.codes.add(self.above)
        return {name: _under(project, above, code_name(name)).id for name in names}


class CodeTarget(QWidget):
    """A button that opens the quick list, and the offer of a code for each where passages have names."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.code_id: Id | None = None
        self.new_path = ""  # of a code that is made with the codings
        self._above = ""
        self.button = QPushButton()
        self.button.setAutoDefault(True)
        self.button.setIconSize(QSize(14, 14))
        self.button.setFixedWidth(_WIDTH_PX)
        self.each = QCheckBox()  # stands beside the other fields of the rule
        self.quick_list = QuickList(workspace, self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * theme.GRID_PX)
        line.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self._open)
        self.each.toggled.connect(self._on_each)
        self.quick_list.chosen.connect(lambda code_id: self.choose(code_id, ""))
        self.quick_list.new_wanted.connect(lambda path: self.choose(None, path))
        self.offer_each("")

    @property
    def is_for_each(self) -> bool:
        """Whether each passage gets the code that is named after it."""
        return bool(self._above) and self.each.isChecked()

    @property
    def is_chosen(self) -> bool:
        """Whether it is said what passages are to be coded with."""
        return self.is_for_each or self.new_path != "" or self._workspace.code(self.code_id) is not None

    @property
    def words(self) -> str:
        """What passages are coded with, as the history tells it."""
        code = self._workspace.code(self.code_id)
        return self._above if self.is_for_each else code.name if code is not None else self.new_path

    def offer_each(self, above: str) -> None:
        """Offer a code for each, under a code of this name; an empty name takes the offer back."""
        self._above = above
        self.each.setVisible(bool(above))
        self.each.setText(self.tr("A code for each, under “{code}”").format(code=above))
        self.refresh()

    def choose(self, code_id: Id | None, new_path: str) -> None:
        """Take one code, or one that is still to be made."""
        self.code_id, self.new_path = code_id, new_path
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Show the code as it is now."""
        code = self._workspace.code(self.code_id)
        words = code.name if code is not None else self.new_path
        room = _WIDTH_PX - 10 * theme.GRID_PX
        shown = self.button.fontMetrics().elidedText(words, _ELIDED, room) if words else self.tr("Choose a code…")
        self.button.setText(shown.replace("&", "&&"))
        self.button.setIcon(theme.swatch(code.colour) if code is not None else theme.icon("add" if words else "code"))
        path = self._workspace.path_of(code.id) if code is not None else self.new_path
        self.button.setToolTip(path or self.tr("The code that the passages get"))
        self.button.setAccessibleName(self.tr("Code: {code}").format(code=path or self.tr("none yet")))
        self.button.setVisible(not self.is_for_each)

    def code_of(self, hit: Hit) -> Id | None:
        """The code that a passage would get, where that is there already."""
        if not self.is_for_each:
            return self.code_id if self._workspace.code(self.code_id) is not None else None
        code = self._workspace.tree.at_path((self._above, code_name(hit.name)))
        return code.id if code is not None else None

    def wanted(self) -> WantedCodes:
        """What is chosen now."""
        code = self._workspace.code(self.code_id)
        return WantedCodes(code.id if code else None, self.new_path, self._above if self.is_for_each else "")

    def _open(self) -> None:
        self.quick_list.open_at(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _on_each(self) -> None:
        self.refresh()
        self.changed.emit()


def _under(project: Project, above: Code, name: str) -> Code:
    return project.codes.tree().at_path((above.name, name)) or project.codes.add(name, parent_id=above.id)


def code_name(found: str) -> str:
    """What a code is called that is named after a speaker, a heading or a question."""
    name = " ".join(found.replace(PATH_SEPARATOR, " › ").split())
    return name if len(name) <= NAME_LIMIT else name[: NAME_LIMIT - 1].rstrip() + "…"
