"""Entities of a story: one person, organization or place, whatever the reports call it.

Names are gathered from all reports first, a form a report ("one sense per discourse": Gale et al.
1992), and put together form by form: what a report calls somebody in full tells what its short forms
mean, and other reports help where it does not. Who "the German chancellor" is, is learned from what
any report calls its people (`compare.roles`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from anyascii import anyascii
from msgspec import Struct
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from crossread.compare.gender import pronoun_gender, title_gender, verdict, words_gender
from crossread.compare.geography import is_adjective_of, same_place
from crossread.compare.roles import find_roles
from crossread.language.analysis import Analysis
from crossread.records import Entity, EntityKind, Mention, Role, Span, content_id

SAME_SURNAME = 80.0
"""Two surnames this much alike (of 100) are spellings of one, where the first names agree and neither is known otherwise."""
NEARLY_SAME_SURNAME = 90.0
"""Two surnames this much alike are spellings of one even where the first names are spelled apart too."""
SAME_FIRST_NAME = 62.0
"""Two first names this much alike (of 100) are spellings of one, where the surnames are the same to the letter."""
ONE_TYPO = 1
"""Full names that differ by so many letters are one even inside one report."""

_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady president prime minister chancellor king queen prince princess pope general gen senator sen "
    "governor gov mayor judge justice captain capt colonel col lieutenant lt sergeant sgt secretary foreign minister chief commissioner inspector "
    "detective rep representative congressman congresswoman premier ambassador reverend rev bishop imam sheikh admiral major commander".split()
)
_PARTICLES = frozenset("von van der den de di da del della la le el al bin ibn ben dos du zu af".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_NAME_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


class Form(Struct, frozen=True):
    """A form of a name as one report uses it: its plain words, and where it stands."""

    doc: str
    words: tuple[str, ...]
    kind: EntityKind
    surface: str
    mentions: tuple[Span, ...]
    gender: str = ""
    """"f" or "m" where a title says it ("Mrs Ruiz"), else ""."""


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
    groups += _group_people([f for f in forms if f.kind == "person"], {a.doc.id: a for a in analyses})
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
            found[words, gender if not _is_full(words) else ""].append((span, kind))
    out = []
    for (words, gender), places in found.items():
        kind = Counter(k for _, k in places).most_common(1)[0][0]
        surfaces = Counter(text[s.start : s.end] for s, _ in places)
        surface = min(surfaces, key=lambda w: (-surfaces[w], w.isupper(), w))
        out.append(Form(analysis.doc.id, words, _KIND_OF[kind], surface, tuple(s for s, _ in places), gender))
    return out


def _title_length(name: str) -> int:
    m = re.match(r"(?:Mr|Sir|Lord|Mrs|Ms|Miss|Madame|Lady|Dame)\.?\s+", name)
    return m.end() if m else 0


def _places(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """Give the names of a report with their kinds, their borders put right."""
    names, text = analysis.names, analysis.doc.text
    rows = list(zip(names.first.tolist(), names.last.tolist(), names.kind, strict=True))
    nationality_ends = {b: a for a, b, k in rows if k == "nationality"}
    known = {analysis.word(i) for a, b, k in rows if k == "person" and b - a <= 2 for i in range(a, b)}
    for first, last, kind in rows:
        if kind not in _KIND_OF or all(analysis.word(i).lower() in _TITLES for i in range(first, last)):
            continue
        hyphen = next((i for i in range(first + 1, last - 1) if analysis.word(i) in {"-", "–"}), None)
        if kind in {"person", "other"} and hyphen and {analysis.word(hyphen - 1), analysis.word(hyphen + 1)} <= known:
            # "a Putin-Zelensky summit": two people
            yield _trimmed(analysis.span(first, hyphen), text), "person"
            yield _trimmed(analysis.span(hyphen + 1, last), text), "person"
            continue
        if kind == "person" and last - first == 1 and first > 0 and analysis.word(first - 1).lower() == "the":
            kind = "organization"  # noqa: PLW2901  (nobody is called "the Ruiz": "the Kremlin" is a body)
        # "Russian" is a nationality, "Foreign Ministry" the name: together they are it
        start = nationality_ends.get(first, first) if kind == "organization" else first
        yield _trimmed(analysis.span(start, last), text), kind


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
            and any(a != words[0] and is_adjective_of(a, words[0]) for a in nationalities)
        ):
            kinds[words] = "location"
    return kinds


def _surname(words: tuple[str, ...]) -> tuple[str, ...]:
    """Give the surname of a full name with its particles: ("von", "der", "leyen")."""
    words = tuple(w for w in words if w not in _SUFFIXES) or words
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return words[at:]


class Person:
    """People in the making: the forms that are theirs, and what tells them apart."""

    def __init__(self, forms: list[Form]) -> None:
        self.forms = forms
        self.names = {f.words for f in forms}
        self.docs = {f.doc for f in forms}
        self.n_mentions = sum(len(f.mentions) for f in forms)
        self.gender = ""

    def add(self, form: Form) -> None:
        """Take in a form."""
        self.forms.append(form)
        self.docs.add(form.doc)

    def takes(self, form: Form) -> bool:
        """Say whether the title before a form does not speak against it."""
        return not form.gender or self.gender in {"", form.gender}


def _group_people(forms: list[Form], by_doc: Mapping[str, Analysis]) -> list[list[Form]]:
    people = _full_people([f for f in forms if _is_full(f.words)])
    everybody: dict[str, list[Span]] = defaultdict(list)
    for f in forms:
        everybody[f.doc] += f.mentions
    for person in people:
        person.gender = _gender_of(person, by_doc, everybody)
    people.sort(key=lambda p: (-p.n_mentions, min(p.names)))
    bearers: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        for key in sorted({k for w in person.names for k in _short_forms(w)}):
            bearers[key].append(person)
    left: list[Person] = []
    for form in sorted((f for f in forms if not _is_full(f.words)), key=lambda f: (f.words, f.doc, f.gender)):
        owner = _owner_of_short(form, people, bearers) or next(
            (p for p in left if p.takes(form) and _alike(p.forms[0].words, form.words)), None
        )
        if owner is None:
            left.append(Person([form]))
            left[-1].gender = form.gender
        else:
            owner.add(form)
    return [p.forms for p in (*people, *left)]


def _full_people(forms: list[Form]) -> list[Person]:
    """Put full names together: every spelling of one person's name."""
    by_words: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for f in forms:
        by_words[f.words].append(f)
    people: list[Person] = []
    initials: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for words, same in sorted(by_words.items(), key=lambda item: (-sum(len(f.mentions) for f in item[1]), item[0])):
        docs = {f.doc for f in same}
        best = next(
            (
                p
                for p in initials[_initials(words)]
                if any(_same_full(words, w) for w in p.names) and not _are_namesakes(words, docs, p)
            ),
            None,
        )
        if best is None:
            people.append(Person(list(same)))
            initials[_initials(words)].append(people[-1])
        else:
            for f in same:
                best.add(f)
            best.names.add(words)
            best.n_mentions += sum(len(f.mentions) for f in same)
    return people


