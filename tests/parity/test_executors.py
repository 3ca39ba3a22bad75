"""Reports read serially, in processes, on Ray: the same bytes; and what becomes of tasks whose worker dies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crossread.compare.story import outline
from crossread.errors import BadInput, CrossreadError, MissingExtra
from crossread.extract.report import Report
from crossread.records import Document, Story
from crossread.run.executors import choose_executor
from crossread.run.processes import Processes
from crossread.run.reading import ReadingOrder, order_of, read_by, read_shard
from crossread.run.serial import Finished, Serial
from crossread.run.stories import Plan, ReadStory, read_stories
from crossread.run.tasks import Task, WorkerLost
from crossread.settings import Settings
from tests.libraries import report
from tests.weights import find_model

COMMAND = [sys.executable, "-c", "from crossread.cli import main; main()"]
INSTALL_RAY = "Ray is not installed: pip install 'crossread[cluster]'"
RAY_S = 300
"""Seconds after which a run on Ray is given up; on a free machine it takes twenty."""
N_REPORTS = 20


def texts() -> list[str]:
    """Write invented reports of two stories of several reports each, and of some that nobody else tells."""
    harbour = [
        f"The harbour of Wendale was shut on Monday, said Bo Pell. Report {i} counts {i + 20} boats." for i in range(11)
    ]
    school = [
        f"“No lessons on Friday,” said Ines Kovar of Ostrey School, where {i + 40} windows broke." for i in range(5)
    ]
    alone = [
        f"A {thing} fell on the road to {place}."
        for thing, place in zip(("mast", "crane", "poplar", "lamp"), ("Hesk", "Tarn", "Bray", "Ulm"), strict=True)
    ]
    return [*harbour, *school, *alone]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the reports to a file."""
    place = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    lines = [{"text": text, "outlet": f"Paper {i}", "published": "2031-05-20"} for i, text in enumerate(texts())]
    place.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return place


