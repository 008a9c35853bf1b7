"""Who speaks in one document: the dialog in which a wrong guess is corrected.

What is chosen is applied as one operation; the labels in the text stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.analysis.turns import find_turns
from annotator.gui import theme
from annotator.gui.documents.kinds import KINDS, kind_of, kind_words
from annotator.gui.workspace import Workspace
from annotator.project.documents import Speaker, SpeakerRole
from annotator.project.ids import Id
from annotator.project.participants import NAME_LIMIT

_FIRST_WORDS_CHARS = 120
_LABEL_WIDTH_PX = 120
_T = QT_TRANSLATE_NOOP
_ROLE_WORDS: Mapping[SpeakerRole, object] = {
    "interviewer": _T("SpeakersDialog", "Interviewer"),
    "participant": _T("SpeakersDialog", "Participant"),
    "unknown": _T("SpeakersDialog", "Not known"),
}


@dataclass(frozen=True, slots=True)
class _SpeakerRow:
    """The fields of one speaker."""

    speaker: Speaker
    role: QComboBox
    participant: QComboBox


class SpeakersDialog(QDialog):
    """The participant and kind of a document, and the role and participant of each speaker. Raises NotFound."""

    def __init__(self, workspace: Workspace, document_id: Id, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Speakers and participant"))
        self._workspace = workspace
        self._document = workspace.project.documents.get(document_id)
        everyone = workspace.project.participants.all()
        self._label_of = {person.id: person.label for person in everyone}
        self.participant = self._participants_field(self._document.participant_id, self.tr("No one participant"))
        self.participant.setAccessibleName(self.tr("Participant of the document"))
        self.kind = _editable(kind_words(kind) for kind in KINDS)
        self.kind.setCurrentText(kind_words(self._document.kind))
        self.kind.setAccessibleName(self.tr("Kind of document"))
        self.rows = [self._made_row(one) for one in workspace.project.documents.speakers(document_id)]
        self._lay_out(workspace)

    def accept(self) -> None:
        """Apply all that was changed, as one operation."""
        with self._workspace.attempt():
            with self._workspace.project.operation("document.speakers", document=self._document.name):
                self._apply()
            super().accept()

    def _apply(self) -> None:
        documents = self._workspace.project.documents
        participant_id = self._participant_id(self.participant.currentText())
        if participant_id != self._document.participant_id:
            documents.set_participant(self._document.id, participant_id)
        kind = kind_of(self.kind.currentText())
        if kind and kind != self._document.kind:
            documents.set_kind(self._document.id, kind)
        for row in self.rows:
            role: SpeakerRole = row.role.currentData()
            who = self._participant_id(row.participant.currentText()) if role == "participant" else None
            if (role, who) != (row.speaker.role, row.speaker.participant_id):
                documents.set_speaker(row.speaker.id, role, who)

    def _participant_id(self, label: str) -> Id | None:
        return self._workspace.project.participants.ensure(label).id if label.strip() else None

    # ---- building

    def _lay_out(self, workspace: Workspace) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(3 * theme.GRID_PX)
        name = QLabel()
        name.setFont(theme.heading_font(name.font()))
        name.setText(name.fontMetrics().elidedText(self._document.name, Qt.TextElideMode.ElideRight, 480))
        name.setToolTip(self._document.name)
        form = QFormLayout()
        form.addRow(self.tr("&Participant"), self.participant)
        form.addRow(self.tr("&Kind"), self.kind)
        column.addWidget(name)
        column.addLayout(form)
        column.addWidget(self._speakers_table(self._first_words(workspace)), 1)
        column.addWidget(self._buttons())
        self.resize(600, min(560, 230 + 38 * max(1, len(self.rows))))

    def _speakers_table(self, first_words: Mapping[str, str]) -> QWidget:
        if not self.rows:
            return _quiet(self.tr("No speaker labels were found in this text."), self)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.GRID_PX)
        grid.setColumnStretch(3, 1)
        heads = (self.tr("Label"), self.tr("Who"), self.tr("Participant"), self.tr("First words"))
        for column, head in enumerate(heads):
            grid.addWidget(_quiet(head, self), 0, column)
        for line, row in enumerate(self.rows, start=1):
            label = _elided(row.speaker.label, _LABEL_WIDTH_PX, self)
            words = _FirstWords(first_words.get(row.speaker.label, ""))
            for column, widget in enumerate((label, row.role, row.participant, words)):
                grid.addWidget(widget, line, column)
        grid.setRowStretch(len(self.rows) + 1, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not self._workspace.project.is_read_only)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _made_row(self, speaker: Speaker) -> _SpeakerRow:
        role = QComboBox()
        for value in get_args(SpeakerRole):
            role.addItem(self.tr(str(_ROLE_WORDS[value])), value)
        role.setCurrentIndex(role.findData(speaker.role))
        role.setAccessibleName(self.tr("Who {label} is").format(label=speaker.label))
        participant = self._participants_field(speaker.participant_id, "")
        participant.setAccessibleName(self.tr("Participant behind {label}").format(label=speaker.label))
        participant.setEnabled(speaker.role == "participant")
        role.currentIndexChanged.connect(lambda _at: participant.setEnabled(role.currentData() == "participant"))
        return _SpeakerRow(speaker, role, participant)

    def _participants_field(self, chosen: Id | None, placeholder: str) -> QComboBox:
        field = _editable(self._label_of.values())
        field.setCurrentText(self._label_of.get(chosen, "") if chosen is not None else "")
        line = field.lineEdit()
        assert line is not None
        line.setMaxLength(NAME_LIMIT)
        line.setPlaceholderText(placeholder or self.tr("Choose or type"))
        return field

    def _first_words(self, workspace: Workspace) -> dict[str, str]:
        """What each speaker says first, so that one can tell who it is."""
        text = workspace.project.documents.text(self._document.id)
        words: dict[str, str] = {}
        for turn in find_turns(text.text, text.formats):
            said = text.text[turn.body_start : min(turn.end, turn.body_start + _FIRST_WORDS_CHARS)]
            words.setdefault(turn.label, " ".join(said.split()))
        return words


class _FirstWords(QLabel):
    """Quiet words that end in an ellipsis where there is no more room."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setFont(theme.small_font(self.font()))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(words)
        self.setMinimumWidth(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.quiet_colour(self.palette()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
        painter.end()


def _editable(choices: Iterable[str]) -> QComboBox:
    field = QComboBox()
    field.setEditable(True)
    field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    field.addItems(list(choices))
    field.setMinimumContentsLength(10)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


def _quiet(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.small_font(label.font()))
    label.setToolTip(words)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), theme.quiet_colour(parent.palette()))
    label.setPalette(palette)
    return label


def _elided(words: str, width_px: int, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(label.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width_px))
    label.setToolTip(words)
    return label
