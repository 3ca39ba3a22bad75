"""What does not hold in a record."""

from __future__ import annotations

from msgspec import Struct


class Failure(Struct, frozen=True, kw_only=True):
    """Something in a record that does not hold. `where` is a JSON pointer (RFC 6901) into the record."""

    code: str
    where: str
    message: str


def fail(code: str, where: str, message: str) -> Failure:
    """Make a failure."""
    return Failure(code=code, where=where, message=message)


def differ(where: str, stored: str, found: str) -> Failure:
    """Say that stored words are not those of the span."""
    return fail("other-words", where, f"the record has '{stored[:80]}', the report '{found[:80]}'")
