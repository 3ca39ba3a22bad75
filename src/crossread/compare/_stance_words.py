"""Words that tell where somebody stands, as data: verbs, nouns and predicates, and nouns that mean the same in news."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.records import Stance

_IRREGULAR = {
    "seek": "sought", "forbid": "forbade forbidden", "withdraw": "withdrew withdrawn", "put": "put putting",
    "fight": "fought", "give": "gave given", "back": "backed", "rule": "ruled", "set": "set setting",
    "bid": "bid", "stand": "stood", "take": "took taken", "hold": "held", "tell": "told", "make": "made",
    "go": "went gone goes", "begin": "began begun", "meet": "met", "sell": "sold", "buy": "bought", "pay": "paid",
    "send": "sent", "leave": "left", "speak": "spoke spoken", "swear": "swore sworn", "undertake": "undertook undertaken",
    "bring": "brought", "say": "said", "be": "is are was were am been being",
}  # fmt: skip
_DOUBLED = frozenset("drop plan stop commit permit ban rebut defer regret admit compel press".split()) - {"press"}


def forms_of(verb: str) -> tuple[str, ...]:
    """Give the forms of an English verb, lower case."""
    stem = verb.removesuffix("e")
    if verb in _DOUBLED:
        stem = verb + verb[-1]
    if verb.endswith("y") and verb[-2] not in "aeou":
        past, third = verb[:-1] + "ied", verb[:-1] + "ies"
    else:
        past, third = stem + "ed", verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    irregular = tuple(_IRREGULAR.get(verb, "").split())
    return (verb, third, stem + "ing", *(irregular or (past,)))


def _table(entries: Iterable[tuple[Stance, str]]) -> dict[str, tuple[tuple[tuple[str, ...], Stance], ...]]:
    """Turn lists of predicates into a look-up: form of the verb -> the words that must follow it, and the stance.

    The longest follow-up comes first, so that "agree on" is not read as "agree".
    """
    table: dict[str, list[tuple[tuple[str, ...], Stance]]] = {}
    for stance, listed in entries:
        for entry in listed.split():
            verb, *particles = entry.split("+")
            for form in forms_of(verb):
                table.setdefault(form, []).append((tuple(particles), stance))
    return {form: tuple(sorted(rows, key=lambda r: (-len(r[0]), r))) for form, rows in table.items()}


VERBS = _table(
    (
        (
            "for",
            (
                "support back endorse favor favour welcome demand urge advocate champion call+for push+for press+for insist+on "
                "insist+that seek want agree+to embrace approve propose request plead+for appeal+for campaign+for vote+for "
                "accept prefer lobby+for argue+for ask+for ask+that come+out+for hope+for aim+for"
            ),
        ),
        (
            "against",
            (
                "oppose reject refuse rule+out condemn warn+against resist block veto denounce decline object+to dismiss "
                "criticize criticise vote+against protest+against campaign+against argue+against fight+against contest "
                "forbid exclude"
            ),
        ),
        ("open", "consider contemplate float weigh mull entertain"),
    ),
)
"""Forms of verbs -> what must follow, and the stance that they show without a "not"."""

NEGATED: dict[Stance, Stance] = {"for": "against", "against": "open", "open": "against", "conditional": "conditional"}
"""What "not" makes of a stance: who does not rule a thing out is open to it."""

ADJECTIVES: dict[str, tuple[frozenset[str], Stance]] = {
    "open": (frozenset({"to"}), "open"),
    "ready": (frozenset({"to", "for"}), "open"),
    "willing": (frozenset({"to"}), "open"),
    "prepared": (frozenset({"to"}), "open"),
    "committed": (frozenset({"to"}), "for"),
    "opposed": (frozenset({"to"}), "against"),
    "hostile": (frozenset({"to"}), "against"),
    "unwilling": (frozenset({"to"}), "against"),
    "reluctant": (frozenset({"to"}), "against"),
}
"""Adjectives -> the words that lead to what it is about, and the stance."""

NOUNS: dict[str, tuple[frozenset[str], Stance]] = {
    "call": (frozenset({"for"}), "for"),
    "calls": (frozenset({"for"}), "for"),
    "demand": (frozenset({"for", "that"}), "for"),
    "demands": (frozenset({"for", "that"}), "for"),
    "support": (frozenset({"for"}), "for"),
    "backing": (frozenset({"for"}), "for"),
    "opposition": (frozenset({"to"}), "against"),
    "objection": (frozenset({"to"}), "against"),
    "objections": (frozenset({"to"}), "against"),
    "openness": (frozenset({"to"}), "open"),
    "willingness": (frozenset({"to"}), "open"),
    "readiness": (frozenset({"to", "for"}), "open"),
    "need": (frozenset({"for"}), "for"),
    "importance": (frozenset({"of"}), "for"),
    "necessity": (frozenset({"of"}), "for"),
    "plan": (frozenset({"to", "for"}), "for"),
    "plans": (frozenset({"to", "for"}), "for"),
    "refusal": (frozenset({"to", "of"}), "against"),
    "threat": (frozenset({"to", "of"}), "for"),
    "ban": (frozenset({"on"}), "against"),
}
"""Nouns of standing -> the words that lead to what it is about, and the stance."""

HOLDING = frozenset(
    f
    for v in "express voice repeat reiterate renew signal stress emphasize emphasise underline underscore highlight "
    "declare state confirm reaffirm announce show indicate restate".split()
    for f in forms_of(v)
)
"""Verbs that put a noun of standing into effect: "voiced support for", "stressed the importance of"."""

LETTING_GO = frozenset(
    f for v in "drop abandon soften reverse withdraw shelve scrap lift relinquish renounce".split() for f in forms_of(v)
)
"""Verbs that end a standing when its noun follows: "dropped his demand"."""
LETTING_GO_WITH = {
    "walk": ("back",), "give": ("up",), "back": ("down", "away", "off"), "retreat": ("from",), "climb": ("down",),
    "go": ("back",), "step": ("back",),
}  # fmt: skip
"""Verbs that end a standing with a particle: "gave up its call"."""

NECESSARY = frozenset(
    "necessary necessity essential vital crucial indispensable needed must imperative overdue precondition prerequisite".split()
)
"""Predicates by which a speaker asks for what the subject names."""
UNWANTED = frozenset("unacceptable unthinkable inexcusable nonnegotiable intolerable".split())
"""Predicates by which a speaker turns down what the subject names."""
UNWANTED_PHRASES = (("off", "the", "table"), ("out", "of", "the", "question"), ("a", "red", "line"), ("no", "option"))

TELLING = frozenset(
    "say comment confirm name discuss elaborate answer speak respond identify know explain reveal disclose tell see hear "
    "understand be think believe find ask".split()
) - {"be"}
"""Who declines or wants to do these takes no standing."""

BEFORE_NOW = frozenset("previously earlier formerly initially originally once".split())
"""Adverbs that put a standing into the past."""

EMPTY_NOUNS = frozenset(
    "way time times day days week weeks month months year years people thing things lot part parts kind number one ones "
    "other others question questions issue issues matter matters fact case side sides place point end idea prospect "
    "possibility option something anything nothing everything possession position statement comment comments reporter "
    "reporters report reports newspaper outlet source sources official officials leader leaders president minister "
    "ministers chief government spokesman spokeswoman man woman person men women result results reason reasons need "
    "call calls demand demands step steps move word words view views hope hopes fear fears role claim claims anybody "
    "everybody somebody nobody concern concerns home world hour hours minute minutes moment today yesterday tomorrow "
    "monday tuesday wednesday thursday friday saturday sunday story news picture photograph name line form half "
    "format formats framework frameworks discussion discussions table heart top front back hand hands eye eyes seat door ground road lines sense extent level basis sort focus "
    "importance necessity support opposition responsibility request proposal offer version account fault mistake "
    "chance figure figures percent attempt effort efforts speech interview meantime future past present start".split()
)
"""Heads of noun phrases that name no issue by themselves."""

ENDING = frozenset(
    f
    for v in "close end stop halt shut ban cancel block leave quit avoid prevent suspend delay cut drop abandon withdraw "
    "scrap repeal abolish dismantle undo reverse oppose reject lift freeze postpone".split()
    for f in forms_of(v)
) | {"shut", "cut", "halted"}
"""Actions against what they are done to: who wants the war to end is against the war."""
ENDING_NOUNS = frozenset(
    "end halt ban stop cessation suspension withdrawal closure cancellation abolition repeal".split()
)
"""Nouns of the same, before "to", "of" or "on"."""

SAME_IN_NEWS = tuple(
    frozenset(group.split())
    for group in (
        "ceasefire truce armistice",
        "deal agreement accord pact settlement",
        "talk negotiation",
        "strike walkout stoppage",
        "layoff redundancy",
        "inquiry investigation probe",
        "troop soldier",
        "tax levy duty",
        "election poll vote",
        "pay wage salary",
        "jab vaccine vaccination",
        "shutdown closure",
        "takeover acquisition merger",
        "compensation payout",
        "evacuation",
        "inspection inspector",
    )
)
"""Nouns that reports of one story use for one another (singular)."""
