"""The body of a report in Word: title page, contents, list of tables, then sections with captioned tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.exporters.progress import Progress
from annotator.exporters.word_pages import PageLayout, PageLayouts
from annotator.exporters.word_tables import table_xml
from annotator.exporters.word_text import (
    FIELD_BEGIN,
    FIELD_END,
    FIELD_SEPARATE,
    field_instruction,
    field_xml,
    lines,
    paragraph,
    paragraphs,
    run,
)
from annotator.reports.model import Report, Section, Table

# More lines of contents and list of tables than this begin the list on a page of its own.
_MOST_ON_ONE_PAGE = 34
_LETTERS_A_LINE = 80
_KEEP_NEXT = "<w:keepNext/>"


@dataclass(frozen=True, slots=True)
class _Heading:
    """A place that the contents (level 1, 2) or the list of tables (level 0) leads to. `number` is unique."""

    number: int
    level: int
    text: str

    @property
    def bookmark(self) -> str:
        return f"_Toc{100_000_000 + self.number}"


@dataclass(frozen=True, slots=True)
class _Block:
    """What stays on one kind of page: a section's heading and introduction, or a table with all that belongs to it."""

    is_wide: bool
    heading: _Heading | None
    introduction: str = ""
    table: Table | None = None
    caption: _Heading | None = None
    table_number: int = 0


def body_xml(report: Report, styles: Mapping[str, str], pages: PageLayouts, progress: Progress) -> Iterator[str]:
    """What stands inside `<w:body>`, in pieces. Tells the progress after each some hundred rows."""
    shown = [section for section in report.sections if section.tables]
    blocks = list(_blocks(shown))
    yield _title_page(report, styles)
    yield from _lists(blocks, styles)
    yield f'<w:p><w:pPr><w:pStyle w:val="{styles["Table End"]}"/>{pages.first.section}</w:pPr></w:p>' if blocks else ""
    following = [block.is_wide for block in blocks[1:]]
    for block, next_is_wide in zip(blocks, [*following, None], strict=False):
        page = pages.wide if block.is_wide else pages.upright
        turns = next_is_wide is not None and next_is_wide != block.is_wide
        yield from _block_xml(block, styles, page, page.section if turns else "", progress)
    yield _final_section(blocks, pages)


def _final_section(blocks: Sequence[_Block], pages: PageLayouts) -> str:
    if not blocks:
        return pages.first.section
    return (pages.wide if blocks[-1].is_wide else pages.upright).section


def _blocks(sections: Sequence[Section]) -> Iterator[_Block]:
    """The sections as a flat sequence of blocks, with tables numbered through."""
    number = table_number = 0
    for section in sections:
        starts_wide = bool(section.tables) and section.tables[0].is_wide
        number += 1
        yield _Block(starts_wide, _Heading(number, 1, _one_line(section.heading)), section.introduction)
        for table in section.tables:
            table_number += 1
            number += 2
            heading = _Heading(number - 1, 2, _one_line(table.heading)) if table.heading else None
            caption = _Heading(number, 0, _one_line(f"Table {table_number}. {table.caption}"))
            yield _Block(table.is_wide, heading, "", table, caption, table_number)


def _one_line(text: str) -> str:
    return " ".join(lines(text))


def _title_page(report: Report, styles: Mapping[str, str]) -> str:
    """Title, research question, facts; and why a section is not there, so that none takes a page to say it."""
    missing = ((section.heading, section.introduction) for section in report.sections if not section.tables)
    made = [paragraphs(styles["Title"], report.title)]
    if report.subtitle:
        made.append(paragraphs(styles["Subtitle"], report.subtitle))
    made += [_fact(label, value, styles) for label, value in (*report.facts, *missing)]
    made.append(paragraph(styles["Report Generator"], report.generator))
    return "".join(made)


def _fact(label: str, value: str, styles: Mapping[str, str]) -> str:
    runs = run(label, styles["Report Fact Label"]) + "<w:r><w:tab/></w:r>" + run(_one_line(value))
    return paragraph(styles["Report Fact"], label, runs=runs)


def _lists(blocks: Sequence[_Block], styles: Mapping[str, str]) -> Iterator[str]:
    """The contents and the list of tables, filled in but without page numbers, which only Word can know.

    Marking the fields as out of date instead would make Word ask a question at each opening. Updating them there
    (F9) adds the numbers.
    """
    headings = [block.heading for block in blocks if block.heading]
    captions = [block.caption for block in blocks if block.caption]
    if headings:
        yield paragraph(styles["TOC Heading"], "Contents", before="<w:keepNext/><w:pageBreakBefore/>")
        yield _list(r'TOC \o "1-2" \h \z \u', headings, styles)
    if captions:
        texts = [place.text for place in (*headings, *captions)]
        is_long = sum(len(text) // _LETTERS_A_LINE + 1 for text in texts) > _MOST_ON_ONE_PAGE
        yield paragraph(styles["TOC Heading"], "Tables", before="<w:keepNext/><w:pageBreakBefore/>" if is_long else "")
        yield _list(r'TOC \h \z \c "Table"', captions, styles)


_LIST_STYLES = {0: "table of figures", 1: "toc 1", 2: "toc 2"}


def _list(instruction: str, headings: Sequence[_Heading], styles: Mapping[str, str]) -> str:
    start = FIELD_BEGIN + field_instruction(instruction) + FIELD_SEPARATE
    entries = []
    for heading in headings:
        link = f'<w:hyperlink w:anchor="{heading.bookmark}" w:history="1">{run(heading.text)}</w:hyperlink>'
        entries.append(paragraph(styles[_LIST_STYLES[heading.level]], heading.text, runs=start + link))
        start = ""
    # The field ends in a paragraph of its own, as Word writes it, so that updating leaves what follows alone.
    return "".join([*entries, paragraph(styles["Table End"], "", runs=FIELD_END)])


def _block_xml(
    block: _Block, styles: Mapping[str, str], page: PageLayout, section: str, progress: Progress
) -> Iterator[str]:
    if block.heading:
        yield _heading(block.heading, styles)
    if block.table is None or block.caption is None:
        if block.introduction or section:
            yield paragraphs(styles["Normal"], block.introduction, section=section)
        return
    yield _caption(block.table_number, block.caption, _one_line(block.table.caption), styles)
    for rows, piece in table_xml(block.table, styles, page):
        yield piece
        progress.advance(rows)
    yield _below(block.table.note, styles, section)


def _heading(heading: _Heading, styles: Mapping[str, str]) -> str:
    runs = _bookmarked(heading, run(heading.text))
    return paragraph(styles[f"heading {heading.level}"], heading.text, runs=runs)


def _caption(number: int, place: _Heading, text: str, styles: Mapping[str, str]) -> str:
    label = run("Table ") + field_xml(r"SEQ Table \* ARABIC", str(number))
    runs = _bookmarked(place, label + run(f". {text}"))
    return paragraph(styles["caption"], place.text, runs=runs, before=_KEEP_NEXT)


def _bookmarked(place: _Heading, runs: str) -> str:
    return (
        f'<w:bookmarkStart w:id="{place.number}" w:name="{place.bookmark}"/>{runs}'
        f'<w:bookmarkEnd w:id="{place.number}"/>'
    )


def _below(note: str, styles: Mapping[str, str], section: str) -> str:
    """The note, or an invisible paragraph: Word wants one after a table, and a section ends in one."""
    if note:
        return paragraphs(styles["Table Note"], note, section=section)
    return paragraph(styles["Table End"], "", section=section)
