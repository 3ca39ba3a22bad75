"""What verbs of saying say by the tree, where the heads of the model found nothing."""

from __future__ import annotations

import pytest

from crossread.extract._reporting_clauses import find_reported
from crossread.extract.quotes import find_quotes
from crossread.language.analysis import Analysis
from tests.tagged import tagged

MAYOR = "The|DET|2|det mayor|NOUN|{}|nsubj"


def reported(line: str) -> list[tuple[list[str], str, str]]:
    """Give content, cue and source of what is found in a tagged sentence."""
    analysis = tagged("d0", line).analysis

    def words(analysis: Analysis, rows: tuple[int, int]) -> str:
        span = analysis.span(*rows)
        return analysis.doc.text[span.start : span.end]

    return [
        ([words(analysis, r) for r in found.content], words(analysis, found.cue), words(analysis, found.source))
        for found in find_reported(analysis, [])
    ]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        (
            (
                "Police|NOUN|2|nsubj put|VERB|0|root the|DET|4|det number|NOUN|2|obj of|ADP|6|case marchers|NOUN|4|nmod "
                "at|ADP|9|case about|ADV|9|advmod 12,000|NUM|2|obl _.|PUNCT|2|punct"
            ),
            "the number of marchers at about 12,000",
        ),
        (
            (
                "The|DET|2|det bank|NOUN|3|nsubj puts|VERB|0|root its|PRON|5|nmod:poss losses|NOUN|3|obj at|ADP|9|case 14|NUM|8|compound "
                "million|NUM|9|nummod crowns|NOUN|3|obl on|ADP|11|case Monday|PROPN|3|obl _.|PUNCT|3|punct"
            ),
            "its losses at 14 million crowns",
        ),
        (
            (
                "The|DET|2|det union|NOUN|3|nsubj spoke|VERB|0|root of|ADP|7|case more|ADJ|7|advmod than|ADP|5|fixed 45,000|NUM|3|obl "
                "_.|PUNCT|3|punct"
            ),
            "of more than 45,000",
        ),
        (
            (
                "The|DET|2|det town|NOUN|10|nsubj _,|PUNCT|6|punct which|PRON|6|obj analysts|NOUN|6|nsubj put|VERB|2|acl:relcl at|ADP|8|case "
                "180,000|NUM|6|obl _,|PUNCT|6|punct slept|VERB|0|root _.|PUNCT|10|punct"
            ),
            "at 180,000",
        ),
    ],
)
def test_amounts_that_somebody_names(line: str, content: str) -> None:
    """Who puts a number at something, or speaks of so many, is the source of the amount."""
    assert [found[0] for found in reported(line)] == [[content]]


@pytest.mark.parametrize(
    "line",
    [
        "She|PRON|2|nsubj put|VERB|0|root the|DET|4|det cup|NOUN|2|obj at|ADP|7|case the|DET|7|det edge|NOUN|2|obl _.|PUNCT|2|punct",
        "She|PRON|2|nsubj put|VERB|0|root the|DET|4|det light|NOUN|2|obj out|ADP|2|compound:prt at|ADP|7|case 5|NUM|2|obl p.m.|NOUN|7|flat",
        "It|PRON|2|nsubj spoke|VERB|0|root of|ADP|4|case hope|NOUN|2|obl _,|PUNCT|6|punct 40|NUM|2|advmod _.|PUNCT|2|punct",
    ],
)
def test_places_and_hours_are_no_amounts(line: str) -> None:
    """A cup is put at an edge and a light out at five: nobody says anything."""
    assert reported(line) == []


def test_a_clause_before_and_behind_the_verb() -> None:
    """What hangs on a verb of saying is said, with its conjunction, wherever it stands."""
    behind = (
        f"{MAYOR.format(3)} maintained|VERB|0|root that|SCONJ|7|mark the|DET|6|det road|NOUN|8|nsubj is|AUX|8|cop shut|ADJ|3|ccomp "
        "_.|PUNCT|3|punct"
    )
    assert reported(behind) == [(["that the road is shut"], "maintained", "The mayor")]
    before = (
        "The|DET|2|det road|NOUN|4|nsubj is|AUX|4|cop shut|ADJ|8|ccomp _,|PUNCT|8|punct the|DET|7|det mayor|NOUN|8|nsubj "
        "said|VERB|0|root _.|PUNCT|8|punct"
    )
    assert reported(before) == [(["The road is shut"], "said", "the mayor")]


