import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from crossread.extract.figures import find_figure_spans, find_figures
from crossread.language.analysis import Analysis, AttributionSpans, Ints, NameSpans, Sentences, Syntax, Tokens
from crossread.records import Document, Figure, Span, TimeRef

Row = tuple[str, str, int, str]


def read(text: str) -> list[tuple[str, object, str | None, str]]:
    """Give words, value or limits, unit and bound of each figure of a sentence."""
    return [
        (
            text[f.start : f.end],
            _plain(f.value) if f.value is not None else (_plain(f.low), _plain(f.high)),
            f.unit,
            f.bound,
        )
        for f in find_figure_spans(text, 0, len(text))
    ]


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def of(text: str) -> str:
    """Give what the first figure of a sentence counts."""
    start, end = find_figure_spans(text, 0, len(text))[0].of or (0, 0)
    return text[start:end]


def kinds(text: str) -> list[str]:
    """Give the kind of each figure of a sentence."""
    return [f.kind for f in find_figure_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They saved 1,500 goats.", "1,500", 1500),
        ("They saved 1 500 goats.", "1 500", 1500),
        ("They saved 1,00,000 goats.", "1,00,000", 100000),
        ("They saved 10.000.000 goats.", "10.000.000", 10**7),
        ("They saved twenty-five goats.", "twenty-five", 25),
        ("They saved one hundred and four goats.", "one hundred and four", 104),
        ("They saved two and a half million goats.", "two and a half million", 2.5e6),
        ("They saved half a million goats.", "half a million", 5e5),
        ("They saved a quarter of a million goats.", "a quarter of a million", 2.5e5),
        ("They saved two dozen goats.", "two dozen", 24),
        ("They saved a hundred goats.", "a hundred", 100),
        ("They saved 12k goats.", "12k", 12000),
        ("They saved 2m goats.", "2m", 2e6),
        ("They saved 3.4bn goats.", "3.4bn", 3.4e9),
        ("They saved two lakh goats.", "two lakh", 2e5),
    ],
)
def test_a_number_has_its_value_however_it_is_written(text: str, words: str, value: float) -> None:
    """Separators, number words and magnitudes all give the same decimal."""
    assert read(text) == [(words, value, None, "exactly")]
    assert of(text) == "goats"


@pytest.mark.parametrize(
    ("amount", "value", "unit"),
    [
        ("$90 billion", 9e10, "USD"),
        ("US$ 640m", 6.4e8, "USD"),
        ("A$300 million", 3e8, "AUD"),
        ("£2.18", 2.18, "GBP"),
        ("€1.3bn", 1.3e9, "EUR"),
        ("Rs 50 crore", 5e8, "INR"),
        ("EUR 40 million", 4e7, "EUR"),
        ("2.5 billion euros", 2.5e9, "EUR"),
        ("10 Hong Kong dollars", 10, "HKD"),
        ("two million pounds sterling", 2e6, "GBP"),
        ("50,000 kronor", 50000, "SEK"),
    ],
)
def test_a_currency_may_stand_before_or_after(amount: str, value: float, unit: str | None) -> None:
    """Symbols, ISO codes and words give the same ISO code, and the span holds them."""
    assert read(f"It cost {amount} to mend.") == [(amount, value, unit, "exactly")]


