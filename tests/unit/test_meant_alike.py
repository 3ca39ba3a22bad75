import numpy as np
from msgspec.structs import replace

from crossread.compare._meant_alike import links_of_meanings
from crossread.compare._speech_pieces import Told, find_pieces, make_nodes
from crossread.extract.report import Report
from crossread.language.meanings import SCALE, WIDTH
from crossread.records import Quote
from tests.tagged import place, tagged

LOYAL = "Orr|PROPN|2|nsubj swore|VERB|0|root his|PRON|4|nmod:poss loyalty|NOUN|2|obj _.|PUNCT|2|punct"
FAITHFUL = "Orr|PROPN|2|nsubj pledged|VERB|0|root his|PRON|4|nmod:poss faithfulness|NOUN|2|obj _.|PUNCT|2|punct"
QUOTAS = "Orr|PROPN|2|nsubj rejected|VERB|0|root all|DET|4|det quotas|NOUN|2|obj _.|PUNCT|2|punct"
SENSES = {"loyalty": 0, "faithfulness": 0, "his": 1, "all": 2, "quotas": 3}
"""Words of one sense have one direction; all others have one each behind them."""


def with_meanings(id_: str, line: str, words: str) -> Report:
    """Make a report with one indirect quote, whose words mean what `SENSES` says."""
    report = tagged(id_, line)
    analysis = report.analysis
    rows = np.zeros((len(analysis.tokens), WIDTH), np.int8)
    for i in range(len(analysis.tokens)):
        rows[i, SENSES.get(analysis.word(i).lower(), 8 + i)] = SCALE
    span = place(report, words)
    quote = Quote(id=f"q-{id_}", type="indirect", content=(span,), speaker="orr", cue=None, source=None, score=1.0)
    return replace(report, analysis=replace(analysis, meanings=rows), quotes=(quote,))


def linked(a: Report, b: Report, claimed: frozenset[str] = frozenset()) -> bool:
    """Tell whether the quotes of two reports are linked."""
    quotes = tuple((row, q) for row, r in enumerate((a, b)) for q in r.quotes)
    told = Told((a, b), quotes, {}, {})
    return bool(links_of_meanings(make_nodes(find_pieces(told), told), told, claimed))


def test_short_accounts_whose_words_mean_the_same_are_linked() -> None:
    """What is told as "his loyalty" and "his faithfulness" is one saying; where both tell claims, these are compared and not the words."""
    a, b = with_meanings("a", LOYAL, "his loyalty"), with_meanings("b", FAITHFUL, "his faithfulness")
    assert linked(a, b)
    assert not linked(a, b, frozenset({"q-a", "q-b"}))


def test_other_words_of_one_speaker_are_not_linked() -> None:
    """What means another thing is another saying."""
    assert not linked(with_meanings("a", LOYAL, "his loyalty"), with_meanings("b", QUOTAS, "all quotas"))
