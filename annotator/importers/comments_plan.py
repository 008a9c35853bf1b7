"""What would become of the comments in a returned pack, before anything is changed: a plan that a person corrects."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from annotator.importers.comment_places import CommentPlaces, Placement
from annotator.importers.extract_pack import Comment, ReturnedPack
from annotator.project.code_tree import CodeTree
from annotator.project.coders import NAME_LIMIT as CODER_NAME_LIMIT
from annotator.project.codes import NAME_LIMIT, PATH_SEPARATOR
from annotator.project.collection import folded
from annotator.project.errors import ImportFailed, NotFound
from annotator.project.ids import Id
from annotator.project.project import Project

Becomes = Literal["memo", "coding", "both", "nothing"]
NOBODY = "Unknown reader"
_TAG = re.compile(r"\s*#\s*(.+?)\s*")
_ENDS = ".,;:!?-–— "
_MARK = re.compile(r"[.,;:!?]\s|\s[-–—]\s")
_BREAK = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s*:$")
_LONGEST_TAG_CHARS = 80


@dataclass(frozen=True, slots=True)
class OfferedCode:
    """A code that a comment names. `code_id` is None where the project has none of this path yet."""

    path: str
    code_id: Id | None


@dataclass(frozen=True, slots=True)
class PlannedComment:
    """One comment, where it stands and what it would become.

    `key` is the same each time the comment is read, from whichever copy of the file. `is_there` says that it has been
    brought in before, `says_more` that it is not only codes. `takes_nearest` lets it stand on the nearest place where
    its own words are not found.
    """

    key: bytes
    comment: Comment
    placement: Placement
    codes: tuple[OfferedCode, ...]
    is_there: bool
    becomes: Becomes
    says_more: bool = True
    takes_nearest: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it stands on the very words that it was written on, or beside them."""
        return self.placement.found in ("words", "moved", "around")

    @property
    def has_place(self) -> bool:
        """Whether it will stand on a passage."""
        return bool(self.placement.spots) and (self.is_sure or self.takes_nearest)

    @property
    def as_coding(self) -> Becomes:
        """What it becomes where its codes are taken for codes: a memo too, if it says more."""
        return "both" if self.says_more else "coding"

    @property
    def can_be_coding(self) -> bool:
        """Whether it names a code and has a place for it."""
        return bool(self.codes) and bool(self.placement.spots)


@dataclass(frozen=True, slots=True)
class CommentsPlan:
    """All comments of a returned pack. `readers` gives for each author in the file the name of a coder."""

    source_name: str
    comments: tuple[PlannedComment, ...]
    readers: Mapping[str, str]

    @property
    def taken(self) -> tuple[PlannedComment, ...]:
        """Those that would be brought in."""
        return tuple(each for each in self.comments if each.becomes != "nothing")


def plan(project: Project, pack: ReturnedPack) -> CommentsPlan:
    """What the comments of a pack would become. Changes nothing.

    A comment that is a code's name or path, or whose first line begins with #, is a coding where the code is there
    and its words were found; all others are memos. What was brought in before, and what is empty, is left out.
    Raises ImportFailed where the pack is of another project and none of its transcripts is here.
    """
    _require_ours(project, pack)
    places, tree = CommentPlaces(project, pack), project.codes.tree()
    keys = list(_keys(pack, places))
    there = ids_there(project, keys)
    planned = []
    for key, comment in zip(keys, pack.comments, strict=True):
        codes, says_more = _codes_in(comment.text, tree)
        planned.append(
            _decided(PlannedComment(key, comment, places.of(comment), codes, key in there, "memo", says_more))
        )
    authors = dict.fromkeys(comment.author for comment in pack.comments)
    return CommentsPlan(pack.source_name, tuple(planned), {author: _reader(project, author) for author in authors})


def memo_id_of(key: bytes) -> Id:
    """The id of the memo that a comment becomes: the same from every copy of the file."""
    return _derived(key, b"memo")


def coding_id_of(key: bytes, number: int) -> Id:
    """The id of the coding with this number that a comment becomes."""
    return _derived(key, b"coding" + str(number).encode())


def written_us(comment: Comment) -> int | None:
    """When a comment was written, as its program says; None where it does not, or says what cannot be."""
    try:
        moment = datetime.fromisoformat(comment.date)
    except ValueError:
        return None
    # Word writes the local time, and calls it UTC.
    local = moment.replace(tzinfo=None)
    if not 1990 <= local.year <= 2200:
        return None
    return int(local.astimezone(UTC).timestamp() * 1_000_000)


def ids_there(project: Project, keys: Iterable[bytes]) -> set[bytes]:
    """Which comments have been brought in before, as a memo or as a coding."""
    found = set()
    memos = {memo.id for memo in project.memos.all()}
    for key in keys:
        if memo_id_of(key) in memos or _has_coding(project, coding_id_of(key, 0)):
            found.add(key)
    return found


