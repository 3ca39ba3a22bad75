"""The main job on the example stories: read, proved, the same each time; and tampering is caught."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

import crossread as library
from crossread.records import Record
from crossread.show.json import to_json
from crossread.verify import check_record
from tests.e2e.conftest import Crossread

pytestmark = [pytest.mark.e2e, pytest.mark.model, pytest.mark.slow]

EXAMPLES = Path(__file__).parents[2] / "examples"
STORIES = ("ferry-collision", "halden-court", "lowfield-flood", "river-talks")
SECTIONS = (
    "entities", "quotes", "utterances", "figures", "times", "citations", "claims", "points", "conflicts", "positions", "issues",
    "conditions", "commitments", "timeline", "reuse", "brief",
)  # fmt: skip


@pytest.fixture(scope="session")
def records(model_folder: str | None) -> dict[str, Record]:
    """The record of each example story."""
    return {s: library.read(EXAMPLES / s, model=model_folder) for s in STORIES}


@pytest.mark.parametrize("story", STORIES)
def test_the_record_of_an_example_holds(story: str, records: dict[str, Record]) -> None:
    """`verify` finds nothing wrong, and all reports are one story."""
    record = records[story]
    assert check_record(to_json(record)) == ()
    assert [len(s.documents) for s in record.stories] == [len(record.documents)]


def test_every_section_of_the_record_is_made(records: dict[str, Record]) -> None:
    """Over the four stories no section stays empty: none is a stub."""
    empty = [name for name in SECTIONS if not any(getattr(s, name) for r in records.values() for s in r.stories)]
    assert empty == []


def test_the_examples_together_are_four_stories(model_folder: str | None) -> None:
    """Read in one go, the stories are told apart."""
    record = library.read([EXAMPLES / s for s in STORIES], stories_only=True)
    found = {
        frozenset(Path(d.source).parent.name for d in record.documents if d.id in s.documents) for s in record.stories
    }
    assert found == {frozenset({s}) for s in STORIES}
    assert model_folder is None or record.made_by.model is None


def test_files_in_any_order_give_the_same_bytes(tmp_path: Path, model_folder: str | None) -> None:
    """Shuffled arguments and a second run change nothing but the time stamp."""
    files = sorted(p for p in (EXAMPLES / "river-talks").iterdir())
    made = []
    for seed in (None, 1, 2):
        given = list(files)
        if seed is not None:
            random.Random(seed).shuffle(given)
        made.append(_without_time(library.read(given, model=model_folder)))
    made.append(_without_time(library.read(EXAMPLES / "river-talks", model=model_folder)))
    assert len(set(made)) == 1, _first_difference(made)
    assert tmp_path


def test_a_new_process_with_another_hash_seed_gives_the_same_bytes(tmp_path: Path, model_folder: str | None) -> None:
    """Nothing depends on the order of sets, which each Python process chooses anew."""
    made = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        model = ["--model", model_folder] if model_folder else []
        command = [
            sys.executable,
            "-c",
            "from crossread.cli import main; main()",
            "read",
            str(EXAMPLES / "halden-court"),
        ]
        environment = {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1", "PATH": "/usr/bin:/bin"}
        subprocess.run([*command, "-o", str(out), "--quiet", *model], check=True, timeout=120, env=environment)
        made.append(_without_time(msgspec.json.decode((out / "record.json").read_bytes(), type=Record)))
    assert made[0] == made[1], _first_difference(made)


def _without_time(record: Record) -> bytes:
    return msgspec.json.encode(
        msgspec.structs.replace(record, made_by=msgspec.structs.replace(record.made_by, at=None))
    )


def _first_difference(made: list[bytes]) -> str:
    other = next((m for m in made if m != made[0]), made[0])
    at = next((i for i, (a, b) in enumerate(zip(made[0], other, strict=False)) if a != b), 0)
    return f"{made[0][max(0, at - 200) : at + 80]!r}\n{other[max(0, at - 200) : at + 80]!r}"


Tree = dict[str, Any]


def _change_text(tree: Tree) -> None:
    doc = tree["documents"][0]
    doc["text"] = doc["text"].replace("e", "a", 1)


def _move_span(tree: Tree) -> None:
    quote = tree["stories"][0]["quotes"][0]
    quote["content"][0]["start"] += 3


def _change_brief(tree: Tree) -> None:
    line = tree["stories"][0]["brief"][0]
    line["text"] = "Nothing of the kind happened."


def _change_speaker(tree: Tree) -> None:
    quotes = tree["stories"][0]["quotes"]
    known = [q for q in quotes if q["speaker"]]
    other = next(e for e in tree["stories"][0]["entities"] if e["kind"] == "person" and e["id"] != known[0]["speaker"])
    known[0]["speaker"], known[0]["speaker_name"] = other["id"], other["name"]


def _change_figure(tree: Tree) -> None:
    figure = next(f for f in tree["stories"][0]["figures"] if f["value"])
    figure["value"] = figure["value"] + "0"


def _drop_conflict(tree: Tree) -> None:
    tree["stories"][0]["conflicts"].pop()


@pytest.mark.parametrize(
    "tamper",
    [_change_text, _move_span, _change_brief, _change_speaker, _change_figure, _drop_conflict],
    ids=lambda f: f.__name__.strip("_"),
)
def test_a_record_tampered_with_by_hand_is_caught(tamper: Callable[[Tree], None], records: dict[str, Record]) -> None:
    """One change to a text, a span, a brief line, a speaker, a figure, or one conflict taken out: `verify` names it."""
    tree = json.loads(to_json(records["ferry-collision"]))
    assert check_record(json.dumps(tree).encode()) == ()
    tamper(tree)
    assert check_record(json.dumps(tree).encode())


def test_the_command_line_writes_three_files(crossread: Crossread, tmp_path: Path) -> None:
    """`-o` gets record.json, report.md and report.html; standard output stays empty."""
    run = crossread(EXAMPLES / "ferry-collision")
    assert (run.code, run.out) == (0, b"")
    assert sorted(p.name for p in (tmp_path / "out-of-crossread").iterdir()) == [
        "record.json",
        "report.html",
        "report.md",
    ]


def test_a_notebook_shows_the_page(records: dict[str, Record]) -> None:
    """`_repr_html_` of what `crossread.read` gives is the page of the story."""
    record = records["ferry-collision"]
    shown = record._repr_html_()
    assert "<iframe" in shown
    assert "Marlin" in shown or record.stories[0].title.split()[0] in shown


def test_reports_given_as_mappings_are_read_as_files_are(model_folder: str | None) -> None:
    """The Python API takes `{text, outlet, ...}`; quotes and figures are those of the same report in a file."""
    text = "The ferry ran aground with 120 people on board.\n“We will not sail again before May,” harbour master Ines Kovar said.\n"
    record = library.read({"text": text, "outlet": "Ellery Herald", "published": "2031-05-20"}, model=model_folder)
    (story,) = record.stories
    assert [q.speaker_name for q in story.quotes if q.type == "direct"] == ["Ines Kovar"]
    assert "120" in {f.value for f in story.figures}


def test_a_report_reads_the_same_beside_others(model_folder: str | None, tmp_path: Path) -> None:
    """A report's own words, quotes without speakers and figures do not depend on which reports were read with it."""
    folder = tmp_path / "reports"
    shutil.copytree(EXAMPLES / "lowfield-flood", folder)
    alone = min(folder.iterdir())
    together, single = (library.read(p, model=model_folder, as_one_story=True) for p in (folder, alone))
    doc = single.documents[0].id
    for name in ("figures", "times"):
        assert [x for x in getattr(together.stories[0], name) if x.span.doc == doc] == list(
            getattr(single.stories[0], name)
        )
    quotes = [
        [(q.content, q.cue, q.type) for q in r.stories[0].quotes if q.content[0].doc == doc] for r in (together, single)
    ]
    assert quotes[0] == quotes[1]
