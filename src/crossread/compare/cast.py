"""The people of a story as a report needs them: their names in it, their roles, and whether they are "he" or "she"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct

from crossread.compare.antecedents import Known
from crossread.compare.entities import plain_words
from crossread.compare.gender import pronoun_gender, title_gender, verdict, words_gender
from crossread.compare.roles import BODY_OF_ROLE, RoleFrame, find_callings, frame_of, is_party, member_words
from crossread.language.analysis import Analysis
from crossread.records import Entity, Span


class Cast(Struct, frozen=True):
    """The people of a story as a report needs them.

    `known`: what is known of each entity. `by_doc`: the name mentions of a document in text order, each
    (start, end, row of its entity). `titles`: the roles beside names in a document, each (start, end).
    `by_role`: rows of those who are called by a noun, by the noun. `by_word`: rows of bodies, by the words of their names.
    `by_calling`: rows of bodies, by the nouns that reports call them.
    """

    entities: tuple[Entity, ...]
    known: tuple[Known, ...]
    by_doc: Mapping[str, tuple[tuple[int, int, int], ...]]
    titles: Mapping[str, tuple[tuple[int, int], ...]]
    by_role: Mapping[str, tuple[int, ...]]
    by_word: Mapping[str, tuple[int, ...]]
    by_calling: Mapping[str, tuple[int, ...]]


def make_cast(entities: Sequence[Entity], analyses: Sequence[Analysis]) -> Cast:
    """Gather what tells the people of a story apart: their roles with the places these belong to, and their gender."""
    places: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    titles: dict[str, list[tuple[int, int]]] = defaultdict(list)
    by_role: dict[str, list[int]] = defaultdict(list)
    by_word: dict[str, list[int]] = defaultdict(list)
    by_calling: dict[str, list[int]] = defaultdict(list)
    for row, e in enumerate(entities):
        for m in (m for m in e.mentions if m.form == "name"):
            places[m.doc].append((m.start, m.end, row))
        for role in e.roles:
            titles[role.span.doc].append((role.span.start, role.span.end))
    by_doc = {d: tuple(sorted(p)) for d, p in places.items()}
    ties, seats = _ties(entities, analyses, by_doc), _seats(entities, analyses)
    called = _callings(entities, analyses)
    most = max((len(e.mentions) for e in entities if e.kind == "organization"), default=1)
    bodies = _bodies(entities)
    known = []
    for row, (e, gender) in enumerate(zip(entities, _genders(entities, analyses, by_doc), strict=True)):
        frames = _frames(e, ties.get(row, frozenset()), seats[row], bodies) if e.kind == "person" else called[row]
        words = frozenset(w for n in (e.name, *e.aliases) for w in plain_words(n))
        words |= {"works" for w in words if w.endswith("works")}  # "Steelworks"
        known.append(Known(e.kind, gender, frames, words, min(1.0, len(e.mentions) / most), _offices(e)))
        for head in sorted({f.head for f in frames}):
            (by_role if e.kind == "person" else by_calling)[head].append(row)
        for word in sorted(known[-1].words) if e.kind != "person" else ():
            by_word[word].append(row)
    return Cast(
        tuple(entities),
        tuple(known),
        by_doc,
        {d: tuple(sorted(t)) for d, t in titles.items()},
        {head: tuple(rows) for head, rows in by_role.items()},
        {word: tuple(rows) for word, rows in by_word.items()},
        {noun: tuple(rows) for noun, rows in by_calling.items()},
    )


def _callings(entities: Sequence[Entity], analyses: Sequence[Analysis]) -> list[tuple[RoleFrame, ...]]:
    """Find what each body is: what reports call it beside its name, whether it is an outlet or agency, and by whom it has in it.

    "Open Wells, an aid group", "the insurer Palisade"; "ELLERY (Lodestar) -"; "Orr's chief executive" has a company.
    """
    by_doc = {a.doc.id: a for a in analyses}
    outlets = {plain_words(a.doc.outlet) for a in analyses if a.doc.outlet}
    offices = {(BODY_OF_ROLE[f.head], f.of) for e in entities for f in _role_frames(e) if f.head in BODY_OF_ROLE}
    found = []
    for e in entities:
        frames = set()
        names = {plain_words(n) for n in (e.name, *e.aliases)} if e.kind == "organization" else set()
        for m in e.mentions if names else ():
            analysis = by_doc[m.doc]
            name = Span(m.doc, m.start, m.end)
            frames |= {frame_of(analysis.doc[s].split()) for s in find_callings(analysis, name)}
            if is_party(analysis, name):
                frames.add(RoleFrame("party", frozenset()))
            if _is_credit(analysis.doc.text, m.start, m.end):
                frames.add(RoleFrame("agency", frozenset()))
        frames |= {RoleFrame(noun, frozenset()) for noun, of in offices if any(of.issuperset(words) for words in names)}
        if names & outlets:
            frames.add(RoleFrame("newspaper", frozenset()))
        found.append(tuple(sorted(frames, key=lambda f: (f.head, sorted(f.of)))))
    return found


def _role_frames(entity: Entity) -> list[RoleFrame]:
    return [frame_of(r.text.split()) for r in entity.roles] if entity.kind == "person" else []


def _offices(entity: Entity) -> frozenset[str]:
    """Give the offices that stand as titles before somebody's name, of nothing: "President Bo Pell", not "board president Bo Pell"."""
    frames = [(r.text, frame_of(r.text.split())) for r in entity.roles]
    return frozenset(f.head for words, f in frames if words[:1].isupper() and not f.of)


