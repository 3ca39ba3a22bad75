"""Whether scores are chances: of what has a score of 0.8, four in five should be right.

    python -m evaluation calibration --data ../shared/data
    python -m evaluation.calibration --data ../shared/data --figure docs/images/reliability.svg

PolNeAR is split by the hash of the text: the score of quotes is fitted on one half of the reports (`training.calibrate`), and
everything here is measured on the other, which it did not see.

- `quotes`: the score of each quote of the record. Right is a quote that overlaps by half with a gold content and whose source
  overlaps by half with that content's; one that names no source says nothing of it, and is right with its content.
- `constant`: what stood in its place: the share of right quotes of the fit half, by type and by whether there is a cue.
- `source`, `cue`, `content`: the probabilities of the attribution heads, right where a gold one overlaps by half;
  of parts in several spans the mean.
- `names`: the probabilities of persons, organizations and places on Worldwide, right where span and kind are.

Of a report with several annotators the share that agrees counts. `brier` is the mean squared distance of score and outcome; `ece` the mean
distance of score and share right in ten bins of equal mass, equal scores in one bin (Naeini et al. 2015); `auc` the chance that a right one
scores above a wrong one. With 1,000 quotes, perfect scores would have an `ece` of about 0.03 by chance alone.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from crossread.extract.quotes import find_quotes
from crossread.records import Document, Quote, QuoteType
from evaluation import names
from evaluation.attribution import KINDS, Attribution, characters, found_quotes, group_by_text
from evaluation.metrics import Chars, Measured, half, load_rows, ranking_auc, tag_runs

if TYPE_CHECKING:
    from crossread.language.analysis import Analysis
    from crossread.language.model import LanguageModel

N_BINS = 10
NAMES_EVERY = 2
"""One sentence in so many of Worldwide is read."""


class Judged(Struct, frozen=True):
    """A score, and how right what it stands for is: a share of annotators, in [0, 1]."""

    score: float
    right: float


class Bin(Struct, frozen=True):
    """Things of like score: their mean score, the share of them that is right, and how many they are."""

    score: float
    right: float
    n: int


class ReadReport(Struct, frozen=True):
    """A report as we read it, and what each of its annotators found."""

    analysis: Analysis
    wanted: list[list[Attribution]]


def evaluate(data: Path, split: str) -> Measured:
    """Measure every kind of score; `n` counts the quotes measured.

    Raises:
        DataMissing: PolNeAR does not have this split.
    """
    subjects = judge_all(data, split)
    metrics: dict[str, float] = {}
    for subject, judged in subjects.items():
        metrics |= {f"{subject}_{name}": value for name, value in figures_of(judged).items()}
    for at, found in enumerate(bins_of(subjects["quotes"]), start=1):
        metrics |= {f"quotes_bin_{at}_score": found.score, f"quotes_bin_{at}_right": found.right}
        metrics[f"quotes_bin_{at}_n"] = float(found.n)
    return {"n": len(subjects["quotes"]), "metrics": metrics}


def judge_all(data: Path, split: str) -> dict[str, list[Judged]]:
    """Judge what has scores on the measured half, by subject."""
    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)

    rows = load_rows(data / f"attribution/polnear_{split}.jsonl")
    model = load_model(None)
    fitted = read_reports(model, [row for row in rows if in_fit_half(row["text"])])
    measured = read_reports(model, [row for row in rows if not in_fit_half(row["text"])])
    constants = constants_of(fitted)
    quotes = judge_quotes(measured)
    subjects = {
        "quotes": [judged for _, judged in quotes],
        "constant": [Judged(constants.get(_cell(quote), 0.5), judged.right) for quote, judged in quotes],
    }
    subjects |= {kind: [j for report in measured for j in judge_parts(report, kind)] for kind in KINDS}
    named = data / f"names/worldwide_{split}.jsonl"
    if named.is_file():
        subjects["names"] = judge_names(model, load_rows(named)[::NAMES_EVERY])
    return subjects


def in_fit_half(text: str) -> bool:
    """Say in which half of the reports a text is: that to fit on, or that to measure on."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 2 == 1


def read_reports(model: LanguageModel, rows: Sequence[Mapping[str, Any]]) -> list[ReadReport]:
    """Read gold reports, each text once."""
    from crossread.language.read import read_document  # noqa: PLC0415  (not there in every checkout)

    return [ReadReport(read_document(model, doc), wanted) for doc, wanted in group_by_text(rows)]


