"""How a library grows: reports in, placed, replaced, removed, and a run that goes on where it was stopped."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from crossread.errors import BadInput
from crossread.records import Document, Record
from crossread.settings import Settings
from crossread.store import placing
from crossread.store.corrections import By, split_story
from crossread.store.exporting import export_lines
from crossread.store.growing import AddedBatch, add_reports, stopped_jobs
from crossread.store.library import Library, open_library
from crossread.store.read import find_story, list_stories, load_documents, reports_of, saved_record
from crossread.store.removing import remove
from crossread.store.schema import assignments, documents, facts, placements, stories
from crossread.store.search import Asked, search_library
from crossread.store.settling import save_vectors
from crossread.store.vectors import most_like, vector_bytes
from tests.libraries import START, add, keep, report

pytest_plugins = ("tests.library_places",)

FERRY = (
    "The ferry Marlin ran aground off Port Ellery on Monday with 120 people on board, harbour master Ines Kovar said. "
)
OTHER = "The school council of Wendale voted on Thursday for longer holidays after a debate of nine hours."


def grow(library: Library, *paths: Path | Document, settings: Settings | None = None) -> list[AddedBatch]:
    """Add files as the command does, without reading stories."""
    given = [p if isinstance(p, Document) else str(p) for p in paths]
    return list(add_reports(library, given, settings=settings or Settings(), now=lambda: START))


def outcomes(batches: list[AddedBatch]) -> list[str]:
    """Give what became of each report."""
    return [one.outcome for batch in batches for one in batch.records]


def test_reports_of_one_story_come_together(library: Library) -> None:
    """Two accounts of one event are one story with an id that stays, and another event is another."""
    first, second, other = (
        report(FERRY + "Nobody was hurt."),
        report(FERRY + "Divers are to look at the hull.", outlet="Coast Courier"),
        report(OTHER, outlet="Wend Post"),
    )
    (a,) = add(library, first)
    (b,), (c,) = add(library, second, hours=1), add(library, other, hours=2)
    assert a.story == b.story != c.story
    with library.reading() as conn:
        assert reports_of(conn, a.story or "") == (first.id, second.id)
        assert find_story(conn, (a.story or "")[:6]) == a.story
    assert [(line.reports, line.waiting) for line in list_stories(library)] == [(1, True), (2, True)]


def test_a_report_is_added_once(library: Library) -> None:
    """What is there is known, however often it comes, and changes nothing."""
    doc = report(FERRY)
    assert [one.outcome for one in add(library, doc, doc)] == ["added", "known"]
    assert [one.outcome for one in add(library, doc, hours=1)] == ["known"]
    with library.reading() as conn:
        assert conn.execute(select(func.count()).select_from(placements)).scalar_one() == 1


def test_a_copy_by_another_outlet_is_kept_and_told(library: Library) -> None:
    """The same words of another outlet are a report of their own, marked as a copy."""
    text = FERRY + "The company will publish a report within two weeks, it said in a statement."
    add(library, report(text))
    (copy,) = add(library, report(text, outlet="Coast Courier"), hours=1)
    assert (copy.outcome, copy.copy_of) == ("added", report(text).id)


def test_a_changed_text_takes_the_place_of_the_one_before(library: Library) -> None:
    """Under one URL the later version counts; the earlier one stays readable, but is neither found nor read."""
    url = "https://ellery-herald.test/ferry"
    old, new = report(FERRY + "Nine people were hurt.", url=url), report(FERRY + "Eleven people were hurt.", url=url)
    (a,), (b,) = add(library, old), add(library, new, hours=1)
    assert (b.outcome, b.replaces, b.story) == ("replaced", old.id, a.story)
    with library.reading() as conn:
        assert reports_of(conn, b.story or "") == (new.id,)
        assert load_documents(conn, [old.id]) == (old,)
    assert [hit.id for hit in search_library(library, Asked(words="people hurt"))] == [new.id]


def test_an_earlier_version_that_comes_late_does_not_count(library: Library) -> None:
    """A version published before the one that is there is kept as an earlier one."""
    url = "https://ellery-herald.test/ferry"
    new, old = report(FERRY + "Eleven.", url=url, on="2031-05-21"), report(FERRY + "Nine.", url=url, on="2031-05-20")
    add(library, new)
    (late,) = add(library, old, hours=1)
    with library.reading() as conn:
        assert late.outcome == "older"
        assert reports_of(conn, late.story or "") == (new.id,)


def test_every_run_places_as_one_run_would(place: str) -> None:
    """An index loaded from the log, from saved bytes, or kept in memory gives the same stories."""
    docs = [
        report(
            f"{FERRY}Vessel number {n // 3} of the Ellery fleet was towed to dock {n // 3} of Hesk, pilot {name} said.",
            outlet=f"Outlet {n}",
        )
        for n, name in enumerate(["Ana Ruiz", "Bo Lind", "Cato Wills", "Dora Nagy", "Emil Foss", "Fay Ode", "Gus Hahn"])
    ]
    with open_library(place) as library:
        singly = [one.story for n, doc in enumerate(docs) for one in add(library, doc, hours=n)]
        with library.writing() as conn:
            fresh = placing.Placer()
            fresh.catch_up(conn)
            together = placing.Placer()
            for n, doc in enumerate(docs):
                assert fresh._index.story_of(doc.id) == _now_in(library, doc.id), n
            together.catch_up(conn)
    assert len(singly) == len(docs)


def _now_in(library: Library, document: str) -> str:
    with library.reading() as conn:
        query = select(assignments.c.story).where(assignments.c.document == document, assignments.c.until.is_(None))
        return str(conn.execute(query).scalar_one())


def test_an_index_that_cannot_be_read_is_made_anew(library: Library) -> None:
    """Where another version saved the index, reports stay in the stories that they are in, as a person put them too."""
    url = "https://ellery-herald.test/ferry"
    old, new = report(FERRY + "Nobody was hurt.", url=url), report(FERRY + "Two were hurt.", url=url)
    divers, apart = (
        report(FERRY + "Divers came.", outlet="Coast Courier"),
        report(FERRY + "Tugs came.", outlet="Radio Hesk"),
    )
    (first,) = add(library, old)
    add(library, divers, apart)
    split_story(library, first.story or "", [apart.id], by=By(who="desk", at=START))
    with library.writing() as conn:
        placer = placing.Placer()
        placer.catch_up(conn)
        placer.save(conn, always=True)
        conn.execute(placing.states.update().values(data=b"of another version"))
    add(library, new, hours=1)
    with library.writing() as conn:
        placing.Placer().catch_up(conn)
        assert {frozenset(reports_of(conn, line.id)) for line in list_stories(library)} == {
            frozenset({new.id, divers.id}),
            frozenset({apart.id}),
        }


def test_files_are_added_and_passed_over_when_unchanged(library: Library, tmp_path: Path) -> None:
    """A folder added twice is read once; a file that was changed is read again."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY, "utf-8")
    lines = [{"text": f"{OTHER} Vote {n}.", "outlet": "Wend Post", "published": "2031-05-20"} for n in range(3)]
    (folder / "b.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert outcomes(grow(library, folder)) == ["added"] * 4
    assert outcomes(grow(library, folder)) == []
    (folder / "a.txt").write_text(FERRY + "Nobody was hurt.", "utf-8")
    assert outcomes(grow(library, folder)) == ["added"]


def test_what_cannot_be_read_is_told(library: Library, tmp_path: Path) -> None:
    """A folder with an empty file and one of no known format gives problems, and the rest is added."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY, "utf-8")
    (folder / "b.txt").write_bytes(b"")
    (folder / "c.zip").write_bytes(b"PK")
    batches = grow(library, folder)
    assert outcomes(batches) == ["added"]
    assert {p.code for batch in batches for p in batch.problems} >= {"empty-file", "skipped-files", "no-date"}


def test_a_limit_holds_over_all_files(library: Library, tmp_path: Path) -> None:
    """At most so many reports are added, and the file it fell into is read again by the next add."""
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{FERRY} {name}", "utf-8")
    assert outcomes(grow(library, *sorted(tmp_path.glob("*.txt")), settings=Settings(limit=2))) == ["added"] * 2
    assert sorted(outcomes(grow(library, *sorted(tmp_path.glob("*.txt"))))) == ["added", "known"]


def test_a_job_whose_files_are_gone_is_over(library: Library, tmp_path: Path) -> None:
    """What was stopped and can no longer be found is told once, and not asked for again."""
    path = tmp_path / "a.txt"
    path.write_text(FERRY, "utf-8")
    adding = add_reports(library, [str(path)], settings=Settings(), now=lambda: START)
    next(adding)
    adding.close()
    path.unlink()
    ((paths, settings),) = stopped_jobs(library)
    with pytest.raises(BadInput, match="no file"):
        list(add_reports(library, paths, settings=settings, now=lambda: START))
    assert stopped_jobs(library) == ()


def test_large_files_are_added_in_several_transactions(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is acknowledged batch by batch is in the library batch by batch."""
    monkeypatch.setattr("crossread.store.growing.BATCH_REPORTS", 2)
    lines = [json.dumps({"text": f"{OTHER} Vote {n}.", "published": "2031-05-20"}) for n in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), "utf-8")
    adding = add_reports(library, [str(tmp_path / "a.jsonl")], settings=Settings(), now=lambda: START)
    assert len(next(adding).records) == 2
    with library.reading() as conn:
        assert conn.execute(select(func.count()).select_from(documents)).scalar_one() == 2
    adding.close()  # as a run does that is stopped
    ((paths, settings),) = stopped_jobs(library)
    again = list(add_reports(library, paths, settings=settings, now=lambda: START))
    assert sorted(outcomes(again)) == ["added"] * 3 + ["known"] * 2
    assert stopped_jobs(library) == ()


