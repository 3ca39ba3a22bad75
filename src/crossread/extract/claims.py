"""Claims: the statements of fact of one report, clause by clause.

Units come from the dependency tree (`_clauses`), polarity and modality from the words around the
predicate (`_modality`). The words of an attribution (source and cue) are no part of a claim: what
somebody said is the claim, and `by` is the quote that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from crossread.extract._clauses import (
    HANGING,
    LEADING,
    MAX_SENTENCE_TOKENS,
    SUBJECTS,
    Clause,
    Tree,
    find_clauses,
    subtree,
    tree_of,
    trim,
    with_coordinated_subjects,
)
from crossread.extract._modality import DENYING, is_negated, judge
from crossread.extract.cues import SAY, lemma
from crossread.extract.datelines import dateline_before
from crossread.language.analysis import Analysis
from crossread.language.paragraphs import is_aside
from crossread.records import Claim, Entity, Figure, Found, Modality, Polarity, Quote, Span, TimeRef, content_id

MADE_BY = "claims@1"

MIN_WORDS = 4
"""A shorter stretch is no statement that can be checked alone ("he says", "so be it")."""

MIN_CONTENT_WORDS = 2
"""Nouns, names, verbs, adjectives and numbers that a statement has at least; one fewer where it is denied ("she would not step down")."""

MIN_RELATIVE_WORDS = 5
"""A relative clause is shorter by its subject, and mostly of less worth: more of it must be there."""

LEADING_ON = (
    r"read (?:also|more)|also read|see also|watch|listen|more (?:on|from)|subscribe|sign up|follow us|click here"
)
"""How a line begins that leads to another report or to the page's own offers."""
JUNK = re.compile(
    rf"^\W*(?:{LEADING_ON}|related|share this|"
    r"advertisement|photo(?:graph)?|picture|image|credit|getty|source|by [A-Z]|updated|published|correction policy|do you know|do YOU)\b(?! that| of)[^.]{0,12}[:|A-Z]",
    re.IGNORECASE,
)
"""Lines that are no part of what is told: "READ ALSO: ...", "Photo: ..."."""

MAX_SAYING_TOKENS = 12
"""A source and its verb behind a comma are at most so long ("the head of the river authority told the radio")."""

STOPS = frozenset({".", "!", "?", ";"})

MIN_COVERED = 0.6
"""Share of a voice's words in a stretch that its clauses cover together; below it the tree has gone wrong somewhere."""

MAX_WHOLE_TOKENS = 45
"""A longer stretch is no unit that one can check, whatever the tree leaves out of it."""

MOST_OF_OTHER = 0.6
"""A clause that is so large a share of the one around it is no claim of its own."""

SAYING = frozenset(
    "said says say told tells added adds announced confirmed promised insisted denied claimed repeated reported stated warned offered asked".split()
)

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})

_RULED_OUT = frozenset({"ruled", "out"})


