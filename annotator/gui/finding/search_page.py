"""The room in which one searches everything: transcripts, memos, and what codes are called and mean."""

from __future__ import annotations

from collections import defaultdict

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.analysis.hit_extents import Extent
from annotator.analysis.searched_texts import PLACES, Place
from annotator.analysis.text_search import Wanted
from annotator.gui import settings, theme
from annotator.gui.actions import Actions
from annotator.gui.finding.everywhere import Everywhere
from annotator.gui.finding.hit_coding import CodeHitsButton, HitCoder, HitsToCode
from annotator.gui.finding.hit_facts import HitFacts
from annotator.gui.finding.hit_list import Hit, HitGroup, HitList
from annotator.gui.finding.hit_row import HitRow, group_words
from annotator.gui.finding.hit_view import HitView
from annotator.gui.finding.library import Library
from annotator.gui.finding.nothing_here import NothingHere
from annotator.gui.finding.titles import Titles
from annotator.gui.finding.wanted_field import WantedField
from annotator.gui.messages import error_notice
from annotator.gui.search_field import SearchField
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id

_PLACES = "search_places"
_FIELD_EDGES_PX = 40


class SearchPage(QWidget):
    """What to find, where to look, and the hits; they can be gone to and coded."""

    hit_wanted = Signal(object, object)  # Hit to be gone to, Wanted that found it

    def __init__(self, workspace: Workspace, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._actions = actions
        self.library = Library(workspace, self)
        self.wanted_field = WantedField(workspace.project_id, "everywhere", self)
        self.place_boxes = {
            "texts": QCheckBox(self.tr("&Transcripts")),
            "memos": QCheckBox(self.tr("Mem&os")),
            "codes": QCheckBox(self.tr("Codes an&d what they mean")),
        }
        self.only_field = SearchField(clearButtonEnabled=True)
        self._titles = Titles(workspace, self.library, self)
        self.hits = HitList(self._group_words, self)
        self.view = HitView(self.hits)
        self._facts = HitFacts(workspace, self)
        self._search = Everywhere(self.library, self)
        self.coder = HitCoder(workspace, self)
        self.count = QLabel()
        self.code_button = CodeHitsButton()
        self.nothing = NothingHere(actions)
        self._stack = QStackedWidget()
        self._is_stale = True
        self._is_cut = False  # whether there are more hits than are listed
        self._top = 0  # where the list was scrolled to
        self._found_by = Wanted("")
        self._kept: Hit | None = None  # the row to come back to
        self._prepare()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.wanted_field.field)
        self._tell()

    def conditions(self) -> frozenset[str]:
        """What holds on this page, for actions that need it."""
        return frozenset({"hits"}) if self._codable() else frozenset()

    @property
    def has_hits(self) -> bool:
        """Whether there is a next hit to go to."""
        return bool(self.hits.hit_count)

    def open(self, words: str = "") -> None:
        """Put the keyboard in the search field; with words, find them."""
        if words:
            wanted = self.wanted_field.wanted
            kept = (wanted.whole_words, wanted.ignores_case, wanted.ignores_accents)
            self.wanted_field.want(Wanted(words, "words", *kept))
        self.wanted_field.take_keyboard()

    def step(self, by: int, beyond: Id | None = None) -> None:
        """Go to the next hit in a transcript (1) or the one before (-1), or if asked to one beyond a document."""
        row = self.view.currentIndex().row()
        if not self.view.currentIndex().isValid():
            row = -1 if by > 0 else self.hits.rowCount()
        count = self.hits.rowCount()
        for _ in range(count):
            row = (row + by) % count if row + by >= 0 else count - 1
            group, hit = self.hits.group_at(row), self.hits.hit_at(row)
            if group is not None and group.id != beyond and hit is not None and group.place == "texts":
                self._go(row)
                return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.wanted_field.field.selectAll()  # who enters can type something else at once
        if self._is_stale:
            self._ask()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._search.close()
        self.library.close()
        self._facts.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.viewport().update()

    # ---- searching

    def _places(self) -> frozenset[Place]:
        return frozenset(place for place in PLACES if self.place_boxes[place].isChecked())

    def _on_wanted(self) -> None:
        """Something else is wanted: what was ticked was for the old search."""
        self.hits.forget_ticks()
        self._kept = None
        self.setFocusProxy(self.wanted_field.field)
        self._ask()

    def _on_places(self) -> None:
        settings.save_place(self._workspace.project_id, _PLACES, " ".join(sorted(self._places())))
        self._ask()

    def _on_stale(self) -> None:
        """Other texts: search again where somebody looks, else when somebody comes back."""
        self._is_stale = True
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        self._is_stale = False
        self._kept = self.view.current_hit or self._kept
        self._search.ask(self.wanted_field.wanted, self._places(), self.only_field.text())
        self._tell()

    def _on_begun(self) -> None:
        self._is_cut = False
        self._top = self.view.verticalScrollBar().value() if self._found_by == self.wanted_field.wanted else 0
        self._found_by = self.wanted_field.wanted
        self.hits.clear()

    def _on_found(self, groups: list[HitGroup]) -> None:
        self.hits.add(groups)
        self._tell()

    def _on_ended(self, is_cut: bool) -> None:
        self._is_cut = is_cut
        self.hits.forget_lost_ticks()
        row = self.hits.row_of(self._kept) if self._kept is not None else -1
        if row >= 0:
            self.view.setCurrentIndex(self.hits.index(row))
        self.view.verticalScrollBar().setValue(self._top)
        self._tell()

    def _on_refused(self, error: Exception) -> None:
        self.hits.clear()
        self._tell()
        self._say(error_notice(error).text)

    # ---- telling

    def _tell(self) -> None:
        """The count, the button, and what stands where there is no list."""
        count, ticked = self.hits.hit_count, self.hits.ticked_count
        words = ""
        if self._is_cut:
            words = self.tr("The first %n hit(s); type more to have all", None, count)
        elif count:
            words = self.tr("%n hit(s)", None, count)
            words += self.tr(" in %n place(s)", None, len(self.hits.groups))
        if ticked:
            words += "  ·  " + self.tr("%n ticked", None, ticked)
        self.count.setText(words)
        self.code_button.setText(self.tr("Code tic&ked hits") if ticked else self._all_words())
        self.code_button.setEnabled(self._codable() and not self._workspace.project.is_read_only)
        self._show_emptiness()
        self._workspace.conditions_changed.emit()

    def _all_words(self) -> str:
        """What the button offers where nothing is ticked; memos and codes are found, but not coded."""
        in_texts = self.hits.text_hit_count
        if not in_texts:
            return self.tr("Code &all hits")
        if in_texts == self.hits.hit_count:
            return self.tr("Code &all %n hit(s)", None, in_texts)
        return self.tr("Code &all %n hit(s) in transcripts", None, in_texts)

    def _show_emptiness(self) -> None:
        if self.hits.hit_count:
            self._stack.setCurrentWidget(self.view)
            return
        wanted = self.wanted_field.wanted
        if not self.library.has_documents:
            words = self.tr("There is no transcript here yet.\nImport one, or drop files on the window.")
            self._say(words, offers_import=not self._workspace.project.is_read_only)
        elif not wanted.text.strip():
            self._say(self.tr("Type what you are looking for.\nIt is found in all that is ticked above, as you type."))
        elif not self._places():
            self._say(self.tr("Tick above where to look."))
        elif self._search.is_busy:
            self._say(self.tr("Searching…"))
        else:
            shown = wanted.text if len(wanted.text) <= 80 else wanted.text[:79] + "…"
            text = self.tr("“{words}” was not found.").format(words=shown)
            if wanted.whole_words or not wanted.ignores_case or not wanted.ignores_accents:
                text += "\n" + self.tr("Parts of words, other capitals or accents may be found with the buttons above.")
            self._say(text)

    def _say(self, words: str, *, offers_import: bool = False) -> None:
        self.nothing.say(words, offers_import=offers_import)
        self._stack.setCurrentWidget(self.nothing)

    def _group_words(self, group: HitGroup) -> str:
        return group_words(self._titles.of(group), self.tr("%n hit(s)", None, group.count))

    # ---- going and coding

    def _go(self, row: int) -> None:
        self.view.show_row(row)
        hit = self.hits.hit_at(row)
        if hit is not None:
            self._on_hit(hit)

    def _on_hit(self, hit: Hit) -> None:
        self.wanted_field.remember()
        self._kept = hit
        self.setFocusProxy(self.view)  # who comes back goes on from there
        self.hit_wanted.emit(hit, self._found_by)

    def _codable(self) -> bool:
        """Whether transcripts hold hits, and all of them are listed or some ticked."""
        return bool(self.hits.text_hit_count) and (not self._is_cut or bool(self.hits.ticked_count))

    def _ask_for_code(self, extent: Extent) -> None:
        """Code what is ticked, or else all; only transcripts are coded."""
        spans: dict[Id, list[tuple[int, int]]] = defaultdict(list)
        for hit in self.hits.ticked() or self.hits.all_hits():
            if hit.source.place == "texts":
                spans[hit.source.id].append((hit.start, hit.end))
        self.wanted_field.remember()
        self.coder.ask(HitsToCode(dict(spans), extent, self._found_by.text), self.code_button.place_below())

    def _show_menu(self, at: QPoint) -> None:
        """What can be done with the row under the mouse, or where the keyboard is."""
        row = self.view.currentIndex().row()
        group, hit = self.hits.group_at(row), self.hits.hit_at(row)
        if group is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if hit is not None:
            menu.addAction(self.tr("&Show It in Its Place")).triggered.connect(lambda: self._on_hit(hit))
        else:
            fold = self.tr("&Show Its Hits") if self.hits.is_folded(group) else self.tr("&Hide Its Hits")
            menu.addAction(fold).triggered.connect(lambda: self.hits.set_folded(row, not self.hits.is_folded(group)))
        tick = menu.addAction(self.tr("&Tick, or Take the Tick Away"))
        tick.setEnabled(group.place == "texts")
        tick.triggered.connect(self.view.tick_selected)
        menu.addSeparator()
        menu.addAction(self._actions["find.code"])
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _into_list(self) -> None:
        if self.hits.rowCount():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.view.current_hit is None:
                self.view.show_row(1)

    # ---- building

    def _prepare(self) -> None:
        field = self.wanted_field.field
        field.setPlaceholderText(self.tr("Find in all transcripts, memos and codes"))
        field.setAccessibleName(self.tr("What to find in the whole project"))
        kept = settings.place(self._workspace.project_id, _PLACES).split() or list(PLACES)
        for place, box in self.place_boxes.items():
            box.setChecked(place in kept)
        self.only_field.setPlaceholderText(self.tr("Only transcripts called…"))
        self.only_field.setAccessibleName(self.tr("Only transcripts whose name or participant is called so"))
        self.only_field.setToolTip(self.only_field.accessibleName())
        words_px = self.fontMetrics().horizontalAdvance(self.only_field.placeholderText())
        self.only_field.setFixedWidth(words_px + _FIELD_EDGES_PX)
        self.view.setAccessibleName(self.tr("Hits"))
        self.view.setItemDelegate(HitRow(self._workspace, self._facts, self._titles, self.view))
        self.count.setAccessibleName(self.tr("How many hits there are"))
        self.code_button.setToolTip(self._actions.with_keys(self.tr("Give a code to hits, as one step"), "find.code"))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_out(self) -> None:
        places = QHBoxLayout()
        places.setSpacing(4 * theme.GRID_PX)
        for box in self.place_boxes.values():
            places.addWidget(box)
            if box is self.place_boxes["texts"]:
                places.addWidget(self.only_field)
        places.addStretch(1)
        places.addWidget(self.count)
        places.addWidget(self.code_button)
        head = QVBoxLayout()
        head.setContentsMargins(*(2 * theme.GRID_PX,) * 4)
        head.setSpacing(2 * theme.GRID_PX)
        head.addWidget(self.wanted_field)
        head.addLayout(places)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.wanted_field.changed.connect(self._on_wanted)
        self.wanted_field.stepped.connect(lambda _by: self._into_list())
        self.wanted_field.down_pressed.connect(self._into_list)
        self.wanted_field.escaped.connect(self._actions["go.code"].trigger)
        for box in self.place_boxes.values():
            box.toggled.connect(self._on_places)
        self.only_field.textChanged.connect(self._ask)
        self.library.stale.connect(self._on_stale)
        self._search.begun.connect(self._on_begun)
        self._search.found.connect(self._on_found)
        self._search.ended.connect(self._on_ended)
        self._search.refused.connect(self._on_refused)
        self._facts.found.connect(self.view.viewport().update)
        self.hits.dataChanged.connect(self._tell)
        self.view.wanted.connect(self._on_hit)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.left.connect(self.wanted_field.take_keyboard)
        self.code_button.extent_chosen.connect(self._ask_for_code)
