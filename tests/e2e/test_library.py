"""A library by the command line, from the first report to what is new; and what a kill at any moment leaves of it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct
from sqlalchemy import func, select

from crossread.store.corrections import story_record
from crossread.store.library import Library, open_library
from crossread.store.placing import Placer
from crossread.store.read import count_waiting, list_stories, reports_of
from crossread.store.schema import assignments, documents, facts
from crossread.verify import check_record
from tests.conftest import COURIER, HERALD

pytest_plugins = ("tests.library_places",)
pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.model]

COMMAND = [sys.executable, "-c", "from crossread.cli import main; main()"]
ENVIRONMENT = {**os.environ, "OMP_NUM_THREADS": "1"}
MAX_WALL_S = 600
LONG = bool(os.environ.get("CROSSREAD_LONG_TESTS"))
"""Set it to kill a hundred times over 2,000 reports, on each database: some half an hour."""


class Done(Struct, frozen=True):
    """One run of the command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it wrote, as JSON."""
        return json.loads(self.out)


Run = Callable[..., Done]


@pytest.fixture
def run(place: str, model_folder: str | None) -> Run:
    """Run a command on the library."""

    def run(*arguments: object) -> Done:
        model = ("--model", model_folder) if model_folder and arguments[0] == "add" else ()
        given = [*COMMAND, *map(str, arguments), *model]
        environment = {**ENVIRONMENT, "CROSSREAD_LIBRARY": place}
        done = subprocess.run(given, capture_output=True, check=False, timeout=MAX_WALL_S, env=environment)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


def write_lines(path: Path, *reports: dict[str, str]) -> Path:
    """Write reports as lines of JSON."""
    path.write_text("\n".join(json.dumps(one) for one in reports), "utf-8")
    return path


def test_from_the_first_report_to_what_is_new(run: Run, tmp_path: Path) -> None:
    """Add, list, show, search, tell what is new, watch, correct, undo, export and remove: each does what its help says."""
    herald = {"text": HERALD, "outlet": "Ellery Herald", "published": "2031-05-20", "url": "https://herald.test/1"}
    courier = {"text": COURIER, "outlet": "Coast Courier", "published": "2031-05-20"}
    changed = {**herald, "text": HERALD.replace("120 people", "150 people")}

    first = run("add", write_lines(tmp_path / "1.jsonl", herald), "--json")
    (added,) = [json.loads(line) for line in first.out.splitlines()]
    assert (first.code, added["outcome"]) == (0, "added")
    story = added["story"]
    assert run("watch", "add", "person", "Kovar", "--json").json["kind"] == "person"
    time.sleep(0.01)
    second = run("add", write_lines(tmp_path / "2.jsonl", courier))
    assert "1 added; 1 story read" in second.err

    (listed,) = run("stories", "--json").json
    assert (listed["id"], listed["reports"], listed["waiting"]) == (story, 2, False)
    shown = run("show", story[:6], "--json")
    assert check_record(shown.out.encode()) == ()
    assert "aground" in run("show", story).out
    run("show", story, "-o", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["record.json", "report.html", "report.md"]

    assert [hit["outlets"] for hit in run("search", "stranded", "--json").json] == [["Coast Courier"]]
    quotes = run("search", "--speaker", "kovar", "--json").json
    assert any("hull is checked" in hit["text"] for hit in quotes)
    assert "*hull*" in run("search", "hull", "--kind", "quote").out
    assert run("search", "--like", added["report"], "--json").json[0]["outlets"] == ["Coast Courier"]

    sightings = run("watch", "check", "--json").json
    assert sightings
    assert run("watch", "check").out == ""

    third = run("add", write_lines(tmp_path / "3.jsonl", changed), "--json")
    assert json.loads(third.out)["outcome"] == "replaced"
    (news,) = run("new", "--since", "1h", "--story", story, "--json").json
    assert any("150" in fact["after"]["text"] for fact in news["facts"] if fact["after"])
    assert "[120 → 150]" in run("new", "--since", "1h").out

    claim = json.loads(run("show", story, "--json").out)["stories"][0]["claims"][0]["id"]
    made = run("correct", "reject-claim", story, claim, "--who", "desk", "--why", "a slip", "--json").json
    after = json.loads(run("show", story, "--json").out)
    assert claim not in {one["id"] for one in after["stories"][0]["claims"]}
    assert json.loads(run("export", "gold").out)["who"] == "desk"
    assert run("correct", "undo", made["id"]).code == 0
    assert claim in run("show", story, "--json").out
    assert run("export", "gold").out == ""
    assert len(run("export", "reports", "--json").json) == 3

    assert run("remove", story).code == 0
    assert run("stories").out == ""
    assert run("show", story).code == 2


def test_what_is_wrong_is_said(run: Run, tmp_path: Path) -> None:
    """A library that is not there, an unknown story, a moment that is none: exit code 2 and what would be right."""
    assert (run("stories").code, "crossread add" in run("stories").err) == (2, True)
    (tmp_path / "a.txt").write_text(HERALD, "utf-8")
    run("add", tmp_path / "a.txt", "--unread", "--quiet")
    assert "crossread stories" in run("show", "s0").err
    assert "was not read yet" in run("show", json.loads(run("stories", "--json").out)[0]["id"]).err
    for wrong in (["new", "--since", "soon"], ["search"], ["search", "-x"], ["add", tmp_path / "none"]):
        done = run(*wrong)
        assert (done.code, done.out) == (2, ""), wrong


OUTLETS = ("Ellery Herald", "Coast Courier", "Wend Post", "Radio Hesk", "The Lantern")
THINGS = """ferry dam school mill harbour museum hospital tram quarry market orchard lighthouse theatre library stadium bakery
vineyard tunnel brewery archive chapel observatory sawmill greenhouse cable foundry reservoir kennel marina cannery""".split()
ACTS = """collapsed burned flooded reopened froze vanished sank exploded leaked closed crumbled derailed stalled drifted
cracked""".split()
CAUSES = """landslide gale lightning frost strike fraud virus flood quarrel earthquake blackout swarm avalanche drought error
theft typhoon smoke rust""".split()
GROUPS = """teachers pilots farmers nurses divers miners weavers bakers students sailors beekeepers printers surveyors cooks
tailors foresters""".split()
GOODS = """bridges apples engines violins barges pumps turbines bricks lanterns cheese carpets anchors telescopes cables seeds
bells generators maps clocks""".split()


def write_reports(folder: Path, n: int) -> None:
    """Write invented reports in files of twenty: five outlets on each event, events that differ in place, thing and people."""
    chance = random.Random(7)
    lines = [report_of(event, i, chance) for event in range(-(-n // 5)) for i in range(5)][:n]
    chance.shuffle(lines)
    for start in range(0, n, 20):
        write_lines(folder / f"{start:05}.jsonl", *lines[start : start + 20])


def report_of(event: int, i: int, chance: random.Random) -> dict[str, str]:
    """Make what one outlet says of an event; all that the event is made of follows from its number."""
    own = random.Random(event)
    place, person, firm = invented(own), f"{invented(own)} {invented(own)}", invented(own)
    thing, act, cause, group, goods = (own.choice(words) for words in (THINGS, ACTS, CAUSES, GROUPS, GOODS))
    n_people, year = own.randint(11, 9_999), own.randint(1_650, 1_990)
    said = [
        f"The {thing} of {place}, built in {year}, {act} after a {cause}, and {n_people} {group} were sent home.",
        f"“Nobody at {firm} listened to us about the {cause},” said {person}, who speaks for the {group} of {place}.",
        f"{firm} sells {goods} from the {thing} and has promised to pay {n_people} crowns for the {goods} that were lost.",
        f"{person} wants {firm} to rebuild the {thing} of {place} before the {goods} rot.",
        f"A {cause} had already hit the {goods} stored by {firm} near {place}, according to {person}.",
    ]
    told = [said[0], *chance.sample(said[1:], 3)]
    text = f"{thing.title()} of {place} {act} after {cause}\n{' '.join(told)}\nReport {i} of {OUTLETS[i]}."
    return {"text": text, "outlet": OUTLETS[i], "published": f"2031-05-{event % 27 + 1:02}"}


def invented(chance: random.Random) -> str:
    """Make a name of three syllables."""
    return "".join(chance.choice("bdfghklmnprstvwz") + chance.choice("aeiou") for _ in range(3)).title()


def killed_after(seconds: float, place: str, folder: Path, model: str | None) -> list[dict[str, Any]]:
    """Run `add`, kill it after some time, and give what it had acknowledged by then."""
    out = folder.parent / "out.jsonl"
    given = [*COMMAND, "add", str(folder), "--library", place, "--json", "--quiet"]
    with out.open("wb") as stream:
        process = subprocess.Popen([*given, *(("--model", model) if model else ())], stdout=stream, env=ENVIRONMENT)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        assert process.wait() in {0, -signal.SIGKILL}
    lines = out.read_bytes().split(b"\n")[:-1]  # a line that was cut off acknowledged nothing
    return [json.loads(line) for line in lines]


def test_a_kill_at_any_moment_loses_nothing(place: str, model_folder: str | None, tmp_path: Path) -> None:
    """Whatever was acknowledged is there after any number of kills, nothing is there twice, and every record holds."""
    n_reports, n_kills, longest_s = (2_000, 100, 15.0) if LONG else (40, 4, 6.0)
    folder = tmp_path / "reports"
    folder.mkdir()
    write_reports(folder, n_reports)
    chance = random.Random(int(os.environ.get("CROSSREAD_SEED", "11")))
    acknowledged: list[str] = []
    for _ in range(n_kills):
        told = killed_after(chance.uniform(0.2, longest_s), place, folder, model_folder)
        acknowledged += [one["report"] for one in told if one["outcome"] == "added"]
        if told:
            with open_library(place) as library, library.reading() as conn:
                assert set(acknowledged) <= set(conn.execute(select(documents.c.id)).scalars())
    told = killed_after(MAX_WALL_S * (10 if LONG else 1), place, folder, model_folder)
    acknowledged += [one["report"] for one in told if one["outcome"] == "added"]
    assert len(acknowledged) == len(set(acknowledged)), "a report was added twice"
    with open_library(place) as library:
        check_library(library, n_reports)


def check_library(library: Library, n_reports: int) -> None:
    """Check that a library is whole: each report once and in one story, every story read, every record sound."""
    with library.reading() as conn:
        assert conn.execute(select(func.count()).select_from(documents)).scalar_one() == n_reports
        now = select(assignments.c.document).where(assignments.c.until.is_(None))
        assert len(set(conn.execute(now).scalars())) == n_reports
        assert count_waiting(conn) == 0
        placer = Placer()
        placer.catch_up(conn)
        for story in list_stories(library):
            ids = reports_of(conn, story.id)
            assert len(ids) == story.reports
            assert set(placer._index.reports_of(story.id)) == set(ids)
            record = story_record(conn, story.id)
            assert {doc.id for doc in record.documents} == set(ids)
            assert check_record(msgspec.json.encode(record)) == ()
            standing = select(func.count()).select_from(facts)
            assert conn.execute(standing.where(facts.c.story == story.id, facts.c.withdrawn_at.is_(None))).scalar_one()
