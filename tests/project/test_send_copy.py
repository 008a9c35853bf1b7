"""Copies for others: what is in them, what is not in a byte of them, and what stands in the way of making one."""

from __future__ import annotations

import resource
import shutil
import tempfile
from pathlib import Path

import pytest

from annotator.project.copy_contents import CopyContents, CopyWishes
from annotator.project.errors import ExportFailed, NameRefused, ProjectExists, ProjectLocked, ProjectNotFound
from annotator.project.history import SEND_COPY
from annotator.project.ids import Id
from annotator.project.long_work import Stopped
from annotator.project.memos import About
from annotator.project.project import Project
from annotator.project.send_copy import send_copy
from annotator.project.text_edits import Edit
from tests.project.files import set_version, without_rights
from tests.project.rows import rows_of

KIOSK = "I: Who came?\nP1: Old Marit Solbakken came with a lamp.\n"
HARBOUR = "I: And the harbour?\nP2: Nobody sings there in zeppelinwinter.\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Two documents; codings, memos and a correction by Anna; two codings and a memo by Bo; an attribute."""
    path = tmp_path / "Choir.annot"
    with Project.create(path, title="Choir", coder_name="Anna") as project:
        kiosk = project.documents.add("Kiosk", KIOSK, participant="P1")
        harbour = project.documents.add("Harbour at night", HARBOUR, participant="P2")
        light = project.codes.ensure("Care > Light")
        silence = project.codes.ensure("Silence")
        project.codings.add(kiosk.id, light.id, KIOSK.index("came with"), len(KIOSK) - 1)
        lamp = project.codings.add(kiosk.id, silence.id, 0, 6)
        project.memos.add("Quokkawords of Anna.", title="Annas thought", about=About(coding_id=lamp.id))
        project.memos.add("What the harbour hides.", title="Zeppelinmemo", about=About(document_id=harbour.id))
        gone = project.codings.add(harbour.id, silence.id, 0, 6)
        project.codings.delete([gone.id])
        at = KIOSK.index("Marit Solbakken")
        project.documents.correct(kiosk.id, [Edit(at, at + len("Marit Solbakken"), "Berit Dahl")])
        age = project.participants.add_attribute("Shoe size", "number")
        person = project.participants.by_label("P1")
        assert person is not None
        project.participants.set_value(person.id, age.id, "4711")
        project.work_as("Bo")
        project.codings.add(kiosk.id, light.id, 3, 6)
        project.codings.add(harbour.id, silence.id, 3, 9)
        project.memos.add("Ocarinawords of Bo.", about=About(coding_id=lamp.id))
        project.work_as("Anna")
    return path


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "Copy.annot"


def document_id(path: Path, name: str) -> Id:
    with Project.open(path, read_only=True) as project:
        return project.documents.find(name).id


def words_in(path: Path, *words: str) -> list[str]:
    """Those of the words that are somewhere in the bytes of a file."""
    data = path.read_bytes()
    return [word for word in words if word.encode() in data]


def test_a_whole_copy_holds_every_row_and_undoes_what_was_done_before_it_was_sent(study: Path, target: Path) -> None:
    contents = send_copy(study, target, CopyWishes("Bo", "Anna"))
    assert contents == CopyContents(2, 3, 4, 3, 2, 1, contents.operations)
    with Project.open(study, coder_name="Anna") as mine, Project.open(target, coder_name="Bo") as copy:
        assert rows_of(copy) == rows_of(mine)
        assert copy.info.id == mine.info.id
        assert copy.check() == []
        newest, before = copy.history.operations(limit=2)
        assert (newest.kind, before.id) == (SEND_COPY, mine.history.head())
        assert newest.parameters == {"receiver": "Bo", "sender": "Anna", "left_out": []}
        assert newest.coder_name == "Anna"
        undone = copy.undo()
        assert undone is not None
        assert undone.kind == "memo.add"
        assert len(copy.memos.all()) == len(mine.memos.all()) - 1
        copy.redo()
        assert rows_of(copy) == rows_of(mine)


