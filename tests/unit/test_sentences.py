"""Where sentences begin and end, in clean and in dirty text."""

from __future__ import annotations

import pytest

from crossread.language.sentences import MAX_SENTENCE_CHARS, find_sentences, sentences_of_words


def split(text: str) -> list[str]:
    """Give the sentences of a text."""
    found = find_sentences(text)
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ferry left.", "It came back."],
        ["It is due by 26 May.", "Analysts doubt it."],
        ["It closed on 3 Sept.", "Officials said so."],
        ["They met on Jan. 6 in Tarn.", "It rained."],
        ["Mr. Kovar met Dr. Ines Pell on Monday.", "They talked."],
        ["Gov. Ruiz and Sen. Pell agreed.", "Nobody else did."],
        ["Lt. Gen. Bo Harn resigned.", "He gave no reason."],
        ["The firm, Harbour Works Inc., lost 3.5 million crowns.", "It denies that."],
        ["The plant moved to the U.S. last year.", "It stayed there."],
        ["J. R. Pell wrote it.", "A. Kovar signed it."],
        ["It rose by 3.5 percent.", "It then fell by 0.25 percent."],
        ["The water came at 9 p.m. on Monday.", "It left at noon."],
        ["“We go now,” she said.", "“It is late.”"],
        ["“We go now. It is late.”", "She left."],
        ['"We go now."', "She left."],
        ["Why did it fail?", "Nobody knows!", "It is a riddle."],
        ["He paused… and went on."],
        ["The Ellery vs. Marlow match is off.", "It rained."],
        ["See No. 5 on the list.", "It is the last."],
        ["He lives on St. Mark's Square.", "She does not."],
        ["The meeting on Sept. 5 is off.", "Another one is planned."],
        ["Yahoo! is a name.", "So is this."],
        ["(The mayor was away.)", "Her deputy spoke."],
        ["Ça va.", "Éric is late."],
        ["Ms. Ås came.", "Øystein left."],
    ],
    ids=lambda s: s[0][:24],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    """Titles, initials, decimals, hours, marks and brackets do not mislead the splitter."""
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize("closing", ['"', "”", ""])
def test_a_full_stop_without_a_space_ends_a_sentence(closing: str) -> None:
    """`his tune."I thought`: editing loses the space between two sentences."""
    assert split(f"Pell changed his tune.{closing}I had thought so before.") == [
        f"Pell changed his tune.{closing}",
        "I had thought so before.",
    ]


def test_a_run_on_sentence_keeps_its_opening_mark() -> None:
    """A mark behind a run-on full stop opens the next sentence where it is an opening one, or none is open."""
    assert split("She agreed.“We go now,” she said.") == ["She agreed.", "“We go now,” she said."]
    assert split('She agreed."We go now," she said.') == ["She agreed.", '"We go now," she said.']
    assert split('"It is late."We go now.') == ['"It is late."', "We go now."]


def test_addresses_are_no_run_on_sentences() -> None:
    """A full stop inside an address ends nothing."""
    for text in ("Write to desk@Herald.Example today.", "See https://ellery.Example/News.Html for more."):
        assert split(text) == [text]


def test_closing_marks_stay_with_their_sentence() -> None:
    """A closing mark behind a space belongs to the sentence before it."""
    assert split("“We go now. ” She left.") == ["“We go now. ”", "She left."]


def test_lines_are_paragraphs() -> None:
    """A sentence never crosses a line; blank lines are no paragraphs."""
    text = "Ferry runs aground\n\n  \nThe ferry left\nand came back. Then it left."
    found = find_sentences(text)
    assert split(text) == ["Ferry runs aground", "The ferry left", "and came back.", "Then it left."]
    assert found.paragraph.tolist() == [0, 1, 2, 2]


def test_items_of_a_list_are_sentences() -> None:
    """Every line of a list stands alone, with its bullet."""
    text = "The demands:\n- a new pier\n- 14 boats\n• more crew"
    assert split(text) == text.split("\n")


def test_a_stretch_without_a_full_stop_is_cut_at_spaces() -> None:
    """Text without an end is cut so that no sentence is longer than the limit, and no word is torn."""
    text = "water " * 2_000
    pieces = split(text)
    assert all(len(p) <= MAX_SENTENCE_CHARS for p in pieces)
    assert " ".join(pieces) == text.strip()


def test_a_single_endless_word_is_cut_by_force() -> None:
    """A word of 400,000 letters gives sentences under the limit."""
    pieces = split("a" * 400_000)
    assert "".join(pieces) == "a" * 400_000
    assert max(map(len, pieces)) <= MAX_SENTENCE_CHARS


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u2003 \n"])
def test_blank_text_has_no_sentences(text: str) -> None:
    """No words, no sentences."""
    assert split(text) == []


@pytest.mark.parametrize("space", ["\x85", "\u2028", "\u2029", "\u00a0", "\u3000", "\x0b", "\x1c"])
def test_white_space_of_any_kind_stands_between_sentences(space: str) -> None:
    """The splitter library panics at some of them; here they are as good as spaces."""
    assert split(f"It is late.{space}We go.{space}") == ["It is late.", "We go."]
    assert split(f"0. .{space}") == ["0. ."]


def test_sentences_of_words_end_with_stops_and_their_closing_marks() -> None:
    """A stop before a word in lower case ends nothing; abbreviations keep their stop in their word."""
    words = 'Mr. Pell said : " We go . " He left . No ! said she .'.split()
    assert sentences_of_words(words).tolist() == [0] * 9 + [1] * 3 + [2] * 5
