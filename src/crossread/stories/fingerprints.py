"""Document -> Fingerprint: what tells the story of a report from other stories, as sparse counts.

Names, places, numbers and days weigh more than the words of a topic: two earthquakes share
"magnitude" and "rescuers", and differ in where, how strong and when.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec
from anyascii import anyascii
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crossread.records import Document

MAX_CHARS = 30_000
"""Only so much of a report is fingerprinted: what follows is background, and time per report stays bounded."""

LEAD_WORDS = 60
"""Content words after the title that count as the lead, which news puts the event into."""

LEAD_TOKENS = 70
"""The same in words of any kind, for names."""

TITLE_CASE_SHARE = 0.6
"""A title with more capitalised words than this is in title case: its capitals tell nothing."""

DEFAULT_DF = 0.5
"""Document frequency of a feature that the background has never seen."""

STOPWORDS = frozenset(
    "a about above after again against all also am an and any are around as at be because been before being below "
    "between both but by can could did do does doing down during each even few for from further had has have having "
    "he her here hers herself him himself his how i if in into is it its itself just may me might more most much must "
    "my no nor not now of off on once one only or other our ours out over own per said same say says she should since "
    "so some still such than that the their theirs them then there these they this those through to told too toward "
    "under until up upon us very was we were what when where which while who whom whose why will with within without "
    "would yet you your mr mrs ms dr th st nd rd s t re ve ll d m".split()
)
"""Words of grammar, and the verbs and titles that every report has."""

MONTHS = {
    name: i // 2 + 1
    for i, name in enumerate(
        "january jan february feb march mar april apr may may june jun july jul august aug september sept october oct "
        "november nov december dec".split()
    )
}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

_TOKEN = re.compile(r"\d[\d.,]{0,30}|[^\W\d_]{1,60}(?:['’][^\W\d_]{1,40}){0,2}")
_SENTENCE_END = frozenset('.!?:;\n"“”‘«»•|')
_BETWEEN_NAMES = frozenset((" ", ". ", "-", " '", "’"))


class Counts(Struct, frozen=True):
    """Features and how often each occurs; two columns of one length, sorted by feature."""

    keys: tuple[str, ...] = ()
    n: tuple[int, ...] = ()


class Fingerprint(Struct, frozen=True, kw_only=True):
    """The sparse features of one report.

    `key` is the hash of its text and orders reports without regard to the order they came in;
    `published` is an ISO day; `words` are stems and numbers of title and text, `title` and `lead` those
    of the title and of title and first sentences; `names` and `lead_names` folded words of names;
    `days` days of the year named in the text ("12-05"); `n_words` counts the content words.
    """

    key: str
    published: str | None = None
    words: Counts = Counts()
    bigrams: Counts = Counts()
    title: Counts = Counts()
    lead: Counts = Counts()
    names: Counts = Counts()
    lead_names: Counts = Counts()
    numbers: Counts = Counts()
    days: Counts = Counts()
    n_words: int = 0


class DocumentFrequencies(Struct, frozen=True, kw_only=True):
    """In how many of `n_documents` reports a word (stem or number) or a name occurs."""

    n_documents: int
    words: Mapping[str, int]
    names: Mapping[str, int]


class _Token(Struct, frozen=True):
    """A word or number with what its place tells: at the start of a sentence, joined to the word before."""

    text: str
    starts: bool
    joined: bool


class _TableFile(Struct, frozen=True):
    """The background as shipped: features of one document frequency stand together in one string."""

    n_documents: int
    words: dict[str, str]
    names: dict[str, str]


def fingerprint(doc: Document) -> Fingerprint:
    """Make the fingerprint of a report from its title and its text.

    Only the first `MAX_CHARS` code points are read. A title that the text repeats counts once.
    """
    title = (doc.title or "").strip()[:1000]
    body = doc.text[:MAX_CHARS]
    if title and body.lstrip().startswith(title):
        body = body.lstrip()[len(title) :]
    title_tokens, body_tokens = list(_tokens(title)), list(_tokens(body))
    title_terms, body_terms = _terms(title_tokens), _terms(body_tokens)
    terms = title_terms + body_terms
    names = list(_names(title_tokens, body_tokens))
    return Fingerprint(
        key=f"{doc.sha256}\x1f{title}",
        published=doc.published[:10] if doc.published else None,
        words=_counts(terms),
        bigrams=_counts(f"{a} {b}" for part in (title_terms, body_terms) for a, b in itertools.pairwise(part)),
        title=_counts(title_terms),
        lead=_counts(title_terms + body_terms[:LEAD_WORDS]),
        names=_counts(name for _, name in names),
        lead_names=_counts(name for place, name in names if place < len(title_tokens) + LEAD_TOKENS),
        numbers=_counts(_number(t.text) for t in title_tokens + body_tokens if t.text[0].isdigit()),
        days=_counts(_days(title_tokens + body_tokens)),
        n_words=len(terms),
    )


@cache
def load_background() -> DocumentFrequencies:
    """Load the document frequencies of general English news that come with the package.

    Source: training/background.py, word counts of the training splits of PolNeAR and Worldwide newswire.
    """
    data = resources.files("crossread.stories").joinpath("background.json").read_bytes()
    table = msgspec.json.decode(data, type=_TableFile)

    def unpack(packed: dict[str, str]) -> dict[str, int]:
        return {key: int(df) for df, keys in packed.items() for key in keys.split(" ")}

    return DocumentFrequencies(
        n_documents=table.n_documents,
        words=unpack(table.words),
        names=unpack(table.names),
    )


@lru_cache(maxsize=100_000)
def name_key(word: str) -> str:
    """Fold a word of a name so that usual spellings of it meet: "Zelenskyy", "Zelenskiy" and "Zelensky" are one."""
    folded = re.sub(r"(.)\1+", r"\1", anyascii(word).lower().removesuffix("'s"))
    folded = re.sub(r"[^a-z]", "", folded)
    return re.sub(r"(?:iy|yi|y|j)$", "i", folded) if len(folded) > 3 else folded


def _counts(keys: Iterable[str]) -> Counts:
    counted = sorted(Counter(key for key in keys if key).items())
    return Counts(tuple(k for k, _ in counted), tuple(n for _, n in counted))


def _tokens(text: str) -> Iterator[_Token]:
    end = 0
    for found in _TOKEN.finditer(text):
        between = text[end : found.start()]
        starts = end == 0 or not _SENTENCE_END.isdisjoint(between)
        yield _Token(found.group(), starts, joined=between in _BETWEEN_NAMES)
        end = found.end()


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:  # noqa: ANN401  (snowballstemmer has no types)
    import snowballstemmer  # noqa: PLC0415  (only where reports are grouped)

    return snowballstemmer.stemmer("english")


def _terms(tokens: list[_Token]) -> list[str]:
    return [term for token in tokens if (term := _term(token.text))]


@lru_cache(maxsize=100_000)
def _term(word: str) -> str:
    """Give the stem of a content word, the digits of a number, or nothing for a word of grammar."""
    if word[0].isdigit():
        return _number(word)
    plain = word.lower().replace("’", "'").split("'")[0]
    if plain in STOPWORDS or len(plain) < 2:  # single letters are initials and debris
        return ""
    return _stem(plain)


def _number(word: str) -> str:
    """Give the digits of a number, without the commas of thousands and what punctuation follows."""
    digits = word.rstrip(".,").replace(",", "")
    return "".join(str(int(c)) if c.isdigit() and not c.isascii() and c.isdecimal() else c for c in digits)


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _names(title: list[_Token], body: list[_Token]) -> Iterator[tuple[int, str]]:
    """Give place and folded form of words in capitals that do not only have them because a sentence starts there."""
    inside = {t.text for t in body if not t.starts and _is_capital(t.text)}
    words = [t for t in title if not t.text[0].isdigit()]
    in_title_case = sum(_is_capital(t.text) for t in words) > TITLE_CASE_SHARE * len(words)
    tokens = title + body
    for i, token in enumerate(tokens):
        if not _is_capital(token.text) or _no_name(token.text):
            continue
        if i < len(title) and in_title_case:
            is_name = token.text in inside
        else:
            follows = i + 1 < len(tokens) and tokens[i + 1].joined and _is_capital(tokens[i + 1].text)
            is_name = not token.starts or token.text in inside or follows
        name = name_key(token.text)
        if is_name and len(name) > 1:
            yield i, name


@lru_cache(maxsize=100_000)
def _no_name(word: str) -> bool:
    plain = word.lower().replace("’", "'").split("'")[0]
    return plain in STOPWORDS or plain in WEEKDAYS or plain in MONTHS


def _days(tokens: list[_Token]) -> Iterator[str]:
    """Give days of the year named as "5 December" or "Dec. 5", as "12-05"."""
    for left, right in itertools.pairwise(tokens):
        if left.text[0].isdigit() == right.text[0].isdigit():
            continue
        month, day = (right.text, left.text) if left.text[0].isdigit() else (left.text, right.text)
        number = day.rstrip(".,")
        if month.lower() in MONTHS and number.isascii() and number.isdigit() and 0 < int(number) < 32:
            yield f"{MONTHS[month.lower()]:02d}-{int(number):02d}"