@pytest.mark.parametrize(
    ("measure", "value", "unit", "kind"),
    [
        ("20%", 20, "percent", "percent"),
        ("4.5 per cent", 4.5, "percent", "percent"),
        ("0.3 percentage points", 0.3, "percentage_point", "percent"),
        ("25 basis points", 25, "basis_point", "percent"),
        ("two-thirds", 66.67, "percent", "percent"),
        ("one in four", 25, "percent", "percent"),
        ("three out of five", 60, "percent", "percent"),
        ("half of 1 percent", 0.5, "percent", "percent"),
        ("10 days", 10, "day", "duration"),
        ("a day and a half", 1.5, "day", "duration"),
        ("half an hour", 0.5, "hour", "duration"),
        ("a quarter of an hour", 0.25, "hour", "duration"),
        ("three quarters of a mile", 0.75, "mile", "distance"),
        ("18 km", 18, "km", "distance"),
        ("8.95m", 8.95, "m", "distance"),
        ("12 nautical miles", 12, "nautical_mile", "distance"),
        ("40 square kilometres", 40, "km2", "other"),
        ("140 km/h", 140, "km/h", "other"),
        ("-12C", -12, "°C", "other"),
        ("minus 70 degrees", -70, "degree", "other"),
        ("1.6 gigawatts", 1.6, "GW", "other"),
        ("threefold", 3, "times", "other"),
    ],
)
def test_a_measure_has_its_unit_and_kind(measure: str, value: float, unit: str | None, kind: str) -> None:
    """Words and symbols of a unit give one name, and a share is a percentage."""
    text = f"It was {measure}."
    assert read(text) == [(measure, value, unit, "exactly")]
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    ("words", "bound", "low", "high", "approximate"),
    [
        ("40", "exactly", 40, 40, False),
        ("more than 40", "at_least", 40, None, False),
        ("no fewer than 40", "at_least", 40, None, False),
        ("40 or more", "at_least", 40, None, False),
        ("40+", "at_least", 40, None, False),
        ("up to 40", "up_to", None, 40, False),
        ("as many as 40", "up_to", None, 40, False),
        ("fewer than 40", "up_to", None, 40, False),
        ("about 40", "about", 36, 44, True),
        ("some 40", "about", 36, 44, True),
        ("an estimated 40", "about", 36, 44, True),
        ("40 or so", "about", 36, 44, True),
        ("nearly 40", "about", 36, 40, True),
        ("just over 40", "about", 40, 44, True),
        ("up to about 40", "up_to", None, 40, True),
    ],
)
def test_words_beside_a_number_bound_it_and_stay_out_of_the_span(
    words: str, bound: str, low: float | None, high: float | None, approximate: bool
) -> None:
    """Low and high follow from the words, and the span is the number alone."""
    text = f"They arrested {words} men."
    (figure,) = find_figure_spans(text, 0, len(text))
    assert text[figure.start : figure.end] == "40"
    assert (figure.bound, _plain(figure.low), _plain(figure.high)) == (bound, low, high)
    assert (_plain(figure.value), figure.approximate) == (40, approximate)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("They may not send more than 40 men.", "up_to"),
        ("Neither side may station more than 40 men.", "up_to"),
        ("He does not expect fewer than 40 men.", "at_least"),
        ("It was not long before more than 40 men came.", "at_least"),
        ("He could not come, and more than 40 men left.", "at_least"),
        ("Not only did more than 40 men come.", "at_least"),
    ],
)
def test_a_not_turns_a_bound_round(text: str, bound: str) -> None:
    """Of its own clause: another's says nothing of the number."""
    (figure,) = find_figure_spans(text, 0, len(text))
    assert figure.bound == bound


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("Between 10 and 15 hikers are missing.", "10 and 15", 10, 15, None),
        ("They found 10-15 boats.", "10-15", 10, 15, None),
        ("It will take 10 to 15 days.", "10 to 15 days", 10, 15, "day"),
        ("Two or three men ran.", "Two or three", 2, 3, None),
        ("It costs $5-10 million.", "$5-10 million", 5e6, 1e7, "USD"),
        ("It costs $5 million to $10 million.", "$5 million to $10 million", 5e6, 1e7, "USD"),
        ("Rents rise between 5% and 9%.", "5% and 9%", 5, 9, "percent"),
        ("Women aged between 40 and 60 came.", "40 and 60", 40, 60, "year"),
    ],
)
def test_a_range_is_one_figure_with_two_limits(
    text: str, words: str, low: float | None, high: float | None, unit: str | None
) -> None:
    """A magnitude or unit said once holds for both ends."""
    assert read(text) == [(words, (low, high), unit, "between")]


def test_under_a_lease_is_no_bound() -> None:
    """What stands under an article is a thing and no limit."""
    assert [bound for *_, bound in read("It runs the pit under a 25-year lease.")] == ["exactly"]


def test_a_change_is_two_figures() -> None:
    """The words "from 3% to 5%" tell two states, not a range."""
    assert read("Rates rose from 3% to 5%.") == [("3%", 3, "percent", "exactly"), ("5%", 5, "percent", "exactly")]


@pytest.mark.parametrize(
    ("words", "low"),
    [("Dozens", 24), ("Hundreds", 200), ("Tens of thousands", 20000), ("Several hundred", 200)],
)
def test_an_open_number_has_a_lower_end_only(words: str, low: float | None) -> None:
    """A plural magnitude means two of it at the least."""
    assert read(f"{words} of goats drowned.") == [(words, (low, None), None, "at_least")]


def test_a_score_is_two_figures_and_a_vote_two_counts() -> None:
    """The score 3-1 is no range from 1 to 3."""
    assert read("Ulmo beat Castra 3-1.") == [("3", 3, "score", "exactly"), ("1", 1, "score", "exactly")]
    assert kinds("The council voted 7-2 to leave.") == ["count", "count"]


