"""Deep reading of many reports: how much faster two processes are than one, and what keeps them from being twice as fast.

    python -m benchmarks scale --number 10000 [--words 80]

Of each report only so many words are read where `--words` is given. The reports are invented (`benchmarks._generator`); where Ray is installed two workers of it read them too. Seconds by
the clock (`_s`) are worth something on a machine that does nothing else. Processor seconds (`_cpu_s`) tell more where
others work beside: `first_process_share` is how much of the work of one process is left to the first of several, which
finds the stories, hands out, takes in and seals; `overhead_share` is how much more all do together than one alone;
`speedup_expected` is what both allow, by Amdahl's law.
"""

from __future__ import annotations

import pickle
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING

import msgspec

import crossread
from benchmarks._generator import Stream, to_document
from benchmarks.memory import STATUS, peak_mb
from crossread.records import content_id
from crossread.run.executors import choose_executor
from crossread.run.reading import read_reports
from crossread.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crossread.records import Document, Record

SEED = 7
"""Of a stream in which no story is most of a thousand reports, as there is in that of seed 5."""
WORKERS = 2
NOW = datetime(2031, 3, 1, tzinfo=UTC)
SAMPLE = 50
"""Reports whose size is measured, as they go between processes."""


class Spent:
    """Seconds by the clock, and processor seconds of this process and of those that it started and that have ended."""

    wall_s = here_s = there_s = 0.0


@contextmanager
def spent() -> Iterator[Spent]:
    """Measure what is spent inside the block."""
    found = Spent()
    wall, here, there = time.perf_counter(), time.process_time(), _children_s()
    yield found
    found.wall_s, found.here_s = time.perf_counter() - wall, time.process_time() - here
    found.there_s = _children_s() - there


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(*, model: Path | None, n_reports: int, n_words: int | None = None) -> dict[str, float]:
    """Read the same reports in one process, in two, and on Ray, and give the figures by name.

    Args:
        model: folder of another language model.
        n_reports: how many are read.
        n_words: how many words of each, from its beginning; None for all.
    """
    stream = Stream(n_reports, seed=SEED)
    docs = [shortened(to_document(stream, report), n_words) for report in stream]
    alone = Settings(model=str(model) if model else None)
    several = msgspec.structs.replace(alone, run="processes", processes=WORKERS)
    read(docs[:2], alone)  # the model and tables of words are loaded before anything is measured
    with spent() as grouping:
        read(docs, msgspec.structs.replace(alone, stories_only=True))
    with spent() as one:
        record = read(docs, alone)
    with spent() as two:
        same = [read(docs, several)]
    figures = {
        **about(docs, record, alone),
        "stories_cpu_s": grouping.here_s,
        "serial_s": one.wall_s,
        "serial_cpu_s": one.here_s,
        "processes_s": two.wall_s,
        "processes_first_cpu_s": two.here_s,
        "processes_others_cpu_s": two.there_s,
        "speedup": one.wall_s / two.wall_s,
        "first_process_share": two.here_s / one.here_s,
        "overhead_share": (two.here_s + two.there_s) / one.here_s - 1,
        "speedup_expected": one.here_s / (two.here_s + two.there_s / WORKERS),
        "worker_peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6,
        "first_peak_mb": peak_mb(STATUS.read_text(encoding="ascii")),
    }
    if find_spec("ray"):
        figures |= on_ray(docs, msgspec.structs.replace(several, run="ray"), two.wall_s, same)
    return {**figures, "records_that_differ": sum(other.made_by.seal != record.made_by.seal for other in same)}


def shortened(doc: Document, n_words: int | None) -> Document:
    """Give the first words of a document."""
    text = " ".join(doc.text.split(" ")[:n_words])
    return msgspec.structs.replace(doc, text=text, sha256=content_id("", text))


def on_ray(docs: Sequence[Document], settings: Settings, processes_s: float, same: list[Record]) -> dict[str, float]:
    """Read on a Ray that is started for it, and add the record to those that must be the same."""
    with spent() as start, choose_executor(settings, n_reports=len(docs)):
        pass
    with spent() as ray:
        same.append(read(docs, settings))
    reading_s = ray.wall_s - start.wall_s
    return {"ray_start_s": start.wall_s, "ray_s": reading_s, "ray_to_processes": reading_s / processes_s}


def read(docs: Sequence[Document], settings: Settings) -> Record:
    """Read documents to their record."""
    return crossread.read(docs, settings=settings, now=NOW)


def about(docs: Sequence[Document], record: Record, settings: Settings) -> dict[str, float]:
    """Count reports and words, and measure what a report takes between processes and in the record."""
    kept = [found.report for found in read_reports(docs[:SAMPLE], model=settings.model)]
    return {
        "reports": len(docs),
        "words": sum(len(doc.text.split()) for doc in docs),
        "stories": len(record.stories),
        "largest_story": max(len(story.documents) for story in record.stories),
        "sent_bytes_a_report": len(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)) / len(kept),
        "record_bytes_a_report": len(msgspec.json.encode(record)) / len(docs),
    }
