# ruff: noqa: INP001  (a script beside its data, no part of a package)
"""Turn the hand-written labels of the example stories into anchored JSON.

`source/<story>.yaml` (written by a person, GUIDE.md tells how) -> `<story>.json` (read by tests and
evaluation). Every label names exact words of one report; words that are not there stop the build.

    python evaluation/gold/stories/build_labels.py            write the JSON files
    python evaluation/gold/stories/build_labels.py STORY      write that of one story
    python evaluation/gold/stories/build_labels.py --check    exit 1 where a JSON file is out of date

Offsets are code points into a report's body text, half-open. They are given for .txt and .md, whose
body is what follows the front matter. For .html, .jsonl and .eml the body is made by the reader under
test, so `start` and `end` are null and `place` finds them in that reader's text.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from lxml import html

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[2] / "examples"
REPORTS = HERE / "reports"
"""Stories that are for measuring alone, and no examples."""

ELISION = " [...] "
"""Stands for the words between two ends of a long passage: "We were [...] took it"."""

DOUBLE_MARKS = frozenset('“”"')
"""Every one of these must lie in a labelled quote or in `not_quotes`; single marks double as apostrophes."""

Anchor = dict[str, Any]
Row = list[str]


class LabelError(ValueError):
    """A label that does not fit its report."""


def story_folder(story: str) -> Path:
    """Give the folder with the reports of an invented story."""
    return EXAMPLES / story if (EXAMPLES / story).is_dir() else REPORTS / story


def place(words: str, nth: int, text: str) -> tuple[int, int]:
    """Find the nth occurrence (from 1) of the words in a text.

    Returns:
        Code points, half-open.

    Raises:
        LabelError: the words do not stand there so often.
    """
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            msg = f"not found (occurrence {nth}): {words!r}"
            raise LabelError(msg)
    return start, start + len(words)


def body_of(path: Path, key: str) -> str:
    """Read one report's body; for .html and .eml an approximation, good enough to check that words exist."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix in {".txt", ".md"}:
        return re.sub(r"\A---\n.*?\n---\n", "", raw, count=1, flags=re.DOTALL)
    if path.suffix == ".jsonl":
        rows = (json.loads(line) for line in raw.splitlines() if line)
        return str(next(row["text"] for row in rows if row["id"] == key.partition("#")[2]))
    if path.suffix == ".eml":
        return str(email.message_from_string(raw, policy=email.policy.default).get_content())
    article = next(html.document_fromstring(raw).iter("article"))
    return "\n".join("".join(map(str, p.itertext())) for p in article.iter("p"))


class Reports:
    """The reports of one story, by the short name that the source file gives them.

    What does not fit is gathered in `faults`, so that one run names every wrong label.
    """

    def __init__(self, story: str, docs: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self.keys = dict(docs)
        self.texts = {short: body_of(story_folder(story) / key.partition("#")[0], key) for short, key in docs.items()}

    def is_placed(self, short: str) -> bool:
        """Tell whether offsets into this report's body are given."""
        return self.keys[short].endswith((".txt", ".md"))

    def span(self, short: str, words: str) -> tuple[int, int]:
        """Find words (with an elision, or with `@2` for the second occurrence) in a report."""
        if short not in self.texts:
            msg = f"no report called {short!r} ({words!r}); choose from {', '.join(self.texts)}"
            raise LabelError(msg)
        text = self.texts[short]
        counted = re.fullmatch(r"(.*) @(\d+)", words, flags=re.DOTALL)
        words, nth = (counted[1], int(counted[2])) if counted else (words, 1)
        head, _, tail = words.partition(ELISION)
        try:
            start, end = place(head, nth, text)
            if tail:
                end = start + len(head) + place(tail, 1, text[start + len(head) :])[1]
        except LabelError as e:
            self.faults.append(f"{self.keys[short]}: {e}")
            return 0, 0
        return start, end

    def nearest(self, short: str, words: str, around: list[tuple[int, int]]) -> tuple[int, int]:
        """Find the whole words nearest to some spans and outside them, or the bracketed part of `Sole [said]`."""
        inner = re.fullmatch(r"([^\[]*)\[([^\]]+)\]([^\]]*)", words)
        if inner:
            start, _ = self.span(short, inner[1] + inner[2] + inner[3])
            return start + len(inner[1]), start + len(inner[1]) + len(inner[2])
        found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.texts[short])]
        outside = [s for s in found if all(s[1] <= a or b <= s[0] for a, b in around)]
        if not outside:
            self.faults.append(f"{self.keys[short]}: not found beside its quote: {words!r}")
            return 0, 0
        return min(outside, key=lambda s: min(min(abs(s[0] - b), abs(a - s[1])) for a, b in around))

    def anchor(self, short: str, span: tuple[int, int]) -> Anchor:
        """Make the label's anchor: report, words, which occurrence of them, and offsets where the body is fixed."""
        text = self.texts[short]
        start, end = span
        words = text[start:end]
        nth, at = 1, text.find(words)
        while at < start:
            nth, at = nth + 1, text.find(words, at + 1)
        placed = self.is_placed(short)
        return {
            "doc": self.keys[short],
            "words": words,
            "nth": nth,
            "start": start if placed else None,
            "end": end if placed else None,
        }

    def anchored(self, short: str, words: str) -> Anchor:
        """Find words and give their anchor."""
        return self.anchor(short, self.span(short, words))

    def evidence(self, cell: str) -> Anchor:
        """Read `short: words`."""
        short, _, words = cell.partition(": ")
        return self.anchored(short.strip(), words.strip())


