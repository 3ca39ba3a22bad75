"""The words that a record stores or shows, against those of the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossread.records import (
    Document,
    Mention,
    Quote,
    Span,
    Story,
)
from crossread.verify.failure import Failure, differ, fail

TEMPLATE_WORDS = frozenset(
    """
    a according account accounts all also an and another are as at attributed both but by carried carries carry conflict
    contradict contradicts corroborated date differ differs different disagree disputed due each either else figure figures
    first five for four from further gives give given has have in independent it its mention mentions more most name names
    number of on one only or origin origins other others outlet outlets place point points put puts quote quoted quotes
    record report reported reports same say says said several silent single six so source sources speaker speakers
    statement statements story tell tells that the their them they this three time to two unless until versus was were
    where while who whom with within words wording wordings
    """.split()
)
"""What a template of the brief may add outside quotation marks: words about reports, none about the world.

No word that turns a sentence round ("not", "no", "never") belongs here: put before a quotation it would pass."""

SPACE = re.compile(r"\s+")
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*")
QUOTED = re.compile(r"“([^“”]*)”")


class Words:
    """The words of a story's documents, looked up by span; spans that fail elsewhere give no words."""

    def __init__(self, story: Story, docs: dict[str, Document]) -> None:
        self.docs = docs
        self.texts = {id_: plain(doc.text) for id_, doc in docs.items()}
        self.labels = {doc.label for doc in docs.values()}
        self.entities = {entity.id: entity for entity in story.entities}
        self.names = {name for entity in story.entities for name in (entity.name, *entity.aliases)}

    def at(self, span: Span | Mention) -> str:
        """Give the words of a span with single spaces."""
        doc = self.docs.get(span.doc)
        return plain(doc.text[max(0, span.start) : max(0, span.end)]) if doc else ""

    def of(self, spans: Sequence[Span]) -> list[str]:
        """Give the words of each span."""
        return [self.at(span) for span in spans]


def plain(text: str) -> str:
    """Make every run of white space one space, and cut it off at both ends."""
    return SPACE.sub(" ", text).strip()


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text as whole words."""
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        opens = at == 0 or not (text[at - 1].isalnum() and words[0].isalnum())
        closes = end == len(text) or not (text[end].isalnum() and words[-1].isalnum())
        if opens and closes:
            return True
        at = text.find(words, at + 1)
    return False


def is_said_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text; the first letter may be small here and a capital there."""
    return stands_in(words, text) or stands_in(words[:1].swapcase() + words[1:], text)


