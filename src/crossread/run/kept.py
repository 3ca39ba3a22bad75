"""What was read of reports, kept in a folder: a run that was stopped does not read them again.

A file a report, named by the hash of all that the reading depends on: the document, the language model, the version
of Crossread. So what lies there is never out of date, any file may be deleted at any time, and several runs may
share a folder. Analysis and what was found are written as MessagePack; nothing in them is ever run.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Sentences, Syntax, Tokens
from crossread.language.meanings import WIDTH
from crossread.records import Document, Figure, Problem, Quote, TimeRef


class ReadReport(Struct, frozen=True):
    """A report as far as it can be read alone, or None with the problem that stood in the way."""

    report: Report | None
    problems: tuple[Problem, ...] = ()


class Columns(Struct, frozen=True, array_like=True):
    """Columns of numbers, with their type and little-endian bytes, and columns of words."""

    numbers: dict[str, tuple[str, bytes]]
    words: dict[str, tuple[str, ...]]


class Reading(Struct, frozen=True, array_like=True):
    """What lies in a file: the tables of an analysis by name, and what was found in the report."""

    tables: dict[str, Columns]
    vectors: tuple[int, bytes]
    quotes: tuple[Quote, ...]
    figures: tuple[Figure, ...]
    times: tuple[TimeRef, ...]
    problems: tuple[Problem, ...]
    meanings: bytes


_READING = msgspec.msgpack.Decoder(Reading)
_TABLES: dict[str, type[Any]] = {
    "sentences": Sentences,
    "tokens": Tokens,
    "syntax": Syntax,
    "names": NameSpans,
    "attribution": AttributionSpans,
}


def load_reading(folder: str, doc: Document, *, made_by: str) -> ReadReport | None:
    """Take up what was read of a document before; None where nothing was, or what lies there cannot be used."""
    try:
        kept = _READING.decode(_place(folder, doc, made_by).read_bytes())
        tables = {name: _table(kind, kept.tables[name]) for name, kind in _TABLES.items()}
        vectors = np.frombuffer(kept.vectors[1], "<f4").reshape(-1, kept.vectors[0])
        meanings = np.frombuffer(kept.meanings, np.int8).reshape(-1, WIDTH)
    except (OSError, msgspec.MsgspecError, LookupError, ValueError, TypeError):
        return None
    analysis = Analysis(doc, **tables, vectors=vectors, meanings=meanings)
    return ReadReport(Report(analysis, quotes=kept.quotes, figures=kept.figures, times=kept.times), kept.problems)


def keep_reading(folder: str, doc: Document, read: ReadReport, *, made_by: str) -> None:
    """Keep what was read of a document; where that is not possible, for the disk is full, it is not kept.

    The file appears whole or not at all, also when two runs write it at once.
    """
    report = read.report
    if report is None:
        return
    analysis = report.analysis
    reading = Reading(
        {name: _columns(getattr(analysis, name)) for name in _TABLES},
        (analysis.vectors.shape[1], analysis.vectors.astype("<f4").tobytes()),
        report.quotes,
        report.figures,
        report.times,
        read.problems,
        analysis.meanings.tobytes(),
    )
    place = _place(folder, doc, made_by)
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(msgspec.msgpack.encode(reading))
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)


def _place(folder: str, doc: Document, made_by: str) -> Path:
    name = hashlib.sha256(f"{made_by}\n".encode() + msgspec.json.encode(doc, order="deterministic")).hexdigest()
    return Path(folder) / name[:2] / name


def _columns(table: Struct) -> Columns:
    held = {name: getattr(table, name) for name in table.__struct_fields__}
    numbers = {k: (v.dtype.newbyteorder("<").str, v.tobytes()) for k, v in held.items() if isinstance(v, np.ndarray)}
    return Columns(numbers, {k: v for k, v in held.items() if k not in numbers})


def _table(kind: type[Any], columns: Columns) -> Any:  # noqa: ANN401  (one of the five)
    numbers = {name: np.frombuffer(data, dtype) for name, (dtype, data) in columns.numbers.items()}
    return kind(**numbers, **columns.words)
