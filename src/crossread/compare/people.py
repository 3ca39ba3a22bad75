"""The people of a story and who says what: entities first, then the speaker of every quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from crossread.compare.cast import make_cast
from crossread.compare.entities import find_entities
from crossread.compare.speakers import link_speakers
from crossread.extract.report import Report
from crossread.records import Entity, Mention


def resolve_people(reports: Sequence[Report]) -> tuple[tuple[Report, ...], tuple[Entity, ...]]:
    """Find the entities of a story and the speakers of its quotes.

    Returns:
        The reports with speakers, and the entities with all mentions.
    """
    analyses = [r.analysis for r in reports]
    entities = find_entities(analyses)
    cast = make_cast(entities, analyses)
    resolved = [link_speakers(r.analysis, r.quotes, cast) for r in reports]
    extra: dict[str, set[Mention]] = defaultdict(set)
    for found in resolved:
        for entity, mention in found.mentions:
            extra[entity].add(mention)
    entities = tuple(
        msgspec.structs.replace(
            e, mentions=tuple(sorted({*e.mentions, *extra[e.id]}, key=lambda m: (m.doc, m.start, m.end, m.form)))
        )
        for e in entities
    )
    done = tuple(
        msgspec.structs.replace(r, quotes=f.quotes, entities=_of(r, entities))
        for r, f in zip(reports, resolved, strict=True)
    )
    return done, entities


def _of(report: Report, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    return tuple(e for e in entities if any(m.doc == report.doc.id for m in e.mentions))
