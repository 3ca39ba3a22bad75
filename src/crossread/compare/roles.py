"""Roles: what reports call their people, and whom "the German chancellor" then means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec
import numpy as np
from msgspec import Struct

from crossread.compare._source_words import is_plural_noun
from crossread.compare.geography import is_adjective_of, same_place
from crossread.extract.phrases import noun_phrase
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
    frozenset("lawmaker senator congressman congresswoman representative deputy mp legislator".split()),
    frozenset("judge justice magistrate".split()),
    frozenset("candidate nominee contender hopeful".split()),
    frozenset("reporter journalist correspondent columnist writer author".split()),
    frozenset("professor academic scholar researcher lecturer historian scientist".split()),
)
"""Nouns that reports use for one another."""

PASSING_ROLES = frozenset(
    "candidate nominee contender hopeful rival opponent critic ally leader politician incumbent winner loser".split()
)
"""What somebody is beside an office: "candidate" does not speak against "senator"."""

_SHORT_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "lt": "lieutenant", "col": "colonel", "capt": "captain",
    "sgt": "sergeant", "prof": "professor", "dr": "doctor", "rev": "reverend", "pres": "president", "supt": "superintendent", "adm": "admiral",
    "cmdr": "commander", "det": "detective", "insp": "inspector", "sec": "secretary", "atty": "attorney", "amb": "ambassador", "dist": "district",
    "pm": "prime-minister", "senators": "senator", "representatives": "representative", "governors": "governor", "congressmen": "congressman", "judges": "judge",
}  # fmt: skip
"""Titles before names as they are shortened, or put before several names."""

_PARTIES = {
    "d": "democratic democrat",
    "r": "republican gop",
    "i": "independent",
    "dem": "democratic democrat",
    "rep": "republican gop",
}
_STATES = {
    "ala": "alabama", "ariz": "arizona", "ark": "arkansas", "calif": "california", "colo": "colorado", "conn": "connecticut", "del": "delaware",
    "fla": "florida", "ga": "georgia", "ill": "illinois", "ind": "indiana", "kan": "kansas", "ky": "kentucky", "la": "louisiana", "md": "maryland",
    "mass": "massachusetts", "mich": "michigan", "minn": "minnesota", "miss": "mississippi", "mo": "missouri", "mont": "montana", "neb": "nebraska",
    "nev": "nevada", "nh": "new hampshire", "nj": "new jersey", "nm": "new mexico", "ny": "new york", "nc": "north carolina", "nd": "north dakota",
    "okla": "oklahoma", "ore": "oregon", "pa": "pennsylvania", "ri": "rhode island", "sc": "south carolina", "sd": "south dakota",
    "tenn": "tennessee", "vt": "vermont", "va": "virginia", "wash": "washington", "wva": "west virginia", "wis": "wisconsin", "wyo": "wyoming",
}  # fmt: skip
"""States of the United States as news agencies shorten them behind the name of a member of Congress."""
_MEMBER_OF = re.compile(r"\s?[,(]\s?(?P<party>[DRI]|Dem|Rep)\.?\s?[-–—]\s?(?P<state>[A-Z][\w. ]{0,16}?)\s?[,).]")
_PARTY_OF = re.compile(
    r", (?:an? )?(?P<party>Republican|Democrat|Independent) (?:of|from) (?P<state>[A-Z]\w+(?: [A-Z]\w+)?)"
)

_COMPANIES = (
    "company companies firm business corporation maker manufacturer carmaker automaker retailer giant startup conglomerate "
    "supplier group insurer broker brokerage drugmaker brewer brewery shipbuilder steelmaker chipmaker refiner utility "
    "publisher developer contractor supermarket chain"
)
_IN_COMPANY_NAMES = (
    "company inc corp corporation co ltd limited group plc holdings industries motors enterprises technologies systems "
    "partners brothers gmbh ag terminals lines line freight shipping steel mills works brewery mutual insurance biologics "
    "pharma foods oil gas energy power electric rail railways logistics stores supermarkets engineering marine aerospace "
    "software labs capital shipyard"
)
BODY_WORDS: Mapping[str, frozenset[str]] = {
    noun: frozenset(words.split())
    for nouns, words in (
        (_COMPANIES, _IN_COMPANY_NAMES),
        ("airline carrier", "airline airlines airways air"),
        ("bank lender", "bank banco bancorp banking financial capital"),
        ("fund", "fund capital partners"),
        ("union", "union association federation brotherhood workers teamsters guild"),
        ("newspaper paper daily tabloid", "times post journal herald tribune gazette chronicle guardian telegraph mail star globe news press bugle observer standard echo bulletin courier dispatch examiner mercury advertiser argus sentinel intelligencer packet"),
        ("magazine weekly", "magazine time week review weekly"),
        ("network broadcaster channel station", "network tv television news radio broadcasting channel"),
        ("outlet website site publication", "news post times online com press media"),
        ("agency bureau", "agency administration department bureau service office authority wire press"),
        ("directorate inspectorate authority service office secretariat", "directorate inspectorate authority service office secretariat"),
        ("parliament assembly chamber senate legislature", "parliament assembly chamber senate house diet congress"),
        ("league federation", "league federation association"),
        ("department ministry", "department ministry"),
        ("administration government cabinet", "administration government cabinet"),
        ("campaign", "campaign"),
        ("committee panel commission council board", "committee panel commission council board"),
        ("court tribunal", "court tribunal courts"),
        ("party", "party republicans democrats republican democratic conservatives labour"),
        ("university college school", "university college school institute academy"),
        ("institute institution laboratory lab", "institute institution laboratory center centre"),
        ("hospital clinic", "hospital clinic infirmary medical"),
        ("organization organisation nonprofit charity coalition alliance association foundation",
         "group organization organisation coalition alliance association foundation network union action council society fund trust committee league center centre"),
        ("team club franchise side", "club united city fc team rovers athletic wanderers rangers albion town harriers hotspur villa county"),
        ("church", "church diocese"),
        ("police", "police constabulary"),
        ("force army military navy", "force forces army navy guard"),
        ("city town village county state province country nation kingdom republic island", "city town county state republic kingdom"),
    )
    for noun in nouns.split()
}  # fmt: skip
"""Nouns for bodies and places, each with words that stand in the names of such: "the paper" is the Ellery Times."""
BODY_ENDS = frozenset(w for words in BODY_WORDS.values() for w in words) - frozenset(
    "city town county state republic kingdom star mail globe time center centre air line lines works mills power oil gas villa side capital".split()
)
"""Words that end the names of bodies and of hardly anything else."""
NAMED_BODIES = frozenset(
    "directorate inspectorate authority service office secretariat parliament assembly chamber senate legislature administration government cabinet campaign committee panel commission council board court tribunal party department ministry university "
    "college school institute hospital clinic police church union".split()
)
"""Nouns that nearly always stand in the name of the body: "the court" is no company, whereas "the company" may be called anything."""
BODY_OF_ROLE: Mapping[str, str] = {
    role: noun
    for noun, roles in (
        (
            "company",
            "executive ceo cfo coo founder co-founder owner investor shareholder finance-director managing-director",
        ),
        ("club", "goalkeeper keeper striker winger midfielder defender coach"),
        ("newspaper", "editor reporter correspondent columnist"),
        ("union", "shop-steward"),
        ("hospital", "surgeon nurse"),
    )
    for role in roles.split()
}
"""What somebody is in a body tells what the body is: the Orr chief executive's is a company."""
COMPANY_NOUNS = frozenset(noun for noun, words in BODY_WORDS.items() if words == BODY_WORDS["company"])
"""Those of them for businesses, whose names may hold any word."""
PLACE_NOUNS = frozenset("city town village county state province country nation kingdom republic island".split())
"""Those of them for places: whatever a place is called, it may be "the city"."""

