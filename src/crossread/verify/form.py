"""The JSON of a record against the format: fields, types, ids, hashes."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from crossread.errors import BadRecord
from crossread.records import (
    RECORD_VERSION,
    MadeBy,
    Record,
    Story,
)
from crossread.verify.failure import Failure, fail

HEX_SHA256 = re.compile(r"[0-9a-f]{64}")


def parse_tree(raw: bytes) -> tuple[dict[str, Any], list[Failure]]:
    """Parse the JSON as it stands, and find the keys that an object gives twice."""
    doubled: list[Failure] = []

    def keep(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        for key, n in Counter(key for key, _ in pairs).items():
            if n > 1:
                doubled.append(fail("key-twice", "", f"an object gives '{key}' {n} times"))
        return dict(pairs)

    try:
        tree = json.loads(raw, object_pairs_hook=keep)
    except (ValueError, RecursionError) as e:
        raise BadRecord(f"no record: not JSON ({e}); give the record.json that 'crossread read' wrote") from e
    if not isinstance(tree, dict) or not isinstance(tree.get("documents"), list) or "stories" not in tree:
        raise BadRecord(
            "no record: the JSON has no documents and stories; give the record.json that 'crossread read' wrote"
        )
    return tree, doubled


def misfit(error: msgspec.ValidationError) -> Failure:
    """Say where a value has another type than the format's, from msgspec's own message ("... - at `$.a[0].b`")."""
    message, _, path = str(error).partition(" - at `$")
    steps = re.findall(r"\.([^.\[\]`]+)|\[([^\]]+)\]", path)
    return fail("not-the-format", "".join(f"/{key or index}" for key, index in steps), message)


def check_fields(tree: object, known: object, where: str) -> Iterator[Failure]:
    """Find the fields of the JSON that are no fields of the format: nothing could check what they say.

    Args:
        tree: the JSON as it stands.
        known: the same after a way through the types.
        where: JSON pointer to both.
    """
    if isinstance(tree, dict) and isinstance(known, dict):
        for key, value in tree.items():
            here = f"{where}/{str(key).replace('~', '~0').replace('/', '~1')}"
            if key not in known:
                yield fail("unknown-field", here, f"'{key}' is no field of format {RECORD_VERSION}")
            elif key != "extra":
                yield from check_fields(value, known[key], here)
    elif isinstance(tree, list) and isinstance(known, list):
        for i, (value, same) in enumerate(zip(tree, known, strict=False)):
            yield from check_fields(value, same, f"{where}/{i}")


def check_documents(record: Record) -> Iterator[Failure]:
    """Check version, hashes, seal and the ids of documents and stories."""
    if record.version != RECORD_VERSION:
        yield fail(
            "version", "/version", f"version '{record.version}' is not '{RECORD_VERSION}', which this Crossread knows"
        )
    for i, doc in enumerate(record.documents):
        found = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()
        if found != doc.sha256:
            yield fail(
                "wrong-hash", f"/documents/{i}/sha256", f"the text of '{doc.id}' has SHA-256 {found}, not {doc.sha256}"
            )
    if record.made_by.model and not HEX_SHA256.fullmatch(record.made_by.model.sha256):
        yield fail("wrong-hash", "/made_by/model/sha256", "not a SHA-256 in lower-case hexadecimal digits")
    if "seal" in MadeBy.__struct_fields__ and getattr(record.made_by, "seal") != seal_of(record):  # noqa: B009
        yield fail(
            "broken-seal", "/made_by/seal", "the record is not as Crossread wrote it: its seal is that of another text"
        )
    yield from check_unique((f"/documents/{i}/id", doc.id) for i, doc in enumerate(record.documents))
    yield from check_unique((f"/stories/{i}/id", story.id) for i, story in enumerate(record.stories))


def check_unique(ids: Iterator[tuple[str, str]]) -> Iterator[Failure]:
    """Find ids that were given before."""
    first: dict[str, str] = {}
    for where, id_ in ids:
        if id_ in first:
            yield fail("id-twice", where, f"id '{id_}' is taken by {first[id_]}")
        if not id_:
            yield fail("id-empty", where, "an id has at least one character")
        first.setdefault(id_, where)


def ids_of(story: Story) -> Iterator[tuple[str, str, str]]:
    """Give list name, place in the story and id of all that has an id."""
    for name in story.__struct_fields__:
        for i, item in enumerate(getattr(story, name) or ()):
            if isinstance(item, Struct) and "id" in item.__struct_fields__:
                yield name, f"/{name}/{i}/id", item.id  # type: ignore[attr-defined]  # the line above looked


def seal_of(record: Record) -> str:
    """Give the SHA-256 of all that a record says: of its JSON with sorted keys, without the time stamp and the seal."""
    tree = msgspec.json.decode(msgspec.json.encode(record))
    made_by = {key: value for key, value in tree["made_by"].items() if key not in {"at", "seal"}}
    raw = msgspec.json.encode({**tree, "made_by": made_by}, order="deterministic")
    return hashlib.sha256(raw).hexdigest()
