"""Bodies of a state that have no name of their own: "the Vessian foreign ministry", "Vessia's army", "parliament", "Ellery police".

Reports write them in small letters, so that the name heads pass them over; yet they speak, promise and deny. One is known by its
noun, by what stands before it ("foreign") and by whose it is: the people or the place beside it, or where nothing is said there the
only one of the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from crossread.compare.geography import is_adjective_of
from crossread.language.analysis import Analysis
from crossread.records import Span


class StateBody(Struct, frozen=True):
    """A body of a state where a report speaks of it: whose it is (plain words, none where the report does not say) and what it is."""

    span: Span
    owner: tuple[str, ...]
    what: tuple[str, ...]


_ONE_NOUN: Mapping[str, str] = MappingProxyType(
    {"army": "army", "military": "army", "navy": "navy", "parliament": "parliament", "police": "police"}
    | {"government": "government", "coastguard": "coastguard"}
)
"""Nouns that stand alone for a body, each with the noun that it is known by."""
_WITH_FIELD: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "ministry": frozenset(
            "foreign interior home defence defense health finance justice economy economics education labour labor trade energy agriculture "
            "transport environment culture planning information tourism sports fisheries water".split()
        ),
        "bank": frozenset({"central", "reserve"}),
        "court": frozenset("supreme constitutional high federal".split()),
        "force": frozenset({"air"}),
        "guard": frozenset({"coast", "national", "border"}),
    }
)
"""Nouns that need a word before them to be a body, with the words that they take."""
_SPELLINGS = {"defense": "defence", "labor": "labour", "economics": "economy"}
_NO_ARTICLE = frozenset({"parliament", "police"})
"""What stands without an article."""
_NOUNLIKE = frozenset({"NOUN", "PROPN", "ADJ"})
"""What the parser takes "military" or "parliament" for."""
_OPENERS = frozenset({"the", "this"})


def find_state_bodies(analysis: Analysis, places: Sequence[tuple[Span, str]]) -> Iterator[StateBody]:
    """Find where a report speaks of bodies of a state.

    Args:
        analysis: the report.
        places: where its names stand, with their kinds.
    """
    taken: set[int] = set()
    located: dict[int, tuple[int, int]] = {}
    for span, kind in places:
        first, last = analysis.tokens.covering(span.start, span.end)
        taken |= set(range(first, last)) if kind != "location" else set()
        located |= dict.fromkeys(range(first, last), (first, last)) if kind == "location" else {}
    names = analysis.names
    for first, last, kind in zip(names.first.tolist(), names.last.tolist(), names.kind, strict=True):
        located |= dict.fromkeys(range(first, last), (first, last)) if kind == "nationality" else {}
    for head, upos in enumerate(analysis.syntax.upos):
        noun = _plain_noun(analysis, head)
        if (noun in _ONE_NOUN or noun in _WITH_FIELD) and upos in _NOUNLIKE and head not in taken:
            found = _body_at(analysis, head, located)
            if found is not None:
                yield found


def _plain_noun(analysis: Analysis, i: int) -> str:
    """Give a word as it stands, in small letters where it begins its sentence: "Police said"."""
    opens = i == 0 or not _together(analysis, i - 1, i)
    return analysis.word(i).lower() if opens else analysis.word(i)


def _body_at(analysis: Analysis, head: int, located: Mapping[int, tuple[int, int]]) -> StateBody | None:
    """Read the phrase around a noun; None where it is part of a longer one ("ministry spokesman") or speaks of any such body ("a court")."""
    noun = _plain_noun(analysis, head)
    if analysis.syntax.deprel[head] in {"compound", "amod", "nmod:desc"}:
        return None
    first = head
    field: tuple[str, ...] = ()
    if noun in _WITH_FIELD:
        before = analysis.word(head - 1).lower() if head else ""
        if before not in _WITH_FIELD[noun]:
            return None
        first, field = head - 1, (_SPELLINGS.get(before, before),)
    what = (*field, _ONE_NOUN.get(noun, noun))
    owned = _owner_before(analysis, first, located)
    if owned is not None:
        return StateBody(analysis.span(owned[0], head + 1), _plain(analysis, *owned), what)
    behind = located.get(head + 2) if _is_in(analysis, head + 1) else None
    ahead = analysis.word(first - 1).lower() if first and _together(analysis, first - 1, head) else ""
    if ahead not in _OPENERS and not (noun in _NO_ARTICLE and not _is_described(analysis, first)):
        return None
    return StateBody(analysis.span(first, head + 1), _plain(analysis, *behind) if behind else (), what)


def _together(analysis: Analysis, first: int, last: int) -> bool:
    return bool(analysis.tokens.sentence[first] == analysis.tokens.sentence[last])


def _owner_before(analysis: Analysis, first: int, located: Mapping[int, tuple[int, int]]) -> tuple[int, int] | None:
    """Give the tokens of the people or place whose body begins at a token: "Vessian", "Vessia" of "Vessia's"."""
    at = first - 1
    if at >= 0 and analysis.word(at) in {"'s", "’s", "'", "’"}:
        at -= 1
    if at < 0 or not _together(analysis, at, first):
        return None
    # one that the name heads missed: "the Vessian army", "Ellery police"
    people = (
        analysis.word(at).istitle() and analysis.syntax.upos[at] in {"ADJ", "PROPN"} and _begins_phrase(analysis, at)
    )
    return located.get(at) or ((at, at + 1) if people and at == first - 1 else None)


def _begins_phrase(analysis: Analysis, at: int) -> bool:
    """Say whether a word in capitals is no end of a longer name, and does not begin its sentence."""
    ahead = analysis.word(at - 1) if at and _together(analysis, at - 1, at) else ""
    return bool(ahead) and not ahead[:1].isupper()


def _is_in(analysis: Analysis, token: int) -> bool:
    return token + 1 < len(analysis.tokens) and analysis.word(token) in {"in", "of"}


def _is_described(analysis: Analysis, first: int) -> bool:
    """Say whether a word that makes it another stands right before: "riot police", "his parliament", "a new parliament"."""
    if not first or not _together(analysis, first - 1, first):
        return False
    return analysis.syntax.upos[first - 1] in {"ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM", "PART"}


def _plain(analysis: Analysis, first: int, last: int) -> tuple[str, ...]:
    return tuple(analysis.word(i).lower() for i in range(first, last) if analysis.word(i).lower() != "the")


def place_of(owner: tuple[str, ...], places: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Give the place that a people is called after: "vessian" is of "vessia"; itself where the story names no such place."""
    if len(owner) != 1:
        return owner
    return min((p for p in places if len(p) == 1 and is_adjective_of(owner[0], p[0])), default=owner)
