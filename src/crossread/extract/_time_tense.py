"""Which way a clause looks from the day of its report: back or ahead.

"The council met on Monday" is the Monday before, "the council will meet on Monday" the one to come.
Read from the words alone: the nearest verb that shows its tense, with its auxiliaries.
"""

from __future__ import annotations

from typing import Literal

from crossread.extract._time_words import Words, words_of

Direction = Literal[-1, 0, 1]
"""-1 back, 1 ahead, 0 the words do not say."""

_REACH = 18
"""Words looked at on either side; clauses of news text are shorter."""

_AHEAD_AUX = words_of("will ll shall would may might must should can won")
_PAST_AUX = words_of("was were had did has have been")
_PRESENT_BE = frozenset({"is", "are", "be", "being", "'s", "’s"})
_AHEAD_STATE = words_of(
    "due set scheduled expected planned slated likely poised ready going bound supposed booked billed "
    "hopes hope plans plan intends intend wants want aims aim expects expect promised promises promise "
    "vowed vows pledged pledges agreed agrees planning hoping preparing prepares proposed proposes decide "
    "threatened threatens invited asked urged ordered",
)
"""Words that make "to" plus a verb a thing to come ("agreed to meet on Friday")."""
_FIXED_AHEAD = words_of("planned scheduled slated booked due effective payable")
"""Words that make "for" or "on" plus a day a thing to come ("planned for March")."""
_AHEAD_VERBS = words_of(
    "begins starts opens resumes expires ends votes meets faces takes upcoming scheduled due slated "
    "deadline begin start open resume expire tomorrow continues continue reopens reopen returns return travels travel "
    "arrives arrive departs depart convenes convene gathers gather reconvenes reconvene decides decide delivers hosts host "
    "visits sits kicks runs calls wants want goes go meet vote shuts leaves appears lands flies sails launches closes takes lapses comes falls",
)
"""Verbs that stand in the present for what is fixed to come ("the trial begins Monday"), and adjectives like them."""
_PAST_VERBS = words_of(
    "said told went came took made gave saw found got left held met began became brought bought caught "
    "chose cut drew drove ate fell felt fought flew forgot grew heard hit kept knew laid led lent lost "
    "meant paid put quit ran rose sank sat sent shook shot shut sold spent spoke spread stole stood "
    "struck swept swore taught thought threw understood woke won wore wrote built burst dealt fled hung "
    "hurt let slid sought spun split broke broadcast arose beat bore froze hid rode tore wound withdrew "
    "overtook overthrew underwent undertook retook foresaw did had was were ago",
)
_REPORTING = words_of(
    "said told announced added warned promised vowed pledged insisted demanded ordered asked expected planned could"
)
_AGREEING = words_of("agreed promised pledged vowed decided undertaken offered planned")
_SAYING = words_of("said says told announced added")
_NOT_PAST = words_of(
    "need indeed speed feed seed bleed breed proceed exceed succeed embed red bed shed hundred united "
    "agreed-upon weed deed greed unprecedented sacred naked wicked limited",
)
_NOUN_STARTS = words_of(
    "a an the this that these those one it him her them us me his its their our my your all any each some"
)
_LEFT_AHEAD = frozenset({"by", "until", "till"})
_SUPPOSING = frozenset({"if", "unless"})
_FIXING = words_of(
    "set fixed down asked called booked scheduled summoned invited listed billed slated pencilled announced due"
)
"""Words after which "for" and a day name a day to come."""
_FIXING_REACH = 12
_SETTING_TERM = words_of("given set granted allowed left had")
"""Participles after which "until" a day "to" do something is a day to come, though "had" stands before them."""
_PUTTING_OFF = words_of("off back postponed delayed adjourned extended suspended")
_INVITING = words_of("invited summoned called")
_DECLARING = words_of("declared proclaimed designated")
_DAY_OF = frozenset({"a", "an", "the", "as", "day"})
_ENDS_STRETCH = frozenset({"to", "until", "till", "through", "on", "onwards", "-", "–", "'s", "’s", "s"})
_NO_START = words_of(
    "was were had been up down rose fell change changed unchanged percent cent points share recovered returned came back"
)
"""Before "from" and a day, these tell of the past or set a price against that day's."""
_LEFT_BACK = frozenset({"since"})
_STOPS = frozenset({";", ":", "\n\n", "but", "while", "whereas"})
_SKIPPED = words_of("not n't never also be been being then soon reportedly officially formally probably now only still")


