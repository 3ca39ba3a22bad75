"""Train the weights of the candidates for pronouns and roles, and write them.

    python -m training.antecedents --data ../shared/data [--labels all] [--write]

A conditional logit for each sort (he and she; it; roles; bodies): of all candidates the right one is to score
highest. Fitted on the coreference of GUM (news, interviews, speeches), on the labelled sources of PolNeAR
dev (on those of about half of the reports, to measure on the rest, or with `--labels all` on all of them), and, for
bodies alone, on those labelled in our own stories, of which every third is held out unless all labels are asked for. Each
round reads the texts with the weights of the round before, so that earlier pronouns stand where they
will stand at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from crossread.compare import _antecedents
from crossread.compare._source_words import BODILY, PERSONAL
from crossread.compare.antecedents import FEATURES, NOBODY, Asked, Sort, choose
from crossread.compare.cast import Cast, make_cast
from crossread.compare.entities import find_entities
from crossread.compare.speakers import Reader
from crossread.extract.quotes import find_quotes
from crossread.ingest.load import documents_from
from crossread.language.model import load_model
from crossread.language.read import read_document
from crossread.records import Document
from crossread.settings import Settings
from evaluation.entities import KINDS, match_mentions
from evaluation.gold.stories.build_labels import story_folder
from evaluation.invented import STORIES, Gold
from evaluation.invented import load_labels as load_story_labels
from evaluation.metrics import load_rows
from evaluation.sources import gold_quotes, is_held_out, labels_of, load_labels, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from crossread.compare.antecedents import Candidate
    from crossread.language.analysis import Analysis
    from crossread.records import Entity, Quote, Span

    Matrix = NDArray[np.float64]

SORTS: tuple[Sort, ...] = ("person", "body", "role", "institution")
PENALTY = {"person": 2.0, "body": 2.0, "role": 2.0, "institution": 2.0}
LABEL_WEIGHT = 3.0
"""A labelled source of PolNeAR weighs as much as so many pronouns of GUM: it is what is asked."""
STORY_WEIGHT = 3.0
"""And a phrase labelled in one of our stories as much as so many: there the whole cast of the story is known."""
HELD_STORIES = 3
"""Every third story is held out."""
ROUNDS = 3
STEPS = 40


class Case(Struct, frozen=True):
    """A pronoun or role with its candidates. Features: shape (n, n_features); `right` marks those that are right. Shape (n,), bool."""

    features: Matrix
    right: Matrix
    weight: float
    held_out: bool


class Text(Struct, frozen=True):
    """A text to learn from: what was read of it, and who is right at a token (rows; `NOBODY` with them; None: not labelled)."""

    analysis: Analysis
    quotes: tuple[Quote, ...]
    spans: tuple[tuple[int, int, str], ...]
    """Mentions with the name of their chain (GUM), or sources with the place of the name that they stand for."""
    weight: float
    held_out: bool
    cast: Cast | None = None
    """The people of its story; None where the text stands alone."""
    chains: Mapping[str, frozenset[int]] | None = None
    """Rows of the entities of each chain, where they are known."""


def gum_texts(folder: Path, read: Callable[[Document], Analysis]) -> list[Text]:
    """Load the texts of GUM with their chains of mentions; those of the interviewers' turns too."""
    texts = []
    for path in sorted(folder.glob("*.conllu")):
        text, spans = parse_gum(path.read_text(encoding="utf-8"))
        analysis = read(document(path.stem, text))
        texts.append(Text(analysis, find_quotes(analysis).records, spans, 1.0, False))
    return texts


