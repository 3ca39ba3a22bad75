"""One person, whatever the reports call him: spellings of a full name, short forms, and namesakes kept apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from crossread.compare.gender import pronoun_gender, title_gender, verdict, words_gender
from crossread.compare.roles import find_roles, frame_of
from crossread.language.analysis import Analysis
from crossread.records import EntityKind, Span

SAME_SURNAME = 80.0
"""Two surnames this much alike (of 100) are spellings of one, where the first names agree and neither is known otherwise."""
NEARLY_SAME_SURNAME = 90.0
"""Two surnames this much alike are spellings of one even where the first names are spelled apart too."""
SAME_FIRST_NAME = 62.0
"""Two first names this much alike (of 100) are spellings of one, where the surnames are the same to the letter."""
ONE_TYPO = 1
"""Full names that differ by so many letters are one even inside one report."""

MAX_ALIKE = 50
"""So many people who share initials, the most mentioned first, are looked through for another spelling: a list of
thousands of names costs no more a name than a report does."""

_PARTICLES = frozenset("von van der den de di da del della la le el al bin ibn ben dos du zu af".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())


class Form(Struct, frozen=True):
    """A form of a name as one report uses it: its plain words, and where it stands."""

    doc: str
    words: tuple[str, ...]
    kind: EntityKind
    surface: str
    mentions: tuple[Span, ...]
    gender: str = ""
    """"f" or "m" where a title says it ("Mrs Ruiz"), else ""."""
    whose: tuple[str, ...] = ()
    """The full name that a short form of two namesakes goes back to."""
    described: bool = False
    """No name, but what it is: "the Vessian foreign ministry"."""


@lru_cache(maxsize=4096)
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
        self.n_mentions = _n_full(forms)
        self.gender = ""
        self.roles: frozenset[str] = frozenset()
        """The nouns of the roles that stand beside the full name."""
        self.refused: dict[tuple[str, ...], set[str]] = defaultdict(set)
        """Reports in which a short name has a title that this person cannot have, more often than the full name stands there."""

    def refuse(self, form: Form) -> None:
        """Take note that a titled short form is somebody else's: "Mr Ruiz" where only Ana Ruiz is named in full."""
        full = sum(len(f.mentions) for f in self.forms if f.doc == form.doc)
        if not self.takes(form) and len(form.mentions) > full:
            self.refused[form.words].add(form.doc)

    def add(self, form: Form) -> None:
        """Take in a form."""
        self.forms.append(form)
        self.docs.add(form.doc)

    def takes(self, form: Form) -> bool:
        """Say whether the title before a form does not speak against it."""
        return not form.gender or self.gender in {"", form.gender}


def group_people(forms: list[Form], by_doc: Mapping[str, Analysis]) -> list[list[Form]]:
    """Put the forms of people's names together, a list a person: full names first, then the short ones that go back to them."""
    people = _full_people([f for f in forms if is_full(f.words)])
    everybody: dict[str, list[Span]] = defaultdict(list)
    for f in forms:
        everybody[f.doc] += f.mentions
    guessed = {}
    for person in people:
        person.gender, guessed[id(person)] = _gender_of(person, by_doc, everybody)
        person.roles = _roles_of(person.forms, by_doc)
    people.sort(key=lambda p: (-p.n_mentions, min(p.names)))
    bearers: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        for key in sorted({k for w in person.names for k in _short_forms(w)}):
            bearers[key].append(person)
    _tell_gender([f for f in forms if not is_full(f.words)], bearers, by_doc)
    for person in people:
        person.gender = person.gender or guessed[id(person)]
    for form in forms:
        if form.gender and not is_full(form.words):
            for person in bearers.get(form.words, ()):
                person.refuse(form)
    known = _Known(people, bearers, by_doc)
    for form in sorted((f for f in forms if not is_full(f.words)), key=lambda f: (f.words, f.doc, f.gender, f.whose)):
        owner = _owner_of_short(form, known) or next(
            (
                p
                for p in known.left[_sound(form.words[-1])][-MAX_ALIKE:]
                if p.takes(form) and _alike(p.forms[0].words, form.words)
            ),
            None,
        )
        if owner is None:
            owner = Person([])
            owner.gender = form.gender
            known.left[_sound(form.words[-1])].append(owner)
        owner.add(form)
    return [p.forms for p in (*people, *(p for _, left in sorted(known.left.items()) for p in left))]


class _Known:
    """The people with a full name, by what a short form may be of them: a part of the name, like spelling, the first name."""

    def __init__(
        self,
        people: list[Person],
        bearers: Mapping[tuple[str, ...], list[Person]],
        by_doc: Mapping[str, Analysis],
    ) -> None:
        self.bearers = bearers
        self.by_doc = by_doc
        self.spelled: dict[str, list[Person]] = defaultdict(list)
        self.first: dict[str, list[Person]] = defaultdict(list)
        self.left: dict[str, list[Person]] = defaultdict(list)
        """Those of whom no report has a full name, by the first letter."""
        for person in people:
            for letter in sorted({_sound(_surname(w)[-1]) for w in person.names}):
                self.spelled[letter].append(person)
            for name in sorted({w[0] for w in person.names}):
                self.first[name].append(person)