class _Speech(Struct, frozen=True):
    """Where a report stops speaking itself: characters of a quote's content, and of source and cue words."""

    content: Mapping[int, tuple[tuple[int, int, Quote], ...]]
    frame: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    cues_at: Mapping[int, tuple[tuple[int, int, Quote], ...]]

    def quote_at(self, offset: int) -> Quote | None:
        """Give the innermost quote whose content holds a character."""
        inside = [(b - a, q.id, q) for a, b, q in self.content.get(offset // SHELF, ()) if a <= offset < b]
        return min(inside, key=lambda held: held[:2])[2] if inside else None

    def cue_at(self, offset: int) -> Quote | None:
        """Give the quote whose words of saying hold a character."""
        return next((q for a, b, q in self.cues_at.get(offset // SHELF, ()) if a <= offset < b), None)

    def is_cue(self, offset: int) -> bool:
        """Tell whether a character lies in words of saying."""
        return self.cue_at(offset) is not None


SHELF = 512
"""Spans of quotes are kept by stretches of so many characters, so that a long report is not searched whole for each word."""


def _shelved(spans: Iterable[tuple[int, int, Quote]]) -> Mapping[int, tuple[tuple[int, int, Quote], ...]]:
    shelves: dict[int, list[tuple[int, int, Quote]]] = {}
    for a, b, q in spans:
        for shelf in range(a // SHELF, (b - 1) // SHELF + 1):
            shelves.setdefault(shelf, []).append((a, b, q))
    return {shelf: tuple(held) for shelf, held in shelves.items()}


def find_claims(
    analysis: Analysis,
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    times: Sequence[TimeRef],
    entities: Sequence[Entity],
) -> Found[Claim]:
    """Find the statements of fact of one report.

    Args:
        analysis: the report, read.
        quotes: its quotes; a clause inside the content of one is a claim by that quote.
        figures, times: those inside a claim are named in it.
        entities: those mentioned inside a claim are named in it.

    Returns:
        Claims in text order. Questions, junk lines and fragments give none.
    """
    analysis = with_coordinated_subjects(analysis)
    speech = _speech([q for q in quotes if not _is_act(analysis, q)])
    doc = analysis.doc
    inside = _Inside(doc.id, figures, times, entities)
    claims: dict[tuple[int, int], Claim] = {}
    tokens = analysis.tokens
    title = _key(doc.title or "")
    for row in range(len(analysis.sentences)):
        start, end = int(analysis.sentences.start[row]), int(analysis.sentences.end[row])
        start += dateline_before(doc.text, start, end)
        first, last = tokens.covering(start, end)
        text = doc.text[start:end]
        if is_aside(doc.text, start):
            continue
        if not MIN_WORDS <= last - first <= MAX_SENTENCE_TOKENS or JUNK.match(text) or _key(text) == title:
            continue
        tree = tree_of(analysis, first, last)
        clauses = list(find_clauses(analysis, tree))
        found = [
            c
            for stretch in stretches(analysis, first, last)
            for c in _in_stretch(analysis, tree, stretch, clauses, speech, inside)
        ]
        for claim in _with_acts(analysis, tree, clauses, found, speech, inside):
            claims.setdefault((claim.span.start, claim.span.end), claim)
    return Found(tuple(_largest(sorted(claims.values(), key=lambda c: (c.span.start, c.span.end)))))


def stretches(analysis: Analysis, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the token ranges between full stops and semicolons: a quotation of two sentences may be split as one."""
    start = first
    for i in range(first, last):
        if analysis.word(i) in STOPS or i == last - 1:
            if i >= start:
                yield start, i + 1
            start = i + 1


def _in_stretch(
    analysis: Analysis,
    tree: Tree,
    stretch: tuple[int, int],
    clauses: Sequence[Clause],
    speech: _Speech,
    inside: _Inside,
) -> list[Claim]:
    """Make the claims of one stretch; where the clauses leave out much of what a voice says there, its words are one claim."""
    cut = [
        replace(c, first=max(c.first, stretch[0]), last=min(c.last, stretch[1]))
        for c in clauses
        if stretch[0] <= c.predicate < stretch[1]
    ]
    made = [(clause, _claim(analysis, tree, clause, speech, inside)) for clause in cut]
    found = [claim for _, claim in made if claim is not None]
    hanging = {claim.id for clause, claim in made if claim is not None and clause.relation in {*HANGING, "advcl"}}
    for clause in _whole(analysis, stretch, speech):
        whole = _claim(analysis, tree, clause, speech, inside)
        if whole is None or not (whole.figures or analysis.syntax.upos[clause.predicate] in {"VERB", "AUX"}):
            continue
        same = [c for c in found if c.by == whole.by and c.span.overlaps(whole.span)]
        torn = any(_is_torn(analysis, c) for c in same)
        if (torn or _covered(same) < MIN_COVERED * (whole.span.end - whole.span.start)) and (
            not same or clause.last - clause.first <= MAX_WHOLE_TOKENS
        ):
            found = [c for c in found if c not in same or (c.id in hanging and not torn)] + [whole]
    return found


def _is_act(analysis: Analysis, quote: Quote) -> bool:
    """Tell whether words of saying are none, and what is "said" is the object of an act: "backed the strike", "threw out the case against her"."""
    if quote.type != "indirect" or quote.cue is None:
        return False
    upos, deprel = analysis.syntax.upos, analysis.syntax.deprel
    content = [i for span in quote.content for i in range(*analysis.tokens.covering(span.start, span.end))]
    if any(upos[i] in {"VERB", "AUX"} and deprel[i] != "amod" for i in content):
        return False
    cue = range(*analysis.tokens.covering(quote.cue.start, quote.cue.end))
    return any(deprel[i] == "aux:pass" for i in cue) or not any(lemma(analysis.word(i)) in SAY for i in cue)


def _with_acts(
    analysis: Analysis,
    tree: Tree,
    clauses: Sequence[Clause],
    found: Sequence[Claim],
    speech: _Speech,
    inside: _Inside,
) -> list[Claim]:
    """Add the outlet's own claims of clauses of saying in which nothing that is said is a claim: "He still says 540 kilometres"."""
    claims = list(found)
    for clause in clauses:
        held = speech.cue_at(int(analysis.tokens.start[clause.predicate]))
        run = trim(analysis, clause.first, clause.last) if held else None
        told = run is not None and not _ends_in_saying(analysis, tree, run)
        if held is None or run is None or not told or not _is_statement(analysis, tree, clause, run):
            continue
        span = analysis.span(*run)
        is_whole = all(span.start <= s.start and s.end <= span.end for s in held.content)
        if is_whole and not any(_mostly_shared(c.span, span) for c in claims):
            claims.append(_make_claim(analysis, tree, clause, run, None, inside))
    return claims


def _mostly_shared(a: Span, b: Span) -> bool:
    """Tell whether two spans share more than half of the shorter: a clause about who speaks begins with the name."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared > min(a.end - a.start, b.end - b.start)


def _is_torn(analysis: Analysis, claim: Claim) -> bool:
    """Tell whether a claim begins in the middle of a phrase ("of the harbour, ..."): the tree has gone wrong."""
    at, _ = analysis.tokens.covering(claim.span.start, claim.span.end)
    if at == 0 or analysis.syntax.upos[at] != "ADP" or analysis.tokens.sentence[at - 1] != analysis.tokens.sentence[at]:
        return False
    before = analysis.word(at - 1)
    return before.isalnum() and analysis.syntax.upos[at - 1] in {"NOUN", "PROPN", "ADJ", "VERB"}


def _covered(claims: Sequence[Claim]) -> int:
    """Count the characters that some claims cover together."""
    total, end = 0, 0
    for c in sorted(claims, key=lambda c: c.span.start):
        total += max(0, c.span.end - max(c.span.start, end))
        end = max(end, c.span.end)
    return total


def _whole(analysis: Analysis, stretch: tuple[int, int], speech: _Speech) -> Iterator[Clause]:
    """Yield the words of each voice in a stretch as one clause, headed by the verb that stands highest.

    The outlet has one clause at most: what it says between quotations is mostly of one sentence. Words of a quote before and
    after its cue may be of two. A quotation and a whole stretch are clauses without a verb too ("Thirty-eight ships at
    six last night"); `_in_stretch` keeps them where they tell a number.
    """
    deprel, upos = analysis.syntax.deprel, analysis.syntax.upos

    def rank(i: int) -> tuple[bool, bool, bool, int]:
        return upos[i] not in {"VERB", "AUX"}, deprel[i] not in {"root", "ccomp"}, upos[i] != "VERB", i

    tops: dict[str, list[int]] = {}
    runs = list(_runs(analysis, stretch, speech))
    for voice, run in runs:
        heads = [i for i in run if upos[i] in {"VERB", "AUX"} and deprel[i] != "amod"]
        if not heads and (voice or len(runs) == 1):
            heads = [i for i in run if upos[i] in {"NOUN", "PROPN", "NUM"}]
        tops.setdefault(voice, []).extend(sorted(heads, key=rank)[:1])
    for voice, found in tops.items():
        for top in found if voice else sorted(found, key=rank)[:1]:
            yield Clause(top, -1, *stretch, "root")


def _runs(analysis: Analysis, stretch: tuple[int, int], speech: _Speech) -> Iterator[tuple[str, list[int]]]:
    """Yield the tokens of a stretch in runs of one voice ("" for the outlet); words of saying part them, punctuation does not."""
    run: list[int] = []
    last: str | None = None
    for i in range(*stretch):
        if analysis.syntax.upos[i] == "PUNCT":
            continue
        at = int(analysis.tokens.start[i])
        quote = speech.quote_at(at)
        voice = quote.id if quote else None if speech.is_cue(at) else ""
        if voice != last and last is not None:
            yield last, run
            run = []
        last = voice
        if voice is not None:
            run.append(i)
    if last is not None:
        yield last, run


def _key(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _speech(quotes: Sequence[Quote]) -> _Speech:
    content = tuple(
        sorted(((s.start, s.end, q) for q in quotes for s in q.content), key=lambda x: (x[0], x[1], x[2].id))
    )
    frame = tuple(sorted({(s.start, s.end) for q in quotes for s in (q.source, q.cue) if s is not None}))
    cues = tuple(sorted({(q.cue.start, q.cue.end) for q in quotes if q.cue is not None}))
    return _Speech(
        _shelved(content), frame, cues, _shelved((q.cue.start, q.cue.end, q) for q in quotes if q.cue is not None)
    )


def _claim(analysis: Analysis, tree: Tree, clause: Clause, speech: _Speech, inside: _Inside) -> Claim | None:
    at = int(analysis.tokens.start[clause.predicate])
    if speech.is_cue(at) and speech.quote_at(at) is None:
        return None
    quote = speech.quote_at(at)
    voice = _within_voice(analysis, clause, speech, quote)
    run = _without_saying(analysis, voice) if voice else None
    run = _without_doing(analysis, run, clause.last) if run else None
    if quote is None and clause.relation.startswith("ccomp"):
        return None  # it stays in the clause above, whose verb says how it is meant: "officials fear that ..."
    if quote is not None and clause.relation.startswith("ccomp") and _is_turned(analysis, tree, clause, speech, quote):
        return None  # "I can't imagine that they will meet" says nothing that "they will meet" says
    if (
        run is None
        or (quote is None and _ends_in_saying(analysis, tree, run))
        or not _is_statement(analysis, tree, clause, run)
    ):
        return None
    if clause.relation in HANGING or analysis.word(run[0]).lower() in {"who", "whose"}:
        run = _with_antecedent(analysis, tree, clause, run, speech)
    claim = _make_claim(analysis, tree, clause, run, quote, inside)
    if quote is None and not claim.figures and _is_cut_off(analysis, tree, clause, run):
        return None
    is_told = quote is None and (run != voice or _is_said(analysis, tree, clause.predicate))
    return replace(claim, modality="reported") if is_told and claim.modality == "asserted" else claim


def _is_cut_off(analysis: Analysis, tree: Tree, clause: Clause, run: tuple[int, int]) -> bool:
    """Tell the end of a sentence that says nothing alone: "following a meeting at the harbour", "before any vote can be held"."""
    if clause.relation in HANGING or clause.relation == "conj" or run[0] == tree.first:
        return False
    before = "".join(analysis.word(i) for i in range(tree.first, run[0]))
    if not any(c.isalnum() for c in before) or analysis.word(run[0]).lower() in LEADING:
        return False
    subjects = (i for i in range(*run) if analysis.syntax.deprel[i] in SUBJECTS)
    return all(int(analysis.syntax.head[i]) not in range(*run) for i in subjects)


def _with_antecedent(
    analysis: Analysis, tree: Tree, clause: Clause, run: tuple[int, int], speech: _Speech
) -> tuple[int, int]:
    """Begin a clause that tells more of a noun with that noun: ", which would end the war" says nothing alone."""
    noun = int(analysis.syntax.head[clause.predicate])
    if not _is_beside(analysis, tree, noun, run[0]):
        noun = run[0] - 2  # the tree may hang it elsewhere: "said Rhea Sommer, who leads the union"
        if noun < tree.first or analysis.word(noun + 1) != "," or analysis.syntax.upos[noun] not in {"NOUN", "PROPN"}:
            return run
        if analysis.syntax.deprel[noun] == "flat":
            noun = int(analysis.syntax.head[noun])
    phrase = subtree(
        tree, noun, without=[c for c in tree.under(noun) if c > noun or analysis.syntax.deprel[c] in APART]
    )
    first = min(i for i in phrase if analysis.syntax.upos[i] != "PUNCT")
    ours = {speech.quote_at(int(analysis.tokens.start[i])) for i in (first, noun, clause.predicate)}
    said = any(speech.is_cue(int(analysis.tokens.start[i])) for i in range(first, run[0]))
    return (first, run[1]) if len(ours) == 1 and not said and run[0] - first <= MAX_ANTECEDENT_TOKENS else run


def _is_beside(analysis: Analysis, tree: Tree, noun: int, start: int) -> bool:
    """Tell a noun before a clause from which nothing but its own words parts it."""
    if not tree.first <= noun < start or analysis.syntax.upos[noun] not in {"NOUN", "PROPN", "NUM"}:
        return False
    own = subtree(tree, noun)
    return all(i in own or analysis.syntax.upos[i] == "PUNCT" for i in range(noun + 1, start))


APART = frozenset({"case", "cc", "mark", "punct"})
MAX_ANTECEDENT_TOKENS = 12
"""A clause stands further from its noun only where the tree has gone wrong."""


def _is_turned(analysis: Analysis, tree: Tree, clause: Clause, speech: _Speech, quote: Quote) -> bool:
    """Tell a clause that the verb above it, in the same words of the same speaker, denies or doubts."""
    above = int(analysis.syntax.head[clause.predicate])
    at = int(analysis.tokens.start[above])
    if above == clause.predicate or speech.is_cue(at) or speech.quote_at(at) is not quote:
        return False
    return is_negated(analysis, tree, above, -1) or analysis.word(above).lower() in DENYING | DOUBTING


DOUBTING = frozenset("doubt doubts doubted".split())


def _make_claim(
    analysis: Analysis, tree: Tree, clause: Clause, run: tuple[int, int], quote: Quote | None, inside: _Inside
) -> Claim:
    span = analysis.span(*run)
    polarity, modality = judge(analysis, tree, clause.predicate, clause.subject, run)
    polarity, modality = _as_content(analysis, tree, quote, polarity, modality)
    by = quote.id if quote else "outlet"
    return Claim(
        id=content_id("k", span, by),
        span=span,
        by=by,
        polarity=polarity,
        modality=modality,
        entities=inside.entities(span),
        figures=inside.figures(span),
        times=inside.times(span),
    )


def _within_voice(analysis: Analysis, clause: Clause, speech: _Speech, quote: Quote | None) -> tuple[int, int] | None:
    """Cut a clause to the words of one voice: the quote's content, or what is neither content, source nor cue.

    A stretch in marks inside the outlet's own clause stays ("praised the 'wall of steel'"), as long as it
    is not what a cue introduces.
    """
    starts, ends = analysis.tokens.start, analysis.tokens.end

    def same_voice(i: int) -> bool:
        a, b = int(starts[i]), int(ends[i])
        holder = speech.quote_at(a)
        if quote is not None:
            return holder is not None and (holder.id == quote.id or any(s.start <= a < s.end for s in quote.content))
        return holder is None and not speech.is_cue(a) and not speech.is_cue(b - 1)

    first = last = clause.predicate
    while first > clause.first and same_voice(first - 1):
        first -= 1
    while last + 1 < clause.last and same_voice(last + 1):
        last += 1
    if quote is None and last + 1 < clause.last and (int(starts[last + 1]), int(ends[last + 1])) in speech.cues:
        hangs = int(analysis.syntax.head[last + 1]) == clause.predicate
        if not (
            hangs and analysis.syntax.deprel[last + 1] == "advcl"
        ):  # "freed her, saying that ..." tells that she was freed
            return None
    first = _without_dangling_source(analysis, first, clause, speech)
    return trim(analysis, first, last + 1)


def _without_dangling_source(analysis: Analysis, first: int, clause: Clause, speech: _Speech) -> int:
    """Leave out a source at the start of a clause whose cue was cut off before it."""
    if first == clause.first:
        return first
    before = int(analysis.tokens.start[first - 1])
    if not speech.is_cue(before):
        return first
    at = int(analysis.tokens.start[first])
    for a, b in speech.frame:
        if a <= at < b and not speech.is_cue(at):
            _, after = analysis.tokens.covering(a, b)
            return min(after, clause.predicate)
    return first


def _without_saying(analysis: Analysis, run: tuple[int, int]) -> tuple[int, int] | None:
    """Cut "..., the mayor said" off the end of a clause, where the quote that it belongs to was not found."""
    first, last = run
    if analysis.word(last - 1).lower() not in SAYING:
        return run
    comma = next(
        (i for i in range(last - 1, max(first, last - MAX_SAYING_TOKENS), -1) if analysis.word(i) == ","), None
    )
    return trim(analysis, first, comma) if comma is not None else run


def _without_doing(analysis: Analysis, run: tuple[int, int], end: int) -> tuple[int, int] | None:
    """Cut ", with the mayor thanking" off the end of a clause where what it governs is somebody's words and was cut off."""
    first, last = run
    verb = last - 1
    governs = any(int(analysis.syntax.head[i]) == verb for i in range(last, end) if analysis.syntax.upos[i] != "PUNCT")
    if not governs or analysis.syntax.upos[verb] != "VERB" or not analysis.word(verb).lower().endswith("ing"):
        return run
    comma = next((i for i in range(verb, first, -1) if analysis.word(i) == ","), None)
    return trim(analysis, first, comma) if comma is not None else run


def _is_said(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    """Tell whether a verb of saying hangs beside a clause ("the dam leaks, the mayor said")."""
    return any(
        analysis.syntax.deprel[c] == "parataxis" and analysis.word(c).lower() in SAYING for c in tree.under(predicate)
    )


def _ends_in_saying(analysis: Analysis, tree: Tree, run: tuple[int, int]) -> bool:
    """Tell "the chief investigator said", of which what was said has been cut off."""
    words = [i for i in range(*run) if any(c.isalnum() for c in analysis.word(i))]
    return bool(words) and analysis.word(words[-1]).lower() in SAYING and not _is_passive(analysis, tree, words[-1])


def _is_statement(analysis: Analysis, tree: Tree, clause: Clause, run: tuple[int, int]) -> bool:
    first, last = run
    words = [i for i in range(first, last) if any(c.isalnum() for c in analysis.word(i))]
    if words and _hangs_over(analysis, words[-1], last, clause.last):
        return False  # "the mayor is more focused on": what stands behind it is somebody's words
    least = MIN_RELATIVE_WORDS if clause.relation in HANGING else MIN_WORDS
    if len(words) < least or _is_question(analysis, tree, last):
        return False
    wanted = MIN_CONTENT_WORDS - is_negated(analysis, tree, clause.predicate, clause.subject)
    return sum(analysis.syntax.upos[i] in _CONTENT for i in words) >= wanted


def _hangs_over(analysis: Analysis, word: int, last: int, end: int) -> bool:
    """Tell whether the last word of a range governs, or marks, what was cut off behind it."""
    if last >= end:
        return False
    case = analysis.syntax.deprel[word] in {"case", "mark"} and int(analysis.syntax.head[word]) >= last
    return case and analysis.syntax.upos[word] in {"ADP", "SCONJ", "PART"}


def _is_passive(analysis: Analysis, tree: Tree, verb: int) -> bool:
    """Tell "have been reported", of which the subject is what is told."""
    return any(analysis.syntax.deprel[c] == "aux:pass" for c in tree.under(verb))


def _is_question(analysis: Analysis, tree: Tree, last: int) -> bool:
    """Tell whether a clause ends in a question mark, which may stand before a closing mark."""
    following = [analysis.word(i) for i in range(max(tree.first, last - 1), min(tree.last, last + 3))]
    return "?" in following


def _as_content(
    analysis: Analysis, tree: Tree, quote: Quote | None, polarity: Polarity, modality: Modality
) -> tuple[Polarity, Modality]:
    """Let the words of saying tell on what was said: what is denied is denied, indirect speech is reported, what is urged demanded."""
    if quote is None:
        return polarity, modality
    if quote.cue is not None and quote.type != "direct":
        first, last = analysis.tokens.covering(quote.cue.start, quote.cue.end)
        words = {analysis.word(i).lower() for i in range(first, last)}
        negated = any(is_negated(analysis, tree, i, -1) for i in range(max(first, tree.first), min(last, tree.last)))
        if "no" in words or (not negated and (words & DENYING or words >= _RULED_OUT)):
            polarity = "denied" if polarity == "affirmed" else "affirmed"
        if words & {"suggest", "suggests", "suggested", "hinted", "speculated"} and modality == "asserted":
            modality = "possible"
        if (
            words & {"demand", "demanded", "urged", "urge", "insisted", "called"}
            and "rule" not in words
            and modality == "asserted"
            and "insisted" not in words
        ):
            modality = "demanded"
    if modality == "asserted" and quote.type == "indirect":
        modality = "reported"
    return polarity, modality


def _largest(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Leave out a clause that is most of another of the same voice: what stands around it says how it is meant ("We doubt that ...")."""
    for claim in claims:
        length = claim.span.end - claim.span.start
        within = (
            k for k in claims
            if k.id != claim.id and k.by == claim.by and k.span.start <= claim.span.start and claim.span.end <= k.span.end
        )  # fmt: skip
        if not any(length >= MOST_OF_OTHER * (k.span.end - k.span.start) for k in within):
            yield claim


class _Inside:
    """Finds what lies inside a span of one document."""

    def __init__(
        self, doc: str, figures: Sequence[Figure], times: Sequence[TimeRef], entities: Sequence[Entity]
    ) -> None:
        self._figures = sorted((f.span.start, f.span.end, f.id) for f in figures if f.span.doc == doc)
        self._times = sorted((t.span.start, t.span.end, t.id) for t in times if t.span.doc == doc)
        self._entities = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions if m.doc == doc)

    def figures(self, span: Span) -> tuple[str, ...]:
        """Give the ids of the figures inside."""
        return _ids_inside(self._figures, span)

    def times(self, span: Span) -> tuple[str, ...]:
        """Give the ids of the time expressions inside."""
        return _ids_inside(self._times, span)

    def entities(self, span: Span) -> tuple[str, ...]:
        """Give the ids of the entities mentioned inside, each once, in the order of their first mention."""
        return _ids_inside(self._entities, span)


def _ids_inside(rows: Sequence[tuple[int, int, str]], span: Span) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for a, b, i in rows if span.start <= a and b <= span.end))
