"""Every action of the window, as data: its words, its keys, where it is in the menus and what it needs.

To add one, add a line to `ACTIONS` and connect its command in the place that does it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP

# Where the keys of an action work: in the whole window, or only while the keyboard is in one pane.
Scope = Literal["window", "transcript", "codebook", "documents", "memos", "participants", "segments", "compare"]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `needs` are conditions of `Workspace.conditions`; a separator comes before where `starts_group`."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("project",)
    icon: str = ""
    scope: Scope = "window"
    starts_group: bool = False
    is_checkable: bool = False


# Marks words for translation and gives them back; the stubs of PySide say only that it gives an object.
_T = cast(Callable[[str, str], str], QT_TRANSLATE_NOOP)
# Key and title of each menu; one whose key is "go.move" is a menu inside "go", where its first action stands below.
MENUS: tuple[tuple[str, str], ...] = (
    ("project", _T("actions", "&Project")),
    ("edit", _T("actions", "&Edit")),
    ("edit.select", _T("actions", "Select in the &Transcript")),
    ("edit.people", _T("actions", "Part&icipants")),
    ("edit.attributes", _T("actions", "&Attributes")),
    ("edit.cells", _T("actions", "Ce&lls of the Sheet")),
    ("code", _T("actions", "&Code")),
    ("code.pinned", _T("actions", "Code with a Pinned C&ode")),
    ("code.coding", _T("actions", "The Chosen Codin&g")),
    ("code.tree", _T("actions", "The Chosen Code in the Code&book")),
    ("code.segments", _T("actions", "The Chosen &Segments")),
    ("code.compare", _T("actions", "The Chosen &Difference")),
    ("memo", _T("actions", "&Memo")),
    ("view", _T("actions", "&View")),
    ("view.text", _T("actions", "Te&xt of the Transcript")),
    ("go", _T("actions", "&Go")),
    ("go.move", _T("actions", "Mov&e in the Transcript")),
    ("go.jump", _T("actions", "&Jump to What Is Next")),
    ("help", _T("actions", "&Help")),
)
_W = ("project", "writable")
_PASSAGE = ("project", "writable", "reading", "passage")
_CODING = ("project", "writable", "reading", "coding")
_CODE = ("project", "writable", "code")
_DOCUMENT = ("project", "writable", "document")
_PEOPLE = ("project", "writable", "people_page")
_PERSON = (*_PEOPLE, "person")
_CELL = (*_PEOPLE, "cell")
_ATTRIBUTE = (*_PEOPLE, "attribute")
_READING = ("project", "reading")
_SEGMENT = ("project", "writable", "segment")
_DIFFERENCE = ("project", "writable", "difference")
_THIRD = ("project", "writable", "third")

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("project.new", _T("actions", "&New Project…"), "project", ("Ctrl+N",), (), "new"),
    ActionSpec("project.open", _T("actions", "&Open Project…"), "project", ("Ctrl+O",), (), "open"),
    ActionSpec("project.sample", _T("actions", "Open the &Sample Study"), "project", (), (), "star"),
    ActionSpec(
        "document.import",
        _T("actions", "&Import Transcripts…"),
        "project",
        ("Ctrl+Shift+O",),
        _W,
        "import",
        starts_group=True,
    ),
    ActionSpec("people.import", _T("actions", "Impor&t Participants…"), "project", ("Ctrl+Shift+I",), _W, "import"),
    ActionSpec(
        "report.export", _T("actions", "Export Word &Report…"), "project", ("Ctrl+E",), icon="export", starts_group=True
    ),
    ActionSpec("report.open", _T("actions", "Open the Last Re&port"), "project"),
    ActionSpec("people.export", _T("actions", "E&xport Participants…"), "project", (), icon="export"),
    ActionSpec("project.details", _T("actions", "Project &Details…"), "project", (), _W, starts_group=True),
    ActionSpec(
        "coder.switch",
        _T("actions", "&Who Codes…"),
        "project",
        ("Ctrl+Shift+W",),
        icon="participant",
    ),
    ActionSpec("coder.details", _T("actions", "Coders: Na&mes, Initials, Colours…"), "project"),
    ActionSpec("project.close", _T("actions", "&Close Project"), "project", ("Ctrl+W",), starts_group=True),
    ActionSpec("application.quit", _T("actions", "&Quit"), "project", ("Ctrl+Q",), ()),
    ActionSpec("edit.undo", _T("actions", "&Undo"), "edit", ("Ctrl+Z",), (*_W, "edit.undo"), "undo"),
    ActionSpec("edit.redo", _T("actions", "&Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y"), (*_W, "edit.redo"), "redo"),
    ActionSpec(
        "find.in_document",
        _T("actions", "&Find in the Document"),
        "edit",
        ("Ctrl+F",),
        ("project", "document"),
        "find",
        starts_group=True,
    ),
    ActionSpec("find.everywhere", _T("actions", "Find &Everywhere"), "edit", ("Ctrl+Shift+F",)),
    ActionSpec(
        "edit.correct",
        _T("actions", "&Correct the Transcript"),
        "edit",
        ("F4",),
        _DOCUMENT,
        "rename",
        starts_group=True,
        is_checkable=True,
    ),
    ActionSpec("code.lost", _T("actions", "C&odings to Look At"), "edit", ("Shift+F4",)),
    ActionSpec(
        "document.rename",
        _T("actions", "Re&name Document"),
        "edit",
        ("F2",),
        _DOCUMENT,
        "rename",
        "documents",
        starts_group=True,
    ),
    ActionSpec("document.speakers", _T("actions", "&Speakers and Participant…"), "edit", (), _DOCUMENT, "participant"),
    ActionSpec("document.up", _T("actions", "&Move Document Up"), "edit", ("Alt+Up",), _DOCUMENT, scope="documents"),
    ActionSpec(
        "document.down", _T("actions", "Move Document Do&wn"), "edit", ("Alt+Down",), _DOCUMENT, scope="documents"
    ),
    ActionSpec(
        "document.delete", _T("actions", "&Delete Document"), "edit", ("Del",), _DOCUMENT, "delete", "documents"
    ),
    ActionSpec(
        "select.word",
        _T("actions", "Select the &Word, Then More"),
        "edit.select",
        ("W",),
        _READING,
        scope="transcript",
        starts_group=True,
    ),
    ActionSpec(
        "select.sentence",
        _T("actions", "Select the &Sentence, Then More"),
        "edit.select",
        ("S",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "select.paragraph",
        _T("actions", "Select the &Paragraph, Then More"),
        "edit.select",
        ("P",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "select.turn", _T("actions", "Select the &Turn, Then More"), "edit.select", ("T",), _READING, scope="transcript"
    ),
    ActionSpec(
        "select.word_back",
        _T("actions", "Select a Word L&ess, or Before"),
        "edit.select",
        ("Shift+W",),
        _READING,
        scope="transcript",
        starts_group=True,
    ),
    ActionSpec(
        "select.sentence_back",
        _T("actions", "Select a Senten&ce Less, or Before"),
        "edit.select",
        ("Shift+S",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "select.paragraph_back",
        _T("actions", "Select a Paragrap&h Less, or Before"),
        "edit.select",
        ("Shift+P",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "select.turn_back",
        _T("actions", "Select a Tu&rn Less, or Before"),
        "edit.select",
        ("Shift+T",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "select.nothing",
        _T("actions", "Select &Nothing"),
        "edit.select",
        ("Esc",),
        (*_READING, "passage"),
        scope="transcript",
    ),
    ActionSpec(
        "people.add", _T("actions", "&New Participant"), "edit.people", ("Ins",), _PEOPLE, "add", "participants"
    ),
    ActionSpec(
        "people.open",
        _T("actions", "&Open Their Transcript"),
        "edit.people",
        ("Alt+Return",),
        ("project", "people_page", "cell"),
        "document",
        "participants",
    ),
    ActionSpec(
        "people.merge",
        _T("actions", "&Merge Participants…"),
        "edit.people",
        ("Ctrl+J",),
        _PERSON,
        "merge",
        "participants",
    ),
    ActionSpec(
        "people.up",
        _T("actions", "Move Participant &Up"),
        "edit.people",
        ("Alt+Up",),
        (*_PERSON, "person_order"),
        scope="participants",
    ),
    ActionSpec(
        "people.down",
        _T("actions", "Move Participant Do&wn"),
        "edit.people",
        ("Alt+Down",),
        (*_PERSON, "person_order"),
        scope="participants",
    ),
    ActionSpec(
        "people.sort",
        _T("actions", "&Sort by This Column"),
        "edit.people",
        ("Ctrl+Shift+S",),
        ("project", "people_page", "cell"),
        scope="participants",
        starts_group=True,
    ),
    ActionSpec(
        "people.ties",
        _T("actions", "People, or Documents and Spea&kers"),
        "edit.people",
        ("F8",),
        ("project", "people_page"),
        scope="participants",
    ),
    ActionSpec(
        "people.suggestions",
        _T("actions", "&Take the Suggestions"),
        "edit.people",
        ("Ctrl+Shift+Return",),
        (*_PEOPLE, "suggestion"),
        "star",
        "participants",
    ),
    ActionSpec(
        "people.delete",
        _T("actions", "&Delete Participant"),
        "edit.people",
        ("Ctrl+Del",),
        _PERSON,
        "delete",
        "participants",
        starts_group=True,
    ),
    ActionSpec(
        "attribute.add",
        _T("actions", "&New Attribute…"),
        "edit.attributes",
        ("Alt+Ins",),
        _PEOPLE,
        "add",
        "participants",
    ),
    ActionSpec(
        "attribute.edit",
        _T("actions", "Name, &Kind and Choices…"),
        "edit.attributes",
        ("Shift+F2",),
        _ATTRIBUTE,
        "rename",
        "participants",
    ),
    ActionSpec(
        "attribute.left",
        _T("actions", "Move Attribute to the &Left"),
        "edit.attributes",
        ("Alt+Left",),
        _ATTRIBUTE,
        scope="participants",
    ),
    ActionSpec(
        "attribute.right",
        _T("actions", "Move Attribute to the &Right"),
        "edit.attributes",
        ("Alt+Right",),
        _ATTRIBUTE,
        scope="participants",
    ),
    ActionSpec(
        "attribute.delete",
        _T("actions", "&Delete Attribute"),
        "edit.attributes",
        ("Ctrl+Shift+Del",),
        _ATTRIBUTE,
        "delete",
        "participants",
    ),
    ActionSpec("cells.cut", _T("actions", "Cu&t Cells"), "edit.cells", ("Ctrl+X",), _CELL, scope="participants"),
    ActionSpec(
        "cells.copy",
        _T("actions", "&Copy Cells"),
        "edit.cells",
        ("Ctrl+C",),
        ("project", "people_page", "cell"),
        "copy",
        "participants",
    ),
    ActionSpec("cells.paste", _T("actions", "&Paste Cells"), "edit.cells", ("Ctrl+V",), _CELL, scope="participants"),
    ActionSpec("cells.fill_down", _T("actions", "&Fill Down"), "edit.cells", ("Ctrl+D",), _CELL, scope="participants"),
    ActionSpec(
        "cells.accept",
        _T("actions", "Let the Marked Words Be Cho&ices"),
        "edit.cells",
        ("Ctrl+Shift+Ins",),
        _CELL,
        scope="participants",
    ),
    ActionSpec(
        "cells.clear",
        _T("actions", "&Empty Cells"),
        "edit.cells",
        ("Del",),
        _CELL,
        scope="participants",
        starts_group=True,
    ),
    ActionSpec("code.passage", _T("actions", "Code the &Passage…"), "code", ("Ctrl+Return",), _PASSAGE, "code"),
    ActionSpec(
        "code.last",
        _T("actions", "Code with the &Last Code"),
        "code",
        ("L", "Ctrl+L"),
        (*_PASSAGE, "last_code"),
        scope="transcript",
    ),
    ActionSpec(
        "code.in_vivo", _T("actions", "Code &In Vivo"), "code", ("I", "Ctrl+I"), _PASSAGE, "quote", "transcript"
    ),
    ActionSpec(
        "code.pinned_1",
        _T("actions", "Key &1: No Code Is Pinned"),
        "code.pinned",
        ("1",),
        (*_PASSAGE, "pin_1"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_2",
        _T("actions", "Key &2: No Code Is Pinned"),
        "code.pinned",
        ("2",),
        (*_PASSAGE, "pin_2"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_3",
        _T("actions", "Key &3: No Code Is Pinned"),
        "code.pinned",
        ("3",),
        (*_PASSAGE, "pin_3"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_4",
        _T("actions", "Key &4: No Code Is Pinned"),
        "code.pinned",
        ("4",),
        (*_PASSAGE, "pin_4"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_5",
        _T("actions", "Key &5: No Code Is Pinned"),
        "code.pinned",
        ("5",),
        (*_PASSAGE, "pin_5"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_6",
        _T("actions", "Key &6: No Code Is Pinned"),
        "code.pinned",
        ("6",),
        (*_PASSAGE, "pin_6"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_7",
        _T("actions", "Key &7: No Code Is Pinned"),
        "code.pinned",
        ("7",),
        (*_PASSAGE, "pin_7"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_8",
        _T("actions", "Key &8: No Code Is Pinned"),
        "code.pinned",
        ("8",),
        (*_PASSAGE, "pin_8"),
        scope="transcript",
    ),
    ActionSpec(
        "code.pinned_9",
        _T("actions", "Key &9: No Code Is Pinned"),
        "code.pinned",
        ("9",),
        (*_PASSAGE, "pin_9"),
        scope="transcript",
    ),
    ActionSpec("coding.delete", _T("actions", "&Uncode"), "code.coding", ("Del",), _CODING, "delete", "transcript"),
    ActionSpec(
        "coding.end_later",
        _T("actions", "End One &Word Later"),
        "code.coding",
        ("Alt+Right",),
        _CODING,
        scope="transcript",
    ),
    ActionSpec(
        "coding.end_earlier",
        _T("actions", "End One Word &Earlier"),
        "code.coding",
        ("Alt+Left",),
        _CODING,
        scope="transcript",
    ),
    ActionSpec(
        "coding.start_later",
        _T("actions", "Start One Word La&ter"),
        "code.coding",
        ("Alt+Shift+Right",),
        _CODING,
        scope="transcript",
    ),
    ActionSpec(
        "coding.start_earlier",
        _T("actions", "Start One Word Ea&rlier"),
        "code.coding",
        ("Alt+Shift+Left",),
        _CODING,
        scope="transcript",
    ),
    ActionSpec(
        "coding.recode", _T("actions", "&Change Its Code…"), "code.coding", ("C",), _CODING, "code", "transcript"
    ),
    ActionSpec("coding.example", _T("actions", "Use as E&xample of Its Code"), "code.coding", (), _CODING, "star"),
    ActionSpec(
        "find.code",
        _T("actions", "Code What Was &Found…"),
        "code",
        ("Ctrl+Shift+H",),
        (*_W, "hits"),
        "find",
        starts_group=True,
    ),
    ActionSpec("code.auto", _T("actions", "&Auto-Coding…"), "code", ("Ctrl+Shift+A",), _W, "auto_coding"),
    ActionSpec("code.new", _T("actions", "&New Code…"), "code", ("Ctrl+Shift+N",), _W, "add", starts_group=True),
    ActionSpec("code.new_under", _T("actions", "New Code Under T&his…"), "code", ("Ctrl+Shift+U",), _CODE),
    ActionSpec(
        "code.rename",
        _T("actions", "Rena&me Code"),
        "code.tree",
        ("F2",),
        _CODE,
        "rename",
        "codebook",
        starts_group=True,
    ),
    ActionSpec("code.recolour", _T("actions", "C&olour of Code…"), "code.tree", ("Ctrl+Shift+K",), _CODE, "colour"),
    ActionSpec(
        "code.pin", _T("actions", "&Pin to a Digit Key, or Unpin"), "code.tree", ("Ctrl+Shift+P",), ("project", "code")
    ),
    ActionSpec("code.up", _T("actions", "Mo&ve Code Up"), "code.tree", ("Alt+Up",), _CODE, scope="codebook"),
    ActionSpec("code.down", _T("actions", "Move &Code Down"), "code.tree", ("Alt+Down",), _CODE, scope="codebook"),
    ActionSpec(
        "code.in", _T("actions", "Nest Code Under the One &Above"), "code.tree", ("Alt+Right",), _CODE, scope="codebook"
    ),
    ActionSpec(
        "code.out", _T("actions", "Ne&st Code One Level Less"), "code.tree", ("Alt+Left",), _CODE, scope="codebook"
    ),
    ActionSpec("code.show_only", _T("actions", "S&how Only the Selected Codes"), "code.tree", (), ("project", "code")),
    ActionSpec("code.merge", _T("actions", "Mer&ge Codes…"), "code.tree", ("Ctrl+Shift+M",), _CODE, "merge"),
    ActionSpec("code.delete", _T("actions", "&Delete Code"), "code.tree", ("Del",), _CODE, "delete", "codebook"),
    ActionSpec(
        "segments.recode", _T("actions", "&Change Their Code…"), "code.segments", ("C",), _SEGMENT, "code", "segments"
    ),
    ActionSpec(
        "segments.add_code", _T("actions", "Give &Another Code…"), "code.segments", ("A",), _SEGMENT, "add", "segments"
    ),
    ActionSpec("segments.uncode", _T("actions", "&Uncode"), "code.segments", ("Del",), _SEGMENT, "delete", "segments"),
    ActionSpec(
        "segments.memo", _T("actions", "&Memo on the Segment"), "code.segments", ("M",), _SEGMENT, "memo", "segments"
    ),
    ActionSpec(
        "segments.place",
        _T("actions", "&Show in the Transcript"),
        "code.segments",
        ("G",),
        ("project", "segment"),
        "forward",
        "segments",
    ),
    ActionSpec(
        "segments.context",
        _T("actions", "Show Conte&xt"),
        "code.segments",
        ("X",),
        ("project", "segments"),
        "document",
        "segments",
        is_checkable=True,
    ),
    ActionSpec(
        "segments.copy",
        _T("actions", "C&opy the Words"),
        "code.segments",
        ("Ctrl+C",),
        ("project", "segment"),
        scope="segments",
        starts_group=True,
    ),
    ActionSpec(
        "segments.copy_table",
        _T("actions", "Copy as &Table"),
        "code.segments",
        ("Ctrl+Shift+C",),
        ("project", "segment"),
        "copy",
        "segments",
    ),
    ActionSpec(
        "segments.report",
        _T("actions", "&Report on All Found"),
        "code.segments",
        ("R",),
        ("project", "segments"),
        "report",
        "segments",
    ),
    ActionSpec(
        "segments.word",
        _T("actions", "Save All Found as &Word File…"),
        "code.segments",
        ("W",),
        ("project", "segments"),
        "export",
        "segments",
    ),
    ActionSpec(
        "compare.next",
        _T("actions", "&Next Difference"),
        "code.compare",
        ("F8",),
        ("project", "compared"),
        scope="compare",
        starts_group=True,
    ),
    ActionSpec(
        "compare.previous",
        _T("actions", "&Previous Difference"),
        "code.compare",
        ("Shift+F8",),
        ("project", "compared"),
        scope="compare",
    ),
    ActionSpec(
        "compare.next_open",
        _T("actions", "Next &Open Difference"),
        "code.compare",
        ("Ctrl+F8",),
        ("project", "compared"),
        scope="compare",
    ),
    ActionSpec(
        "compare.keep_1",
        _T("actions", "Keep the &First Coder’s Reading"),
        "code.compare",
        ("1",),
        (*_W, "reading_1"),
        scope="compare",
        starts_group=True,
    ),
    ActionSpec(
        "compare.keep_2",
        _T("actions", "Keep the &Second Coder’s Reading"),
        "code.compare",
        ("2",),
        (*_W, "reading_2"),
        scope="compare",
    ),
    ActionSpec(
        "compare.keep_3",
        _T("actions", "Keep the &Third Coder’s Reading"),
        "code.compare",
        ("3",),
        (*_W, "reading_3"),
        scope="compare",
    ),
    ActionSpec(
        "compare.keep_4",
        _T("actions", "Keep the Fo&urth Coder’s Reading"),
        "code.compare",
        ("4",),
        (*_W, "reading_4"),
        scope="compare",
    ),
    ActionSpec(
        "compare.all",
        _T("actions", "Keep &Both, or All Readings"),
        "code.compare",
        ("B",),
        _DIFFERENCE,
        scope="compare",
    ),
    ActionSpec(
        "compare.neither", _T("actions", "&Keep None of Them"), "code.compare", ("N",), _DIFFERENCE, scope="compare"
    ),
    ActionSpec(
        "compare.third", _T("actions", "&Another Reading…"), "code.compare", ("A",), _DIFFERENCE, scope="compare"
    ),
    ActionSpec(
        "compare.start_earlier",
        _T("actions", "Start It One Word &Earlier"),
        "code.compare",
        ("Alt+Shift+Left",),
        _THIRD,
        scope="compare",
        starts_group=True,
    ),
    ActionSpec(
        "compare.start_later",
        _T("actions", "Start It One Word &Later"),
        "code.compare",
        ("Alt+Shift+Right",),
        _THIRD,
        scope="compare",
    ),
    ActionSpec(
        "compare.end_earlier",
        _T("actions", "End It One Word Earl&ier"),
        "code.compare",
        ("Alt+Left",),
        _THIRD,
        scope="compare",
    ),
    ActionSpec(
        "compare.end_later",
        _T("actions", "End It One Word Late&r"),
        "code.compare",
        ("Alt+Right",),
        _THIRD,
        scope="compare",
    ),
    ActionSpec(
        "compare.save_third",
        _T("actions", "&Decide on This Reading"),
        "code.compare",
        ("Alt+Return",),
        _THIRD,
        scope="compare",
    ),
    ActionSpec(
        "compare.leave_third", _T("actions", "Ba&ck to the Readings"), "code.compare", ("Esc",), _THIRD, scope="compare"
    ),
    ActionSpec(
        "compare.reopen",
        _T("actions", "Open It A&gain"),
        "code.compare",
        ("O",),
        (*_W, "decided"),
        scope="compare",
        starts_group=True,
    ),
    ActionSpec("compare.note", _T("actions", "&Write a Note"), "code.compare", ("W",), _DIFFERENCE, scope="compare"),
    ActionSpec(
        "compare.place",
        _T("actions", "S&how in the Transcript"),
        "code.compare",
        ("G",),
        ("project", "difference"),
        scope="compare",
    ),
    ActionSpec(
        "compare.agreements",
        _T("actions", "Take O&ver All Agreements"),
        "code.compare",
        ("Ctrl+Shift+Return",),
        (*_W, "agreement"),
        scope="compare",
    ),
    ActionSpec("memo.new", _T("actions", "&New Memo on the Selection"), "memo", ("Ctrl+M",), _W, "memo"),
    ActionSpec(
        "memo.here", _T("actions", "&Open the Memo Here, or Begin One"), "memo", ("M",), _READING, scope="transcript"
    ),
    ActionSpec("memo.on_document", _T("actions", "New Memo on the &Document"), "memo", (), _DOCUMENT),
    ActionSpec("memo.on_code", _T("actions", "New Memo on the &Code"), "memo", (), _CODE),
    ActionSpec("memo.on_project", _T("actions", "New Memo on the &Project"), "memo", (), _W),
    ActionSpec("memo.find", _T("actions", "&Find in Memos"), "memo", ("Ctrl+Shift+E",), starts_group=True),
    ActionSpec(
        "memo.delete",
        _T("actions", "D&elete Memo"),
        "memo",
        ("Del",),
        ("project", "writable", "memo"),
        "delete",
        "memos",
    ),
    ActionSpec(
        "view.filter",
        _T("actions", "&Which Codings Are Shown…"),
        "view",
        ("Ctrl+Shift+L",),
        ("project", "document"),
        "filter",
    ),
    ActionSpec(
        "view.show_all", _T("actions", "Show &All Codings Again"), "view", ("Ctrl+Shift+Y",), ("project", "document")
    ),
    ActionSpec("view.blind", _T("actions", "&Blind Mode"), "view", ("Ctrl+Shift+B",), is_checkable=True),
    ActionSpec(
        "view.focus",
        _T("actions", "Only the T&ranscript, on the Whole Screen"),
        "view",
        ("F11",),
        is_checkable=True,
        starts_group=True,
    ),
    ActionSpec("view.larger", _T("actions", "&Larger Text"), "view.text", ("Ctrl++", "Ctrl+="), ()),
    ActionSpec("view.smaller", _T("actions", "&Smaller Text"), "view.text", ("Ctrl+-",), ()),
    ActionSpec("view.usual", _T("actions", "&Usual Text Size"), "view.text", ("Ctrl+0",), ()),
    ActionSpec(
        "view.typography",
        _T("actions", "&Font, Spacing and Width…"),
        "view.text",
        ("Ctrl+Shift+T",),
        ("project", "document"),
        starts_group=True,
    ),
    ActionSpec(
        "view.system",
        _T("actions", "Colours as in the S&ystem"),
        "view",
        needs=(),
        starts_group=True,
        is_checkable=True,
    ),
    ActionSpec("view.light", _T("actions", "Li&ght Colours"), "view", needs=(), is_checkable=True),
    ActionSpec("view.dark", _T("actions", "&Dark Colours"), "view", needs=(), is_checkable=True),
    ActionSpec("view.panes", _T("actions", "Put the &Panes Back"), "view", starts_group=True),
    ActionSpec("go.code", _T("actions", "&Code Page"), "go", ("Ctrl+1",), icon="code", is_checkable=True),
    ActionSpec("go.segments", _T("actions", "&Segments Page"), "go", ("Ctrl+2",), icon="segments", is_checkable=True),
    ActionSpec("go.search", _T("actions", "Search Pa&ge"), "go", ("Ctrl+3",), icon="find", is_checkable=True),
    ActionSpec(
        "go.participants",
        _T("actions", "Part&icipants Page"),
        "go",
        ("Ctrl+4",),
        icon="participant",
        is_checkable=True,
    ),
    ActionSpec("go.compare", _T("actions", "C&ompare Page"), "go", ("Ctrl+6",), icon="compare", is_checkable=True),
    ActionSpec("go.report", _T("actions", "&Report Page"), "go", ("Ctrl+5",), icon="report", is_checkable=True),
    ActionSpec("go.documents", _T("actions", "To the &Documents"), "go", ("Ctrl+Shift+D",), starts_group=True),
    ActionSpec("go.transcript", _T("actions", "To the &Transcript"), "go", ("Ctrl+T",)),
    ActionSpec("go.codebook", _T("actions", "To the Code&book"), "go", ("Ctrl+B",)),
    ActionSpec("go.memos", _T("actions", "To the &Memos"), "go", ("Ctrl+Shift+G",)),
    ActionSpec("go.codings_here", _T("actions", "To the Codings &Here"), "go", ("Ctrl+H",), ("project", "document")),
    ActionSpec("go.next_pane", _T("actions", "Next &Pane"), "go", ("F6",)),
    ActionSpec("go.previous_pane", _T("actions", "Pre&vious Pane"), "go", ("Shift+F6",)),
    ActionSpec("go.next_document", _T("actions", "&Next Document"), "go", ("Ctrl+PgDown",), starts_group=True),
    ActionSpec("go.previous_document", _T("actions", "Previo&us Document"), "go", ("Ctrl+PgUp",)),
    ActionSpec(
        "go.next_coding",
        _T("actions", "Next C&oding"),
        "go.jump",
        ("Alt+Down",),
        ("project", "document"),
        scope="transcript",
        starts_group=True,
    ),
    ActionSpec(
        "go.previous_coding",
        _T("actions", "Previou&s Coding"),
        "go.jump",
        ("Alt+Up",),
        ("project", "document"),
        scope="transcript",
    ),
    ActionSpec(
        "go.next_here", _T("actions", "Next of the Codings &Here"), "go.jump", ("G",), _READING, scope="transcript"
    ),
    ActionSpec(
        "go.previous_here",
        _T("actions", "Previous of the Codings H&ere"),
        "go.jump",
        ("Shift+G",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "go.next_uncoded",
        _T("actions", "Next &Uncoded Passage"),
        "go.jump",
        ("U",),
        _READING,
        scope="transcript",
        starts_group=True,
    ),
    ActionSpec(
        "go.previous_uncoded",
        _T("actions", "Previous U&ncoded Passage"),
        "go.jump",
        ("Shift+U",),
        _READING,
        scope="transcript",
    ),
    ActionSpec("go.next_memo", _T("actions", "Next &Memo"), "go.jump", ("N",), _READING, scope="transcript"),
    ActionSpec(
        "go.previous_memo", _T("actions", "P&revious Memo"), "go.jump", ("Shift+N",), _READING, scope="transcript"
    ),
    ActionSpec("move.sentence", _T("actions", "Next &Sentence"), "go.move", (".",), _READING, scope="transcript"),
    ActionSpec(
        "move.sentence_back", _T("actions", "Previous S&entence"), "go.move", (",",), _READING, scope="transcript"
    ),
    ActionSpec(
        "move.paragraph", _T("actions", "Next &Paragraph"), "go.move", ("Ctrl+Down",), _READING, scope="transcript"
    ),
    ActionSpec(
        "move.paragraph_back",
        _T("actions", "Previous P&aragraph"),
        "go.move",
        ("Ctrl+Up",),
        _READING,
        scope="transcript",
    ),
    ActionSpec("move.turn", _T("actions", "Next &Turn"), "go.move", ("Alt+PgDown",), _READING, scope="transcript"),
    ActionSpec(
        "move.turn_back", _T("actions", "Previous T&urn"), "go.move", ("Alt+PgUp",), _READING, scope="transcript"
    ),
    ActionSpec(
        "extend.sentence",
        _T("actions", "Select on by a Se&ntence"),
        "go.move",
        ("Shift+.",),
        _READING,
        scope="transcript",
        starts_group=True,
    ),
    ActionSpec(
        "extend.sentence_back",
        _T("actions", "Select &Back by a Sentence"),
        "go.move",
        ("Shift+,",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "extend.paragraph",
        _T("actions", "Select on by a Para&graph"),
        "go.move",
        ("Ctrl+Shift+Down",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "extend.paragraph_back",
        _T("actions", "Select Bac&k by a Paragraph"),
        "go.move",
        ("Ctrl+Shift+Up",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "extend.turn",
        _T("actions", "Select on by a Tu&rn"),
        "go.move",
        ("Alt+Shift+PgDown",),
        _READING,
        scope="transcript",
    ),
    ActionSpec(
        "extend.turn_back",
        _T("actions", "Select Ba&ck by a Turn"),
        "go.move",
        ("Alt+Shift+PgUp",),
        _READING,
        scope="transcript",
    ),
    ActionSpec("go.next_hit", _T("actions", "Next Search Hi&t"), "go.jump", ("F3",), starts_group=True),
    ActionSpec("go.previous_hit", _T("actions", "&Previous Search Hit"), "go.jump", ("Shift+F3",)),
    ActionSpec("help.keys", _T("actions", "&Keys"), "help", ("F1",), ()),
    ActionSpec("help.about", _T("actions", "&About Annotator"), "help", (), ()),
)