def _full_people(forms: list[Form]) -> list[Person]:
    """Put full names together: every spelling of one person's name."""
    by_words: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for f in forms:
        by_words[f.words].append(f)
    surnames = Counter(words[-1] for words in by_words)
    people: list[Person] = []
    initials: dict[tuple[str, str], list[Person]] = defaultdict(list)
    by_part: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for words, same in sorted(by_words.items(), key=lambda item: (-sum(len(f.mentions) for f in item[1]), item[0])):
        docs = {f.doc for f in same}
        best = next(
            (p for part in _parts(words) for p in by_part[part] if _is_longer_name(part, words, p, surnames)), None
        )
        best = best or next(
            (
                p
                for p in initials[_initials(words)][:MAX_ALIKE]
                if any(_same_full(words, w) for w in p.names) and not _are_namesakes(words, docs, p)
            ),
            None,
        )
        if best is None:
            people.append(Person(list(same)))
            initials[_initials(words)].append(people[-1])
            best = people[-1]
        else:
            for f in same:
                best.add(f)
            best.names.add(words)
            best.n_mentions += _n_full(same)
        for part in _parts(words):
            if best not in by_part[part]:
                by_part[part].append(best)
    return people


def _n_full(forms: Sequence[Form]) -> int:
    """Count the places where a name stands in full, not as a surname that is a relative's."""
    return sum(len(f.mentions) for f in forms if " " in f.surface)


def _parts(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give a name and its beginnings and ends that are full names themselves: "Ana Maria" and "Maria Ruiz" of "Ana Maria Ruiz"."""
    cuts = [words[-k:] for k in range(2, len(words))] + [words[:k] for k in range(2, len(words))]
    return [words, *(c for c in cuts if is_full(c) and c[-1] not in _SUFFIXES | _PARTICLES)]


def _is_longer_name(part: tuple[str, ...], words: tuple[str, ...], person: Person, surnames: Counter[str]) -> bool:
    """Say whether a full name holds another of a person whole, or the other way round: "Suna Kell" and "Oma Suna Kell".

    One that only begins alike ("Ana Ruiz" in the headline "Ana Ruiz Slams Board") does so if nothing else ends as it does.
    """
    junior = any(w in _SUFFIXES for w in words)
    for name in person.names:
        longer, shorter = (words, name) if part == name else (name, words)
        if shorter == part and part in _parts(longer) and junior == any(w in _SUFFIXES for w in name):
            return longer[-len(part) :] == part or surnames[longer[-1]] <= 1
    return False


def _initials(words: tuple[str, ...]) -> tuple[str, str]:
    """Give the first letters of first name and surname, as they sound: names that differ in them are never one person's."""
    return _sound(words[0]), _sound(_surname(words)[0])


_SOUNDS = str.maketrans({"c": "k", "q": "k", "y": "i", "j": "i", "w": "v", "z": "s"})


def _sound(word: str) -> str:
    """Give the first letter of a name as it sounds: of "Korvin" and "Corvin", "Yanko" and "Janko" the same."""
    return ("f" if word.startswith("ph") else word[:1]).translate(_SOUNDS)


def _roles_of(forms: Sequence[Form], by_doc: Mapping[str, Analysis]) -> frozenset[str]:
    """Give the nouns of the roles beside names."""
    roles = (r for f in forms for r in find_roles(by_doc[f.doc], f.mentions))
    return frozenset(frame_of(r.text.split()).head for r in roles) - {""}


def _tell_gender(
    forms: Sequence[Form], bearers: Mapping[tuple[str, ...], list[Person]], by_doc: Mapping[str, Analysis]
) -> None:
    """Let the titles of short forms tell the gender of those of whom nothing else does, where its report, or else the story, names one bearer in full."""
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for form in forms:
        able = [p for p in bearers.get(form.words, ()) if p.takes(form)] if form.gender else []
        here = [p for p in able if form.doc in p.docs]
        if able and not here:  # "Ms Ruiz, the mayor" is the mayor whom another report names in full
            roles = _roles_of([form], by_doc)
            here = [p for p in able if roles & p.roles]
        if len(here) == 1 and not here[0].gender:
            votes[id(here[0])][form.gender] += 1
    for words in sorted({f.words for f in forms if f.gender}):
        rivals = [p for p in bearers.get(words, ()) if votes.get(id(p))]
        if rivals:
            # of two of whom "Mr Ruiz" may be said, it is the one of whom more reports say it
            most = max(rivals, key=lambda p: (votes[id(p)].most_common(1)[0][1], p.n_mentions))
            most.gender = most.gender or votes[id(most)].most_common(1)[0][0]


def _gender_of(person: Person, by_doc: Mapping[str, Analysis], everybody: Mapping[str, list[Span]]) -> tuple[str, str]:
    """Tell gender by all that speaks for it, and where that is little ("" as the first) what it is guessed to be."""
    female, male = words_gender("", {w[0] for w in person.names})
    for form in person.forms:
        analysis = by_doc[form.doc]
        titles = [title_gender(analysis.doc.text, s.start) for s in form.mentions]
        roles = words_gender(" ".join(r.text for r in find_roles(analysis, form.mentions)))
        pronouns = pronoun_gender(analysis, form.mentions, everybody[form.doc])
        female += 5 * titles.count("f") + roles[0] + pronouns[0]
        male += 5 * titles.count("m") + roles[1] + pronouns[1]
    guessed = verdict(female, male)
    return (guessed if abs(female - male) > MAX_GUESS else ""), guessed


MAX_GUESS = 2
"""So few votes more, of pronouns in sentences that name nobody else, are outdone by a title before the surname."""


def _short_forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Give the short forms that a full name may be called by: its surname, with and without particles, and its ends."""
    surname = _surname(words)
    return {surname, surname[-1:], *(words[i:] for i in range(1, len(words)))}


def is_full(words: tuple[str, ...]) -> bool:
    """Say whether a name is a full one: more than a surname with its particles."""
    named = [w for w in words if w not in _PARTICLES and w not in _SUFFIXES]
    return len(named) > 1


def _alike(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return ratio(" ".join(a), " ".join(b)) >= SAME_SURNAME and _sound(a[-1]) == _sound(b[-1])


def _same_full(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names can be one person's: surnames alike, first names alike or abbreviated."""
    if any(w in _SUFFIXES for w in a) != any(w in _SUFFIXES for w in b):
        return False
    sa, sb = " ".join(_surname(a)), " ".join(_surname(b))
    fa, fb = a[0], b[0]
    if sa == sb:
        initial = (len(fa) == 1 or len(fb) == 1) and fa[0] == fb[0]
        return fa == fb or initial or (_sound(fa) == _sound(fb) and ratio(fa, fb) >= SAME_FIRST_NAME)
    if _sound(sa) != _sound(sb) or _sound(fa) != _sound(fb):
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
        and is_full(f.words)
        and f.words[0] != words[0]
        and len(f.words[0]) > 1
        and len(words[0]) > 1
        and Levenshtein.distance(f.words[0], words[0]) > ONE_TYPO
        for f in person.forms
    )