@pytest.mark.parametrize(
    "text",
    [
        "The 45-year-old fled.",
        "Dario Pell, 45, fled.",
        "At 45, she fled.",
        "A man aged 45 fled.",
        "He is 45 years old.",
        "A man of 45 fled.",
    ],
)
def test_an_age_is_a_duration_in_years(text: str) -> None:
    """However an age is told, it has the same value and unit."""
    assert [(value, unit) for _, value, unit, _ in read(text)] == [(45, "year")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It is the third-largest bank.", 3),
        ("She finished third in the race.", 3),
        ("It was the second attack this week.", 2),
        ("It is their fifth straight defeat.", 5),
        ("She is ranked No. 7 in the world.", 7),
        ("He came 21st in the marathon.", 21),
    ],
)
def test_a_place_in_an_order_is_a_rank(text: str, value: float) -> None:
    """Ordinals before superlatives and counted nouns rank."""
    assert [(f.value, f.kind) for f in find_figure_spans(text, 0, len(text))] == [(value, "rank")]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt, and one of the drivers left.",
        "One day this one will be understood on the one hand.",
        "Article 5 and Section 230 apply in committee Room 14.",
        "A Boeing 737 passed an Airbus A320 and an F-16 at Gate 12.",
        "Flight 370 left at 10:45 and was due by 1.20 pm.",
        "COVID-19 came back in 2021 and in the 1990s style of June 3, 2024.",
        "The G7 and the Group of Seven met on 12 May and 2025-08-19.",
        "Call 112 or (555) 010-0199 or +44 20 7946 0018.",
        "Highway 61 closed between junctions 9 and 10.",
        "They live at 12 Elm Street and use version 2.1.3 on 5G.",
        "The 2024 election was in the second half of the 19th century.",
        "A third man left, and a fifth died.",
        "The 47th Brigade saw the Six Nations on Fifth Avenue.",
        "Two weeks ago they met, and every two years they vote.",
        "See https://velmora.example/4021/17 for more.",
        "It was a one-way street with zero tolerance.",
        "The gates opened shortly before six on Sunday morning and shut at half past nine.",
    ],
)
def test_names_dates_and_codes_are_no_figures(text: str) -> None:
    """What tempts is left alone."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("They shot down 41 Russian-made attack drones overnight.", "Russian-made attack drones"),
        ("Dozens of local people fled.", "local people"),
        ("Three of the eight climbers returned.", "climbers"),
        ("15 dead in blast.", "dead"),
        ("Half of the mayor's seats are gone.", "seats"),
        ("The two turned back.", ""),
        ("He bought 1.2 million.", ""),
    ],
)
def test_without_syntax_the_words_that_follow_tell_what_is_counted(text: str, counted: str) -> None:
    """The noun phrase after a number, without determiners; none where a verb follows."""
    assert of(text) == counted


def test_the_two_numbers_of_a_part_and_its_whole_share_the_unit() -> None:
    """Both are years in "23 of his 30 years"."""
    assert [unit for *_, unit, _ in read("He served 23 of his 30 years.")] == ["year", "year"]


def analysed(text: str, tree: Sequence[Row], names: Sequence[tuple[int, int]] = ()) -> Analysis:
    """Make an analysis of one sentence from rows (word, upos, head, deprel); heads count from 0, a root is its own."""
    starts, at = [], 0
    for word, *_ in tree:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    ends = [s + len(word) for s, (word, *_) in zip(starts, tree, strict=True)]

    def ints(values: Sequence[int]) -> Ints:
        return np.array(values, dtype=np.int32)

    return Analysis(
        doc=Document(id="d", source="d.txt", sha256="0", text=text),
        sentences=Sentences(ints([0]), ints([len(text)]), ints([0])),
        tokens=Tokens(ints(starts), ints(ends), ints([0] * len(tree))),
        syntax=Syntax(tuple(t[1] for t in tree), ints([t[2] for t in tree]), tuple(t[3] for t in tree)),
        names=NameSpans(
            ints([n[0] for n in names]),
            ints([n[1] for n in names]),
            ("other",) * len(names),
            np.ones(len(names), np.float32),
        ),
        attribution=AttributionSpans(
            ints([]), ints([]), (), np.zeros(0, np.float32), *[ints([])] * (len(AttributionSpans.__struct_fields__) - 4)
        ),
        vectors=np.zeros((1, 384), np.float32),
    )


def found(analysis: Analysis, times: Sequence[TimeRef] = ()) -> tuple[Figure, ...]:
    """Give the figures of a report."""
    return find_figures(analysis, times=times).records


def test_the_syntax_tree_tells_what_is_counted() -> None:
    """A numeral's head noun with its compounds is what it counts, even where the words alone would go on."""
    text = "The 40 tanker driver union members left."
    tree = [
        ("The", "DET", 5, "det"),
        ("40", "NUM", 5, "nummod"),
        ("tanker", "NOUN", 5, "compound"),
        ("driver", "NOUN", 5, "compound"),
        ("union", "NOUN", 5, "compound"),
        ("members", "NOUN", 6, "nsubj"),
        ("left", "VERB", 6, "root"),
        (".", "PUNCT", 6, "punct"),
    ]
    (figure,) = found(analysed(text, tree))
    assert figure.of == Span("d", text.index("tanker"), text.index(" left"))
    assert (figure.value, figure.low, figure.high, figure.kind) == ("40", "40", "40", "count")


