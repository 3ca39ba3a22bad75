"""Bounds, days, counts and shares of a record, against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from crossread.records import (
    Story,
)
from crossread.verify.anchors import walk
from crossread.verify.failure import Failure, fail
from crossread.verify.words import Words, check_outlets

MIN_SIDES = 2
PLAIN_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?|\d+(?:\.\d+)?")


def check_figures(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that bounds are in order, and that a figure written in digits alone has that value."""
    for i, figure in enumerate(story.figures):
        here = f"{where}/figures/{i}"
        numbers = {
            name: getattr(figure, name) for name in ("low", "value", "high") if getattr(figure, name) is not None
        }
        decimals = {name: _decimal(text) for name, text in numbers.items()}
        for name, text in numbers.items():
            if decimals[name] is None:
                yield fail("figure-value", f"{here}/{name}", f"'{text}' is no decimal number")
        known = [value for value in decimals.values() if value is not None]
        if known != sorted(known):
            yield fail("figure-bounds", here, "low, value and high are not in order")
        said = words.at(figure.span)
        value = decimals.get("value")
        if value is not None and PLAIN_NUMBER.fullmatch(said) and Decimal(said.replace(",", "")) != value:
            yield fail("figure-value", f"{here}/value", f"the value is {figure.value}, the words are '{said}'")


def _decimal(text: str) -> Decimal | None:
    """Read decimal digits; None where they are none."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def check_days(story: Story, where: str) -> Iterator[Failure]:
    """Check that days are ISO dates, that what begins does so before it ends, and that a day named outright is that day."""
    ranges = [(f"{where}/times/{i}", time.from_, time.to) for i, time in enumerate(story.times)]
    ranges += [(f"{where}/timeline/{i}", entry.from_, entry.to) for i, entry in enumerate(story.timeline)]
    days = [(f"{where}/times/{i}/anchor", time.anchor) for i, time in enumerate(story.times)]
    for here, first, last in ranges:
        days += [(f"{here}/from", first), (f"{here}/to", last)]
        if first and last and first > last:
            yield fail("days-order", here, f"{first} is later than {last}")
    if story.first and story.last and story.first > story.last:
        yield fail("days-order", f"{where}/first", f"{story.first} is later than {story.last}")
    for here, day in days:
        if day is not None and not _is_day(day):
            yield fail("no-date", here, f"'{day}' is no ISO date")
    for i, time in enumerate(story.times):
        if time.value and _is_day(time.value) and {time.from_, time.to} != {time.value}:
            yield fail(
                "time-value", f"{where}/times/{i}", f"the value is {time.value}, the days {time.from_} to {time.to}"
            )


def check_due(story: Story, where: str) -> Iterator[Failure]:
    """Check that a commitment falls due on the last day of its time, or on the first ("before January", "from next week")."""
    days = {time.id: (time.from_, time.to) for time in story.times}
    for i, commitment in enumerate(story.commitments):
        due = commitment.due
        here = f"{where}/commitments/{i}/due/date"
        if due and due.date is not None and not _is_day(due.date):
            yield fail("no-date", here, f"'{due.date}' is no ISO date")
        if due and due.date and due.time in days and due.date not in days[due.time]:
            first, last = days[due.time]
            yield fail("due-date", here, f"{due.date} neither begins nor ends '{due.time}', {first} to {last}")


def check_parties(story: Story, where: str) -> Iterator[Failure]:
    """Check that a conflict has two sides or more, and that an utterance's speaker speaks in one of its quotes."""
    for i, conflict in enumerate(story.conflicts):
        if len(conflict.sides) < MIN_SIDES:
            yield fail(
                "conflict-sides", f"{where}/conflicts/{i}/sides", f"{len(conflict.sides)} sides make no conflict"
            )
    speakers = {quote.id: quote.speaker for quote in story.quotes}
    for i, utterance in enumerate(story.utterances):
        speaking = {speakers.get(id_) for id_ in utterance.quotes}
        if utterance.speaker and utterance.speaker not in speaking:
            yield fail(
                "utterance-speaker",
                f"{where}/utterances/{i}/speaker",
                f"'{utterance.speaker}' speaks in none of the quotes",
            )


def _is_day(text: str) -> bool:
    """Tell whether a text is an ISO date such as 2031-05-17."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_points(story: Story, words: Words, where: str) -> Iterator[Failure]:
    """Check that a point's span, outlets, origins, status and silent reports agree with its claims."""
    claims = {claim.id: claim for claim in story.claims}
    for i, point in enumerate(story.points):
        here = f"{where}/points/{i}"
        own = [claims[id_] for id_ in point.claims if id_ in claims]
        telling = {claim.span.doc for claim in own}
        if point.span not in {claim.span for claim in own}:
            yield fail("point-span", f"{here}/span", "the span is that of none of the point's claims")
        yield from check_outlets(
            point.outlets, {words.docs[id_].label for id_ in telling if id_ in words.docs}, f"{here}/outlets"
        )
        if both := telling & set(point.silent):
            yield fail(
                "point-silent", f"{here}/silent", f"'{min(both)}' has a claim of the point and cannot be silent on it"
            )
        if not 1 <= point.origins <= max(1, len(own)):
            yield fail("point-origins", f"{here}/origins", f"{point.origins} origins for {len(own)} claims")
        if not point.origins_most <= max(1, len(point.outlets)):
            told = f"at most {point.origins_most} origins for {len(point.outlets)} outlets"
            yield fail("point-origins", f"{here}/origins_most", told)
        if point.status != "disputed" and (point.status == "single_source") is not (point.origins == 1):
            yield fail("point-status", f"{here}/status", f"'{point.status}' with {point.origins} origins")


def check_scores(story: Story, where: str) -> Iterator[Failure]:
    """Check that probabilities and shares lie in [0, 1]."""
    for here, item in walk(story, where):
        for name in ("score", "overlap"):
            if not 0 <= getattr(item, name, 0) <= 1:
                yield fail("score-range", f"{here}/{name}", f"{getattr(item, name)} does not lie between 0 and 1")
