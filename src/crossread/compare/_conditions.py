"""Conditions in the clauses of one report: what depends on what, in its own words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from crossread.compare._reading import MAX_CLAUSE_WORDS, STOPS, Reading
from crossread.compare._standing import relative_start, whose
from crossread.extract.cues import SAY, lemma
from crossread.records import Condition, Order, content_id

NEGATIVE = frozenset(
    "no not n't n’t never nobody nothing none neither nor cannot impossible prohibit prohibits prohibited forbid forbids refuse refuses refused "
    "refusing reject rejects rejected rule rules ruled unthinkable".split()
)
"""Words that make "without" or "until" a condition."""
REQUIRING = frozenset(
    "must need needs needed should insist insists insisted demand demands demanded want wants wanted require requires required "
    "importance necessary necessity stress stressed stresses urge urged urges first".split()
)
"""Words that make "before" a condition and no mere order in time."""
STRETCHES = frozenset("seconds minutes hours days weeks months years moments shortly long just".split())
"""Right before "before", these tell how long, and no order that is asked for."""
AHEAD = frozenset("will 'll would 'd can could must wo shall should may might going to".split())
"""Words by which a main clause looks ahead."""
NOT_CONDITION = frozenset(
    "as even what only or and asked ask asks see know knew wonder wonders wondered doubt whether not than unclear".split()
)
"""Before "if", these make it a question or a comparison."""
NO_MATTER = frozenset("any not necessary possible so you anything ever only needed true anyone".split())
"""After "if", these make it a phrase or a general remark."""
LIVING = frozenset("live survive stand last cope manage imagine".split())
"""What cannot be done without a thing, and is no deed that anybody makes depend on it."""
LASTING = frozenset("stay remain keep continue last".split())
"""What will go on until something happens ends by that."""
FORESEEING = frozenset("will 'll would wo shall 'd".split())
"""Words by which a clause tells what is to come, so that a "when" or "once" in it is a condition."""
READY = frozenset("ready willing prepared".split())
DEPENDING = frozenset("depend depends depended depending hinge hinges hinged hinging".split())
ASIDES = frozenset("however though too then nevertheless nonetheless meanwhile anyway moreover".split())
"""Between commas these part no clause ("she would not sign, however, before ...")."""
ONLY_LEADS: dict[str, Order] = {
    "if": "only_if",
    "when": "only_if",
    "with": "only_if",
    "under": "only_if",
    "once": "after",
    "after": "after",
}
BEGINNING = frozenset("occur happen begin start proceed resume open held place".split())
"""Verbs of taking place: what "must begin with" something depends on it."""
MIN_TELLING = 5
"""A clause with "be" and a pronoun tells something in so many words ("it isn't out by then")."""
DOING = frozenset("do does did done doing".split())
MAX_TAKEN_UP = 4
ANONYMITY = frozenset("anonymity".split())
NAMED = frozenset("named identified identify name".split())
PUT_OFF = frozenset("decid decide sign agree vote".split())
MAX_NOMINAL = 5
"""Neither side of "no deal, no vote" is longer."""
MAX_SAYING = 7
"""A clause of saying that cuts into a condition ("no talks, she said, unless ...") is no longer than this."""

Stretch = tuple[int, int]


def find_conditions_in(reading: Reading) -> Iterator[Condition]:
    """Find the conditions of a report, in text order."""
    for i, word in enumerate(reading.low):
        read = READERS.get(word)
        if read is not None:
            for what, requires, order in read(reading, i):
                made = _condition(reading, i, what, requires, order)
                if made is not None:
                    yield made


Reader = Iterator[tuple[Stretch, Stretch, Order]]


def _unless(reading: Reading, i: int) -> Reader:
    yield from _either_side(reading, i, i + 1, "unless")


def _without(reading: Reading, i: int) -> Reader:
    what = _main_before(reading, i)
    living = (k for k in range(*what) if lemma(reading.low[k]) in LIVING)
    # "could not last a week without wages", but not "cannot imagine that they will meet without a truce"
    lives = any(all(reading.upos[j] != "VERB" for j in range(k + 1, what[1])) for k in living)
    if NEGATIVE & set(reading.low[what[0] : what[1]]) and not lives:
        yield what, (i + 1, reading.clause_end(i + 1)), "only_if"


def _only(reading: Reading, i: int) -> Reader:
    first, last = reading.bounds(i)
    lead = next((k for k in range(i + 1, min(i + 5, last - 1)) if reading.low[k] in ONLY_LEADS), None)
    if lead is None:
        return
    requires, order = (lead + 1, reading.clause_end(lead + 1)), ONLY_LEADS[reading.low[lead]]
    if i == first and (asked := _question_before(reading, i)) is not None:
        yield asked, requires, order  # "Would she sign? Only if the council paid"
    elif (AHEAD | READY | {"may"}) & set(reading.low[reading.clause_start(i) : i]):
        yield (reading.clause_start(i), lead), requires, order
    elif not any(reading.upos[k] in {"NOUN", "PROPN", "PRON", "VERB"} for k in range(reading.clause_start(i), i)):
        what = _main_before(reading, i)  # "the monitors would go, but only after a truce"
        if (AHEAD | READY) & set(reading.low[slice(*what)]):
            yield what, requires, order


def _question_before(reading: Reading, i: int) -> Stretch | None:
    """Give the question that the sentence before a token asks, without its mark."""
    row = reading.sentence[i]
    if not row or reading.paragraph[row] - reading.paragraph[row - 1] > 1:
        return None
    first, last = reading.bounds(i - 1)
    return (first, last - 1) if reading.low[last - 1] == "?" else None


def _must(reading: Reading, i: int) -> Reader:
    """Read "any talks must begin with a truce"."""
    _, last = reading.bounds(i)
    verbs = [k for k in range(i + 1, min(i + 4, last - 1)) if reading.low[k] in BEGINNING]
    if verbs and reading.low[verbs[-1] + 1] in {"with", "under", "after"}:
        lead = verbs[-1] + 1
        yield (reading.clause_start(i), lead), (lead + 1, reading.clause_end(lead + 1)), "only_if"


def _provided(reading: Reading, i: int) -> Reader:
    before = reading.low[i - 1] if i else ""
    after = reading.low[i + 1 : i + 2]
    if reading.upos[i] == "SCONJ" or before == "," or after == ["that"]:
        yield from _either_side(reading, i, i + 1 + (after == ["that"]), "only_if")


def _as_long(reading: Reading, i: int) -> Reader:
    if (
        reading.low[i + 1 : i + 2] == ["as"]
        and i
        and reading.low[i - 1] in {"as", "so"}
        and _has_verb(reading, i + 2, reading.clause_end(i + 2))
        and reading.low[i + 2 : i + 4] != ["it", "takes"]
    ):
        yield from _either_side(reading, i - 1, i + 2, "only_if")


def _as_soon(reading: Reading, i: int) -> Reader:
    """Read "the hall will open as soon as the boat is in"."""
    around = i > 0 and reading.low[i - 1] == "as" and reading.low[i + 1 : i + 2] == ["as"] and i + 2 < len(reading.low)
    if around and _has_verb(reading, i + 2, reading.clause_end(i + 2)):
        for what, requires, order in _either_side(reading, i - 1, i + 2, "after"):
            if AHEAD - {"to"} & set(reading.low[slice(*what)]):
                yield what, requires, order


def _on_condition(reading: Reading, i: int) -> Reader:
    first = max(0, i - 2)
    if "on" in reading.low[first:i] and reading.low[i + 1 : i + 2] == ["that"]:
        lead = first + reading.low[first:i].index("on")
        yield from _either_side(reading, lead, i + 2, "only_if")


def _conditional(reading: Reading, i: int) -> Reader:
    """Read "conditional on", "depends on", "subject to"; but not "may depend on", which is a guess."""
    if reading.low[i] in DEPENDING and (
        reading.upos[i] != "VERB" or {"may", "might"} & set(reading.low[max(0, i - 3) : i])
    ):
        return
    if reading.low[i + 1 : i + 2] in (["on"], ["upon"]):
        yield (reading.clause_start(i), i), (i + 2, reading.clause_end(i + 2)), "only_if"


def _once(reading: Reading, i: int) -> Reader:
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    begins = reading.upos[i + 1 : i + 2] and reading.upos[i + 1] in {"DET", "NOUN", "PROPN", "PRON", "ADJ"}
    stands_alone = i == 0 or reading.low[i - 1] not in {"at", "all", "than", "more", "only", "was", "were", "is"}
    if (
        not begins
        or not stands_alone
        or not _has_verb(reading, i + 1, end)
        or reading.low[i + 1] in {"every", "again", "one"}
        or i + 2 in reading.time_at
    ):
        return
    for what, requires, order in _either_side(reading, i, i + 1, "after"):
        if AHEAD - {"to"} & set(reading.low[what[0] : what[1]]):
            yield what, requires, order


def _when(reading: Reading, i: int) -> Reader:
    """Read "we will sign when the guns are silent"; a "when" behind a day or a comma only describes it."""
    before = reading.low[i - 1] if i else ""
    if before in NOT_CONDITION | {",", "("} - {"only"} or (i and i - 1 in reading.time_at) or i + 1 >= len(reading.low):
        return
    if reading.low[reading.bounds(i)[1] - 1] == "?" or not _has_verb(reading, i + 1, reading.clause_end(i + 1)):
        return
    for what, requires, order in _either_side(reading, i, i + 1, "after"):
        ahead = FORESEEING & set(reading.low[slice(*what)])
        firm = bool(ahead & {"will", "'ll", "shall", "wo"}) or (bool(ahead) and what[0] in reading.quote_at)
        if firm and not FORESEEING & set(reading.low[slice(*requires)]):
            yield what, requires, order


def _until(reading: Reading, i: int) -> Reader:
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    if not _has_verb(reading, i + 1, end):
        return
    for what, requires, order in _either_side(reading, i, i + 1, "after"):
        said = set(reading.low[what[0] : what[1]])
        if NEGATIVE & said and (AHEAD & said or reading.is_direct(i)):
            yield what, requires, order
        elif LASTING & said and AHEAD - {"to"} & said:
            yield what, requires, "before"  # "the mine would stay shut until ..."


def _before(reading: Reading, i: int) -> Reader:
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    if i + 1 >= len(reading.low) or i + 1 in reading.time_at or reading.low[i + 1].endswith("ing"):
        return
    if i and (i - 1 in reading.time_at or reading.low[i - 1] in STRETCHES):
        return  # "wanted 60 million just hours before the talks fell apart"
    what = (i + 1, end)
    requires = _main_before(reading, i)
    said = {*reading.low[slice(*requires)]}
    if _has_verb(reading, i + 1, end) and NEGATIVE & said and (AHEAD & said or reading.is_direct(i)):
        yield requires, what, "after"
        return
    obliged = REQUIRING & said or _has_to(reading, requires)
    if "after" not in said and obliged:
        yield what, requires, "before"


def _has_to(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether a clause says that something "has to" be."""
    pairs = itertools.pairwise(reading.low[slice(*stretch)])
    return any(a in {"has", "have", "had"} and b == "to" for a, b in pairs)


