"""What a reader of one format gives: a report as its file tells it, before anything is decided about it."""

from __future__ import annotations

from typing import Protocol

import msgspec
from msgspec import Struct

from crossread.records import Found, Problem


class RawReport(Struct, frozen=True, kw_only=True):
    """One report as its file has it. `text` is not canonical yet, `published` not parsed.

    `part` tells reports of one file apart: the id of a JSONL line, or "L12" for the line without one.
    `saved` is when the copy was made (a capture for an archive, a PDF): the last resort for the day.
    `notes` are problems that concern this report alone.
    """

    text: str
    part: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    saved: str | None = None
    url: str | None = None
    extra: dict[str, msgspec.Raw] = {}
    notes: tuple[Problem, ...] = ()


class Reader(Protocol):
    """Read the reports in the bytes of one file. `max_bytes` bounds what a part of it may unpack to."""

    def __call__(self, data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:
        """Give the reports, and what of the file could not be read."""
        ...


def extra_from(**said: str | None) -> dict[str, msgspec.Raw]:
    """Give what a file says about its report and no field of a document holds: its credit line, its rights."""
    return {name: msgspec.Raw(msgspec.json.encode(value)) for name, value in said.items() if value}
