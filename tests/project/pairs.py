"""Two copies of one study and what people do in them, for the tests of merging."""

from __future__ import annotations

from annotator.project.ids import Id
from annotator.project.merging.planner import plan_merge
from annotator.project.project import Project
from annotator.project.text_edits import Edit
from tests.project.copies import content, merge

Pair = tuple[Project, Project]
DOCUMENT = "Interview 1"


def code_id(project: Project, name: str) -> Id:
    return project.codes.find(name).id


def coded(project: Project) -> set[tuple[str, str, str]]:
    """(code, words, coder) of every coding."""
    codes = {code.id: code.name for code in project.codes.all()}
    coders = {coder.id: coder.name for coder in project.coders.all()}
    text = project.documents.texts([document.id for document in project.documents.all()])
    return {
        (codes[each.code_id], text[each.document_id][each.start_char : each.end_char], coders[each.coder_id])
        for each in project.codings.all()
    }


def code_words(project: Project, name: str, words: str) -> Id:
    """Code the first place of some words."""
    document = project.documents.find(DOCUMENT)
    start = project.documents.text(document.id).text.index(words)
    return project.codings.add(document.id, code_id(project, name), start, start + len(words)).id


def correct(project: Project, words: str, others: str) -> None:
    """Put other words in the place of some."""
    document = project.documents.find(DOCUMENT)
    start = project.documents.text(document.id).text.index(words)
    project.documents.correct(document.id, [Edit(start, start + len(words), others)])


def text_of(project: Project) -> str:
    return project.documents.text(project.documents.find(DOCUMENT).id).text


def both_ways(anna: Project, bo: Project) -> None:
    """Bring both together, and see that they are alike, sound, and have nothing more to say to each other."""
    merge(anna, bo)
    merge(bo, anna)
    assert content(anna) == content(bo)
    assert anna.check() == bo.check() == []
    assert plan_merge(anna, bo).writes == plan_merge(bo, anna).writes == ()