def _after(reading: Reading, i: int) -> Reader:
    """Read "she would decide after the inquiry": what is put off until something is over."""
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    what = _main_before(reading, i)
    decides = any(reading.upos[k] == "VERB" and lemma(reading.low[k]) in PUT_OFF for k in range(*what))
    if i + 1 not in reading.time_at and decides and FORESEEING & set(reading.low[slice(*what)]):
        yield what, (i + 1, end), "after"


def _no(reading: Reading, i: int) -> Reader:
    """Read "no deal, no vote"."""
    first, last = reading.bounds(i)
    end = reading.clause_end(i + 1) if i + 1 < last else last
    opens = i == first or not reading.is_word(i - 1)
    if opens and end - i <= MAX_NOMINAL and reading.low[end : end + 2] == [",", "no"] and end + 2 < last:
        parts = (i, end), (end + 1, reading.clause_end(end + 2))
        if parts[1][1] - parts[1][0] <= MAX_NOMINAL and not any(
            reading.upos[k] == "VERB" for p in parts for k in range(*p)
        ):
            yield parts[1], parts[0], "only_if"


def _if(reading: Reading, i: int) -> Reader:
    before = reading.low[i - 1] if i else ""
    after = reading.low[i + 1] if i + 1 < len(reading.low) else ""
    if before in NOT_CONDITION or after in NO_MATTER or not after:
        return
    first, last = reading.bounds(i)
    if reading.low[last - 1] == "?" or any(
        reading.low[k] in {"asked", "ask", "wonder", "wondered", "whether"} for k in range(first, i)
    ):
        return
    for what, requires, order in _either_side(reading, i, i + 1, "if"):
        said = reading.low[what[0] : what[1]]
        ahead = (AHEAD - {"to", "may", "might", "could"}) & set(said)
        bound = any(a in {"is", "are"} and b == "to" for a, b in itertools.pairwise(said))
        bound = bound or bool(READY & set(said)) or _takes_up(reading, requires)
        fixed = any(k in reading.time_at for k in range(*what))
        if ahead or bound or fixed or (reading.is_direct(i) and said[:1] in (["we"], ["i"], ["then"])):
            yield what, requires, order


