"""A record's files are written whole, and only those asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.records import Record
from crossread.show.files import FILES, write_report, write_whole
from crossread.show.json import from_json
from crossread.verify import check_record


def test_three_files_are_written(record: Record, tmp_path: Path) -> None:
    """The folder is made, the record in it is the record, and nothing else lies there."""
    files = write_report(record, tmp_path / "a" / "b")
    assert [path.name for path in files] == ["record.json", "report.md", "report.html"]
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(path.name for path in files)
    assert from_json(files[0].read_bytes()) == record
    assert check_record(files[0].read_bytes()) == ()


def test_one_format_can_be_asked_for(record: Record, tmp_path: Path) -> None:
    """Only the format that was named is written."""
    assert [path.name for path in write_report(record, tmp_path, formats=["md"])] == ["report.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


def test_a_second_run_takes_the_place_of_the_first(record: Record, tmp_path: Path) -> None:
    """Files that are there are replaced, with the same bytes for the same record."""
    first = [path.read_bytes() for path in write_report(record, tmp_path)]
    assert [path.read_bytes() for path in write_report(record, tmp_path)] == first


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    """Where the place is taken by a folder, the half-made file is taken away again."""
    (tmp_path / "record.json").mkdir()
    with pytest.raises(OSError, match=r"record\.json"):
        write_whole(tmp_path / "record.json", b"{}")
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_others_may_read_the_files(record: Record, tmp_path: Path) -> None:
    """Files get the mode that the process's mask asks for, not that of a temporary file."""
    plain = tmp_path / "plain"
    plain.touch()
    assert write_report(record, tmp_path)[0].stat().st_mode == plain.stat().st_mode


def test_every_format_of_the_command_line_has_a_file() -> None:
    """`--format` offers what can be written."""
    from crossread.cli.read import read

    offered = next(option.type for option in read.params if option.name == "form")
    assert list(offered.choices) == list(FILES)  # type: ignore[attr-defined]  # a Choice
