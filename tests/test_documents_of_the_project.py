"""README, ARCHITECTURE and CONTRIBUTING say what is so: commands, keys, names of files and modules, links."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from annotator.__main__ import main
from annotator.cli import COMMANDS
from annotator.gui.action_specs import ACTIONS
from annotator.project.schema import SCHEMA_VERSION, metadata
from annotator.reports.registry import TABLE_NAMES

ROOT = Path(__file__).parent.parent
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
# Keys of Qt's own widgets and of the transcript, which are no actions.
OTHER_KEYS = {"Enter"}
# What CONTRIBUTING lets its reader write.
TO_BE_WRITTEN = {
    "annotator/importers/subtitles.py",
    "tests/importers/test_subtitles.py",
    "annotator/reports/memos.py",
    "tests/reports/test_memos_table.py",
    "annotator/gui/pages/all_memos_page.py",
    "tests/gui/test_all_memos_page.py",
    "resources/translations/annotator_nb.ts",
}
INTERVIEW = (
    "I: What made you stay?\n"
    "P1: The conductor put a cup of tea in my hand and said, you are an alto, come and stand here.\n"
)


def words_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def examples(section: str = "The command line") -> list[str]:
    """The commands in a section of README, a line each."""
    words = words_of("README.md").split(f"\n## {section}\n")[1].split("\n## ")[0]
    block = re.search(r"```console\n(.*?)```", words, re.DOTALL)
    assert block is not None
    return block[1].splitlines()


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_says_what_every_command_does_and_gives_an_example(command: str) -> None:
    table = [line for line in words_of("README.md").splitlines() if line.startswith("| `")]
    assert any(f"`{command}`" in line.split("|")[1] for line in table)
    assert any(line.startswith(f"annotator {command} ") for line in examples())


def test_the_examples_of_readme_work_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "interviews"
    folder.mkdir()
    (folder / "Interview 1.txt").write_text(INTERVIEW, encoding="utf-8")
    for line in examples():
        program, *words = shlex.split(line)
        assert program == "annotator"
        assert main(words) == 0, f"{line}: {capsys.readouterr().err}"
        if words[0] == "segments":
            assert "put a cup of tea in my hand" in capsys.readouterr().out
    assert (tmp_path / "appendix.docx").is_file()
    assert (tmp_path / "try-it").is_dir()


def test_the_walk_through_of_coding_together_works_with_the_shipped_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (ROOT / "sample_projects").glob("walking_group*.annot"):
        shutil.copy(path, tmp_path)
    monkeypatch.chdir(tmp_path)
    told: dict[str, str] = {}
    for line in examples("Coding together"):
        _program, *words = shlex.split(line)
        assert main(words) == 0, f"{line}: {capsys.readouterr().err}"
        told[words[0]] = capsys.readouterr().out
    assert "comes: 43 codings by Bo Lie" in told["merge"]
    assert "kept: code “Weather”, which Bo Lie deleted" in told["merge"]
    assert "mean Cohen's κ of 3 pairs = 0.74" in told["agreement"].replace("’", "'")
    assert len(list(tmp_path.glob("* for Dina Moe from *.annot"))) == 1


def test_every_key_in_the_walk_through_is_that_of_its_action() -> None:
    section = words_of("README.md").split("## Coding together")[1].split("\n## ")[0]
    keys = {key: spec.text.replace("&", "") for spec in ACTIONS for key in spec.keys if spec.scope == "window"}
    named = re.findall(r"\*(?:Project > )?([^*>]+)\*[^*()]*\((Ctrl[^)]+)\)", section)
    assert len(named) == 4
    for words, key in named:
        assert words.rstrip("…") in keys[key], key


def test_every_key_that_readme_names_is_a_key_of_an_action() -> None:
    known = {key for spec in ACTIONS for key in spec.keys} | OTHER_KEYS
    section = words_of("README.md").split("## Keys")[1].split("\n## ")[0]
    named = [
        key for line in section.splitlines() if line.startswith("| ") for key in line.split("|")[1].strip().split(", ")
    ]
    assert set(named) - {"key"} <= known
    assert len(named) > 20


def test_readme_names_every_table_of_the_report() -> None:
    row = next(line for line in words_of("README.md").splitlines() if line.startswith("| `report`"))
    assert all(name in row for name in TABLE_NAMES)


def test_readme_is_short_enough_to_be_read_and_shows_the_window() -> None:
    readme = words_of("README.md")
    assert readme.count("\n") < 250
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert picture is not None
    assert (ROOT / picture[1]).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_and_link_in_a_document_leads_somewhere(name: str) -> None:
    text = words_of(name)
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    folders = r"(?:annotator|tests|resources|benchmarks|sample_projects|\.ci)/[\w./*-]*"
    paths = re.findall(rf"`({folders}|[A-Z]+\.md|Makefile|pyproject\.toml)`", text)
    assert links or paths
    missing = {path for path in {*links, *paths} if not any(ROOT.glob(path.rstrip("/")))}
    assert missing <= (TO_BE_WRITTEN if name == "CONTRIBUTING.md" else set())


def test_architecture_names_every_table_and_the_schema_version() -> None:
    text = words_of("ARCHITECTURE.md")
    assert [table for table in metadata.tables if f"`{table}`" not in text] == []
    assert f"schema version {SCHEMA_VERSION}" in text


def test_architecture_names_every_package() -> None:
    text = words_of("ARCHITECTURE.md")
    packages = {path.parent.name for path in (ROOT / "annotator").rglob("__init__.py")} - {"annotator"}
    assert [package for package in packages if f"{package}/" not in text] == []