TITLES = frozenset(
    "mr mrs ms miss first dr prof professor sir dame lord lady president prime minister chancellor king queen prince princess pope general gen senator sen "
    "governor gov mayor judge justice captain capt colonel col lieutenant lt sergeant sgt secretary foreign minister chief commissioner inspector "
    "detective comrade sister auntie madame constable alderman counsellor superintendent rep representative congressman congresswoman premier ambassador reverend rev bishop imam sheikh admiral major commander".split()
)
"""Words before a name that are no part of it."""

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
    "firefighter paramedic rescuer coroner pathologist detective sheriff warden guard harbourmaster harbormaster astronaut cosmonaut pm counterpart brother-in-law sister-in-law father-in-law mother-in-law son-in-law daughter-in-law".split()
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
        for first, last in (_before(analysis, name), _within(analysis, name), _behind(analysis, name)):
            if last > first:
                span = analysis.span(first, last)
                words = analysis.doc.text[span.start : span.end]
                found.setdefault(words.lower(), Role(text=words, span=span))
    return list(found.values())


def find_appositions(analysis: Analysis, names: Sequence[Span]) -> list[Span]:
    """Find the phrases that speak of one person beside the name: "her husband, Bo Pell", "Bo Pell, the board's clerk,", "Harbour Board chief Bo Pell".

    Right before the name it is one only where it holds the name of a body: a mere title belongs to the name.
    """
    found = []
    for name in names:
        token, _ = analysis.tokens.covering(name.start, name.end)
        first, last = _before(analysis, name)
        holds_name = any(_in_name(analysis, i, frozenset({"organization"})) for i in range(first, last))
        if first < last and (last < token or holds_name):
            found.append(_whole_phrase(analysis, first, last))
        first, last = _behind(analysis, name)
        if first < last:
            found.append(_whole_phrase(analysis, first, last))
    return found


