"""Words of speaking: verbs and nouns that report what somebody said, as data.

The attribution heads of the language model find cues by themselves; this list decides where they are
silent, above all for short fragments in marks.
"""

from __future__ import annotations

SAY = frozenset(
    "accuse acknowledge add admit advise affirm agree allege announce answer argue ask assert assess assure blame boast call caution claim comment "
    "complain concede concur condemn confess confirm contend criticise criticize declare decry demand denounce deny describe dismiss disclose dub "
    "echo emphasise emphasize exclaim explain express foresee hail highlight hint imply inform insist joke label lament maintain mention mock mourn "
    "note object observe offer opine order plead pledge point post praise predict proclaim promise propose protest quip quote read reaffirm reassure "
    "recall recommend reckon recount refer refuse reiterate reject relate remark remind repeat reply report reportedly request respond retort reveal "
    "say shout signal slam specify speculate state stress suggest summarise summarize swear talk tell tease term testify thank think threaten tout "
    "tweet underline underscore urge utter voice vow warn welcome whisper wonder write yell".split()
)
"""Lemmas of verbs that report speech or writing."""

BELIEVE = frozenset(
    "assume believe consider doubt expect fear feel find hope know regard see suspect think understand want wish".split()
)
"""Lemmas of verbs of opinion: they report what somebody is said to think."""

SPOKEN_NOUNS = frozenset(
    "statement comment remark interview speech post tweet letter press conference briefing address message warning claim promise pledge".split()
)
"""Nouns for acts of speaking, as in "in a statement"."""

_IRREGULAR = {
    "said": "say", "says": "say", "told": "tell", "tells": "tell", "wrote": "write", "written": "write", "thought": "think", "felt": "feel",
    "saw": "see", "seen": "see", "knew": "know", "known": "know", "swore": "swear", "sworn": "swear", "spoke": "speak", "spoken": "speak",
    "foresaw": "foresee", "understood": "understand", "found": "find", "read": "read", "gave": "give", "given": "give", "made": "make",
    "took": "take", "went": "go", "gone": "go", "came": "come", "got": "get", "left": "leave", "held": "hold", "met": "meet", "kept": "keep",
    "is": "be", "are": "be", "was": "be", "were": "be", "been": "be", "am": "be", "has": "have", "had": "have", "did": "do", "done": "do",
    "lying": "lie", "replied": "reply", "denied": "deny", "implied": "imply", "replies": "reply", "denies": "deny", "led": "lead", "won": "win",
    "lost": "lose", "built": "build", "sent": "send", "brought": "bring", "bought": "buy", "began": "begin", "begun": "begin", "fell": "fall",
    "broke": "break", "broken": "break", "rose": "rise", "risen": "rise", "struck": "strike", "shot": "shoot", "killed": "kill", "paid": "pay",
    "sold": "sell", "stood": "stand", "sought": "seek", "taught": "teach", "caught": "catch", "fought": "fight", "hit": "hit", "put": "put",
    "set": "set", "cut": "cut", "ran": "run", "run": "run", "grew": "grow", "drew": "draw", "flew": "fly", "threw": "throw", "chose": "choose",
    "quipped": "quip", "admitted": "admit", "planned": "plan", "dropped": "drop", "stopped": "stop", "referred": "refer", "agreed": "agree",
}  # fmt: skip


def lemma(word: str) -> str:
    """Give the base form of an English verb form, as well as a table of irregular forms and the regular endings tell it.

    Silent e is restored where the list of reporting verbs knows the result ("state", not "stat").
    """
    w = word.lower()
    if w in _IRREGULAR:
        return _IRREGULAR[w]
    if w in SAY or w in BELIEVE:
        return w
    for ending, replacements in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("ing", ("", "e")),
        ("ed", ("", "e")),
        ("es", ("", "e")),
        ("s", ("",)),
    ):
        if w.endswith(ending) and len(w) - len(ending) >= MIN_STEM:
            stem = w[: -len(ending)]
            options = [stem + r for r in replacements]
            if stem[-1:] == stem[-2:-1] and ending in {"ing", "ed"}:
                options.append(stem[:-1])
            known = [o for o in options if o in SAY or o in BELIEVE]
            return known[0] if known else options[0]
    return w


MIN_STEM = 2
"""A shorter stem is no verb: "red", "wing"."""
