"""One invented story, told by as many reports as one likes: what the comparison of reports is timed on.

A fire at a depot, its casualties, its cost, the talk about whose fault it was. Facts come in several wordings, some
with figures that differ between reports, some as words of a person, whole or cut; the popular ones are in most
reports and the others in a few, and every report has sentences of its own. One in five carries paragraphs of an
agency text as they stand. As a story grows new facts come up, so that there is ever more to compare with: their
number grows with that of the reports as words do with the length of a text (`FACTS_EXPONENT`).

The n first reports of a longer story are those of a shorter one.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from benchmarks._generator import _invented_word
from crossread.records import Document

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_DAY = date(2031, 3, 3)
DAYS = 10
FACTS_A_REPORT = 14
OWN_SENTENCES = 3
FIRST_FACTS, FACTS_EXPONENT = 20, 0.6
"""A story of n reports has so many facts times n to this power: 210 of 50 reports, 830 of 500.

Between words in a text (some 0.5, `benchmarks._generator`) and a story in which every report brings only news (1).
"""
POPULARITY = 0.8
"""Exponent by which facts are taken up: the first is in most reports, one in the middle in a few."""
COPY_SHARE = 0.2
AGENCY = "Sollen Press Agency"

PEOPLE = (
    ("Mara Ostrin", "fire chief", "she"), ("Teo Halvick", "mayor", "he"), ("Ines Corvale", "company director", "she"),
    ("Ruben Atkarr", "union secretary", "he"), ("Lida Verrow", "interior minister", "she"), ("Oskar Prenn", "harbour master", "he"),
    ("Hanne Solvik", "hospital director", "she"), ("Dario Quell", "inspector", "he"),
)  # fmt: skip
PLACES = ("Brackwater", "Sollen", "Eastmere", "Port Harrel", "Dunvale", "Kesterby")
THINGS = ("tanks", "trucks", "containers", "barrels", "pallets", "pumps", "cranes", "workshops", "vans", "cabins")
BODIES = ("Harbour Board", "Fire Service", "Labour Council", "Safety Office", "Rail Company", "City Hospital")
DEEDS = (
    ("closed", "shut down"), ("searched", "combed through"), ("repaired", "mended"), ("inspected", "examined"),
    ("evacuated", "cleared"), ("reopened", "opened again"),
)  # fmt: skip
SITES = ("north gate", "old quay", "rail yard", "ferry landing", "grain store", "market hall", "school", "cable bridge")
TOPICS = ("the alarm system", "the night shift", "the fuel store", "the exits", "the pay dispute", "the permits")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

COUNTS = (
    "The fire destroyed {n} {things} near the {site} of {place}.",
    "{n} {things} near the {site} in {place} were destroyed by the fire.",
    "Near the {site} of {place} the flames took {n} {things}, the {body} said.",
)
DEED = (
    "The {body} {deed} the {site} in {place} on {day}.",
    "On {day} the {site} in {place} was {deed} by the {body}.",
    "{name}, the {role}, said the {body} had {deed} the {site} in {place} on {day}.",
)
SPEECH = (
    "“We warned them about {topic} in {place} {n} times, and nobody at the {site} listened,” said {name}, the {role}.",
    "“We warned them about {topic} in {place} {n} times,” {last} told reporters.",
    "{name} said {they} had warned about {topic} in {place} {n} times and nobody at the {site} had listened.",
)
MONEY = (
    "Damage to the {site} in {place} is put at {n} million crowns, according to the {body}.",
    "The {body} puts the damage to the {site} in {place} at {n} million crowns.",
    "Repairs to the {site} in {place} will cost {n} million crowns, {name} said on {day}.",
)
PROMISE = (
    "The {body} will publish its report on {topic} in {place} by {day}.",
    "{name} promised that the report of the {body} on {topic} in {place} would be out by {day}.",
    "A report on {topic} in {place} is due by {day}, the {body} announced.",
)
DENIAL = (
    "The {body} denied that {topic} at the {site} in {place} had been the cause.",
    "{topic} at the {site} in {place} had been the cause, {name} said.",
    "According to {name}, the {role}, {topic} at the {site} in {place} caused the fire.",
)
KINDS = (COUNTS, DEED, SPEECH, MONEY, PROMISE, DENIAL)
OWN = (
    "A neighbour named {word} {other} watched from the {site} as the smoke drifted towards {place}.",
    "At the {word} bakery in {place} the windows shook and {n} loaves were left in the oven.",
    "The {word} family, who live behind the {site}, spent the night in a {other} shelter.",
    "Local historian {word} {other} recalled an earlier blaze at the {site} of {place}.",
)


def story_documents(n: int, *, seed: int = 7) -> list[Document]:
    """Make the first n reports of the story."""
    agency = [_fact(fact, 0, seed) for fact in range(FACTS_A_REPORT)]
    return [_document(at, agency, seed) for at in range(n)]


def _document(at: int, agency: Sequence[str], seed: int) -> Document:
    rng = np.random.default_rng([seed, 1, at])
    n_facts = round(FIRST_FACTS * (at + 1) ** FACTS_EXPONENT)
    chance = np.arange(1, n_facts + 1) ** -POPULARITY
    chosen = rng.choice(n_facts, FACTS_A_REPORT, replace=False, p=chance / chance.sum()).tolist()
    sentences = [_fact(fact, 1 + at, seed) for fact in chosen] + [_own(at, k, rng) for k in range(OWN_SENTENCES)]
    rng.shuffle(sentences)
    copied = rng.random() < COPY_SHARE
    if copied:
        first = int(rng.integers(FACTS_A_REPORT - 4))
        sentences[:4] = agency[first : first + 4]
    paragraphs = [" ".join(sentences[k : k + 2]) for k in range(0, len(sentences), 2)]
    text = "\n\n".join(paragraphs) + (f"\n\n({AGENCY})" if copied else "")
    return Document(
        id=f"d{at + 1}",
        source=f"{at + 1}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=f"{_invented_word(at).capitalize()} {('Post', 'Times', 'Herald', 'Radio')[at % 4]}",
        published=(FIRST_DAY + timedelta(days=int(rng.integers(DAYS)))).isoformat(),
        language="en",
        text=text,
    )


def _fact(fact: int, report: int, seed: int) -> str:
    """Tell a fact in the words of a report: its slots are those of the fact, its wording and a slip in a number the report's."""
    slots, own = np.random.default_rng([seed, 2, fact]), np.random.default_rng([seed, 3, fact, report])
    name, role, they = PEOPLE[int(slots.integers(len(PEOPLE)))]
    deed = DEEDS[int(slots.integers(len(DEEDS)))]
    n = int(slots.integers(13, 900)) + (7 if own.random() < 0.1 else 0)
    wordings = KINDS[fact % len(KINDS)]
    told = wordings[int(own.integers(len(wordings)))].format(
        n=n, name=name, last=name.split()[1], role=role, they=they, deed=deed[int(own.integers(len(deed)))],
        **{key: _one_of(these, slots) for key, these in _SLOTS.items()},
    )  # fmt: skip
    return told[0].upper() + told[1:]


def _own(at: int, k: int, rng: np.random.Generator) -> str:
    """Tell something that no other report has."""
    word, other = (_invented_word(1000 + 10 * at + 2 * k + i).capitalize() for i in range(2))
    n = int(rng.integers(13, 900))
    return _one_of(OWN, rng).format(word=word, other=other, n=n, site=_one_of(SITES, rng), place=_one_of(PLACES, rng))


_SLOTS = {"things": THINGS, "site": SITES, "place": PLACES, "body": BODIES, "topic": TOPICS, "day": DAY_NAMES}


def _one_of(these: Sequence[str], rng: np.random.Generator) -> str:
    return these[int(rng.integers(len(these)))]
