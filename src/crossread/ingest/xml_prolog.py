"""What stands before the first element of an XML file: told apart without a parser, so that bombs reach none."""

from __future__ import annotations

import re

from msgspec import Struct

from crossread.records import Problem

SPACE = re.compile(r"[\s\ufeff]*")
ELEMENT = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z_][\w.-]{0,60})")
DOCTYPE = "<!doctype"


class Prolog(Struct, frozen=True):
    """The name of the first element without its prefix, where it begins, and whether entities are declared before it."""

    root: str
    start: int
    has_entities: bool = False


def find_prolog(text: str) -> Prolog | None:
    """Find the first element of an XML text; None where no element follows declarations and comments.

    A DOCTYPE that only names its kind, as RSS 0.91 has it, is no harm; one with declarations of its own
    (`[ ... ]`) is counted as entities, and then `start` is where it stands.
    """
    at = 0
    while True:
        at = _after_space(text, at)
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
        elif text[at : at + len(DOCTYPE)].lower() == DOCTYPE:
            end, subset = text.find(">", at), text.find("[", at)
            if 0 <= subset < end or "<!" in text[at + 2 : end]:
                return Prolog("", at, has_entities=True)
        else:
            found = ELEMENT.match(text, at)
            return Prolog(found[1], at) if found else None
        if end < 0:
            return None
        at = text.index(">", end) + 1


def entities_refused(source: str) -> Problem:
    """Say that a file with entities of its own is not read."""
    message = f"{source}: declares entities of its own, which can blow up to any size, so it is not read"
    return Problem(code="xml-entities", message=f"{message}; export it without a DOCTYPE")


def _after_space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at
