"""What stood in the way of some of several copies: told until other copies are chosen, since notices come and go."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui import theme
from annotator.gui.figures import figure
from annotator.gui.merging.section import Section, plain_label

_MOST = 5


class RefusedFiles(QWidget):
    """A section with a sentence for each file; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentences: list[str] = []
        self._section: Section | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6 * theme.GRID_PX, 2 * theme.GRID_PX, 6 * theme.GRID_PX, 0)
        self.hide()

    def add(self, sentence: str) -> None:
        """Tell of one more."""
        self.sentences.append(sentence)
        self._show()

    def clear(self) -> None:
        """Tell of none."""
        self.sentences = []
        self._show()

    def _show(self) -> None:
        if self._section is not None:
            self._column.removeWidget(self._section)
            self._section.hide()
            self._section.deleteLater()
            self._section = None
        if self.sentences:
            title = self.tr("Cannot be merged ({count})").format(count=figure(len(self.sentences)))
            self._section = Section(title)
            for sentence in self.sentences[:_MOST]:
                self._section.column.addWidget(plain_label(sentence))
            if len(self.sentences) > _MOST:
                more = self.tr("and %n more", None, len(self.sentences) - _MOST)
                self._section.column.addWidget(plain_label(more))
            self._column.addWidget(self._section)
        self.setVisible(bool(self.sentences))