def test_the_noun_of_an_of_phrase_is_counted() -> None:
    """Young farmers are counted in "dozens of young farmers"."""
    text = "Dozens of young farmers left"
    tree = [
        ("Dozens", "NOUN", 4, "nsubj"),
        ("of", "ADP", 3, "case"),
        ("young", "ADJ", 3, "amod"),
        ("farmers", "NOUN", 0, "nmod"),
        ("left", "VERB", 4, "root"),
    ]
    (figure,) = found(analysed(text, tree))
    assert figure.of == Span("d", 10, 23)


def test_a_noun_before_its_number_is_counted() -> None:
    """The head of the numeral may stand to its left, as in "population 312"."""
    text = "population 312 here"
    tree = [("population", "NOUN", 0, "root"), ("312", "NUM", 0, "nummod"), ("here", "ADV", 0, "advmod")]
    (figure,) = found(analysed(text, tree))
    assert figure.of == Span("d", 0, 10)


def test_figures_in_dates_are_dropped_and_durations_kept() -> None:
    """A time expression of type date takes its numbers with it; a duration is a figure too."""
    text = "Within 10 days 40 left"
    rows = [(w, "X", 0, "dep") for w in text.split()]
    span = Span("d", 7, 14)
    as_date = found(analysed(text, rows), [TimeRef(id="t", span=span, type="date")])
    as_duration = found(analysed(text, rows), [TimeRef(id="t", span=span, type="duration")])
    assert [f.value for f in as_date] == ["40"]
    assert [(f.kind, f.value) for f in as_duration] == [("duration", "10"), ("count", "40")]


def test_a_number_inside_a_longer_name_is_no_figure() -> None:
    """The model knows names that the words alone do not show: "Radio 88 fans"."""
    text = "The radio 88 crews left"
    rows = [(w, "X", 0, "dep") for w in text.split()]
    assert found(analysed(text, rows, names=[(1, 3)])) == ()
    assert [f.value for f in found(analysed(text, rows))] == ["88"]


def test_values_are_written_without_exponent() -> None:
    """A billion keeps its zeros, and decimals lose theirs."""
    text = "about $90 billion and 80 out of 100 and 2.50 km"
    values = [(f.value, f.low) for f in found(analysed(text, [(text.split(maxsplit=1)[0], "X", 0, "dep")]))]
    assert values == [("90000000000", "81000000000"), ("80", "80"), ("2.5", "2.5")]


def test_the_gold_set_is_sound() -> None:
    """Every gold span holds words of its text, in order, and a limit or value."""
    from evaluation.figures import GOLD

    for line in GOLD.read_text().splitlines():
        row = json.loads(line)
        spans = [(f["start"], f["end"]) for f in row["figures"]]
        assert spans == sorted(spans)
        assert all(0 <= s < e <= len(row["text"]) and row["text"][s:e].strip() == row["text"][s:e] for s, e in spans)
        assert all(f["value"] or f["low"] or f["high"] for f in row["figures"])


def test_the_evaluation_counts_a_wrong_unit_and_a_missed_figure(tmp_path: Path) -> None:
    """Value, unit and recall are measured apart."""
    from evaluation.figures import GoldFigure, evaluate

    gold = tmp_path / "figures_dev.jsonl"
    row = {
        "text": "5 km, 6 km",
        "figures": [
            {"start": 0, "end": 4, "value": "5", "unit": "km"},
            {"start": 6, "end": 10, "value": "6", "unit": "km"},
        ],
    }
    gold.write_text(json.dumps(row) + "\n")
    measured = evaluate(tmp_path, "dev", find=lambda _: [GoldFigure(start=0, end=4, value="5.0", unit="mile")])
    assert measured["n"] == 2
    assert (measured["metrics"]["value_precision"], measured["metrics"]["value_recall"]) == (1.0, 0.5)
    assert measured["metrics"]["value_unit_f1"] == 0.0


def test_the_quality_on_our_gold_set_does_not_fall(tmp_path: Path) -> None:
    """The held-out half stays above a floor: measured .984 value, .984 value and unit."""
    from evaluation.figures import evaluate

    metrics = evaluate(tmp_path, "test")["metrics"]
    assert metrics["value_f1"] > 0.97
    assert metrics["value_unit_f1"] > 0.965
