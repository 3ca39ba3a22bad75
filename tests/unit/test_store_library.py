"""Opening, migrating and sharing a library."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from crossread.errors import BadInput, CrossreadError
from crossread.store.library import Library, open_library
from crossread.store.migrations import LATEST, MIGRATIONS, migrate, version_of
from crossread.store.read import list_stories, load_documents
from crossread.store.schema import documents, metadata
from tests.libraries import add, at, report

pytest_plugins = ("tests.library_places",)


def test_the_tables_are_those_that_the_migrations_make(library: Library) -> None:
    """`schema` names every column that a migrated library has, and no other."""
    with library.reading() as conn:
        found = inspect(conn)
        for table in metadata.tables.values():
            assert {c["name"] for c in found.get_columns(table.name)} == set(table.columns.keys()), table.name


@pytest.mark.parametrize("version", range(1, LATEST + 1))
def test_a_library_of_every_version_is_brought_up_to_date(place: str, version: int) -> None:
    """A library of each earlier version opens, keeps its reports, and then has every table of the latest."""
    doc = report("The ferry Marlin ran aground off Port Ellery on Monday.")
    _make_version(place, version)
    with open_library(place) as library, library.reading() as conn:
        assert version_of(conn) == LATEST
        assert conn.execute(select(documents.c.sha256)).scalar_one() == "of an earlier version"
        assert set(metadata.tables) <= set(inspect(conn).get_table_names())
    with open_library(place) as library:
        assert [one.outcome for one in add(library, doc)] == ["added"]


def _make_version(place: str, version: int) -> None:
    """Make a library as an earlier Crossread left it, with a report in it."""
    from crossread.store import library as module

    made = Library(module._engine_of(module._url_of(place)), name=place)
    with made.writing() as conn:
        migrate(conn, at=at(0), to=version)
        conn.execute(
            text(
                "INSERT INTO documents (id, sha256, outlet, authors, source, about, problems, text, added_at) VALUES "
                "('d0', 'of an earlier version', 'Ellery Herald', '', 'a.txt', '{}', '[]', :bytes, :at)"
            ),
            {"bytes": b"words", "at": at(0)},
        )
    made.close()


def test_every_step_adds_something() -> None:
    """No migration is empty, and versions are counted from one."""
    assert all(MIGRATIONS)
    assert len(MIGRATIONS) == LATEST


def test_a_later_library_is_refused(place: str) -> None:
    """What a later Crossread made is not touched."""
    with open_library(place) as library, library.writing() as conn:
        conn.execute(text("INSERT INTO crossread_library (version, at) VALUES (99, 'later')"))
    with pytest.raises(BadInput, match="version 99"), open_library(place):
        pass


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """A database that holds something else is named and left as it is."""
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
    conn.close()
    with pytest.raises(BadInput, match="recipes"), open_library(path):
        pass


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """So is a file of words."""
    path = tmp_path / "report.txt"
    path.write_text("The ferry Marlin ran aground. " * 100, "utf-8")
    with pytest.raises(CrossreadError, match="is no library"), open_library(path):
        pass


def test_a_library_is_made_only_where_that_is_wanted(tmp_path: Path) -> None:
    """Without `create` a place without library is a mistake, and nothing is left there."""
    path = tmp_path / "none.sqlite"
    with pytest.raises(BadInput, match="crossread add"), open_library(path, create=False):
        pass
    assert not path.exists()


@pytest.mark.parametrize("place", ["mysql://host/name", "sqlite://", "nothing://"])
def test_other_databases_are_refused(place: str) -> None:
    """The message says what can be given."""
    with pytest.raises(BadInput, match="postgresql"), open_library(place):
        pass


def test_texts_come_back_as_they_went(library: Library) -> None:
    """Every code point of a text stays, those that no database likes too."""
    doc = report("A null \x00, a bell \x07, a line separator \u2028, and \U0001f6a2.", title="Null \x00")
    add(library, doc)
    with library.reading() as conn:
        assert load_documents(conn, [doc.id]) == (doc,)


def test_a_reader_is_not_disturbed_by_a_writer(library: Library) -> None:
    """While a writer is at work readers see the library as it was, and after it as it is."""
    first, second = (
        report("The ferry ran aground off Port Ellery."),
        report("A bridge over the Wend was closed.", outlet="Wend Post"),
    )
    add(library, first)
    with library.writing() as conn:
        conn.execute(documents.update().values(title="half done"))
        with library.reading() as other:
            assert other.execute(select(documents.c.title)).scalar_one() is None
    add(library, second)
    assert len(list_stories(library)) == 2


def test_writers_wait_for_each_other(place: str) -> None:
    """Several that add at once all get through, each report in the library once."""
    texts = [f"Mayor Ines Kovar opened bridge number {n} over the Wend at noon on day {n}." for n in range(6)]
    errors: list[Exception] = []

    def run(mine: list[str]) -> None:
        try:
            with open_library(place) as library:
                for words in mine:
                    add(library, report(words))
        except Exception as e:  # noqa: BLE001  (told below)
            errors.append(e)

    threads = [threading.Thread(target=run, args=(texts[n::3] + texts[:2],)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with open_library(place) as library, library.reading() as conn:
        assert len(conn.execute(select(documents.c.id)).all()) == len(texts)