def test_what_is_not_said_is_no_quote() -> None:
    """Whoever will say, or did not say, has not said it."""
    line = (
        f"{MAYOR.format(5)} did|AUX|5|aux not|PART|5|advmod say|VERB|0|root whether|SCONJ|9|mark the|DET|8|det road|NOUN|10|nsubj "
        "is|AUX|10|cop shut|ADJ|5|ccomp _.|PUNCT|5|punct"
    )
    assert reported(line) == []
    assert reported(line.replace("did|", "will|").replace("not|PART|5|advmod", "now|ADV|5|advmod")) == []


def test_a_saying_in_the_middle_leaves_two_pieces() -> None:
    """The sentence around "one of them said" is the content."""
    line = (
        "It|PRON|2|nsubj has|VERB|0|root nine|NUM|4|nummod pages|NOUN|2|obj _,|PUNCT|9|punct one|NUM|9|nsubj of|ADP|8|case "
        "them|PRON|6|nmod said|VERB|2|parataxis _,|PUNCT|9|punct and|CCONJ|13|cc nobody|PRON|13|nsubj knew|VERB|2|conj _.|PUNCT|2|punct"
    )
    assert reported(line) == [(["It has nine pages", "and nobody knew"], "said", "one of them")]


def test_what_is_ruled_out_or_left_open() -> None:
    """The particle belongs to the cue; "left the door open" says nothing."""
    ruled = "He|PRON|2|nsubj ruled|VERB|0|root out|ADP|2|compound:prt resigning|VERB|2|xcomp _.|PUNCT|2|punct"
    assert reported(ruled) == [(["resigning"], "ruled out", "He")]
    door = "He|PRON|2|nsubj left|VERB|0|root the|DET|4|det door|NOUN|2|obj there|ADV|2|advmod open|ADJ|2|xcomp"
    assert reported(door) == []


def test_the_tree_gives_way_to_what_is_known() -> None:
    """A sentence that already has an attribution gets no second one; without one it makes an indirect quote."""
    line = "He|PRON|2|nsubj ruled|VERB|0|root out|ADP|2|compound:prt resigning|VERB|2|xcomp _.|PUNCT|2|punct"
    analysis = tagged("d0", line).analysis
    assert list(find_reported(analysis, [(3, 4)])) == []
    (quote,) = find_quotes(analysis).records
    assert quote.type == "indirect"
    assert analysis.doc.text[quote.content[0].start : quote.content[0].end] == "resigning"


def test_a_name_before_the_verb_that_the_tree_knows_for_no_subject_is_the_source() -> None:
    """A short name in brackets misleads the tree: "Open Hands (OH) put the number of homeless at 300"."""
    line = (
        "Open|ADJ|2|amod Hands|PROPN|6|compound _(|PUNCT|4|punct OH|PROPN|2|appos _)|PUNCT|4|punct put|VERB|0|root "
        "the|DET|8|det number|NOUN|6|obj at|ADP|10|case 300|NUM|6|obl _.|PUNCT|6|punct"
    )
    [(content, cue, source)] = reported(line)
    assert (content, cue) == (["the number at 300"], "put")
    assert source.startswith("Open Hands")


def test_what_another_says_against_it_is_reported_too() -> None:
    """A clause with "while" tells what was said; one with "when" tells of a time."""
    line = (
        "Nobody|PRON|2|nsubj fell|VERB|0|root _,|PUNCT|7|punct {}|SCONJ|7|mark the|DET|6|det union|NOUN|7|nsubj "
        "says|VERB|2|advcl that|SCONJ|10|mark ten|NUM|10|nsubj fell|VERB|7|ccomp _.|PUNCT|2|punct"
    )
    assert reported(line.format("while")) == [(["that ten fell"], "says", "the union")]
    assert reported(line.format("when")) == []