def _takes_up(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether a clause only takes up what was named before: "if he does not", "unless they did so"."""
    first, last = stretch
    return last - first <= MAX_TAKEN_UP and reading.upos[first] == "PRON" and bool(DOING & set(reading.low[first:last]))


def _should(reading: Reading, i: int) -> Reader:
    """Read "Should the judges find against them, they will go": an "if" by the order of words."""
    first, last = reading.bounds(i)
    if i != first or reading.low[last - 1] == "?":
        return
    for what, requires, order in _either_side(reading, i, i + 1, "if"):
        if AHEAD & set(reading.low[slice(*what)]):
            yield what, requires, order


READERS = {
    "unless": _unless, "without": _without, "only": _only, "must": _must, "provided": _provided, "providing": _provided,
    "long": _as_long, "soon": _as_soon, "condition": _on_condition, "conditional": _conditional, "contingent": _conditional,
    "once": _once, "until": _until, "before": _before, "if": _if, "should": _should, "when": _when,
    "after": _after, "no": _no,
    **dict.fromkeys(DEPENDING, _conditional),
}  # fmt: skip


def _either_side(reading: Reading, lead: int, after: int, order: Order) -> Reader:
    """Give the main clause and the condition of "X unless Y" or "Unless Y, X"."""
    first, last = reading.bounds(lead)
    if after >= last:
        return
    first = max((k + 1 for k in range(first, lead) if reading.low[k] in STOPS - {":", "(", "["}), default=first)
    end = reading.clause_end(after)
    end += reading.low[end - 1] in DOING and reading.low[end : end + 1] == ["so"]
    opens = not any(reading.is_word(k) for k in range(reading.clause_start(lead) if lead > first else first, lead))
    if opens and not any(reading.is_word(k) and reading.low[k] not in {"but", "and"} for k in range(first, lead)):
        start = end + 1 if reading.low[end : end + 1] == [","] else end
        said = reading.clause_end(start) if start < last else start
        parted = said + 1 < last and reading.low[said] == ","
        if parted and said - start <= MAX_SAYING and _is_saying(reading, start, said):
            start = said + 1
        start += reading.low[start : start + 1] == ["then"]
        only_said = said - start <= MAX_SAYING and _is_saying(reading, start, said) and not reading.is_direct(start)
        if start < last and reading.low[end : end + 1] == [","] and not only_said:
            yield (start, reading.clause_end(start)), (after, end), order
        elif (main := _main_subject(reading, after, end)) is not None:
            yield (main, end), (after, main), order
        return
    yield _main_before(reading, lead), (after, end), order


def _main_subject(reading: Reading, first: int, last: int) -> int | None:
    """Find where the main clause begins that no comma parts from the condition before it."""
    for k in range(first, last):
        above = reading.head[k]
        if reading.low[above] in {"long", "soon"}:
            above = reading.head[above]  # "as long as the wind holds there will be no flights"
        if reading.rel[k].startswith("advcl") and k < above < last:
            opening = ("nsubj", "expl")  # "the house ...", "there would ..."
            subjects = [c for c in reading.children[above] if reading.rel[c].startswith(opening) and k < c <= above]
            return reading.phrase(subjects[0])[0] if subjects else None
    return None


def _main_before(reading: Reading, i: int) -> Stretch:
    """Give the clause before a token, past a clause of saying that stands between."""
    first, _ = reading.bounds(i)
    end = i
    for _ in range(3):
        while end > first and (not reading.is_word(end - 1) or reading.low[end - 1] in {"but", "and"}):
            end -= 1
        start = reading.clause_start(end - 1) if end > first else first
        if (aside := _aside_start(reading, start, end)) is not None and aside > first:
            end = aside
            continue
        if end - start > MAX_SAYING or not _is_saying(reading, start, end) or start <= first:
            return start if _has_verb(reading, start, end) else _with_verb(reading, start, first), end
        end = start
    return first, first


def _with_verb(reading: Reading, start: int, first: int) -> int:
    """Give where a clause begins that a "before" or "after" with a noun does not part ("before the court")."""
    while (
        start - 1 > first
        and reading.low[start - 1] in {"before", "after"}
        and reading.rel[start - 1] in {"case", "mark"}
    ):
        start = reading.clause_start(start - 2)
    return start


def _aside_start(reading: Reading, first: int, last: int) -> int | None:
    """Give where an aside begins that commas part from its clause: ", however,", ", which ends in May,"."""
    if reading.low[last : last + 1] != [","]:
        return None
    if all(reading.low[k] in ASIDES for k in range(first, last)):
        return first
    return relative_start(reading, first)


def _is_saying(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a stretch is a subject and a verb of saying alone."""
    verbs = [k for k in range(first, last) if reading.upos[k] == "VERB"]
    firm = not (AHEAD - {"to"} | NEGATIVE) & set(reading.low[first:last])  # "she will not promise it" is no saying
    return firm and bool(verbs) and all(lemma(reading.low[k]) in SAY for k in verbs)


def _has_verb(reading: Reading, first: int, last: int) -> bool:
    return any(reading.upos[k] in {"VERB", "AUX"} or reading.rel[k].startswith("nsubj") for k in range(first, last))


def _condition(reading: Reading, i: int, what: Stretch, requires: Stretch, order: Order) -> Condition | None:
    """Make a condition where both sides name something."""
    what, requires = _trimmed(reading, (_told_from(reading, what), what[1])), _trimmed(reading, requires)
    if not _says(reading, what) or not _says(reading, requires) or _is_anonymity(reading, requires):
        return None
    if all(k in reading.time_at or reading.upos[k] in {"DET", "ADP", "PUNCT"} for k in range(*requires)):
        return None  # "not until Friday" is a day and no condition
    if all(k in reading.time_at or reading.upos[k] in {"DET", "ADP", "PUNCT"} for k in range(*what)):
        return None
    by = _made_by(reading, i, what, requires, order)
    if by is None and reading.low[i] == "if" and not {"will", "would"} & set(reading.low[slice(*what)]):
        return None
    a, b = reading.span(*what), reading.span(*requires)
    return Condition(id=content_id("n", a, b, order), what=a, requires=b, by=by, order=order)


def _is_anonymity(reading: Reading, requires: Stretch) -> bool:
    """Tell whether somebody spoke on condition of not being named; "unless those responsible are named" is another thing."""
    said = set(reading.low[slice(*requires)])
    return bool(ANONYMITY & said) or (bool(NAMED & said) and bool({"not", "n't"} & said))


def _made_by(reading: Reading, i: int, what: Stretch, requires: Stretch, order: Order) -> str | None:
    """Tell who makes a condition: in whose words it stands, who acts in what depends, or who wants it first."""
    at = what[0] if reading.speaker(what[0]) else i
    if reading.speaker(at) and (speaker := whose(reading, reading.quote_at[at], *what, deed=True)):
        obliged = {"must", "should"} & set(reading.low[slice(*requires)])
        subject = reading.entity_at.get(requires[0])
        return None if obliged and subject == speaker else speaker  # "Pell must go before ..." is not said by Pell
    if order == "before" and requires < what:
        return _actor_in(reading, requires) if not {"must", "should"} & set(reading.low[slice(*requires)]) else None
    return _actor_in(reading, what)


def _told_from(reading: Reading, stretch: Stretch) -> int:
    """Give where the clause begins that somebody says in a stretch: "the mayor said | she would pay"."""
    first, last = stretch
    told = next((k for k in range(first, last) if k in reading.quote_at), first)
    whole = any(reading.rel[k].startswith("nsubj") for k in range(told, last))
    return told if told > first and whole and _is_saying(reading, first, told) else first


def _trimmed(reading: Reading, stretch: Stretch) -> Stretch:
    first, last = stretch
    last = min(last, first + MAX_CLAUSE_WORDS)
    while first < last and (
        not reading.is_word(first)
        or reading.low[first] in {"that", "and", "but", "or", "then"}
        or (
            reading.upos[first] == "VERB"
            and lemma(reading.low[first]) in SAY
            and reading.low[first].endswith(("d", "s"))
        )
    ):
        first += 1
    while last > first and (
        not reading.is_word(last - 1) or reading.low[last - 1] in {"and", "or", "but", "only", "that"}
    ):
        last -= 1
    return first, last


def _says(reading: Reading, stretch: Stretch) -> bool:
    """Tell whether a stretch names something: a noun, a name, or a verb with its subject ("the last six are out")."""
    first, last = stretch
    subjects = any(reading.rel[k].startswith("nsubj") and reading.upos[k] != "PRON" for k in range(first, last))
    subjects = subjects or last - first >= MIN_TELLING
    if DOING & set(reading.low[first:last]) and any(reading.rel[k].startswith("nsubj") for k in range(first, last)):
        return True  # "unless he did so" takes up what was named before
    verbs = sum(reading.upos[k] == "VERB" or (subjects and reading.upos[k] == "AUX") for k in range(first, last))
    ahead = last - first > 2 and bool(FORESEEING & set(reading.low[first:last]))  # "she would back one"
    return last > first and (
        ahead
        or any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(first, last))
        or (verbs > 0 and last - first > 1)
    )


def _actor_in(reading: Reading, stretch: Stretch) -> str | None:
    """Tell who acts in a clause: by its first verb that has an actor."""
    for k in range(*stretch):
        if reading.upos[k] in {"VERB", "AUX"} and (actor := reading.actor(k)):
            return actor
    return None