def test_sending_changes_no_byte_of_the_project(study: Path, target: Path) -> None:
    before = study.read_bytes()
    send_copy(study, target, CopyWishes("Bo", "Anna", with_history=False, is_blind=True, with_attributes=False))
    assert study.read_bytes() == before
    assert sorted(path.name for path in study.parent.iterdir()) == ["Choir.annot", "Copy.annot"]


def test_a_document_that_is_left_out_is_nowhere_in_the_file(study: Path, target: Path) -> None:
    secrets = ("Harbour at night", "zeppelinwinter", "Zeppelinmemo", "What the harbour hides")
    assert words_in(study, *secrets) == list(secrets)
    harbour = document_id(study, "Harbour at night")
    contents = send_copy(study, target, CopyWishes("Bo", "Anna", without_documents=frozenset({harbour})))
    assert words_in(target, *secrets) == []
    with Project.open(target, coder_name="Bo") as copy:
        assert copy.check() == []
        assert [document.name for document in copy.documents.all()] == ["Kiosk"]
        assert (contents.documents, contents.codings, contents.memos) == (1, 3, 2)
        assert len(copy.codings.of_document(copy.documents.find("Kiosk").id)) == 3
        assert len(copy.memos.all()) == 2
        kinds = [operation.kind for operation in copy.history.operations(newest_first=False)]
        with Project.open(study, read_only=True) as mine:
            assert kinds == [each.kind for each in mine.history.operations(newest_first=False)] + [SEND_COPY]
        assert not copy.connection.exec_driver_sql(
            "SELECT count(*) FROM change WHERE before LIKE '%' || :id || '%' OR after LIKE '%' || :id || '%'",
            {"id": harbour.hex().upper()},
        ).scalar_one()
        assert copy.undo() is None


def test_a_blind_copy_holds_the_codings_and_memos_of_its_receiver_alone(study: Path, target: Path) -> None:
    secrets = ("Quokkawords", "Annas thought", "Zeppelinmemo")
    contents = send_copy(study, target, CopyWishes("bo", "Anna", is_blind=True))
    assert words_in(target, *secrets) == []
    with Project.open(target, coder_name="Bo") as copy:
        codings = [each for document in copy.documents.all() for each in copy.codings.of_document(document.id)]
        assert {copy.coders.get(coding.coder_id).name for coding in codings} == {"Bo"}
        assert (len(codings), contents.codings) == (2, 2)
        assert [memo.text for memo in copy.memos.all()] == ["Ocarinawords of Bo."]
        assert contents.memos == 1
        assert copy.check() == []
        assert len(copy.codes.all()) == 3


def test_a_blind_copy_for_somebody_new_holds_nobodys_codings(study: Path, target: Path) -> None:
    contents = send_copy(study, target, CopyWishes("Cara", "Anna", is_blind=True))
    assert (contents.codings, contents.memos) == (0, 0)
    with Project.open(target, coder_name="Cara") as copy:
        assert copy.codings.counts_by_document() == {}
        assert copy.memos.all() == []


def test_without_attributes_no_value_and_no_name_of_one_is_in_the_file(study: Path, target: Path) -> None:
    with Project.open(study, coder_name="Anna") as project:
        size = project.participants.attributes()[0]
        asked = {"attributes": [{"attribute": size.id.hex(), "operator": "=", "value": "4711", "joined_by": "and"}]}
        project.saved_queries.save("Large feet", asked)
        project.saved_queries.save("Everything", {})
    assert words_in(study, "Shoe size", "4711", "Large feet") == ["Shoe size", "4711", "Large feet"]
    contents = send_copy(study, target, CopyWishes("Bo", "Anna", with_attributes=False))
    assert words_in(target, "Shoe size", "4711", "Large feet") == []
    assert contents.attributes == 0
    with Project.open(target, coder_name="Bo") as copy:
        assert copy.participants.attributes() == []
        assert len(copy.participants.all()) == 2
        assert [query.name for query in copy.saved_queries.all()] == ["Everything"]
        assert copy.check() == []


