"""Citations: where a report says that it has something from, with the words that say so.

Outlets and agencies ("as reported by the Gazette", "told Radio Ulm on Sunday", "(AP) -"), accounts of
people and institutions ("posted on Truth Social", "the coastguard said"), documents ("court papers
show") and sources without a name ("two officials familiar with the calls"). An outlet's own name in its
own report is no citation, and neither is the credit of a picture.

Patterns run over one sentence at a time with bounded repeats, so the time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from crossread.extract._outlets import (
    NamedSource,
    find_named_sources,
    own_name,
    resolve_outlet,
    same_outlet,
    without_article,
)
from crossread.extract._unnamed import ANONYMITY, DOCUMENT, INSTITUTION, PLURAL, SAID_BY_UNNAMED, UNNAMED
from crossread.language.analysis import Analysis
from crossread.records import Citation, CitationKind, Claim, Entity, Found, Quote, Span, content_id

MADE_BY = "citations@1"

MAX_CREDIT_CHARS = 120
"""A longer line is a sentence, not a credit."""

MAX_SENTENCE_CHARS = 2_000
"""More of one sentence is not looked at; sentences are cut at 1,500 characters before."""

_REPORTING = (
    r"(?:,? (?:which|who) )?(?:(?:has|have|had|also|first|previously|earlier|exclusively|later|separately|itself) ){0,3}"
    r"(?:report(?:s|ed|ing)?|said|says|wrot?es?|written|quot(?:es|ed|ing)|cit(?:es|ed|ing)|reveal(?:s|ed)|claim(?:s|ed)|not(?:es|ed)|"
    r"publish(?:es|ed)|broadcast|learn(?:s|ed|t)|confirm(?:s|ed)|obtained|broke the news|carried|aired|had it from|put it|described)\b"
)
_AFTER = re.compile(
    rf"['’]?s? ?(?P<after>{_REPORTING}"
    r"|(?:(?:has |had )?contributed (?:to|reporting))|(?:newspaper|newspapers|news agency|agency|channel|broadcaster|website|daily|magazine|station) "
    + _REPORTING
    + r"|reports?\b(?= (?:that|of|on|in|from|said|says|published))|(?:interview|exclusive|poll|investigation|analysis)\b)"
)
_BEFORE = re.compile(
    r"(?P<cue>(?:\baccording to (?:reports? (?:in|by|from|on) |a report (?:in|by|from|on) )?"
    r"|\bas per |\bper |\bquot(?:ing|es|ed by) |\bcit(?:ing|es|ed by) |\bcites "
    r"|\b(?:as |was |were |been |first |previously |earlier |also |originally |exclusively ){0,3}(?:reported|published|quoted|cited|seen|obtained|"
    r"reviewed|broadcast|aired|revealed|carried|told|confirmed)(?: earlier| first)? (?:by|in|on|to) "
    r"|\b(?:tells?|told|telling) |\b(?:speaking|spoke|spoken|speaks|talking|talked) (?:to|with|on) |\bstatements? to |\bcomments? (?:to|made to) |\bremarks to "
    r"|\binterviews? (?:with|to|on|in|for|by|published (?:in|by)) |\binterviewed (?:by|on) |\b(?:an? |the )?reports? (?:by|in|from|on) "
    r"|\b(?:op-ed|article|column|piece|opinion piece|essay) (?:in|for|by) |\b(?:wrote|writing|writes) (?:in|for) "
    r"|\bhad it from |\bvia |\bappear(?:ing|ed) on |\btold (?:the )?reporters? (?:of|from) |\bconfirmed to |\bsaid (?:on|to) "
    r"))(?:(?:the|The|an?|its|his|her|their|state|state-run|state-owned|local|news agency|agency|newspaper|daily|broadcaster|public broadcaster|British|"
    r"German|French|Russian|American|US|Israeli|Italian|Spanish|Chinese|Japanese|Turkish|Ukrainian|Polish|Indian|tabloid|weekly|magazine|website|channel|"
    r"outlet|media outlet|news site|television|TV channel|private|independent) ){0,5}$",
    re.IGNORECASE,
)
_STRONG_BEFORE = re.compile(
    r"\b(?:as |first |previously |earlier )?(?:reported|quoted|cited|broadcast|aired) (?:by|in|on)|\binterviews? (?:with|to|on)|\bquoting |\bop-ed |\barticle in|\bas per ",
    re.IGNORECASE,
)
"""Cues that only outlets follow, so that a name need not look like one."""

_POSTED = re.compile(
    r"\b(?:(?:posted|wrote|writing|writes|posting|said|says|announced|shared|published|tweeted|repl(?:ied|ying)|added|claimed|stated|tells us)\b[^.;“”\"]{0,40}?"
    r"|(?:in|from|with) (?:an? |the |his |her |its |their )?(?:[\w-]+ ){0,3}?(?:posts?|tweets?|message|messages|video|thread|statement|channel)(?: \w+){0,2}? )"
    r"(?:on|to|via|through|over|in)? ?(?:the |his |her |its |their |the social media (?:platform|network|site) |social media platform |social network |messaging app )?$"
)
_ON_X = re.compile(
    r"\b(?:on|to|via) (?:the (?:social media )?(?:platform|network|site) |social (?:media )?(?:platform|network) )?(?P<x>X(?:/Twitter)?)(?=[\s,.;:)]|$)(?! [A-Z])"
)
_OWN = re.compile(
    r"\b(?:told|tells|given to|spoke to|speaking to) (?:this (?:newspaper|paper|station|website|reporter|magazine|channel)|us|me)\b"
)

_PICTURE = re.compile(
    r"^[*_]*(?:photo(?:graph)?|picture|image|file photo|caption|credit)s?\b ?[:/|]|\([^()]{1,60} ?/ ?[^()]{1,60}\)[*_.]*$"
    r"|\b(?:photo(?:graph)?|picture|image)s?(?: credit| by| courtesy)? ?[:/]|(?:Getty|Shutterstock|EPA|AFP|AP|Reuters)(?: Images| Photo)?/|/(?:Getty|AFP|AP|Reuters|EPA)\b",
    re.IGNORECASE,
)
"""A caption, or the credit of a picture: "(Kit Moss / Associated Press)"."""

_DATELINE = re.compile(
    r"^\W{0,3}[A-ZÀ-Þ][\w.’' -]{1,40}(?:, [\w.’' -]{1,30}){0,3} ?(?:\((?P<paren>[A-Z][\w./ &-]{1,40})\) ?[-–—:]|[-–—] ?\((?P<paren2>[A-Z][\w./ &-]{1,40})\))"
    r"|^\((?P<lead>[A-Z][\w./ &-]{1,40})\) ?[-–—]"
)
_CREDIT = re.compile(
    r"^(?P<words>\W{0,3}(?:(?:additional |extra )?reporting(?: by)?|with (?:additional |some )?(?:reporting|files|material|input|inputs|information)(?: from| by)|"
    r"source|sources|from|credit|with agenc(?:y|ies)(?: reports?| inputs?)?|agenc(?:y|ies)|via)\b ?:? ?)(?P<name>[^\n]{0,80})$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(r"\b(?:has |have )?contributed (?:to this (?:report|story|article)|reporting)\b")
_SIGNED = re.compile(r"(?:[-–—] ?|\()(?P<name>[A-Z][\w./ -]{1,30})\)?[.*_]*$")
_AGENCIES_AT_LARGE = re.compile(
    r"\b(?:(?:put about|reported|carried|circulated|according to|quoted) (?:by )?)(?P<name>(?:the |news )+agenc(?:ies|y)(?: reports?)?)\b|\b(?P<with>with agency (?:reports?|inputs?))\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<=, )[A-Z][^,]{0,40}\b(?:News|Press|Wire|Newswire|Agency|Service)(?= *$)")
"""Behind a reporter's name, the agency that the report is from: "By Ada Pell, Meridian News"."""
_BYLINE = re.compile(r"^\W{0,2}[Bb]y (?P<name>[A-Z][^\n.]{1,60})$")


