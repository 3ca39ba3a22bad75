"""The benchmarks cut, count and print as they say; what they measure is not asked here."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from benchmarks import _peers, stories
from benchmarks.__main__ import NO_TEXTS, as_json, main, table
from benchmarks.language import pieces_in_windows, seconds
from benchmarks.memory import peak_mb
from benchmarks.texts import GOLD, NoTexts, documents, load_texts
from crossread.language.read import Columns
from crossread.language.windows import MAX_PIECES, Pieces
from crossread.records import Document


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


def test_a_report_costs_as_measured_in_both_indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    """New reports are timed in the small and in the large index, and taken out again before it grows."""
    monkeypatch.setattr(stories, "BLOCK", 100)
    monkeypatch.setattr(stories, "SIZES", (100,))
    monkeypatch.setattr(stories, "FRESH", 20)
    figures = stories.measure_sizes(200, place_all=False)
    assert figures["cost_ratio"] == figures["at_200_ratio_to_small"] > 0
    assert figures["at_200_us_a_report"] == pytest.approx(1e6 / figures["at_200_reports_a_second"])
    assert 0.8 < figures["at_100_b_cubed_f1"] <= 1


def absent(_docs: Sequence[Document]) -> list[Hashable]:
    """Stand for a peer that is not installed."""
    raise ImportError("no such package")


def endless(docs: Sequence[Document]) -> list[Hashable]:
    """Stand for a peer that takes too long with more reports than it was warmed up with."""
    while len(docs) > _peers.WARM_UP:
        pass
    return [0] * len(docs)


def test_a_peer_that_cannot_finish_is_named_and_stops_nothing() -> None:
    """Each runs in a process of its own; one that is absent or takes too long says so."""
    docs = [_peers.document(f"{at}", "Ferry", f"The ferry waits at pier {at}.") for at in range(_peers.WARM_UP + 1)]
    assert _peers.group_alone(absent, docs, limit_s=1) == "not run: no such package"
    assert _peers.group_alone(endless, docs, limit_s=1) == "not done within 1 s"
    done = _peers.group_alone(lambda some: [doc.id for doc in some], docs, limit_s=60)
    assert isinstance(done, _peers.Grouped)
    assert done.groups == [doc.id for doc in docs]
