"""Entities of a story: one person, organization or place, whatever the reports call it.

Names are gathered from all reports first, a form a report ("one sense per discourse": Gale et al.
1992), and put together form by form: what a report calls somebody in full tells what its short forms
mean, and other reports help where it does not. Who "the German chancellor" is, is learned from what
any report calls its people (`compare.roles`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from crossread.compare._name_places import LINKING, Place, find_places
from crossread.compare._named_after import Namesakes
from crossread.compare._same_person import ONE_TYPO, Form, group_people, is_full
from crossread.compare._state_bodies import find_state_bodies, place_of
from crossread.compare.gender import title_gender, verdict, words_gender
from crossread.compare.geography import is_adjective_of, same_place
from crossread.compare.roles import BODY_ENDS, TITLES, find_appositions, find_callings, find_roles, is_role_noun
from crossread.language.analysis import Analysis
from crossread.records import Entity, EntityKind, Mention, Role, Span, content_id

_NAME_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


def plain_words(name: str) -> tuple[str, ...]:
    """Turn a name into plain lower-case words: no accents, no possessive, no title before it, no "the"."""
    words = _all_words(name)
    while len(words) > 1 and (words[0] in TITLES or words[0] == "the"):
        words = words[1:]
    return words


def _all_words(name: str) -> tuple[str, ...]:
    """Turn the name of a body or place into plain lower-case words: "General Workers' Union" has no title before it."""
    plain = re.sub(r"['’]s?$", "", anyascii(name).lower().strip())
    words = tuple(w for w in (m.strip(".").removesuffix("'s") for m in _NAME_WORD.findall(plain)) if w)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def find_entities(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Find the entities of a story.

    Args:
        analyses: the reports of the story; their order does not matter.

    Returns:
        People, organizations, places and others with all their name mentions and the roles that
        stand beside them, most mentioned first.
    """
    places = _with_states(analyses, find_places(analyses))
    called_after = _called_after(analyses, places)
    forms = [f for a in sorted(analyses, key=lambda a: a.doc.id) for f in _forms(a, places[a.doc.id], called_after)]
    kinds = _vote_kinds(forms, _nationalities(analyses))
    forms = [msgspec.structs.replace(f, kind=kinds[f.words]) for f in forms]
    forms += _state_forms(analyses, places, forms)
    groups: list[list[Form]] = []
    groups += group_people([f for f in forms if f.kind == "person"], {a.doc.id: a for a in analyses})
    groups += _group_others([f for f in forms if f.kind != "person"], _where(forms, analyses))
    by_doc = {a.doc.id: a for a in analyses}
    entities = [_entity(group, by_doc) for group in groups]
    return tuple(sorted(entities, key=lambda e: (-len(e.mentions), e.name, e.id)))


_KIND_OF: dict[str, EntityKind] = {
    "person": "person",
    "organization": "organization",
    "location": "location",
    "facility": "location",
    "other": "other",
}


def _called_after(analyses: Sequence[Analysis], places: Mapping[str, Sequence[Place]]) -> Mapping[str, tuple[str, ...]]:
    """Give the bodies that are called after somebody of the story, by the surname: "Orr Freight" where Ana Orr is named too."""
    texts = {a.doc.id: a.doc.text for a in analyses}
    bodies: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    surnames = set()
    for doc, found in places.items():
        for span, kind in found:
            name = texts[doc][span.start : span.end]
            if kind == "person":
                words = plain_words(name)
                if is_full(words):
                    surnames.add(words[-1])
            else:
                words = _all_words(name)
                if len(words) > 1 and (kind == "organization" or words[-1] in BODY_ENDS):
                    bodies[words[0]].add(words)
    return {word: min(names) for word, names in bodies.items() if word in surnames and len(names) == 1}


_OF_STATES = re.compile(
    r"['’]s?\s+(?:(?:own|former|new|deputy|embattled)\s+)?(?:prime minister|premier|parliament|government|army|military|navy|capital|borders?|embassy|"
    r"central bank|(?:foreign|interior|defen[cs]e|finance|health|justice|economy|energy|education) (?:minister|ministry))\b"
)
"""What only a state has: whose it is, is a place, whatever the name heads take it for."""


