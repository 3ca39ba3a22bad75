"""Roles: what reports call their people, and whom "the German chancellor" then means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from crossread.compare.geography import is_adjective_of, same_place
from crossread.language.analysis import Analysis
from crossread.records import Entity, Role, Span

MAX_ROLE_TOKENS = 9
"""A role before or behind a name is no longer than this."""

_CLASSES = (
    frozenset("president leader statesman".split()),
    frozenset("premier leader prime-minister".split()),
    frozenset("chancellor leader".split()),
    frozenset("chief head boss director chairman chairwoman chair secretary-general general-secretary executive ceo commissioner leader".split()),
    frozenset("spokesman spokeswoman spokesperson".split()),
    frozenset("king queen monarch emperor".split()),
    frozenset("captain skipper master".split()),
    frozenset("lawyer attorney counsel barrister solicitor".split()),
    frozenset("envoy negotiator mediator diplomat ambassador".split()),
    frozenset("wife husband spouse first-lady".split()),
    frozenset("coach manager trainer".split()),
    frozenset("officer policeman policewoman inspector".split()),
    frozenset("minister secretary".split()),
    frozenset("lawmaker senator congressman congresswoman deputy mp legislator".split()),
)
"""Nouns that reports use for one another."""

_NO_ROLE = frozenset("who which that he she they it i we you former late then ex mr mrs ms".split())
_PLURAL_RELATIONS = frozenset({"conj"})


class RoleFrame(Struct, frozen=True):
    """A role taken apart: its head noun and the words that say of what, all lower case."""

    head: str
    of: frozenset[str]


def find_roles(analysis: Analysis, names: Sequence[Span]) -> list[Role]:
    """Find what stands beside names of one person in a report as a role: "German Chancellor", "the president's envoy".

    Args:
        analysis: the report.
        names: the mentions of the person in it.
    """
    found: dict[str, Role] = {}
    for name in names:
        for first, last in (_before(analysis, name), _behind(analysis, name)):
            if last > first:
                span = analysis.span(first, last)
                words = analysis.doc.text[span.start : span.end]
                found.setdefault(words.lower(), Role(text=words, span=span))
    return list(found.values())


def _before(analysis: Analysis, name: Span) -> tuple[int, int]:
    """Take the nouns and adjectives right before a name: "NATO Secretary-General", "Putin's foreign policy aide,"."""
    first, _ = analysis.tokens.covering(name.start, name.end)
    sentence, upos = analysis.tokens.sentence, analysis.syntax.upos
    end = first
    if end > 0 and analysis.word(end - 1) == "," and sentence[end - 1] == sentence[first]:
        end -= 1
        if end == 0 or upos[end - 1] not in {"NOUN", "PROPN"} or not _is_role_noun(analysis, end - 1):
            return first, first
    at = end
    while at > 0 and end - at < MAX_ROLE_TOKENS and sentence[at - 1] == sentence[first] and _goes_before(analysis, at - 1):
        at -= 1
    while at < end and analysis.word(at).lower() in {"'s", "’s", "-", "the", "a", "an"}:
        at += 1
    if at == end or not _is_role_noun(analysis, end - 1):
        return first, first
    return at, end


def _goes_before(analysis: Analysis, i: int) -> bool:
    word, upos = analysis.word(i), analysis.syntax.upos[i]
    if word in {"'s", "’s", "-"}:
        return i > 0
    return upos in {"NOUN", "PROPN", "ADJ"} and word.lower() not in _NO_ROLE


def _is_role_noun(analysis: Analysis, i: int) -> bool:
    """Say whether a word can be a role's head: a noun that is no name of a place, person or organization."""
    if analysis.syntax.upos[i] not in {"NOUN", "PROPN"} or len(analysis.word(i)) < 3 or analysis.word(i).lower() in _NO_ROLE:  # noqa: PLR2004
        return False
    names = analysis.names
    inside = (names.first <= i) & (i < names.last)
    return not any(names.kind[k] in {"person", "location", "nationality"} for k in np.flatnonzero(inside))


def _behind(analysis: Analysis, name: Span) -> tuple[int, int]:
    """Take an apposition behind a name: "Emmanuel Macron, the French president, sat"."""
    _, last = analysis.tokens.covering(name.start, name.end)
    tokens, syntax = analysis.tokens, analysis.syntax
    if last + 1 >= len(tokens) or analysis.word(last) != "," or tokens.sentence[last] != tokens.sentence[last - 1]:
        return last, last
    rows = [i for i in range(last + 1, min(last + 1 + MAX_ROLE_TOKENS, len(tokens))) if tokens.sentence[i] == tokens.sentence[last - 1]]
    head = next((i for i in rows if syntax.deprel[i] == "appos" and syntax.upos[i] in {"NOUN", "PROPN"}), None)
    if head is None or not _is_role_noun(analysis, head):
        return last, last
    start = last + 1
    if analysis.word(start).lower() in {"the", "a", "an"}:
        start += 1
    if any(analysis.word(i) in {",", "and", "."} for i in range(start, head)):
        return last, last
    end = head + 1
    while end < len(tokens) and end - start < MAX_ROLE_TOKENS and analysis.word(end) not in {",", ".", ";", ":", "—", "–", "(", ")", '"', "“", "”"}:
        if syntax.upos[end] in {"VERB", "AUX", "PRON", "SCONJ"}:
            break
        end += 1
    return start, end


def frame_of(words: Iterable[str]) -> RoleFrame:
    """Take a role apart: the head is the last noun before "of" or "for"; the rest says of what."""
    plain = [w.lower().strip("'’,.\"“”") for w in words]
    plain = [w for w in plain if w and w not in {"'s", "’s", "s", "the", "a", "an", "-"}]
    cut = next((i for i, w in enumerate(plain) if w in {"of", "for", "at", "in", "from", "to"}), len(plain))
    core, rest = plain[:cut], plain[cut + 1 :]
    text = " ".join(core)
    if text.endswith("prime minister"):
        core = [*core[:-2], "prime-minister"]
    elif text.endswith(("secretary general", "general secretary")):
        core = [*core[:-2], "secretary-general"]
    elif text.endswith("first lady"):
        core = [*core[:-2], "first-lady"]
    head = core[-1] if core else ""
    return RoleFrame(head, frozenset([*core[:-1], *(w for w in rest if w not in {"of", "for", "and"})]))


def fits(asked: RoleFrame, known: RoleFrame) -> int:
    """Say how well a known role answers to a phrase: 0 not at all, 1 by a like noun, 2 by the same noun.

    Every word that the phrase says must be in the known role, as itself, as a place for its adjective
    or the other way round; the known role may say more.
    """
    if not asked.head or not known.head:
        return 0
    same = asked.head == known.head
    like = any(asked.head in c and known.head in c for c in _CLASSES)
    if not same and not like:
        return 0
    if not all(any(_same_word(a, k) for k in known.of) for a in asked.of):
        return 0
    return 2 if same else 1


def _same_word(a: str, b: str) -> bool:
    return a == b or bool(same_place((a,)) & same_place((b,))) or is_adjective_of(a, b) or is_adjective_of(b, a)


def frames_of(entity: Entity, places_of: frozenset[str]) -> list[RoleFrame]:
    """Give the roles of an entity taken apart; `places_of` are places that reports tie the person to without a noun."""
    frames = [frame_of(r.text.split()) for r in entity.roles]
    return [RoleFrame(f.head, f.of | places_of) if not f.of else f for f in frames]