def judge_quotes(reports: Iterable[ReadReport]) -> list[tuple[Quote, Judged]]:
    """Judge every quote of reports, in the order of `find_quotes`."""
    out = []
    for report in reports:
        quotes, found = find_quotes(report.analysis).records, found_quotes(report.analysis)
        shares = [_share(report.wanted, partial(is_right, quote)) for quote in found]
        out += [(quote, Judged(quote.score, share)) for quote, share in zip(quotes, shares, strict=True)]
    return out


def is_right(found: Attribution, wanted: Attribution) -> bool:
    """Tell whether a quote is a gold one: half of the content, and half of the source where it names one."""
    return half(found.content, wanted.content) and (not found.source or half(found.source, wanted.source))


def _share(annotators: Sequence[Sequence[Attribution]], agrees: Callable[[Attribution], bool]) -> float:
    """Give the share of annotators of whom an attribution agrees."""
    return sum(any(map(agrees, wanted)) for wanted in annotators) / len(annotators)


def _cell(quote: Quote) -> tuple[QuoteType, bool]:
    return quote.type, quote.cue is not None


def constants_of(reports: Iterable[ReadReport]) -> dict[tuple[QuoteType, bool], float]:
    """Give the share of right quotes by type and by whether there is a cue."""
    cells: defaultdict[tuple[QuoteType, bool], list[float]] = defaultdict(list)
    for quote, judged in judge_quotes(reports):
        cells[_cell(quote)].append(judged.right)
    return {cell: math.fsum(rights) / len(rights) for cell, rights in cells.items()}


def judge_parts(report: ReadReport, kind: str) -> list[Judged]:
    """Judge the sources, cues or contents that the heads found in a report, each with its mean probability."""
    spans, tokens, text = report.analysis.attribution, report.analysis.tokens, report.analysis.doc.text
    together = {rows for parts in spans.attributions() for rows in parts if rows and spans.kind[rows[0]] == kind}
    used = {row for rows in together for row in rows}
    together |= {(row,) for row, found in enumerate(spans.kind) if found == kind and row not in used}
    out = []
    for rows in sorted(together):
        pieces = [(int(tokens.start[spans.first[row]]), int(tokens.end[spans.last[row] - 1])) for row in rows]
        overlaps = partial(_half_of_part, kind, characters(text, pieces))
        score = math.fsum(float(spans.score[row]) for row in rows) / len(rows)
        out.append(Judged(score, _share(report.wanted, overlaps)))
    return out


def _half_of_part(kind: str, found: Chars, wanted: Attribution) -> bool:
    return half(found, getattr(wanted, kind))


def judge_names(model: LanguageModel, rows: Sequence[Mapping[str, Any]]) -> list[Judged]:
    """Judge the names found in sentences, read as texts with a space between the words."""
    from crossread.language.read import read_document  # noqa: PLC0415  (not there in every checkout)

    kinds = names.KINDS["worldwide"]
    out = []
    for row in rows:
        words, text = row["tokens"], " ".join(row["tokens"])
        end = list(itertools.accumulate(len(word) + 1 for word in words))
        wanted = {
            (end[a] - len(words[a]) - 1, end[b - 1] - 1, kinds[kind])
            for a, b, kind in tag_runs(row["tags"])
            if kind in kinds
        }
        read = read_document(model, Document(id="sentence", source="", sha256="", text=text))
        found, tokens = read.names, read.tokens
        for first, last, kind, score in zip(found.first, found.last, found.kind, found.score, strict=True):
            if kind in names.COMPARED:
                place = (int(tokens.start[first]), int(tokens.end[last - 1]), kind)
                out.append(Judged(float(score), float(place in wanted)))
    return out


def figures_of(judged: Sequence[Judged]) -> dict[str, float]:
    """Give how many were judged, how good their scores are as chances, and how well they tell right from wrong."""
    n = len(judged)
    return {
        "n": float(n),
        "score": math.fsum(j.score for j in judged) / n if n else math.nan,
        "right": math.fsum(j.right for j in judged) / n if n else math.nan,
        "brier": brier(judged),
        "ece": calibration_error(judged),
        "auc": ranking_auc([j.score for j in judged], [j.right >= 0.5 for j in judged]),
    }


