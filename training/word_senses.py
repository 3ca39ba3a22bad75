"""Make `compare/word_senses.json`, the words that stand for one another and the words that are opposed, out of WordNet.

    python -m training.word_senses --wordnet /usr/share/wordnet [--write]

The folder is that of WordNet 3.0 as Debian's `wordnet-base` installs it. A sense is common for a word
where it makes up a fair share of its uses in WordNet's tagged texts; rarer senses, the next wider ones and those of
words derived from it are further ones. A sense is kept where two stems share it. Words that are no verbs and were never
tagged are left out. Opposed are antonyms, and what shares
a common sense with an antonym of a verb.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from msgspec import Struct

from crossread.compare import _word_senses
from crossread.compare._wordings import FUNCTION_WORDS, keys_of

PARTS = {"verb": "v", "noun": "n", "adj": "a", "adv": "r"}
LEAST_SHARE = 0.2
"""A sense is kept where it has this share of the tagged uses of its word; of a word never tagged, the first sense."""
MAX_WORDS = 4
MAX_SENSES = 4
"""So many senses of a word are kept as further ones, however rare."""
MAX_NARROWER = 25
"""A wider sense with more narrower ones than this is too wide: an act, a person, a motion."""
ABOUT = (
    "WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. Used and changed under the WordNet 3.0 "
    "licence; made by training/word_senses.py"
)
VAGUE = frozenset(
    "be have do get make take go come give put set say see know think look use find want work call try ask need feel "
    "become keep let begin seem show hear play run move like live hold bring happen hit turn pass carry draw cut "
    "way thing time part place point case man person side line state end head hand piece kind form".split()
)
"""Words that stand for nearly anything: they are given no senses."""


def stem_of(lemma: str) -> str:
    """Give the stems of a word or phrase, parted by spaces; "" where it is none that can be looked up."""
    words = lemma.replace("_", " ").split()
    if not 1 <= len(words) <= MAX_WORDS or not all(w.replace("-", "").replace("'", "").isalpha() for w in words):
        return ""
    keys = [k for w in words for k in keys_of(w)]
    return " ".join(keys) if keys and not (len(keys) == 1 and keys[0] in FUNCTION_WORDS) else ""


def read_counts(folder: Path) -> dict[tuple[str, str], int]:
    """Read how often each sense (lemma, number) of a part of speech is tagged; keys are (part:lemma, number)."""
    letters = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
    found = {}
    for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        key, number, uses = line.split()
        lemma, rest = key.split("%")
        found[f"{letters[rest[0]]}:{lemma}", number] = int(uses)
    return found


class Kept(Struct):
    """What is kept of WordNet while it is read: senses of each stem that are common for it, further ones, and the opposed."""

    common: dict[str, set[str]]
    further: dict[str, set[str]]
    opposed: set[tuple[str, str]]


def read_senses(folder: Path) -> Kept:
    """Read the senses of each stem: the common ones, and the rarer, wider and derived ones behind them."""
    kept = Kept(defaultdict(set), defaultdict(set), set())
    _read_index(folder, kept)
    words, pointers = read_data(folder)
    rank = Counter(target for links in pointers.values() for kind, target, *_ in links if kind == "@")
    for stem, ids in kept.common.items():
        wider = (t for sense in ids for kind, t, *_ in pointers[sense] if kind == "@")
        kept.further[stem] |= {t for t in wider if rank[t] <= MAX_NARROWER}
    for sense, links in pointers.items():
        for kind, target, a, b in links:
            if kind in "!+" and a and b:
                _link(kept, kind, (sense, stem_of(words[sense][a - 1])), (target, stem_of(words[target][b - 1])))
    return kept


def _read_index(folder: Path, kept: Kept) -> None:
    """Put the common and the rarer senses of each word into `kept`."""
    counts = read_counts(folder)
    for part, letter in PARTS.items():
        for line in (folder / f"index.{part}").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            if line.startswith(" ") or fields[0] in VAGUE:
                continue
            lemma, n = fields[0], int(fields[2])
            stem = stem_of(lemma)
            uses = [counts.get((f"{letter}:{lemma}", str(i + 1)), 0) for i in range(n)]
            if not stem or (" " in stem and letter != "v") or (not sum(uses) and letter != "v"):
                continue
            for i, offset in enumerate(fields[-n:]):
                common = uses[i] >= LEAST_SHARE * sum(uses) if sum(uses) else i == 0
                if common or i < MAX_SENSES:
                    (kept.common if common else kept.further)[stem].add(letter + offset)


def _link(kept: Kept, kind: str, a: tuple[str, str], b: tuple[str, str]) -> None:
    """Put two words of two senses into `kept`: as opposed, or the sense of the second as one derived from the first."""
    (sense, x), (target, y) = a, b
    if not x or not y or x == y:
        return
    if kind == "!" and (sense in kept.common[x] or target in kept.common[y]):
        kept.opposed.add((min(x, y), max(x, y)))
    if kind == "+" and sense in kept.common[x] and y not in VAGUE:
        kept.further[x].add(target)


def trim(kept: Kept) -> tuple[dict[str, tuple[list[str], list[str]]], list[tuple[str, str]]]:
    """Drop senses that bring no two stems together, and widen what is opposed by verbs of one sense."""
    by_sense: dict[str, list[str]] = defaultdict(list)
    every: Counter[str] = Counter()
    for table in (kept.common, kept.further):
        for stem, ids in table.items():
            every.update(ids)
            if table is kept.common:
                for sense in ids:
                    by_sense[sense].append(stem)
    used = {s for s, n in every.items() if n > 1 and by_sense[s]}
    senses = {}
    for stem in sorted({*kept.common, *kept.further}):
        common = sorted(kept.common[stem] & used)
        further = sorted(kept.further[stem] & used - kept.common[stem])
        if common or further:
            senses[stem] = common, further
    both = kept.opposed | {(b, a) for a, b in kept.opposed}
    wider = {(x, b) for a, b in both for s in kept.common[a] if s[0] == "v" for x in by_sense[s]}
    pairs = {(min(p), max(p)) for p in kept.opposed | wider if p[0] != p[1]}
    return senses, sorted(p for p in pairs if not kept.common[p[0]] & kept.common[p[1]])


def read_data(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[tuple[str, str, int, int]]]]:
    """Read the words of each sense, and its pointers: kind, sense pointed at, and the rows of both words (0: all)."""
    words: dict[str, list[str]] = {}
    pointers: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for part, letter in PARTS.items():
        for line in (folder / f"data.{part}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split(" | ")[0].split()
            n = int(fields[3], 16)
            own = letter + fields[0]
            words[own] = [fields[4 + 2 * i].split("(")[0].lower() for i in range(n)]
            at = 5 + 2 * n
            for i in range(int(fields[4 + 2 * n])):
                kind, offset, pos, rows = fields[at + 4 * i : at + 4 * i + 4]
                if kind in {"!", "+", "@"}:
                    target = ("a" if pos == "s" else pos) + offset
                    pointers[own].append((kind, target, *divmod(int(rows, 16), 256)))
    return words, pointers


def main() -> None:
    """Read WordNet, print how much is kept, and write it where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    senses, opposed = trim(read_senses(options.wordnet))
    numbers = {s: i for i, s in enumerate(sorted({s for both in senses.values() for ids in both for s in ids}))}
    print(f"{len(senses)} stems, {len(numbers)} senses, {len(opposed)} opposed pairs")
    if options.write:
        text = json.dumps(
            {
                "about": ABOUT,
                "senses": {stem: [[numbers[s] for s in ids] for ids in both] for stem, both in senses.items()},
                "opposed": [list(p) for p in opposed],
            },
            separators=(",", ":"),
        )
        Path(_word_senses.__file__).with_name("word_senses.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