def _owner_of_short(form: Form, known: _Known) -> Person | None:
    """Find whose surname (or first name) a short form is: first in its own report, then in all, exact before alike.

    Of several who bear the name, it is the one named in full most often: reports give the others
    their first names to keep them apart. A title ("Mrs Ruiz") leaves out those whom it cannot mean.
    """
    bearers = known.bearers.get(form.words, ())
    if form.whose:
        told = next((p for p in bearers if form.whose in p.names), None)
        if told is not None:
            return told
    exact = [p for p in bearers if p.takes(form) and form.doc not in p.refused.get(form.words, ())]
    if form.gender:
        exact = [p for p in exact if p.gender == form.gender] or exact
    bearing = exact or [
        p
        for p in known.spelled[_sound(form.words[-1])][:MAX_ALIKE]
        if p.takes(form) and any(_is_spelling(w, form.words) for w in p.names)
    ]
    if len(bearing) > 1 and form.gender:
        roles = _roles_of([form], known.by_doc)
        bearing = [p for p in bearing if roles & p.roles] or bearing  # "Mrs Ruiz, the mayor's mother"
    if bearing:
        return _likeliest(form, bearing)
    called = [p for p in known.first.get(form.words[0], ()) if p.takes(form)] if len(form.words) == 1 else []
    called = [p for p in called if form.doc in p.docs] or called
    return called[0] if len(called) == 1 else None


def _likeliest(form: Form, bearing: Sequence[Person]) -> Person:
    """Choose among those who bear a name: those of its report before others, but for one who is named there too late or too seldom."""
    here = [p for p in bearing if form.doc in p.docs]
    if len(here) == 1 and len(bearing) > 1 and not form.gender:
        first = min(s.start for f in here[0].forms if f.doc == form.doc for s in f.mentions)
        if len(form.mentions) > 1 or form.mentions[0].start < first:
            # "Trump" again and again beside one "Melania Trump": another report's Donald Trump is the likelier bearer
            return max(bearing, key=lambda p: (p.n_mentions, p is here[0]))
    return (here or bearing)[0]


def _is_spelling(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    surname = _surname(full)
    return _sound(surname[-1]) == _sound(short[-1]) and ratio(" ".join(surname), " ".join(short)) >= SAME_SURNAME