def _with_states(analyses: Sequence[Analysis], places: Mapping[str, Sequence[Place]]) -> dict[str, list[Place]]:
    """Make places of the names of one word to which a report gives what only a state has: "Vessia's prime minister"."""
    texts = {a.doc.id: a.doc.text for a in analyses}
    words = {d: [_all_words(texts[d][s.start : s.end]) for s, _ in found] for d, found in places.items()}
    people = {w for d, found in places.items() for w, (_, k) in zip(words[d], found, strict=True) if k == "person"}
    named = {w for full in people if len(full) > 1 for w in full}
    states = {
        name
        for d, found in places.items()
        for name, (span, _) in zip(words[d], found, strict=True)
        if len(name) == 1 and name[0] not in named and _OF_STATES.match(texts[d], span.end)
    }
    states |= {
        name
        for d, found in places.items()
        for name, (span, kind), (after, then) in zip(words[d], found, found[1:], strict=False)
        if kind == then == "person"
        and len(name) == 1
        and name[0] not in named
        and _is_office(texts[d][span.end : after.start][:MAX_OFFICE_CHARS])
    }

    def kind_of(name: tuple[str, ...], kind: str) -> str:
        titled = len(name) > 1 and name[0] in TITLES and name[-1] in named
        return "location" if name in states else "person" if titled else kind  # "Col Pell", where Ana Pell is named

    return {
        d: [(span, kind_of(name, kind)) for name, (span, kind) in zip(words[d], found, strict=True)]
        for d, found in places.items()
    }


MAX_OFFICE_CHARS = 60
"""An office between the adjective of a state and a name is no longer: "Vessian Secretary of State Ada Pell"."""

_BEFORE_OFFICES = frozenset(
    "of for the and foreign interior defence defense finance prime deputy vice former acting health justice economy energy trade national".split()
)
"""Words without a capital that an office may have beside its noun."""


def _is_office(between: str) -> bool:
    """Tell whether words between two names are an office, and nothing else, which has the adjective of its state before it."""
    words = between.split()
    parts = all(w[:1].isupper() or w in _BEFORE_OFFICES or is_role_noun(w) for w in words)
    plain = all(c.isalpha() or c in " -" for c in between)
    return parts and plain and any(is_role_noun(w.lower()) for w in words)


