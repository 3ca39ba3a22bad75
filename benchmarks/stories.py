"""Stories online: what a report costs in a small and in a large index, and how peers group the same reports.

    python -m benchmarks.stories --reports 1000000
    python -m benchmarks.stories --peers --data ../shared/data

The reports are invented (`benchmarks._generator`). The first `BLOCK` of a stream are placed one by one;
further ones are put in by blocks: the same reports with other words and names of the same frequency, other phrases, and
their stories (`_fill.add_block`), which takes a thirtieth of the time; `--place-all` places every one. At each size so
many new reports of the stream are placed and timed (`FRESH`), one by one, in processor time of the thread.
Peers are given the same texts; their thresholds are the best on ECB+ train.
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
SIZES = (10_000, 100_000, 1_000_000)
SEED = 5
STATM = Path("/proc/self/statm")
PAGE_BYTES = 4096


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--reports", type=click.IntRange(min=BLOCK), help="Size of the index in the end.")
@click.option("--place-all", is_flag=True, help="Place every report one by one, instead of by blocks.")
@click.option("--peers", is_flag=True, help="Compare with other ways to group, on ECB+ and on generated reports.")
@click.option("--number", default=10_000, show_default=True, help="Generated reports for the peers.")
@click.option("--data", type=click.Path(exists=True, path_type=Path), help="Folder of the gold data, for the peers.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(
    *, reports: int | None, place_all: bool, peers: bool, number: int, data: Path | None, json_file: Path | None
) -> None:
    """Measure the stories online."""
    metrics: dict[str, float] = {}
    if reports:
        metrics |= measure_sizes(reports, place_all=place_all)
    if peers and data:
        metrics |= compare("ecbplus_dev", *_ecbplus(data, "dev"))
    if peers:
        metrics |= compare(f"generated_{number}", *_generated(number))
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
    for size in sizes:
        while len(index) < size:
            if blocks is None or len(index) < BLOCK:
                report = next(base)
                index.place(_arrival(stream, report))
                story_of[report.id] = report.story
            else:
                blocks.add(index, min(BLOCK, size - len(index)))
        figures = _time_fresh(index, stream, fresh_of[size], story_of)
        metrics |= {f"at_{size}_{name}": value for name, value in figures.items()}
        click.echo(f"{size:>9,} " + "  ".join(f"{name} {value:,.3f}" for name, value in figures.items()))
    first, last = (metrics[f"at_{size}_us_a_report"] for size in (sizes[0], sizes[-1]))
    metrics["cost_ratio"] = last / first
    click.echo(f"cost of a report at {sizes[-1]:,} to that at {sizes[0]:,}: {last / first:.2f}")
    return metrics


def _time_fresh(
    index: StoryIndex, stream: Stream, fresh: Sequence[Report], story_of: dict[str, int]
) -> dict[str, float]:
    """Place new reports of the stream, and take them out again."""
    arrivals = [_arrival(stream, report) for report in fresh]
    spent = []
    for arrival in arrivals:
        before = time.thread_time()
        index.place(arrival)
        spent.append(time.thread_time() - before)
    story_of |= {report.id: report.story for report in fresh}
    known = [id_ for id_ in story_of if id_ in index]
    precision, recall, f1 = b_cubed([index.story_of(id_) for id_ in known], [story_of[id_] for id_ in known])
    for report in fresh:
        index.remove(report.id)
        del story_of[report.id]
    mean = sum(spent) / len(spent)
    return {
        "us_a_report": mean * 1e6,
        "median_us": sorted(spent)[len(spent) // 2] * 1e6,
        "reports_a_second": 1 / mean,
        "memory_gb": _resident_bytes() / 1e9,
        "b_cubed_f1": f1,
        "b_cubed_precision": precision,
        "b_cubed_recall": recall,
    }


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


def compare(name: str, docs: Sequence[Document], wanted: Sequence[Hashable]) -> dict[str, float]:
    """Group the same reports by each system; prints a table with ratios of time to ours."""
    metrics: dict[str, float] = {}
    click.echo(f"{name}: {len(docs)} reports\n{'':28} {'B³-F':>6} {'ARI':>6} {'cpu s':>9} {'times ours':>11}")
    for system, group in _SYSTEMS.items():
        before = time.process_time()
        try:
            found = group(docs)
        except (ImportError, MemoryError) as error:
            click.echo(f"{system:28} not run: {error}")
            continue
        spent = time.process_time() - before
        f1, rand = b_cubed(found, wanted)[2], adjusted_rand(found, wanted)
        metrics |= {f"{name}_{system}_b_cubed_f1": f1, f"{name}_{system}_adjusted_rand": rand}
        metrics[f"{name}_{system}_cpu_s"] = spent
        ratio = spent / metrics[f"{name}_crossread_cpu_s"]
        click.echo(f"{system:28} {f1:6.3f} {rand:6.3f} {spent:9.2f} {ratio:11.2f}")
    return metrics


def _place(docs: Sequence[Document]) -> list[str]:
    """Place documents one by one, fingerprints and all."""
    index = StoryIndex()
    for at, doc in enumerate(docs):
        index.place(Arrival(report=f"{at}", fingerprint=fingerprint(doc), arrived=_peers.ARRIVED))
    return [index.story_of(f"{at}") for at in range(len(docs))]


_SYSTEMS: Mapping[str, _peers.System] = {"crossread": _place, **_peers.SYSTEMS}


def _ecbplus(data: Path, split: str) -> tuple[list[Document], list[str]]:
    rows = load_rows(data / f"stories/ecbplus_{split}.jsonl")
    return [_peers.document(row["id"], row["title"], row["text"]) for row in rows], [row["story"] for row in rows]


def _generated(n_reports: int) -> tuple[list[Document], list[int]]:
    stream = Stream(n_reports, seed=SEED)
    made = list(stream)
    return [to_document(stream, report) for report in made], [report.story for report in made]


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.stories")
