"""Clauses as statements: what each is about, what its predicate is, and whether it is affirmed, denied or left open.

Read from the tree of syntax: a clause is denied by a negation of its own ("nobody", "no", "never"), by the verb above it
("denied that", "refused to"), or set apart behind "without". It is left open where somebody does not confirm it, or where
nothing is decided. Where a sentence was not parsed, the words of its clauses tell it (`conflict_words`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._alignment import Weighed
from crossread.compare._wordings import keys_of
from crossread.compare.conflict_passages import Passage, Reading, firmness_of
from crossread.compare.conflict_words import (
    CLAIMS,
    CONDITIONAL,
    DENIALS,
    EMPTY_WORDS,
    NOT_WORDS,
    SAYINGS,
    Firmness,
    Term,
    is_harmless,
    plain_concept,
    stems_of,
)
from crossread.extract._clauses import MAX_SENTENCE_TOKENS, Tree, is_finite, subtree, tree_of
from crossread.language.analysis import Analysis
from crossread.records import Quote, Span

CHANGES = re.compile(
    r"\b(?:previous(?:ly)?|initially|at first|no longer|any ?more|used to|as recently as|dropped (?:his|her|its|their)|"
    r"walked .{0,30}back|formerly|originally|(?:years?|decades?) (?:ago|before|earlier))\b",
    re.IGNORECASE,
)
"""Words of what was and has changed: then against now is no contradiction."""

OPINIONS = stems_of(
    "think believ want like hope feel prefer wish support view should must need imagin expect love hate favour favor fear doubt "
    "worry suspect urge demand insist mean dream care disappoint regret enjoy glad proud sorry happy sad afraid surprise"
) - stems_of("insist expect")
"""Stems of opinions, wishes and feelings: people who disagree hold positions, they do not contradict each other's facts."""

ACCUSATIONS = stems_of("charg accus alleg suspicion suspect plea plead")
"""Stems of what is said of somebody in court: a charge and its denial do not contradict each other."""

VAGUE = stems_of(
    "be have do get make take go come give put set let keep use see look turn tri start happen time back way there hold bring "
    "seem becom remain part place part kind side person people man woman new"
)
"""Words that stand for nearly anything: what they govern tells what is said."""

REFUSING = stems_of("refus fail declin neglect avoid omit forget stop ceas")
"""Verbs that deny the verb they govern: "refused to meet"."""

EXCLUDING = stems_of("deni disput refut contradict exclud preclud lack rule-out") | {"rule-out"}
"""Verbs that deny their object: "denies any payment"."""

TURNING_AWAY = stems_of("reject dismiss")
"""Verbs that deny what a claim says, where their object is one: "dismissed reports of"."""

WAITING = stems_of("wait await")
"""Who waits for a thing neither has it nor denies that it comes."""

CONFIRMING = stems_of("confirm verifi acknowledg establish commit")
KNOWING = stems_of("confirm verifi acknowledg establish say know tell clear commit")
"""What is not confirmed, said or known is left open."""

UNDECIDED = stems_of("decid decis fix settl final finalis finaliz schedul date")
"""What is not decided is left open, and may still come."""

FALSE = stems_of("false untrue wrong fals nonsens lie fiction")
"""What is false is denied."""

TRUE = stems_of("true correct case truth")

POSSIBLE_WORDS = frozenset(
    "may might could can possibly perhaps maybe apparently suggest suggests suggested hint hints hinted speculated".split()
)
PLANNED_WORDS = frozenset(
    "will would 'll ’ll shall wo going plan plans planned planning intend intends intended expect expects expected aim aims due "
    "set scheduled prepare prepares prepared promise promises promised vow vows vowed pledged".split()
)
DEMANDED_WORDS = frozenset("must should ought".split())

QUESTION_WORDS = frozenset("what who whom whose which how why where when".split())
OF_TIME = frozenset("how where when".split())
"""What is asked by these may be left open by one report and told by another; "what he was paid for" takes for granted that he was."""

SHORT_OF_ALL = frozenset(
    "further farther fully entirely completely wholly necessarily always exactly immediately specifically".split()
)
"""What is denied in this degree only is not denied: "did not spread further", "did not immediately reply"."""