def _forms(
    analysis: Analysis, names: Sequence[Place], called_after: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> list[Form]:
    text = analysis.doc.text
    found: dict[tuple[tuple[str, ...], str], list[tuple[Span, str]]] = defaultdict(list)
    namesakes = Namesakes(analysis, names, called_after)
    for span, kind in names:
        name = text[span.start : span.end]
        words = plain_words(name) if kind == "person" else _all_words(name)
        while kind == "person" and len(words) > 1 and is_role_noun(words[0]):
            words = words[1:]  # "Skipper Bo Pell"
        if len(words) == 1 and words[0] in called_after:
            kind = "organization" if namesakes.is_body(span, words[0], kind) else "person"  # noqa: PLW2901
            words = called_after[words[0]] if kind == "organization" else words
        if words and any(len(w) > 1 for w in words) and any(c.isupper() for c in name):
            gender = title_gender(text, span.start) or title_gender(name + " ", _title_length(name))
            found[words, gender if not is_full(words) else ""].append((span, kind))
    relatives = _relatives(analysis, names)
    out = []
    for (words, gender, whose), places in _by_namesake(found, analysis, relatives).items():
        kind = Counter(k for _, k in places).most_common(1)[0][0]
        surfaces = Counter(text[s.start : s.end] for s, _ in places)
        surface = min(surfaces, key=lambda w: (-surfaces[w], w.isupper(), w))
        out.append(Form(analysis.doc.id, words, _KIND_OF[kind], surface, tuple(s for s, _ in places), gender, whose))
    return out


def _state_forms(
    analyses: Sequence[Analysis], places: Mapping[str, Sequence[Place]], forms: Sequence[Form]
) -> list[Form]:
    """Give the forms of bodies of states: by place and noun, or by the noun alone where a report does not say whose."""
    located = sorted({f.words for f in forms if f.kind == "location"})
    owners: dict[tuple[str, ...], tuple[str, ...]] = {}
    found: dict[tuple[str, tuple[str, ...]], list[Span]] = defaultdict(list)
    texts = {a.doc.id: a.doc.text for a in analyses}
    for analysis in analyses:
        for body in find_state_bodies(analysis, places[analysis.doc.id]):
            if body.owner not in owners:
                owners[body.owner] = place_of(body.owner, located)
            found[analysis.doc.id, (*owners[body.owner], *body.what)].append(body.span)
    return [
        Form(doc, words, "organization", min(texts[doc][s.start : s.end] for s in spans), tuple(spans), described=True)
        for (doc, words), spans in sorted(found.items())
    ]


_Places = list[tuple[Span, str]]


_Relatives = list[tuple[int, tuple[str, ...], str]]
"""Where people are named; the words of the name where it is a relative's, else none; and whether that is "f" or "m"."""


def _relatives(analysis: Analysis, names: Sequence[Place]) -> _Relatives:
    """Find where people are named, and which of them as somebody's relatives: "her brother Bo"."""
    text = analysis.doc.text
    found = []
    for span, kind in names:
        if kind == "person":
            words = plain_words(text[span.start : span.end])
            kin = _KIN_BEFORE.search(text, max(0, span.start - 40), span.start)
            kin = kin or _KIN_BEHIND.match(text, span.end, span.end + 60)
            found.append((span.start, words if kin else (), verdict(*words_gender(kin[0])) if kin else ""))
    return sorted(found)


_KIN = (
    r"(?:(?:grand)?(?:mother|father|son|daughter|parent)|brother|sister|husband|wife|widow|widower|cousin|uncle|aunt|nephew|niece)"
    r"(?:-in-law)?"
)
_KIN_BEFORE = re.compile(rf"\b{_KIN},?\s+$")
_KIN_BEHIND = re.compile(rf",\s+(?:[\w’'-]+\s+){{1,3}}?{_KIN}\b")
MAX_SENTENCES_BEHIND = 3
"""A surname alone is a relative's no further behind the place that names him or her: two sentences of speech, and who says them."""


def _near_relative(analysis: Analysis, at: int, surname: str, title: str, relatives: _Relatives) -> tuple[str, ...]:
    """Give the full name of the relative who is meant by a surname: the one named right before, and nobody since; () where there is none.

    A title ("f" or "m", "" for none) leaves out those whom it cannot mean.
    """
    before = bisect_left(relatives, (at,)) - 1
    if before < 0:
        return ()
    start, words, gender = relatives[before]
    if title and title != gender:
        return ()
    near = analysis.sentences.at(at) - analysis.sentences.at(start) <= MAX_SENTENCES_BEHIND
    if not near or not words or words == (surname,):
        return ()
    return words if words[-1] == surname else (words[0], surname)


def _by_namesake(
    found: Mapping[tuple[tuple[str, ...], str], _Places],
    analysis: Analysis,
    relatives: _Relatives,
) -> dict[tuple[tuple[str, ...], str, tuple[str, ...]], _Places]:
    """Split the short forms of a report that two people bear, both named in full as often, by who was named in full last.

    So are those that stand right behind a relative's name ("her brother Bo shouted. ... said Ruiz"), however seldom he is named.
    Otherwise a family of which one is the subject ("Ruiz", and once her husband Bo Ruiz) is not split: there the
    short form is the one who is named most.
    """
    bearers: dict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for (words, _), places in found.items():
        if is_full(words):
            bearers[words[-1]] += [(s.start, words) for s, kind in places if kind == "person"]
    out: dict[tuple[tuple[str, ...], str, tuple[str, ...]], _Places] = defaultdict(list)
    for (words, gender), places in found.items():
        named = Counter(w for _, w in bearers[words[0]]) if len(words) == 1 and not gender else Counter()
        most = named.most_common(2)
        split = (
            len(most) == 2
            and most[1][1] == most[0][1]
            and most[0][0][0] != most[1][0][0]
            and len(places) <= NAMESAKES_RATIO * named.total()
        )
        for span, kind in places:
            last = max((b for b in bearers[words[0]] if b[0] < span.start), default=None) if split else None
            near = _near_relative(analysis, span.start, words[0], gender, relatives) if len(words) == 1 else ()
            if near and not gender and _AGED.match(analysis.doc.text, span.end):
                out[near, "", ()].append(
                    (span, kind)
                )  # "her brother Bo ... said Ruiz, 44": his age comes with his surname
            else:
                out[words, gender, near or (last[1] if last else ())].append((span, kind))
    return out


_AGED = re.compile(r",\s+(?:aged\s+)?[1-9]\d\b")
NAMESAKES_RATIO = 3
"""A short form that stands more often, for each time that one of the two is named in full, is that of the one whom the report is about."""


def _title_length(name: str) -> int:
    m = re.match(r"(?:Mr|Sir|Lord|Mrs|Ms|Miss|Madame|Lady|Dame)\.?\s+", name)
    return m.end() if m else 0


_IN = re.compile(r"\b(?:in|near|across|throughout)\s+$")


def _where(forms: Sequence[Form], analyses: Sequence[Analysis]) -> frozenset[tuple[str, ...]]:
    """Give the names that reports say something lies in, each a place: "in Ellery"."""
    texts = {a.doc.id: a.doc.text for a in analyses}
    return frozenset(
        f.words for f in forms for s in f.mentions if _IN.search(texts[f.doc], max(0, s.start - 16), s.start)
    )


def _nationalities(analyses: Sequence[Analysis]) -> frozenset[str]:
    """Give the adjectives of peoples in the reports, lower case: "vessian"."""
    found = set()
    for a in analyses:
        for first, last, kind in zip(a.names.first.tolist(), a.names.last.tolist(), a.names.kind, strict=True):
            if kind in {"nationality", "location"} and last - first == 1:
                found.add(a.word(first).lower())
        found |= {
            a.word(i).lower() for i, upos in enumerate(a.syntax.upos) if upos == "ADJ" and a.word(i)[:1].isupper()
        }
    return frozenset(found)


_GROUPS = frozenset(
    "democrats republicans conservatives liberals tories greens socialists communists nationalists christians muslims jews catholics protestants "
    "sunnis shiites hindus buddhists kurds arabs taliban".split()
)
"""Parties and peoples in the plural: bodies, though the heads often take them for people."""


def _vote_kinds(forms: Sequence[Form], nationalities: frozenset[str]) -> dict[tuple[str, ...], EntityKind]:
    """Give every form the kind that most of its mentions in all reports have.

    A person's surname is a person; a word that an adjective of the reports is made from ("Vessia",
    "Vessian") is a place, whatever the heads take it for.
    """
    votes: dict[tuple[str, ...], Counter[EntityKind]] = defaultdict(Counter)
    for f in forms:
        votes[f.words][f.kind] += len(f.mentions)
    kinds: dict[tuple[str, ...], EntityKind] = {w: min(c, key=lambda k: (-c[k], k)) for w, c in votes.items()}
    surnames = {w[-1] for w, k in kinds.items() if k == "person" and len(w) > 1}
    kinds |= {w: "organization" for w, k in kinds.items() if k != "person" and len(w) > 1 and w[-1] in BODY_ENDS}
    first = {w[0] for w, k in kinds.items() if k == "person" and len(w) > 1}
    titled = {f.words for f in forms if f.gender}
    begun = Counter(w[0] for w, k in kinds.items() if k == "organization" and len(w) > 1)
    for words, kind in list(kinds.items()):
        if (
            kind != "person"
            and len(words) == 1
            and words[0] in surnames
            and votes[words]["person"] * 3 >= votes[words].total()
        ):
            kinds[words] = "person"
        elif kind == "person" and len(words) == 1 and begun[words[0]] == 1 and words[0] not in surnames | first:
            if words not in titled:
                kinds[words] = (
                    "organization"  # "Orr fell 3 per cent" where "Orr Freight" is named, and nobody called Orr
                )
        elif (
            len(words) == 1
            and words[0] not in surnames
            and (words[0] in _GROUPS or words[0].removesuffix("s") in nationalities - {words[0]} - surnames)
        ):
            kinds[words] = "organization"  # "the Vessians": a people or a party, whatever the heads take it for
        elif (
            len(words) == 1
            and words[0] not in surnames
            and any(a != words[0] and is_adjective_of(a, words[0]) for a in nationalities)
        ):
            kinds[words] = "location"
    return kinds


def _group_others(forms: Sequence[Form], where: frozenset[tuple[str, ...]]) -> list[list[Form]]:
    """Put the forms of bodies, places and others together: whole names first, then the parts that stand for one of them.

    Args:
        forms: without those of people.
        where: names that reports say something lies in: those are places, and stand for no body called after them.
    """
    groups: list[list[Form]] = []
    index: dict[str, list[list[Form]]] = defaultdict(list)
    wholes: dict[tuple[str, ...], list[list[Form]]] = defaultdict(list)
    parts: list[Form] = []
    for form in sorted(forms, key=lambda f: (-len(f.words), f.words, f.doc)):
        keys = _keys(form)
        candidates = [g for k in keys for g in index[k]]
        best = next((g for g in candidates if any(_same_other(form, o) for o in g)), None)
        able = form.kind != "location" or len(form.words) > 1 or form.words[0] == "st"  # "Ellery General", the hospital
        if best is None and able and form.words in wholes and form.words not in where:
            parts.append(form)
            continue
        if best is None:
            best = []
            groups.append(best)
        best.append(form)
        for k in keys:
            if best not in index[k]:
                index[k].append(best)
        for part in _body_parts(form) if form.words not in where else ():
            if best not in wholes[part]:
                wholes[part].append(best)
    return _with_parts(groups, parts, wholes)


def _body_parts(form: Form) -> list[tuple[str, ...]]:
    """Give the beginnings and ends of a body's name that may stand for it: "Harbour", "Board" of "Harbour Board"."""
    words = form.words
    ends = [words[k:] for k in range(1, len(words))]
    if form.described:
        return ends
    cuts = [words[:k] for k in range(1, len(words))] + ends
    # "Lisle Water" of the Lisle Basin Water Company
    cuts += [(words[0], w) for w in words[2:-1]]
    return [c for c in dict.fromkeys(cuts) if c[0] not in LINKING and c[-1] not in LINKING]


def _with_parts(
    groups: list[list[Form]], parts: Sequence[Form], wholes: Mapping[tuple[str, ...], Sequence[list[Form]]]
) -> list[list[Form]]:
    """Give each part of a name to the one body that it can stand for, in its own report before others; else all of one wording are one."""
    alone: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in parts:
        able = wholes[form.words]
        if len(able) > 1:
            able = [g for g in able if _kind_of(g) == "organization"] or able
        here = [g for g in able if any(o.doc == form.doc and len(o.words) > len(form.words) for o in g)]
        if form.described:
            able = here  # "the government" is the Vessian one only where a report speaks of that one
        if len(here or able) == 1:
            (here or able)[0].append(form)
        else:
            alone[form.words].append(form)
    return [*groups, *(forms for _, forms in sorted(alone.items()))]


def _keys(form: Form) -> set[str]:
    initials = "".join(w[0] for w in form.words if w not in LINKING)
    joined = "".join(form.words)
    return {
        joined,
        initials if len(form.words) > 1 else joined,
        joined[:4],
        " ".join(sorted(_telling(form.words))),
        *same_place(form.words),
    }


def _telling(words: Sequence[str]) -> list[str]:
    return [w for w in words if w not in LINKING]


def _same_other(a: Form, b: Form) -> bool:
    """Say whether two forms are whole names of one body or place."""
    if a.words == b.words or same_place(a.words) & same_place(b.words):
        return True
    if "location" in {a.kind, b.kind}:
        return a.kind == b.kind and len(a.words) == len(b.words) == 1 and _is_people_of(a.words[0], b.words[0])
    if a.words[1:] == b.words[1:] and len(a.words) > 1 and _is_people_of(a.words[0], b.words[0]):
        return True  # "Vessian government", "Vessia's government"
    ja, jb = "".join(a.words), "".join(b.words)
    if ja == jb or (len(a.words) > 1 and sorted(_telling(a.words)) == sorted(_telling(b.words))):
        return True  # "Health Ministry", "Ministry of Health"
    if any(_is_acronym(short, long) for short, long in ((a, b), (b, a))):
        return True
    return len(a.words) == len(b.words) > 1 and Levenshtein.distance(ja, jb) <= ONE_TYPO and len(ja) > 9


def _is_people_of(a: str, b: str) -> bool:
    return is_adjective_of(a, b) or is_adjective_of(b, a)


def _is_acronym(short: Form, long: Form) -> bool:
    telling = _telling(long.words)
    initials = "".join(w[0] for w in telling)
    return len(short.words) == 1 and len(telling) > 1 and initials == short.words[0] and short.surface.isupper()


def _entity(group: list[Form], by_doc: dict[str, Analysis]) -> Entity:
    counts: Counter[str] = Counter()
    for f in group:
        counts[f.surface] += len(f.mentions)
    kind = _kind_of(group)
    name = _best_name(counts, kind)
    mentions = sorted({s for f in group for s in f.mentions})
    roles: list[Role] = []
    beside: list[Span] = []
    if kind == "person":
        for doc in sorted({s.doc for s in mentions}):
            here = [s for s in mentions if s.doc == doc]
            roles += find_roles(by_doc[doc], here)
            beside += find_appositions(by_doc[doc], here)
    elif kind == "organization":
        beside = [c for s in mentions for c in find_callings(by_doc[s.doc], s) if c.start > s.end]
    aliases = tuple(sorted((a for a in counts if a != name), key=lambda a: (-counts[a], a)))
    return Entity(
        id=content_id("e", kind, *mentions[:1]),
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles),
        mentions=(
            *(Mention(s.doc, s.start, s.end, "name") for s in mentions),
            *(Mention(s.doc, s.start, s.end, "nominal") for s in sorted(set(beside))),
        ),
    )