class _Cited(Struct, frozen=True):
    """What a citation names, before the record is made: character range of the citing words and of the name."""

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    kind: CitationKind
    scope: str = "sentence"


def find_citations(analysis: Analysis, quotes: Sequence[Quote], entities: Sequence[Entity]) -> Found[Citation]:
    """Find where a report says that it has something from.

    Args:
        analysis: the report, read.
        quotes: its quotes, with their sources; those without a named speaker are citations of unnamed
            sources, those of institutions of their official word.
        entities: entities with their mentions, to give the outlets and institutions their ids.

    Returns:
        Citations in text order. `covers` holds the quotes that each governs; `cover_claims` adds claims.
    """
    doc = analysis.doc
    found: list[_Cited] = []
    for row in range(len(analysis.sentences)):
        start = int(analysis.sentences.start[row])
        end = min(int(analysis.sentences.end[row]), start + MAX_SENTENCE_CHARS)
        found += _in_sentence(analysis, start, end)
    found += _from_quotes(analysis, quotes, found)
    names = _EntityAt(doc.id, entities)
    records = []
    for c in sorted(_without_overlaps(found), key=lambda c: (c.start, c.end, c.kind)):
        span = Span(doc.id, c.start, c.end)
        records.append(
            Citation(
                id=content_id("c", span, c.kind, c.name),
                span=span,
                cited=c.name,
                entity=names.overlapping(c.name_start, c.name_end) if c.kind != "unnamed" else None,
                kind=c.kind,
                covers=_covered_quotes(analysis, c, quotes),
            )
        )
    return Found(tuple(records))