def direction_at(  # noqa: PLR0911  (a return for each kind of words)
    words: Words, first: int, last: int, lo: int, hi: int
) -> Direction:
    """Tell which way the clause around words first to last (half-open) looks; it lies within words lo to hi."""
    before = [words.word(i) for i in range(max(lo, first - _REACH), first)]
    after = [words.word(i) for i in range(last, min(hi, last + _REACH))]
    if before[-1:] and before[-1] in _LEFT_BACK:
        return -1
    if before[-3:] in (["as", "soon", "as"], ["as", "early", "as"]) or after[:1] == ["deadline"]:
        return 1
    if before[-1:] and before[-1] in _DECLARING and after[:1] and after[0] in _DAY_OF:
        return 1  # "declared Friday a holiday"
    if after[:1] in (["'s"], ["’s"], ["s"]) and _is_now_off(after):
        return 1  # "Saturday's concert has been called off"
    if before[-2:] == ["ahead", "of"] or before[-3:] == ["ahead", "of", "the"]:
        return 1
    if before and _leads_ahead(before, after):
        return 1
    if [w for w in before[-2:] if w != "on"][-1:] in (["which"], ["who"]):
        return _nearest_right(after)  # "would not yield to the bloc, which on Friday gave it a week"
    return _nearest_left(before) or _nearest_right(after)


def _leads_ahead(before: list[str], after: list[str]) -> bool:
    """Tell whether the preposition before a day, with the verb that it goes with, makes it a day to come whatever the tense."""
    lead, had = before[-1], "had" in before
    near = before[-_FIXING_REACH:]
    if lead in _LEFT_AHEAD:
        told = not had and "had" not in after
        given = not _SETTING_TERM.isdisjoint(near) and after[:1] == ["to"]
        if told or given or not _SUPPOSING.isdisjoint(near):
            return True  # "gave them until Friday", but "by Friday all had left"
    if lead == "until":
        term = before[-2:] == ["had", "until"] or (after[:1] == ["to"] and not _is_noun_next(after, 0))
        # "had until Friday", "gave it until Friday to list the shops that had closed", "had been put off until Tuesday"
        return term or not _PUTTING_OFF.isdisjoint(before[-4:-1])
    if lead == "on":  # "has invited all staff to a meeting on Friday"
        return not _INVITING.isdisjoint(before) and not {"has", "have"}.isdisjoint(before)
    if lead == "before":  # "only if they are let in before Monday"
        return not had and not _SUPPOSING.isdisjoint(before)
    if lead == "for":  # "was fixed for Saturday", "asked them back for Saturday"
        return after[:1] not in (["'s"], ["’s"]) and not _FIXING.isdisjoint(near)
    # "has banned gatherings from Saturday", but "was shut from Monday", "from Monday to Friday"
    return lead == "from" and _ENDS_STRETCH.isdisjoint(after[:2]) and _NO_START.isdisjoint(near)


def _is_now_off(after: list[str]) -> bool:
    """Tell whether it has been cancelled what has the day, as the words behind it tell."""
    stops = [k for k, word in enumerate(after) if word in _STOPS]
    clause = after[: stops[0]] if stops else after
    joined = " ".join(clause)
    return any(
        f" {have} been {off}" in joined for have in ("has", "have") for off in ("called off", "cancelled", "postponed")
    )