STOP = re.compile(r"[a-z]{4}\.\s[A-Z]")
"""A full stop inside what was read as one sentence: "No one was hurt. Mayor Vool came"."""

RUNNING_OUT = frozenset("is are was were be been being 's 're 'm am run ran runs running".split())
"""Before "out of" these deny what follows: "the tug was out of fuel"."""

OUTSIDE = frozenset("service office order date reach action hospital bounds danger jail prison court town".split())
"""Behind "out of" these tell where a thing is, and not that it lacks any: "all twelve are out of service"."""

COMPARING = frozenset("more so such better worse less".split())
MAX_COMPARED, MIN_COMPARATIVE = 5, 4
"""So near behind "never" a comparative stands, and so long is one at least: "closer", but not "ever"."""

CLAUSAL = frozenset("root conj ccomp advcl acl:relcl parataxis csubj csubj:pass csubj:outer".split())
"""Relations under which a predicate heads a clause of its own."""

MAX_ABOVE = 6
"""So many steps up a tree a clause looks for what governs it."""

MIN_ABOUT = 2
"""A statement that affirms something has so many telling words at least: "we talk" can be said of anything."""


class Statement(Struct, frozen=True):
    """One clause: what it is about and its predicate, as concepts; who is named; whether it is denied or left open.

    `absent` are those that a "no" stands at: "no fault". `cast` are those concepts that only name who or what the clause
    is about: "Captain Ines Vool". `partial` where it is
    told of some only ("most of the crew"), `other` where of further ones ("another guard").
    `subject` are the concepts of its subject; `subjects` the ids of those named in it. `denial` where somebody is told to
    deny it. `absolute` where it denies every case ("never", "nobody").
    """

    passage: Passage
    about: frozenset[str]
    absent: frozenset[str]
    cast: frozenset[str]
    predicate: frozenset[str]
    subject: frozenset[str]
    subjects: frozenset[str]
    entities: frozenset[str]
    firmness: Firmness
    denied: bool
    left_open: bool
    denial: bool
    absolute: bool
    excluding: bool
    subordinate: bool
    partial: bool
    other: bool
    speaker: str
    quote: str
    shown: Span
    written: Weighed


def read_all_statements(reading: Reading) -> list[Statement]:
    """Read the clauses of all reports."""
    return [s for p in reading.passages for s in read_statements(reading, p)]


def read_statements(reading: Reading, passage: Passage) -> Iterator[Statement]:
    """Read the clauses of a sentence; questions and what has changed since give none."""
    report = reading.reports[passage.report]
    text = report.doc.text[passage.span.start : passage.span.end]
    if CHANGES.search(text) or text.rstrip().rstrip("”\"'’").endswith("?"):
        return
    analysis = report.analysis
    first, last = analysis.tokens.covering(passage.span.start, passage.span.end)
    if len(analysis.syntax.upos) != len(analysis.tokens) or last - first > MAX_SENTENCE_TOKENS:
        yield from _unparsed(reading, passage)
    else:
        yield from _Sentence(reading, passage, analysis, tree_of(analysis, first, last)).statements()


def _unparsed(reading: Reading, passage: Passage) -> Iterator[Statement]:
    """Read clauses by the signs of their words alone."""
    clauses: dict[int, list[Term]] = defaultdict(list)
    for term in passage.terms:
        clauses[term.clause].append(term)
    for clause in clauses.values():
        told = [t for t in clause if t.tells and t.concept not in VAGUE | {"rule-out"}]
        firmness = firmness_of(clause)
        if len(told) < MIN_ABOUT or firmness in {"conditional", "demanded"} or {t.key for t in clause} & OPINIONS:
            continue
        denied = [t for t in told if t.sign < 0]
        plain = [t for t in told if t.concept not in reading.name_keys and not t.name]
        quote = passage.quote_at(told[0].start)
        start, end = clause[0].start, clause[-1].end
        named = frozenset(id_ for a, _, id_ in passage.mentions if start <= a < end)
        yield Statement(
            passage=passage,
            about=frozenset(t.concept for t in told),
            absent=frozenset(),
            cast=frozenset(t.concept for t in told if any(a <= t.start < b for a, b, _ in passage.mentions)),
            predicate=frozenset(t.concept for t in denied or plain),
            subject=frozenset(),
            subjects=frozenset(),
            entities=named,
            firmness=firmness,
            denied=bool(denied),
            left_open=any(t.left_open for t in told),
            denial=any(t.key in DENIALS for t in clause),
            absolute=False,
            excluding=any(t.concept == "rule-out" for t in clause),
            subordinate=False,
            partial=False,
            other=False,
            speaker=_speaker(quote),
            quote=quote.id if quote else "",
            shown=Span(passage.span.doc, start, end),
            written=reading.weighed(passage, Span(passage.span.doc, start, end)),
        )