def find_callings(analysis: Analysis, name: Span) -> list[Span]:
    """Find what stands beside the name of a body as what it is: "the insurer" of "the insurer Palisade", "Open Wells, an aid group,"."""
    first, last = analysis.tokens.covering(name.start, name.end)
    syntax, found = analysis.syntax, []
    at = first
    while at > 0 and first - at < MAX_ROLE_TOKENS and _is_small_word(analysis, at - 1):
        at -= 1
    if at < first and _is_body_noun(analysis, first - 1):
        found.append(analysis.span(at, first))
    for head in range(last + 1, min(last + 1 + MAX_ROLE_TOKENS, len(analysis.tokens))):
        if analysis.word(last) not in {",", "(", "–", "—"} or analysis.word(head) in {",", ".", "and"}:
            break
        if syntax.deprel[head] in _BESIDE and int(syntax.head[head]) != head + 1 and _is_body_noun(analysis, head):
            end = max(noun_phrase(analysis, head)[1], head + 1)
            if analysis.word(last + 1).lower() in _ARTICLES and _ends_apart(analysis, end):
                found.append(analysis.span(last + 1, end))
            break
    return found


_BESIDE = frozenset({"appos", "nmod", "conj"})
"""What the parser takes an apposition for."""
_ARTICLES = frozenset({"a", "an", "the", "its", "his", "her", "their"})


def _ends_apart(analysis: Analysis, end: int) -> bool:
    """Say whether a mark closes what a comma opened."""
    return end < len(analysis.tokens) and analysis.word(end) in {",", ".", ")", ";", "–", "—"}


def is_party(analysis: Analysis, name: Span) -> bool:
    """Say whether what stands before the name of a body makes a party of it: "the opposition Harbour Union"."""
    first, _ = analysis.tokens.covering(name.start, name.end)
    return first > 0 and analysis.word(first - 1) in _OF_PARTIES


_OF_PARTIES = frozenset("opposition governing ruling".split())
"""Words before the name of a party."""


def _is_small_word(analysis: Analysis, i: int) -> bool:
    return analysis.word(i).islower() and analysis.syntax.upos[i] in {"NOUN", "ADJ"}


def _is_body_noun(analysis: Analysis, i: int) -> bool:
    word = analysis.word(i)
    return word.islower() and word in BODY_WORDS and word not in PLACE_NOUNS