def test_without_history_only_the_sending_is_in_the_log_and_no_earlier_words(study: Path, target: Path) -> None:
    assert words_in(study, "Marit Solbakken") == ["Marit Solbakken"]
    with Project.open(study, read_only=True) as mine:
        head, texts = mine.history.head(), {each.name: mine.documents.text(each.id) for each in mine.documents.all()}
    contents = send_copy(study, target, CopyWishes("Bo", "Anna", with_history=False))
    assert words_in(target, "Marit Solbakken") == []
    assert contents.operations == 0
    with Project.open(target, coder_name="Bo") as copy:
        (only,) = copy.history.operations()
        assert only.kind == SEND_COPY
        parents = copy.connection.exec_driver_sql("SELECT parents FROM operation").scalar_one()
        assert parents == head
        assert {each.name: copy.documents.text(each.id) for each in copy.documents.all()} == texts
        assert copy.undo() is None
        assert copy.check() == []
        assert copy.history.next_time_us() > only.time_us


def test_a_copy_works_as_any_project_does(study: Path, target: Path) -> None:
    harbour = document_id(study, "Harbour at night")
    wishes = CopyWishes("Cara", "Anna", False, frozenset({harbour}), is_blind=True, with_attributes=False)
    send_copy(study, target, wishes)
    with Project.open(target, coder_name="Cara") as copy:
        before = rows_of(copy)
        kiosk = copy.documents.find("Kiosk")
        copy.codings.add(kiosk.id, copy.codes.find("Silence").id, 0, 2)
        copy.documents.correct(kiosk.id, [Edit(0, 1, "Q")])
        copy.undo()
        copy.undo()
        assert rows_of(copy) == before | {"coder": rows_of(copy)["coder"]}
        assert copy.check() == []


def test_the_receiver_is_at_work_where_the_computer_knows_them_by_another_name(study: Path, target: Path) -> None:
    send_copy(study, target, CopyWishes("Cara Moe", "Anna"))
    with Project.open(target) as copy:
        assert copy.coder_name == "Cara Moe"
        copy.codes.add("New")
    with Project.open(target) as copy:
        assert copy.coder.name == "Cara Moe"
    with Project.open(target, coder_name="Dag") as copy:
        assert copy.coder_name == "Dag"


