"""Record -> `report.md`: the content of the page, compactly, for a terminal or a notebook of notes.

Where the page links to a passage, this names it: `[Harbour Post: "the words"]`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossread.show._passages import Passages, shorten
from crossread.show._points import points_summary
from crossread.show._story import document_views, made_by_words, problem_views, story_view
from crossread.show._words import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crossread.records import Record
    from crossread.show._facts import Entry, FigureRow
    from crossread.show._origins import ReuseView
    from crossread.show._passages import Ref
    from crossread.show._points import ConflictView, PointView
    from crossread.show._speech import QuoteView, UtteranceView, Wording
    from crossread.show._stands import ActorView
    from crossread.show._story import StoryView

MAX_TABLE_OUTLETS = 8
"""With more outlets than this a table is wider than a terminal: names are listed instead."""

MAX_REFS = 4
MARKS = {"has": "●", "not": "○", "against": "✕", "both": "●✕"}

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$]|&(?=#?\w{1,32};))")
_LINE_START = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)](?:\s|$)))")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


def escaped(words: str) -> str:
    """Give words on one line in which Markdown and HTML find nothing to act upon."""
    line = " ".join(_UNPRINTABLE.sub(" ", words).split())
    return _LINE_START.sub(_escaped_start, _ACTIVE.sub(r"\\\1", line))


def _escaped_start(found: re.Match[str]) -> str:
    """Keep "1. May" from becoming a list: of a number it is the full stop that is active."""
    start = found.group()
    return start + "\\" if start.isdigit() else "\\" + start


def to_markdown(record: Record) -> str:
    """Write a record as Markdown."""
    passages = Passages(record)
    lines: list[str] = []
    for n, story in enumerate(record.stories, 1):
        lines += [*_story(story_view(passages, story, n)), ""]
    lines += _footer(passages, record)
    return "\n".join(lines) + "\n"


def _story(story: StoryView) -> Iterator[str]:
    independent = [story.n_origins] if story.n_origins else []
    yield f"# {escaped(story.title)}"
    yield ""
    counts = story.counts if story.is_read else story.counts[:2]
    yield " · ".join([escaped(story.dates), *counts, *independent])
    yield "Outlets: " + ", ".join(escaped(o.label) for o in story.outlets)
    parts: Sequence[tuple[str, Iterable[str]]] = (
        ("Brief", _brief(story)),
        ("Disputed", _conflicts(story.conflicts)),
        ("What all carry, what only one has", _points(story)),
        ("Who said what", _speech(story)),
        ("Figures", _figures(story)),
        ("Timeline", _timeline(story)),
        ("Positions", _stands(story)),
        ("Where each outlet has it from", _origins(story)),
        ("People, organisations, places", _entities(story)),
    )
    for title, body in parts:
        lines = list(body)
        if lines:
            yield from ("", f"## {title}", "", *lines)


def _ref(ref: Ref) -> str:
    return f'[{escaped(ref.label)}: "{escaped(shorten(ref.words))}"]'


def _labels(refs: Sequence[Ref]) -> str:
    """Name the outlets of passages; the words are not repeated."""
    labels = list(dict.fromkeys(escaped(r.label) for r in refs))
    more = f" and {len(labels) - MAX_REFS} more" if len(labels) > MAX_REFS else ""
    return f"[{', '.join(labels[:MAX_REFS])}{more}]"


def _brief(story: StoryView) -> Iterator[str]:
    for line in story.brief:
        yield f"- {escaped(line.text)} " + " ".join(f"\\[{r.n}\\]" for r in line.refs)
    refs = {r.n: r.ref for line in story.brief for r in line.refs}
    if refs:
        yield ""
    for n, ref in sorted(refs.items()):
        yield f"  \\[{n}\\] {_ref(ref)}  "


def _conflicts(conflicts: Sequence[ConflictView]) -> Iterator[str]:
    for conflict in conflicts:
        yield f"- **{escaped(conflict.about)}** ({conflict.verdict_words.lower()}; {conflict.certainty})"
        for side in conflict.sides:
            evidence = " ".join(_ref(p.ref) for p in side.passages)
            by = f", according to {escaped(side.by)}" if side.by else ""
            yield f"  - {escaped(side.says)}{by} ({', '.join(escaped(o) for o in side.outlets)}) {evidence}"
        if conflict.why:
            yield f"  - why: {escaped(conflict.why)}"


def _points(story: StoryView) -> Iterator[str]:
    points = story.points
    if not points.n_all:
        return
    yield points_summary(points)
    yield ""
    if points.shared and len(points.outlets) <= MAX_TABLE_OUTLETS:
        yield "● has it · ○ does not · ✕ says otherwise"
        yield ""
        yield "| point | " + " | ".join(escaped(o) for o in points.outlets) + " | origins |"
        yield "|---|" + ":-:|" * len(points.outlets) + "--:|"
        for row in points.shared:
            cells = " | ".join(MARKS[c.mark] for c in row.cells)
            yield f"| {_point(row)} | {cells} | {row.origins} |"
    else:
        for row in points.shared:
            against = [escaped(c.label) for c in row.cells if c.against]
            yield f"- {_point(row)} {_labels(row.refs)}" + (f" ✕ {', '.join(against)}" if against else "")
    for group in points.single:
        yield ""
        yield f"Only {escaped(group.label)}:"
        yield from (f"- {_point(row)}" for row in group.points)


def _point(row: PointView) -> str:
    disputed = " **(disputed)**" if row.status == "disputed" else ""
    lead = f"{escaped(row.lead)} " if row.lead else ""
    return lead + escaped(row.ref.words) + (f" ({escaped(row.said_by)})" if row.said_by else "") + disputed


def _speech(story: StoryView) -> Iterator[str]:
    for n, speaker in enumerate(story.speakers):
        roles = f" ({escaped(', '.join(speaker.roles))})" if speaker.roles else ""
        yield from ("",) if n else ()
        yield f"### {escaped(speaker.name)}{roles}"
        yield ""
        for utterance in speaker.utterances:
            yield from _utterance(utterance)
        for quote in speaker.quotes:
            yield f"- {_quote(quote)}"


def _utterance(utterance: UtteranceView) -> Iterator[str]:
    yield f"- {escaped(utterance.words)} ({count(utterance.n_reports, 'report')})"
    if utterance.speaker_differs:
        named = "; ".join(f"{escaped(name)} {_labels(refs)}" for name, refs in utterance.speakers)
        yield f"  - **the reports name different speakers**: {named}"
    if len(utterance.wordings) > 1:
        yield from (f"  - {_wording(w)} {_labels(w.refs)}" for w in utterance.wordings)
    yield from (f"  - {_quote(q)}" for q in utterance.others)


def _wording(wording: Wording) -> str:
    cells = []
    for cell in wording.cells:
        if cell.op in {"differs", "extra"} and cell.words:
            cells.append(f"**{escaped(cell.words)}**")
        elif cell.instead:
            cells.append(f"~~{escaped(cell.instead)}~~")
        elif cell.words:
            cells.append(escaped(cell.words))
    return " ".join(cells)


def _quote(quote: QuoteView) -> str:
    about = [
        quote.type,
        *([escaped(quote.told_by)] if quote.told_by else []),
        *([quote.on] if quote.on else []),
    ]
    lead = f"*{escaped(quote.cue)}* " if quote.cue and quote.type != "direct" else ""
    return f"{lead}{escaped(quote.words)} ({', '.join(map(escaped, about[:1]))}{''.join(', ' + a for a in about[1:])}) {_labels(quote.refs)}"


def _figures(story: StoryView) -> Iterator[str]:
    for group in story.figures:
        rows = [f"{escaped(row.value)} {_ref(row.told)}{_others(row)}" for row in group.rows]
        if group.label:
            yield f"- **{escaped(group.label)}**: {'; '.join(rows)}"
        else:
            yield f"- **{escaped(group.kind)}**:"
            yield from (f"  - {row}" for row in rows)


def _others(row: FigureRow) -> str:
    """Name the other outlets that have a value."""
    others = [ref for ref in row.refs if ref.label != row.told.label]
    return f" {_labels(others)}" if others else ""


def _entry(label: str, entry: Entry) -> str:
    mark = "◆ deadline: " if entry.kind == "deadline" else ""
    note = f"{escaped(entry.note)}: " if entry.note else ""
    return f"- **{label}** {mark}{note}{escaped(entry.words)} {_labels(entry.refs)}"


def _timeline(story: StoryView) -> Iterator[str]:
    for day in story.timeline.days:
        yield from (_entry(day.label, e) for e in (*day.entries, *day.more))
    if story.timeline.background:
        yield from ("", "Background:", "")
        for day in story.timeline.background:
            yield from (_entry(day.label, e) for e in (*day.entries, *day.more))


def _stands(story: StoryView) -> Iterator[str]:
    stands = story.stands
    shared, alone = (
        [line for actor in stands.actors for line in _positions(actor, stands.issues, rows)]
        for rows in (range(stands.n_shared), range(stands.n_shared, len(stands.issues)))
    )
    yield from shared
    if alone:
        yield from ("", "On issues that nobody else is told to stand on:", "") if shared else ()
        yield from (*alone, "")
    for condition in story.stands.conditions:
        by = f"{escaped(condition.by)}: " if condition.by else ""
        yield f"- condition: {by}{escaped(condition.first.words)} *{escaped(condition.joint)}* {escaped(condition.second.words)} {_labels([condition.first])}"
    for commitment in story.stands.commitments:
        who = f"{escaped(commitment.who)}: " if commitment.who else ""
        due = f" (due {escaped(commitment.due)})" if commitment.due else ""
        told_by = f", according to {escaped(commitment.told_by)}" if commitment.told_by else ""
        yield f"- {commitment.status}: {who}{escaped(' '.join(filter(None, (commitment.what.words, commitment.terms))))}{due}{told_by} {_labels(commitment.refs)}"


def _positions(actor: ActorView, issues: Sequence[str], rows: range) -> Iterator[str]:
    for row in rows:
        for stance in actor.stances[row]:
            changed = f", {stance.changed}" if stance.changed else ""
            changed += f", according to {escaped(stance.told_by)}" if stance.told_by else ""
            evidence = " ".join(_ref(p.ref) for p in stance.passages[:MAX_REFS])
            named = f" (as {escaped(stance.named)})" if stance.named else ""
            yield f"- {escaped(actor.name)}{named} on {escaped(issues[row])}: **{stance.symbol} {stance.word}**{changed} {evidence}"


def _origins(story: StoryView) -> Iterator[str]:
    for outlet in story.origins.outlets:
        if not outlet.cited:
            yield f"- {escaped(outlet.label)}: cites nobody"
            continue
        cited = "; ".join(f"{escaped(c.cited)} ({c.kind}) {_ref(c.passages[0].ref)}" for c in outlet.cited)
        yield f"- {escaped(outlet.label)}: {cited}"
    between: dict[tuple[str, str, str], list[ReuseView]] = {}
    for pair in story.origins.reuse:
        between.setdefault((pair.a.ref.label, pair.b.ref.label, pair.origin), []).append(pair)
    for (one, other, origin), pairs in between.items():
        n = f"{len(pairs)} passages" if len(pairs) > 1 else "1 passage"
        yield f"- {escaped(one)} and {escaped(other)} share {n}, {escaped(origin)}:"
        yield from (f"  - {pair.percent}% the same: {_ref(pair.a.ref)} {_ref(pair.b.ref)}" for pair in pairs)


def _entities(story: StoryView) -> Iterator[str]:
    for kind, entities in story.entities:
        names = (
            f"{escaped(e.name)} ({', '.join([str(e.n_mentions), *map(escaped, e.aliases[:4])])})" for e in entities
        )
        yield f"- {kind}: {'; '.join(names)}"


def _footer(passages: Passages, record: Record) -> Iterator[str]:
    yield from ("---", "", "## What was read", "")
    for doc in document_views(record):
        title = f": {escaped(doc.title)}" if doc.title else ""
        yield f"- {escaped(doc.label)}{title} ({escaped(doc.source)}, {doc.n_chars:,} characters, sha256 {escaped(doc.sha)})"
    yield ""
    yield f"Problems: {len(record.problems)}"
    for problem in problem_views(passages, record):
        label = f" ({escaped(problem.label)})" if problem.label else ""
        yield f"- {escaped(problem.code)}: {escaped(problem.message)}{label}"
    yield ""
    yield " · ".join(f"{name}: {escaped(value)}" for name, value in made_by_words(record))
