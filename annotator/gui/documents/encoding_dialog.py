"""The preview for text files whose encoding is a guess: the beginning of each, in the encodings that may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.gui import theme
from annotator.gui.documents.reading import GuessedFile
from annotator.importers.text_encoding import NotText, decode, plausible_encodings

_PREVIEW_CHARS = 4_000
_T = QT_TRANSLATE_NOOP
_NAMES: Mapping[str, object] = {
    "utf-8": _T("EncodingDialog", "Unicode (UTF-8)"),
    "utf-16-le": _T("EncodingDialog", "Unicode (UTF-16)"),
    "utf-16-be": _T("EncodingDialog", "Unicode (UTF-16, big-endian)"),
    "cp1252": _T("EncodingDialog", "Western Europe (Windows)"),
    "mac-roman": _T("EncodingDialog", "Western Europe (old Macintosh)"),
    "cp850": _T("EncodingDialog", "Western Europe (DOS)"),
    "cp1250": _T("EncodingDialog", "Central Europe (Windows)"),
    "cp1251": _T("EncodingDialog", "Cyrillic (Windows)"),
    "koi8-r": _T("EncodingDialog", "Cyrillic (KOI8-R)"),
    "cp1253": _T("EncodingDialog", "Greek (Windows)"),
    "cp1254": _T("EncodingDialog", "Turkish (Windows)"),
    "cp1256": _T("EncodingDialog", "Arabic (Windows)"),
    "gb18030": _T("EncodingDialog", "Chinese, simplified (GB 18030)"),
    "big5": _T("EncodingDialog", "Chinese, traditional (Big5)"),
    "shift-jis": _T("EncodingDialog", "Japanese (Shift JIS)"),
    "euc-jp": _T("EncodingDialog", "Japanese (EUC)"),
    "euc-kr": _T("EncodingDialog", "Korean (EUC)"),
}


class EncodingDialog(QDialog):
    """Lets a person choose by eye. `files` holds the choices; nothing has been imported yet."""

    def __init__(self, files: Sequence[GuessedFile], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check the letters"))
        self.files = list(files)
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Files"))
        self.names.addItems([file.path.name for file in files])
        self.encodings = QComboBox()
        self.encodings.setAccessibleName(self.tr("Encoding"))
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("Beginning of the text"))
        self._lay_out()
        self.names.currentRowChanged.connect(self._show_file)
        self.encodings.currentIndexChanged.connect(self._choose)
        self.names.setCurrentRow(0)
        self.encodings.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * theme.GRID_PX,) * 4)
        column.setSpacing(2 * theme.GRID_PX)
        words = QLabel(
            self.tr(
                "These files do not say how their letters are stored. If the text below looks wrong, "
                "choose another encoding until it reads right."
            )
        )
        words.setWordWrap(True)
        column.addWidget(words)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.names)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([180, 460])
        self.names.setVisible(len(self.files) > 1)
        form = QFormLayout()
        form.addRow(self.tr("&Encoding"), self.encodings)
        column.addLayout(form)
        column.addWidget(splitter, 1)
        column.addWidget(self._buttons())
        self.resize(680, 460)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Import"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _show_file(self, row: int) -> None:
        file = self.files[row]
        offered = dict.fromkeys((file.encoding, *plausible_encodings(file.data)))
        self.encodings.blockSignals(True)
        self.encodings.clear()
        for encoding in offered:
            if _decoded(file.data, encoding) is not None:
                self.encodings.addItem(self._named(encoding), encoding)
        self.encodings.setCurrentIndex(self.encodings.findData(file.encoding))
        self.encodings.blockSignals(False)
        self._show_text(file)

    def _choose(self, index: int) -> None:
        row = self.names.currentRow()
        if index >= 0 and row >= 0:
            self.files[row] = replace(self.files[row], encoding=self.encodings.itemData(index))
            self._show_text(self.files[row])

    def _show_text(self, file: GuessedFile) -> None:
        self.preview.setPlainText((_decoded(file.data, file.encoding) or "")[:_PREVIEW_CHARS])

    def _named(self, encoding: str) -> str:
        name = _NAMES.get(encoding)
        return self.tr(str(name)) if name is not None else encoding


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text in this encoding; None where the bytes further on are none of it."""
    try:
        return decode(data, encoding).text
    except NotText:
        return None