def _is_credit(text: str, start: int, end: int) -> bool:
    """Say whether a name stands in brackets before the dash of a dateline: "ELLERY, May 2 (Lodestar) - "."""
    return text[max(0, start - 1) : start] == "(" and bool(re.match(r"\)\s*[-–—]", text[end : end + 4]))


def _ties(
    entities: Sequence[Entity], analyses: Sequence[Analysis], by_doc: Mapping[str, tuple[tuple[int, int, int], ...]]
) -> dict[int, frozenset[str]]:
    """Find places that a report ties a person to without a noun: "Finland's Alexander Stubb", "the EU's"."""
    ties: dict[int, set[str]] = {}
    for analysis in analyses:
        text = analysis.doc.text
        places = [
            (s, e, r) for s, e, r in by_doc.get(analysis.doc.id, ()) if entities[r].kind in {"location", "organization"}
        ]
        for start, _, row in by_doc.get(analysis.doc.id, ()):
            if entities[row].kind == "person":
                for s, e, _ in places:
                    if e < start <= e + 3 and re.fullmatch(r"['’]s\s?", text[e:start]):
                        ties.setdefault(row, set()).add(text[s:e].lower())
    return {r: frozenset(t) for r, t in ties.items()}


def _seats(entities: Sequence[Entity], analyses: Sequence[Analysis]) -> list[frozenset[str]]:
    """Find party and state of each member of Congress: "Ana Ruiz, D-Vt., said"."""
    texts = {a.doc.id: a.doc.text for a in analyses}
    return [
        frozenset(w for m in e.mentions if e.kind == "person" for w in member_words(texts[m.doc], m.end))
        for e in entities
    ]


def _bodies(entities: Sequence[Entity]) -> tuple[tuple[frozenset[frozenset[str]], frozenset[str]], ...]:
    """Give the words of each name of each body that has several, and all its words: of the HRB those of the Harbour Board too."""
    found = []
    for e in entities:
        names = frozenset(frozenset(plain_words(n)) for n in (e.name, *e.aliases)) if e.kind == "organization" else ()
        if len(names) > 1:
            found.append((frozenset(names), frozenset(w for n in names for w in n)))
    return tuple(found)


def _frames(
    entity: Entity,
    ties: frozenset[str],
    seat: frozenset[str],
    bodies: Sequence[tuple[frozenset[frozenset[str]], frozenset[str]]],
) -> tuple[RoleFrame, ...]:
    frames = [RoleFrame(f.head, f.of | _other_names(f.of, bodies)) for f in _role_frames(entity)]
    frames = [RoleFrame(f.head, f.of | ties | seat) for f in frames if f.head]
    if seat:
        frames.append(RoleFrame("lawmaker", seat))
    places = frozenset(w for f in frames for w in f.of) | ties
    if places:
        # a report may say "president" beside the name and "the Finnish leader" later on
        frames += [RoleFrame(f.head, places) for f in frames]
    if not frames and ties:
        frames = [RoleFrame(h, ties) for h in ("leader", "president")]
    return tuple(sorted(set(frames), key=lambda f: (f.head, sorted(f.of))))


def _other_names(
    of: frozenset[str], bodies: Sequence[tuple[frozenset[frozenset[str]], frozenset[str]]]
) -> frozenset[str]:
    """Give the words of all names of the bodies that a role names: the president of the Harbour Board is that of the HRB."""
    return frozenset(w for names, words in bodies if any(name <= of for name in names) for w in words)


def _genders(
    entities: Sequence[Entity], analyses: Sequence[Analysis], by_doc: Mapping[str, tuple[tuple[int, int, int], ...]]
) -> tuple[str, ...]:
    """Tell gender by titles, gendered roles and first names, and by a pronoun in a sentence with one person only."""
    votes = np.zeros((len(entities), 2), np.int32)
    for row, e in enumerate(entities):
        if e.kind == "person":
            names = [plain_words(n) for n in (e.name, *e.aliases)]
            votes[row] += words_gender(
                " ".join([*(r.text for r in e.roles), e.name]), {n[0] for n in names if len(n) > 1}
            )
    for analysis in analyses:
        doc = analysis.doc
        places = [p for p in by_doc.get(doc.id, ()) if entities[p[2]].kind == "person"]
        everybody = [Span(doc.id, s, e) for s, e, _ in places]
        for start, end, row in places:
            title = title_gender(doc.text, start)
            votes[row] += [5 * (title == "f"), 5 * (title == "m")]
            votes[row] += pronoun_gender(analysis, [Span(doc.id, start, end)], everybody)
    return tuple(verdict(f, m) for f, m in votes.tolist())
