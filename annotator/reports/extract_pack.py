"""Extract packs: passages or whole transcripts to be read and commented on paper or in Word, without Annotator.

What a pack says, before it has a file format. Each paragraph is cut verbatim from the stored text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter

import annotator
from annotator.analysis.pack_marks import LineMark
from annotator.analysis.paragraphs import Paragraphs
from annotator.analysis.voices import Voices, voices_of
from annotator.project.codes import PATH_SEPARATOR
from annotator.project.documents import Document
from annotator.project.ids import Id, new_id
from annotator.project.project import Project

IN_WORD = (
    "Please read these passages and tell us what you think. Mark some words and choose Review › New Comment to "
    "write a comment on them. Anything helps: what strikes you, what you doubt, what you know from your own life. "
    "A comment that begins with # names a theme, such as #waiting; write more about it on its next line. Then save "
    "the file and send it back."
)
ON_PAPER = (
    "Please read these passages and write down what you think, in the margin or on the lines. Anything helps: what "
    "strikes you, what you doubt, what you know from your own life. Then give the pages back to us."
)
OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How a pack looks. `size_pt` is that of the words; `lines` are ruled ones to write on under each extract."""

    title: str = ""
    instruction: str = IN_WORD
    shows_codes: bool = False
    shows_documents: bool = True
    has_margin: bool = True
    lines: int = 0
    size_pt: float = 13


@dataclass(frozen=True, slots=True)
class ChosenPassage:
    """A passage that goes into a pack, in code points, with the codes that it carries."""

    document_id: Id
    start_char: int
    end_char: int
    code_ids: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class PackLine:
    """The words of one paragraph, its number, and the version of the text that it was cut from."""

    mark: LineMark
    text_id: Id
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Extract:
    """One numbered passage. `source` says who speaks and where, `paragraphs` is "12" or "12–14"."""

    number: int
    source: str
    paragraphs: str
    lines: tuple[PackLine, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractPack:
    """A whole pack. `date` is ISO 8601; `pack_id` is another one each time a pack is made."""

    project_id: Id
    pack_id: Id
    title: str
    extracts: tuple[Extract, ...]
    options: PackOptions
    language: str
    date: str
    generator: str = field(default=f"Annotator {annotator.__version__}")


def build(
    project: Project,
    passages: Sequence[ChosenPassage],
    options: PackOptions | None = None,
    on_progress: OnProgress | None = None,
) -> ExtractPack:
    """A pack of these passages, in the order of the documents and then of the text; the same passage comes once.

    Raises NotFound.
    """
    options = options or PackOptions()
    documents = project.documents.all()
    by_document: dict[Id, list[ChosenPassage]] = {}
    for each in _united(passages):
        by_document.setdefault(each.document_id, []).append(each)
    wanted = [document for document in documents if document.id in by_document]
    naming = _Naming(project, options)
    extracts: list[Extract] = []
    for done, document in enumerate(wanted):
        if on_progress is not None:
            on_progress(done, len(wanted))
        cutting = _Cutting(project, document, naming)
        for each in by_document[document.id]:
            extracts.append(cutting.extract(each, len(extracts) + 1))
    info = project.info
    return ExtractPack(
        project_id=info.id,
        pack_id=new_id(),
        title=options.title or info.title or project.path.stem,
        extracts=tuple(extracts),
        options=options,
        language=info.language,
        date=date.today().isoformat(),
    )


def whole_transcripts(project: Project, document_ids: Iterable[Id]) -> list[ChosenPassage]:
    """Each document from its first to its last character. Raises NotFound."""
    return [
        ChosenPassage(document_id, 0, project.documents.length(project.documents.get(document_id).id))
        for document_id in document_ids
    ]


def _united(passages: Iterable[ChosenPassage]) -> Iterator[ChosenPassage]:
    """By place, each once, with all the codes that any of the same has."""
    place = attrgetter("document_id", "start_char", "end_char")
    for (document_id, start, end), same in groupby(sorted(passages, key=place), key=place):
        codes = tuple(dict.fromkeys(code_id for each in same for code_id in each.code_ids))
        yield ChosenPassage(document_id, start, end, codes)


class _Naming:
    """What people and codes are called in a pack."""

    def __init__(self, project: Project, options: PackOptions) -> None:
        tree = project.codes.tree()
        self.options = options
        self.codes = {code.id: PATH_SEPARATOR.join(tree.path(code.id)) for code in tree}
        self.people = {one.id: one.pseudonym or one.label for one in project.participants.all()}

    def source(self, document: Document, person_id: Id | None) -> str:
        """Whose words they are, under the pseudonym where there is one, and in which document."""
        person = self.people.get(person_id, "") if person_id is not None else ""
        named = document.name if self.options.shows_documents or not person else ""
        return " · ".join(filter(None, (person, "" if named == person else named)))

    def codes_of(self, passage: ChosenPassage) -> tuple[str, ...]:
        """The paths of its codes, where they are to be shown."""
        if not self.options.shows_codes:
            return ()
        return tuple(sorted(self.codes[code_id] for code_id in passage.code_ids if code_id in self.codes))


class _Cutting:
    """Cuts extracts out of one document."""

    def __init__(self, project: Project, document: Document, naming: _Naming) -> None:
        self._document = document
        self._naming = naming
        self._text = project.documents.text(document.id).text
        self._paragraphs = Paragraphs(self._text)
        self._voices: Voices = voices_of(project, document)

    def extract(self, passage: ChosenPassage, number: int) -> Extract:
        """The passage as it is printed."""
        lines = tuple(self._lines(passage.start_char, passage.end_char))
        first, last = (lines[0].paragraph, lines[-1].paragraph) if lines else (0, 0)
        person = self._voices.case_id_at(passage.start_char, passage.end_char)
        is_whole = passage.start_char == 0 and passage.end_char == len(self._text)
        source = self._naming.source(self._document, self._document.participant_id if is_whole else person)
        paragraphs = str(first) if first == last else f"{first}–{last}"
        return Extract(number, source, paragraphs, lines, self._naming.codes_of(passage))

    def _lines(self, start: int, end: int) -> Iterator[PackLine]:
        """A piece for each line with something on it, without white space at its ends."""
        at = start
        for line in self._text[start:end].split("\n"):
            words = line.strip()
            if words:
                begin = at + line.index(words)
                mark = LineMark(self._document.id, begin, begin + len(words))
                yield PackLine(mark, self._document.text_id, self._paragraphs.number_at(begin), words)
            at += len(line) + 1