def parse_gum(conllu: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Give the text, a line a paragraph, and the mentions, each with the number of its chain."""
    text, spans = "", []
    opened: dict[str, list[int]] = defaultdict(list)
    at = 0
    for line in conllu.splitlines():
        if line.startswith("# newpar ") or line == "# newpar":
            text = text.rstrip() + "\n" if text else ""
            at = len(text)
        elif line.startswith("# text = "):
            at = len(text)
            text += line.removeprefix("# text = ") + " "
        elif line[:1].isdigit() and line.split("\t", 1)[0].isdigit():
            columns = line.split("\t")
            start = text.find(columns[1], at)
            if start < 0:
                continue
            at = start + len(columns[1])
            entity = next((f[7:] for f in columns[9].split("|") if f.startswith("Entity=")), "")
            for opens, closes in re.findall(r"\((\d+)-[^()]*|(\d+)\)|\)", entity):
                if opens:
                    opened[opens].append(start)
                elif closes and opened[closes]:
                    spans.append((opened[closes].pop(), at, closes))
            singles = [c for c in re.findall(r"\((\d+)-[^()]*\)", entity) if opened[c]]
            spans += [(opened[c].pop(), at, c) for c in singles]
    return text, tuple(spans)


def document(name: str, text: str) -> Document:
    """Make a document of a text."""
    return Document(id=name, source=name, sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def polnear_texts(data: Path, read: Callable[[Document], Analysis]) -> list[Text]:
    """Load the reports with labelled sources; every other one is held out."""
    labels = load_labels()
    texts = []
    for row in load_rows(data / "attribution/polnear_dev.jsonl"):
        wanted = labels_of(row, labels)
        if wanted:
            analysis = read(report_of(row))
            spans = [
                (w.source.start, w.source.end, f"{w.name.start}-{w.name.end}" if w.name else "")
                for w in wanted
                if w.who in {"named", "unnamed"}
            ]
            quotes = gold_quotes(analysis, row["attributions"])
            texts.append(Text(analysis, quotes, tuple(spans), LABEL_WEIGHT, is_held_out(row["id"])))
    return texts


def story_texts(read: Callable[[Document], Analysis]) -> list[Text]:
    """Load the reports of our own stories that rules are made with sight of, with the phrases labelled without a name."""
    texts = []
    for at, name in enumerate(STORIES["dev"]):
        labels = load_story_labels(name)
        given = documents_from([str(story_folder(name))], settings=Settings(as_one_story=True), today=None, stdin=None)
        gold = Gold(labels, given.records)
        analyses = [read(d) for d in given.records]
        entities = find_entities(analyses)
        cast = make_cast(entities, analyses)
        known = {e["name"]: gold.spans(e["mentions"]) for e in labels["entities"] if e["kind"] in KINDS}
        chains = _story_chains(known, entities)
        for analysis in analyses:
            spans = [(s.start, s.end, n) for n, some in known.items() for s in some if s.doc == analysis.doc.id]
            found = find_quotes(analysis).records
            held_out = at % HELD_STORIES == 0
            texts.append(Text(analysis, found, tuple(spans), STORY_WEIGHT, held_out, cast, chains))
    return texts


def _story_chains(known: Mapping[str, Sequence[Span]], entities: Sequence[Entity]) -> dict[str, frozenset[int]]:
    """Give the row of the entity that most names of each labelled person or body belong to; none where there is no name."""
    rows = {e.id: row for row, e in enumerate(entities)}
    entity_of = match_mentions([s for some in known.values() for s in some], entities)
    chains = {}
    for name, spans in known.items():
        votes = Counter(rows[entity_of[s]] for s in spans if s in entity_of)
        chains[name] = frozenset(sorted(votes, key=lambda r: (-votes[r], r))[:1])
    return chains


def cases_of(text: Text) -> dict[Sort, list[Case]]:
    """Read a text with the present weights and note the candidates of all that is labelled."""
    cast = text.cast or make_cast(find_entities([text.analysis]), [text.analysis])
    chains = text.chains or _chains(text, cast.by_doc.get(text.analysis.doc.id, ()))
    found: dict[Sort, list[Case]] = {sort: [] for sort in SORTS}

    def listen(asked: Asked, candidates: Iterable[Candidate]) -> int:
        options = list(candidates)
        chain = next((c for s, e, c in text.spans if s <= asked.start < e and _is_asked(text, asked, s, e)), None)
        rows = chains.get(chain or "", frozenset())
        if chain is None or (text.weight > 1 and rows and not any(c.who in rows for c in options)):
            return choose(asked.sort, options)  # not labelled, or who is meant is not a candidate: nothing to learn
        if text.cast is not None and asked.sort != "institution":
            # a labelled role is always somebody's: to learn from those costs .096 of GUM's roles, and .01 of PolNeAR's
            return choose(asked.sort, options)
        if asked.sort == "body" and text.weight == 1.0 and not rows:
            return NOBODY  # "it rained", "it is late": what says something is somebody
        right = [c.who in rows or (c.who < NOBODY and _chain_at(text, c.at) == chain) for c in options]
        if not any(right):
            # no name in the whole text: a report's label does not tell one unnamed candidate from another
            right = [c.who == NOBODY or (text.weight > 1 and c.who < NOBODY) for c in options]
        found[asked.sort].append(
            Case(np.array([c.features for c in options]), np.array(right), text.weight, text.held_out)
        )
        return options[right.index(True)].who

    reader = Reader(text.analysis, cast, text.quotes, listen)
    if text.weight == 1.0:
        reader.referents.answering = PERSONAL | BODILY
    reader.read(text.quotes)
    reader.referents.advance(len(text.analysis.doc.text))
    return found


def _is_asked(text: Text, asked: Asked, start: int, end: int) -> bool:
    """Say whether a labelled mention is the phrase that is asked about: the shortest around its head begins where it does."""
    at = int(text.analysis.tokens.start[asked.token])
    if text.cast is not None and _head_of(text.analysis, start, end) != asked.token:
        return False  # "his" in "his wife", "the union" in "the union's secretary"
    return start <= at < end and abs(start - asked.start) <= 4


def _head_of(analysis: Analysis, start: int, end: int) -> int:
    """Give the token that the words between two characters hang on."""
    first, last = analysis.tokens.covering(start, end)
    head = analysis.syntax.head
    return next((i for i in range(first, last) if not first <= int(head[i]) < last or int(head[i]) == i), first)


def _chain_at(text: Text, start: int) -> str:
    around = [(e - s, c) for s, e, c in text.spans if s <= start < e]
    return min(around)[1] if around else ""


def _chains(text: Text, places: Sequence[tuple[int, int, int]]) -> dict[str, frozenset[int]]:
    """Give the rows of the entities of each chain: those that most of an entity's names belong to."""
    if text.weight > 1:
        return {
            c: frozenset(r for s, e, r in places if s < int(c.split("-")[1]) and int(c.split("-")[0]) < e)
            for _, _, c in text.spans
            if c
        }
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    exact = {(s, e): c for s, e, c in text.spans}
    for start, end, row in places:
        around = [(e - s, c) for (s, e), c in exact.items() if s <= start and end <= e]
        if around:
            votes[row][min(around)[1]] += 1
    chains: dict[str, set[int]] = defaultdict(set)
    for row, counted in votes.items():
        chains[min(counted, key=lambda c: (-counted[c], c))].add(row)
    return {c: frozenset(rows) for c, rows in chains.items()}


def fit(cases: Sequence[Case], penalty: float) -> Matrix:
    """Fit a conditional logit by Newton's method: the likelihood of the right candidates among all of a case."""
    w = np.zeros(len(FEATURES))
    for _ in range(STEPS):
        gradient, hessian = penalty * w, penalty * np.eye(len(w))
        for case in cases:
            x, p = case.features, softmax(case.features @ w)
            q = np.where(case.right, p, 0.0)
            q /= max(q.sum(), 1e-12)
            mean = p @ x
            gradient -= case.weight * (q @ x - mean)
            hessian += case.weight * ((x * p[:, None]).T @ x - np.outer(mean, mean))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def softmax(scores: Matrix) -> Matrix:
    """Give probabilities of scores."""
    e = np.exp(scores - scores.max())
    return e / e.sum()


def accuracy(cases: Sequence[Case], w: Matrix) -> float:
    """Give the share of cases whose best candidate is right."""
    return float(np.mean([c.right[int(np.argmax(c.features @ w))] for c in cases])) if cases else float("nan")


def write(weights: Mapping[Sort, Matrix], measured: str) -> None:
    """Write the weights as the module that reads them."""
    lines = "".join(
        f'    "{sort}": (\n'
        + "".join(f"        {w:.4f},  # {name}\n" for name, w in zip(FEATURES, weights[sort], strict=True))
        + "    ),\n"
        for sort in SORTS
    )
    Path(_antecedents.__file__).write_text(
        '"""Weights of the candidates for pronouns and roles, written by `python -m training.antecedents --write`; do not edit.\n\n'
        f'{measured}\n"""\n\nfrom __future__ import annotations\n\nWEIGHTS = {{\n{lines}}}\n',
        encoding="utf-8",
    )


def main() -> None:
    """Train, print the figures, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--labels", choices=("half", "all"), default="half")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_model(options.model)

    def read(doc: Document) -> Analysis:
        return read_document(model, doc)

    texts = gum_texts(options.data / "gum/dep", read) + polnear_texts(options.data, read) + story_texts(read)
    weights, said = train(texts, use_all=options.labels == "all")
    print("\n".join(said))
    if options.write:
        write(weights, "\n".join(said))


def train(texts: Sequence[Text], *, use_all: bool) -> tuple[dict[Sort, Matrix], list[str]]:
    """Fit the weights in rounds; give them and what the last round measured."""
    weights: dict[Sort, Matrix] = {}
    said: list[str] = []
    for _ in range(ROUNDS):
        found: dict[Sort, list[Case]] = {sort: [] for sort in SORTS}
        for text in texts:
            for sort, cases in cases_of(text).items():
                found[sort] += cases
        said = []
        for sort, cases in found.items():
            learned = [c for c in cases if use_all or not c.held_out]
            weights[sort] = fit(learned, PENALTY[sort])
            gum = [c for c in learned if c.weight == 1.0]
            ours, kept = [c for c in learned if c.weight > 1], [c for c in cases if c.held_out]
            said.append(
                f"{sort}: {accuracy(gum, weights[sort]):.3f} of {len(gum)} of GUM, {accuracy(ours, weights[sort]):.3f} of {len(ours)} labelled; "
                f"{'among them' if use_all else 'held out'} {accuracy(kept, weights[sort]):.3f} of {len(kept)}."
            )
        _antecedents.WEIGHTS.update({sort: tuple(w.tolist()) for sort, w in weights.items()})
    return weights, said


if __name__ == "__main__":
    main()