def cover_claims(
    analysis: Analysis, citations: Sequence[Citation], claims: Sequence[Claim], quotes: Sequence[Quote]
) -> tuple[Citation, ...]:
    """Add to each citation the claims that it covers: those of its sentence, and those inside the quotes that it governs."""
    by_quote = {q.id: q for q in quotes}
    out = []
    for c in citations:
        if is_credit(analysis, c):
            out.append(c)
            continue
        at = analysis.sentences.at(c.span.start)
        ids = [
            k.id
            for k in claims
            if k.by in c.covers or (k.by not in by_quote and analysis.sentences.at(k.span.start) == at)
        ]
        out.append(replace(c, covers=tuple(dict.fromkeys((*c.covers, *ids)))))
    return tuple(out)


def is_credit(analysis: Analysis, citation: Citation) -> bool:
    """Tell whether a citation stands for the whole report (a dateline, a byline, "additional reporting"), not for one sentence."""
    row = analysis.sentences.at(citation.span.start)
    start, end = int(analysis.sentences.start[row]), int(analysis.sentences.end[row])
    return any(
        (c.start, c.end) == (citation.span.start, citation.span.end) for c in _credits(analysis.doc.text, start, end)
    )


def _in_sentence(analysis: Analysis, start: int, end: int) -> Iterator[_Cited]:
    text = analysis.doc.text
    if _PICTURE.search(text[start:end]):
        return
    own = own_name(analysis.doc)
    credited = list(_credits(text, start, end))
    yield from (c for c in credited if not same_outlet(c.name, own))
    if credited and credited[0].end >= end - 2:
        return
    for name in find_named_sources(text, start, end):
        if any(c.name_start < name.end and name.start < c.name_end for c in credited):
            continue
        if not (own and same_outlet(name.name, own)):
            yield from _at_name(text, start, end, name)
    yield from _outlets_by_cue(analysis, start, end)
    yield from _on_platform_x(text, start, end)
    yield from _in_documents(text, start, end)
    yield from _by_unnamed(analysis, start, end)


def _credits(text: str, start: int, end: int) -> Iterator[_Cited]:
    """Find lines that say who the report is from: datelines, "Additional reporting: MNA", "— Reuters"."""
    sentence = text[start:end]
    if m := _DATELINE.search(sentence):
        yield from _dateline(m, start)
    elif m := _CONTRIBUTED.search(sentence):
        for name in find_named_sources(text, start, start + m.start()):
            yield _Cited(name.start, start + m.end(), name.start, name.end, name.name, _outlet_kind(name), "report")
    elif len(sentence) > MAX_CREDIT_CHARS:
        return
    elif m := _CREDIT.match(sentence):
        yield from _credit_line(text, start, start + m.start("name"), end)
    elif m := _BYLINE.match(sentence) or (_SIGNED.search(sentence) if _at_line_end(text, end) else None):
        known = resolve_outlet(m.group("name").strip())
        if known and known[1] == "agency":
            a, b = start + m.start("name"), start + m.end("name")
            yield _Cited(a, b, a, b, known[0], "agency", "report")
        elif (of := _HOUSE.search(m.group("name"))) and resolve_outlet(of.group()) is None:
            a, b = start + m.start("name") + of.start(), start + m.start("name") + of.end()
            yield _Cited(a, b, a, b, of.group(), "agency", "report")


