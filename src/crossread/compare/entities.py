"""Entities of a story: one person, organization or place, whatever the reports call it.

Names are gathered from all reports first, a form a report ("one sense per discourse": Gale et al.
1992), and put together form by form: what a report calls somebody in full tells what its short forms
mean, and other reports help where it does not. Who "the German chancellor" is, is learned from what
any report calls its people (`compare.roles`).
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from crossread.compare._same_person import ONE_TYPO, Form, group_people, is_full
from crossread.compare.gender import title_gender
from crossread.compare.geography import is_adjective_of, same_place
from crossread.compare.roles import BODY_WORDS, find_roles
from crossread.language.analysis import Analysis
from crossread.records import Entity, EntityKind, Mention, Role, Span, content_id

MIN_LAST_WORD = 6
"""A body is called by the last word of its name if that has more letters, or is a newspaper's: "the Times"."""

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president prime minister chancellor king queen prince princess pope general gen senator sen "
    "governor gov mayor judge justice captain capt colonel col lieutenant lt sergeant sgt secretary foreign minister chief commissioner inspector "
    "detective rep representative congressman congresswoman premier ambassador reverend rev bishop imam sheikh admiral major commander".split()
)
_NAME_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


def plain_words(name: str) -> tuple[str, ...]:
    """Turn a name into plain lower-case words: no accents, no possessive, no title before it, no "the"."""
    plain = re.sub(r"['’]s?$", "", anyascii(name).lower().strip())
    words = [w.strip(".") for w in _NAME_WORD.findall(plain)]
    while len(words) > 1 and (words[0] in _TITLES or words[0] == "the"):
        words = words[1:]
    return tuple(w for w in words if w)


def find_entities(analyses: Sequence[Analysis]) -> tuple[Entity, ...]:
    """Find the entities of a story.

    Args:
        analyses: the reports of the story; their order does not matter.

    Returns:
        People, organizations, places and others with all their name mentions and the roles that
        stand beside them, most mentioned first.
    """
    forms = [form for analysis in sorted(analyses, key=lambda a: a.doc.id) for form in _forms(analysis)]
    kinds = _vote_kinds(forms, _nationalities(analyses))
    forms = [msgspec.structs.replace(f, kind=kinds[f.words]) for f in forms]
    groups: list[list[Form]] = []
    groups += group_people([f for f in forms if f.kind == "person"], {a.doc.id: a for a in analyses})
    for kind in ("organization", "location", "other"):
        groups += _group_others([f for f in forms if f.kind == kind])
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


def _forms(analysis: Analysis) -> list[Form]:
    text = analysis.doc.text
    found: dict[tuple[tuple[str, ...], str], list[tuple[Span, str]]] = defaultdict(list)
    for span, kind in _places(analysis):
        words = plain_words(text[span.start : span.end])
        if words and any(len(w) > 1 for w in words) and any(c.isupper() for c in text[span.start : span.end]):
            gender = title_gender(text, span.start) or title_gender(
                text[span.start : span.end] + " ", _title_length(text[span.start : span.end])
            )
            found[words, gender if not is_full(words) else ""].append((span, kind))
    out = []
    for (words, gender, whose), places in _by_namesake(found).items():
        kind = Counter(k for _, k in places).most_common(1)[0][0]
        surfaces = Counter(text[s.start : s.end] for s, _ in places)
        surface = min(surfaces, key=lambda w: (-surfaces[w], w.isupper(), w))
        out.append(Form(analysis.doc.id, words, _KIND_OF[kind], surface, tuple(s for s, _ in places), gender, whose))
    return out


_Places = list[tuple[Span, str]]