def _speaker(quote: Quote | None) -> str:
    return (quote.speaker or quote.id) if quote else ""


class _Governor(Struct, frozen=True):
    """What stands above a clause: whether it denies it, leaves it open, or takes it out of what is told as so."""

    denies: bool = False
    opens: bool = False
    skips: bool = False
    by_denial: bool = False


class _Sense(Struct, frozen=True):
    """How a clause is meant: the tokens of its predicate, those that only say how it is meant, and whether it is denied."""

    predicates: tuple[int, ...]
    dropped: frozenset[int]
    firmness: Firmness
    denied: bool = False
    left_open: bool = False
    by_denial: bool = False
    excluding: bool = False


WITHHOLDS = re.compile(r"\b(?:not|never|(?:refus|declin)(?:e|es|ed|ing)|stop(?:s|ped|ping)? short of)\b|n['’]t\b")
"""Words of saying by which a thing is not said."""


class _Sentence:
    """One sentence with its tree, and the concept of each of its words."""

    def __init__(self, reading: Reading, passage: Passage, analysis: Analysis, tree: Tree) -> None:
        self.reading, self.passage, self.analysis, self.tree = reading, passage, analysis, tree
        self.rows = range(tree.first, tree.last)
        self.low = {i: analysis.word(i).lower().replace("’", "'") for i in self.rows}
        self.rel, self.upos = analysis.syntax.deprel, analysis.syntax.upos
        self.concept: dict[int, str] = {}
        self.term: dict[int, Term] = {}
        self._read_concepts()
        self.heads = [i for i in self.rows if self._heads_clause(i)]

    def _read_concepts(self) -> None:
        at = {int(self.analysis.tokens.start[i]): i for i in self.rows}
        last = ""
        for term in self.passage.terms:
            last = plain_concept(term.key, term.concept) if term.concept else last
            if term.start in at:
                i = at[term.start]
                self.concept.setdefault(i, last)
                self.term.setdefault(i, term)

    def _heads_clause(self, i: int) -> bool:
        if self.rel[i] not in CLAUSAL:
            return False
        kinds = {self.rel[c] for c in self.tree.under(i)}
        if self.rel[i] != "root" and not kinds & {"nsubj", "nsubj:pass"} and not is_finite(self.analysis, self.tree, i):
            return False
        if self.upos[i] in {"VERB", "AUX"}:
            joined = self.upos[int(self.analysis.syntax.head[i])] in {"VERB", "AUX", "ADJ"}
            return self.rel[i] != "conj" or joined or bool(kinds & {"nsubj", "nsubj:pass"})
        return "cop" in kinds or (self.rel[i] == "root" and "nsubj" in kinds)

    def statements(self) -> Iterator[Statement]:
        for head in self.heads:
            own = self._own(head)
            governor = self._governor(head)
            if governor.skips or self._only_says(head):
                continue
            apart = self._apart(own)
            main = self._statement(head, [i for i in own if i not in apart], governor)
            if main is not None:
                yield main
            for i in sorted(apart) if main is not None else ():
                if self.low[i] in {"without", "with"}:
                    yield from self._without(head, own, i)

    def _only_says(self, head: int) -> bool:
        """Tell words of saying and knowing: what is said stands in another clause."""
        if self._excludes(head) or self.concept.get(head) == "leave-open":
            return False  # "ruled out sending troops" says it by itself
        at = int(self.analysis.tokens.start[head])
        said = next((q for q in self.passage.quotes if q.cue is not None and q.cue.start <= at < q.cue.end), None)
        if said is not None:
            return not self._withholds(head, said)
        if self._key(head) not in KNOWING | SAYINGS | DENIALS:
            return False
        others = set(self.heads)
        return self.rel[head] == "parataxis" or any(
            self.rel[c] in {"ccomp", "parataxis"} and c in others for c in self.tree.under(head)
        )

    def _withholds(self, head: int, said: Quote) -> bool:
        """Tell who does not say a thing that is no clause of its own: "stopped short of confirming the visit"."""
        words = self.reading.reports[self.passage.report].words(said.cue).lower() if said.cue else ""
        starts = [int(self.analysis.tokens.start[i]) for i in self.heads if i != head]
        return bool(WITHHOLDS.search(words)) and not any(s.start <= a < s.end for a in starts for s in said.content)

    def _excludes(self, head: int) -> bool:
        """Tell a verb that denies what it governs, where that is no clause of its own."""
        if self.concept.get(head) != "rule-out" and self._key(head) not in EXCLUDING:
            return False
        return any(self.rel[c] in {"xcomp", "advcl", "obj"} for c in self.tree.under(head) if c not in self.heads)

    def _own(self, head: int) -> list[int]:
        """Give the words of a clause, without those of the clauses under it."""
        return sorted(subtree(self.tree, head, set(self.heads) - {head}))

    def _apart(self, own: Sequence[int]) -> set[int]:
        """Give the words behind a "without" or "with no" in a clause, itself included: they are denied, the rest is not."""
        found: set[int] = set()
        for i in own:
            noun = int(self.analysis.syntax.head[i])
            if self.rel[i] == "case" and self.low[i] == "without":
                found |= {i, noun}
            elif self.rel[i] == "case" and self.low[i] == "with" and self._is_absent(noun):
                found |= {i, noun, *(c for c in self.tree.under(noun) if self.low[c] in NEGATIONS)}
        return found

    def _without(self, head: int, own: Sequence[int], at: int) -> Iterator[Statement]:
        noun = int(self.analysis.syntax.head[at])
        statement = self._statement(head, [i for i in own if i != at], _Governor(denies=True), predicate=noun)
        if statement is not None:
            yield statement

    def _governor(self, head: int) -> _Governor:
        """Give what the verbs above a clause make of it."""
        denies = opens = by_denial = False
        at = head
        for _ in range(MAX_ABOVE):
            relation = self.rel[at].split(":")[0]
            above = int(self.analysis.syntax.head[at])
            if above == at or above not in self.low:
                break
            if relation in {"ccomp", "csubj", "xcomp"} or (relation == "acl" and self._key(above) in CLAIMS | TRUE):
                key, negated = self._key(above), self._negated(above, self._own_of(above))
                if key in OPINIONS or key in ACCUSATIONS:
                    return _Governor(skips=True)
                if key in DENIALS | FALSE:
                    opens = opens or negated
                    denies, by_denial = denies != (not negated), True
                elif negated and key in TRUE:
                    denies, by_denial = not denies, True
                elif (negated and key in KNOWING | SAYINGS) or self._stops_short(above):
                    denies, opens = True, True
            at = above
        return _Governor(denies, opens, by_denial=by_denial)

    def _own_of(self, i: int) -> list[int]:
        return [i, *self.tree.under(i)]

    def _stops_short(self, i: int) -> bool:
        """Tell "stopped short of confirming"."""
        return {"short", "of"} <= {self.low[j] for j in range(max(self.tree.first, i - 3), i)}

    def _key(self, i: int) -> str:
        term = self.term.get(i)
        return term.key if term else (keys_of(self.low[i]) or [""])[0]

    def _negated(self, head: int, words: Iterable[int]) -> bool:
        """Tell whether a clause has a negation of its own."""
        for i in words:
            if self.low[i] in NEGATIONS or (self.low[i] == "few" and self.rel[i] == "amod"):
                if self.low.get(i + 1, "").startswith(("-", "‑", "–")):
                    continue  # "the no-confidence vote"
                if self.low[i] == "no" and i > head and self.upos[i + 1 : i + 2] in ((), ("PUNCT",)):
                    continue  # "every director voted no"
                following = [self._key(j) for j in range(i + 1, min(i + 3, self.tree.last))]
                if is_harmless(following) or (i > head and self.rel[i] in {"cc", "conj"}):
                    continue
                if self.low[i] in {"none", "not"} and i > head and self.low.get(i - 1) == ",":
                    continue  # "nine were hurt, none of them badly", "it was a tug, not a ferry"
                above = int(self.analysis.syntax.head[i])
                if above != head and self.rel[above].startswith(("acl", "amod")):
                    continue  # "we paid for work not done"
                if self.low[i] == "never" and any(self._compares(j) for j in range(i + 1, i + MAX_COMPARED)):
                    continue  # "we have never been closer"
                return True
            if self.low[i] == "yet" and self.low.get(i + 1) == "to":
                return True  # "has yet to commit"
            if (
                self.low[i] == "out"
                and self.low.get(i + 1) == "of"
                and self.low.get(i - 1) in RUNNING_OUT
                and self.low.get(i + 2) not in OUTSIDE
            ):
                noun = int(self.analysis.syntax.head[i])
                if noun == head or (int(self.analysis.syntax.head[noun]) == head and self._key(head) == "run"):
                    return True
        return False

    def _compares(self, i: int) -> bool:
        """Tell a word that, after "never", says that something is more so than before: "closer", "so close"."""
        if i >= self.tree.last:
            return False
        return self.low[i] in COMPARING or (
            self.upos[i] in {"ADJ", "ADV"} and self.low[i].endswith("er") and len(self.low[i]) > MIN_COMPARATIVE
        )

    def _is_unreal(self, head: int) -> bool:
        """Tell what would have been, and was not: "would not have signed it"."""
        direct = {self.low[c] for c in self.tree.under(head)}
        return bool(direct & {"would", "'d"}) and "have" in direct

    def _is_asked(self, head: int, governor: _Governor) -> bool:
        """Tell what a clause asks and does not say: "would not reveal what the fund paid for"."""
        if self.rel[head] not in {"ccomp", "xcomp"}:
            return False
        asking = {self.low[i] for i in self.tree.under(head) if i < head} & QUESTION_WORDS
        return bool(asking) and not (governor.opens and asking <= OF_TIME)

    def _is_in_part(self, head: int) -> bool:
        """Tell a clause that is told in some degree: what denies it denies the degree only."""
        return any(self.low[c] in SHORT_OF_ALL for c in self.tree.under(head))

    def _statement(
        self, head: int, own: Sequence[int], governor: _Governor, *, predicate: int | None = None
    ) -> Statement | None:
        """Make the statement of a clause, or of what it says to be absent; None for wishes, conditions and scraps."""
        firmness = self._firmness(head, own)
        if firmness in {"conditional", "demanded"} or self._key(head) in OPINIONS | ACCUSATIONS:
            return None
        if self._is_asked(head, governor) or self._is_unreal(head) or self._key(head) in WAITING:
            return None
        if predicate is not None:
            sense: _Sense | None = _Sense((predicate,), frozenset(), firmness, denied=True)
        else:
            denied = governor.denies != self._negated(head, own)
            words = {self.low[i] for i in own}
            if denied and not governor.denies and words & {"until", "before"}:
                return None  # "will not be named until his family knows"
            if denied and (words & MAY_BE_NOT or self._is_in_part(head)):
                return None
            opens = governor.opens and denied
            predicates = tuple(self._predicates(head, own))
            sense = _Sense(predicates, frozenset(), firmness, denied, opens, governor.by_denial)
            sense = self._turned(head, own, sense)
        return self._make(head, own, self._decided(own, sense)) if sense is not None else None

    def _turned(self, head: int, own: Sequence[int], sense: _Sense) -> _Sense | None:
        """Give the sense of a clause whose verb denies its object, or does not confirm it; None where it has none."""
        if self.concept.get(head) == "leave-open":
            return self._opened(head, sense)
        turn = self._turn(head, own)
        if turn is None:
            return sense
        objects, opens = turn
        if not objects:
            return None
        left_open = opens or sense.denied  # "did not confirm it", "did not rule it out"
        return _Sense(
            predicates=tuple(objects),
            dropped=frozenset({head}),
            firmness="possible" if sense.denied and not opens else sense.firmness,
            denied=opens or not sense.denied,
            left_open=left_open or sense.left_open,
            by_denial=sense.by_denial or not opens,
            excluding=not opens,
        )

    def _opened(self, head: int, sense: _Sense) -> _Sense | None:
        """Give the sense of "left open whether" and "left the door open to": what may still come."""
        words = {head, *(c for c in self.tree.under(head) if self.low[c] in {"door", "open"})}
        wanted = {"obl", "xcomp", "advcl", "ccomp", "obj", "nsubj:pass"}
        found = [c for w in sorted(words) for c in self.tree.under(w) if self.rel[c] in wanted and c not in words]
        if not found or sense.denied:
            return None
        return _Sense(
            predicates=tuple(found),
            dropped=frozenset(words),
            firmness="possible",
            left_open=True,
            excluding=True,
        )

    def _decided(self, own: Sequence[int], sense: _Sense) -> _Sense:
        """Leave open what is not decided: it is the rest of the clause that may come ("no date has been set for the talks")."""
        undecided = frozenset(i for i in sense.predicates if self._key(i) in UNDECIDED)
        if not sense.denied or not undecided:
            return sense
        rest = tuple(i for i in sense.predicates if i not in undecided)
        rest = rest or tuple(i for i in own if i not in undecided and self.upos[i] in {"NOUN", "VERB"})
        return replace(sense, predicates=rest, dropped=sense.dropped | undecided, left_open=True)

    def _turn(self, head: int, own: Sequence[int]) -> tuple[list[int], bool] | None:
        """Give the objects of a verb that denies or does not confirm them, and whether it leaves them open; None for others."""
        inside = set(own)
        concept, key = self.concept.get(head, ""), self._key(head)
        objects = [c for c in self.tree.under(head) if c in inside and self.rel[c] in {"obj", "nsubj:pass"}]
        verbs = [c for c in self.tree.under(head) if c in inside and self.rel[c] in {"xcomp", "advcl"}]
        if key in REFUSING and verbs:
            said = [v for v in verbs if self._key(v) in SAYINGS | CONFIRMING]
            objects = [c for v in said for c in self.tree.under(v) if self.rel[c] == "obj"]
            return (objects, True) if said else (verbs, False)
        if concept == "rule-out" or key in EXCLUDING:
            return self._said(objects) + verbs, False
        if key in TURNING_AWAY and {self._key(o) for o in objects} & CLAIMS:
            return self._said(objects), False
        if key in CONFIRMING and (self._negated(head, own) or self._stops_short(head)) and objects:
            return objects, True
        return None

    def _said(self, objects: Sequence[int]) -> list[int]:
        """Give what claims say, where objects are claims: "reports of the call"."""
        found = []
        for i in objects:
            below = [c for c in self.tree.under(i) if self.rel[c].split(":")[0] in {"nmod", "acl"}]
            found += below if self._key(i) in CLAIMS else [i]
        return found

    def _predicates(self, head: int, own: Sequence[int]) -> list[int]:
        """Give the words that say what is done or so: the verb, the verb it governs, and the object of one that tells little."""
        inside = set(own)
        absent = [c for c in self.tree.under(head) if c in inside and self.rel[c] in ARGUMENTS and self._is_absent(c)]
        if absent and self._key(head) in KNOWING | SAYINGS:
            return absent  # "no injuries have been reported"
        found = [head, *absent]
        todo = [head]
        while todo:
            at = todo.pop()
            under = [c for c in self.tree.under(at) if c in inside]
            more = [c for c in under if self.rel[c] == "xcomp" or (self.rel[c] == "conj" and self.upos[c] == "VERB")]
            if self._key(at) in VAGUE or self.concept.get(at) in VAGUE:
                kinds = {self.rel[c] for c in under}
                wanted = {"obj", "nsubj:pass"} | ({"nsubj"} if "expl" in kinds else set())
                objects = [c for c in under if self.rel[c] in wanted and self.low[c] not in NEGATIONS]
                more += objects or [c for c in under if self.rel[c] == "obl" and not more]
            found += more
            todo += [c for c in more if self.rel[c] == "xcomp"]
        if self._key(head) in STAYING and any(self.rel[c] == "xcomp" for c in found):
            found.remove(head)  # "the gates stay open"
        return list(dict.fromkeys(found))[:MAX_PREDICATES]

    def _is_absent(self, i: int) -> bool:
        """Tell "no letter": a noun that a negation stands at."""
        return any(self.rel[c] == "det" and self.low[c] in NEGATIONS for c in self.tree.under(i))

    def _firmness(self, head: int, own: Sequence[int]) -> Firmness:
        words = [self.low[i] for i in own]
        beside = [c for c in self.tree.under(head) if self.rel[c] != "conj"]  # not of "was paid, and none was promised"
        direct = {self.low[c] for c in beside} | {self.low[head]}
        if CONDITIONAL & direct or any("unless" in self._marks(c) for c in self.tree.under(head)):
            return "conditional"
        if DEMANDED_WORDS & direct:
            return "demanded"
        if POSSIBLE_WORDS & set(words) and "not" not in direct and "n't" not in direct:
            return "possible"
        to_be = self.rel[head] != "xcomp" and "to" in direct and bool({"is", "are"} & direct)
        return "planned" if PLANNED_WORDS & direct or to_be else "asserted"

    def _make(self, head: int, own: Sequence[int], sense: _Sense) -> Statement | None:
        starts, ends = self.analysis.tokens.start, self.analysis.tokens.end
        own = sorted({*own, *(i for p in sense.predicates if p not in own for i in subtree(self.tree, p))})
        held = [i for i in own if i not in sense.dropped and self._tells(i, sense.predicates)]
        about = frozenset(self.concept[i] for i in held)
        quote = self.passage.quote_at(int(starts[head]))
        named, subject, subjects = self._cast(head, own, quote)
        if len(about) < (1 if sense.denied or sense.excluding else MIN_ABOUT) or not about - self.reading.name_keys:
            return None
        if not any(self.upos[i] in TELLING_TAGS or i in sense.predicates for i in held):
            return None  # "they never really did", "not the first time"
        if {self.low[i] for i in subject} & ANYBODY or (not subject and self._is_order(head)):
            return None
        run = self._run(head, own)
        shown = Span(self.passage.span.doc, int(starts[run[0]]), int(ends[run[-1]]))
        if STOP.search(self.reading.reports[self.passage.report].words(shown)):
            return None
        return Statement(
            passage=self.passage,
            about=about,
            absent=frozenset(self.concept[i] for i in held if self._is_absent(i)),
            cast=frozenset(self.concept[i] for i in held if self._is_cast(i)),
            predicate=frozenset(self.concept.get(i, "") for i in sense.predicates) & about,
            subject=frozenset(self.concept[i] for i in subject if i in held),
            subjects=subjects,
            entities=named,
            firmness=sense.firmness,
            denied=sense.denied,
            left_open=sense.left_open,
            denial=sense.by_denial,
            absolute=any(self.low[i] in ABSOLUTE for i in own),
            excluding=sense.excluding,
            subordinate=self.rel[head] in {"acl:relcl", "advcl"} and not CONTRASTING & self._marks(head),
            partial=bool({self.low[i] for i in subject} & SOME),
            other=bool({self.low[i] for i in subject} & OTHERS),
            speaker=_speaker(quote),
            quote=quote.id if quote else "",
            shown=shown,
            written=self.reading.weighed(self.passage, shown),
        )

    def _cast(
        self, head: int, own: Sequence[int], quote: Quote | None
    ) -> tuple[frozenset[str], list[int], frozenset[str]]:
        """Give who is named in a clause, the words of its subject, and who is named there; "I" is who speaks."""
        starts, ends = self.analysis.tokens.start, self.analysis.tokens.end
        mentions = self.passage.mentions
        named = {id_ for a, _, id_ in mentions if any(int(starts[i]) <= a < int(ends[i]) for i in own)}
        subject = self._subject(head, own)
        places = {int(starts[i]) for i in subject}
        subjects = {id_ for a, b, id_ in mentions if any(a <= x < b for x in places)}
        if quote is not None and quote.speaker:
            named |= {quote.speaker} if FIRST_PERSON & {self.low[i] for i in own} else set()
            subjects = {quote.speaker} if "i" in {self.low[i] for i in subject} else subjects
        return frozenset(named), subject, frozenset(subjects)

    def _is_cast(self, i: int) -> bool:
        """Tell a word of a name, or a title right before one."""
        starts = self.analysis.tokens.start
        places = [int(starts[j]) for j in (i, i + 1) if j < self.tree.last]
        inside = [any(a <= at < b for a, b, _ in self.passage.mentions) for at in places]
        return inside[0] or (inside[-1] and self.analysis.word(i)[:1].isupper())

    def _is_order(self, head: int) -> bool:
        """Tell "Ask me after the vote": a verb that stands highest and has no subject."""
        if self.upos[head] != "VERB" or self.rel[head] not in {"root", "ccomp", "parataxis"}:
            return False
        return not any(self.rel[c].startswith(("nsubj", "csubj", "expl")) for c in self.tree.under(head))

    def _tells(self, i: int, predicates: Sequence[int]) -> bool:
        term = self.term.get(i)
        if term is None or not self.concept.get(i) or term.key in NOT_WORDS:
            return False
        if self.upos[i] in {"DET", "ADP", "AUX", "PRON", "CCONJ", "SCONJ", "PART"} and " " not in self.concept[i]:
            return term.tells and i in predicates
        if i in predicates:
            return self.concept[i] not in (VAGUE if self.upos[i] != "NOUN" else VAGUE | EMPTY_WORDS)
        return term.tells and self.concept[i] not in VAGUE

    def _run(self, head: int, own: Sequence[int]) -> list[int]:
        """Give the words of a clause that stand together around its predicate."""
        inside = set(own)
        first = last = head
        while first - 1 in inside or (first - 2 in inside and self.upos[first - 1] == "PUNCT"):
            first -= 1
        while last + 1 in inside or (last + 2 in inside and self.upos[last + 1] == "PUNCT"):
            last += 1
        while first < head and self.upos[first] in {"PUNCT", "CCONJ", "SCONJ"}:
            first += 1
        marks = (i for i in range(head + 1, last + 1) if self.rel[i] == "mark")
        begun = next((i for i in marks if int(self.analysis.syntax.head[i]) > last), None)
        last = last if begun is None else begun - 1  # "..., though such a tax" begins what the clause does not hold
        while last > head and self.upos[last] in {"PUNCT", "CCONJ", "SCONJ"}:
            last -= 1
        return list(range(first, last + 1))

    def _is_none(self, i: int) -> bool:
        return self.low[i] in NEGATIONS or any(self.low[c] in NEGATIONS for c in self.tree.under(i))

    def _marks(self, head: int) -> set[str]:
        return {self.low[c] for c in self.tree.under(head) if self.rel[c] == "mark"}

    def _subject(self, head: int, own: Sequence[int]) -> list[int]:
        inside, at = set(own), head
        for _ in range(MAX_ABOVE):
            found = [c for c in self.tree.under(at) if self.rel[c].startswith(("nsubj", "csubj", "expl"))]
            if any(self.rel[c] == "expl" for c in found) or any(self._is_none(c) for c in found):
                return []  # "there was no notice", "no line ran": nobody is told to have done anything
            if found:
                parts = [i for f in found for i in (f, *self.tree.under(f)) if i in inside or f not in inside]
                return parts + [k for i in parts if self.low[i] in GOING_BY for k in subtree(self.tree, i) - {i}]
            above = int(self.analysis.syntax.head[at])
            if self.rel[at] not in {"conj", "xcomp"} or above == at or above not in self.low:
                break
            at = above
        return []