def test_a_path_that_is_not_there_is_a_mistake(library: Library, tmp_path: Path) -> None:
    """As with `read`; nothing is left to be taken up."""
    with pytest.raises(BadInput, match="no file or folder"):
        grow(library, tmp_path / "none")
    assert stopped_jobs(library) == ()


def test_removal_takes_everything(library: Library, record: Record) -> None:
    """A removed report is found nowhere: no text, no facts that rest on it alone, no record; others stay."""
    story = keep(library, record)
    herald, courier = record.documents
    assert remove(library, [herald.id], now=START + timedelta(hours=1)) == (herald.id,)
    with library.reading() as conn:
        assert load_documents(conn, [herald.id, courier.id]) == (courier,)
        assert saved_record(conn, story) is None
        assert conn.execute(select(stories.c.waiting).where(stories.c.id == story)).scalar_one() == 1
        assert not any("120" in text for text in conn.execute(select(facts.c.text)).scalars())
    assert search_library(library, Asked(words="harbour master")) == ()
    assert [one.outcome for one in add(library, herald, hours=2)] == ["added"]


def test_a_story_is_removed_with_earlier_versions(library: Library) -> None:
    """By its id all that ever was in it goes; the list no longer has it."""
    url = "https://ellery-herald.test/ferry"
    docs = [report(FERRY + f"{n} people were hurt.", url=url) for n in ("Nine", "Ten")]
    for n, doc in enumerate(docs):
        (added,) = add(library, doc, hours=n)
    assert sorted(remove(library, [added.story or ""], now=START)) == sorted(doc.id for doc in docs)
    assert list_stories(library) == ()
    with pytest.raises(BadInput, match="no report or story"):
        remove(library, ["d0"], now=START)