def _dateline(m: re.Match[str], start: int) -> Iterator[_Cited]:
    group = next(g for g in ("paren", "paren2", "lead") if m.group(g))
    for part in re.finditer(r"[^/]+", m.group(group)):
        name = part.group().strip()
        full = resolve_outlet(name)
        at = start + m.start(group) + part.start() + len(part.group()) - len(part.group().lstrip())
        if name:
            yield _Cited(at, at + len(name), at, at + len(name), full[0] if full else name, "agency", "report")


def _credit_line(text: str, start: int, first: int, end: int) -> Iterator[_Cited]:
    """Yield the names behind "With files from": known or shaped like outlets, else agencies by their initials."""
    names = find_named_sources(text, first, end)
    for name in names:
        yield _Cited(start, name.end, name.start, name.end, name.name, _outlet_kind(name), "report")
    for initials in re.finditer(r"\b[A-Z]{2,6}\b", text[first:end]) if not names else ():
        a, b = first + initials.start(), first + initials.end()
        yield _Cited(start, b, a, b, initials.group(), "agency", "report")


def _at_line_end(text: str, end: int) -> bool:
    return end >= len(text) or text[end] == "\n"


def _outlet_kind(name: NamedSource) -> CitationKind:
    return "outlet" if name.kind == "official_account" else name.kind


def _at_name(text: str, start: int, end: int, name: NamedSource) -> Iterator[_Cited]:
    """Yield the citation whose outlet or platform is `name`, where the words around it cite."""
    before = text[max(start, name.start - 120) : name.start]
    if name.kind == "official_account":
        if m := _POSTED.search(before) or re.search(r"\b(?:on|via) (?:the |his |her |its |their )?$", before):
            a = name.start - len(before) + m.start()
            a = text.find(" ", a) + 1 if name.start - a > 60 else a
            yield _Cited(a, name.end, name.start, name.end, name.name, "official_account")
        return
    if m := _BEFORE.search(before):
        yield _Cited(name.start - len(before) + m.start(), name.end, name.start, name.end, name.name, name.kind)
        return
    after = _AFTER.match(text, name.end, min(end, name.end + 120))
    shaped = (
        name.known or " " in text[name.start : name.end] or text[max(0, name.start - 4) : name.start].lower() == "the "
    )
    if after and shaped:
        first = name.start - 4 if text[max(start, name.start - 4) : name.start].lower() == "the " else name.start
        yield _Cited(first, after.end(), name.start, name.end, name.name, name.kind)


def _outlets_by_cue(analysis: Analysis, start: int, end: int) -> Iterator[_Cited]:
    """Yield outlets that neither list nor shape knows: organizations behind words that only outlets follow."""
    text, own = analysis.doc.text, own_name(analysis.doc)
    for first, last, kind in _names_between(analysis, start, end):
        if (
            kind != "organization"
            or find_named_sources(text, first, last)
            or (own and same_outlet(text[first:last], own))
        ):
            continue
        before = text[max(start, first - 100) : first]
        m = _BEFORE.search(before)
        if m and _STRONG_BEFORE.search(m.group()) and not INSTITUTION.search(text[first:last]):
            yield _Cited(
                first - len(before) + m.start(), last, first, last, without_article(text[first:last]), "outlet"
            )


