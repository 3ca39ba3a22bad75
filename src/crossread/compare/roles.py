"""Roles: what reports call their people, and whom "the German chancellor" then means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from crossread.compare.geography import is_adjective_of, same_place
from crossread.language.analysis import Analysis
from crossread.records import Role, Span

MAX_ROLE_TOKENS = 9
"""A role before or behind a name is no longer than this."""

_CLASSES = (
    frozenset("president leader statesman".split()),
    frozenset("premier leader prime-minister".split()),
    frozenset("chancellor leader".split()),
    frozenset(
        "chief head boss director chairman chairwoman chair secretary-general general-secretary executive ceo commissioner leader".split()
    ),
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
ROLE_NOUNS = frozenset(
    "president vice-president leader minister premier chancellor secretary chief head boss director chairman chairwoman chair chairperson spokesman "
    "spokeswoman spokesperson king queen prince princess emperor pope bishop archbishop cardinal imam rabbi reverend pastor captain skipper master pilot "
    "officer inspector superintendent commissioner sergeant general admiral colonel major lieutenant commander marshal soldier lawyer attorney counsel "
    "barrister solicitor prosecutor judge justice magistrate envoy negotiator mediator diplomat ambassador consul representative delegate wife husband "
    "spouse lady son daughter mother father brother sister widow widower cousin uncle aunt partner coach manager trainer player striker keeper goalkeeper "
    "captain minister senator congressman congresswoman lawmaker deputy mp legislator councillor councilor mayor governor treasurer ombudsman regulator "
    "economist analyst expert scientist researcher professor lecturer historian engineer doctor physician surgeon nurse epidemiologist virologist "
    "hydrologist geologist seismologist meteorologist forecaster journalist reporter editor correspondent columnist author writer novelist poet actor "
    "actress singer musician composer director producer activist campaigner organiser organizer protester volunteer resident witness neighbour neighbor "
    "survivor victim farmer fisherman fisher shopkeeper owner landlord tenant teacher headteacher headmaster student driver conductor operator worker "
    "founder co-founder investor shareholder banker financier executive ceo cfo coo adviser advisor aide counsellor counselor secretary-general "
    "politician candidate nominee incumbent opponent rival critic ally official bureaucrat administrator auditor accountant architect builder "
    "firefighter paramedic rescuer coroner pathologist detective sheriff warden guard harbourmaster harbormaster astronaut cosmonaut".split()
)
"""Nouns that say what somebody is. Titles that are not here are found by their capital."""


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
    """Take the nouns and adjectives right before a name: "NATO Secretary-General", "Secretary of State", "Putin's aide,"."""
    first, _ = analysis.tokens.covering(name.start, name.end)
    sentence, end = analysis.tokens.sentence, first
    comma = end > 0 and analysis.word(end - 1) == "," and sentence[end - 1] == sentence[first]
    if comma:
        end -= 1
        if end == 0 or not is_role_noun(analysis.word(end - 1)):
            return first, first
    at = end
    while (
        at > 0
        and end - at < MAX_ROLE_TOKENS
        and sentence[at - 1] == sentence[first]
        and _goes_before(analysis, at, first)
    ):
        at -= 1
    while at < end and analysis.word(at).lower() in {"'s", "’s", "-", "the", "a", "an", "of"}:
        at += 1
    heads = [i for i in range(at, end) if is_role_noun(analysis.word(i))]
    if not heads and (comma or at == end or not _is_title(analysis, at, end)):
        return first, first
    return (at, end) if at < end else (first, first)


def _goes_before(analysis: Analysis, at: int, first: int) -> bool:
    """Say whether the word before row `at` can belong to a role that ends before row `first`."""
    i = at - 1
    word, upos = analysis.word(i), analysis.syntax.upos[i]
    if word in {"'s", "’s", "-"}:
        return i > 0
    if word.lower() in {"of", "the"} and i > 1:
        # "Secretary of State X", "President of the European Commission X", "head of the X"
        noun = i - 1 if word.lower() == "of" else i - 2
        return (word.lower() == "of" or analysis.word(i - 1).lower() == "of") and is_role_noun(analysis.word(noun))
    if _in_name(analysis, i, frozenset({"person"})):
        return at < first and analysis.word(at) in {"'s", "’s"}
    return upos in {"NOUN", "PROPN", "ADJ"} and word.lower() not in _NO_ROLE


def is_role_noun(word: str) -> bool:
    """Say whether a word names what somebody is: in the list of offices and callings, or formed like one."""
    w = word.lower()
    return w in ROLE_NOUNS or any(w.endswith(s) for s in ("-general", "woman", "-minister", "-elect"))


def _is_title(analysis: Analysis, at: int, end: int) -> bool:
    """Say whether words right before a name are a title though the list does not know it: a capital that no name explains."""
    last = end - 1
    if analysis.tokens.sentence[last] != analysis.tokens.sentence[max(0, at - 1)] and at == last:
        return False
    capital = analysis.word(last)[:1].isupper() and analysis.syntax.upos[last] in {"NOUN", "PROPN"}
    return (
        capital
        and len(analysis.word(last)) > 2
        and not _in_name(analysis, last, frozenset({"person", "location", "nationality", "organization", "other"}))
    )


def _in_name(analysis: Analysis, i: int, kinds: frozenset[str]) -> bool:
    names = analysis.names
    return any(names.kind[k] in kinds for k in np.flatnonzero((names.first <= i) & (i < names.last)))


def _behind(analysis: Analysis, name: Span) -> tuple[int, int]:
    """Take an apposition behind a name: "Emmanuel Macron, the French president, sat"."""
    _, last = analysis.tokens.covering(name.start, name.end)
    tokens, syntax = analysis.tokens, analysis.syntax
    if last + 1 >= len(tokens) or analysis.word(last) != "," or tokens.sentence[last] != tokens.sentence[last - 1]:
        return last, last
    rows = [
        i
        for i in range(last + 1, min(last + 1 + MAX_ROLE_TOKENS, len(tokens)))
        if tokens.sentence[i] == tokens.sentence[last - 1]
    ]
    head = next((i for i in rows if syntax.deprel[i] == "appos" and syntax.upos[i] in {"NOUN", "PROPN"}), None)
    if head is None or not is_role_noun(analysis.word(head)):
        return last, last
    start = last + 1
    if analysis.word(start).lower() in {"the", "a", "an"}:
        start += 1
    if any(analysis.word(i) in {",", "and", "."} for i in range(start, head)):
        return last, last
    end = head + 1
    while (
        end < len(tokens)
        and end - start < MAX_ROLE_TOKENS
        and analysis.word(end) not in {",", ".", ";", ":", "—", "–", "(", ")", '"', "“", "”"}
    ):
        if syntax.upos[end] in {"VERB", "AUX", "PRON", "SCONJ", "CCONJ"}:
            break
        end += 1
    if any(
        _in_name(analysis, i, frozenset({"person"})) and analysis.word(min(i + 1, end - 1)) not in {"'s", "’s"}
        for i in range(start, head + 1)
    ):
        return last, last  # "X, Prime Minister Y and Z": a list, no apposition
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