def test_whoever_is_known_in_the_study_stays_at_work(
    study: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_copy(study, target, CopyWishes("Cara", "Anna"))
    monkeypatch.setenv("LOGNAME", "bo")
    with Project.open(target) as copy:
        assert copy.coder.name == "Bo"


def test_a_copy_of_a_copy_is_for_its_own_receiver(study: Path, target: Path) -> None:
    send_copy(study, target, CopyWishes("Cara", "Anna"))
    further = target.with_name("Further.annot")
    send_copy(target, further, CopyWishes("Dag", "Cara"))
    with Project.open(further) as copy:
        assert copy.coder_name == "Dag"


def test_an_older_project_is_sent_in_the_present_form(target: Path) -> None:
    old = target.with_name("Old.annot")
    shutil.copy(Path(__file__).parent.parent / "format_versions" / "v1.annot", old)
    before = old.read_bytes()
    send_copy(old, target, CopyWishes("Bo", "Anna", is_blind=True))
    with Project.open(target, coder_name="Bo") as copy:
        assert copy.check() == []
        assert copy.documents.all()
    assert old.read_bytes() == before


def test_a_project_that_is_open_can_be_sent(study: Path, target: Path) -> None:
    with Project.open(study, coder_name="Anna") as project:
        project.codes.add("Just now")
        send_copy(study, target, CopyWishes("Bo", "Anna"))
        project.codes.add("Afterwards")
    with Project.open(target, read_only=True) as copy:
        assert [code.name for code in copy.codes.all()][-1] == "Just now"


# ---- what stands in the way


def test_a_file_that_is_there_is_replaced_only_on_wish(study: Path, target: Path) -> None:
    target.write_bytes(b"something else")
    with pytest.raises(ProjectExists):
        send_copy(study, target, CopyWishes("Bo", "Anna"))
    assert target.read_bytes() == b"something else"
    send_copy(study, target, CopyWishes("Bo", "Anna"), replaces=True)
    with Project.open(target, read_only=True) as copy:
        assert copy.info.title == "Choir"


def test_the_project_itself_is_never_replaced(study: Path) -> None:
    before = study.read_bytes()
    with pytest.raises(ExportFailed, match="the project itself"):
        send_copy(study, study, CopyWishes("Bo", "Anna"), replaces=True)
    assert study.read_bytes() == before


def test_a_copy_that_somebody_has_open_is_not_replaced(study: Path, target: Path) -> None:
    send_copy(study, target, CopyWishes("Bo", "Anna"))
    with Project.open(target, coder_name="Bo"), pytest.raises(ProjectLocked):
        send_copy(study, target, CopyWishes("Cara", "Anna"), replaces=True)


def test_a_missing_folder_and_a_missing_project_are_told(study: Path, target: Path) -> None:
    with pytest.raises(ExportFailed, match="folder does not exist"):
        send_copy(study, target.parent / "nowhere" / "Copy.annot", CopyWishes("Bo", "Anna"))
    with pytest.raises(ProjectNotFound):
        send_copy(target.with_name("Nothing.annot"), target, CopyWishes("Bo", "Anna"))
    with pytest.raises(NameRefused):
        send_copy(study, target, CopyWishes("  ", "Anna"))
    assert not target.exists()


def test_a_folder_in_which_nothing_may_be_written_is_told(study: Path) -> None:
    with tempfile.TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all)
        there = Path(shutil.copy(study, folder))
        there.chmod(0o644)
        folder.chmod(0o555)
        answer = without_rights(lambda: str(send_copy(there, folder / "Copy.annot", CopyWishes("Bo", "Anna"))))
        folder.chmod(0o755)
    assert isinstance(answer, list)
    assert answer[0] == "ExportFailed"
    assert "nothing may be written in this folder" in answer[1]


def test_a_disk_without_room_leaves_no_file_behind(study: Path, target: Path) -> None:
    target.write_bytes(b"an older copy")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        with pytest.raises(ExportFailed) as failed:
            send_copy(study, target, CopyWishes("Bo", "Anna"), replaces=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "The project is safe" in failed.value.sentence()
    assert sorted(path.name for path in target.parent.iterdir()) == ["Choir.annot", "Copy.annot"]
    assert target.read_bytes() == b"an older copy"


def test_a_newer_project_is_not_cut_down(study: Path, target: Path) -> None:
    set_version(study, 999)
    with pytest.raises(ExportFailed, match="newer version"):
        send_copy(study, target, CopyWishes("Bo", "Anna", is_blind=True))
    assert not target.exists()


def test_a_copy_that_is_cancelled_while_it_is_written_leaves_the_older_one(study: Path, target: Path) -> None:
    target.write_bytes(b"an older copy")
    told: list[tuple[int, int]] = []
    with pytest.raises(Stopped):
        send_copy(
            study,
            target,
            CopyWishes("Bo", "Anna", is_blind=True),
            replaces=True,
            is_cancelled=lambda: bool(told),
            tell=lambda done, total: told.append((done, total)),
        )
    assert told
    assert target.read_bytes() == b"an older copy"
    assert sorted(path.name for path in target.parent.iterdir()) == ["Choir.annot", "Copy.annot"]


def test_a_cancelled_copy_leaves_nothing(study: Path, target: Path) -> None:
    with pytest.raises(Stopped):
        send_copy(study, target, CopyWishes("Bo", "Anna"), is_cancelled=lambda: True)
    assert sorted(path.name for path in target.parent.iterdir()) == ["Choir.annot"]
