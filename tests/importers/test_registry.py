"""Which module reads which file, and what stands in the way of reading one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotator.importers import registry, source_file
from annotator.project.errors import ImportFailed


def refusal(path: Path, encoding: str | None = None) -> ImportFailed:
    with pytest.raises(ImportFailed) as caught:
        registry.read(path, encoding)
    assert caught.value.path == path
    return caught.value


def test_plain_text_is_stored_as_it_stands_with_lf_newlines(tmp_path: Path) -> None:
    path = tmp_path / "Interview 3.TXT"
    path.write_bytes("\ufeffI: So?\r\nP1: Yes.\u2028  \r".encode())
    document = registry.read(path)
    assert document.text == "I: So?\nP1: Yes.\n  \n"
    assert (document.name, document.source_name, document.source_format) == ("Interview 3", "Interview 3.TXT", "txt")
    assert len(document.source_sha256) == 64


def test_decomposed_file_name_is_composed(tmp_path: Path) -> None:
    path = tmp_path / "A\u030ase.txt"
    path.write_text("I: hi", "utf-8")
    assert registry.read(path).name == "Åse"


def test_forced_encoding_reaches_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("på".encode("cp850"))
    assert registry.read(path, "cp850").text == "på"
    assert "its bytes are not ascii" in refusal(path, "ascii").sentence()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b" \r\n\t ", "it holds no text"),
        ("a.txt", b"%PDF-1.4 words", "it is a PDF"),
        ("a.pdf", b"%PDF-1.4 words", "files of type .pdf are not supported"),
        ("a.doc", b"words", "files of type .doc are not supported"),
        ("README", b"words", "its name has no suffix"),
    ],
)
def test_unreadable_file_is_refused_in_words(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path).sentence().startswith(f"{name} could not be read: {reason}")


@pytest.mark.parametrize("name", ["gone.txt", "gone.md", "gone.docx"])
def test_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name).reason == "it is no longer there"


@pytest.mark.parametrize("name", ["folder", "folder.txt", "folder.docx"])
def test_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert refusal(tmp_path / name).reason == "it is a folder"


def test_file_larger_than_any_transcript_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(source_file.LARGEST_FILE_BYTES + 1)  # sparse: takes no room on the disk
    assert refusal(path).reason == "it is larger than 200 MB"


def test_path_that_the_system_cannot_name_is_refused(tmp_path: Path) -> None:
    assert "the disk reported" in refusal(tmp_path / ("a" * 300 + ".txt")).reason


def test_every_format_can_be_read_and_says_what_it_is() -> None:
    assert {".txt", ".md", ".docx"} <= set(registry.supported_suffixes())
    for known in registry.FORMATS:
        assert callable(known.reader())
        assert known.description


def test_libraries_are_imported_only_when_a_file_needs_them() -> None:
    libraries = "('lxml', 'docx', 'charset_normalizer')"
    code = f"import sys, annotator.importers.batch; print([name for name in {libraries} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
