"""Plain text and Markdown: front matter and headlines."""

import pytest

from crossread.ingest.raw import RawReport
from crossread.ingest.text import find_headline, read_text

BODY = "The harbour of Vellin closed on Monday.\n"


def read(text: str, source: str = "a.md") -> RawReport:
    """Read one text and give its report."""
    (report,) = read_text(text.encode(), source=source, max_bytes=10**6).records
    return report


def codes(report: RawReport) -> list[str]:
    """Give the codes of a report's problems."""
    return [problem.code for problem in report.notes]


def test_front_matter_is_read_and_is_no_part_of_the_text() -> None:
    """Title, outlet, authors, day and address come from the YAML block; unknown keys are passed over."""
    report = read(
        "---\ntitle: Harbour shut\noutlet: Vellin Post\nauthor: By Ana Ruiz and Tom Vale\npublished: 2031-08-19\n"
        f"url: https://example.org/a\nmood: grey\n---\n{BODY}"
    )
    assert report.text.strip() == BODY.strip()
    assert (report.title, report.outlet, report.authors) == ("Harbour shut", "Vellin Post", ("Ana Ruiz", "Tom Vale"))
    assert (report.published, report.url) == ("2031-08-19", "https://example.org/a")
    assert codes(report) == []


def test_front_matter_may_list_authors_and_keep_a_time_with_its_offset() -> None:
    """YAML's own dates would lose the offset; values stay strings."""
    report = read(f"---\nauthors: [Ana Ruiz, Tom Vale]\npublished: 2031-08-19T10:00:00+02:00\n---\n{BODY}")
    assert report.authors == ("Ana Ruiz", "Tom Vale")
    assert report.published == "2031-08-19T10:00:00+02:00"


def test_windows_line_ends_do_not_hide_front_matter() -> None:
    """A file saved on Windows has CRLF."""
    assert read(f"---\r\ntitle: Harbour shut\r\n---\r\n{BODY}").title == "Harbour shut"


def test_aliases_in_front_matter_are_refused() -> None:
    """An alias can grow a kilobyte to gigabytes; the lines are read singly and the text is kept."""
    report = read(f"---\ntitle: &a [x, x, x]\noutlet: Vellin Post\nb: [*a, *a, *a]\n---\n{BODY}")
    assert codes(report) == ["bad-front-matter"]
    assert report.outlet == "Vellin Post"
    assert report.text.strip() == BODY.strip()


def test_broken_front_matter_is_read_line_by_line() -> None:
    """A colon in a title is no YAML, and the most common mistake."""
    report = read(f"---\ntitle: Mayor: harbour stays shut\npublished: 2031-08-19\n---\n{BODY}")
    assert report.title == "Mayor: harbour stays shut"
    assert report.published == "2031-08-19"
    assert codes(report) == ["bad-front-matter"]


def test_deep_front_matter_is_no_front_matter() -> None:
    """60,000 open brackets take no time and stay text."""
    assert read("---\n" + "[" * 60_000 + f"\n---\n{BODY}").text.startswith("---")


def test_a_rule_of_dashes_is_text() -> None:
    """Two rules around a paragraph are no front matter; neither is a rule that never closes."""
    for text in (f"---\n{BODY}---\nMore.", f"---\n{BODY}"):
        assert read(text).text.strip() == text.strip()


def test_a_field_that_is_no_line_is_left_out_and_named() -> None:
    """A mapping is no title, and a script is no address."""
    report = read(f"---\ntitle: {{a: b}}\nurl: javascript:alert(1)\n---\n{BODY}")
    assert (report.title, report.url) == (None, None)
    assert codes(report) == ["bad-field", "bad-field"]


def test_headline_is_the_first_line_over_a_blank_one() -> None:
    """It becomes the title, and the text stays whole."""
    report = read(f"# Harbour shut after storm\n\n{BODY}")
    assert report.title == "Harbour shut after storm"
    assert report.text.startswith("# Harbour")


def test_sentences_and_long_lines_are_no_headlines() -> None:
    """A final period, a colon, no blank line under it, too many characters, or nothing after it."""
    assert find_headline(f"The harbour closed.\n\n{BODY}") is None
    assert find_headline(f"“The harbour closed.”\n\n{BODY}") is None
    assert find_headline(f"Harbour shut\n{BODY}") is None
    assert find_headline(f"{'harbour ' * 30}\n\n{BODY}") is None
    assert find_headline("Harbour shut\n\n") is None
    assert find_headline(f"Harbour shut: “No way in”\n\n{BODY}") == "Harbour shut: “No way in”"


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ("reports/vellin-post.txt", "The Vellin Post"),
        ("2031/vellin_post_live.txt", "The Vellin Post"),
        ("tolm-radio.txt", "Tolm Radio"),
        ("harbour.txt", None),
        ("report-3.txt", None),
    ],
)
def test_the_outlet_is_told_by_a_line_at_the_top_and_the_name_of_the_file(source: str, outlet: str | None) -> None:
    """Either alone proves nothing: the line may name another, and the file anything."""
    text = f"Harbour shut\n\nBy Ana Ruiz, Tolm Radio\nAfter The Vellin Post, 14 March 2031\n\n{BODY}"
    assert read(text.replace("After ", "" if outlet else "After "), source).outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("The Vellin Post, 14 March 2031", "The Vellin Post"),
        ("Tolm News Agency - Friday, March 14, 2031", "Tolm News Agency"),
        ("**Radio Ulm | 3 May 2031**", "Radio Ulm"),
        ("Vellin, 14 March 2031", None),
        ("Ana Ruiz, 14 March 2031", None),
        ("The Vellin Post, 14 March 2031\nTolm Radio, 14 March 2031", None),
        ("Read it in The Vellin Post, 14 March 2031", None),
    ],
)
def test_a_line_of_an_outlet_and_a_day_tells_the_outlet(line: str, outlet: str | None) -> None:
    """A place or a person and a day do not, nor do two outlets."""
    assert read(f"Harbour shut\n{line}\n\n{BODY}", "1.txt").outlet == outlet
