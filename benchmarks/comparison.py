"""Time of the comparison of reports, as one story grows from 50 to 500 of them.

    python -m benchmarks comparison

The reports are invented (`benchmarks._one_story`) and read once; timed is `compare_reports` alone, in seconds of this
process's own work. `exponent` is the slope of the line through the logarithms of reports and seconds: 1 where ten times
the reports take ten times as long, 2 where every report is compared with every other.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np

from benchmarks._one_story import story_documents
from crossread.compare.story import compare_reports, outline
from crossread.run.reading import read_reports

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from crossread.extract.report import Report

SIZES = (50, 100, 200, 500)


def measure(*, model: Path | None, sizes: Sequence[int] = SIZES) -> dict[str, float]:
    """Measure the seconds of the comparison at each size, and by which power of the number of reports they grow."""
    docs = story_documents(max(sizes))
    read = read_reports(docs, model=str(model) if model else None)
    reports = [found.report for found in read if found.report]
    compare_seconds(reports[:2])  # tables of words are loaded at the first comparison
    seconds = {n: compare_seconds(reports[:n]) for n in sizes}
    return {**{f"seconds_{n}": s for n, s in seconds.items()}, "exponent": exponent(seconds)}


def compare_seconds(reports: Sequence[Report]) -> float:
    """Give the processor seconds that the comparison of reports takes."""
    about = outline([report.doc for report in reports])
    start = time.process_time()
    compare_reports(reports, outline=about)
    return time.process_time() - start


def exponent(seconds: Mapping[int, float]) -> float:
    """Fit the power of the size by which the seconds grow: least squares on the logarithms of both."""
    slope, _ = np.polyfit(np.log(list(seconds)), np.log(list(seconds.values())), 1)
    return float(slope)
