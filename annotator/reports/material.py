"""All that the tables of one report are made from, read once and in sets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from heapq import nsmallest

from annotator.analysis.agreement_material import AgreementMaterial, read_agreement_material
from annotator.analysis.code_story import CodeStep, all_stories
from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.query_words import in_words
from annotator.analysis.segment_material import Place, SegmentMaterial, read_material
from annotator.analysis.segment_sweep import lost_to, run
from annotator.analysis.voices import Voices, voices_of
from annotator.analysis.whose_codings import IN_WORDS, counts, has_consensus
from annotator.project.code_tree import CodeTree
from annotator.project.coders import Coder
from annotator.project.codes import Code
from annotator.project.codings import Coding
from annotator.project.documents import Document
from annotator.project.ids import Id
from annotator.project.participants import Attribute, Participant
from annotator.project.project import Project
from annotator.reports.cases import Case, Segment
from annotator.reports.code_labels import label_among
from annotator.reports.meeting_material import MeetingMaterial
from annotator.reports.options import ReportOptions
from annotator.reports.progress import Steps
from annotator.reports.quotation import Quotation, illustrations, quotation_of


class Material:
    """What a project holds, as far as the options choose it. Reads each kind of row once, when it is first asked."""

    def __init__(self, project: Project, options: ReportOptions, steps: Steps | None = None) -> None:
        self._project = project
        self.options = options
        self.steps = steps or Steps()
        self._chosen_cases = None if options.participants is None else frozenset(options.participants)
        self._texts: dict[Id, str] = {}
        self._segments: dict[Id, tuple[Segment, ...]] = {}
        self._paragraphs: dict[Id, Paragraphs] = {}
        self._coder_names: dict[tuple[Id, ...], str] = {}

    @cached_property
    def tree(self) -> CodeTree:
        """All codes, chosen or not."""
        return self._project.codes.tree()

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The chosen codes, in the order of the tree. Codes that are gone are passed over."""
        chosen = None if self.options.codes is None else frozenset(self.options.codes)
        return tuple(code for code in self.tree if chosen is None or code.id in chosen)

    @cached_property
    def codes_now(self) -> dict[Id, str]:
        """What every code is called, chosen or not."""
        return {code.id: code.name for code in self.tree}

    @cached_property
    def code_steps(self) -> list[CodeStep]:
        """All that was ever done to codes, by time; of codings and memos only those of the chosen coders."""
        return all_stories(self._project, seen=None if self.options.coders is None else self.people.keys())

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
    def people(self) -> dict[Id, Coder]:
        """The chosen coders by id, in the order in which they joined, whosever codings count."""
        chosen = self.options.coders
        return {coder.id: coder for coder in self._all_coders if chosen is None or coder.id in chosen}

    @cached_property
    def coders(self) -> dict[Id, Coder]:
        """Those of the chosen coders whose codings count."""
        whose = self.options.whose if self.options.query is None else self.options.query.sought
        return {coder_id: coder for coder_id, coder in self.people.items() if counts(coder, whose)}

    @property
    def whose_words(self) -> str:
        """Whose codings count, where there is a consensus beside the coders: "of the consensus"; else empty."""
        if self.options.query is not None or not has_consensus(self.people.values()):
            return ""
        return IN_WORDS[self.options.whose]

    @property
    def whose_note(self) -> str:
        """The same as a sentence for the note under a table, with a space before it."""
        return f" Counted are the codings {self.whose_words}." if self.whose_words else ""

    @cached_property
    def _all_coders(self) -> list[Coder]:
        return self._project.coders.all()

    @cached_property
    def every_coder(self) -> dict[Id, str]:
        """What every coder is called, chosen or not."""
        return {coder.id: coder.name for coder in self._all_coders}

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
        return len(set().union(*(self.counts.get(code.id, ()) for code in codes)) & self._counted_ids)

    @cached_property
    def _counted_ids(self) -> frozenset[Id]:
        return frozenset(case.id for case in self.counted_cases)

    @cached_property
    def counts(self) -> dict[Id, dict[Id, int]]:
        """How many codings each chosen code has of each chosen case; those without any are left out."""
        is_part = len(self.coders) != len(self._all_coders) or self.options.query is not None
        if is_part or None in self._only_cases.values():
            return {code_id: Counter(map(self._case_id, rows)) for code_id, rows in self._codings_by_code.items()}
        counts: dict[Id, dict[Id, int]] = {code_id: {} for code_id in self.code_ids}
        for (code_id, document_id), count in self._project.codings.counts_by_code_and_document().items():
            case_id = self._only_cases[document_id]
            if case_id is not None and case_id in self.cases and code_id in counts:
                counts[code_id][case_id] = counts[code_id].get(case_id, 0) + count
        return counts

    @cached_property
    def codings_by_code(self) -> Counter[Id]:
        """How many chosen codings each code itself has."""
        return Counter({code_id: sum(of_cases.values()) for code_id, of_cases in self.counts.items()})

    @cached_property
    def codings_by_case(self) -> Counter[Id]:
        """How many chosen codings each case has."""
        totals: Counter[Id] = Counter()
        for of_cases in self.counts.values():
            totals.update(of_cases)
        return totals

    @cached_property
    def _codings_by_code(self) -> dict[Id, list[Coding]]:
        """The chosen codings of each chosen code, in no order."""
        self.steps.tell(0, 1)
        rows = self._read_codings()
        self.steps.tell(0, 1)
        by_code: dict[Id, list[Coding]] = defaultdict(list)
        for row in rows:
            if row.has_words and self._is_wanted(row):
                by_code[row.code_id].append(row)
        return by_code

    def _is_wanted(self, row: Coding) -> bool:
        return row.coder_id in self.coders and row.code_id in self.code_ids and self._case_id(row) in self.cases

    @cached_property
    def lost_count(self) -> int:
        """How many of the chosen codings a correction has left without words: no table counts or quotes them."""
        if self.options.query is not None:
            asked = lost_to(self.options.query, self._queried)
            return sum(1 for each in map(_as_coding, asked) if self._is_wanted(each))
        return sum(1 for each in self._project.codings.lost() if self._is_wanted(each.coding))

    def _read_codings(self) -> Iterable[Coding]:
        if self.options.query is not None:
            return map(_as_coding, run(self.options.query, self._queried).places)
        chosen = self.options.codes
        return self._project.codings.all() if chosen is None else self._project.codings.of_codes(self.code_ids)

    @cached_property
    def _queried(self) -> SegmentMaterial:
        return read_material(self._project)

    @cached_property
    def query_words(self) -> str:
        """What the query asks, as a sentence without a full stop; empty where there is none."""
        return in_words(self.options.query, self._queried) if self.options.query is not None else ""

    def segments(self, code_id: Id) -> tuple[Segment, ...]:
        """The segments of a chosen code by document and start, the longer first."""
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

    def examples(self, most: int) -> dict[Id, list[Quotation]]:
        """For each chosen code up to `most` quotations that show what it means.

        Its chosen example comes first, then as `illustrations` picks, the people in the order of how many codings
        with the code they have.
        """
        picked: dict[Id, list[Segment]] = {}
        for place, code in enumerate(self.codes):
            self.steps.tell(place, len(self.codes) + 1)
            picked[code.id] = self._illustrations(code, most)
        self.read_texts(segment for segments in picked.values() for segment in segments)
        return {code_id: list(map(self.quotation, segments)) for code_id, segments in picked.items()}

    def _illustrations(self, code: Code, most: int) -> list[Segment]:
        asked = self._cited_most(code.id, most + 1)
        codings = self._codings_by_code.get(code.id, ())
        # Only theirs become segments: a code may have 100,000.
        segments = self._as_segments(
            [each for each in codings if each.id == code.example_coding_id or self._case_id(each) in asked]
        )
        chosen = next((each for each in segments if code.example_coding_id in each.coding_ids), None)
        return illustrations(segments, asked, most, chosen)

    def _cited_most(self, code_id: Id, most: int) -> list[Id]:
        counts = self.counts.get(code_id, {})
        return nsmallest(most, counts, key=lambda case_id: (-counts[case_id], self._case_places[case_id]))

    @cached_property
    def _case_places(self) -> dict[Id, int]:
        return {case_id: place for place, case_id in enumerate(self.cases)}

    def coder_names(self, segment: Segment) -> str:
        """The coders' initials, or names where initials are missing."""
        coders = segment.coder_ids
        if coders not in self._coder_names:
            self._coder_names[coders] = ", ".join(
                self.coders[each].initials or self.coders[each].name for each in coders
            )
        return self._coder_names[coders]

    @cached_property
    def code_ids(self) -> frozenset[Id]:
        """The ids of the chosen codes."""
        return frozenset(code.id for code in self.codes)

    @cached_property
    def code_labels(self) -> dict[Id, str]:
        """What each chosen code is called among the chosen ones."""
        return {code.id: label_among(self.tree, code.id, self.code_ids) for code in self.codes}

    def coded_texts(self, document_ids: Collection[Id] | None, *, with_texts: bool) -> AgreementMaterial:
        """Who coded what in some documents, or in all, whatever else is chosen."""
        return read_agreement_material(self._project, document_ids, with_texts=with_texts)

    @cached_property
    def minutes(self) -> MeetingMaterial:
        """The meetings that the chosen coders wrote down, and what belongs to them."""
        return MeetingMaterial(self._project, None if self.options.coders is None else self.people.keys())

    def _as_segments(self, codings: Iterable[Coding]) -> tuple[Segment, ...]:
        """Codings of one code in order, with those of the same span put together."""
        ordered = sorted(codings, key=self._place)
        segments: list[Segment] = []
        previous: Segment | None = None
        for each in ordered:
            if previous is not None and previous[1:4] == (each.document_id, each.start_char, each.end_char):
                coders = tuple(dict.fromkeys((*previous.coder_ids, each.coder_id)))
                previous = previous._replace(coder_ids=coders, coding_ids=(*previous.coding_ids, each.id))
                segments[-1] = previous
            else:
                previous = self._segment(each)
                segments.append(previous)
        return tuple(segments)

    def _segment(self, coding: Coding) -> Segment:
        span = (coding.document_id, coding.start_char, coding.end_char)
        return Segment(coding.code_id, *span, self._case_id(coding), (coding.coder_id,), (coding.id,))

    def _place(self, coding: Coding) -> tuple[int, int, int, int, bytes]:
        document, coder = self._document_places[coding.document_id], self._coder_places[coding.coder_id]
        return document, coding.start_char, -coding.end_char, coder, coding.id

    @cached_property
    def _document_places(self) -> dict[Id, int]:
        return {document_id: place for place, document_id in enumerate(self.documents)}

    @cached_property
    def _coder_places(self) -> dict[Id, int]:
        return {coder_id: place for place, coder_id in enumerate(self.coders)}

    def _is_chosen(self, case_id: Id) -> bool:
        return self._chosen_cases is None or case_id in self._chosen_cases

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


def _as_coding(place: Place) -> Coding:
    start, end = place.start, place.end
    return Coding(place.id, place.document_id, place.code_id, place.coder_id, start, end, place.created_us)