def brier(judged: Sequence[Judged]) -> float:
    """Give the mean squared distance of score and outcome: 0 is best, 0.25 is always saying 0.5; NaN where nothing is.

    Source: Brier 1950.
    """
    return math.fsum((j.score - j.right) ** 2 for j in judged) / len(judged) if judged else math.nan


def calibration_error(judged: Sequence[Judged], n_bins: int = N_BINS) -> float:
    """Give the expected calibration error: the mean distance of score and share right, bin by bin; NaN where nothing is.

    Source: Naeini, Cooper and Hauskrecht 2015, with bins of equal mass as in Nguyen and O'Connor 2015.
    """
    if not judged:
        return math.nan
    return math.fsum(b.n * abs(b.score - b.right) for b in bins_of(judged, n_bins)) / len(judged)


def bins_of(judged: Sequence[Judged], n_bins: int = N_BINS) -> list[Bin]:
    """Part scores into bins of equal mass, from low to high; equal scores share one bin, so there may be fewer."""
    ordered = sorted(judged, key=lambda j: j.score)
    edges = [0]
    for k in range(1, n_bins + 1):
        edge = max(edges[-1], round(k * len(ordered) / n_bins))
        while 0 < edge < len(ordered) and ordered[edge].score == ordered[edge - 1].score:
            edge += 1
        edges.append(edge)
    cut = [ordered[a:b] for a, b in itertools.pairwise(edges) if a < b]
    return [Bin(math.fsum(j.score for j in c) / len(c), math.fsum(j.right for j in c) / len(c), len(c)) for c in cut]


SIZE, MARGIN = 320, 44
"""Side of the square of the figure and the room around it, in pixels."""
_HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}"
 font-family="sans-serif" font-size="11" fill="#333" role="img">"""


def figure_of(bins: Sequence[Bin], title: str) -> str:
    """Draw share right against score as SVG: a dot a bin, as large as the bin; on the diagonal a score is what it says."""
    most = max((b.n for b in bins), default=1)
    side = SIZE + 2 * MARGIN
    points = [(_across(b.score), _up(b.right), 2 + 4 * math.sqrt(b.n / most)) for b in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    return "\n".join(
        [
            _HEAD.format(side=side),
            f"<title>{title}</title>",
            f'<rect width="{side}" height="{side}" fill="#fff"/>',
            *_axes(),
            f'<polyline points="{line}" fill="none" stroke="#1f5f8b" stroke-width="1.5"/>',
            *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#1f5f8b"/>' for x, y, r in points),
            f'<text x="{side / 2}" y="20" text-anchor="middle" font-size="12">{title}</text>',
            f'<text x="{side / 2}" y="{side - 8}" text-anchor="middle">score</text>',
            f'<text x="14" y="{side / 2}" text-anchor="middle" transform="rotate(-90 14 {side / 2})">share right</text>',
            "</svg>\n",
        ]
    )


def _across(share: float) -> float:
    return MARGIN + SIZE * share


def _up(share: float) -> float:
    return MARGIN + SIZE * (1 - share)


def _axes() -> Iterator[str]:
    yield (
        f'<line x1="{_across(0)}" y1="{_up(0)}" x2="{_across(1)}" y2="{_up(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    )
    yield f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>'
    for fifth in range(6):
        share = fifth / 5
        yield f'<text x="{_across(share)}" y="{_up(0) + 15}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text x="{_across(0) - 6}" y="{_up(share) + 4}" text-anchor="end">{share:.1f}</text>'


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="Folder of the gold data.")
@click.option("--split", default="dev", show_default=True)
@click.option("--figure", type=click.Path(path_type=Path), required=True, help="SVG file to write.")
def main(data: Path, split: str, figure: Path) -> None:
    """Print the reliability table of the score of quotes, and draw it."""
    judged = judge_all(data, split)["quotes"]
    bins = bins_of(judged)
    for b in bins:
        click.echo(f"score {b.score:.3f}  right {b.right:.3f}  n {b.n}")
    title = f"Score of quotes, {len(judged)} of PolNeAR {split}: ECE {calibration_error(judged):.3f}"
    figure.write_text(figure_of(bins, title), encoding="utf-8")


if __name__ == "__main__":
    main(prog_name="python -m evaluation.calibration")
