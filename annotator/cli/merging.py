"""The command that brings copies of a project together: merge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from annotator.cli.opening import AsJson, CoderName, ProjectPath, coder_at_work, open_to_read, open_to_work
from annotator.cli.output import counted, local_time, print_json, print_lines, utc_time

if TYPE_CHECKING:
    from annotator.analysis.merge_story import Becoming, Corrected, Difference, MergeStory
    from annotator.project.merging.choosing import Choices, Rule
    from annotator.project.project import Project

_MOST_TOLD = 20
_MOST_CHARS = 300
_NOUNS = {
    "document": ("document", "documents"),
    "code": ("code", "codes"),
    "coding": ("coding", "codings"),
    "memo": ("memo", "memos"),
    "participant": ("participant", "participants"),
    "coder": ("coder", "coders"),
    "attribute": ("attribute", "attributes"),
    "attribute_value": ("value of an attribute", "values of attributes"),
    "speaker": ("speaker", "speakers"),
    "saved_table": ("kept table", "kept tables"),
    "saved_query": ("kept query", "kept queries"),
    "meeting": ("meeting", "meetings"),
    "memo_link": ("passage of a meeting", "passages of meetings"),
    "project": ("description of the project", "descriptions of the project"),
}


def merge(
    context: typer.Context,
    path: ProjectPath,
    others: Annotated[list[Path], typer.Argument(metavar="OTHER...", help="The copies.", show_default=False)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    prefer: Annotated[
        str, typer.Option(metavar="WHICH", help="Where both changed a field: latest, mine or theirs.")
    ] = "latest",
    coder: CoderName = "",
    json: AsJson = False,
) -> None:
    """Bring in what others did in their copies.

    Nothing is lost: what one deleted and another used is kept, and each difference is listed with both values. Each
    copy comes in as one operation, which `undo` takes back whole. The copies are only read, and may be open elsewhere.
    """
    rule = _rule(prefer)
    with ExitStack() as stack:
        opened = open_to_read(path) if dry_run else open_to_work(path, coder_at_work(context, coder))
        project = stack.enter_context(opened)
        copies = [stack.enter_context(_other(path, other)) for other in others]  # all, before any comes in
        told = [_merged(project, other, copy, rule, dry_run) for other, copy in zip(others, copies, strict=True)]
    if json:
        print_json(
            [_as_json(other, story, choices, dry_run) for other, (story, choices) in zip(others, told, strict=True)]
        )
        return
    for other, (story, choices) in zip(others, told, strict=True):
        print_lines(_lines(other, story, choices, dry_run))


def _other(path: Path, other: Path) -> AbstractContextManager[Project]:
    from annotator.project.merging.others import other_copy

    return other_copy(path, other, lambda: False)


def _rule(word: str) -> Rule:
    from annotator.project.merging.choosing import Rule

    rules: tuple[Rule, ...] = get_args(Rule)
    for rule in rules:
        if rule == word:
            return rule
    raise typer.BadParameter(f"“{word}” is none of {', '.join(rules)}", param_hint="--prefer")


def _merged(project: Project, path: Path, copy: Project, rule: Rule, dry_run: bool) -> tuple[MergeStory, Choices]:
    from annotator.analysis.merge_story import tell
    from annotator.project.merging.choosing import chosen_by, merge_chosen
    from annotator.project.merging.planner import plan_merge

    plan = plan_merge(project, copy)
    story, choices = tell(plan, project, copy), chosen_by(rule, plan)
    if not dry_run and not story.is_nothing:
        merge_chosen(project, copy, plan, path.name, choices)
    return story, choices


def _lines(path: Path, story: MergeStory, choices: Choices, dry_run: bool) -> Iterator[str]:
    if story.is_nothing:
        yield f"{path.name}: nothing new. All that was done there is here already."
        return
    yield f"{path.name}: {'would be merged' if dry_run else 'merged'}."
    if not story.has_common_start:
        yield "  The two projects never were one: what has the same text or the same name was taken for the same."
    if story.becoming is not None:
        yield f"  {_becoming(story.becoming, _title(story, choices))}"
    for author in story.authors:
        steps = counted(author.operations, "step", "steps")
        yield f"  by {author.name}: {steps}, the last {local_time(author.last_us)}"
    for brought in story.brings:
        by = f" by {brought.coder}" if brought.coder else ""
        yield f"  comes: {counted(brought.count, *_noun(brought.table))}{by}"
    for touched in story.changes:
        yield f"  changes: {counted(touched.count, *_noun(touched.table))}"
    yield from _listed([_corrected(each) for each in story.corrected])
    for touched in story.removes:
        yield f"  goes: {counted(touched.count, *_noun(touched.table))}"
    folds = [fold for fold in story.folds if fold.table != "project"]  # told above
    yield from _listed([f"one now: {_noun(fold.table)[0]} “{fold.name}”" for fold in folds])
    if story.follows:
        yield f"  along with what is one now, and otherwise as before: {_counts(story.follows)}"
    yield from _listed(
        [
            f"kept: {_noun(kept.table)[0]} “{kept.name}”, which {kept.deleted_by or 'somebody'} deleted"
            for kept in story.kept
        ]
    )
    yield from _listed([_difference(each, choices.get(each.key, each.takes_theirs)) for each in story.differences])


def _title(story: MergeStory, choices: Choices) -> str:
    """The title that the project has then, as it was chosen."""
    assert story.becoming is not None
    for each in story.differences:
        if (each.table, each.column) == ("project", "title"):
            return each.theirs if choices.get(each.key, each.takes_theirs) else each.mine
    return story.becoming.title


def _becoming(becoming: Becoming, title: str) -> str:
    """Which project the file is then, and where its backups are from then on."""
    told = f"The older of the two stays: {'this project' if becoming.stays_mine else 'the other project'}, "
    told += f"with the title “{title}”"
    if becoming.mine != becoming.theirs:
        told += f" (here “{becoming.mine}”, there “{becoming.theirs}”)"
    if becoming.stays_mine:
        return f"{told}. Its backups go on as before."
    return f"{told}. Backups of this file go on under that project; those made before stay where they are."


def _corrected(corrected: Corrected) -> str:
    told = f"corrected: “{corrected.name}”"
    if corrected.moved:
        told += f", with {_counts(corrected.moved)} that only moved along"
    if corrected.lost:
        told += f"; {counted(corrected.lost, 'coding has', 'codings have')} lost all words and can be put elsewhere"
    return told


def _counts(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(counted(count, *_noun(table)) for table, count in counts)


def _listed(lines: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_MOST_TOLD])
    if len(lines) > _MOST_TOLD:
        yield f"  and {len(lines) - _MOST_TOLD:,} more; --json gives all"


def _difference(each: Difference, takes_theirs: bool) -> str:
    from annotator.analysis.where_apart import where_apart

    values = where_apart(each.mine, each.theirs, _MOST_CHARS)
    mine, theirs = (
        f"“{value}” by {by or '–'}, {local_time(at)}"
        for value, by, at in zip(values, (each.mine_by, each.theirs_by), (each.mine_us, each.theirs_us), strict=True)
    )
    noun = "project" if each.table == "project" else _noun(each.table)[0]
    what = f"{each.column.removesuffix('_id').replace('_', ' ')} of {noun} “{each.name}”"
    return f"both changed the {what}: here {mine}; there {theirs}; {'theirs' if takes_theirs else 'mine'} is taken"


def _noun(table: str) -> tuple[str, str]:
    return _NOUNS.get(table, (table, table))


def _as_json(path: Path, story: MergeStory, choices: Choices, dry_run: bool) -> dict[str, Any]:
    """A copy as `merge --json` gives it."""
    return {
        "file": str(path),
        "title": story.title,
        "common_start": story.has_common_start,
        "project": _becoming_as_json(story, choices),
        "nothing_new": story.is_nothing,
        "merged": not dry_run and not story.is_nothing,
        "authors": [
            {"coder": each.name, "operations": each.operations, "last": utc_time(each.last_us)}
            for each in story.authors
        ],
        "brings": [{"what": each.table, "coder": each.coder or None, "count": each.count} for each in story.brings],
        "changes": [{"what": each.table, "count": each.count} for each in story.changes],
        "corrected": [
            {"document": each.name, "moved_along": dict(each.moved), "lost_all_words": each.lost}
            for each in story.corrected
        ],
        "moved_along": _rows_as_json(story.moved),
        "removes": [{"what": each.table, "count": each.count} for each in story.removes],
        "folds": [
            {"what": each.table, "name": each.name, "mine": each.mine, "theirs": each.theirs} for each in story.folds
        ],
        "under_what_is_one": _rows_as_json(story.follows),
        "kept": [{"what": each.table, "name": each.name, "deleted_by": each.deleted_by} for each in story.kept],
        "conflicts": [_conflict_as_json(each, choices) for each in story.differences],
    }


def _rows_as_json(counts: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"what": table, "count": count} for table, count in counts]


def _becoming_as_json(story: MergeStory, choices: Choices) -> dict[str, Any] | None:
    becoming = story.becoming
    if becoming is None:
        return None
    stays = "mine" if becoming.stays_mine else "theirs"
    return {"stays": stays, "title": _title(story, choices), "mine": becoming.mine, "theirs": becoming.theirs}


def _conflict_as_json(each: Difference, choices: Choices) -> dict[str, Any]:
    return {
        "what": each.table,
        "name": each.name,
        "field": each.column,
        "mine": {"value": each.mine, "coder": each.mine_by, "time": utc_time(each.mine_us)},
        "theirs": {"value": each.theirs, "coder": each.theirs_by, "time": utc_time(each.theirs_us)},
        "taken": "theirs" if choices.get(each.key, each.takes_theirs) else "mine",
    }
