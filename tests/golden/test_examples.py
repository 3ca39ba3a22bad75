"""The example stories, read: what the record says of them, as compact JSON that a person can review.

`just golden` records anew (`pytest tests/golden --snapshot-update`; the option is syrupy's, the files are plain); the diff is reviewed.
Ids and scores are left out: they change with the model's last digits, and say nothing to a reader.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

import crossread
from crossread.records import Document, Record, Span, Story
from tests.weights import find_model

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("ferry-collision", "halden-court", "lowfield-flood", "river-talks")

pytestmark = [pytest.mark.model, pytest.mark.slow]


def written(sections: dict[str, list[dict[str, Any]]]) -> str:
    """Write sections as JSON with a line a row, so that a diff shows the rows that changed."""
    parts = []
    for name, rows in sections.items():
        lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f"{json.dumps(name)}: [\n{lines}\n]" if rows else f"{json.dumps(name)}: []")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def shown(record: Record) -> dict[str, list[dict[str, Any]]]:
    """Give what a reader would check, sorted by report and place."""
    docs = {d.id: d for d in record.documents}
    rows: dict[str, list[dict[str, Any]]] = {"problems": [{"code": p.code} for p in record.problems]}
    rows["reports"] = [{"outlet": d.label, "published": d.published, "title": d.title} for d in record.documents]
    for story in record.stories:
        for name, found in _sections(story, docs).items():
            rows.setdefault(name, []).extend(found)
    return rows


def _sections(story: Story, docs: dict[str, Document]) -> dict[str, list[dict[str, Any]]]:
    def words(span: Span | None) -> str | None:
        return " ".join(docs[span.doc][span].split()) if span else None

    def outlet(span: Span) -> str:
        return docs[span.doc].label

    names = {e.id: e.name for e in story.entities}
    return {
        "stories": [{"title": story.title, "reports": len(story.documents), "first": story.first, "last": story.last}],
        "people": [
            {"name": e.name, "aliases": list(e.aliases), "roles": sorted({r.text for r in e.roles})}
            for e in sorted(story.entities, key=lambda e: e.name)
            if e.kind == "person"
        ],
        "quotes": [
            {
                "in": outlet(q.content[0]),
                "speaker": q.speaker_name,
                "known": q.speaker is not None,
                "type": q.type,
                "cue": words(q.cue),
                "content": " … ".join(filter(None, map(words, q.content))),
            }
            for q in story.quotes
        ],
        "figures": [
            {
                "in": outlet(f.span),
                "words": words(f.span),
                "value": f.value,
                "low": f.low,
                "high": f.high,
                "unit": f.unit,
                "of": words(f.of),
            }
            for f in story.figures
        ],
        "times": [
            {"in": outlet(t.span), "words": words(t.span), "value": t.value, "from": t.from_, "to": t.to}
            for t in story.times
        ],
        "citations": [
            {"in": outlet(c.span), "cited": c.cited, "kind": c.kind, "words": words(c.span)} for c in story.citations
        ],
        "conflicts": [
            {
                "kind": x.kind,
                "verdict": x.verdict,
                "about": x.about,
                "says": [{"says": s.says, "outlets": list(s.outlets)} for s in x.sides],
            }
            for x in story.conflicts
        ],
        "points": [
            {"status": p.status, "origins": p.origins, "outlets": list(p.outlets), "words": words(p.span)}
            for p in story.points
            if len(p.outlets) > 1
        ],
        "positions": [
            {
                "who": names.get(p.entity),
                "stance": p.stance,
                "changed": p.changed is not None,
                "words": words(p.evidence[0]),
            }
            for p in story.positions
        ],
        "commitments": [
            {
                "in": outlet(c.what),
                "who": [names.get(w) for w in c.who],
                "what": words(c.what),
                "due": c.due.date if c.due else None,
                "status": c.status,
            }
            for c in story.commitments
        ],
        "conditions": [
            {"in": outlet(c.what), "what": words(c.what), "order": c.order, "requires": words(c.requires)}
            for c in story.conditions
        ],
        "timeline": [{"from": t.from_, "to": t.to, "words": words(t.span)} for t in story.timeline],
        "brief": [{"line": b.text} for b in story.brief],
    }


@pytest.fixture(scope="module")
def model_folder() -> str | None:
    """Folder of the model to test with, None for the shipped one."""
    return find_model()


@pytest.mark.parametrize("story", STORIES)
def test_an_example_reads_as_recorded(story: str, model_folder: str | None, pytestconfig: pytest.Config) -> None:
    """What the record says of an invented story is what a person looked at and kept in `tests/golden/STORY.json`."""
    path = Path(__file__).with_name(f"{story}.json")
    found = written(shown(crossread.read([EXAMPLES / story], model=model_folder)))
    assert json.loads(found)
    if pytestconfig.getoption("update_snapshots"):
        path.write_text(found, encoding="utf-8")
        return
    if not path.exists():
        pytest.fail(f"no '{path.name}'; record it with `just golden`", pytrace=False)
    kept = path.read_text(encoding="utf-8")
    if found != kept:
        diff = difflib.unified_diff(kept.splitlines(), found.splitlines(), "kept", "read now", n=0, lineterm="")
        pytest.fail(
            f"{story} reads otherwise than recorded; where that is right, `just golden`\n" + "\n".join(diff),
            pytrace=False,
        )
