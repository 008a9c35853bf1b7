"""The conditions on attributes in a query: a line for each, joined by "and" or "or"."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from annotator.analysis.attribute_tests import OPERATORS, WITHOUT_VALUE
from annotator.analysis.segment_query import AttributeTest, Joiner, Operator
from annotator.gui import theme
from annotator.gui.icon_button import IconButton
from annotator.gui.segments.choices import id_of
from annotator.gui.workspace import Workspace
from annotator.project.changes import Changes
from annotator.project.participants import Attribute

_JOINERS: tuple[Joiner, ...] = ("and", "or")


class AttributeRow(QWidget):
    """One condition: an attribute, how it is compared, and with what."""

    changed = Signal()
    removal_wanted = Signal()

    def __init__(self, attributes: list[Attribute], test: AttributeTest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attributes = {attribute.id: attribute for attribute in attributes}
        self.joiner = QComboBox()
        self.attribute = QComboBox()
        self.operator = QComboBox()
        self.value = QComboBox()
        self.line = QLineEdit()
        self.remove_button = QToolButton(autoRaise=True)
        self._lay_out()
        self._show(test)
        self._connect()

    @property
    def test(self) -> AttributeTest:
        """The condition as it stands."""
        return AttributeTest(
            id_of(self.attribute.currentData()),
            self.operator.currentData(),
            self.value.currentText().strip(),
            _JOINERS[self.joiner.currentIndex()],
        )

    @property
    def is_complete(self) -> bool:
        """Whether it says with what to compare."""
        return bool(self.test.value) or self.test.operator in WITHOUT_VALUE

    def _show(self, test: AttributeTest) -> None:
        for attribute in self._attributes.values():
            self.attribute.addItem(attribute.name, attribute.id.hex())
        if test.attribute_id not in self._attributes:
            self.attribute.addItem(self.tr("no longer there"), test.attribute_id.hex())
        self.attribute.setCurrentIndex(self.attribute.findData(test.attribute_id.hex()))
        self.joiner.setCurrentIndex(_JOINERS.index(test.joined_by))
        self._offer(test.operator, test.value)

    def _offer(self, operator: Operator | None = None, value: str = "") -> None:
        """Show what can be asked of the attribute."""
        attribute = self._attributes.get(id_of(self.attribute.currentData()))
        self.operator.clear()
        for each in OPERATORS[attribute.kind] if attribute is not None else (operator or "has a value",):
            self.operator.addItem(self._words_of(each), each)
        self.operator.setCurrentIndex(max(self.operator.findData(operator), 0))
        kind = attribute.kind if attribute is not None else "text"
        choices = {"yes/no": ("yes", "no"), "choice": attribute.choices if attribute else ()}.get(kind, ())
        self.value.clear()
        self.value.addItems(list(choices))
        self.value.setEditText(value or (choices[0] if choices else ""))
        hints = {"number": self.tr("number"), "date": self.tr("2026-03-14")}
        self.line.setPlaceholderText(hints.get(kind, self.tr("words")))
        self._show_value()

    def _show_value(self) -> None:
        self.value.setVisible(self.operator.currentData() not in WITHOUT_VALUE)

    def _words_of(self, operator: Operator) -> str:
        words = {
            "contains": self.tr("contains"),
            "has no value": self.tr("has no value"),
            "has a value": self.tr("has a value"),
        }
        return words.get(operator, operator)

    def _on_attribute(self) -> None:
        self._offer()
        self.changed.emit()

    def _on_operator(self) -> None:
        self._show_value()
        self.changed.emit()

    def _lay_out(self) -> None:
        self.value.setLineEdit(self.line)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.joiner.addItems([self.tr("and"), self.tr("or")])
        self.remove_button.setIcon(theme.icon("close"))
        names = {
            self.joiner: self.tr("And or or"),
            self.attribute: self.tr("Attribute"),
            self.operator: self.tr("Comparison"),
            self.value: self.tr("Value"),
            self.remove_button: self.tr("Take this condition away"),
        }
        for field, name in names.items():
            field.setAccessibleName(name)
            field.setToolTip(name)
        self.line.setAccessibleName(self.tr("Value"))
        for combo in (self.joiner, self.attribute, self.operator, self.value):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for combo, letters in ((self.joiner, 3), (self.attribute, 6), (self.operator, 4), (self.value, 4)):
            combo.setMinimumContentsLength(letters)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID_PX)
        for combo, share in ((self.joiner, 0), (self.attribute, 2), (self.operator, 2), (self.value, 2)):
            row.addWidget(combo, share)
        row.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.joiner.activated.connect(lambda _index: self.changed.emit())
        self.attribute.activated.connect(lambda _index: self._on_attribute())
        self.operator.activated.connect(lambda _index: self._on_operator())
        self.value.editTextChanged.connect(lambda _words: self.changed.emit())
        self.remove_button.clicked.connect(self.removal_wanted)


class AttributeRows(QWidget):
    """All conditions on attributes, and a button for one more."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.rows: list[AttributeRow] = []
        self.add_button = IconButton("add", self.tr("with a condition on them"))
        self.add_button.setFlat(True)
        self.add_button.setToolTip(self.tr("Add a condition on an attribute of the participants, such as age > 30"))
        self.add_button.clicked.connect(lambda: self.add_row())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GRID_PX)
        self._column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_state()

    @property
    def tests(self) -> tuple[AttributeTest, ...]:
        """The conditions, in order; one whose value nobody has typed yet asks nothing."""
        tests = [row.test for row in self.rows if row.is_complete]
        return (replace(tests[0], joined_by="and"), *tests[1:]) if tests else ()

    def show_tests(self, tests: tuple[AttributeTest, ...]) -> None:
        """Show other conditions, without telling."""
        for row in list(self.rows):
            self._drop(row)
        for test in tests:
            self._put(test)

    def add_row(self) -> None:
        """One condition more, on the first attribute, with the keyboard in it."""
        attributes = self._workspace.project.participants.attributes()
        if attributes:
            first = attributes[0]
            row = self._put(AttributeTest(first.id, OPERATORS[first.kind][0]))
            row.attribute.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def follow(self, changes: Changes) -> None:
        """Show what an operation made of the attributes."""
        if changes.touches("attribute"):
            self.show_tests(tuple(row.test for row in self.rows))
            self._show_state()

    def _put(self, test: AttributeTest) -> AttributeRow:
        row = AttributeRow(self._workspace.project.participants.attributes(), test, self)
        row.changed.connect(self.changed)
        row.removal_wanted.connect(lambda: self._remove(row))
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self._show_state()
        return row

    def _remove(self, row: AttributeRow) -> None:
        self._drop(row)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, row: AttributeRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._show_state()

    def _show_state(self) -> None:
        has_attributes = bool(self._workspace.project.participants.attributes())
        self.add_button.setVisible(has_attributes)
        self.setVisible(has_attributes or bool(self.rows))
        for place, row in enumerate(self.rows):
            row.joiner.setVisible(place > 0)