def check_entities(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that names, aliases and roles are words of the reports."""
    for i, entity in enumerate(story.entities):
        here = f"{where}/entities/{i}"
        places = [words.at(m) for m in entity.mentions if m.form == "name"] or [words.at(m) for m in entity.mentions]
        said = [(f"{here}/name", entity.name)] + [
            (f"{here}/aliases/{j}", alias) for j, alias in enumerate(entity.aliases)
        ]
        for at, name in said:
            if not any(stands_in(plain(name), place) for place in places):
                yield fail("name-nowhere", at, f"no mention of '{entity.id}' has the words '{name}'")
        for j, role in enumerate(entity.roles):
            if plain(role.text) != words.at(role.span):
                yield differ(f"{here}/roles/{j}/text", role.text, words.at(role.span))


def check_title(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that the story is called what one of its reports is called, or by words of one."""
    titles = {plain(doc.title or "") for doc in words.docs.values()} | words.labels
    if plain(story.title) not in titles and not any(
        stands_in(plain(story.title), text) for text in words.texts.values()
    ):
        yield fail("title-nowhere", f"{where}/title", f"'{story.title[:80]}' is the title of no report of the story")


def check_quotes(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that a quote stays in one report, its pieces in order, and that its speaker's name is the speaker's."""
    for i, quote in enumerate(story.quotes):
        here = f"{where}/quotes/{i}"
        spans = [*quote.content, *(span for span in (quote.cue, quote.source) if span)]
        if not quote.content:
            yield fail("quote-empty", f"{here}/content", "a quote has at least one span of content")
        if len({span.doc for span in spans}) > 1:
            yield fail("quote-documents", here, "content, cue and source lie in different documents")
        if any(a.end > b.start for a, b in zip(quote.content, quote.content[1:], strict=False)):
            yield fail("quote-order", f"{here}/content", "the spans of the content overlap or are out of order")
        if quote.speaker_name is not None:
            yield from _check_speaker(quote, words, f"{here}/speaker_name")


def _check_speaker(quote: Quote, words: Words, where: str) -> Iterator[Failure]:
    """Check the name shown for a speaker: the entity's own, or where there is none words of the report.

    Somebody without a name may be told by others: "Ana Ruiz's aides", whose last words are the report's,
    and several by the names of each.
    """
    entity = words.entities.get(quote.speaker or "")
    name = quote.speaker_name or ""
    if entity and name not in {entity.name, *entity.aliases}:
        yield fail("speaker-name", where, f"'{name}' is no name of '{entity.id}' ({entity.name})")
    elif not quote.speaker and not any(
        _is_told(plain(name), words.texts.get(span.doc, ""), words.names) for span in quote.content
    ):
        yield fail("speaker-name", where, f"'{name}' stands nowhere in the report")


def _is_told(name: str, report: str, names: set[str]) -> bool:
    owner, _, owned = name.partition("'s ")
    each = re.split(r", | and ", name)
    return (
        stands_in(name, report)
        or (owner in names and bool(owned) and stands_in(owned, report))
        or (len(each) > 1 and names.issuperset(each))
    )


def check_conflicts(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that what each side of a conflict says are words of its evidence, and that its outlets published them.

    Where reports disagree on who spoke, a side may also say the name of a speaker of the words.
    """
    for i, conflict in enumerate(story.conflicts):
        for j, side in enumerate(conflict.sides):
            here = f"{where}/conflicts/{i}/sides/{j}"
            says = plain(side.says)
            if not side.evidence:
                yield fail("no-evidence", f"{here}/evidence", "a side has at least one span of evidence")
            elif not any(is_said_in(says, said) for said in words.of(side.evidence)) and not (
                conflict.kind == "speaker" and says in speakers_of(side.evidence, story, words)
            ):
                yield differ(f"{here}/says", side.says, words.at(side.evidence[0]))
            labels = {words.docs[span.doc].label for span in side.evidence if span.doc in words.docs}
            yield from check_outlets(side.outlets, labels, f"{here}/outlets")


def speakers_of(evidence: Sequence[Span], story: Story, words: Words) -> set[str]:
    """Give every name of those whose words overlap a span."""
    names: set[str] = set()
    for quote in story.quotes:
        places = (*quote.content, *((quote.source,) if quote.source else ()))
        if any(a.overlaps(b) for a in places for b in evidence):
            entity = words.entities.get(quote.speaker or "")
            names |= {entity.name, *entity.aliases} if entity else {quote.speaker_name or ""}
    return names


def check_brief(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that each line of the brief is made of the words of its evidence.

    A line is either words of one span of its evidence, as they stand there; or a template: what
    stands between “ and ” are words of the evidence, and outside there are only names, outlets,
    numbers and dates of the evidence, and `TEMPLATE_WORDS`.
    """
    for i, line in enumerate(story.brief):
        said = words.of(line.evidence)
        if not said:
            yield fail("no-evidence", f"{where}/brief/{i}/evidence", "a line has at least one span of evidence")
        elif not any(is_said_in(plain(line.text), one) for one in said):
            yield from _check_template(line.text, said, words, f"{where}/brief/{i}/text")


def _check_template(text: str, said: list[str], words: Words, where: str) -> Iterator[Failure]:
    """Find what a filled template says that neither its evidence nor the template's own words have."""
    for quoted in QUOTED.findall(text):
        if not any(is_said_in(plain(quoted), one) for one in said):
            yield fail("brief-words", where, f"“{quoted}” stands in none of the evidence")
    outside = QUOTED.sub(" ", text)
    for name in sorted(words.names | words.labels, key=lambda name: (-len(name), name)):
        if stands_in(name, outside):
            outside = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", outside)
    numbers = {number for one in said for number in WORDS.findall(one) if number[0].isdigit()}
    numbers |= {str(n) for n in range(len(words.docs) + 1)}
    added = [
        word
        for word in WORDS.findall(outside)
        if word.lower() not in TEMPLATE_WORDS and word not in numbers and not _is_name_in(word, said)
    ]
    if added:
        yield fail("brief-words", where, f"'{' '.join(added)}' is neither quoted, nor a name, nor of the template")


def _is_name_in(word: str, said: list[str]) -> bool:
    """Tell whether a word with a capital letter stands in the evidence."""
    return word[0].isupper() and any(stands_in(word, one) for one in said)


def check_collation(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that the rows of a collation have as many cells, and the words of their quotes one after another."""
    quotes = {quote.id: quote for quote in story.quotes}
    for i, utterance in enumerate(story.utterances):
        here = f"{where}/utterances/{i}/collation"
        if len({len(row.cells) for row in utterance.collation}) > 1:
            yield fail("collation-width", here, "the rows have different numbers of cells")
        for j, row in enumerate(utterance.collation):
            quote = quotes.get(row.quote)
            if quote is None:
                continue
            if row.quote not in utterance.quotes:
                yield fail("collation-quote", f"{here}/{j}/quote", f"'{row.quote}' is no quote of this utterance")
            if any(span.doc != row.doc for span in (*quote.content, *(cell.span for cell in row.cells))):
                yield fail(
                    "collation-document", f"{here}/{j}/doc", f"quote or cells lie in another document than '{row.doc}'"
                )
            shown = bare("".join(words.at(cell.span) for cell in row.cells if cell.op != "missing"))
            if shown != bare("".join(words.of(quote.content))):
                yield fail(
                    "collation-words", f"{here}/{j}/cells", f"the cells do not add up to the words of '{row.quote}'"
                )


def bare(text: str) -> str:
    """Leave only letters and digits: a cell may stand with or without the marks and commas around it."""
    return "".join(filter(str.isalnum, text))


def check_outlets(outlets: Sequence[str], labels: set[str], where: str) -> Iterator[Failure]:
    """Check that outlets are those of the passages they stand for."""
    if wrong := sorted(set(outlets) ^ labels):
        yield fail("wrong-outlets", where, f"outlets and passages disagree about {', '.join(map(repr, wrong))}")