def _initials(words: tuple[str, ...]) -> tuple[str, str]:
    """Give the first letters of first name and surname: names that differ in them are never one person's."""
    return words[0][:1], _surname(words)[0][:1]


def _gender_of(person: Person, by_doc: Mapping[str, Analysis], everybody: Mapping[str, list[Span]]) -> str:
    female, male = words_gender("", {w[0] for w in person.names})
    for form in person.forms:
        analysis = by_doc[form.doc]
        titles = [title_gender(analysis.doc.text, s.start) for s in form.mentions]
        roles = words_gender(" ".join(r.text for r in find_roles(analysis, form.mentions)))
        pronouns = pronoun_gender(analysis, form.mentions, everybody[form.doc])
        female += 5 * titles.count("f") + roles[0] + pronouns[0]
        male += 5 * titles.count("m") + roles[1] + pronouns[1]
    return verdict(female, male)


def _short_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Give the short forms that a full name may be called by: its surname, with and without particles, and its ends."""
    surname = _surname(words)
    return {surname, surname[-1:], *(words[i:] for i in range(1, len(words)))}


def _is_full(words: tuple[str, ...]) -> bool:
    named = [w for w in words if w not in _PARTICLES and w not in _SUFFIXES]
    return len(named) > 1


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return ratio(" ".join(a), " ".join(b)) >= SAME_SURNAME and a[-1][:1] == b[-1][:1]


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names can be one person's: surnames alike, first names alike or abbreviated."""
    if any(w in _SUFFIXES for w in a) != any(w in _SUFFIXES for w in b):
        return False
    sa, sb = " ".join(_surname(a)), " ".join(_surname(b))
    fa, fb = a[0], b[0]
    if sa == sb:
        initial = (len(fa) == 1 or len(fb) == 1) and fa[0] == fb[0]
        return fa == fb or initial or (fa[0] == fb[0] and ratio(fa, fb) >= SAME_FIRST_NAME)
    if sa[0] != sb[0] or fa[0] != fb[0]:
        return False
    # "Isak Thorne" and "Isaac Thorn": the more alike the surnames, the less the first names need be
    first = ratio(fa, fb)
    least = SAME_SURNAME if first >= SAME_SURNAME else NEARLY_SAME_SURNAME
    return first >= SAME_FIRST_NAME and ratio(sa, sb) >= least


