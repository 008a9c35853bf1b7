"""How far the compared coders agree in this document: three figures, on how many decisions, on how many codes.

All codes count that these coders gave in any document that is compared: so these are the document's figures in the
report's table of agreement. They are only figures: nothing here says whether they are high enough.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import AgreementMaterial, CodedText
from annotator.analysis.agreement_terms import COUNTED, UNITS, AgreementQuestion, AgreementResult
from annotator.analysis.coefficients import Undefined, Value
from annotator.gui import settings, theme
from annotator.gui.background import Progress
from annotator.gui.compare.comparison import Comparison
from annotator.gui.finding.latest_task import Give, LatestTask
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.messages import error_notice
from annotator.gui.workspace import Workspace
from annotator.project.documents import DocumentText
from annotator.project.ids import Id
from annotator.reports.agreement_words import coefficient_words, percent_words

_UNIT, _COUNTED = "agreement_unit", "agreement_counted"


class AgreementLine(QWidget):
    """Computed in the background, anew with each change to what is compared.

    `codes_given` says which codes some coders gave in all that is compared of them.
    """

    table_wanted = Signal(str, str)  # what is decided on, and what counts

    def __init__(
        self,
        workspace: Workspace,
        comparison: Comparison,
        codes_given: Callable[[Collection[Id]], frozenset[Id]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._codes_given = codes_given
        self._comparison = comparison
        self._task = LatestTask(self)
        self.figures = ElidedLabel(is_quiet=False)
        self.unit = QComboBox()
        self.counted = QComboBox()
        self.table_button = QPushButton(self.tr("Table…"))
        self._lay_out()
        self._task.ended.connect(self._show)
        self._task.failed.connect(lambda error: workspace.notice(error_notice(error)))

    @property
    def is_fresh(self) -> bool:
        """Whether the figures are those of what is compared."""
        return not self._task.is_running

    def compute(self, stored: DocumentText) -> None:
        """Begin to find the figures of the comparison as it is now, in this text."""
        self._stored = stored
        self._ask()

    def close_task(self) -> None:
        """Stop, and wait until it has stopped."""
        self._task.close()

    def _ask(self) -> None:
        comparison, document_id = self._comparison, self._comparison.document_id
        self.counted.setEnabled(not self._has_segments)
        if document_id is None:
            return
        text = CodedText(document_id, len(self._stored.text), comparison.codings, self._stored)
        coders = {coder.id: coder for coder in self._workspace.project.coders.all()}
        material = AgreementMaterial({document_id: text}, self._workspace.tree, coders)
        question = AgreementQuestion(
            coders=comparison.coder_ids,
            documents=(document_id,),
            unit=UNITS[self.unit.currentIndex()],
            counted=COUNTED[self.counted.currentIndex()],
            also_given=self._codes_given(comparison.coder_ids),
        )
        self._task.start(_computing(material, question))

    def _show(self, result: AgreementResult) -> None:
        overall = result.overall
        parts = [
            self._figure("", overall.percent, f"{percent_words(overall.percent)} %"),
            self._figure(self.tr("Cohen’s κ"), overall.kappa.value, coefficient_words(overall.kappa.value)),
            self._figure(self.tr("Krippendorff’s α"), overall.alpha, coefficient_words(overall.alpha)),
            self._basis(result),
        ]
        self.figures.say("  ·  ".join(filter(None, parts)))
        reasons = [v.why for v in (overall.percent, overall.kappa.value, overall.alpha) if isinstance(v, Undefined)]
        told = [self._counted_words(), *self._unused(result)]
        told += [QCoreApplication.translate("reports", why) for why in dict.fromkeys(reasons)]
        if len(result.coders) > 2:
            told.append(self.tr("Kappa is the mean of all pairs of coders."))
        self.figures.setToolTip("\n".join([self.figures.text(), *told]))
        self.figures.setAccessibleDescription(" ".join(told))

    def _basis(self, result: AgreementResult) -> str:
        """What the figures rest on."""
        count = result.overall.decisions
        decisions = (
            self.tr("%n segment(s)", None, count) if self._has_segments else self.tr("%n decision(s)", None, count)
        )
        codes = self.tr("on %n code(s)", None, len(result.pooled))
        return self.tr("{decisions} {on_codes}").format(decisions=decisions, on_codes=codes)

    def _counted_words(self) -> str:
        """The unit, and what counts."""
        unit, counted = self.unit.currentText(), self.counted.currentText()
        return unit if self._has_segments else self.tr("{unit}, {counted}").format(unit=unit, counted=counted)

    def _unused(self, result: AgreementResult) -> Iterator[str]:
        """How many of the codes nobody gave here."""
        count = len(set(result.pooled) - {coding.code_id for coding in self._comparison.codings})
        if count:
            yield self.tr("%n of these codes nobody gave here; they were given in other documents.", None, count)

    @property
    def _has_segments(self) -> bool:
        return UNITS[self.unit.currentIndex()] in ("exact_segment", "overlapping_segment")

    def _figure(self, name: str, value: Value, words: str) -> str:
        words = self.tr("undefined") if isinstance(value, Undefined) else words
        return f"{name} {words}".strip() if name else self.tr("Agreement {figure}").format(figure=words)

    def _choose(self) -> None:
        settings.save_choice(_UNIT, UNITS[self.unit.currentIndex()])
        settings.save_choice(_COUNTED, COUNTED[self.counted.currentIndex()])
        self._ask()

    def _want_table(self) -> None:
        self.table_wanted.emit(UNITS[self.unit.currentIndex()], COUNTED[self.counted.currentIndex()])

    def _lay_out(self) -> None:
        units = {
            "character": self.tr("per character"),
            "sentence": self.tr("per sentence"),
            "paragraph": self.tr("per paragraph"),
            "turn": self.tr("per turn"),
            "exact_segment": self.tr("same segments"),
            "overlapping_segment": self.tr("overlapping segments"),
        }
        counted = {
            "everything": self.tr("all of the text"),
            "coded": self.tr("only what somebody coded"),
            "compared": self.tr("only what these codes are on"),
        }
        self.unit.addItems([units[each] for each in UNITS])
        self.counted.addItems([counted[each] for each in COUNTED])
        self.unit.setAccessibleName(self.tr("What is decided on"))
        self.counted.setAccessibleName(self.tr("What counts"))
        for combo, name, names in ((self.unit, _UNIT, UNITS), (self.counted, _COUNTED, COUNTED)):
            kept = settings.choice(name, names[0])
            combo.setCurrentIndex(names.index(kept) if kept in names else 0)
            combo.setToolTip(combo.accessibleName())
            combo.activated.connect(self._choose)
        self.table_button.setToolTip(self.tr("The table of agreement for the report, per code and overall"))
        self.table_button.clicked.connect(self._want_table)
        self._stored = DocumentText("", ())
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * theme.GRID_PX, 0, 2 * theme.GRID_PX, theme.GRID_PX)
        row.setSpacing(theme.GRID_PX)
        row.addWidget(self.figures, 1)
        row.addWidget(self.unit)
        row.addWidget(self.counted)
        row.addWidget(self.table_button)


def _computing(material: AgreementMaterial, question: AgreementQuestion) -> Callable[[Progress, Give], Any]:
    def run(_progress: Progress, _give: Give) -> AgreementResult:
        return agreement(material, question)

    return run
