"""Giving a code to what was found: the quick list asks for the code, and all is one operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from annotator.analysis.hit_extents import EXTENTS, Extent, extents
from annotator.gui import theme
from annotator.gui.background import Progress
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.messages import Notice
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.project.documents import DocumentText
from annotator.project.ids import Id
from annotator.project.project import Project

Span = tuple[int, int]
Place = tuple[Id, int, int]


@dataclass(frozen=True, slots=True)
class HitsToCode:
    """The places that are to be coded, by document, how far around them, and the words that found them."""

    spans: dict[Id, list[Span]]
    extent: Extent
    words: str


class HitCoder(QObject):
    """Asks for a code and gives it to hits."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent
        self._hits: HitsToCode | None = None
        self._text_ids: dict[Id, Id] = {}  # the version of each text in which they were found
        self.quick_list = QuickList(workspace, parent)
        self.quick_list.chosen.connect(self._give)
        self.quick_list.new_wanted.connect(self._give_new)

    def ask(self, hits: HitsToCode, at: QPoint) -> None:
        """Open the list of codes at a place of the screen; what is chosen is given to the hits.

        These are places in the texts as they are on the screen: what is being typed in them is stored first.
        """
        if not hits.spans:
            return
        with self._workspace.attempt():
            self._hits, self._text_ids = hits, self._text_ids_of(hits)
            self.quick_list.open_at(at)

    def _text_ids_of(self, hits: HitsToCode) -> dict[Id, Id]:
        return {each.id: each.text_id for each in self._workspace.project.documents.all() if each.id in hits.spans}

    def _give(self, code_id: Id) -> None:
        code = self._workspace.code(code_id)
        if code is not None:
            self._code(code.name, lambda _project: code_id)

    def _give_new(self, path: str) -> None:
        self._code(path, lambda project: project.codes.ensure(path).id)

    def _code(self, name: str, code_id_of: Callable[[Project], Id]) -> None:
        hits, self._hits = self._hits, None
        if hits is None:
            return
        with self._workspace.attempt():
            if self._text_ids_of(hits) != self._text_ids:
                words = self.tr(
                    "The words have been corrected in the meantime. Nothing was coded. Choose the hits again."
                )
                self._workspace.notice(Notice(words, "warning"))
                return
            places = self._places(hits)
            if places is None:
                return
            told = {"code": name, "words": hits.words, "count": len(places)}
            done = self._workspace.write(
                partial(_coded, places=places, code_id_of=code_id_of, told=told),
                len(places),
                self.tr("Coding the hits…"),
            )
            if done is not None:
                self._workspace.last_code_id, added = done.result
                self._tell(name, len(places), added)

    def _places(self, hits: HitsToCode) -> list[tuple[Id, int, int]] | None:
        """What is to be coded; None if somebody did not want to wait for it."""
        documents = self._workspace.project.documents
        if hits.extent == "turn":  # whose labels may be told by how they look
            texts = {document_id: documents.text(document_id) for document_id in hits.spans}
        else:
            texts = {document_id: DocumentText(text, ()) for document_id, text in documents.texts(hits.spans).items()}
        waited = wait_for(
            lambda progress: _found(hits, texts, progress), self.tr("Finding what is to be coded…"), self._window
        )
        return waited.result if waited is not None else None

    def _tell(self, name: str, count: int, added: int) -> None:
        shown = name if len(name) <= 60 else name[:59] + "…"
        text = self.tr("%n passage(s) coded with “{code}”.", None, added).format(code=shown)
        if count > added:
            text += " " + self.tr("%n passage(s) had it already.", None, count - added)
        self._workspace.notice(Notice(text, action="edit.undo" if added else ""))


def _coded(
    project: Project, places: Sequence[Place], code_id_of: Callable[[Project], Id], told: Mapping[str, Any]
) -> tuple[Id, int]:
    """Code places, as one operation. Returns the code, and how many had not been coded so."""
    with project.operation("coding.of_hits", **told):
        code_id, coder_id = code_id_of(project), project.coder.id
        added = project.codings.add_many(
            {"document_id": each, "code_id": code_id, "coder_id": coder_id, "start_char": start, "end_char": end}
            for each, start, end in places
        )
    return code_id, added


def _found(hits: HitsToCode, texts: dict[Id, DocumentText], progress: Progress) -> list[tuple[Id, int, int]]:
    places: list[tuple[Id, int, int]] = []
    for document_id, spans in hits.spans.items():
        if progress.is_cancelled():
            return []
        stored = texts[document_id]
        places += [(document_id, *span) for span in extents(stored.text, stored.formats, spans, hits.extent)]
    return places


class CodeHitsButton(QPushButton):
    """Asks how much is to be coded for each hit, in a menu."""

    extent_chosen = Signal(str)  # Extent

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        menu = QMenu(self)
        words = (
            self.tr("&Just the hits…"),
            self.tr("The &sentences around them…"),
            self.tr("The &paragraphs around them…"),
            self.tr("The &turns around them…"),
        )
        for extent, text in zip(EXTENTS, words, strict=True):
            menu.addAction(text).triggered.connect(
                lambda _checked=False, extent=extent: self.extent_chosen.emit(extent)
            )
        self.setMenu(menu)

    def open_menu(self) -> None:
        """Open the menu, as a click does."""
        if self.isEnabled() and self.isVisible():
            self.menu().popup(self.mapToGlobal(QPoint(0, self.height())))
            self.menu().setActiveAction(self.menu().actions()[0])

    def place_below(self) -> QPoint:
        """Where a list that belongs to the button opens, on the screen."""
        return self.mapToGlobal(QPoint(0, self.height() + theme.GRID_PX))
