"""The JSON Schema of the record, made from the types themselves."""

from __future__ import annotations

from typing import Any

import msgspec

from crossread.records import RECORD_VERSION, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a record; descriptions are the docstrings of the types."""
    made = msgspec.json.schema(Record)
    return {
        "$schema": DIALECT,
        "title": f"Crossread record, version {RECORD_VERSION}",
        "description": "What `crossread read` writes; docs/record.md explains it.",
        **made,
        "$defs": dict(sorted(made["$defs"].items())),
    }


def schema_json() -> str:
    """Give the schema as the text of docs/record.schema.json."""
    return msgspec.json.format(msgspec.json.encode(record_schema()), indent=2).decode() + "\n"
