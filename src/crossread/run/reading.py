"""Reading one report by itself, and many of them: the tasks of an executor.

Only under `run` is any exception caught: a report that breaks the reader becomes a problem, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from crossread import __version__
from crossread.errors import BadInput, BrokenModel, CrossreadError
from crossread.extract.figures import find_figures
from crossread.extract.quotes import find_quotes
from crossread.extract.report import Report
from crossread.extract.times import find_times
from crossread.language.model import LanguageModel, load_about, load_model
from crossread.language.read import read_document
from crossread.records import Document, Problem
from crossread.run.kept import ReadReport, keep_reading, load_reading
from crossread.settings import Settings


class ReadingOrder(Struct, frozen=True):
    """What every worker is told: how to read, and what it must have for the same answer."""

    model: str | None
    sha256: str
    crossread: str
    readings: str | None = None


def order_of(settings: Settings) -> ReadingOrder:
    """Make the order for a run.

    Raises:
        BrokenModel: there is no such model.
        BadInput: the folder for readings cannot be made.
    """
    if settings.readings:
        try:
            Path(settings.readings).mkdir(parents=True, exist_ok=True)
        except OSError as e:
            msg = f"what was read cannot be kept in '{settings.readings}' ({e.strerror or e}); give another folder"
            raise BadInput(msg) from e
    return ReadingOrder(settings.model, load_about(settings.model).sha256, __version__, settings.readings)


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


def read_reports(docs: Iterable[Document], *, model: str | None) -> Iterator[ReadReport]:
    """Read reports one after the other in this process.

    Raises:
        BrokenModel: the model cannot be loaded.
    """
    order = order_of(Settings(model=model))
    return (read_by(order, doc) for doc in docs)


def read_shard(order: ReadingOrder, docs: Sequence[Document]) -> tuple[tuple[Problem, ...], tuple[Report, ...]]:
    """Read reports, as a task: it tells their problems and keeps the reports."""
    read = [read_by(order, doc) for doc in docs]
    return tuple(p for r in read for p in r.problems), tuple(r.report for r in read if r.report is not None)


def read_by(order: ReadingOrder, doc: Document) -> ReadReport:
    """Read a report as ordered, or take up what was read of it before.

    Raises:
        BrokenModel: the model cannot be loaded.
        CrossreadError: this worker is not what the order asks for.
    """
    made_by = f"{order.crossread} {order.sha256}"
    if order.readings and (kept := load_reading(order.readings, doc, made_by=made_by)):
        return kept
    read = _guarded(_model_of(order), doc)
    if order.readings and read.report is not None:
        keep_reading(order.readings, doc, read, made_by=made_by)
    return read


@lru_cache(maxsize=1)
def _model_of(order: ReadingOrder) -> LanguageModel:
    """Load the model, once a process."""
    if order.crossread != __version__:
        msg = f"a worker has crossread {__version__} where {order.crossread} is asked for; install the same everywhere"
        raise CrossreadError(msg)
    model = load_model(order.model)
    if model.about.sha256 != order.sha256:
        msg = f"a worker has another model in '{order.model}' ({model.about.sha256[:12]}… where {order.sha256[:12]}… is asked for)"
        raise BrokenModel(msg)
    return model


def _guarded(model: LanguageModel, doc: Document) -> ReadReport:
    try:
        report, problems = _read_with_problems(model, doc)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as e:  # noqa: BLE001  (the boundary, and a panic of a Rust library is no Exception: one report must not stop the run)
        return unread(doc, f"the reader failed on this report ({type(e).__name__}: {e})")
    return ReadReport(report, problems)


def unread(doc: Document, why: str) -> ReadReport:
    """Say that a report could not be read."""
    message = f"{why}; it is kept, unread; please report it"
    return ReadReport(None, (Problem(code="report-unread", message=message, doc=doc.id),))
