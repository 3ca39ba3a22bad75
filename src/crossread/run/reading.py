"""Reading many reports, one after the other or in several processes: the same answer either way.

Only here is any exception caught: a report that breaks the reader becomes a problem, and the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from crossread.extract.figures import find_figures
from crossread.extract.quotes import find_quotes
from crossread.extract.report import Report
from crossread.extract.times import find_times
from crossread.language.model import LanguageModel, load_model
from crossread.language.read import read_document
from crossread.records import Document, Problem

Progress = Callable[[str, int, int], None]
MIN_REPORTS_A_PROCESS = 8
"""Fewer reports are read in this process: another takes half a second to start."""


class ReadReport(Struct, frozen=True):
    """A report as far as it can be read alone, or None with the problem that stood in the way."""

    report: Report | None
    problems: tuple[Problem, ...] = ()


def read_report(model: LanguageModel, doc: Document) -> Report:
    """Read one report by itself: language, quotes without speakers, times, figures."""
    return _read_with_problems(model, doc)[0]


def _read_with_problems(model: LanguageModel, doc: Document) -> tuple[Report, tuple[Problem, ...]]:
    analysis = read_document(model, doc)
    quotes = find_quotes(analysis)
    times = find_times(doc, analysis.sentences, anchor=_anchor(doc), upos=analysis.syntax.upos, tokens=analysis.tokens)
    figures = find_figures(analysis, times=times.records)
    report = Report(analysis, quotes=quotes.records, figures=figures.records, times=times.records)
    return report, (*quotes.problems, *times.problems, *figures.problems)


def _anchor(doc: Document) -> date | None:
    return date.fromisoformat(doc.published[:10]) if doc.published else None


def read_reports(
    docs: Sequence[Document], *, model: str | None, processes: int, on_progress: Progress | None = None
) -> Iterator[ReadReport]:
    """Read reports, in the order given.

    Args:
        docs: what to read.
        model: folder of another language model, None for the shipped one.
        processes: how many processes to use at most.
        on_progress: called with ("read", number read, number of all) after each report.

    Raises:
        BrokenModel: the model cannot be loaded.
    """
    processes = min(processes, len(docs) // MIN_REPORTS_A_PROCESS)
    for n, found in enumerate(_alone(docs, model) if processes < 2 else _together(docs, model, processes), start=1):
        if on_progress:
            on_progress("read", n, len(docs))
        yield found


def _alone(docs: Iterable[Document], model: str | None) -> Iterator[ReadReport]:
    loaded = load_model(model)
    for doc in docs:
        yield _guarded(loaded, doc)


def _together(docs: Sequence[Document], model: str | None, processes: int) -> Iterator[ReadReport]:
    load_model(model)  # a broken model is the caller's to hear of, not each process's
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, initializer=_start, initargs=(model,)) as pool:
        yield from pool.imap(_read_in_process, docs, chunksize=4)


_model_of_process: list[LanguageModel] = []


def _start(model: str | None) -> None:
    os.environ["OMP_NUM_THREADS"] = "1"  # or threads multiply with the processes
    _model_of_process[:] = [load_model(model)]


def _read_in_process(doc: Document) -> ReadReport:
    return _guarded(_model_of_process[0], doc)


def _guarded(model: LanguageModel, doc: Document) -> ReadReport:
    try:
        report, problems = _read_with_problems(model, doc)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as e:  # noqa: BLE001  (the boundary, and a panic of a Rust library is no Exception: one report must not stop the run)
        message = f"the reader failed on this report ({type(e).__name__}: {e}); it is kept, unread; please report it"
        return ReadReport(None, (Problem(code="report-unread", message=message, doc=doc.id),))
    return ReadReport(report, problems)