def _by_namesake(
    found: Mapping[tuple[tuple[str, ...], str], _Places],
) -> dict[tuple[tuple[str, ...], str, tuple[str, ...]], _Places]:
    """Split the short forms of a report that two people bear, both named in full as often, by who was named in full last.

    A family of which one is the subject ("Ruiz", and once her husband Bo Ruiz) is not split: there the
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
            out[words, gender, last[1] if last else ()].append((span, kind))
    return out


NAMESAKES_RATIO = 3
"""A short form that stands more often, for each time that one of the two is named in full, is that of the one whom the report is about."""


def _title_length(name: str) -> int:
    m = re.match(r"(?:Mr|Sir|Lord|Mrs|Ms|Miss|Madame|Lady|Dame)\.?\s+", name)
    return m.end() if m else 0


def _places(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """Give the names of a report with their kinds, their borders put right."""
    names, text = analysis.names, analysis.doc.text
    rows = list(zip(names.first.tolist(), names.last.tolist(), names.kind, strict=True))
    nationality_ends = {b: a for a, b, k in rows if k == "nationality"}
    known = {analysis.word(i) for a, b, k in rows if k == "person" and b - a <= 2 for i in range(a, b)}
    double = {
        (a_last, b_first): b_last
        for (a_first, a_last, a), (b_first, b_last, b) in itertools.pairwise(rows)
        if a == b == "person" and b_last == b_first + 1 and _is_one_name(analysis, a_first, a_last, b_first)
    }
    joined = {b_first for _, b_first in double}
    for first, last, kind in rows:
        if kind == "nationality" and last < len(analysis.tokens) and analysis.word(last) == "government":
            kind = "location"  # noqa: PLW2901  ("the Vessian government")
        if re.match(r"[DRI]-[A-Z]", text[analysis.tokens.start[first] : analysis.tokens.start[first] + 3]):
            continue  # "R-Vt.": a seat, no name
        if re.match(r"[-–][a-z]", text[analysis.tokens.end[last - 1] : analysis.tokens.end[last - 1] + 2]):
            continue  # "a Johnny-come-lately"
        if kind not in _KIND_OF or all(analysis.word(i).lower() in _TITLES for i in range(first, last)):
            continue
        hyphen = next((i for i in range(first + 1, last - 1) if analysis.word(i) in {"-", "–"}), None)
        if kind == "person" and first not in joined:
            last = double.get((last, last + 1)) or double.get((last, last)) or last  # noqa: PLW2901
        elif first in joined:
            continue
        if kind in {"person", "other"} and hyphen and {analysis.word(hyphen - 1), analysis.word(hyphen + 1)} <= known:
            # "a Putin-Zelensky summit": two people
            yield _trimmed(analysis.span(first, hyphen), text), "person"
            yield _trimmed(analysis.span(hyphen + 1, last), text), "person"
            continue
        if kind == "person" and last - first == 1 and first > 0 and analysis.word(first - 1).lower() == "the":
            kind = "organization"  # noqa: PLW2901  (nobody is called "the Ruiz": "the Kremlin" is a body)
        if kind in {"person", "organization", "location"} and _is_followed_by_body(analysis, last):
            last, kind = last + 1, "organization"  # noqa: PLW2901  ("the Ruiz campaign" is not Ruiz)
        # "Russian" is a nationality, "Foreign Ministry" the name: together they are it
        start = nationality_ends.get(first, first) if kind == "organization" else first
        yield _trimmed(analysis.span(start, last), text), kind


def _is_one_name(analysis: Analysis, first: int, last: int, behind: int) -> bool:
    """Say whether a name goes on in the one found behind it: "Ana Ruiz-Pell", "Isak" and "Thorn" side by side."""
    if behind == last + 1:
        return last - first > 1 and analysis.word(last) == "-"
    same = analysis.tokens.sentence[first] == analysis.tokens.sentence[behind - 1]
    return behind == last == first + 1 and bool(same)


_BODIES_OF = frozenset({"campaign", "administration", "government", "foundation", "organization", "organisation"})
"""Nouns that make a body out of the name before them."""


def _is_followed_by_body(analysis: Analysis, last: int) -> bool:
    """Say whether the name that ends before a token names the body that the token calls: "Ruiz campaign", but not "Ruiz campaign spokesman"."""
    if last >= len(analysis.tokens) or analysis.word(last).lower() not in _BODIES_OF:
        return False
    same = analysis.tokens.sentence[last] == analysis.tokens.sentence[last - 1]
    return bool(same) and analysis.syntax.deprel[last] not in {"compound", "amod"}


def _trimmed(span: Span, text: str) -> Span:
    """Leave off a possessive, marks and a leading "the"."""
    start, end = span.start, span.end
    words = text[start:end]
    if m := re.search(r"['’]s?$", words):
        end = start + m.start()
    if m := re.match(r"(?:[Tt]he|[Aa]n?)\s+(?=\S)|[\"“”‘'(\[]+", text[start:end]):
        start += m.end()
    while end > start and text[end - 1] in ',.;:"”’)' and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    return Span(span.doc, start, end)


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
    for words, kind in list(kinds.items()):
        if (
            kind != "person"
            and len(words) == 1
            and words[0] in surnames
            and votes[words]["person"] * 3 >= votes[words].total()
        ):
            kinds[words] = "person"
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


def _group_others(forms: list[Form]) -> list[list[Form]]:
    groups: list[list[Form]] = []
    index: dict[str, list[list[Form]]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (-len(f.words), f.words, f.doc)):
        keys = _keys(form)
        candidates = [g for k in keys for g in index[k]]
        best = next((g for g in candidates if any(_same_other(form, o) for o in g)), None)
        if best is None:
            best = []
            groups.append(best)
        best.append(form)
        for k in keys:
            if best not in index[k]:
                index[k].append(best)
    return groups


def _keys(form: Form) -> set[str]:
    initials = "".join(w[0] for w in form.words if w not in {"of", "the", "and", "for"})
    joined = "".join(form.words)
    return {
        joined,
        initials if len(form.words) > 1 else joined,
        joined[:4],
        *(w for w in form.words if len(w) > 4),
        *same_place(form.words),
    }


def _same_other(a: Form, b: Form) -> bool:  # noqa: PLR0911  (one way of being the same a line)
    if a.words == b.words or same_place(a.words) & same_place(b.words):
        return True
    if a.kind == "location":
        return len(a.words) == len(b.words) == 1 and (
            is_adjective_of(a.words[0], b.words[0]) or is_adjective_of(b.words[0], a.words[0])
        )
    ja, jb = "".join(a.words), "".join(b.words)
    if ja == jb:
        return True
    for short, long in ((a, b), (b, a)):
        significant = [w for w in long.words if w not in {"of", "the", "and", "for"}]
        if (
            len(short.words) == 1
            and len(significant) > 1
            and "".join(w[0] for w in significant) == short.words[0]
            and short.surface.isupper()
        ):
            return True
        inner = (
            len(short.words) > 1
            and len(short.words) < len(long.words)
            and short.words in (long.words[: len(short.words)], long.words[-len(short.words) :])
        )
        if inner and a.doc != b.doc:
            return True
        if (
            len(short.words) == 1
            and short.doc == long.doc
            and len(long.words) > 1
            and short.words[0] == long.words[-1]
            and (len(short.words[0]) > MIN_LAST_WORD or short.words[0] in BODY_WORDS["newspaper"])
        ):
            return True
    return len(a.words) == len(b.words) > 1 and Levenshtein.distance(ja, jb) <= ONE_TYPO and len(ja) > 9


def _entity(group: list[Form], by_doc: dict[str, Analysis]) -> Entity:
    counts: Counter[str] = Counter()
    for f in group:
        counts[f.surface] += len(f.mentions)
    kind = group[0].kind
    name = _best_name(counts, kind)
    mentions = sorted({s for f in group for s in f.mentions})
    roles: list[Role] = []
    if kind == "person":
        for doc in sorted({s.doc for s in mentions}):
            roles += find_roles(by_doc[doc], [s for s in mentions if s.doc == doc])
    aliases = tuple(sorted((a for a in counts if a != name), key=lambda a: (-counts[a], a)))
    return Entity(
        id=content_id("e", kind, *mentions[:1]),
        name=name,
        kind=kind,
        aliases=aliases,
        roles=tuple(roles),
        mentions=tuple(Mention(s.doc, s.start, s.end, "name") for s in mentions),
    )


def _best_name(counts: Counter[str], kind: EntityKind) -> str:
    """Choose the name to show: for a person the fullest that is used most, for others the most used that is no mere acronym."""

    def rank(name: str) -> tuple[int, int, int, str]:
        words = plain_words(name)
        if kind == "person":
            return (-int(is_full(words)), -counts[name], len(words), name)
        return (int(name.isupper() and len(name) > 4 and " " in name), -counts[name], -len(words), name)

    return min(counts, key=rank)
