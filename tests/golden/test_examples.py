"""The example stories, read: what the record says of them, as compact JSON that a person can review.

`just golden` records anew (`pytest tests/golden --snapshot-update`); the diff is reviewed.
Ids and scores are left out: they change with the model's last digits, and say nothing to a reader.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation

import crossread
from crossread.records import Document, Record, Span, Story
from tests.weights import find_model

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("ferry-collision", "halden-court", "lowfield-flood", "river-talks")

pytestmark = [pytest.mark.model, pytest.mark.slow]


class OneStoryAFile(SingleFileSnapshotExtension):
    """Keeps each story in `tests/golden/test_examples/STORY.json`, a row of the record a line."""

    _write_mode = WriteMode.TEXT
    file_extension = "json"

    def serialize(self, data: Any, **_: Any) -> str:
        """Write sections with a line a row."""
        sections = []
        for name, rows in data.items():
            lines = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
            sections.append(f"{json.dumps(name)}: [\n{lines}\n]" if rows else f"{json.dumps(name)}: []")
        return "{\n" + ",\n".join(sections) + "\n}\n"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Keep the files in a folder beside this one; its name must be that of this file."""
        return str(Path(test_location.filepath).with_suffix(""))

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: int | str = 0) -> str:  # noqa: ARG003  (one a test)
        """Name the file by the story: test_...[river-talks] -> river-talks."""
        return test_location.snapshot_name.partition("[")[2].rstrip("]")


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
def test_an_example_reads_as_recorded(story: str, model_folder: str | None, snapshot: SnapshotAssertion) -> None:
    """What the record says of an invented story is what a person looked at and kept."""
    record = crossread.read([EXAMPLES / story], model=model_folder)
    assert shown(record) == snapshot(extension_class=OneStoryAFile)
