"""What a merge would do, as one column of sections that fold: what comes first, then what a person should look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.analysis.merge_story import Brought, MergeStory, Touched
from annotator.gui import theme
from annotator.gui.figures import figure
from annotator.gui.memos.elided_label import ElidedLabel
from annotator.gui.merging import words
from annotator.gui.merging.differences import Differences
from annotator.gui.merging.planning import Look
from annotator.gui.merging.section import Section, plain_label, quiet_label
from annotator.project.merging.choosing import Key

_MOST_LINES = 100
_FEW_LINES = 8
_MOST_NAMES = 12
_MOST_LINES_OF_WORDS = 6
_WITH_WORDS = ("coding", "attribute_value", "memo_link")
_PERSONAL = ("coding", "memo", "meeting", "memo_link")


class PlanView(QWidget):
    """The story of one merge. `hides` says of a coder's name whether what they did is not to be seen (blind mode)."""

    def __init__(
        self,
        look: Look,
        choices: dict[Key, bool],
        hides: Callable[[str], bool],
        is_blind: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._hides = hides
        self._is_blind = is_blind
        self.differences: Differences | None = None
        self._sections: list[Section] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * theme.GRID_PX)
        self._tell_head(look)
        self._tell(look.story, choices)
        self._column.addStretch()

    @property
    def choices(self) -> dict[Key, bool]:
        """Which values are taken."""
        return self.differences.choices if self.differences is not None else {}

    def stops(self) -> list[QWidget]:
        """What Tab comes to here, in its order."""
        return [stop for section in self._sections for stop in section.stops()]

    def _tell_head(self, look: Look) -> None:
        title = ElidedLabel(is_quiet=False)
        title.setFont(theme.heading_font(title.font()))
        title.say(look.path.name)
        self._column.addWidget(title)
        for author in look.story.authors:
            self._column.addWidget(quiet_label(words.author_line(author)))
        if look.is_in_use:
            text = self.tr("Somebody has this file open just now. What they do from here on does not come with it.")
            self._column.addWidget(quiet_label(text))
        if not look.story.has_common_start:
            text = self.tr(
                "These two projects never were one. Documents with the same words, and codes, people and attributes "
                "with the same name, are taken for the same; look below whether that is so."
            )
            self._column.addWidget(plain_label(text))
        if look.story.becoming is not None:
            asked = any(each.table == "project" and each.column == "title" for each in look.story.differences)
            line = words.becoming_line(look.story.becoming, title_is_asked=asked)
            self._column.addWidget(plain_label(line))

    def _tell(self, story: MergeStory, choices: dict[Key, bool]) -> None:
        if story.is_nothing:
            text = self.tr("Nothing new: all that was done there is here already.")
            self._column.addWidget(plain_label(text))
            return
        brings = [each for each in story.brings if not self._is_hidden(each)]
        self._add_brought(brings, len(story.brings) - len(brings))
        self._add_touched(self.tr("What changes here"), story.changes, story)
        self._add_differences(story, choices)
        self._add_folds(story, is_open=not story.has_common_start)
        kept = [
            f"{words.noun(each.table)} “{each.name}”: "
            + self.tr("deleted by {coder}, used by the other").format(coder=each.deleted_by or self.tr("somebody"))
            for each in story.kept
            if not self._hides_table(each.table)
        ]
        self._add_lines(self.tr("Deleted by one, and kept"), kept)
        self._add_touched(self.tr("What was deleted there, and goes here"), story.removes)

    def _hides_table(self, table: str) -> bool:
        """Whether rows of a table may be those of others, who are not to be seen."""
        return self._is_blind and table in _PERSONAL

    def _is_hidden(self, brought: Brought) -> bool:
        return brought.table in _PERSONAL and self._is_blind and (not brought.coder or self._hides(brought.coder))

    def _add_brought(self, brings: list[Brought], hidden: int) -> None:
        if not brings and not hidden:
            return
        section = self._section(self.tr("What comes"), sum(each.count for each in brings))
        for each in brings:
            section.add_line(words.brought_line(each), self._names(each.table, each.names, each.count))
        if hidden:
            section.add_line(self.tr("Codings and memos by others, which blind mode hides"))

    def _add_touched(self, title: str, touched: Sequence[Touched], story: MergeStory | None = None) -> None:
        corrected = story.corrected if story is not None else ()
        seen = [each for each in touched if not self._hides_table(each.table)]
        if not touched and not corrected:
            return
        section = self._section(title, sum(each.count for each in seen) + len(corrected))
        for each in seen:
            section.add_line(words.counted(each.table, each.count), self._names(each.table, each.names, each.count))
        if len(seen) < len(touched):
            section.add_line(self.tr("Codings and memos, which blind mode does not count"))
        if story is not None and corrected:
            self._add_corrected(section, story)

    def _add_corrected(self, section: Section, story: MergeStory) -> None:
        """One line for all transcripts; a coding whose words went moves nowhere, and must be seen."""
        line = words.corrected_line(story.corrected, story.moved, is_blind=self._is_blind)
        names = tuple(each.name for each in story.corrected)
        section.add_line(line, self._names("document", names, len(names)))
        if (lost := words.lost_line(story.corrected)) and not self._is_blind:
            section.add_line(lost)

    def _add_differences(self, story: MergeStory, choices: dict[Key, bool]) -> None:
        seen = [each for each in story.differences if not self._hides_table(each.table)]
        if seen:
            title = self.tr("{title} ({count})").format(title=self.tr("What both changed"), count=figure(len(seen)))
            self.differences = Differences(title, seen, choices)
            self._add_section(self.differences)

    def _add_folds(self, story: MergeStory, *, is_open: bool) -> None:
        lines = []
        for each in story.folds:
            if each.table == "project":  # told at the head, where it is another afterwards
                continue
            origin = "" if each.mine == each.theirs else f" ({each.mine} · {each.theirs})"
            lines.append(f"{words.noun(each.table)} “{each.name}”{origin}")
        title = self.tr("Made by both, and one from now on")
        self._add_lines(title, lines, is_open=is_open, last=self._following(story))

    def _following(self, story: MergeStory) -> str:
        """What only goes along with what became one."""
        follows = [(table, count) for table, count in story.follows if not self._hides_table(table)]
        return (
            self.tr("Along with these, and otherwise as before: {what}").format(what=words.counts(follows))
            if follows
            else ""
        )

    def _add_lines(self, title: str, lines: list[str], *, is_open: bool = False, last: str = "") -> None:
        if not lines:
            return
        section = self._section(title, len(lines), is_open=is_open or len(lines) <= _FEW_LINES)
        for line in lines[:_MOST_LINES]:
            section.add_line(line)
        if len(lines) > _MOST_LINES:
            section.add_line(self.tr("and %n more", None, len(lines) - _MOST_LINES))
        if last:
            section.add_line(last)

    def _section(self, title: str, count: int, *, is_open: bool = True) -> Section:
        section = Section(self.tr("{title} ({count})").format(title=title, count=figure(count)), is_open=is_open)
        self._add_section(section)
        return section

    def _add_section(self, section: Section) -> None:
        self._sections.append(section)
        self._column.addWidget(section)

    def _names(self, table: str, names: tuple[str, ...], count: int) -> str:
        """Some of the names: what has words of its own a line each, all else one after the other."""
        most, between = (_MOST_LINES_OF_WORDS, "\n") if table in _WITH_WORDS else (_MOST_NAMES, "; ")
        shown = names[:most]
        if shown and count > len(shown):
            shown = (*shown, self.tr("and %n more", None, count - len(shown)))
        return between.join(shown)
