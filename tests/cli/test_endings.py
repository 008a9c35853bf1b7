"""How commands end when something is in the way: one line, an exit code, and the project as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.ending import exit_code_of
from annotator.project.project import Project
from annotator.project.schema import SCHEMA_VERSION
from tests.cli.conftest import Run

COMMANDS_ON_A_PROJECT = (
    ("info",),
    ("segments",),
    ("history",),
    ("check",),
    ("undo",),
    ("redo",),
    ("import", "talk.txt"),
    ("code", "Interview 1", "Trust", "--quote", "The nurse"),
    ("report", "out.docx"),
)


def typed(*words: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, with real streams."""
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, words)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | environment,
        timeout=60,
    )


def put_first(project: Path, words: tuple[str, ...]) -> tuple[object, ...]:
    return (words[0], project, *words[1:])


@pytest.mark.parametrize("words", COMMANDS_ON_A_PROJECT, ids=lambda words: words[0])
def test_a_project_that_is_missing_is_named(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    refused = run(*put_first(tmp_path / "gone.annot", words))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("gone.annot is not there.")
    assert refused.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", COMMANDS_ON_A_PROJECT, ids=lambda words: words[0])
@pytest.mark.parametrize("content", [b"", b"Dear diary", b"SQLite format 3\x00" + b"\x00" * 4080])
def test_a_file_of_another_kind_is_left_as_it_is(
    run: Run, tmp_path: Path, words: tuple[str, ...], content: bytes
) -> None:
    path = tmp_path / "other.annot"
    path.write_bytes(content)
    refused = run(*put_first(path, words))
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "is not an Annotator project" in refused.err
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("words", COMMANDS_ON_A_PROJECT, ids=lambda words: words[0])
def test_a_damaged_project_is_left_as_it_is(run: Run, study: Path, words: tuple[str, ...]) -> None:
    data = bytearray(study.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    study.write_bytes(data)
    refused = run(*put_first(study, words))
    assert refused.code == 1
    assert "Traceback" not in refused.err
    assert (refused.out + refused.err).count("\n") == 1
    assert study.read_bytes() == bytes(data)


@pytest.mark.parametrize("words", [words for words in COMMANDS_ON_A_PROJECT if words[0] in ("undo", "import", "code")])
def test_a_project_of_a_newer_version_is_read_but_not_changed(
    run: Run, study: Path, transcripts: Path, words: tuple[str, ...]
) -> None:
    with closing(sqlite3.connect(study)) as connection:
        connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    (transcripts / "talk.txt").write_text("P9: Something new.\n", encoding="utf-8")
    before = study.read_bytes()
    command = [str(transcripts / word) if word == "talk.txt" else word for word in words]
    refused = run(*put_first(study, tuple(command)))
    assert (refused.code, refused.out) == (1, "")
    assert "is open for reading only: a newer version of Annotator made it" in refused.err
    assert run("info", study, "--json").json["schema"] == SCHEMA_VERSION + 1
    assert study.read_bytes() == before


def test_a_project_that_is_open_elsewhere_is_not_changed(run: Run, study: Path, transcripts: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam"):
        before = study.read_bytes()
        for words in (("import", study, transcripts), ("code", study, "Interview 1", "Trust", "--quote", "The nurse")):
            refused = run(*words)
            assert (refused.code, refused.out) == (1, "")
            assert refused.err.startswith("study.annot has been open since ")
        assert study.read_bytes() == before


def test_what_a_crash_left_half_done_is_taken_back_before_reading(study: Path) -> None:
    before = typed("info", study, "--json").stdout
    crash = (
        "import os, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size=1')\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('DELETE FROM speaker')\n"
        "connection.execute('DELETE FROM document')\n"
        "connection.execute('CREATE TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 20000) SELECT i, hex(randomblob(50)) FROM n')\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", crash, str(study)], check=False)
    assert study.with_name("study.annot-journal").stat().st_size > 0
    after = typed("info", study, "--json")
    assert (after.returncode, after.stderr) == (0, b"")
    assert after.stdout == before


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["nonsense"],
        ["info"],
        ["info", "a.annot", "b.annot"],
        ["segments", "a.annot", "--nonsense"],
        ["--coder"],
        ["import", "a.annot"],
    ],
)
def test_a_mistake_in_the_command_is_one_line_and_2(run: Run, words: list[str]) -> None:
    refused = run(*words)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert "--help" in refused.err