def rows_of(block: str | None, least: int = 1) -> list[Row]:
    """Split a block into rows (a line each) and cells (at `|`); missing cells at the end are empty."""
    rows = [[cell.strip() for cell in line.split("|")] for line in (block or "").splitlines() if line.strip()]
    return [row + [""] * (least - len(row)) for row in rows]


def build_entities(reports: Reports, block: str) -> list[dict[str, Any]]:
    """Find every mention by name or role: a form counts wherever it stands as whole words.

    `form@G` limits a form to report G, `form@G#2` to its second place there. A limited form wins over
    a free one, and a longer one over a shorter one, so that namesakes keep apart.
    """
    rows = rows_of(block, 3)
    wanted: list[tuple[bool, int, int, str, tuple[int, int]]] = []
    for number, (_, name, forms) in enumerate(rows):
        for form in filter(None, (f.strip() for f in f"{name}; {forms}".split(";"))):
            words, _, where = form.partition("@")
            short, _, nth = where.partition("#")
            found = 0
            for doc in [short] if short else list(reports.texts):
                hits = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", reports.texts[doc]))
                for hit in [hits[int(nth) - 1]] if nth else hits:
                    found += 1
                    wanted.append((not short, hit.start() - hit.end(), number, doc, hit.span()))
            if not found and form != name:
                reports.faults.append(f"no mention {form!r} of {name}")
    mentions: list[tuple[int, str, tuple[int, int]]] = []
    for _, _, number, doc, (start, end) in sorted(wanted):
        if all(d != doc or end <= a or b <= start for _, d, (a, b) in mentions):
            mentions.append((number, doc, (start, end)))
    in_order = sorted(mentions, key=lambda m: (list(reports.texts).index(m[1]), m[2]))
    found_ones = {number for number, _, _ in mentions}
    reports.faults.extend(f"{row[1]} is never mentioned" for n, row in enumerate(rows) if n not in found_ones)
    return [
        {"name": name, "kind": kind, "mentions": [reports.anchor(doc, s) for n, doc, s in in_order if n == number]}
        for number, (kind, name, _) in enumerate(rows)
    ]


def build_quotes(reports: Reports, block: str) -> tuple[list[dict[str, Any]], dict[str, list[list[tuple[int, int]]]]]:
    """Read `report | type | speaker | content ++ content | cue | source | note`; give also the spans by report."""
    quotes: list[dict[str, Any]] = []
    spans: dict[str, list[list[tuple[int, int]]]] = {short: [] for short in reports.texts}
    for short, kind, speaker, content, cue, source, note in rows_of(block, 7):
        if kind not in {"direct", "mixed", "indirect"}:
            reports.faults.append(f"no quote type {kind!r}: {content}")
        pieces = [reports.span(short, words.strip()) for words in content.split("++")]
        spans[short].append(pieces)
        quotes.append(
            {
                "id": f"q{len(quotes) + 1}",
                "type": kind,
                "speaker": speaker or None,
                "content": [reports.anchor(short, p) for p in pieces],
                "cue": reports.anchor(short, reports.nearest(short, cue, pieces)) if cue else None,
                "source": reports.anchor(short, reports.nearest(short, source, pieces)) if source else None,
                "note": note or None,
            }
        )
    return quotes, spans


def check_marks(reports: Reports, spans: Mapping[str, Iterable[tuple[int, int]]]) -> None:
    """Make sure that every double quotation mark of the reports is labelled, as a quote or as none."""
    for short, text in reports.texts.items():
        for at, char in enumerate(text):
            if char in DOUBLE_MARKS and not any(a <= at < b for a, b in spans[short]):
                near = text[max(0, at - 30) : at + 30]
                reports.faults.append(f"{reports.keys[short]}: no label for the mark in {near!r}")


def quote_ids(reports: Reports, quotes: list[dict[str, Any]], spans: Mapping[str, Any], rows: str) -> list[str]:
    """Find the labelled quotes that hold the words of `short: words` rows."""
    ids = []
    for (cell,) in rows_of(rows):
        short, _, words = cell.partition(": ")
        start, end = reports.span(short, words.strip())
        docs = [q for q in quotes if q["content"][0]["doc"] == reports.keys[short]]
        inside = [
            q["id"]
            for q, pieces in zip(docs, spans[short], strict=True)
            if any(a <= start < end <= b for a, b in pieces)
        ]
        if not inside:
            reports.faults.append(f"{reports.keys[short]}: no labelled quote holds {words!r}")
        ids.extend(inside[:1])
    return ids


