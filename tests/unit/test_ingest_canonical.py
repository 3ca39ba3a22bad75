"""The canonical text: what it changes, and what it leaves alone."""

from crossread.ingest.canonical import canonical_text


def test_line_ends_become_newlines() -> None:
    """CRLF and CR are one newline each."""
    assert canonical_text("One.\r\nTwo.\rThree.") == "One.\nTwo.\nThree."


def test_blank_lines_around_the_text_go_and_those_inside_stay() -> None:
    """Only what stands before the first and after the last word is cut, and the indent of the first line is kept."""
    assert canonical_text("\n \n  One.\n\n\nTwo.\n \n\n") == "  One.\n\n\nTwo."


def test_byte_order_mark_goes() -> None:
    """A mark at the start is no part of the text; inside it is."""
    assert canonical_text("\ufeffOne\ufeff.") == "One\ufeff."


def test_unicode_is_not_normalised() -> None:
    """A decomposed letter stays decomposed and a ligature stays one."""
    assert canonical_text("Cafe\u0301 o\ufb03ce") == "Cafe\u0301 o\ufb03ce"


def test_control_characters_and_other_line_separators_stay() -> None:
    """U+2028, vertical tab, NUL and no-break spaces are the report's own."""
    text = "a\u2028b\x0bc\x00d\u00a0e\x0cf\x85g"
    assert canonical_text(text) == text


def test_halves_of_pairs_are_replaced_one_for_one() -> None:
    """A lone surrogate cannot be written as UTF-8; U+FFFD keeps the count of code points."""
    assert canonical_text("a\ud800b") == "a\ufffdb"


def test_nothing_but_space_is_no_text() -> None:
    """Spaces, newlines and byte order marks are no words."""
    assert canonical_text(" \n\ufeff\t\n") == ""
