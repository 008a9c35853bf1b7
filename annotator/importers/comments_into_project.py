"""Bringing the comments of readers into a project: as memos and codings of these people, in one operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.importers.comments_plan import CommentsPlan, PlannedComment, coding_id_of, memo_id_of, written_us
from annotator.project.coders import Coder
from annotator.project.ids import Id
from annotator.project.memo_links import TalkedAbout
from annotator.project.memos import READER_KIND, About, Memo, shortened
from annotator.project.project import Project

READER_ROLE = "peer researcher"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of a plan: how many memos, codings and codes are new, and the names of those who joined by it."""

    memos: int
    codings: int
    codes: int
    readers: tuple[str, ...]


def bring_in(project: Project, plan: CommentsPlan) -> BroughtIn:
    """Do what a plan says, as one operation; what is there already is passed over.

    Readers who are not among the coders are added as peer researchers. Raises NotFound, SpanOutsideText where the
    project has changed since it was planned, NameRefused; then nothing is changed.
    """
    taken = plan.taken
    with project.operation("import.comments", count=len(taken), source=plan.source_name):
        known = {coder.id for coder in project.coders.all()}
        codes_before = len(project.codes.tree())
        coders = {author: _coder(project, plan.readers[author]) for author in _authors(taken)}
        memos = [_memo(project, each, coders[each.comment.author]) for each in taken if each.becomes != "coding"]
        new_memos = project.memos.take_in(memos)
        _link_further_places(project, taken, new_memos)
        codings = project.codings.add_many(list(_codings(project, taken, coders)))
        joined = tuple(coder.name for coder in dict.fromkeys(coders.values()) if coder.id not in known)
        return BroughtIn(len(new_memos), codings, len(project.codes.tree()) - codes_before, joined)


def _authors(taken: tuple[PlannedComment, ...]) -> list[str]:
    return list(dict.fromkeys(each.comment.author for each in taken))


def _coder(project: Project, name: str) -> Coder:
    return project.coders.called(name) or project.coders.add(name, role=READER_ROLE)


def _memo(project: Project, planned: PlannedComment, coder: Coder) -> Memo:
    """The words of the comment on its passage; or on the whole document where its own words were not found."""
    now = project.history.next_time_us()
    about = _about(planned)
    return Memo(
        id=memo_id_of(planned.key),
        kind=READER_KIND,
        title="",
        text=planned.comment.text,
        coder_id=coder.id,
        document_id=about.document_id,
        start_char=about.start_char,
        end_char=about.end_char,
        code_id=None,
        coding_id=None,
        participant_id=None,
        once_about="" if planned.has_place else shortened(planned.placement.words),
        created_us=_written_us(planned, now),
        changed_us=now,
    )


def _written_us(planned: PlannedComment, now_us: int) -> int:
    """When it was written; a clock that is ahead says nothing."""
    return min(written_us(planned.comment) or now_us, now_us)


def _about(planned: PlannedComment) -> About:
    spots = planned.placement.spots
    if planned.has_place:
        return About(spots[0].document_id, spots[0].start_char, spots[0].end_char)
    return About(spots[0].document_id) if spots else About()


def _link_further_places(project: Project, taken: tuple[PlannedComment, ...], new_memos: set[Id]) -> None:
    """A comment on several extracts stands on the first, and names the others."""
    for each in taken:
        memo_id = memo_id_of(each.key)
        if memo_id in new_memos and each.has_place and len(each.placement.spots) > 1:
            spots = [TalkedAbout(s.document_id, s.start_char, s.end_char) for s in each.placement.spots]
            project.memo_links.add(memo_id, spots)


def _codings(
    project: Project, taken: tuple[PlannedComment, ...], coders: dict[str, Coder]
) -> Iterator[dict[str, object]]:
    """A coding for each code on each passage that a comment stands on."""
    for each in taken:
        if each.becomes not in ("coding", "both") or not each.has_place:
            continue
        code_ids = [code.code_id or project.codes.ensure(code.path).id for code in each.codes]
        pairs = [(code_id, spot) for spot in each.placement.spots for code_id in code_ids]
        for number, (code_id, spot) in enumerate(pairs):
            yield {
                "id": coding_id_of(each.key, number),
                "document_id": spot.document_id,
                "code_id": code_id,
                "coder_id": coders[each.comment.author].id,
                "start_char": spot.start_char,
                "end_char": spot.end_char,
                "created_us": _written_us(each, project.history.next_time_us()),
            }
