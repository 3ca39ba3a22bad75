"""Words that the resolution of sources goes by: pronouns, documents, outlets, and what only belongs to somebody, as data."""

from __future__ import annotations

import re

PERSONAL = frozenset("he she him her himself herself his hers".split())
BODILY = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
WE = frozenset("we us our ourselves".split())
FIRST = WE | frozenset("i me my myself".split())
WHO = frozenset("who whom whose".split())
RELATIVE = WHO | {"which", "that"}
OWNERS = frozenset("his her its their".split())
PRONOUNS = PERSONAL | BODILY | PLURAL | FIRST | RELATIVE | frozenset("this those these you one some others all".split())
DEFINITE = frozenset("the this that".split())
INDEFINITE = frozenset("a an one some several two three many another no any every few more most other".split())
ANOTHER = frozenset("second third fourth fifth other".split())
"""'The second official' is one more of those without a name."""
BESIDE_PRONOUN = frozenset("himself herself itself themselves also then".split())
"""What may stand beside a pronoun in a source: "she herself", "he also"."""

FINDINGS = frozenset("poll survey study analysis".split())
DOCUMENTS = FINDINGS | frozenset("report article story editorial investigation".split())
"""What a body publishes: "a Harbour Board survey found" is the board's word."""
OUTLETS = frozenset(
    "newspaper paper daily tabloid magazine weekly network channel station outlet website site publication".split()
)
"""With "this" before it, the paper that one reads."""
COUNTRIES = frozenset({"country", "nation"})
NAMELESS = frozenset("source whistleblower insider informant".split())
"""Nouns for those whom a report does not name, though it may name others beside them."""
IN_HIS_VIEW = frozenset("eyes view opinion mind words telling account estimation judgment reckoning".split())
"""'In her eyes', 'by his account': it is the owner who says so."""
STAFF = frozenset(
    "staff team camp circle family troops forces allies operatives people men office bureaucracy government cabinet administration campaign".split()
)
"""Nouns for those who belong to somebody, beside the nouns for people."""


def singular_of(plural: str) -> str:
    """Give the singular of a plural noun in lower case: "countries" is country; others stay as they are."""
    return re.sub(r"ies$", "y", plural).removesuffix("s")


def is_plural_noun(word: str) -> bool:
    """Say whether a noun looks like a plural."""
    w = word.lower()
    if w.endswith(("people", "men", "women")) or w in {"police", "children"}:
        return True
    return w.endswith("s") and not w.endswith(("ss", "us", "is"))