def _has_coding(project: Project, coding_id: Id) -> bool:
    try:
        project.codings.get(coding_id)
    except NotFound:
        return False
    return True


def _require_ours(project: Project, pack: ReturnedPack) -> None:
    documents = {document.id for document in project.documents.all()}
    named = {line.mark.document_id for line in pack.lines} | {mark.document_id for mark in pack.listed}
    if not named & documents and pack.project_id != project.info.id:
        advice = "Open the project that the pack was made from, and read it there."
        raise ImportFailed(Path(pack.source_name), "it was made from another project", advice)


def _decided(made: PlannedComment) -> PlannedComment:
    """What a comment becomes as long as nobody says otherwise."""
    becomes: Becomes = "memo"
    if made.is_there or not made.comment.text.strip():
        becomes = "nothing"
    elif made.codes and made.is_sure and all(code.code_id is not None for code in made.codes):
        becomes = made.as_coding
    return replace(made, becomes=becomes)


def _reader(project: Project, author: str) -> str:
    """What an author of comments is called among the coders."""
    name = author[:CODER_NAME_LIMIT].strip() or NOBODY
    known = project.coders.called(name)
    return known.name if known is not None else name


def _codes_in(text: str, tree: CodeTree) -> tuple[tuple[OfferedCode, ...], bool]:
    """The codes that a comment names, and whether it says more than that."""
    lines = [line for line in text.split("\n") if line.strip()]
    codes: dict[str, OfferedCode] = {}
    says_more = False
    for line in lines:
        offered, has_rest = _codes_of(line, tree, is_only=len(lines) == 1)
        codes.update((each.path, each) for each in offered)
        says_more = says_more or has_rest
    return tuple(codes.values()), says_more


def _codes_of(line: str, tree: CodeTree, *, is_only: bool) -> tuple[list[OfferedCode], bool]:
    """The codes that a line names, and whether it says more."""
    tag = _TAG.fullmatch(line)
    if tag is None:
        code_id = _code_called(_bare(line), tree) if is_only else None
        return ([], True) if code_id is None else ([_offered(code_id, tree)], False)
    found = [_named(words.strip(), tree) for words in tag[1].split("#") if words.strip()]
    offered = [code for code, _ in found if code is not None]
    return offered, not offered or any(has_rest for _, has_rest in found)


def _named(words: str, tree: CodeTree) -> tuple[OfferedCode | None, bool]:
    """The code that words behind a # are, or are up to a mark, the last if several are; else a new one.

    And whether they say more.
    """
    for end in (len(words), *reversed([mark.start() for mark in _MARK.finditer(words)])):
        code_id = _code_called(_bare(words[:end]), tree)
        if code_id is not None:
            return _offered(code_id, tree), bool(_bare(words[end:].lstrip(_ENDS)))
    name, *rest = _BREAK.split(words, maxsplit=1)
    return (OfferedCode(name, None), bool(rest and rest[0])) if _may_be_code(name) else (None, True)


def _offered(code_id: Id, tree: CodeTree) -> OfferedCode:
    return OfferedCode(PATH_SEPARATOR.join(tree.path(code_id)), code_id)


def _bare(words: str) -> str:
    return words.strip().rstrip(_ENDS)


def _code_called(name: str, tree: CodeTree) -> Id | None:
    """The code at a path, or the only one of this name."""
    at_path = tree.at_path([part.strip() for part in name.split(PATH_SEPARATOR)])
    if at_path is not None:
        return at_path.id
    namesakes = [code.id for code in tree if folded(code.name) == folded(name)]
    return namesakes[0] if len(namesakes) == 1 else None


def _may_be_code(name: str) -> bool:
    parts = name.split(PATH_SEPARATOR)
    return len(name) <= _LONGEST_TAG_CHARS and all(0 < len(part.strip()) <= NAME_LIMIT for part in parts)


def _keys(pack: ReturnedPack, places: CommentPlaces) -> Iterator[bytes]:
    """What makes a comment itself: who wrote it when on which paragraph, and what it says.

    Word processors number comments anew and write seconds differently, so neither counts.
    """
    times: Counter[bytes] = Counter()
    for comment in pack.comments:
        mark = places.mark_of(comment)
        place = b"" if mark is None else mark.document_id + f"{mark.start_char}-{mark.end_char}".encode()
        said = "\0".join((comment.author, comment.date[:16], " ".join(comment.text.split()))).encode()
        key = hashlib.sha256(place + b"\0" + said).digest()
        times[key] += 1
        yield key if times[key] == 1 else hashlib.sha256(key + str(times[key]).encode()).digest()


def _derived(key: bytes, purpose: bytes) -> Id:
    """An id of the usual form (version 8: made of what it stands for)."""
    value = int.from_bytes(hashlib.sha256(key + purpose).digest()[:16], "big")
    value = value & ~(0xF << 76) | 0x8 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return Id(value.to_bytes(16, "big"))