def is_plain_past(before: tuple[str, ...]) -> bool:
    """Tell whether a past verb that is no verb of speech ends just before: "recovered fully within a month"."""
    if not _REPORTING.isdisjoint(before) or not (_AHEAD_AUX | {"to", "be", "is", "are"}).isdisjoint(before):
        return False
    return any(w in _PAST_VERBS or (w.endswith("ed") and len(w) > len("need") and w not in _NOT_PAST) for w in before)


def _nearest_left(before: list[str]) -> Direction:
    for at in range(len(before) - 1, -1, -1):
        if before[at] in _STOPS:
            return 0
        if before[at] in {"until", "till"} and at < len(before) - 1 and "had" not in before:
            return 1  # "has put it off until his time is up on Monday"
        found = _tense(before, at)
        if found:
            return found
    return 0


def _nearest_right(after: list[str]) -> Direction:
    for at, word in enumerate(after):
        if word in _STOPS:
            return 0
        found = _tense(after, at)
        if found:
            return found
    return 0


def _tense(row: list[str], at: int) -> Direction:  # noqa: PLR0911  (a return for each kind of words)
    """Read the tense that the word at `at` shows, with the auxiliaries to its left; 0 where it shows none."""
    word = row[at]
    if word in _AHEAD_AUX:
        return 1
    is_state = word in _AHEAD_STATE and row[at + 1 : at + 2] == ["to"] and not _is_noun_next(row, at + 1)
    if word == "take" and row[at + 1 : at + 2] == ["place"] and row[at - 1 : at] != ["to"]:
        return 0 if "did" in row[max(0, at - 3) : at] else 1  # "the funerals take place on Saturday"
    if word in _AHEAD_VERBS and "let" in row[max(0, at - 4) : at]:
        return 0  # "let four people go"
    if word in _AHEAD_VERBS or is_state:
        if row[at - 1 : at] == ["to"] and at > 1:
            return _tense_of_infinitive(row, at - 1) or 1
        return -1 if "had" in row[max(0, at - 3) : at] else 1
    if word in _FIXED_AHEAD and row[at + 1 : at + 2] in (["for"], ["on"], []):
        return 1
    if word == "to" and at and not _is_noun_next(row, at):
        return _tense_of_infinitive(row, at)
    if word in _PAST_VERBS or (word.endswith("ed") and len(word) > len("need") and word not in _NOT_PAST):
        return _tense_of_participle(row, at)
    if word == "have" and at and row[at - 1] in _AHEAD_AUX:
        return 1  # "will have a meeting on Friday"
    if word in _PAST_AUX:
        return -1
    if word.endswith("ing") and at and row[at - 1] in {"is", "are", "am"}:
        return 1
    return 0


def _is_noun_next(row: list[str], at: int) -> bool:
    """Tell whether a noun phrase follows: the "to" of "agreed to a truce in March" looks nowhere."""
    return bool(row[at + 1 : at + 2]) and row[at + 1] in _NOUN_STARTS


def _tense_of_participle(row: list[str], at: int) -> Direction:
    for back in range(at - 1, max(-1, at - 5), -1):
        word = row[back]
        if word in {"is", "are", "be"} and back == at - 1:
            return 1  # "the case is heard in May"
        if word in _AHEAD_AUX or word == "to":
            return 1
        if word in _PAST_AUX and word != "been":
            return -1
        if word not in _SKIPPED and word not in _PRESENT_BE and not word.endswith("ly"):
            break
    return -1


def _tense_of_infinitive(row: list[str], at: int) -> Direction:
    governor = row[at - 1]
    if "had" in row[max(0, at - 4) : at]:
        told = governor in _AGREEING and not _SAYING.isdisjoint(row[:at])
        return 1 if told else -1  # "she said that both had agreed to meet on Friday"
    if governor in _AHEAD_STATE or governor in {"is", "are", "was", "were"}:
        return 1
    return -1 if governor in _PAST_VERBS or governor.endswith("ed") else 0
