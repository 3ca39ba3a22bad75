"""Where the claims of one point come from: how many independent origins there are at least.

Ten copies of one agency text are one origin; a claim that a report has from another outlet belongs to
that outlet's origin; what one speaker said is one origin, however many reporters heard it. A report that does not say where it has
something from, or has it from a source without a name, may have it from where any of the others has it: it is no origin of its
own beside them, unless it says that it saw for itself. A body and who speaks for it are one origin. So where it cannot be told, the lower number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._spoken_for import (
    Office,
    may_be_of_one_body,
    office_of_account,
    offices_of,
    place_names,
    public_roles,
)
from crossread.compare.reuse import same_agency
from crossread.extract._outlets import find_named_sources, resolve_outlet
from crossread.extract.citations import is_credit
from crossread.extract.report import Report
from crossread.records import Citation, Claim, Entity, Quote, Reuse, Utterance

OWN_REPORTING = re.compile(
    r"\b(?:I|we) (?:have |had |’ve |'ve )?(?:saw|seen|counted|watched|heard|read|rang|asked|visited)\b"
    r"|\b(?:before|told|shown|seen by) (?:me|us)\b"
    r"|\b(?:our (?:own )?(?:reporter|correspondent|count|editor)|this (?:newspaper|paper|reporter|station|correspondent))\b"
)
"""Words by which an outlet says that it was there or asked for itself: "a copy of which lies before me"."""

SEEN = r" (?:has |had )?(?:read|saw|seen|counted|obtained|watched)\b"
"""What follows an outlet's own name there: "which the Voice has read"."""

MIN_NAME_CHARS = 4
"""A shorter name of a body is not looked for in the roles of people."""


class ClaimOrigin(Struct, frozen=True):
    """What is known of where one claim comes from: keys that it shares with claims of the same origin, and why."""

    keys: tuple[str, ...]
    why: tuple[str, ...]


class Origins(Struct, frozen=True):
    """The origins of all claims of a story, by claim id; and which claims stand in passages carried over."""

    of_claim: Mapping[str, ClaimOrigin]
    reused: Mapping[str, tuple[int, ...]]
    bodies: Mapping[str, tuple[str, ...]]
    """For the key of a speaker, those of the bodies, countries and people that the speaker's roles name."""
    offices: Mapping[str, Office]
    """For the key of a speaker or of a source without a name of its own, for whom it speaks."""


def find_origins(
    reports: Sequence[Report],
    reuse: Sequence[Reuse],
    utterances: Sequence[Utterance],
    entities: Sequence[Entity] = (),
) -> Origins:
    """Find where every claim of a story has it from.

    Args:
        reports: the reports of one story.
        reuse: passages that one report carries over from another, or both from a third text.
        utterances: quotes of several reports that go back to one act of speaking.
        entities: those of the story; the roles of people tell for which body they speak.
    """
    credited = {r.doc.id: _agencies(r) for r in reports}
    names = {r.doc.id: (r.doc.label, *credited[r.doc.id]) for r in reports}
    agencies = sorted({name for found in credited.values() for name in found}, key=lambda name: (-len(name), name))
    outlets = {e.id: e.name for e in entities if e.kind != "person"}
    spoken = {q: u.id for u in utterances for q in u.quotes}
    of_claim = {}
    for report in reports:
        quotes = {q.id: q for q in report.quotes}
        covering = _covering(report)
        wires = {_folded(next(a for a in agencies if same_agency(a, name))) for name in credited[report.doc.id]}
        for claim in report.claims:
            cited = covering.get(claim.id, ())
            origin = _origin(claim, report, quotes, names, spoken, sorted(wires), cited)
            of_claim[claim.id] = _with_outlets_heard(origin, report.doc.id, outlets, names)
    return Origins(of_claim, _reused(reports, reuse), _bodies(entities), _offices(reports, entities))


