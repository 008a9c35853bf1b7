"""What can be done to the chosen segments: several at once, each thing as one operation that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from annotator.analysis.segment_material import Place, SegmentMaterial
from annotator.exporters.clipboard import html_table, tab_separated
from annotator.gui.actions import Actions
from annotator.gui.background import Progress
from annotator.gui.codebook.quick_list import QuickList
from annotator.gui.messages import Notice
from annotator.gui.segments.result_view import ResultView
from annotator.gui.waiting import wait_for
from annotator.gui.workspace import Workspace
from annotator.project.ids import Id
from annotator.project.project import Project
from annotator.reports.model import Table
from annotator.reports.places import table_of


@dataclass(frozen=True, slots=True)
class CodeOf:
    """A code that is there, or the path of one that is to be made."""

    id: Id | None
    new_path: str

    def made_in(self, project: Project) -> Id:
        """The code, made where it is missing."""
        return self.id if self.id is not None else project.codes.ensure(self.new_path).id


class SegmentCommands(QObject):
    """Recode, code again, uncode and copy what is chosen in the list."""

    def __init__(self, workspace: Workspace, actions: Actions, view: ResultView, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._view = view
        self._page = parent
        self._do: Callable[[CodeOf, Sequence[Place]], None] = self._recode
        self.quick_list = QuickList(workspace, parent)
        self.quick_list.chosen.connect(self._on_code)
        self.quick_list.new_wanted.connect(self._on_new_code)
        commands = {
            "segments.recode": lambda: self._ask_code(self._recode, self.tr("Change the code of the segments to")),
            "segments.add_code": lambda: self._ask_code(self._add_code, self.tr("Give the segments this code too")),
            "segments.uncode": self._uncode,
            "segments.copy": self._copy_words,
            "segments.copy_table": self._copy_table,
        }
        for name, command in commands.items():
            actions.connect(name, command)

    def _ask_code(self, do: Callable[[CodeOf, Sequence[Place]], None], heading: str) -> None:
        """Open the list of codes beside the segment where the keyboard is."""
        if not self._view.places:
            return
        self._do = do
        row = self._view.visualRect(self._view.currentIndex())
        corner = QPoint(max(row.left(), 0) + 40, min(max(row.bottom(), 0), self._view.viewport().height()))
        self.quick_list.open_at(self._view.viewport().mapToGlobal(corner), above_px=row.height(), heading=heading)

    def _on_code(self, code_id: Id) -> None:
        with self._workspace.attempt():
            self._do(CodeOf(code_id, ""), self._view.places)

    def _on_new_code(self, path: str) -> None:
        """Make the code and give it to the segments, together one operation."""
        with self._workspace.attempt():
            self._do(CodeOf(None, path), self._view.places)

    def _recode(self, code: CodeOf, places: Sequence[Place]) -> None:
        ids = _coding_ids(places)
        words = self.tr("Changing the code of the segments…")
        done = self._workspace.write(partial(_recoded, coding_ids=ids, code=code), len(ids), words)
        if done is not None:
            words = self.tr("%n segment(s) now coded with “{code}”.", None, len(ids))
            self._say(words.replace("{code}", self._name(done.result)))

    def _add_code(self, code: CodeOf, places: Sequence[Place]) -> None:
        spans = list(dict.fromkeys((place.document_id, place.start, place.end) for place in places))
        done = self._workspace.write(
            partial(_coded_too, spans=spans, code=code), len(spans), self.tr("Coding the segments…")
        )
        if done is not None:
            words = self.tr("%n passage(s) coded with “{code}” as well.", None, len(spans))
            self._say(words.replace("{code}", self._name(done.result)))

    def _uncode(self) -> None:
        ids = _coding_ids(self._view.places)
        if ids:
            with self._workspace.attempt():
                words = self.tr("Uncoding the segments…")
                if self._workspace.write(lambda project: project.codings.delete(ids), len(ids), words) is not None:
                    self._say(self.tr("%n segment(s) uncoded.", None, len(ids)))

    def _say(self, words: str) -> None:
        self._workspace.notice(Notice(words, action="edit.undo"))

    def _name(self, code_id: Id) -> str:
        return self._workspace.project.codes.get(code_id).name

    # ---- copying

    def _copy_words(self) -> None:
        """Each segment's words, and under them where they stand."""
        table = self._table()
        if table is None:
            return
        keys = [column.key for column in table.columns]
        rows = [dict(zip(keys, row, strict=True)) for row in table.rows]
        data = QMimeData()
        data.setText("\n\n".join(f"{row['quotation']}\n{_citation(row)}" for row in rows) + "\n")
        QGuiApplication.clipboard().setMimeData(data)
        self._workspace.notice(Notice(self.tr("The words of %n segment(s) are on the clipboard.", None, len(rows))))

    def _copy_table(self) -> None:
        """A table for a word processor, and for a spreadsheet."""
        if (table := self._table()) is None:
            return
        data = QMimeData()
        data.setHtml(html_table(table))
        data.setText(tab_separated(table))
        QGuiApplication.clipboard().setMimeData(data)
        words = self.tr(
            "A table of %n segment(s) is on the clipboard. Paste it into Word or a spreadsheet.", None, len(table.rows)
        )
        self._workspace.notice(Notice(words))

    def _table(self) -> Table | None:
        """The chosen segments as a table; None where nothing is chosen, or where somebody did not want to wait."""
        places, answer = self._view.places, self._view.results.answer
        if not places or answer is None:
            return None
        material = answer.material
        texts = self._workspace.project.documents.texts({place.document_id for place in places})
        made = wait_for(_table_maker(places, material, texts), self.tr("Copying the segments…"), self._page)
        return made.result if made is not None else None


def _recoded(project: Project, coding_ids: Sequence[Id], code: CodeOf) -> Id:
    """Give codings another code, as one operation, and return it."""
    with _whole(project, code, "coding.recode", count=str(len(coding_ids))):
        code_id = code.made_in(project)
        project.codings.recode(coding_ids, code_id)
    return code_id


def _coded_too(project: Project, spans: Sequence[tuple[Id, int, int]], code: CodeOf) -> Id:
    """Give passages a code, as one operation, and return it."""
    with _whole(project, code, "coding.add", document=""):
        code_id, coder_id = code.made_in(project), project.coder.id
        project.codings.add_many(
            {"document_id": each, "code_id": code_id, "coder_id": coder_id, "start_char": start, "end_char": end}
            for each, start, end in spans
        )
    return code_id


def _whole(project: Project, code: CodeOf, kind: str, **told: str) -> AbstractContextManager[None]:
    """One operation around making a code and using it; a code that is there needs none."""
    return nullcontext() if code.id is not None else project.operation(kind, code=code.new_path, **told)


def _table_maker(
    places: Sequence[Place], material: SegmentMaterial, texts: dict[Id, str]
) -> Callable[[Progress], Table]:
    caption = QCoreApplication.translate("SegmentCommands", "Coded segments")
    return lambda _progress: table_of(places, material, texts, caption)


def _coding_ids(places: Collection[Place]) -> list[Id]:
    """The codings of segments, each once: one coding can be there in several parts."""
    return list(dict.fromkeys(place.id for place in places))


def _citation(row: dict[str, str]) -> str:
    where = ", ".join(part for part in (row["participant"], row["document"], f"¶ {row['paragraph']}") if part)
    return f"({where}; {row['code']})"
