"""The process that parses what strangers wrote: it can be ended at any moment without harm to the run.

It reads requests from standard input and answers on standard output until there are no more. What
it cannot survive (a parser that loops, takes all memory, or crashes) ends this process alone.
"""

from __future__ import annotations

import os
import struct
import sys
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec import Struct

from crossread.ingest.canonical import replace_surrogates
from crossread.ingest.email import read_email
from crossread.ingest.feed import read_feed
from crossread.ingest.html import read_html
from crossread.ingest.newsml import read_newsml
from crossread.ingest.pdf import read_pdf
from crossread.ingest.raw import RawReport
from crossread.records import Found

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossread.ingest.raw import Reader

PARSERS: Mapping[str, Reader] = {
    "email": read_email,
    "feed": read_feed,
    "html": read_html,
    "newsml": read_newsml,
    "pdf": read_pdf,
}
"""Readers that run in this process: those that give the bytes of strangers to a parser of others."""

MAX_MEMORY_BYTES = 2_000_000_000
"""Address space of the process. Pages of 20 MB, the largest that are read, took 0.6 to 1.2 GB; one of 0.1 MB 0.15 GB."""

SIZES = struct.Struct(">QQ")
SIZE = struct.Struct(">Q")


class Request(Struct, frozen=True, kw_only=True):
    """What to read: the name of a parser and its options; the bytes follow it."""

    parser: str
    source: str
    max_bytes: int
    max_cpu_s: int


class Answer(Struct, frozen=True, kw_only=True):
    """What was read; or what of the installation a parser did not find."""

    found: Found[RawReport] = Found()
    missing: str | None = None


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not stand among the answers
    _limit_memory()
    while sizes := sys.stdin.buffer.read(SIZES.size):
        n_request, n_data = SIZES.unpack(sizes)
        request = msgspec.json.decode(sys.stdin.buffer.read(n_request), type=Request)
        _limit_time(request.max_cpu_s)
        data = sys.stdin.buffer.read(n_data)
        _write(_answer(request, data), answers)


def _answer(request: Request, data: bytes) -> Answer:
    """Run a parser; a package that it does not find is no fault of the file."""
    try:
        found = PARSERS[request.parser](data, source=request.source, max_bytes=request.max_bytes)
    except ImportError as error:
        return Answer(missing=f"'{error.name}'" if error.name else " ".join(str(error).split()))
    clean = tuple(msgspec.structs.replace(r, text=replace_surrogates(r.text)) for r in found.records)
    return Answer(found=msgspec.structs.replace(found, records=clean))


def _write(answer: Answer, answers: BinaryIO) -> None:
    body = msgspec.json.encode(answer)
    answers.write(SIZE.pack(len(body)))
    answers.write(body)
    answers.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  (not on Windows, where the deadline is the only limit)
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))


def _limit_time(max_cpu_s: int) -> None:
    """Let the system end this process when one request takes too long, should nobody be there any more to do so."""
    try:
        import resource  # noqa: PLC0415
    except ModuleNotFoundError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + max_cpu_s + 1, hard))
