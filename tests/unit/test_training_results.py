"""The invented lines of results, tables and headlines that the name tagger learns from."""

from __future__ import annotations

import re

import numpy as np
import pytest

from training.data import NAME_TAGS, name_masks
from training.results import LISTS, NOTICES, PROSE, render, result_lines

LINES = result_lines(900, seed=7)


def names(line: tuple[list[str], list[str]]) -> list[tuple[str, str]]:
    """Give the names of a line with their kinds."""
    found: list[tuple[str, str]] = []
    for word, tag in zip(*line, strict=True):
        if tag.startswith("B-"):
            found.append((word, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (f"{found[-1][0]} {word}", tag[2:])
    return found


def test_the_same_seed_gives_the_same_lines() -> None:
    """A training can be repeated."""
    assert result_lines(60, seed=3) == result_lines(60, seed=3)
    assert result_lines(90, seed=3)[:60] == result_lines(60, seed=3)
    assert result_lines(60, seed=3) != result_lines(60, seed=4)


def test_every_word_has_a_tag_that_training_knows() -> None:
    """No kind of name is lost on the way to masks, and no I- stands without its B-."""
    for words, tags in LINES:
        assert words
        assert len(words) == len(tags)
        for before, tag in zip(["O", *tags], tags, strict=False):
            assert tag == "O" or tag[2:] in NAME_TAGS
            assert not tag.startswith("I-") or before[2:] == tag[2:]
        named = [t != "O" for t in tags]
        assert [m != 1 for m in name_masks(tags).tolist()] == named


@pytest.mark.parametrize("template", [*PROSE, *LISTS, *NOTICES])
def test_every_template_fills_completely(template: str) -> None:
    """No mark of the template language is left over, and most punctuation stands alone."""
    rng = np.random.default_rng(1)
    for _ in range(12):
        words, _tags = render(template, rng)
        assert not re.search(r"[\[\]{}|^<>\x02\x03]|//", " ".join(words))
        assert not [w for w in words if re.fullmatch(r".*\w[,;:()]", w)]


def test_people_keep_their_initials() -> None:
    """An initial and its stop belong to the name."""
    people = [n for line in LINES for n, kind in names(line) if kind == "PER"]
    assert any(re.fullmatch(r"[A-Z]\. \w+", p) for p in people)


def test_a_person_named_again_is_the_same() -> None:
    """Numbered slots keep their name within a text, and not between texts."""
    rng = np.random.default_rng(5)
    one, two = (names(render("<person1> won ; <surname1> smiled", rng)) for _ in range(2))
    assert one[0][0].endswith(one[1][0])
    assert one != two


def test_a_team_called_by_its_town_is_an_organization() -> None:
    """The same town is a team in results and a place in datelines."""
    kinds: dict[str, set[str]] = {}
    for line in LINES:
        for name, kind in names(line):
            kinds.setdefault(name.upper(), set()).add(kind)
    assert sum({"ORG", "LOC"} <= k for k in kinds.values()) > 20


def test_capitals_are_for_whole_lines() -> None:
    """A headline in capitals has no small letters left."""
    words, _ = render("^soccer - <team> beat <team> .", np.random.default_rng(2))
    assert " ".join(words).isupper()


def test_an_article_fits_the_word_after_it() -> None:
    """The article `a` becomes `an` before a vowel, and stays elsewhere."""
    words, _ = render("a officer and a match", np.random.default_rng(2))
    assert words == ["an", "officer", "and", "a", "match"]


def test_no_name_of_a_template_is_left_untagged() -> None:
    """Words of a template itself are no names: those that begin with a capital inside prose begin a sentence."""
    rng = np.random.default_rng(9)
    for template in PROSE:
        words, tags = render(template, rng)
        for before, word, tag in zip(words, words[1:], tags[1:], strict=False):
            allowed = before in {".", '"'} or word in {"Scorers", "Monday"} or word.endswith("day")
            assert tag != "O" or not word[0].isupper() or allowed, (template, word)