def _kind_of(group: Sequence[Form]) -> EntityKind:
    """Give the kind that most mentions have."""
    votes: Counter[EntityKind] = Counter()
    for f in group:
        votes[f.kind] += len(f.mentions)
    return min(votes, key=lambda k: (-votes[k], k))


def _best_name(counts: Counter[str], kind: EntityKind) -> str:
    """Choose the name to show: for a person the fullest that is used most, for others the most used that is no mere acronym."""

    def rank(name: str) -> tuple[int, int, int, str]:
        words = plain_words(name)
        if kind == "person":
            return (-int(is_full(words)), -counts[name], len(words), name)
        spoiled = (name.isupper() and len(name) > 4 and " " in name) or bool(_OF_STATES.search(name))
        return (int(spoiled), -counts[name], -len(words), name)

    best = min(counts, key=rank)
    if kind == "organization":
        whole = [
            n
            for n in counts
            if _is_part(plain_words(best), plain_words(n)) and counts[n] >= FULL_NAME_SHARE * counts[best]
        ]
        best = min(whole, key=lambda n: (-len(plain_words(n)), *rank(n)), default=best)
    return best


FULL_NAME_SHARE = 0.2
"""A body is shown by its full name if that stands so often, as a share of the short form that is used most."""


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether the words of a name are some of those of a longer one, in their order: "Lisle Water" of the Lisle Basin Water Company."""
    rest = iter(long)
    return len(short) < len(long) and all(w in rest for w in short)