def _names_between(analysis: Analysis, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield names of a stretch of text as characters from and to, and kind."""
    names, tokens = analysis.names, analysis.tokens
    first, last = tokens.covering(start, end)
    for row in range(int(names.first.searchsorted(first)), len(names.first)):
        if names.first[row] >= last:
            return
        yield int(tokens.start[names.first[row]]), int(tokens.end[names.last[row] - 1]), names.kind[row]


def _on_platform_x(text: str, start: int, end: int) -> Iterator[_Cited]:
    """Yield posts on X, whose one letter is no name elsewhere."""
    for m in _ON_X.finditer(text, start, end):
        before = text[max(start, m.start() - 80) : m.start()]
        cue = re.search(
            r"\b(?:posted|wrote|writing|writes|post(?:ing)?|said|announced|shared|message|statement|tweeted|replied|added)\b[^.;“”\"]{0,60}$",
            before,
        )
        if cue:
            a = m.start() - len(before) + cue.start()
            yield _Cited(a, m.end("x"), m.start("x"), m.end("x"), "X", "official_account")


def _in_documents(text: str, start: int, end: int) -> Iterator[_Cited]:
    for m in DOCUMENT.finditer(text, start, end):
        group = m.lastgroup or "in"
        a, b = m.span(group)
        words = text[a:b]
        if group == "seen":
            words = re.split(r",? (?:was |were )?(?:seen|obtained|reviewed|published|released) by$", words)[0]
        words = re.sub(
            r"^(?:a|an|the|its|his|her|their|this|that|in|from|of|and|but|as)\s+",
            "",
            words.strip(),
            flags=re.IGNORECASE,
        )
        if words and not _is_loose_document(words, group):
            yield _Cited(m.start(), m.end(), a, b, words, "document")
    for m in _AGENCIES_AT_LARGE.finditer(text, start, end):
        group = m.lastgroup or "name"
        yield _Cited(m.start(), m.end(), *m.span(group), m.group(group), "agency")


def _is_loose_document(words: str, group: str) -> bool:
    """Tell "the report said" of a document from words that are none ("a poll found" is one, "data" alone is none)."""
    return group in {"seen", "acc"} and words.lower() in {"data", "figures", "files", "papers", "records", "draft"}


def _by_unnamed(analysis: Analysis, start: int, end: int) -> Iterator[_Cited]:
    text = analysis.doc.text
    for m in (*SAID_BY_UNNAMED.finditer(text, start, end), *UNNAMED.finditer(text, start, end)):
        if _is_unnamed(analysis, m, *m.span("np")):
            yield _Cited(m.start(), m.end(), *m.span("np"), m.group("np").strip(), "unnamed")


def _is_unnamed(analysis: Analysis, m: re.Match[str], start: int, end: int) -> bool:
    """Tell whether a phrase means people whose names are kept back.

    "European officials" and "an official close to the inquiry" do; "the officials", "German Chancellor
    aides Moss and Lind", and people who stand for a named institution's spokesman do not.
    """
    text = analysis.doc.text
    head, det = m.group("head"), (m.group("det") or "").strip().lower()
    if det == "the":
        return bool(ANONYMITY.search(text, start, min(len(text), end + 60)))
    if not m.group("det") and not PLURAL.search(head):
        return False
    if re.match(r"spokes|representative|envoy", head, re.IGNORECASE):
        return False
    if re.match(r"(?:people|members?|persons?|friends?|ministers|workers?)$", head, re.IGNORECASE) and not m.group(
        "tail"
    ):
        return False
    a, b = max(start, m.start("head")), min(len(text), m.end("head") + 3)
    near = [(x, y) for x, y, kind in _names_between(analysis, a, min(len(text), end + 30)) if kind == "person"]
    return not any(x <= b or re.fullmatch(r",? ?", text[end:x]) for x, _ in near)


_REPORTER = re.compile(r"\b(?:reporter|journalist|correspondent)s?\b", re.IGNORECASE)


def _from_quotes(analysis: Analysis, quotes: Sequence[Quote], found: Sequence[_Cited]) -> Iterator[_Cited]:
    """Yield citations of those quotes whose source is an institution or nobody by name."""
    text, own = analysis.doc.text, own_name(analysis.doc)
    for q in quotes:
        if q.source is None or q.cue is None or q.source.end > len(text):
            continue
        words = text[q.source.start : q.source.end]
        if _REPORTER.search(words):
            continue  # who asks is no source
        a, b = min(q.source.start, q.cue.start), max(q.source.end, q.cue.end)
        if b - a > 160:
            a, b = q.source.start, q.source.end
        if (
            any(c.start < b and a < c.end and c.scope == "sentence" for c in found)
            or len(words) > 160
            or "\n" in text[a:b]
        ):
            continue
        kinds = [kind for _, _, kind in _names_between(analysis, q.source.start, q.source.end)]
        if "person" in kinds or (own and same_outlet(words, own)):
            continue
        lower = re.split(r",| who | which | that ", words.lower())[0]
        if (
            re.match(r"(?:an?|one|two|three|four|five|several|some|many) ", lower)
            and not INSTITUTION.search(lower)
            and not _is_pronoun(words)
        ):
            if not q.speaker:
                yield _Cited(a, b, q.source.start, q.source.end, words, "unnamed")
        elif re.search(r"\bspokes\w+ (?:for|of) ", lower) or (
            _names_institution(lower)
            and not re.search(
                r"\b(?:chief|heads?|leaders|minister|president|leader|director|secretary|chair\w*|official|officials)\b",
                lower,
            )
        ):
            yield _Cited(a, b, q.source.start, q.source.end, _institution_name(words), "official_account")


def _names_institution(words: str) -> bool:
    return bool(INSTITUTION.search(words)) and not re.search(r"\b(?:of|from|at|in) the\b", words.split(" ", 1)[0])


def _institution_name(words: str) -> str:
    name = re.split(r",| who | which | that ", words)[0]
    name = re.sub(r"^(?:an? |the )?(?:[\w-]+ )?spokes\w+ (?:for|of|from|at) ", "", name, flags=re.IGNORECASE)
    return without_article(name.strip()) or words


def _is_pronoun(words: str) -> bool:
    return words.lower() in {
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "one",
        "who",
        "this",
        "that",
        "both",
        "some",
        "many",
    }


def _without_overlaps(found: Sequence[_Cited]) -> list[_Cited]:
    """Drop a citation inside another of its kind, and a document or account that is only the way an outlet was told."""
    kept: list[_Cited] = []
    order = {"agency": 0, "outlet": 0, "unnamed": 1, "official_account": 2, "document": 3}
    for c in sorted(found, key=lambda c: (order[c.kind], -(c.end - c.start), c.start)):
        clash = [
            k
            for k in kept
            if k.start < c.end
            and c.start < k.end
            and (k.kind == c.kind or (k.name_start < c.name_end and c.name_start < k.name_end))
        ]
        if not clash:
            kept.append(c)
    return kept


class _EntityAt:
    """Finds the entity mentioned at a place of one document."""

    def __init__(self, doc: str, entities: Sequence[Entity]) -> None:
        self._mentions = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions if m.doc == doc)

    def overlapping(self, start: int, end: int) -> str | None:
        """Give the entity whose mention covers most of the characters from start to end."""
        best = max(
            ((min(b, end) - max(a, start), i) for a, b, i in self._mentions if a < end and start < b),
            default=(0, None),
            key=lambda x: (x[0], str(x[1])),
        )
        return best[1] if 2 * best[0] >= end - start else None


def _covered_quotes(analysis: Analysis, c: _Cited, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Give the quotes that a citation governs: those with source, cue or content in its sentence."""
    if c.scope != "sentence":
        return ()
    row = analysis.sentences.at(c.start)
    start, end = int(analysis.sentences.start[row]), int(analysis.sentences.end[row])
    covered = []
    for q in quotes:
        spans = [s for s in (q.source, q.cue) if s is not None] or list(q.content)
        if not any(s.start < end and start < s.end for s in spans):
            continue
        if c.kind in {"unnamed", "official_account"} and q.source is not None and not _governs(c, q):
            continue
        covered.append(q.id)
    return tuple(covered)


def _governs(c: _Cited, q: Quote) -> bool:
    """Tell whether unnamed people or an institution are the source of a quote, not somebody else in the sentence."""
    source, cue = q.source, q.cue
    touches = [s for s in (source, cue) if s is not None and s.start < c.end and c.start < s.end]
    return bool(touches) or (c.kind == "official_account" and c.name in {"X"} | _platform_names())


def _platform_names() -> set[str]:
    return {
        "Truth Social",
        "X/Twitter",
        "Twitter",
        "Facebook",
        "Instagram",
        "Telegram",
        "TikTok",
        "YouTube",
        "Weibo",
        "VK",
        "Threads",
        "Bluesky",
    }
