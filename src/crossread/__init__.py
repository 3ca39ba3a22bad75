"""Crossread reads every report of a story at once and writes the story's record.

>>> import crossread
>>> record = crossread.read("reports/", published="2031-05-20")  # doctest: +SKIP

The names below are public; each is imported when it is first used, so that `import crossread` is quick.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TypedDict, Unpack

    from crossread import errors, verify
    from crossread.errors import (
        BadInput,
        BadRecord,
        BrokenModel,
        CrossreadError,
        MissingExtra,
        NothingToRead,
        WrongDocument,
    )
    from crossread.records import Document, Problem, Record, Span, Story
    from crossread.schema import record_schema
    from crossread.settings import Run, Settings
    from crossread.show.files import write_report
    from crossread.verify import Failure, Verification, check_record

    Input = str | Path | Document | Mapping[str, Any]

    class Options(TypedDict, total=False):
        """The fields of `Settings`, as keywords; `published` also as an ISO date."""

        published: date | str | None
        outlet: str | None
        as_one_story: bool
        stories_only: bool
        limit: int | None
        max_bytes: int
        max_chars: int
        model: str | None
        run: Run | None
        processes: int | None
        cluster: str | None
        readings: str | None
        issues: Sequence[str]
        allow_private: bool
        full_text: bool


__version__ = "0.1.0"

__all__ = [
    "BadInput",
    "BadRecord",
    "BrokenModel",
    "CrossreadError",
    "Document",
    "Failure",
    "MissingExtra",
    "NothingToRead",
    "Problem",
    "Record",
    "Settings",
    "Span",
    "Story",
    "Verification",
    "WrongDocument",
    "check_record",
    "errors",
    "read",
    "record_schema",
    "verify",
    "write_report",
]

_HOME = {
    **dict.fromkeys(("Document", "Problem", "Record", "Span", "Story"), "crossread.records"),
    **dict.fromkeys(("BadInput", "BadRecord", "BrokenModel", "CrossreadError"), "crossread.errors"),
    **dict.fromkeys(("MissingExtra", "NothingToRead", "WrongDocument"), "crossread.errors"),
    **dict.fromkeys(("Failure", "Verification", "check_record"), "crossread.verify"),
    "Settings": "crossread.settings",
    "record_schema": "crossread.schema",
    "write_report": "crossread.show.files",
}
_MODULES = ("errors", "verify")


def read(
    inputs: Input | Iterable[Input],
    *,
    settings: Settings | None = None,
    now: datetime | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
    **options: Unpack[Options],
) -> Record:
    """Read reports and give their record.

    Args:
        inputs: files, folders, globs, web addresses, "-" for standard input, documents made elsewhere, or mappings
            `{text, title, outlet, ...}` with the fields of a JSONL line; one or many.
        settings: all settings in one value; `options` given beside it win.
        now: the moment of reading, aware; None asks the clock. Nothing but the time stamp
            (`made_by.at`) and the warning about dates in the future depends on it.
        on_progress: called with the name of the stage, how many parts of it are done, and of how many.
        **options: fields of `Settings`, such as `published="2031-05-20"` or `as_one_story=True`.

    Returns:
        The record. What could not be read is in its `problems`.

    Raises:
        NothingToRead: there is no report in what was given.
        BadInput: a path does not exist, or there is no such setting.
        BrokenModel: the weights are missing or are not those that were shipped.
    """
    asked = _settings(settings, options)
    from crossread.pipeline import read_record  # noqa: PLC0415  (numpy and the model's runtime come with it)

    at = now or datetime.now(UTC)
    stdin = getattr(sys.stdin, "buffer", None)  # a notebook has none
    return read_record(_listed(inputs), settings=asked, today=at.date(), now=at, stdin=stdin, on_progress=on_progress)


def _listed(inputs: Any) -> list[Any]:  # noqa: ANN401  (one or many of four types: `read` says which)
    """Make one input a list of one; a document and a path are one, whatever they can be iterated into."""
    from crossread.records import Document  # noqa: PLC0415  (with the package it would load msgspec for a bare import)

    return [inputs] if isinstance(inputs, (str, PathLike, Document, Mapping)) else list(inputs)


def _settings(settings: Settings | None, options: Mapping[str, Any]) -> Settings:
    """Put options over settings, and refuse one that is none."""
    from msgspec import ValidationError, convert, to_builtins  # noqa: PLC0415  (as above)

    from crossread.errors import BadInput  # noqa: PLC0415  (as above)
    from crossread.settings import Settings  # noqa: PLC0415  (as above)

    if unknown := sorted(set(options) - set(Settings.__struct_fields__)):
        msg = f"no setting named '{unknown[0]}'; choose from {', '.join(sorted(Settings.__struct_fields__))}"
        raise BadInput(msg)
    try:
        return convert({**to_builtins(settings or Settings()), **to_builtins(dict(options))}, Settings)
    except (ValidationError, TypeError) as e:
        msg = f"a setting cannot be used: {e}"
        raise BadInput(msg) from e


def __getattr__(name: str) -> Any:  # noqa: ANN401  (whatever the public name stands for)
    """Import a public name when it is first used (PEP 562)."""
    if name in _MODULES:
        return importlib.import_module(f"crossread.{name}")
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    msg = f"module 'crossread' has no attribute '{name}'"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
