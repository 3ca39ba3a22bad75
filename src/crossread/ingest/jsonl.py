"""JSON lines, one report a line; and JSON files with one object or a list of them: ours, ninjs, or a JSON Feed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from crossread.ingest.canonical import BOM, has_surrogates, replace_surrogates
from crossread.ingest.decode import Decoded, check_encoding, decode, is_binary
from crossread.ingest.feed import is_json_feed, read_json_feed
from crossread.ingest.fields import KNOWN_FIELDS, clean_line, fields_from
from crossread.ingest.ninjs import is_ninjs, report_from_ninjs
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TAKEN = {"id", "text", *KNOWN_FIELDS}
"""Fields that have a place in `Document`; all others go to its `extra`."""

LISTS = ("items", "_items")
"""Fields under which exports of agencies have their list of reports."""

RAW_FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])


def read_jsonl(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Read a report a line. A line that is no JSON object, or has no text, is a problem and the rest is read."""
    if is_binary(data):
        return Found((), (_not_text(source),))
    decoded = decode(data)
    lines = enumerate(decoded.text.lstrip(BOM).split("\n"), start=1)
    return _noted(_reports_in(((f"L{n}", line) for n, line in lines if line.strip()), source=source), decoded, source)


def read_json(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:
    """Read a JSON file: one object, a list of objects, an object with a list, a JSON Feed, or JSON lines."""
    if is_binary(data):
        return Found((), (_not_text(source),))
    decoded = decode(data)
    text = decoded.text.lstrip(BOM).strip()
    try:
        if text.startswith("["):
            parts = _list_parts(text.encode())
        else:
            fields = RAW_FIELDS.decode(text)
            if "version" in fields and is_json_feed(msgspec.json.decode(fields["version"])):
                return _noted(read_json_feed(text, source=source), decoded, source)
            listed = next((fields[name] for name in LISTS if name in fields and "text" not in fields), None)
            parts = [(None, text)] if listed is None else _list_parts(listed)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return read_jsonl(data, source=source, max_bytes=max_bytes) if "\n" in text else _broken(text, source)
    return _noted(_reports_in(parts, source=source), decoded, source)


def _list_parts(data: bytes | msgspec.Raw) -> list[tuple[str | None, str]]:
    """Give the elements of a list as JSON, each with its number."""
    items = msgspec.json.decode(data, type=list[msgspec.Raw])
    return [(str(n), bytes(item).decode()) for n, item in enumerate(items, start=1)]


def _noted(found: Found[RawReport], decoded: Decoded, source: str) -> Found[RawReport]:
    return Found(found.records, check_encoding(decoded, source=source) + found.problems)


def report_from(given: Mapping[str, Any], *, where: str, part: str | None) -> Found[RawReport]:
    """Make a report of an object: an item of ninjs, or one with the fields of the documentation.

    Of the latter, unknown fields are kept in `extra`.
    """
    if is_ninjs(given):
        return Found((report_from_ninjs(given, where=where, part=part),))
    text = given.get("text")
    if not isinstance(text, str) or not text.strip():
        has = ", ".join(name[:40] for name in sorted(map(str, given))[:10]) or "nothing"
        message = f"{where}: no report without a field 'text' that holds its words; it has {has}"
        return Found((), (Problem(code="no-text", message=message),))
    fields = fields_from(given, where=where)
    notes = fields.problems
    if has_surrogates(text):
        message = f"{where}: characters that are halves of a pair stand as U+FFFD; the file was cut in the wrong place"
        notes = (*notes, Problem(code="broken-characters", message=message))
    return Found(
        (
            RawReport(
                text=text,
                part=clean_line(given.get("id")) or part,
                title=fields.title,
                outlet=fields.outlet,
                authors=fields.authors,
                published=fields.published,
                url=fields.url,
                extra={replace_surrogates(str(k)): _raw(given[k]) for k in sorted(given, key=str) if k not in TAKEN},
                notes=notes,
            ),
        )
    )


def _reports_in(parts: Iterable[tuple[str | None, str]], *, source: str) -> Found[RawReport]:
    reports: list[RawReport] = []
    problems: list[Problem] = []
    for part, line in parts:
        found = _report_in(part, line, source=source)
        reports.extend(found.records)
        problems.extend(found.problems)
    return Found(tuple(reports), tuple(problems))


def _report_in(part: str | None, line: str, *, source: str) -> Found[RawReport]:
    where = f"{source}#{part}" if part else source
    try:
        given = _parse_object(line)
    except (ValueError, RecursionError):
        return _broken(line, where)
    if given is None:
        return _broken(line, where)
    return report_from(given, where=where, part=part)


def _parse_object(line: str) -> dict[str, Any] | None:
    """Read a JSON object: known fields as values, unknown ones as the bytes that came; None for another type.

    msgspec refuses what Python's own reader lets pass, lone surrogates and NaN, and exports are full of both.
    """
    try:
        raw = RAW_FIELDS.decode(line)
        if is_ninjs(raw):
            return _parse_loosely(line)
        return {k: msgspec.json.decode(v) if k in TAKEN else v.copy() for k, v in raw.items()}
    except (msgspec.DecodeError, UnicodeError):
        return _parse_loosely(line)


def _parse_loosely(line: str) -> dict[str, Any] | None:
    """Read a JSON object with all its values; None for another type."""
    given = json.loads(line, parse_constant=lambda _: None)
    return given if isinstance(given, dict) else None


def _raw(value: object) -> msgspec.Raw:
    """Give a value as JSON; what has no JSON (an object of a caller's own) as its words."""
    if isinstance(value, msgspec.Raw):
        return value
    return msgspec.Raw(replace_surrogates(json.dumps(value, ensure_ascii=False, default=str)).encode())


def _broken(line: str, where: str) -> Found[RawReport]:
    start = replace_surrogates(line.strip()[:40])
    message = f"{where}: passed over, no JSON object: {start!r}"
    return Found((), (Problem(code="bad-json-line", message=message),))


def _not_text(source: str) -> Problem:
    return Problem(code="not-text", message=f"{source}: this is no JSON, it is not even text")