def _with_outlets_heard(
    origin: ClaimOrigin, doc: str, outlets: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> ClaimOrigin:
    """Add the reports of an outlet or agency that is given as the speaker: "..., Mirland News said"."""
    heard = (outlets[k.removeprefix("speaker:")] for k in origin.keys if k.removeprefix("speaker:") in outlets)
    told = (key for name in heard for key in _reports_of(name, doc, names))
    return replace(origin, keys=tuple(dict.fromkeys((*origin.keys, *told))))


def _reports_of(outlet: str, doc: str, names: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the keys of the other reports that are by an outlet: under its name, or in the byline as that of an agency."""
    return [f"doc:{d}" for d, own in names.items() if d != doc and any(same_agency(outlet, name) for name in own)]


def _offices(reports: Sequence[Report], entities: Sequence[Entity]) -> dict[str, Office]:
    """Give for whom each speaks that a report cites."""
    places = place_names(entities)
    accounts = {f"account:{_folded(c.cited)}": c.cited for r in reports for c in r.citations}
    return {f"speaker:{id_}": office for id_, office in offices_of(entities).items()} | {
        key: office_of_account(cited, places) for key, cited in accounts.items()
    }


def _bodies(entities: Sequence[Entity]) -> dict[str, tuple[str, ...]]:
    """Find whom the roles of people name: "the owner of Pell Roofing", "the Tolmian envoy", "a spokesman for Orr"."""
    bodies = [
        (f"speaker:{e.id}", [f" {_folded(n)}" for n in (e.name, *e.aliases) if len(n) >= MIN_NAME_CHARS])
        for e in entities
    ]
    found: dict[str, tuple[str, ...]] = {}
    for person in entities:
        roles = [f" {_folded(role)}" for role in public_roles(person)]
        own = f"speaker:{person.id}"
        of = tuple(k for k, names in bodies if k != own and any(name in role for name in names for role in roles))
        if person.kind == "person" and of:
            found[own] = of
    return found


def _covering(report: Report) -> dict[str, list[Citation]]:
    """Give the citations of each claim: those that cover it or the quote that it stands in."""
    out: dict[str, list[Citation]] = {}
    credited = {c.id for c in report.citations if is_credit(report.analysis, c)}
    for c in report.citations:
        covers = set(c.covers)
        row = report.sentence_at(c.span.start)
        for claim in report.claims:
            near = claim.by == "outlet" and report.sentence_at(claim.span.start) == row
            if c.id not in credited and (claim.id in covers or claim.by in covers or near):
                out.setdefault(claim.id, []).append(c)
    return out


def _origin(
    claim: Claim,
    report: Report,
    quotes: Mapping[str, Quote],
    names: Mapping[str, Sequence[str]],
    spoken: Mapping[str, str],
    agencies: Sequence[str],
    citations: Sequence[Citation],
) -> ClaimOrigin:
    keys, why = [f"doc:{report.doc.id}"], []
    for c in citations:
        if c.kind in {"outlet", "agency"}:
            keys += _reports_of(c.cited, report.doc.id, names)[:1] or [f"outlet:{_folded(c.cited)}"]
            why.append(f"{report.doc.label} has it from {c.cited}")
        elif c.kind == "unnamed":
            keys.append("unnamed")
            why.append(f"{report.doc.label} has it from a source without a name")
        elif c.kind == "document":
            keys.append(f"document:{_folded(c.cited).rsplit(' ', 1)[-1]}")
            why.append(f"{report.doc.label} has it from a document ({c.cited})")
        else:
            keys.append(f"speaker:{c.entity}" if c.entity else f"account:{_folded(c.cited)}")
    quote = quotes.get(claim.by)
    if quote is None and _tells_own(report, claim):
        keys.append(f"own:{report.doc.id}")
        why.append(f"{report.doc.label} says that it saw or asked for itself")
    if quote is not None:
        if quote.speaker:
            keys.append(f"speaker:{quote.speaker}")
        elif not citations:
            keys.append("unnamed")
        if quote.id in spoken:
            keys.append(f"utterance:{spoken[quote.id]}")
    keys += [f"agency:{a}" for a in agencies]
    return ClaimOrigin(tuple(dict.fromkeys(keys)), tuple(dict.fromkeys(why)))


def _tells_own(report: Report, claim: Claim) -> bool:
    """Tell whether the sentence of a claim says, in the outlet's own words, that the outlet saw or asked for itself."""
    sentence = report.sentence_span(report.sentence_at(claim.span.start))
    name = re.escape((report.doc.outlet or "").split(" ")[-1])

    def tells(words: str) -> bool:
        return bool(OWN_REPORTING.search(words) or (name and re.search(rf"\b{name}{SEEN}", words)))

    if not tells(report.words(sentence)):
        return False
    quoted = [s for q in report.quotes for s in q.content if s.overlaps(sentence)]
    own = "".join(
        " " if any(s.start <= at < s.end for s in quoted) else c
        for at, c in enumerate(report.words(sentence), start=sentence.start)
    )
    return tells(own)


def _agencies(report: Report) -> tuple[str, ...]:
    """Give the agencies that a whole report is credited to: in its byline, its outlet, its dateline or its last line."""
    names = [c.cited for c in report.citations if c.kind == "agency" and is_credit(report.analysis, c)]
    for author in (*report.doc.authors, report.doc.outlet or ""):
        found = [n for n in find_named_sources(author, 0, min(len(author), 200)) if n.kind == "agency"]
        names += [n.name for n in found]
        if re.fullmatch(r"[A-Z]{2,5}", author) and not found and author != (report.doc.outlet or ""):
            names.append(author)
    return tuple(sorted({(resolve_outlet(n) or (n,))[0] for n in names}))


def _folded(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower()).removeprefix("the ").strip()


def _reused(reports: Sequence[Report], reuse: Sequence[Reuse]) -> dict[str, tuple[int, ...]]:
    """Give for each claim the rows of `reuse` whose passage holds at least half of it."""
    claims_of = {r.doc.id: sorted(r.claims, key=lambda c: c.span.start) for r in reports}
    longest = {r.doc.id: max((c.span.end - c.span.start for c in r.claims), default=0) for r in reports}
    out: dict[str, list[int]] = {}
    for row, passage in enumerate(reuse):
        for span in (passage.a, passage.b):
            claims = claims_of.get(span.doc, [])
            first = bisect_left(claims, span.start - longest.get(span.doc, 0), key=lambda c: c.span.start)
            last = bisect_left(claims, span.end, key=lambda c: c.span.start)
            for claim in claims[first:last]:
                shared = min(claim.span.end, span.end) - max(claim.span.start, span.start)
                if 2 * shared >= claim.span.end - claim.span.start:
                    out.setdefault(claim.id, []).append(row)
    return {k: tuple(v) for k, v in out.items()}


def count_origins(
    claims: Sequence[Claim],
    origins: Origins,
    copies: Iterable[tuple[str, str]],
    confirms: Callable[[str, str], bool] = lambda _a, _b: True,
) -> tuple[int, int]:
    """Count the independent origins of the claims of one point, at least and at most.

    Args:
        claims: the claims of the point.
        origins: where each has it from.
        copies: pairs of claim ids whose words are the same, so that one was carried over.
        confirms: tells of two claim ids whether one surely tells the fact of the other; a point may hold claims that are only near.

    Returns:
        The number of groups that share no key, of which one claim at least says where it is from and that confirm each
        other, at least 1; and the number of all groups that share no key.
    """
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def join(a: str, b: str) -> None:
        x, y = sorted((root(a), root(b)))
        parent[y] = x

    for claim in claims:
        node = f"claim:{claim.id}"
        for key in origins.of_claim[claim.id].keys:
            if not key.startswith("agency:"):
                join(node, key)
        for row in origins.reused.get(claim.id, ()):
            join(node, f"reuse:{row}")
    for a, b in copies:
        join(f"claim:{a}", f"claim:{b}")
    for key, other in _of_one_body({k for c in claims for k in origins.of_claim[c.id].keys}, origins):
        join(key, other)
    _join_agency_copies(claims, origins, join)
    groups: dict[str, list[str]] = {}
    for claim in claims:
        if is_told(origins.of_claim[claim.id]):
            groups.setdefault(root(f"claim:{claim.id}"), []).append(claim.id)
    return _confirmed(list(groups.values()), confirms), len({root(f"claim:{claim.id}") for claim in claims})


def _confirmed(groups: Sequence[Sequence[str]], confirms: Callable[[str, str], bool]) -> int:
    """Count the groups of claims in the largest set that hangs together by claims that confirm each other; at least 1."""
    left, most = set(range(len(groups))), 1
    while left:
        reached = [left.pop()]
        for at in reached:
            near = sorted(g for g in left if any(confirms(x, y) for x in groups[at] for y in groups[g]))
            left.difference_update(near)
            reached += near
        most = max(most, len(reached))
    return most


def _of_one_body(heard: Iterable[str], origins: Origins) -> Iterator[tuple[str, str]]:
    """Yield pairs of those who are heard in one point of which one speaks for the other, or both may for one body."""
    for key, other in combinations(sorted(heard), 2):
        offices = origins.offices.get(key), origins.offices.get(other)
        of_key, of_other = ({k, *origins.bodies.get(k, ())} for k in (key, other))
        if of_key & of_other or (offices[0] and offices[1] and may_be_of_one_body(offices[0], offices[1])):
            yield key, other


def is_told(origin: ClaimOrigin) -> bool:
    """Tell whether a report says where it has a claim from: a speaker, a document, its own eyes, an outlet that tells no story here.

    A source without a name may be anybody, the speaker whom another report names too; so may be whom an agency has it from.
    """
    return any(not key.startswith(("doc:", "unnamed", "agency:")) for key in origin.keys)


def _join_agency_copies(claims: Sequence[Claim], origins: Origins, join: Callable[[str, str], None]) -> None:
    """Join claims of reports that credit one agency: which sentences are the agency's cannot be told, so the lower number."""
    first: dict[str, str] = {}
    for claim in claims:
        for key in origins.of_claim[claim.id].keys:
            if key.startswith("agency:"):
                join(f"claim:{first.setdefault(key, claim.id)}", f"claim:{claim.id}")


def why_so_many(claims: Sequence[Claim], origins: Origins, n_origins: int, n_outlets: int, n_copies: int) -> str:
    """Say in plain words why a point has so many origins."""
    if n_outlets < 2:
        return "; ".join(("only one report has it", *_reasons(claims, origins)))
    parts = [f"{n_outlets} outlets, {n_origins} independent {'origin' if n_origins == 1 else 'origins'}"]
    if n_copies:
        parts.append("some carry the same text, which counts once")
    silent = {c.span.doc for c in claims} - {c.span.doc for c in claims if is_told(origins.of_claim[c.id])}
    if silent and n_origins < n_outlets:
        parts.append(f"{len(silent)} of them {'does' if len(silent) == 1 else 'do'} not say where they have it from")
    agencies = sorted(
        {k.removeprefix("agency:") for c in claims for k in origins.of_claim[c.id].keys if k.startswith("agency:")}
    )
    if agencies and n_origins < n_outlets:
        parts.append(f"reports that credit {', '.join(map(_shown, agencies))} count once")
    heard = Counter(
        k for k, _ in {(k, c.span.doc) for c in claims for k in origins.of_claim[c.id].keys} if k.startswith("speaker:")
    )
    if any(n > 1 for n in heard.values()):
        parts.append(
            "several heard the same speaker: they are witnesses of the speech, and one origin of what was said"
        )
    return "; ".join((*parts, *_reasons(claims, origins)))


def _shown(agency: str) -> str:
    """Give a folded name as it is written: initials in capitals, words with a capital each."""
    return agency.upper() if len(agency) <= 5 else agency.title()


def _reasons(claims: Sequence[Claim], origins: Origins) -> list[str]:
    return list(dict.fromkeys(w for c in claims for w in origins.of_claim[c.id].why))[:4]