def test_an_export_can_be_added_again(library: Library, tmp_path: Path) -> None:
    """Reports go out as lines that `add` takes back with the same ids."""
    docs = [report(FERRY, title="Ferry"), report(OTHER, outlet="Wend Post", url="https://wend.test/1")]
    add(library, *docs)
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(export_lines(library, "reports")))
    assert outcomes(grow(library, path)) == ["known", "known"]


def test_reports_like_one_are_found_by_their_vectors(library: Library) -> None:
    """The nearest first, by the cosine between them; one that was not read yet cannot be asked for."""
    import numpy as np

    docs = [report(f"{FERRY} {n}", outlet=f"Outlet {n}") for n in range(3)]
    add(library, *docs)
    made = [np.array([[1, 0, 0]]), np.array([[0, 1, 0]]), np.array([[1, 0.1, 0], [1, 0, 0]])]
    with library.writing() as conn:
        save_vectors(
            conn, {d.id: vector_bytes(v.astype(np.float32)) for d, v in zip(docs, made, strict=True)}, model="m"
        )
        found = most_like(conn, docs[0].id, limit=5)
        assert [id_ for id_, _ in found] == [docs[2].id, docs[1].id]
        assert found[0][1] == pytest.approx(0.9988, abs=1e-3)
        with pytest.raises(BadInput, match="not read yet"):
            most_like(conn, "d0", limit=5)


def test_a_pipe_is_read_once(library: Library, tmp_path: Path) -> None:
    """What is no ordinary file has no stamp, and is read."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    import threading

    writer = threading.Thread(target=lambda: pipe.write_text(FERRY, "utf-8"))
    writer.start()
    assert outcomes(grow(library, pipe)) == ["added"]
    writer.join()
