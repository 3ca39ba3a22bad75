"""Full text: one way to ask, the index of each database behind it, and the passage that answers.

What may be asked: words that must all be there; `"words in marks"` that stand together; `-word` that must
not be there; `OR` between two ways to ask. Words are found in any of their forms ("strike", "strikes").
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from anyascii import anyascii
from msgspec import Struct
from sqlalchemy import BigInteger, Float, column, text

from crossread.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Subquery

WordTable = Literal["documents", "facts"]

MAX_INDEXED_CHARS = 200_000
"""Only so much of a text can be searched: PostgreSQL takes no more than a megabyte of word forms and places."""

MAX_TERMS = 50
SNIPPET_CHARS = 240
_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]{0,500})"|(?P<word>[^\s"]{1,200}))')
_WORD = re.compile(r"\w{1,100}")
_SPACE = re.compile(r"\s+")


class Ask(Struct, frozen=True):
    """One way to ask: all of `must`, none of `must_not`; each is a word or several that stand together."""

    must: tuple[str, ...]
    must_not: tuple[str, ...] = ()


class Passage(Struct, frozen=True):
    """The part of a text that answers, `text[start:end]`, and the words in it that were asked for, as offsets."""

    start: int
    end: int
    hits: tuple[tuple[int, int], ...] = ()


def parse_query(words: str) -> tuple[Ask, ...]:
    """Take apart what somebody typed.

    Raises:
        BadInput: there is no word to look for, or too many.
    """
    terms = list(_TERM.finditer(words))
    if len(terms) > MAX_TERMS:
        msg = f"{len(terms)} words to look for; give up to {MAX_TERMS}"
        raise BadInput(msg)
    asks: list[Ask] = []
    must: list[str] = []
    must_not: list[str] = []
    for found in [*terms, None]:
        if found is None or found["word"] == "OR":
            if must:
                asks.append(Ask(tuple(must), tuple(must_not)))
            elif must_not or found is not None:
                msg = f"'{words}' names no word that should be there; put one beside 'OR' and before '-word'"
                raise BadInput(msg)
            must, must_not = [], []
        elif plain := " ".join(_WORD.findall(found["phrase"] or found["word"] or "")):
            (must_not if found["no"] else must).append(plain)
    if not asks:
        msg = f"no word to look for in '{words}'"
        raise BadInput(msg)
    return tuple(asks)


def index_words(conn: Connection, table: WordTable, n: int, *parts: str) -> None:
    """Make row `n` of a table findable by its words; the first part is the title where the table has one."""
    values = [_indexed(part) for part in parts]
    if conn.dialect.name == "sqlite":
        names, marks = _columns(table)
        conn.exec_driver_sql(f"INSERT INTO {table}_words (rowid, {names}) VALUES (?, {marks})", (n, *values))  # noqa: S608  (our own names)
        return
    vectors = " || ".join(
        f"setweight(to_tsvector('english', :part{i}), '{weight}')"
        for i, weight in zip(range(len(values)), "AD", strict=False)
    )
    conn.execute(
        text(f"INSERT INTO {table}_words (n, words) VALUES (:n, {vectors})"),  # noqa: S608  (our own names)
        {"n": n, **{f"part{i}": value for i, value in enumerate(values)}},
    )


def unindex_words(conn: Connection, table: WordTable, n: int, *parts: str) -> None:
    """Take row `n` out of the index; `parts` are what it was put in with."""
    if conn.dialect.name == "sqlite":
        names, marks = _columns(table)
        sql = f"INSERT INTO {table}_words ({table}_words, rowid, {names}) VALUES ('delete', ?, {marks})"  # noqa: S608  (our own names)
        conn.exec_driver_sql(sql, (n, *(_indexed(part) for part in parts)))
        return
    conn.execute(text(f"DELETE FROM {table}_words WHERE n = :n"), {"n": n})  # noqa: S608  (our own names)


def matching(conn: Connection, table: WordTable, asks: Sequence[Ask]) -> Subquery:
    """Give the rows of a table that answer: columns `n` and `rank`, the smallest rank the best."""
    if conn.dialect.name == "sqlite":
        weights = "4.0, 1.0" if table == "documents" else "1.0"
        sql = text(
            f"SELECT rowid AS n, bm25({table}_words, {weights}) AS rank "  # noqa: S608  (our own names)
            f"FROM {table}_words WHERE {table}_words MATCH :asked"
        ).bindparams(asked=_fts5(asks))
    else:
        sql = text(
            "SELECT n, -ts_rank(words, asked) AS rank "  # noqa: S608  (our own names)
            f"FROM {table}_words, websearch_to_tsquery('english', :asked) AS asked WHERE words @@ asked"
        ).bindparams(asked=_websearch(asks))
    return sql.columns(column("n", BigInteger), column("rank", Float)).subquery("found")


def find_passage(words: str, asks: Sequence[Ask], *, chars: int = SNIPPET_CHARS) -> Passage:
    """Find the stretch of a text with most of the words that were asked for, cut at words.

    Args:
        words: the text.
        asks: what was asked.
        chars: about how long the passage may be, in code points.
    """
    wanted = {_stem(w) for ask in asks for term in ask.must for w in term.split()}
    hits = [
        (found.start(), found.end(), stem)
        for found in _WORD.finditer(words, 0, MAX_INDEXED_CHARS)
        if (stem := _stem(found.group())) in wanted
    ]
    if not hits:
        return Passage(0, _cut(words, chars))
    best, first = (0, 0), 0
    for last in range(len(hits)):
        while hits[last][1] - hits[first][0] > chars:
            first += 1
        found = (len({stem for _, _, stem in hits[first : last + 1]}), last + 1 - first)
        if found > best:
            best, start, end = found, hits[first][0], hits[last][1]
    room = max(0, chars - (end - start)) // 2
    left = 0 if start <= room else _next_word(words, start - room, start)
    right = _cut(words, min(len(words), end + room), least=end)
    return Passage(left, right, tuple((a, b) for a, b, _ in hits if left <= a and b <= right))


def answers(words: str, asks: Sequence[Ask]) -> bool:
    """Tell whether a text has what is asked for, as the index would find it."""
    stems = f" {' '.join(_stem(word) for word in _WORD.findall(words[:MAX_INDEXED_CHARS]))} "
    return any(
        all(_phrase(term) in stems for term in ask.must) and not any(_phrase(term) in stems for term in ask.must_not)
        for ask in asks
    )


def _phrase(term: str) -> str:
    return f" {' '.join(map(_stem, term.split()))} "


def _cut(words: str, end: int, *, least: int = 0) -> int:
    """Move an end back to the end of a word."""
    if end >= len(words):
        return len(words)
    space = max(words.rfind(" ", least, end), words.rfind("\n", least, end))
    return space if space > least else max(end, least)


def _next_word(words: str, start: int, most: int) -> int:
    """Move a start on to the start of a word."""
    found = _SPACE.search(words, start, most)
    return found.end() if found else start


def _indexed(part: str) -> str:
    return part[:MAX_INDEXED_CHARS].replace("\x00", " ")


def _columns(table: WordTable) -> tuple[str, str]:
    return ("title, text", "?, ?") if table == "documents" else ("text", "?")


def _fts5(asks: Sequence[Ask]) -> str:
    """Write what was asked in the syntax of FTS5; every word in marks, so that none is an operator."""
    return " OR ".join(
        f"({' AND '.join(_marked(t) for t in ask.must)}{''.join(f' NOT {_marked(t)}' for t in ask.must_not)})"
        for ask in asks
    )


def _websearch(asks: Sequence[Ask]) -> str:
    """Write what was asked in the syntax of PostgreSQL's websearch."""
    return " or ".join(" ".join([*map(_marked, ask.must), *(f"-{_marked(t)}" for t in ask.must_not)]) for ask in asks)


def _marked(term: str) -> str:
    return f'"{term}"'


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(anyascii(word).casefold()))


@cache
def _stemmer() -> Any:  # noqa: ANN401  (snowballstemmer has no types)
    import snowballstemmer  # noqa: PLC0415  (only where a passage is shown)

    return snowballstemmer.stemmer("english")
