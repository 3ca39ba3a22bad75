"""Who may speak for one body: a ministry, its minister and its spokesman; a company and its chief executive; a state and its envoy.

What they say of one thing has one origin. Reports name them in many ways ("the interior ministry", "the Velnian interior ministry",
"Interior Minister Ada Holt"), so that what tells is the words of their names and offices, and the places in them. Two may be of one body
unless their words tell otherwise: in doubt the lower number of origins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from crossread.compare._wordings import FUNCTION_WORDS, keys_of
from crossread.compare.geography import is_adjective_of
from crossread.records import Entity

_SPEAKING = (
    "spokesman spokeswoman spokesperson spokespeople official officials statement representative head chief chairman chairwoman "
    "chair leader director boss executive manager deputy senior vice acting former new press office chairperson secretary general "
    "coordinator commander captain colonel lieutenant lt gen col capt dr mr mrs ms sir professor minister's ministers' "
    "president prime premier pm chancellor ambassador envoy governor government cabinet presidential palace king queen whose own "
    "smaller"
)
_KINDS = "company firm owner group organization organisation party union body agency service association federation club airline"
KIND_WORDS = frozenset(key for word in _KINDS.split() for key in keys_of(word))
"""Stems of words for bodies that are no part of a state, which do not tell the body: "the company's chief executive"."""

OFFICE_WORDS = KIND_WORDS | frozenset(key for word in _SPEAKING.split() for key in keys_of(word))
"""Stems of words for one who speaks for a body, and for bodies of any kind, that do not tell which body it is."""

STATE_WORDS = frozenset(
    key
    for word in "government president prime premier pm chancellor ambassador envoy cabinet minister".split()
    for key in keys_of(word)
)
"""Stems of words for a government and for those who speak for all of it; a ministry is of one government."""

PRIVATE_WORDS = frozenset(
    key
    for word in (
        "mother father mum dad wife husband widow widower brother sister son daughter cousin uncle aunt friend neighbour neighbor lawyer "
        "girlfriend boyfriend partner survivor former victim teacher"
    ).split()
    for key in keys_of(word)
)
"""Stems of words by which a role tells of kin or of a life of one's own: the minister's brother does not speak for the ministry."""

MINISTRY, MINISTER = keys_of("ministry")[0], keys_of("minister")[0]


ENVOY_WORDS = frozenset(key for word in "ambassador envoy diplomat consul".split() for key in keys_of(word))
"""Stems of words for those who speak for a whole state, whatever they are called besides."""


class Office(Struct, frozen=True):
    """What tells for whom one speaks.

    `places` are those named; `core` the telling words, `owners` those that tell whose: "board" of "the board's chief investigator";
    `of_state` for a government, `is_bare` for an office of a body that is not told, `is_public` where it may be one of a state.
    `is_named` is for a person with a name.
    """

    places: frozenset[str] = frozenset()
    core: frozenset[str] = frozenset()
    owners: frozenset[frozenset[str]] = frozenset()
    of_state: bool = False
    is_bare: bool = False
    is_public: bool = False
    is_named: bool = False

    @property
    def is_office(self) -> bool:
        """Tell whether anything tells that one speaks for a body at all."""
        return bool(self.core) or self.of_state or self.is_bare

    @property
    def is_whole_state(self) -> bool:
        """Tell whether one speaks for a government, and not for one of its ministries."""
        return self.of_state and not self.core - {MINISTER}


def offices_of(entities: Sequence[Entity]) -> dict[str, Office]:
    """Give the office of every entity of a story that may speak, by its id."""
    places = place_names(entities)
    return {
        e.id: _office(_names_of(e), places, is_place=e.kind == "location", is_named=e.kind == "person")
        for e in entities
    }


def place_names(entities: Sequence[Entity]) -> frozenset[str]:
    """Give the names of the places of a story that are one word, in small letters."""
    return frozenset(
        name.lower() for e in entities if e.kind == "location" for name in (e.name, *e.aliases) if name.isalpha()
    )


def office_of_account(words: str, places: Collection[str]) -> Office:
    """Give the office of a source that has no name of its own: "a spokesman for the ministry", "officials"."""
    return _office((words,), places, is_place=False, is_named=False)


def _names_of(entity: Entity) -> Sequence[str]:
    """Give what tells of an entity: the roles of a person that are public, the names of any other."""
    return public_roles(entity) if entity.kind == "person" else (entity.name, *entity.aliases)


def public_roles(entity: Entity) -> list[str]:
    """Give what reports call a person in public: not the kin of somebody."""
    return [r.text for r in entity.roles if not PRIVATE_WORDS.intersection(keys_of(r.text))]


def _office(names: Iterable[str], places: Collection[str], *, is_place: bool, is_named: bool) -> Office:
    told: set[str] = set()
    located: set[str] = set()
    owners: set[frozenset[str]] = set()
    for name in names:
        phrases = [_phrase(words, places) for words in _OF.split(_AWAY.sub("", name))]
        told.update(*(stems for stems, _ in phrases))
        located.update(*(there for _, there in phrases))
        owners.update(stems - OFFICE_WORDS for stems, _ in phrases if len(phrases) > 1)
    core = frozenset(told - OFFICE_WORDS)
    of_kind = bool(told & KIND_WORDS)
    if told & ENVOY_WORDS:
        core, owners = frozenset(), set()
    state = bool(told & STATE_WORDS) and (MINISTER in told or not (core or of_kind))
    return Office(
        places=frozenset(located),
        core=core,
        owners=frozenset(owners - {frozenset()}),
        of_state=state or (is_place and not core),
        is_bare=bool(told) and not (core or state or located),
        is_public=not of_kind and (not is_named or bool(told & OFFICE_WORDS)),
        is_named=is_named,
    )


_OF = re.compile(r"['’]s?\s|\s(?:of|for|at)\s")
"""What parts an office from whose it is."""

_AWAY = re.compile(r"\s(?:in|to)\s.{0,200}")
"""What tells where an office stands or who is spoken to: a ministry "in" a town is the country's, an ambassador "to" it is another's."""


def _phrase(text: str, places: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Give the telling stems of a few words, and the places that they name."""
    words = [word.strip(".,'’\"“”") for word in text.split()]
    located = {word: place for word in words if word[:1].isupper() and (place := _place_of(word.lower(), places))}
    stems = (MINISTER if key == MINISTRY else key for word in words if word not in located for key in keys_of(word))
    return frozenset(key for key in stems if key not in FUNCTION_WORDS), frozenset(located.values())


def _place_of(word: str, places: Collection[str]) -> str | None:
    """Give the place that a word names or is the adjective of."""
    return word if word in places else min((p for p in places if is_adjective_of(word, p)), default=None)


def may_be_of_one_body(a: Office, b: Office) -> bool:
    """Tell whether two may speak for one body: their places do not differ, and the words of one are among the other's."""
    if a.places and b.places and not a.places & b.places:
        return False
    if a.is_bare or b.is_bare:
        return a.is_office and b.is_office and not (a.is_named and b.is_named)
    if a.is_whole_state or b.is_whole_state:
        return (a.of_state and b.of_state) or bool(a.places & b.places and a.is_public and b.is_public)
    if any(own <= b.core for own in a.owners) or any(own <= a.core for own in b.owners):
        return True
    if not a.core or not b.core:
        return False
    return a.core == b.core if a.is_named and b.is_named else a.core <= b.core or b.core <= a.core
