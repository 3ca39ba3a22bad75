"""Record <-> `record.json`: UTF-8, fields in the order in which docs/record.md lists them."""

from __future__ import annotations

import msgspec

from crossread.errors import BadRecord
from crossread.records import RECORD_VERSION, Record

_ENCODER = msgspec.json.Encoder(decimal_format="string")
_DECODER = msgspec.json.Decoder(Record)


class _Head(msgspec.Struct):
    """The one field that has to be right before the rest is worth reading."""

    version: str | None = None


def to_json(record: Record, *, indent: int = 2) -> bytes:
    """Write a record as JSON; the same record gives the same bytes.

    Args:
        indent: spaces a level; 0 writes one line.
    """
    line = _ENCODER.encode(record)
    return (msgspec.json.format(line, indent=indent) if indent else line) + b"\n"


def from_json(data: bytes) -> Record:
    """Read a record back.

    Raises:
        BadRecord: the bytes are no JSON, or not a record of this version.
    """
    try:
        version = msgspec.json.decode(data, type=_Head).version
        if version != RECORD_VERSION:
            msg = f"record of version {version!r}; this Crossread reads version {RECORD_VERSION!r}"
            raise BadRecord(msg)
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"not a record of Crossread: {str(error) or type(error).__name__}; make one with: crossread read PATH -o FOLDER"
        raise BadRecord(msg) from error