def _whole_phrase(analysis: Analysis, first: int, last: int) -> Span:
    """Give a role with the article or owner before it: "the union's general secretary"."""
    head = next((i for i in range(last - 1, first - 1, -1) if is_role_noun(analysis.word(i))), last - 1)
    begin = min(first, noun_phrase(analysis, head)[0])
    if first and analysis.word(first - 1).lower() in {"the", "a", "an"}:
        begin = min(begin, first - 1)
    return analysis.span(begin, last)


def _within(analysis: Analysis, name: Span) -> tuple[int, int]:
    """Take the role that the beginning of a name is: "Bishop Alma Reik"."""
    first, last = analysis.tokens.covering(name.start, name.end)
    return first, first + int(last > first + 1 and is_role_noun(analysis.word(first)))


def _before(analysis: Analysis, name: Span) -> tuple[int, int]:
    """Take the nouns and adjectives right before a name: "NATO Secretary-General", "Secretary of State", "Putin's aide,"."""
    first, _ = analysis.tokens.covering(name.start, name.end)
    sentence, end = analysis.tokens.sentence, first
    while end > 1 and analysis.word(end - 1).lower() in TITLES and analysis.word(end - 2) in {",", *TITLES}:
        end -= 1  # "the ferry's master, Captain Bo Pell"
    comma = end > 0 and analysis.word(end - 1) == "," and sentence[end - 1] == sentence[first]
    if comma:
        end -= 1
        if end == 0 or not is_calling(analysis.word(end - 1)):
            return _phrase_before(analysis, end, first)
    else:
        end = first
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
    heads = [
        i
        for i in range(at, end)
        if is_role_noun(analysis.word(i)) or comma or (i == end - 1 and _is_small_title(analysis, i))
    ]
    if not heads and (comma or at == end or not _is_title(analysis, at, end)):
        return first, first
    return (at, end) if at < end else (first, first)


def _phrase_before(analysis: Analysis, end: int, first: int) -> tuple[int, int]:
    """Take the role of more words that a comma sets off from the name behind it: "the mayor of Ellery, Bo Pell", "a spokesman for the ministry, Bo Pell".

    Nothing but its end tells it from a list ("the mayor of Ellery, Bo Pell and I"): it begins its clause, and the name has an end of its own.
    """
    sentence = analysis.tokens.sentence
    at = end - 1
    while (
        at > 0
        and end - at < MAX_ROLE_TOKENS
        and sentence[at - 1] == sentence[first]
        and not is_calling(analysis.word(at))
    ):
        if analysis.word(at) in {",", ";", ":"} or analysis.syntax.upos[at] in {"VERB", "AUX", "SCONJ", "CCONJ"}:
            return first, first
        at -= 1
    if not is_calling(analysis.word(at)) or analysis.word(at + 1) not in {"of", "for", "at", "to", "in"}:
        return first, first
    beside = {int(analysis.syntax.head[at]), *(int(analysis.syntax.head[i]) for i in range(first, first + 1))}
    if at not in beside and not beside & set(range(first, first + MAX_NAME_TOKENS)):
        return first, first
    begin, _ = noun_phrase(analysis, at)
    while begin < at and analysis.word(begin).lower() in {"the", "a", "an"}:
        begin += 1
    return begin, end


MAX_NAME_TOKENS = 4


def _is_small_title(analysis: Analysis, i: int) -> bool:
    """Say whether a noun in small letters says what somebody is: "shipowner", "winger"."""
    word = analysis.word(i)
    return word.islower() and analysis.syntax.upos[i] == "NOUN" and is_calling(word)


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


def is_person_noun(word: str) -> bool:
    """Say whether a noun stands for people, one or several: a role, or "woman", "residents"."""
    w = word.lower()
    return any(is_role_noun(n) or n in _PEOPLE for n in (w, w.removesuffix("s")))


def is_calling(word: str) -> bool:
    """Say whether a noun, in the singular, says what somebody is: a role, or any noun whose first sense is a person."""
    w = word.lower()
    return (is_person_noun(w) or w in person_nouns()) and not is_plural_noun(w)


