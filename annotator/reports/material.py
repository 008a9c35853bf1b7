"""All that the tables of one report are made from, read once and in sets.

A *case* is who or what a passage speaks for: a participant, or a document that belongs to none (a guidance
document, field notes).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.voices import Voices, voices_of
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codes import PATH_SEPARATOR, Code
from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.participants import Attribute, Participant
from annotator.project.project import Project
from annotator.reports.options import ReportOptions
from annotator.reports.quotation import Quotation, illustrations, quotation_of


@dataclass(frozen=True, slots=True)
class Case:
    """A participant, or a document of nobody. `label` is what reports print."""

    id: Id
    label: str
    is_participant: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage with a code: all codings of the same span with it, by whichever coders."""

    code_id: Id
    document_id: Id
    start_char: int
    end_char: int
    case_id: Id
    coder_ids: tuple[Id, ...]
    coding_ids: tuple[Id, ...]

    @property
    def length_chars(self) -> int:
        return self.end_char - self.start_char


class Material:
    """What a project holds, as far as the options choose it. Reads each kind of row once, when it is first asked."""

    def __init__(self, project: Project, options: ReportOptions) -> None:
        self._project = project
        self.options = options
        self._texts: dict[Id, str] = {}
        self._segments: dict[Id, tuple[Segment, ...]] = {}
        self._paragraphs: dict[Id, Paragraphs] = {}

    @cached_property
    def tree(self) -> CodeTree:
        """All codes, chosen or not."""
        return self._project.codes.tree()

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The chosen codes and all under them, in the order of the tree. Codes that are gone are passed over."""
        if self.options.codes is None:
            return tuple(self.tree)
        tops = [code_id for code_id in self.options.codes if code_id in self.tree]
        chosen = {code.id for top in tops for code in self.tree.subtree(top)}
        return tuple(code for code in self.tree if code.id in chosen)

    @cached_property
    def documents(self) -> dict[Id, Document]:
        """Every document by id, in order."""
        return {document.id: document for document in self._project.documents.all()}

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The chosen participants, in order."""
        everyone = self._project.participants.all()
        return tuple(participant for participant in everyone if self._is_chosen(participant.id))

    @cached_property
    def coders(self) -> dict[Id, Coder]:
        """The chosen coders by id, in the order in which they joined."""
        chosen = self.options.coders
        return {coder.id: coder for coder in self._project.coders.all() if chosen is None or coder.id in chosen}

    @cached_property
    def cases(self) -> dict[Id, Case]:
        """The chosen cases that have a document: participants in order, then documents of nobody."""
        present = {case_id for voices in self._voices.values() for case_id in voices.case_ids}
        people = [Case(person.id, person.label, True) for person in self.participants if person.id in present]
        others = [
            Case(document.id, document.name, False)
            for document in self.documents.values()
            if document.id in present and self._is_chosen(document.id)
        ]
        return {case.id: case for case in (*people, *others)}

    @cached_property
    def counted_cases(self) -> tuple[Case, ...]:
        """Those that "n of N" counts: the participants, or the documents in a study without participants."""
        people = tuple(case for case in self.cases.values() if case.is_participant)
        return people or tuple(self.cases.values())

    @property
    def counted_word(self) -> str:
        """What `counted_cases` are, in the plural."""
        return "participants" if any(case.is_participant for case in self.counted_cases) else "documents"

    def cases_with(self, codes: Iterable[Code]) -> int:
        """How many of the counted cases have at least one coding with one of the codes."""
        return len(set().union(*(self._cases_by_code[code.id] for code in codes if code.id in self._cases_by_code)))

    @cached_property
    def _cases_by_code(self) -> dict[Id, set[Id]]:
        counted = {case.id for case in self.counted_cases}
        by_code: dict[Id, set[Id]] = defaultdict(set)
        for code_id, case_id in self.counts:
            if case_id in counted:
                by_code[code_id].add(case_id)
        return by_code

    @cached_property
    def codings_by_code(self) -> Counter[Id]:
        """How many chosen codings each code itself has."""
        totals: Counter[Id] = Counter()
        for (code_id, _), count in self.counts.items():
            totals[code_id] += count
        return totals

    @cached_property
    def counts(self) -> dict[tuple[Id, Id], int]:
        """How many codings each chosen (code, case) has; pairs without any are left out."""
        if self.options.coders is not None or None in self._only_cases.values():
            return Counter((coding.code_id, self._case_id(coding)) for coding in self.codings)
        counts: Counter[tuple[Id, Id]] = Counter()
        for (code_id, document_id), count in self._project.codings.counts_by_code_and_document().items():
            case_id = self._only_cases[document_id]
            if case_id is not None and case_id in self.cases and code_id in self.code_ids:
                counts[(code_id, case_id)] += count
        return counts

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """The chosen codings by document, start (the longer first) and coder."""
        ids = [code.id for code in self.codes]
        rows = self._project.codings.all() if self.options.codes is None else self._project.codings.of_codes(ids)
        documents = {document_id: place for place, document_id in enumerate(self.documents)}
        coders = {coder_id: place for place, coder_id in enumerate(self.coders)}
        kept = [row for row in rows if row.coder_id in coders and self._case_id(row) in self.cases]

        def order(row: Coding) -> tuple[int, int, int, int, bytes]:
            return documents[row.document_id], row.start_char, -row.end_char, coders[row.coder_id], row.id

        return tuple(sorted(kept, key=order))

    @cached_property
    def _codings_by_code(self) -> dict[Id, list[Coding]]:
        by_code: dict[Id, list[Coding]] = defaultdict(list)
        for coding in self.codings:
            by_code[coding.code_id].append(coding)
        return by_code

    def segments(self, code_id: Id) -> tuple[Segment, ...]:
        """The segments of a chosen code, by document and start."""
        if code_id not in self._segments:
            self._segments[code_id] = self._as_segments(self._codings_by_code.get(code_id, ()))
        return self._segments[code_id]

    @cached_property
    def used_documents(self) -> tuple[Document, ...]:
        """The documents that hold words of a chosen case."""
        voices = self._voices
        return tuple(d for d in self.documents.values() if any(c in self.cases for c in voices[d.id].case_ids))

    @cached_property
    def documents_by_case(self) -> Counter[Id]:
        """In how many documents each case speaks."""
        return Counter(case_id for voices in self._voices.values() for case_id in voices.case_ids)

    @cached_property
    def codings_by_case(self) -> Counter[Id]:
        """How many chosen codings each case has."""
        totals: Counter[Id] = Counter()
        for (_, case_id), count in self.counts.items():
            totals[case_id] += count
        return totals

    @cached_property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes of participants, in order."""
        return tuple(self._project.participants.attributes())

    @cached_property
    def attribute_values(self) -> dict[tuple[Id, Id], str]:
        """Every value by (participant, attribute)."""
        return self._project.participants.values()

    def read_texts(self, segments: Iterable[Segment]) -> None:
        """Read the texts of many segments at once, before their quotations are asked for one by one."""
        wanted = dict.fromkeys(segment.document_id for segment in segments)
        self._texts |= self._project.documents.texts(wanted.keys() - self._texts.keys())

    def quotation(self, segment: Segment) -> Quotation:
        """The segment's words, and where they stand."""
        text = self._text(segment.document_id)
        paragraphs = self._paragraphs_of(segment.document_id)
        label = self.cases[segment.case_id].label
        longest = self.options.longest_quotation_chars
        return quotation_of(text, paragraphs, segment.start_char, segment.end_char, label, longest)

    def examples(self, code: Code, most: int) -> list[Quotation]:
        """Up to `most` quotations that show what a code means: its chosen example, then as `illustrations` picks.

        The people come in the order of how many codings with the code they have.
        """
        asked = self._cited_most(code.id)[: most + 1]
        codings = self._codings_by_code.get(code.id, ())
        # Only theirs become segments: a code may have 100,000.
        segments = self._as_segments(
            [each for each in codings if each.id == code.example_coding_id or self._case_id(each) in asked]
        )
        chosen = next((each for each in segments if code.example_coding_id in each.coding_ids), None)
        return [self.quotation(segment) for segment in illustrations(segments, asked, most, chosen)]

    def _cited_most(self, code_id: Id) -> list[Id]:
        cited = (case_id for case_id in self.cases if (code_id, case_id) in self.counts)
        return sorted(cited, key=lambda case_id: -self.counts[(code_id, case_id)])

    def coder_names(self, segment: Segment) -> str:
        """The coders' initials, or names where initials are missing."""
        coders = (self.coders[coder_id] for coder_id in segment.coder_ids)
        return ", ".join(coder.initials or coder.name for coder in coders)

    @cached_property
    def code_ids(self) -> frozenset[Id]:
        """The ids of the chosen codes."""
        return frozenset(code.id for code in self.codes)

    @cached_property
    def code_labels(self) -> dict[Id, str]:
        """Each chosen code's name, indented below the chosen codes above it; its path where it is the first chosen."""
        return {code.id: self._code_label(code) for code in self.codes}

    def _code_label(self, code: Code) -> str:
        lineage = self.tree.lineage(code.id)
        depth = sum(each.id in self.code_ids for each in lineage) - 1
        return "\u2003" * depth + (code.name if depth else PATH_SEPARATOR.join(each.name for each in lineage))

    def _as_segments(self, codings: Iterable[Coding]) -> tuple[Segment, ...]:
        """Codings of one code, in order, with those of the same span put together."""
        return tuple(self._segment(list(same)) for _, same in groupby(codings, key=_span))

    def _segment(self, codings: Sequence[Coding]) -> Segment:
        first = codings[0]
        case_id = self._case_id(first)
        coders = (first.coder_id,) if len(codings) == 1 else tuple(dict.fromkeys(each.coder_id for each in codings))
        return Segment(first.code_id, *_span(first), case_id, coders, tuple(each.id for each in codings))

    def _is_chosen(self, case_id: Id) -> bool:
        return self.options.participants is None or case_id in self.options.participants

    def _case_id(self, coding: Coding) -> Id:
        alone = self._only_cases[coding.document_id]
        return alone or self._voices[coding.document_id].case_id_at(coding.start_char, coding.end_char)

    @cached_property
    def _only_cases(self) -> dict[Id, Id | None]:
        """Whose each document is, if it is one's alone."""
        return {document_id: voices.only_case_id for document_id, voices in self._voices.items()}

    @cached_property
    def _voices(self) -> dict[Id, Voices]:
        return {document.id: voices_of(self._project, document) for document in self.documents.values()}

    def _text(self, document_id: Id) -> str:
        if document_id not in self._texts:
            self._texts |= self._project.documents.texts([document_id])
        return self._texts[document_id]

    def _paragraphs_of(self, document_id: Id) -> Paragraphs:
        if document_id not in self._paragraphs:
            self._paragraphs[document_id] = Paragraphs(self._text(document_id))
        return self._paragraphs[document_id]


def _span(coding: Coding) -> tuple[Id, int, int]:
    return coding.document_id, coding.start_char, coding.end_char
