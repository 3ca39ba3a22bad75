"""A record as files in a folder: `record.json`, `report.md`, `report.html`."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crossread.show.html import to_html
from crossread.show.json import to_json
from crossread.show.markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from crossread.records import Record

Format = Literal["json", "md", "html"]

FILES: Mapping[Format, tuple[str, Callable[[Record], str | bytes]]] = {
    "json": ("record.json", to_json),
    "md": ("report.md", to_markdown),
    "html": ("report.html", to_html),
}


def to_bytes(record: Record, form: Format) -> bytes:
    """Give a record in one format, as UTF-8; a lone surrogate, which UTF-8 has no form for, becomes "?"."""
    made = FILES[form][1](record)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")


def write_report(record: Record, folder: str | Path, *, formats: Collection[Format] = tuple(FILES)) -> list[Path]:
    """Write a record into a folder, which is made where there is none.

    A file appears whole or not at all: each is written beside its place and moved there.

    Args:
        record: what to write.
        folder: where to.
        formats: which of "json", "md", "html"; all by default.

    Returns:
        The files, in the order of `FILES`.
    """
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    return [write_whole(place / name, to_bytes(record, form)) for form, (name, _) in FILES.items() if form in formats]


def write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that nobody ever sees half of it."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(beside).unlink()
        raise
    return path


def _umask() -> int:
    """Give the process's mask of file modes, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
