"""Agreement between coders: per code and overall, per document, and of more than two coders per pair.

Only made on request: many ways of working reject such figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from annotator.analysis.agreement import agreement
from annotator.analysis.agreement_material import AgreementMaterial
from annotator.analysis.agreement_terms import AgreementQuestion, AgreementResult
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.consensus import ROLE as CONSENSUS_ROLE
from annotator.project.ids import Id
from annotator.reports.agreement_words import (
    at_work,
    basis_words,
    cells_of,
    is_of_segments,
    methods_sentence,
    notes,
    scope_notes,
    short_names,
    undefined_notes,
)
from annotator.reports.code_labels import label_among
from annotator.reports.columns import shown
from annotator.reports.material import Material
from annotator.reports.model import Column, Section, Table

NAME = "agreement"
TITLE = "Agreement between coders"
_ALL_CODES = "All codes"
_FIGURES = (
    Column("decisions", "Decisions", "number", 1),
    Column("shared", "By all", "number", 0.8),
    Column("split", "By some", "number", 0.8),
    Column("neither", "By none", "number", 0.8),
    Column("percent", "%", "number", 0.8),
    Column("kappa", "Cohen's κ", "number", 0.9),
    Column("alpha", "Krippendorff's α", "number", 0.9),
)
COLUMNS = (Column("code", "Code", "code", 3), *_FIGURES)
_OF_TWO = {"shared": "By both", "split": "By one", "neither": "By neither", "kappa": "κ", "alpha": "α"}
_OF_SEVERAL = {"kappa": "Mean κ", "alpha": "α"}
_OF_SEGMENTS = {"decisions": "Segments", "shared": "Alike", "split": "Not alike"}


def build(material: Material) -> Section:
    """A row per compared code and one over all, then the documents that were compared, then pairs of coders."""
    question = question_of(material)
    coded = material.coded_texts(question.documents, with_texts=question.needs_texts)
    result = agreement(coded, question, material.steps.tell)
    if not result.coded_by:
        return Section(NAME, TITLE, (), "No document has been coded by two of the coders yet.")
    return Section(NAME, TITLE, _Tables(result, coded, material).made)


def question_of(material: Material) -> AgreementQuestion:
    """What the options ask: the report's coders, codes and documents where the question itself names none."""
    options, asked = material.options, material.options.agreement
    # Whoever keeps the consensus is compared only where the question itself says so.
    chosen = tuple(one.id for one in material.people.values() if one.role != CONSENSUS_ROLE)
    coders = None if options.coders is None else chosen
    documents = None if options.participants is None else tuple(one.id for one in material.used_documents)
    return replace(
        asked,
        coders=coders if asked.coders is None else asked.coders,
        codes=options.codes if asked.codes is None else asked.codes,
        documents=documents if asked.documents is None else asked.documents,
    )


class _Tables:
    """The tables of an answer."""

    def __init__(self, result: AgreementResult, coded: AgreementMaterial, material: Material) -> None:
        self._result, self._coded, self._material = result, coded, material
        self._people = at_work(result)
        self._names = short_names(coded.coders, self._people)

    @property
    def made(self) -> tuple[Table, ...]:
        """By code, by document, and by pair where there are several."""
        several = (self._by_pair(),) if len(self._people) > 2 else ()
        return (self._by_code(), self._by_document(), *several)

    def _by_code(self) -> Table:
        result, tree = self._result, self._coded.tree
        rows = [(label_among(tree, each, result.codes), figures) for each, figures in result.by_code.items()]
        paths = [(PATH_SEPARATOR.join(tree.path(each)), figures) for each, figures in result.by_code.items()]
        overall = (_ALL_CODES, result.overall)
        note = [self._sentence(), *notes(result), *scope_notes(result), *undefined_notes([*paths, overall])]
        lines = [(name, *cells_of(figures)) for name, figures in (*rows, overall)]
        return self._table(NAME, "By code", "Agreement between coders by code", COLUMNS[:1], lines, note)

    def _by_document(self) -> Table:
        result, documents = self._result, self._material.documents
        named = [(documents[each].name, figures) for each, figures in result.by_document.items()]
        coders = map(self._joined, result.coded_by.values())
        lines = [(name, who, *cells_of(figures)) for (name, figures), who in zip(named, coders, strict=True)]
        note = [*self._left_out(), *undefined_notes(named)]
        first = (Column("document", "Document", "name", 2.4), Column("coders", "Coders", "name", 1))
        caption = "Agreement between coders by document"
        return self._table(f"{NAME}_documents", "By document", caption, first, lines, note)

    def _by_pair(self) -> Table:
        there = [pair for pair in self._result.by_pair if set(pair) <= set(self._people)]
        pairs = [(self._joined(pair), self._result.by_pair[pair]) for pair in there]
        lines = [(name, *cells_of(figures)) for name, figures in pairs]
        first, caption = (Column("pair", "Coders", "name", 3),), "Agreement between each two coders"
        note = list(undefined_notes(pairs))
        return self._table(f"{NAME}_pairs", "By pair of coders", caption, first, lines, note, is_of_pairs=True)

    def _table(
        self,
        name: str,
        heading: str,
        caption: str,
        first: tuple[Column, ...],
        lines: list[tuple[str, ...]],
        note: list[str],
        *,
        is_of_pairs: bool = False,
    ) -> Table:
        columns = (*first, *(self._titled(column, is_of_pairs) for column in _FIGURES))
        chosen = {name: self._chosen_of(first)} if NAME in self._material.options.columns else {}
        columns, rows = shown(columns, lines, name, chosen)
        return Table(
            name, heading, f"{caption}, {basis_words(self._result)}", columns, rows, " ".join(note).replace("\n ", "\n")
        )

    def _chosen_of(self, first: tuple[Column, ...]) -> tuple[str, ...]:
        """The chosen columns of figures, behind what names the row."""
        chosen = self._material.options.columns[NAME]
        return (*(column.key for column in first), *(key for key in chosen if key != COLUMNS[0].key))

    def _titled(self, column: Column, is_of_pairs: bool) -> Column:
        titles = _OF_TWO if is_of_pairs or len(self._people) == 2 else _OF_SEVERAL
        if is_of_segments(self._result.overall):
            titles = _OF_SEGMENTS
        return replace(column, title=titles.get(column.key, column.title))

    def _sentence(self) -> str:
        """The sentence for a methods section; below the table, so that it goes with it onto the clipboard."""
        sentence = methods_sentence(self._result, self._coded.coders, self._material.documents)
        if self._material.options.query is not None:
            sentence += " It is of all codings there, whatever passages the report is restricted to."
        return f"{sentence}\n"

    def _joined(self, coder_ids: tuple[Id, ...]) -> str:
        return ", ".join(self._names[coder_id] for coder_id in coder_ids)

    def _left_out(self) -> Iterator[str]:
        if self._result.left_out:
            names = "; ".join(self._material.documents[each].name for each in self._result.left_out)
            yield f"Not compared, since fewer than two of the coders have coded them: {names}."