@cache
def person_nouns() -> Mapping[str, frozenset[str]]:
    """Give the nouns whose first sense is a person, each with the wider nouns for it: a hydrologist is a scientist."""
    data = resources.files("crossread.compare").joinpath("person_nouns.json").read_bytes()
    return {noun: frozenset(wider) for noun, wider in msgspec.json.decode(data)["nouns"].items()}


_PEOPLE = frozenset(
    "man woman men women boy girl child children kid people person youth teenager adult baby voter resident supporter critic official employee "
    "staffer adviser advisor aide attorney friend colleague neighbour neighbor customer client passenger patient tourist visitor refugee migrant "
    "immigrant demonstrator protester marcher fan shopper viewer reader listener insider source observer onlooker bystander eyewitness mother-of-two "
    "grandmother grandfather grandson granddaughter nephew niece husband boyfriend girlfriend fiancé fiancee bride groom heir billionaire millionaire "
    "tycoon businessman businesswoman mogul veteran hostage suspect defendant plaintiff gunman attacker robber thief spy whistleblower contender hopeful "
    "moderator host anchor presenter star celebrity champion winner loser runner boxer golfer racer swimmer skater quarterback midfielder defender "
    "democrat republican conservative liberal socialist communist tory parent sibling twin speaker leader ruler dictator strongman cleric monk nun priest "
    "bandleader docs doctor lawmaker strategist pollster operative delegate donor staff historian biographer".split()
)


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
    if head is None or not is_calling(analysis.word(head)):
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


def member_words(text: str, end: int) -> frozenset[str]:
    """Give party and state of the member of Congress whose name ends at a character: ", R-Vt.,", ", Democrat of Vermont"."""
    ahead = text[end : end + 40]
    if m := _MEMBER_OF.match(ahead):
        state = m["state"].lower().replace(".", "").replace(" ", "")
        return frozenset([*_PARTIES[m["party"].lower()].split(), *_STATES.get(state, state).split()])
    if m := _PARTY_OF.match(ahead):
        return frozenset([m["party"].lower(), *m["state"].lower().split()])
    return frozenset()


def frame_of(words: Iterable[str]) -> RoleFrame:
    """Take a role apart: the head is the last noun before "of" or "for" or the like; the rest says of what."""
    plain = [w.lower().strip("'’,.\"“”") for w in words]
    plain = [w for w in plain if w and w not in {"'s", "’s", "s", "the", "a", "an", "-"}]
    cut = next(
        (i for i, w in enumerate(plain) if w in {"of", "for", "at", "in", "from", "to", "with", "on"}), len(plain)
    )
    core, rest = plain[:cut], plain[cut + 1 :]
    text = " ".join(core)
    if text.endswith("prime minister"):
        core = [*core[:-2], "prime-minister"]
    elif text.endswith(("secretary general", "general secretary")):
        core = [*core[:-2], "secretary-general"]
    elif text.endswith(("first lady", "finance director", "managing director", "shop steward")):
        core = [*core[:-2], "-".join(core[-2:])]
    core = [_SHORT_TITLES.get(w, w) for w in core]
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
    if not same and not like_nouns(asked.head, known.head) and asked.head not in person_nouns().get(known.head, ()):
        return 0
    if not all(any(_same_word(a, k) for k in known.of) for a in asked.of):
        return 0
    return SAME_ROLE if same and (FORMER & known.of) <= asked.of else 1


def like_nouns(a: str, b: str) -> bool:
    """Say whether reports use two nouns for one another."""
    return b in alike(a)


def alike(noun: str) -> frozenset[str]:
    """Give the nouns that reports use for a noun, and itself."""
    return frozenset({noun}).union(*(c for c in _CLASSES if noun in c))


SAME_ROLE = 2
"""What `fits` gives for the same noun with all that is said of it."""
FORMER = frozenset({"former", "ex", "late", "then", "previous", "ousted", "retired"})
"""Who was president is not "the president"."""


def _same_word(a: str, b: str) -> bool:
    return a == b or bool(same_place((a,)) & same_place((b,))) or is_adjective_of(a, b) or is_adjective_of(b, a)