def _are_namesakes(words: tuple[str, ...], docs: set[str], person: Person) -> bool:
    """Say that a report which uses two full names side by side means two people, unless they differ by one letter."""
    return any(
        f.words != words
        and f.doc in docs
        and _is_full(f.words)
        and f.words[0] != words[0]
        and len(f.words[0]) > 1
        and len(words[0]) > 1
        and Levenshtein.distance(f.words[0], words[0]) > ONE_TYPO
        for f in person.forms
    )


def _owner_of_short(form: Form, people: list[Person], bearers: Mapping[tuple[str, ...], list[Person]]) -> Person | None:
    """Find whose surname (or first name) a short form is: first in its own report, then in all, exact before alike.

    Of several who bear the name, it is the one named in full most often: reports give the others
    their first names to keep them apart. A title ("Mrs Ruiz") leaves out those whom it cannot mean.
    """
    exact = [p for p in bearers.get(form.words, ()) if p.takes(form)]
    for bearing in (
        exact,
        [p for p in people if p.takes(form) and any(_is_spelling(w, form.words) for w in p.names)] if not exact else [],
    ):
        here = [p for p in bearing if form.doc in p.docs]
        if len(here) == 1 and len(bearing) > 1 and len(form.mentions) > 1 and not form.gender:
            # "Trump" again and again beside one "Melania Trump": another report's Donald Trump is the likelier bearer
            return max(bearing, key=lambda p: (p.n_mentions, p is here[0]))
        if here or bearing:
            return (here or bearing)[0]
    called = [p for p in people if form.doc in p.docs and any(w[0] == form.words[0] for w in p.names)]
    return called[0] if len(form.words) == 1 and len(called) == 1 and called[0].takes(form) else None


def _is_spelling(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    surname = _surname(full)
    return surname[-1][:1] == short[-1][:1] and ratio(" ".join(surname), " ".join(short)) >= SAME_SURNAME


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
            and len(short.words[0]) > 6
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
            return (-int(_is_full(words)), -counts[name], len(words), name)
        return (int(name.isupper() and len(name) > 4 and " " in name), -counts[name], -len(words), name)

    return min(counts, key=rank)
