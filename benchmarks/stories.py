"""Stories online: what a report costs in a small and in a large index, and how peers group the same reports.

    python -m benchmarks.stories --reports 1000000
    python -m benchmarks.stories --peers --number 2000 --number 10000 --data ../shared/data

The reports are invented (`benchmarks._generator`). The first `BLOCK` of a stream are placed one by one;
further ones are put in by blocks: the same reports with other words and names of the same frequency, other phrases, and
their stories (`_fill.add_block`), which takes a thirtieth of the time; `--place-all` places every one. At each size so
many new reports of the stream are placed and timed (`FRESH`), one by one, in processor time of the thread. The same
reports are placed in an index of the first size in turn with the large one, `TURN` at a time, so that what else the
machine does slows both.
Peers are given the same texts, each in a process of its own; their thresholds are the best on ECB+ train.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks import _fill, _peers
from benchmarks._generator import Report, Stream, to_compact, to_document
from crossread.stories.fingerprints import fingerprint
from crossread.stories.online import Arrival, StoryIndex
from evaluation.metrics import adjusted_rand, b_cubed, load_rows

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from crossread.records import Document

BLOCK = 10_000
FRESH = 1_000
TURN = 10
SIZES = (10_000, 100_000, 1_000_000)
SEED = 5
STATM = Path("/proc/self/statm")
PAGE_BYTES = 4096


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--reports", type=click.IntRange(min=BLOCK), help="Size of the index in the end.")
@click.option("--place-all", is_flag=True, help="Place every report one by one, instead of by blocks.")
@click.option("--peers", is_flag=True, help="Compare with other ways to group, on ECB+ and on generated reports.")
@click.option("--number", "numbers", multiple=True, type=click.IntRange(min=1), help="Generated reports for the peers.")
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Folder of the gold data, for the peers.")
@click.option("--limit", default=600, show_default=True, help="Processor seconds that a peer may take.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(
    *,
    reports: int | None,
    place_all: bool,
    peers: bool,
    numbers: tuple[int, ...],
    data: Path | None,
    limit: int,
    json_file: Path | None,
) -> None:
    """Measure the stories online."""
    metrics: dict[str, float] = {}
    if reports:
        metrics |= measure_sizes(reports, place_all=place_all)
    if peers and data:
        metrics |= compare("ecbplus_dev", *_ecbplus(data, "dev"), limit_s=limit)
    if peers:
        for number in numbers:
            metrics |= compare(f"generated_{number}", *_generated(number), limit_s=limit)
    if json_file:
        json_file.write_text(json.dumps({"task": "stories", "metrics": metrics}, indent=2) + "\n", encoding="utf-8")


def measure_sizes(n_reports: int, *, place_all: bool) -> dict[str, float]:
    """Grow an index, and time new reports at each of `SIZES`; prints as it goes."""
    sizes = [size for size in SIZES if size < n_reports] + [n_reports]
    n_placed = n_reports if place_all else BLOCK
    stream = Stream(n_placed + FRESH * len(sizes), seed=SEED)
    at_end = set(range(0, len(stream), len(stream) // (FRESH * len(sizes)))[: FRESH * len(sizes)])
    fresh = [stream[at] for at in sorted(at_end)]
    fresh_of = {size: fresh[at :: len(sizes)] for at, size in enumerate(sizes)}
    base = (stream[at] for at in range(len(stream)) if at not in at_end)
    index = StoryIndex()
    story_of: dict[str, int] = {}
    metrics: dict[str, float] = {}
    blocks = None if place_all else _fill.Blocks(stream, n_reports)
    small: StoryIndex | None = None
    for size in sizes:
        while len(index) < size:
            if blocks is None or len(index) < BLOCK:
                report = next(base)
                index.place(_arrival(stream, report))
                story_of[report.id] = report.story
            else:
                blocks.add(index, min(BLOCK, size - len(index)))
        small = small or StoryIndex.from_bytes(index.to_bytes())
        figures = _time_fresh(index, small, stream, fresh_of[size], story_of)
        metrics |= {f"at_{size}_{name}": value for name, value in figures.items()}
        click.echo(f"{size:>9,} " + "  ".join(f"{name} {value:,.3f}" for name, value in figures.items()))
    metrics["cost_ratio"] = metrics[f"at_{sizes[-1]}_ratio_to_small"]
    click.echo(f"cost of a report at {sizes[-1]:,} to that at {sizes[0]:,}: {metrics['cost_ratio']:.2f}")
    return metrics


def _time_fresh(
    index: StoryIndex, small: StoryIndex, stream: Stream, fresh: Sequence[Report], story_of: dict[str, int]
) -> dict[str, float]:
    """Place new reports of the stream in both indexes in turn, and take them out again."""
    arrivals = [_arrival(stream, report) for report in fresh]
    spent: list[float] = []
    spent_small: list[float] = []
    for turn, start in enumerate(range(0, len(arrivals), TURN)):
        turns = [(index, spent), (small, spent_small)]
        for place_in, times in turns if turn % 2 else reversed(turns):
            times += [_time_placing(place_in, arrival) for arrival in arrivals[start : start + TURN]]
    story_of |= {report.id: report.story for report in fresh}
    known = [id_ for id_ in story_of if id_ in index]
    precision, recall, f1 = b_cubed([index.story_of(id_) for id_ in known], [story_of[id_] for id_ in known])
    for report in fresh:
        index.remove(report.id)
        small.remove(report.id)
        del story_of[report.id]
    mean = sum(spent) / len(spent)
    return {
        "us_a_report": mean * 1e6,
        "median_us": sorted(spent)[len(spent) // 2] * 1e6,
        "reports_a_second": 1 / mean,
        "small_us_a_report": sum(spent_small) / len(spent_small) * 1e6,
        "ratio_to_small": sum(spent) / sum(spent_small),
        "memory_gb": _resident_bytes() / 1e9,
        "b_cubed_f1": f1,
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
    }


def _time_placing(index: StoryIndex, arrival: Arrival) -> float:
    before = time.thread_time()
    index.place(arrival)
    return time.thread_time() - before


def _arrival(stream: Stream, report: Report) -> Arrival:
    return Arrival(
        report=report.id,
        fingerprint=to_compact(stream, report),
        published=report.published,
        arrived=report.published,
    )


def _resident_bytes() -> int:
    """Give the memory of this process that is in use now, as Linux counts it."""
    return int(STATM.read_text(encoding="ascii").split()[1]) * PAGE_BYTES


def compare(name: str, docs: Sequence[Document], wanted: Sequence[Hashable], *, limit_s: int) -> dict[str, float]:
    """Group the same reports by each system; prints a table with ratios of time to ours."""
    metrics: dict[str, float] = {}
    click.echo(f"\n| {name}, {len(docs):,} reports | B³-F | ARI | all, s | times ours | one more, ms | times ours |")
    click.echo("|---|---|---|---|---|---|---|")
    for system, group in _SYSTEMS.items():
        done = _peers.group_alone(group, docs, limit_s=limit_s)
        if isinstance(done, str):
            click.echo(f"| {system} | {done} | – | – | – | – | – |")
            continue
        one_more_ms = 1000 * done.cpu_s / (len(docs) if system in _ONE_BY_ONE else 1)
        figures = {
            "b_cubed_f1": b_cubed(done.groups, wanted)[2],
            "adjusted_rand": adjusted_rand(done.groups, wanted),
            "all_s": done.cpu_s,
            "one_more_ms": one_more_ms,
        }
        metrics |= {f"{name}_{system}_{figure}": value for figure, value in figures.items()}
        ours = [metrics[f"{name}_{OURS}_{figure}"] for figure in ("all_s", "one_more_ms")]
        click.echo(
            f"| {system} | {figures['b_cubed_f1']:.3f} | {figures['adjusted_rand']:.3f} "
            f"| {done.cpu_s:.2f} | {done.cpu_s / ours[0]:.2f} | {one_more_ms:,.2f} | {one_more_ms / ours[1]:,.2f} |"
        )
    return metrics


def _place(docs: Sequence[Document]) -> list[str]:
    """Place documents one by one, fingerprints and all."""
    index = StoryIndex()
    for at, doc in enumerate(docs):
        index.place(Arrival(report=f"{at}", fingerprint=fingerprint(doc), arrived=_peers.ARRIVED))
    return [index.story_of(f"{at}") for at in range(len(docs))]


OURS = "crossread"
_SYSTEMS: Mapping[str, _peers.System] = {OURS: _place, **_peers.SYSTEMS}
_ONE_BY_ONE = {OURS, *_peers.ONE_BY_ONE}


def _ecbplus(data: Path, split: str) -> tuple[list[Document], list[str]]:
    rows = load_rows(data / f"stories/ecbplus_{split}.jsonl")
    return [_peers.document(row["id"], row["title"], row["text"]) for row in rows], [row["story"] for row in rows]


def _generated(n_reports: int) -> tuple[list[Document], list[int]]:
    stream = Stream(n_reports, seed=SEED)
    made = list(stream)
    return [to_document(stream, report) for report in made], [report.story for report in made]


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.stories")
