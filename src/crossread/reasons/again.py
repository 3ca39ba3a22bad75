"""Reasons that a record does not keep, worked out again from it by the code that made the judgement.

The texts, entities, quotes, claims, figures and times are those of the record; what the language model says of the
texts (words, syntax, vectors) is read anew, of as few reports as the judgement needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from crossread.reasons.judgement import Measure, Reason
from crossread.records import (
    BriefLine,
    Entity,
    Point,
    Position,
    Quote,
    Record,
    Span,
    Story,
    Utterance,
)

if TYPE_CHECKING:
    from crossread.extract.report import Report
    from crossread.reasons.listed import Listed

Progress = Callable[[str, int, int], None]
"""Called with "read", the number of reports read, and of how many."""


class Texts:
    """The reports of a story, each read anew when it is asked for."""

    def __init__(self, record: Record, story: Story, model: str | None, on_progress: Progress | None) -> None:
        self.record, self.story = record, story
        self._model, self._on_progress = model, on_progress

    def reports(self, docs: Iterable[str] | None = None) -> list[Report]:
        """Give reports with what the record says of them; all of the story, in its order, where none are named."""
        from crossread.extract.report import Report  # noqa: PLC0415  (numpy and the model's runtime come with these)
        from crossread.language.model import load_model  # noqa: PLC0415
        from crossread.language.read import read_document  # noqa: PLC0415

        wanted = set(self.story.documents if docs is None else docs)
        by_id = {d.id: d for d in self.record.documents}
        chosen = [by_id[d] for d in self.story.documents if d in wanted and d in by_id]
        model = load_model(self._model)
        found = []
        for n, doc in enumerate(chosen, 1):
            found.append(
                Report(
                    read_document(model, doc),
                    entities=tuple(e for e in self.story.entities if any(m.doc == doc.id for m in e.mentions)),
                    quotes=tuple(q for q in self.story.quotes if q.content and q.content[0].doc == doc.id),
                    figures=tuple(f for f in self.story.figures if f.span.doc == doc.id),
                    times=tuple(t for t in self.story.times if t.span.doc == doc.id),
                    citations=tuple(c for c in self.story.citations if c.span.doc == doc.id),
                    claims=tuple(c for c in self.story.claims if c.span.doc == doc.id),
                )
            )
            if self._on_progress:
                self._on_progress("read", n, len(chosen))
        return found


def work_out_again(
    record: Record, listed: Listed, *, model: str | None = None, on_progress: Progress | None = None
) -> tuple[Reason, ...]:
    """Work out again what the record does not keep of a judgement's reasons; nothing where it keeps all.

    Args:
        model: folder of another language model, None for the shipped one.
        on_progress: called after each report that has to be read.

    Raises:
        BrokenModel: the model cannot be loaded.
    """
    find = _AGAIN.get(type(listed.part))
    return tuple(find(Texts(record, listed.story, model, on_progress), listed.part)) if find else ()


def model_note(record: Record, *, model: str | None = None) -> str:
    """Say what the reasons are worked out with, and that it is not what the record was made with where it is not."""
    from crossread import __version__  # noqa: PLC0415  (the package's own name, known when it is loaded)
    from crossread.language.model import load_about  # noqa: PLC0415

    now = load_about(model).record
    was = record.made_by.model
    by = f"Crossread {__version__} and {now.name}"
    if record.made_by.crossread == __version__ and was is not None and was.sha256 == now.sha256:
        return f"by {by}, as the record was made"
    made = f"Crossread {record.made_by.crossread} and {was.name if was else 'no model'}"
    return f"by {by}; the record was made by {made}: what is measured now may not be what was measured then"


def _of_point(texts: Texts, point: Point) -> Iterator[Reason]:
    """Give the links that hold the claims of a point together: the surest first, as many as it takes to join them all."""
    from crossread.compare._claim_units import differing_slots, make_units  # noqa: PLC0415
    from crossread.compare._same_claim import score_claims  # noqa: PLC0415

    spans = {c.id: c.span for c in texts.story.claims if c.id in point.claims}
    if len(spans) < 2:
        return
    reports = texts.reports()  # all: how much a word tells depends on the story
    spoken = {q: u.id for u in texts.story.utterances for q in u.quotes}
    units = [u for u in make_units(reports, texts.story.entities) if u.claim.id in spans]
    scores = {(i, j): score_claims(units[i], units[j]) for i, j in combinations(range(len(units)), 2)}
    for i, j in _tree(len(units), scores):
        a, b = units[i], units[j]
        slots = differing_slots(a, b)
        yield Reason(
            says=f"{_why_same(a, b, spoken)}; score {scores[i, j]:.2f}"
            + (f"; they differ in {' and '.join(slots)}" if slots else ""),
            evidence=(a.claim.span, b.claim.span),
            measures=tuple(_measures(a, b)),
        )


def _tree(n: int, scores: Mapping[tuple[int, int], float]) -> Iterator[tuple[int, int]]:
    """Yield the best pairs that join all of n things, as Kruskal 1956 does."""
    group = list(range(n))
    for i, j in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if group[i] != group[j]:
            gone, kept = group[j], group[i]
            group = [kept if g == gone else g for g in group]
            yield i, j


def _why_same(a: Any, b: Any, spoken: Mapping[str, str]) -> str:  # noqa: ANN401  (units of compare, imported only where used)
    """Say by which of the ways to be one fact two claims are: the first that holds, in the order in which they are asked."""
    from crossread.compare._same_claim import same_wording, share_figure  # noqa: PLC0415

    if a.claim.by in spoken and spoken.get(a.claim.by) == spoken.get(b.claim.by):
        return "words of one utterance"
    if same_wording(a, b):
        return "the same words, a few of them changed or left out"
    if share_figure(a, b):
        return "they share a number or a day that tells"
    shared = sorted(set(a.words.content) & set(b.words.content))
    return f"they share the words {', '.join(shared) or 'none'}"


def _measures(a: Any, b: Any) -> Iterator[Measure]:  # noqa: ANN401  (as above)
    """Give the features of a pair of claims with what each adds to the logit."""
    from crossread.compare._same_claim import FACTS, fact_features  # noqa: PLC0415
    from crossread.compare._same_claim_weights import BIAS, WEIGHTS  # noqa: PLC0415

    yield Measure(name="before anything is known", value=1.0, adds=round(float(BIAS), 2))
    yield from _weighed(FACTS, fact_features(a, b), WEIGHTS)


def _weighed(names: Sequence[str], values: Iterable[float], weights: Iterable[float]) -> Iterator[Measure]:
    """Give the features that add something, the weightiest first."""
    found = [
        Measure(name=name.replace("_", " "), value=round(float(x), 3), adds=round(float(x) * float(w), 2))
        for name, x, w in zip(names, values, weights, strict=True)
        if x
    ]
    yield from sorted(found, key=lambda m: (-abs(m.adds or 0.0), m.name))


def _of_utterance(texts: Texts, utterance: Utterance) -> Iterator[Reason]:
    """Give for each quote the one that its words are nearest to, and how they agree."""
    from crossread.compare._wordings import keys_of, match_keys  # noqa: PLC0415

    docs = {d.id: d for d in texts.record.documents}
    quotes = [q for q in texts.story.quotes if q.id in utterance.quotes and all(s.doc in docs for s in q.content)]
    keys = [tuple(keys_of(" ".join(docs[s.doc][s] for s in q.content))) for q in quotes]
    matches = {(i, j): match_keys(keys[i], keys[j]) for i, j in combinations(range(len(quotes)), 2)}
    for i, j in _tree(len(quotes), {pair: m.share + m.dice for pair, m in matches.items()}):
        match = matches[i, j]
        same = quotes[i].speaker is not None and quotes[i].speaker == quotes[j].speaker
        yield Reason(
            says=f"they share {match.run} words on end" + (", and the speaker" if same else ""),
            evidence=(*quotes[i].content, *quotes[j].content),
            measures=(
                Measure(
                    name="what the shorter says that the longer says too, in one order", value=round(match.share, 2)
                ),
                Measure(name="what both say, of the part where they lie together", value=round(match.dice, 2)),
                Measure(name="telling words shared", value=round(match.mass, 2)),
            ),
        )


def _of_entity(texts: Texts, entity: Entity) -> Iterator[Reason]:
    """Give for each other form of the name the rule that joined it."""
    from crossread.reasons._names import why_joined  # noqa: PLC0415

    docs = {d.id: d for d in texts.record.documents}
    spans = [Span(m.doc, m.start, m.end) for m in entity.mentions if m.form == "name" and m.doc in docs]
    forms: dict[str, list[Span]] = {}
    for span in spans:
        forms.setdefault(" ".join(docs[span.doc][span].split()), []).append(span)
    for words, places in forms.items():
        if words != entity.name and (says := why_joined(words, entity, tuple(forms))):
            yield Reason(says=f"“{words}”: {says}", evidence=tuple({p.doc: p for p in reversed(places)}.values())[::-1])


MAX_RIVALS = 3
"""So many of those who could be meant are shown, the likeliest first."""


def _of_quote(texts: Texts, quote: Quote) -> Iterator[Reason]:
    """Give, for a source that is a pronoun or a role, those whom it could mean and what speaks for each."""
    import msgspec  # noqa: PLC0415

    from crossread.compare._antecedents import WEIGHTS  # noqa: PLC0415
    from crossread.compare.antecedents import FEATURES, NOBODY, Asked, Candidate, choose  # noqa: PLC0415
    from crossread.compare.cast import make_cast  # noqa: PLC0415
    from crossread.compare.speakers import Reader  # noqa: PLC0415
    from crossread.extract.quotes import find_quotes  # noqa: PLC0415

    if quote.source is None or quote.speaker is None:
        return
    source = quote.source
    named = any(
        m.form == "name" and source.overlaps(m)
        for e in texts.story.entities
        if e.id == quote.speaker
        for m in e.mentions
    )
    if named:
        return
    reports = texts.reports()
    by_name = [
        msgspec.structs.replace(e, mentions=tuple(m for m in e.mentions if m.form == "name"))
        for e in texts.story.entities
    ]
    report = next(r for r in reports if r.doc.id == source.doc)
    cast = make_cast(by_name, [r.analysis for r in reports])
    heard: list[tuple[Asked, list[Candidate]]] = []

    def listen(asked: Asked, candidates: Iterable[Candidate]) -> int:
        heard.append((asked, list(candidates)))
        return choose(asked.sort, heard[-1][1])

    quotes = find_quotes(report.analysis).records
    reader = Reader(report.analysis, cast, quotes, listen)
    reader.read(quotes)
    for asked, candidates in heard:
        if not source.start <= asked.start < source.end:
            continue
        weights = WEIGHTS[asked.sort]
        scored = [
            (sum(w * x for w, x in zip(weights, c.features, strict=True)), -n, c) for n, c in enumerate(candidates)
        ]
        for score, _, candidate in sorted(scored, key=lambda s: s[:2], reverse=True)[:MAX_RIVALS]:
            name = (
                "nobody whom the report names"
                if candidate.who == NOBODY
                else cast.entities[candidate.who].name
                if candidate.who >= 0
                else f"“{reader.referents.called(candidate.who)}”"
            )
            measures = _weighed(FEATURES, candidate.features, weights)
            yield Reason(says=f"{name}: weight {score:.2f}", measures=tuple(measures))
        return


def _of_position(texts: Texts, position: Position) -> Iterator[Reason]:
    """Give the clauses that tell where the actor stands, with what each is about."""
    from crossread.compare._stances import read_stands  # noqa: PLC0415

    reports = texts.reports({s.doc for s in position.evidence})
    for told in read_stands(reports, texts.story.entities).standings:
        if told.actor == position.entity and any(told.evidence.overlaps(e) for e in position.evidence):
            things = " or ".join(
                f"an end to “{thing.words}”" if thing.ended else f"“{thing.words}”" for thing in told.things
            )
            yield Reason(says=f"the clause stands {told.stance} on {things}", evidence=(told.evidence,))


def _of_line(texts: Texts, line: BriefLine) -> Iterator[Reason]:
    """Give what spoke for a line of the news, and against it; of a template the record has all."""
    from crossread.compare._news import find_news  # noqa: PLC0415
    from crossread.compare.brief import WEIGHTS, weigh_lines  # noqa: PLC0415

    reports = texts.reports()
    weighed = weigh_lines(reports, texts.story, find_news(reports))
    ranked = sorted(weighed, key=lambda w: (-w.worth, w.span))
    for place, one in enumerate(ranked, 1):
        if one.span == line.evidence[0]:
            values = dict(one.measures)
            yield Reason(
                says=f"worth {one.worth:.2f}, number {place} of {len(ranked)} sentences that can be read alone",
                evidence=(one.span,),
                measures=tuple(_weighed(tuple(values), values.values(), WEIGHTS.values())),
            )


MAX_PAIRED = 60
"""In a larger story each report is compared with so many others only, to say which it is nearest to."""


def _of_story(texts: Texts, story: Story) -> Iterator[Reason]:
    """Give for each report the one that it is nearest to, and by how much."""
    from crossread.stories.cluster import score_pair, weigh  # noqa: PLC0415
    from crossread.stories.fingerprints import fingerprint, load_background  # noqa: PLC0415

    if texts.record.made_by.settings.get("as_one_story"):
        yield Reason(says="the reports were given as one story; nothing was measured")
        return
    docs = [d for d in texts.record.documents if d.id in set(story.documents)]
    reports = weigh([fingerprint(d) for d in docs], load_background())
    for i, report in enumerate(reports):
        others = [j for j in range(min(len(reports), MAX_PAIRED)) if j != i]
        if not others:
            return
        nearest = max(others, key=lambda j: (score_pair(report, reports[j]), -j))
        score = Measure(
            name="probability that both tell one story", value=round(score_pair(report, reports[nearest]), 2)
        )
        yield Reason(
            says=f"{docs[i].label} is nearest to {docs[nearest].label}",
            evidence=tuple(Span(docs[k].id, 0, min(len(docs[k].text), 80)) for k in (i, nearest)),
            measures=(score,),
        )


_AGAIN: Mapping[type[Any], Callable[[Texts, Any], Iterable[Reason]]] = {
    Point: _of_point,
    Utterance: _of_utterance,
    Entity: _of_entity,
    Quote: _of_quote,
    Position: _of_position,
    Story: _of_story,
    BriefLine: _of_line,
}
"""What works out again the reasons of a judgement; of those that are not here the record keeps all."""
