"""The command that says how far coders agree: agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from annotator.cli.codings import coder_called, document_called
from annotator.cli.opening import AsJson, ProjectPath, open_to_read
from annotator.cli.output import print_json, print_lines

if TYPE_CHECKING:
    from annotator.analysis.agreement_terms import Agreement, AgreementQuestion, Unit
    from annotator.project.ids import Id
    from annotator.project.project import Project

_OF_UNITS = ("decisions", "by all", "by some", "by none", "%", "κ", "α")
_OF_SEGMENTS = ("segments", "alike", "not alike", "", "%", "", "")
_WIDTHS = (12, 10, 10, 12, 7, 10, 10)


class By(StrEnum):
    """What is decided on, as the command line calls it."""

    CHARACTER = "character"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    TURN = "turn"
    EXACT_SEGMENT = "exact-segment"
    OVERLAPPING_SEGMENT = "overlapping-segment"


class Count(StrEnum):
    """Which text counts."""

    EVERYTHING = "everything"
    CODED = "coded"
    COMPARED = "compared"


def agreement(
    path: ProjectPath,
    coders: Annotated[
        list[str] | None,
        typer.Option(metavar="A,B", help="Whom to compare, by names or initials.", show_default="all who coded"),
    ] = None,
    codes: Annotated[
        list[str] | None,
        typer.Option(metavar="C,D", help="Which codes, by names or paths.", show_default="all that were used"),
    ] = None,
    below: Annotated[bool, typer.Option("--below", help="Count each code together with the codes under it.")] = False,
    document: Annotated[
        list[str] | None, typer.Option(metavar="D", help="Only this document; may be given again.", show_default="all")
    ] = None,
    unit: Annotated[By, typer.Option(help="What gets a code or not.")] = By.CHARACTER,
    count: Annotated[
        Count,
        typer.Option(help="Count all text, only what somebody coded, or only what got one of the compared codes."),
    ] = Count.EVERYTHING,
    coded_by_all: Annotated[
        bool,
        typer.Option("--coded-by-all", help="Whoever has no coding in a document has read it and found nothing."),
    ] = False,
    json: AsJson = False,
) -> None:
    """Say how far coders agree.

    In percent, as Cohen's kappa and as Krippendorff's alpha.
    Compared are the documents in which at least two of the coders have a coding. Of more than two coders kappa is the
    mean over the pairs. With segments as units there is a percentage only.
    """
    with open_to_read(path) as project:
        question = _question(project, coders, codes, document, unit, count)
        answer = _Answer(project, replace(question, with_codes_below=below, coded_by_all=coded_by_all))
    if json:
        print_json(answer.as_json())
    else:
        print_lines(answer.lines())


def _question(
    project: Project,
    coders: list[str] | None,
    codes: list[str] | None,
    documents: list[str] | None,
    by: By,
    count: Count,
) -> AgreementQuestion:
    """What the options ask. Raises NotFound, BadParameter where fewer than two coders are named."""
    from annotator.analysis.agreement_terms import AgreementQuestion

    people = _listed(coders, lambda name: coder_called(project, name).id)
    if people is not None and len(people) < 2:
        raise typer.BadParameter("name at least two coders", param_hint="--coders")
    return AgreementQuestion(
        coders=people,
        codes=_listed(codes, lambda name: project.codes.find(name).id),
        documents=tuple(document_called(project, name).id for name in documents) if documents else None,
        unit=cast("Unit", by.value.replace("-", "_")),
        counted=count.value,
    )


def _listed(names: list[str] | None, find: Callable[[str], Id]) -> tuple[Id, ...] | None:
    """What the names of an option mean; a comma stands between two names, unless it belongs to one. Raises NotFound."""
    from annotator.project.errors import NotFound

    def found(name: str) -> list[Id]:
        try:
            return [find(name)]
        except NotFound:
            if "," not in name:
                raise
            return [find(part.strip()) for part in name.split(",") if part.strip()]

    return tuple(dict.fromkeys(each for name in names for each in found(name))) if names else None


class _Answer:
    """The figures that answer a question, with the names of all that they are about."""

    def __init__(self, project: Project, question: AgreementQuestion) -> None:
        from annotator.analysis.agreement import agreement
        from annotator.analysis.agreement_material import read_agreement_material
        from annotator.project.codes import PATH_SEPARATOR

        material = read_agreement_material(project, question.documents, with_texts=question.needs_texts)
        self._coders, self._tree, self._separator = material.coders, material.tree, PATH_SEPARATOR
        self._documents = {document.id: document for document in project.documents.all()}
        self._found = agreement(material, question)

    def as_json(self) -> dict[str, Any]:
        """All figures; one that is undefined is null, with the reason beside it."""
        found = self._found
        return {
            "sentence": self._sentence(),
            "unit": found.question.unit,
            "counted": found.question.counted,
            "with_codes_below": found.question.with_codes_below,
            "coders": self._names(found.coders),
            "left_out": [self._documents[each].name for each in found.left_out],
            "outside": found.outside,
            "overall": _figures(found.overall),
            "codes": [
                {"code": list(self._tree.path(each)), "in_overall": each in found.pooled, **_figures(figures)}
                for each, figures in found.by_code.items()
            ],
            "documents": [
                {
                    "document": self._documents[each].name,
                    "coders": self._names(found.coded_by[each]),
                    **_figures(figures),
                }
                for each, figures in found.by_document.items()
            ],
            "pairs": [{"coders": self._names(pair), **_figures(figures)} for pair, figures in found.by_pair.items()],
        }

    def lines(self) -> Iterator[str]:
        """The sentence for a methods section, a line for each code, document and pair, and what to know beside them."""
        from annotator.reports.agreement_words import cells_of, is_of_segments, notes, scope_notes, undefined_notes

        if not self._found.coded_by:
            yield "No document has been coded by two of the coders."
            return
        yield self._sentence()
        rows = [("All codes", self._found.overall), *self._rows()]
        yield ""
        yield _line("of", _OF_SEGMENTS if is_of_segments(self._found.overall) else _OF_UNITS)
        yield from (_line(name, cells_of(figures)) for name, figures in rows)
        yield ""
        yield from notes(self._found)
        yield from scope_notes(self._found)
        yield from undefined_notes(rows)
        if self._found.left_out:
            yield f"Not compared: {'; '.join(self._documents[each].name for each in self._found.left_out)}"

    def _rows(self) -> Iterator[tuple[str, Agreement]]:
        found = self._found
        for code_id, figures in found.by_code.items():
            yield self._separator.join(self._tree.path(code_id)), figures
        for document_id, figures in found.by_document.items():
            yield (
                f"{self._documents[document_id].name} ({', '.join(self._names(found.coded_by[document_id]))})",
                figures,
            )
        if len(found.by_pair) > 1:
            yield from ((" and ".join(self._names(pair)), figures) for pair, figures in found.by_pair.items())

    def _sentence(self) -> str:
        from annotator.reports.agreement_words import methods_sentence

        return methods_sentence(self._found, self._coders, self._documents)

    def _names(self, coder_ids: tuple[Id, ...]) -> list[str]:
        return [self._coders[coder_id].name for coder_id in coder_ids]


def _figures(figures: Agreement) -> dict[str, Any]:
    from annotator.analysis.coefficients import Undefined

    values = {"percent": figures.percent, "kappa": figures.kappa.value, "alpha": figures.alpha}
    return {
        "unit": figures.unit,
        "counted": figures.counted,
        "decisions": figures.decisions,
        "shared": figures.shared,
        "split": figures.split,
        "neither": figures.neither,
        **{name: None if isinstance(value, Undefined) else value for name, value in values.items()},
        "kappa_pairs": figures.kappa.pairs,
        "kappa_pairs_defined": figures.kappa.defined,
        "undefined": {name: value.why.value for name, value in values.items() if isinstance(value, Undefined)},
    }


def _line(name: str, cells: Sequence[str]) -> str:
    """Figures under one another, then what they are of."""
    return f"{''.join(f'{cell:>{width}}' for cell, width in zip(cells, _WIDTHS, strict=True) if cell)}  {name}"