def test_help_lists_every_command(run: Run) -> None:
    from annotator.cli import COMMANDS

    shown = run("--help")
    assert shown.code == 0
    assert [name for name in COMMANDS if f"\n  {name} " not in shown.out] == []
    assert "..." not in shown.out.split("Commands:")[1]
    for name in COMMANDS:
        assert run(name, "--help").code == 0


def test_a_reader_that_leaves_early_hears_no_complaint(run: Run, study: Path) -> None:
    with Project.open(study, coder_name="Anna Kvam") as project:
        document = project.documents.all()[0]
        code = project.codes.add("Every word")
        same = {"document_id": document.id, "code_id": code.id, "coder_id": project.coder.id}
        spans = [(start, end) for start in range(40) for end in range(41, 120)]
        project.codings.add_many([same | {"start_char": start, "end_char": end} for start, end in spans])
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "segments", str(study)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    complaint = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 1
    assert complaint == b""


def test_an_output_that_cannot_be_written_is_one_line(study: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.touch()
    with closed.open("rb") as not_for_writing:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "info", str(study)],
            stdout=not_for_writing,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert done.stderr.startswith(b"The system refused: ")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_terminal_gets_what_it_can_show(run: Run, study: Path, encoding: str) -> None:
    assert run("code", study, "Interview 2", "氷", "--quote", "Slow — like ice in April 🧊.").code == 0
    shown = typed("segments", study, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert b"like ice in April" in shown.stdout
    for wish in ("--json", "--csv"):
        data = typed("segments", study, wish, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        assert data.returncode == 0
        assert "Slow — like ice in April 🧊." in data.stdout.decode("utf-8")
        assert "氷" in data.stdout.decode("utf-8")
    refused = typed("segments", study, "--code", "火", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (refused.returncode, refused.stderr.count(b"\n")) == (1, 1)


def test_csv_has_its_own_line_ends_and_the_quotation_its_own(run: Run, study: Path) -> None:
    assert run("code", study, "Interview 1", "Trust", "--quote", "And she was there").code == 0
    shown = typed("segments", study, "--csv").stdout
    assert shown.count(b"\r\n") == 2
    assert b'"And she was\nthere"' in shown


def raising(error: BaseException) -> Callable[[], int]:
    def run() -> int:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Stopped."),
        (ValueError("one\ntwo"), 1, "Something went wrong in Annotator itself (ValueError: one)."),
        (RuntimeError(), 1, "Something went wrong in Annotator itself (RuntimeError)."),
        (OSError(28, "No space left on device", "out.docx"), 1, "out.docx: No space left on device."),
        (SystemExit(3), 3, ""),
    ],
)
def test_whatever_goes_wrong_is_one_line(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, words: str
) -> None:
    assert exit_code_of(raising(error)) == code
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == (1 if words else 0)


def test_stopping_an_import_leaves_the_project_as_it_was(run: Run, study: Path, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.txt").write_text(f"P{number}: " + f"word{number} " * 6_000, encoding="utf-8")
    before = study.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-m", "annotator", "import", str(study), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    lock = study.with_name(".study.annot.lock")
    while not lock.exists() and process.poll() is None:
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (out, err) == (b"", b"Stopped. All that was saved before is safe.\n")
    # Python itself ends as one that was interrupted where it was just making a class; shells call both 130.
    assert process.returncode in (130, -signal.SIGINT)
    assert study.read_bytes() == before
    assert run("import", study, folder / "7.txt").code == 0