GOING_BY = frozenset("known called named dubbed nicknamed".split())
"""Behind these stands the name of who acts: "the man known as Commander Pell offers"."""

MAX_PREDICATES = 5
"""So many words of a clause are its predicate at most."""

ARGUMENTS = frozenset("obj nsubj nsubj:pass".split())
"""Relations of what a verb is said of."""

STAYING = stems_of("stay remain keep")
"""Verbs that tell nothing where another word says what stays so."""

TELLING_TAGS = frozenset("NOUN PROPN VERB".split())
"""Parts of speech of which a clause has one at least that tells something."""

SOME = frozenset("most some many several few part half".split())
"""What is told of some does not contradict what is told of others."""

OTHERS = frozenset("other others another else".split())

MAY_BE_NOT = frozenset("may might perhaps maybe possibly".split())
"""What "may not" be is not denied."""

ANYBODY = frozenset("you one".split())
"""Who says what "you" do or do not tells no fact."""

CONTRASTING = frozenset("though although while whereas but".split())
"""What begins with one of these is told for its own sake."""

FIRST_PERSON = frozenset("i me my we us our".split())
NEGATIONS = frozenset("not n't never no nobody none neither nor nothing hardly cannot".split())
ABSOLUTE = frozenset("never no nobody none nothing nowhere".split())
