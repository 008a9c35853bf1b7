"""The question that is asked, as a sentence whose gaps are filled by typing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from annotator.analysis.segment_query import MOST_PARAGRAPHS, CodeSet, Extent, Match, SegmentQuery
from annotator.gui import theme
from annotator.gui.segments.attribute_rows import AttributeRows
from annotator.gui.segments.chip_field import ChipField
from annotator.gui.segments.choices import Choices, id_of
from annotator.gui.segments.code_line import CodeLine
from annotator.gui.whose_choice import WhoseChoice
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes

_MATCHES: tuple[Match, ...] = ("any", "all")
_EXTENTS: tuple[Extent, ...] = ("own", "shared", "together")


class QueryEditor(QWidget):
    """Reads: coded with any of ..., overlapping ..., near ..., but not ..., said by ..., coded by ..., in ..."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = Choices(workspace)
        choices = self._choices
        any_code, no_code = self.tr("any code"), self.tr("type a code")
        self.codes = CodeLine(choices, self.tr("Coded with"), any_code)
        self.overlapping = CodeLine(choices, self.tr("Overlapping"), no_code)
        self.near = CodeLine(choices, self.tr("Near"), no_code)
        self.without = CodeLine(choices, self.tr("But not"), no_code)
        self.participants = ChipField(
            self.tr("Said by"), self.tr("anybody"), choices.find_participants, choices.participant
        )
        self.coders = ChipField(self.tr("Coded by"), self.tr("any coder"), choices.find_coders, choices.coder)
        self.documents = ChipField(self.tr("In documents"), self.tr("all"), choices.find_documents, choices.document)
        self.kinds = ChipField(self.tr("Of kind"), self.tr("any kind"), choices.find_kinds, choices.kind)
        self.attributes = AttributeRows(workspace)
        self.whose = WhoseChoice(workspace)
        self._has_consensus = self.whose.matters()
        self.match = QComboBox()
        self.extent = QComboBox()
        self.reach = QSpinBox(minimum=0, maximum=MOST_PARAGRAPHS, value=1)
        self._reach_line = QWidget()
        self._form = QFormLayout()
        self._lay_out()
        self._show_state()
        self._connect()
        self.setFocusProxy(self.codes)

    @property
    def query(self) -> SegmentQuery:
        """The question as it stands."""
        return SegmentQuery(
            match=_MATCHES[self.match.currentIndex()],
            codes=self.codes.codes,
            overlapping=self.overlapping.codes,
            near=self.near.codes,
            near_paragraphs=self.reach.value(),
            without=self.without.codes,
            extent=_EXTENTS[self.extent.currentIndex()],
            participants=tuple(map(id_of, self.participants.keys)),
            attributes=self.attributes.tests,
            coders=tuple(map(id_of, self.coders.keys)),
            documents=tuple(map(id_of, self.documents.keys)),
            kinds=self.kinds.keys,
            whose=self.whose.whose,
        )

    @property
    def told_whose(self) -> str:
        """Whose codings are looked through, in a sentence; nothing where there is no choice."""
        return self.whose.told if self._has_consensus and not self.coders.keys else ""

    def show_query(self, query: SegmentQuery) -> None:
        """Show another question, and tell once."""
        was_blocked = self.blockSignals(True)
        self.whose.show_whose(query.whose)
        self.match.setCurrentIndex(_MATCHES.index(query.match))
        self.extent.setCurrentIndex(_EXTENTS.index(query.extent))
        self.reach.setValue(query.near_paragraphs)
        for line, codes in zip(self._code_lines(), query.code_sets, strict=True):
            line.show_codes(codes)
        for field, ids in (
            (self.participants, query.participants),
            (self.coders, query.coders),
            (self.documents, query.documents),
        ):
            field.show_keys(row_id.hex() for row_id in ids)
        self.kinds.show_keys(query.kinds)
        self.attributes.show_tests(query.attributes)
        self.blockSignals(was_blocked)
        self._tell()

    def drop(self, condition: str) -> None:
        """Take one condition out of the question: a field of `SegmentQuery`."""
        lines = {"codes": self.codes, "overlapping": self.overlapping, "near": self.near, "without": self.without}
        chips = {
            "participants": self.participants,
            "coders": self.coders,
            "documents": self.documents,
            "kinds": self.kinds,
        }
        if condition in lines:
            lines[condition].show_codes(CodeSet())
        elif condition == "whose":
            self.whose.show_whose("all")
        elif condition in chips:
            chips[condition].show_keys(())
        else:
            self.attributes.show_tests(())
        self._tell()

    def follow(self, changes: Changes) -> None:
        """Name what is chosen as it is called now."""
        if changes.touches("coder"):
            self.follow_sight()
        if changes.touches("code"):
            for line in self._code_lines():
                line.refresh()
        for table, fields in (
            ("participant", (self.participants,)),
            ("coder", (self.coders,)),
            ("document", (self.documents, self.kinds)),
        ):
            if changes.touches(table):
                for field in fields:
                    field.refresh()
        self.attributes.follow(changes)

    def follow_sight(self) -> None:
        """There may be a consensus to be seen now, or none any more."""
        self._has_consensus = self.whose.matters()
        self._show_state()

    def retint(self) -> None:
        """Draw the icons in the colours of the palette."""
        for line in self._code_lines():
            line.refresh()
        for field in self._chip_fields():
            field.refresh()

    def _tell(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        """Show the choices that make a difference now."""
        query = self.query
        self.match.setVisible(len(query.codes.codes) > 1)
        self._reach_line.setVisible(bool(query.near))
        self._form.setRowVisible(self.extent, query.has_overlaps)
        self._form.setRowVisible(self.whose, self.whose.is_needed(has_consensus=self._has_consensus))
        self.whose.setEnabled(not query.coders)

    def _code_lines(self) -> tuple[CodeLine, ...]:
        return self.codes, self.overlapping, self.near, self.without

    def _chip_fields(self) -> tuple[ChipField, ...]:
        return self.participants, self.coders, self.documents, self.kinds

    # ---- building

    def _lay_out(self) -> None:
        self.match.addItems([self.tr("any of"), self.tr("all of, at one place")])
        self.extent.addItems(
            [self.tr("the coding's own words"), self.tr("the words that they share"), self.tr("both together")]
        )
        self.match.setAccessibleName(self.tr("Any or all of the codes"))
        self.extent.setAccessibleName(self.tr("Which words are shown"))
        self.reach.setAccessibleName(self.tr("Within how many paragraphs"))
        self.reach.setToolTip(self.tr("0 means in the same paragraph"))
        near_row = QHBoxLayout(self._reach_line)
        near_row.setContentsMargins(0, 0, 0, 0)
        near_row.addWidget(QLabel(self.tr("within")))
        near_row.addWidget(self.reach)
        near_row.addWidget(QLabel(self.tr("paragraphs of it")))
        near_row.addStretch()
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * theme.GRID_PX)
        form.setVerticalSpacing(theme.GRID_PX + 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Codings of"), self.whose)
        form.addRow(self.tr("Coded with"), _stacked(self.match, self.codes))
        form.addRow(self.tr("overlapping"), self.overlapping)
        form.addRow(self.tr("near"), _stacked(self.near, self._reach_line))
        form.addRow(self.tr("but not"), self.without)
        form.addRow(self.tr("showing"), self.extent)
        form.addRow(self.tr("said by"), _stacked(self.participants, self.attributes))
        form.addRow(self.tr("coded by"), self.coders)
        form.addRow(self.tr("in"), self.documents)
        form.addRow(self.tr("of kind"), self.kinds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(form)

    def _connect(self) -> None:
        for line in self._code_lines():
            line.changed.connect(self._tell)
        for field in self._chip_fields():
            field.changed.connect(self._tell)
        self.attributes.changed.connect(self._tell)
        self.whose.activated.connect(lambda _index: self._tell())
        self.match.activated.connect(lambda _index: self._tell())
        self.extent.activated.connect(lambda _index: self._tell())
        self.reach.valueChanged.connect(lambda _value: self._tell())


def _stacked(*widgets: QWidget) -> QWidget:
    """Widgets one above the other, in the place of one."""
    stack = QWidget()
    column = QVBoxLayout(stack)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID_PX)
    for widget in widgets:
        column.addWidget(widget)
    return stack