def evidence_of(reports: Reports, block: str) -> list[Anchor]:
    """Read a block of `short: words` rows."""
    return [reports.evidence(cell) for (cell,) in rows_of(block)]


def build_sides(reports: Reports, block: str) -> list[dict[str, Any]]:
    """Read `what the side says | short: words`; rows with the same first cell are one side."""
    sides: dict[str, list[Anchor]] = {}
    for says, cell in rows_of(block, 2):
        sides.setdefault(says, []).append(reports.evidence(cell))
    return [{"says": says, "evidence": evidence} for says, evidence in sides.items()]


def build(story: str) -> dict[str, Any]:
    """Make the anchored labels of one story.

    Raises:
        LabelError: a label does not fit its report.
    """
    source = yaml.safe_load((HERE / "source" / f"{story}.yaml").read_text(encoding="utf-8"))
    reports = Reports(story, source["docs"])
    at = reports.anchored
    quotes, spans = build_quotes(reports, source["quotes"])
    not_quotes = [(short, reports.span(short, words), why) for short, words, why in rows_of(source["not_quotes"], 3)]
    marked = {s: [p for pieces in spans[s] for p in pieces] + [p for t, p, _ in not_quotes if t == s] for s in spans}
    check_marks(reports, marked)
    entities = build_entities(reports, source["entities"])
    unknown = {q["speaker"] for q in quotes} - {e["name"] for e in entities} - {None}
    reports.faults.extend(f"a speaker that is no entity: {name}" for name in sorted(unknown))
    labels = {
        "story": story,
        "note": "invented; made by build_labels.py, do not edit",
        "documents": list(source["docs"].values()),
        "entities": entities,
        "quotes": quotes,
        "not_quotes": [{**reports.anchor(short, span), "why": why} for short, span, why in not_quotes],
        "utterances": [
            {
                "speaker": u["speaker"],
                "differs": u["differs"],
                "quotes": quote_ids(reports, quotes, spans, u["rows"]),
                "words": evidence_of(reports, u["rows"]),
                "note": u.get("note"),
            }
            for u in source["utterances"]
        ],
        "conflicts": [
            {k: c[k] for k in ("kind", "verdict", "about", "reading")} | {"sides": build_sides(reports, c["sides"])}
            for c in source["conflicts"]
        ],
        "not_conflicts": [
            {"why": c["why"], "reading": c["reading"], "evidence": evidence_of(reports, c["rows"])}
            for c in source["not_conflicts"]
        ],
        "origins": [
            {
                "about": o["about"],
                "origins": o["origins"],
                "reading": o["reading"],
                "evidence": evidence_of(reports, o["rows"]),
            }
            for o in source["origins"]
        ],
        "reuse": [
            {"a": reports.evidence(a), "b": reports.evidence(b), "likely_origin": origin}
            for a, b, origin in rows_of(source["reuse"], 3)
        ],
        "citations": [
            {**at(short, words), "cited": cited, "kind": kind}
            for short, words, cited, kind in rows_of(source["citations"], 4)
        ],
        "commitments": [
            {
                "who": who,
                "what": at(short, words),
                "due": due or None,
                "due_words": at(short, when) if when else None,
                "status": status,
            }
            for short, who, words, when, due, status in rows_of(source["commitments"], 6)
        ],
        "positions": [
            {
                "entity": who,
                "issue": issue,
                "stance": stance,
                "evidence": reports.evidence(cell),
                "changed_from": was or None,
            }
            for who, issue, stance, cell, was in rows_of(source["positions"], 5)
        ],
        "conditions": [
            {"by": by or None, "order": order, "what": at(short, what), "requires": at(short, requires)}
            for short, by, order, what, requires in rows_of(source["conditions"], 5)
        ],
        "times": [
            {**at(short, words), "from": first, "to": last or first}
            for short, words, first, last in rows_of(source["times"], 4)
        ],
    }
    if reports.faults:
        raise LabelError("\n  ".join(reports.faults))
    return labels


def main(argv: list[str] | None = None) -> int:
    """Write the JSON files, or check that they are up to date."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is out of date")
    parser.add_argument("stories", nargs="*", metavar="STORY", help="these alone; all where none is named")
    given = parser.parse_args(argv)
    only_check, failed = given.check, False
    names = given.stories or sorted(path.stem for path in (HERE / "source").glob("*.yaml"))
    for path in (HERE / "source" / f"{name}.yaml" for name in names):
        target = HERE / f"{path.stem}.json"
        try:
            labels = build(path.stem)
        except LabelError as e:
            print(f"{path.stem}: {e}", file=sys.stderr)
            failed = True
            continue
        text = json.dumps(labels, ensure_ascii=False, indent=1) + "\n"
        if only_check and (not target.exists() or target.read_text(encoding="utf-8") != text):
            print(f"{target.name} is out of date; run build_labels.py", file=sys.stderr)
            failed = True
        elif not only_check:
            target.write_text(text, encoding="utf-8")
        counts = ", ".join(f"{len(v)} {k}" for k, v in labels.items() if isinstance(v, list))
        print(f"{path.stem}: {counts}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
