"""Make `compare/person_nouns.json`, the nouns for people with the wider nouns that each is one of, out of WordNet.

    python -m training.person_nouns --wordnet /usr/share/wordnet [--write]

The folder is that of WordNet 3.0 as Debian's `wordnet-base` installs it. A noun is there where its first sense is a
person; a hydrologist is one of the geologists and the scientists. Wider senses with very many narrower ones (an adult, a worker)
are left out: "the worker" is nobody in particular.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from msgspec import Struct

from crossread.compare import roles

PERSON = 18
"""Number of WordNet's file of the nouns for people."""
MAX_NARROWER = 160
"""A wider sense with more narrower ones, at any depth, is left out: "scientist" has 150, "leader" 260."""
ABOUT = (
    "WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. Used and changed under the WordNet 3.0 "
    "licence; made by training/person_nouns.py"
)


class Sense(Struct, frozen=True):
    """A sense of nouns: the file it is in, its words, the wider senses, and whether it is one person with a name."""

    file: int
    words: tuple[str, ...]
    wider: tuple[str, ...]
    named: bool


def read_senses(folder: Path) -> dict[str, Sense]:
    """Read the senses of nouns, by their offsets."""
    senses = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split("|")[0].split()
        n_words = int(fields[3], 16)
        at = 4 + 2 * n_words
        pointers = [(fields[at + 1 + 4 * i], fields[at + 2 + 4 * i]) for i in range(int(fields[at]))]
        senses[fields[0]] = Sense(
            int(fields[1]),
            tuple(fields[4 + 2 * i] for i in range(n_words)),
            tuple(offset for kind, offset in pointers if kind == "@"),
            any(kind == "@i" for kind, _ in pointers),
        )
    return senses


def read_first_senses(folder: Path) -> dict[str, str]:
    """Read the offset of the first sense of each noun of one word."""
    found = {}
    for line in (folder / "index.noun").read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if not line.startswith("  ") and re.fullmatch(r"[a-z]+(?:-[a-z]+){0,3}", fields[0]):
            found[fields[0]] = fields[6 + int(fields[3])]
    return found


def person_nouns(senses: dict[str, Sense], first: dict[str, str]) -> dict[str, list[str]]:
    """Give the nouns for people, each with the wider nouns for it."""

    @cache
    def wider(offset: str) -> frozenset[str]:
        people = [o for o in senses[offset].wider if senses[o].file == PERSON]
        return frozenset(people).union(*map(wider, people))

    narrower: dict[str, int] = defaultdict(int)
    for offset, sense in senses.items():
        for above in wider(offset) if sense.file == PERSON and not sense.named else ():
            narrower[above] += 1
    people = {w: o for w, o in first.items() if senses[o].file == PERSON and not senses[o].named}
    return {
        word: sorted({w for o in wider(offset) if narrower[o] <= MAX_NARROWER for w in senses[o].words if w in people})
        for word, offset in sorted(people.items())
    }


def main() -> None:
    """Make the table, say how large it is, and write it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    nouns = person_nouns(read_senses(options.wordnet), read_first_senses(options.wordnet))
    text = json.dumps({"about": ABOUT, "nouns": nouns}, separators=(",", ":")) + "\n"
    print(f"{len(nouns)} nouns, {len(text)} characters")
    if options.write:
        Path(roles.__file__).with_name("person_nouns.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
