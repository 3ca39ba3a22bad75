"""Peak memory of a fresh process that reads many reports, as Linux counts it (`VmHWM` of `/proc/self/status`).

    python -m benchmarks memory --data ../shared/data

Two processes are measured: one that runs the language stage over the reports and lets each go
(`language_peak_mb`), and one that reads each with all that is found in a single report and keeps it,
as it is done before reports are compared (`reports_peak_mb`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.texts import documents

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGES = ("language", "reports")
STATUS = Path("/proc/self/status")


def measure(texts: Sequence[str], *, model: Path | None, n_reports: int) -> dict[str, float]:
    """Measure the peak of each process in MB (10⁶ bytes), with the words and the seconds it took."""
    found: dict[str, float] = {"reports": n_reports}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(texts), encoding="utf-8")
        for stage in STAGES:
            command = [sys.executable, "-m", "benchmarks.memory", stage, str(file), str(n_reports), str(model or "")]
            start = time.perf_counter()
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (ourselves)
            words, peak = json.loads(done.stdout)
            found |= {"words": words, f"{stage}_peak_mb": peak, f"{stage}_s": time.perf_counter() - start}
    return found


def read_all(stage: str, texts: Sequence[str], n_reports: int, model: str | None) -> int:
    """Read reports and give the number of their words."""
    docs = documents(texts, n_reports)
    if stage == "language":
        from crossread.language.model import load_model  # noqa: PLC0415  (what a process loads is what is measured)
        from crossread.language.read import read_document  # noqa: PLC0415

        loaded = load_model(model)
        return sum(len(read_document(loaded, doc).tokens) for doc in docs)
    from crossread.run.reading import read_reports  # noqa: PLC0415

    kept = [read.report for read in read_reports(list(docs), model=model)]
    return sum(len(report.analysis.tokens) for report in kept if report)


def peak_mb(status: str) -> float:
    """Give the peak of a process from what `/proc/self/status` says of it, in MB."""
    (found,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found) * 1024 / 1e6


def main(stage: str, file: str, n_reports: str, model: str) -> None:
    """Read in this process, and print the number of words and the peak as JSON."""
    texts = json.loads(Path(file).read_text(encoding="utf-8"))
    words = read_all(stage, texts, int(n_reports), model or None)
    print(json.dumps([words, peak_mb(STATUS.read_text(encoding="ascii"))]))


if __name__ == "__main__":
    main(*sys.argv[1:])
