"""Opening a library: one SQLite file, or a PostgreSQL database by its URL; one writer, many readers.

Everything that the two databases do differently is here and in `words`, `migrations` and `vectors`.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from crossread.errors import BadInput, CrossreadError, MissingExtra
from crossread.store.migrations import LATEST, migrate, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

BUSY_TIMEOUT_S = 60
"""A second writer waits so long for the first; a batch of `add` holds the library for a second or two."""

WRITER_LOCK = 0x63726F7373726561
"""The key of PostgreSQL's advisory lock that stands for the right to write: the letters "crossrea"."""

WRITES = "crossread_writes"

SQLITE_MAGIC = b"SQLite format 3\x00"
"""How a file of SQLite begins, but for one without tables, which is empty (sqlite.org/fileformat.html, 1.3.1)."""


class Library:
    """An open library. `reading` and `writing` give a connection inside one transaction each."""

    def __init__(self, engine: Engine, *, name: str) -> None:
        self._engine = engine
        self.name = name
        """The path or URL that it was opened by, without a password."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the library as it is at this moment, whatever is written meanwhile."""
        with self._told(), self._engine.connect() as conn, conn.begin():
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that alone may write until the block ends; all of it is kept, or nothing."""
        with self._told(), self._engine.connect().execution_options(**{WRITES: True}) as conn, conn.begin():
            yield conn

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in the caller's words what the database says: it is locked, full, read-only, or went away."""
        try:
            yield
        except DBAPIError as e:
            raise CrossreadError(f"the library '{self.name}' cannot be used: {str(e.orig).strip()}") from e

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def open_library(place: str | Path, *, create: bool = True) -> Iterator[Library]:
    """Open a library, make it where there is none, and bring it to the present version of the tables.

    Args:
        place: path of an SQLite file, or the URL of a database: `postgresql://user@host/name`.
        create: make it where there is none; else that is the caller's mistake.

    Raises:
        BadInput: there is no library there, or something else; or a later Crossread made it.
        MissingExtra: a PostgreSQL URL, and no driver.
    """
    url = _url_of(place)
    path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if path is not None and not create and not path.exists():
        msg = f"no library at '{path}'; make one with: crossread add PATH --library {path}"
        raise BadInput(msg)
    if path is not None:
        _check_file(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    name = str(path) if path else url.set(drivername=url.get_backend_name()).render_as_string()
    library = Library(_engine_of(url), name=name)
    try:
        _bring_up_to_date(library, create=create)
        yield library
    finally:
        library.close()


def moment(at: datetime) -> str:
    """Write a moment as the tables have it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def storable(words: str | None) -> str | None:
    """Take out the one character that PostgreSQL's text cannot hold; `about` has it still."""
    return words.replace("\x00", "\ufffd") if words is not None else None


def _url_of(place: str | Path) -> URL:
    """Take a path as an SQLite file, and give PostgreSQL the driver that we use."""
    if "://" not in str(place):
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(str(place))
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as e:
        msg = f"'{place}' is no URL of a database: {e}"
        raise BadInput(msg) from e
    if backend in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url
    msg = f"no library can lie in '{backend}'; give a path, or postgresql://user@host/name"
    raise BadInput(msg)


def _check_file(path: Path) -> None:
    """Refuse a file of something else, before the database says it in its own words."""
    if path.is_dir():
        msg = f"'{path}' is a folder, and a library is a file; give one in it, such as {path / 'crossread.sqlite'}"
        raise BadInput(msg)
    if path.is_file() and path.stat().st_size:
        with path.open("rb") as stream:
            if stream.read(len(SQLITE_MAGIC)) != SQLITE_MAGIC:
                msg = f"'{path}' is no library; give one that `crossread add` made, or a file that is not there yet"
                raise BadInput(msg)


def _engine_of(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S, "isolation_level": None})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ")
    except ImportError as e:  # psycopg raises it too, where it finds no libpq
        raise MissingExtra("a library in PostgreSQL", extra="postgres") from e
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  (whatever the driver gives)
    """Set what holds for one connection.

    `synchronous` is FULL: what was acknowledged outlives a power cut too; it costs one fsync a batch.
    """
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(conn: Connection) -> None:
    """Take the right to write at the start: a reader that later became a writer could find itself outdated."""
    conn.exec_driver_sql("BEGIN IMMEDIATE" if conn.get_execution_options().get(WRITES) else "BEGIN")


def _begin_postgresql(conn: Connection) -> None:
    """Wait for the right to write, in a transaction that sees what the writer before committed."""
    if conn.get_execution_options().get(WRITES):
        conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER_LOCK})


def _bring_up_to_date(library: Library, *, create: bool) -> None:
    with library.reading() as conn:
        version = version_of(conn)
    if version == 0 and not create:
        msg = f"no library at '{library.name}'; make one with: crossread add PATH --library {library.name}"
        raise BadInput(msg)
    if version != LATEST:
        with library.writing() as conn:
            migrate(conn, at=moment(datetime.now(UTC)))
