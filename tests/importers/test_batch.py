"""Many files at once: order, progress, cancel, and failures that stop nothing."""

from __future__ import annotations

from pathlib import Path

from annotator.importers.batch import natural_key, read_many


def written(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text(f"I: about {path.name}", "utf-8")
    return paths


def test_folder_is_walked_in_natural_order_and_only_for_transcripts(tmp_path: Path) -> None:
    written(tmp_path, "Interview 10.txt", "interview 2.txt", "photo.jpg", "~$Interview 2.docx", ".hidden.txt")
    written(tmp_path / "more", "a.MD")
    written(tmp_path / ".git", "b.txt")
    result = read_many([tmp_path])
    assert [document.name for document in result.documents] == ["interview 2", "Interview 10", "a"]
    assert (result.failures, result.cancelled) == ((), False)


def test_given_files_keep_their_order_and_come_once(tmp_path: Path) -> None:
    first, second = written(tmp_path, "b.txt", "a.txt")
    result = read_many([first, second, first, tmp_path])
    assert [document.name for document in result.documents] == ["b", "a"]


def test_failures_are_collected_and_stop_nothing(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "good.txt", "bad.pdf")
    (tmp_path / "empty").mkdir()
    unnameable = tmp_path / ("a" * 300 + ".txt")
    result = read_many([bad, tmp_path / "empty", good, tmp_path / "gone.txt", unnameable])
    assert [document.name for document in result.documents] == ["good"]
    assert [failure.path.name for failure in result.failures] == ["empty", "bad.pdf", "gone.txt", unnameable.name]


def test_progress_names_each_file_and_ends_complete(tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    read_many(written(tmp_path, "a.txt", "b.txt"), on_progress=lambda *step: heard.append(step))
    assert heard == [(0, 2, "a.txt"), (1, 2, "b.txt"), (2, 2, "")]


def test_cancel_stops_before_the_next_file(tmp_path: Path) -> None:
    heard: list[str] = []
    result = read_many(
        written(tmp_path, "a.txt", "b.txt", "c.txt"),
        on_progress=lambda done, total, name: heard.append(name),
        is_cancelled=lambda: len(heard) == 2,
    )
    assert result.cancelled
    assert [document.name for document in result.documents] == ["a", "b"]


def test_natural_order_counts_numbers_and_ignores_case() -> None:
    names = ["P10", "p2", "P1b", "P1", "²", "10", "9", "P٣"]
    assert sorted(names, key=natural_key)[:4] == ["9", "10", "P1", "P1b"]
