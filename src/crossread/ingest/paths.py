"""From what the caller names to files: folders, patterns, files; in one order, however they were named."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.errors import BadInput
from crossread.ingest.canonical import replace_surrogates
from crossread.ingest.formats import READERS, WARC_SUFFIX, is_known_name
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"
MAX_NAMED = 20
"""How many passed-over files one message names."""


class NamedFile(Struct, frozen=True):
    """A file to read, and the name that the record gives it."""

    path: str
    source: str


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Found[NamedFile]:
    """Find the files in files, folders and globs; each file once, however often it is named.

    Raises:
        BadInput: a path does not exist, or a glob matches nothing.
    """
    by_place: dict[str, NamedFile] = {}
    problems: set[tuple[str, str]] = set()
    for given in sorted({os.fspath(path) for path in paths}):
        found = _files_at(given)
        problems.update((p.code, p.message) for p in found.problems)
        for file in found.records:
            place = os.path.realpath(file.path)
            by_place[place] = min(by_place.get(place, file), file, key=lambda f: f.source)
    files = sorted(by_place.values(), key=lambda f: f.source)
    return Found(tuple(files), tuple(Problem(code=code, message=message) for code, message in sorted(problems)))


def known_suffixes() -> str:
    """List the suffixes that are read, for messages."""
    return ", ".join((*READERS, WARC_SUFFIX))


def _files_at(given: str) -> Found[NamedFile]:
    path = Path(given)
    if path.is_dir():
        return _known_only([path], given)
    if path.exists():
        return _file_given(given)
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207  (absolute too)
    if matches:
        return _known_only(map(Path, matches), given)
    shown = replace_surrogates(given)
    msg = f"no file or folder '{shown}'; give files, folders or patterns that exist, or - for standard input"
    if glob.has_magic(given):
        msg = f"no file matches the pattern '{shown}'; check the folder, or give the folder itself"
    raise BadInput(msg)


def _file_given(given: str) -> Found[NamedFile]:
    """Take a file that was named itself; what is no ordinary file (a pipe) is read and told by its content."""
    source = replace_surrogates(Path(given).as_posix() if os.sep != "/" else given)
    if not Path(given).is_file() or is_known_name(given):
        return Found((NamedFile(given, source),))
    message = f"{source}: no format has this suffix; rename the file to one of {known_suffixes()}"
    return Found((), (Problem(code="unknown-format", message=message),))


def _known_only(places: Iterable[Path], given: str) -> Found[NamedFile]:
    """Take the files of known format at and under some places; name the others, and what cannot be opened."""
    unreadable: list[OSError] = []
    found = [path for place in places for path in (_walk(place, unreadable) if place.is_dir() else [place.as_posix()])]
    if not found and not unreadable:
        message = f"{replace_surrogates(given)}: there is no file in it; give the folder that the reports are in"
        return Found((), (Problem(code="empty-folder", message=message),))
    files = [
        NamedFile(path, replace_surrogates(path))
        for path in found
        if is_known_name(path) and not _is_about_folder(path)
    ]
    skipped = [replace_surrogates(path) for path in found if not is_known_name(path) or _is_about_folder(path)]
    problems = [_unreadable(error) for error in unreadable]
    if skipped:
        more = [f"and {len(skipped) - MAX_NAMED} more"] if len(skipped) > MAX_NAMED else []
        names = ", ".join(skipped[:MAX_NAMED] + more)
        message = f"{replace_surrogates(given)}: {len(skipped)} file(s) that are no reports, or of unknown format, not read: {names}"
        problems.append(Problem(code="skipped-files", message=message))
    return Found(tuple(files), tuple(problems))


def _is_about_folder(path: str) -> bool:
    """Say whether a file found in a folder tells about the folder and is no report: README.md, LICENSE.txt."""
    return Path(path).stem.upper() in {"README", "LICENSE", "CHANGELOG", "NOTICE"}


def _walk(folder: Path, unreadable: list[OSError]) -> Iterator[str]:
    """Give the files under a folder, hidden ones passed over; links to folders are not followed."""
    for root, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            full = Path(root) / name
            if not name.startswith(".") and full.is_file():
                yield full.as_posix()


def _unreadable(error: OSError) -> Problem:
    message = f"{replace_surrogates(str(error.filename))}: cannot be opened: {error.strerror}"
    return Problem(code="unreadable-file", message=message)
