"""The benchmarks cut, count and print as they say; what they measure is not asked here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks.__main__ import NO_TEXTS, as_json, main, table
from benchmarks.language import pieces_in_windows, seconds
from benchmarks.memory import peak_mb
from benchmarks.texts import GOLD, NoTexts, documents, load_texts
from crossread.language.read import Columns
from crossread.language.windows import MAX_PIECES, Pieces


def test_texts_are_spread_over_what_is_there_and_each_comes_once(tmp_path: Path) -> None:
    """Every second of six texts where three are wanted; a text that stands twice counts once, a blank one not at all."""
    texts = ["a", "b", "b", "c", "d", "e", "f", " "]
    for i, text in enumerate(texts):
        (tmp_path / f"{i}.txt").write_text(text, "utf-8")
    assert load_texts(reports=tmp_path, limit=3) == ["a", "c", "e"]
    assert load_texts(reports=tmp_path, limit=100) == ["a", "b", "c", "d", "e", "f"]


def test_gold_reports_are_texts(tmp_path: Path) -> None:
    """The reports of the gold data are read from their file; a folder without it is named."""
    file = tmp_path / GOLD
    with pytest.raises(NoTexts, match="polnear"):
        load_texts(data=tmp_path, limit=3)
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"text": "The ferry waits."}) + "\n", "utf-8")
    assert load_texts(data=tmp_path, limit=3) == ["The ferry waits."]


def test_documents_start_again_with_the_first_text() -> None:
    """A thousand reports can be made of fewer texts, each with an id of its own."""
    docs = list(documents(["a", "b"], 5))
    assert [d.text for d in docs] == ["a", "b", "a", "b", "a"]
    assert len({d.id for d in docs}) == 5


def test_the_reference_reads_every_piece_once() -> None:
    """Windows of 256 pieces follow on one another without overlap, features beside their pieces."""
    n = 300
    column = np.arange(n, dtype=np.int32)
    pieces = Pieces(np.arange(2 * n, dtype=np.int32), np.arange(0, 2 * n + 1, 2, dtype=np.int32))
    windows = list(pieces_in_windows(Columns(pieces, column, column, column, column), cls=101, sep=102))
    assert [w["ids"].shape[1] for w in windows] == [MAX_PIECES, MAX_PIECES, 2 * n - 2 * (MAX_PIECES - 2) + 2]
    assert all((w["ids"][0, 0], w["ids"][0, -1]) == (101, 102) for w in windows)
    assert np.concatenate([w["ids"][0, 1:-1] for w in windows]).tolist() == list(range(2 * n))
    assert np.concatenate([w["shapes"][0, 1:-1] for w in windows]).tolist() == [i // 2 for i in range(2 * n)]


def test_the_peak_is_taken_from_what_linux_says() -> None:
    """`VmHWM` is in units of 1,024 bytes, the figure in millions of bytes."""
    assert peak_mb("Name:\tpython\nVmHWM:\t  250000 kB\nVmRSS:\t  100 kB\n") == pytest.approx(256.0)


def test_work_takes_time() -> None:
    """The clock counts the work of this process."""
    assert seconds(lambda: sum(range(200_000))) > 0


def test_figures_are_printed_and_written() -> None:
    """The table has a line a figure; the JSON has them by name."""
    figures = {"ratio": 0.71234, "words": 15206}
    assert list(table("language", figures)) == ["language", "ratio         0.712", "words        15,206"]
    assert json.loads(as_json("language", figures)) == {
        "task": "language",
        "metrics": {"ratio": 0.7123, "words": 15206},
    }


@pytest.mark.parametrize("options", [[], ["--data", "a", "--reports", "b"], ["--reports", "nowhere"]])
def test_without_texts_nothing_is_measured(options: list[str]) -> None:
    """One of the two folders must be given, and hold texts."""
    result = CliRunner().invoke(main, ["memory", *options])
    assert result.exit_code == NO_TEXTS
    assert result.output.strip()