def record_bytes(reports: Path, *options: str, timeout: float = 120) -> bytes:
    """Read reports by the command line and give the record without the moment at which it was made."""
    model = find_model()
    given = [*COMMAND, "read", str(reports), "--format", "json", *options, *(("--model", model) if model else ())]
    done = subprocess.run(
        given, capture_output=True, check=False, timeout=timeout, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    if b"Ray did not start" in done.stderr:
        pytest.skip(done.stderr.decode().splitlines()[-1])
    assert done.returncode == 0, done.stderr.decode()
    record = json.loads(done.stdout)
    assert len(record["documents"]) == N_REPORTS
    assert not [p for p in record["problems"] if p["code"].endswith("-unread")]
    del record["made_by"]["at"]
    return json.dumps(record).encode()


@pytest.fixture(scope="module")
def serial(reports: Path) -> bytes:
    """Read the reports one after the other."""
    return record_bytes(reports, "--run", "serial")


@pytest.mark.model
@pytest.mark.slow
def test_processes_write_the_same_bytes(reports: Path, serial: bytes) -> None:
    """Two processes give the record that one gives: stories whole in a task, and stories in several."""
    assert record_bytes(reports, "--run", "processes", "--processes", "2") == serial


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(find_spec("ray") is None, reason=INSTALL_RAY)
def test_ray_writes_the_same_bytes(reports: Path, serial: bytes) -> None:
    """Two workers of a Ray that is started for it give the record that one process gives; Ray is gone after."""
    assert record_bytes(reports, "--run", "ray", "--processes", "2", timeout=RAY_S) == serial


@pytest.mark.model
def test_what_was_kept_gives_the_same_bytes(tmp_path: Path) -> None:
    """A report taken up from a folder is what was read: every column, quote, figure, time and problem."""
    order = order_of(Settings(model=find_model(), readings=str(tmp_path / "kept")))
    docs = [report(text) for text in (*texts(), "“Never closed, said nobody.", "", "水 🚢 e\u0301 “go”")]
    first = [read_by(order, doc) for doc in docs]
    assert len([path for path in (tmp_path / "kept").rglob("*") if path.is_file()]) == len(docs)
    again = [read_by(msgspec.structs.replace(order, model="nowhere"), doc) for doc in docs]  # nothing is read
    assert [plain(read) for read in first] == [plain(read) for read in again]


def plain(read: Any) -> Any:
    """Give what was read as values that compare bit by bit."""
    analysis = read.report.analysis
    tables = (analysis.sentences, analysis.tokens, analysis.syntax, analysis.names, analysis.attribution)
    held = [getattr(table, name) for table in tables for name in type(table).__struct_fields__]
    columns = [(v.dtype.str, v.shape, v.tobytes()) if hasattr(v, "tobytes") else v for v in (*held, analysis.vectors)]
    return columns, read.report.quotes, read.report.figures, read.report.times, read.problems


@pytest.mark.model
def test_a_kept_reading_that_is_damaged_is_made_anew(tmp_path: Path) -> None:
    """A file that was cut off, emptied or overwritten is no reason to stop, nor is it believed."""
    order = order_of(Settings(model=find_model(), readings=str(tmp_path)))
    doc = report("Nobody was hurt when the mast fell, Bo Pell said.")
    first = read_by(order, doc)
    (place,) = (path for path in tmp_path.rglob("*") if path.is_file())
    whole = place.read_bytes()
    for damaged in (b"", whole[:-1], whole[: len(whole) // 2], b"\xc1" * 40, b"{}"):
        place.write_bytes(damaged)
        assert plain(read_by(order, doc)) == plain(first)
        assert place.read_bytes() == whole


@pytest.mark.model
def test_a_reading_of_another_version_does_not_count(tmp_path: Path) -> None:
    """What is kept is for one document, one model and one version of Crossread."""
    order = order_of(Settings(model=find_model(), readings=str(tmp_path)))
    doc = report("The mast fell on Monday.")
    read_by(order, doc)
    for other in (
        msgspec.structs.replace(order, crossread="0.0.1"),
        msgspec.structs.replace(order, sha256="0" * 64),
    ):
        with pytest.raises(CrossreadError, match="a worker has"):
            read_by(other, doc)


def test_a_folder_that_cannot_be_is_a_mistake(tmp_path: Path) -> None:
    """A folder for readings below a file is refused before anything is read."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="give another folder"):
        order_of(Settings(model=find_model(), readings=str(tmp_path / "file" / "kept")))


def test_a_task_that_ends_its_process_is_lost_and_no_other() -> None:
    """Tasks beside one that kills whoever does it are done all the same, and so are those that come after."""
    with Processes(2) as run:
        good = [run.submit(divmod, 17, n) for n in (5, 3)]
        bad = run.submit(os._exit, 3)
        good += [run.submit(divmod, 17, n) for n in (4, 6)]
        waiting = [*good, bad]
        while waiting:
            waiting.remove(run.wait(waiting))
        assert [run.told(job) for job in good] == [3, 5, 4, 2]
        with pytest.raises(WorkerLost):
            run.told(bad)
        after = run.submit(divmod, 20, good[0])  # what it kept is the remainder, 2
        assert run.told(run.wait([after])) == 10


def test_what_a_task_raises_is_raised_to_the_caller() -> None:
    """An error of a task is neither swallowed nor taken for a dead worker."""
    with Processes(1) as run:
        job = run.submit(divmod, 1, 0)
        with pytest.raises(ZeroDivisionError):
            run.told(run.wait([job]))


class Dying(Serial):
    """Does tasks one after the other, but for those that are given a certain report: their worker dies."""

    room = 3
    shard = 4

    def __init__(self, fatal: str) -> None:
        self.fatal = fatal
        self.n_lost = 0

    def submit(self, task: Task, *args: Any) -> Finished:
        """Do a task, or die of it."""
        if task is read_shard and any(doc.id == self.fatal for doc in args[1]):
            return Finished(WorkerLost(), None)
        if task is not read_shard and any(doc.id == self.fatal for plan in plans_in(args) for doc in plan.docs):
            return Finished(WorkerLost(), None) if isinstance(args[2], list) else super().submit(task, *args)
        return super().submit(task, *args)

    def told(self, handle: Finished) -> Any:
        """Give what a task tells."""
        if isinstance(handle.told, WorkerLost):
            self.n_lost += 1
            raise handle.told
        return handle.told


def plans_in(args: tuple[Any, ...]) -> Collection[Plan]:
    """Give the stories among the arguments of a task."""
    return args[2] if isinstance(args[2], list) else [args[2]]


def n_reports_of(plan: Plan, reports: Mapping[str, Report]) -> Story:
    """Compare nothing: give a story whose documents are those that could be read."""
    story = outline(plan.docs)
    return msgspec.structs.replace(story, id=plan.story, documents=tuple(d.id for d in plan.docs if d.id in reports))


def broken(plan: Plan, reports: Mapping[str, Report]) -> Story:
    """Fail on a story that is told by one report."""
    if len(plan.docs) == 1:
        raise LookupError(plan.story)
    return n_reports_of(plan, reports)


def stories_of(docs: list[Document], *sizes: int) -> list[Plan]:
    """Make stories of so many of the documents each."""
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    return [Plan(f"s{n}", tuple(docs[at : at + size])) for n, (at, size) in enumerate(zip(starts, sizes, strict=True))]


def read_on(run: Serial, plans: list[Plan], compare: Callable[..., Story] = n_reports_of) -> dict[str, ReadStory]:
    """Read stories on an executor; the number of reports told as read is that of all."""
    told: list[int] = []
    order = order_of(Settings(model=find_model()))
    read = {s.id: s for s in read_stories(plans, order=order, compare=compare, run=run, on_read=told.append)}
    assert sum(told) == sum(len(plan.docs) for plan in plans)
    return read


@pytest.mark.model
@pytest.mark.parametrize("fatal", [0, 3, 9, 11])
def test_a_report_that_kills_its_reader_is_a_problem_and_no_more(fatal: int) -> None:
    """In a large story and in a small one: it is left out, named, and every other report is read."""
    docs = [report(text) for text in texts()][:12]
    plans = stories_of(docs, 9, 1, 2)
    run = Dying(docs[fatal].id)
    read = read_on(run, plans)
    assert run.n_lost > 1
    for plan in plans:
        story = read[plan.story].story
        assert story is not None
        assert story.documents == tuple(doc.id for doc in plan.docs if doc.id != docs[fatal].id)
        lost = [(p.code, p.doc) for p in read[plan.story].problems]
        assert lost == ([("report-unread", docs[fatal].id)] if docs[fatal] in plan.docs else [])
        assert set(read[plan.story].vectors) == set(story.documents)


@pytest.mark.model
def test_a_story_that_cannot_be_compared_is_a_problem_and_no_more() -> None:
    """The story is not there and named, its reports were read, and other stories are as they would be."""
    docs = [report(text) for text in texts()][:6]
    read = read_on(Serial(), stories_of(docs, 3, 1, 2), broken)
    assert [read[f"s{n}"].story is None for n in range(3)] == [False, True, False]
    (problem,) = read["s1"].problems
    assert (problem.code, "LookupError" in problem.message) == ("story-unread", True)
    assert set(read["s1"].vectors) == {docs[3].id}


def test_the_settings_choose_the_executor() -> None:
    """One process unless more are asked for and there is work for them; a cluster only where Ray is asked for."""
    few, many = 15, 1_000
    assert isinstance(choose_executor(Settings(), n_reports=many), Serial)
    assert isinstance(choose_executor(Settings(processes=1), n_reports=many), Serial)
    assert isinstance(choose_executor(Settings(processes=2), n_reports=few), Serial)
    assert isinstance(choose_executor(Settings(processes=2, run="serial"), n_reports=many), Serial)
    chosen = choose_executor(Settings(processes=2), n_reports=many)
    assert isinstance(chosen, Processes)
    assert chosen.room == 4
    with pytest.raises(BadInput, match="--run ray"):
        choose_executor(Settings(cluster="10.0.0.5:6379"), n_reports=many)


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_the_install_line_is_named() -> None:
    """`--run ray` without the extra says what to install."""
    with pytest.raises(MissingExtra, match=r"pip install 'crossread\[cluster\]'"):
        choose_executor(Settings(run="ray"), n_reports=1)


def test_another_version_on_a_worker_is_refused() -> None:
    """A machine of a cluster with another Crossread would give other bytes."""
    with pytest.raises(CrossreadError, match="install the same everywhere"):
        read_shard(ReadingOrder(None, "", "0.0.1"), [report("Nobody was hurt.")])
