"""Quotes of one report, from hand-made analyses: what marks and attribution heads give together."""

from __future__ import annotations

import pytest

from crossread.extract.quotes import WEAK_SPAN, find_quotes, quote_type
from crossread.language.marks import find_pairs
from crossread.records import Quote
from tests.unit.parsed import parsed, words_of


def quotes(marked: str) -> list[tuple[str, list[str], str | None, str | None]]:
    """Give type, content, cue and source of each quote in a marked-up text."""
    analysis = parsed(marked)

    def words(q: Quote) -> tuple[str, list[str], str | None, str | None]:
        one = [words_of(analysis, [s])[0] if s else None for s in (q.cue, q.source)]
        return q.type, words_of(analysis, q.content), one[0], one[1]

    return [words(q) for q in find_quotes(analysis).records]


def codes(marked: str) -> list[str]:
    """Give the codes of the problems of a marked-up text."""
    return [p.code for p in find_quotes(parsed(marked)).problems]


def test_an_attribution_is_a_quote() -> None:
    """Source, cue and content of the heads are those of the quote; content has its marks."""
    assert quotes("{source:Ana Ruiz} {cue:said} {content:“It is late”}.") == [
        ("direct", ["“It is late”"], "said", "Ana Ruiz")
    ]


def test_indirect_speech_has_no_marks() -> None:
    """Content without marks is indirect, with some mixed."""
    assert quotes("{source:Ruiz} {cue:said} {content:it was late}.") == [("indirect", ["it was late"], "said", "Ruiz")]
    assert quotes("{source:Ruiz} {cue:said} {content:it was “very late”}.") == [
        ("mixed", ["it was “very late”"], "said", "Ruiz")
    ]


def test_content_is_drawn_to_the_marks_that_it_falls_into() -> None:
    """Heads that miss the first or last words of a quotation are corrected by its marks."""
    assert quotes("{source:Ruiz} {cue:said} “we {content:go now and it is} late.”")[0][1] == [
        "“we go now and it is late.”"
    ]


def test_content_does_not_reach_over_a_closing_mark_into_narration() -> None:
    """Content that only touches the mark of its neighbour stays outside it."""
    assert quotes("“We go now{content:,” because it was late}, {source:Ruiz} {cue:said}.")[0][1] != [
        "“We go now,” because it was late"
    ]


def test_marks_that_the_heads_missed_are_a_quote_where_a_verb_of_speaking_stands() -> None:
    """The verb and its subject become cue and source."""
    found = quotes("“We go/VERB<ccomp@said now and it is late,” Ruiz/PROPN<nsubj@said said/VERB<root.")
    assert found == [("direct", ["“We go now and it is late,”"], "said", "Ruiz")]


@pytest.mark.parametrize(
    "text",
    [
        "The “Marlin” ran/VERB aground on Monday.",
        "The so-called “old pier” was/AUX shut/VERB.",
        "She read/VERB “The Long Night at Sea” in one evening.",
        'A 12" pipe burst/VERB, and a 9" pipe too.',
    ],
)  # fmt: skip
def test_marks_that_are_no_speech_are_no_quote(text: str) -> None:
    """Names of ships, scare quotes, titles and inches are left alone."""
    assert [q for q in quotes(text) if q[0] == "direct" and q[2] != "read"] == []


def test_a_paragraph_in_marks_is_a_quote_without_a_cue() -> None:
    """A whole line in marks with a verb in it is speech, whoever spoke."""
    assert quotes("The mayor came/VERB.\n“We go/VERB now and it is late.”") == [
        ("direct", ["“We go now and it is late.”"], None, None)
    ]


def test_an_interrupted_quotation_is_one_quote() -> None:
    """Content before and behind the cue is one quote of two spans."""
    found = quotes("{content:“We go now,”} {source:Ruiz} {cue:said}. “It is/AUX late and we are tired/VERB.”")
    assert found == [("direct", ["“We go now,”", "“It is late and we are tired.”"], "said", "Ruiz")]


def test_quotations_with_cues_of_their_own_stay_two() -> None:
    """Two speakers in one paragraph are not joined."""
    found = quotes("{content:“We go,”} {source:Ruiz} {cue:said}. {content2:“We stay,”} {source2:Pell} {cue2:replied}.")
    assert [(c, s) for _, c, _, s in found] == [(["“We go,”"], "Ruiz"), (["“We stay,”"], "Pell")]


def test_quotations_of_two_paragraphs_stay_two() -> None:
    """Joining never crosses a line."""
    found = quotes("{content:“We go,”} {source:Ruiz} {cue:said}.\n“It is/AUX late and we are tired/VERB.”")
    assert len(found) == 2


def test_doubtful_indirect_content_has_a_lower_score() -> None:
    """Words that the heads are not sure of are right less often, and the score says so; marks make up for it."""

    def score(content: str, sure: float) -> float:
        marked = f"{{source:Ruiz}} {{cue:said}} {{content~{sure}:{content}}}."
        return find_quotes(parsed(marked)).records[0].score

    assert score("it was late", WEAK_SPAN - 0.05) < score("it was late", WEAK_SPAN + 0.05)
    assert score("“it was late”", WEAK_SPAN - 0.05) == score("“it was late”", 0.9)


def test_content_without_words_is_no_quote() -> None:
    """A pair of marks around nothing says nothing."""
    assert quotes("{source:Ruiz} {cue:said} {content:“…”}.") == []


def test_an_unclosed_quotation_is_a_problem_and_is_read() -> None:
    """The quotation reaches to the end of its paragraph, and the fault is told once."""
    text = "{source:Ruiz} {cue:said}: {content:“We go now}, and it is/AUX late.\nThe ferry left/VERB."
    assert codes(text) == ["quote-unclosed"]
    (found,) = quotes(text)
    assert found[1] == ["“We go now, and it is late."]


def test_a_quotation_that_opens_each_paragraph_anew_is_no_fault() -> None:
    """Only the last paragraph of a long quotation closes: that is usual."""
    assert codes("“We go/VERB now.\n“It is/AUX late.”") == []
    assert codes("“We go/VERB now.\nIt was/AUX late.") == ["quote-unclosed"]


def test_quotes_are_in_text_order_and_have_ids_of_their_own() -> None:
    """Order is that of the text; the same content at another place is another quote."""
    analysis = parsed("{source:Ruiz} {cue:said} {content:“Go”}. {source2:Pell} {cue2:said} {content2:“Go”}.")
    found = find_quotes(analysis).records
    assert [q.content[0].start for q in found] == sorted(q.content[0].start for q in found)
    assert len({q.id for q in found}) == 2


@pytest.mark.parametrize(
    ("text", "type_"),
    [("“go now”", "direct"), ("to “go” now", "mixed"), ("to go now", "indirect"), ("“go” now “or”", "mixed")],
)
def test_types(text: str, type_: str) -> None:
    """All words in marks, some, none."""
    assert quote_type(text, ((0, len(text)),), find_pairs(text)) == type_


def test_no_text_has_no_quotes() -> None:
    """Nothing comes from nothing."""
    assert quotes("") == []
    assert quotes('"""" \'\' “” …') == []


def test_a_broken_cue_is_put_together() -> None:
    """Both pieces of "was ... quoted as saying" belong to the attribution of the first."""
    spans = parsed("{source:Ruiz} {cue:was} later {cue:quoted} {content:it was late}.").attribution
    assert spans.attributions() == (((0,), (1, 2), (3,)),)


def test_what_a_participle_adds_is_a_quote_of_its_own() -> None:
    """The participle is the cue of what follows it, though the pointer leads to the verb before.

    "..., she said, adding that ...".
    """
    found = quotes("{content:“We go,”} {source:Ruiz} {cue:said}, adding/VERB that {content:it was late}.")
    assert found == [("direct", ["“We go,”"], "said", "Ruiz"), ("indirect", ["it was late"], "adding", "Ruiz")]


@pytest.mark.parametrize(
    ("second", "quoted"),
    [("added/VERB<conj@told}", 2), ("late/ADV}", 1)],
)
def test_a_second_verb_of_one_cue_has_a_quote_of_its_own(second: str, quoted: int) -> None:
    """Of "told reporters X, and added that Y" the cue has both verbs, and each has its own words."""
    found = quotes(
        f"{{source:Ruiz}} {{cue:told/VERB<root}} Pell {{content:they go}}, {{cue:and/CCONJ {second} that {{content:it was late}}."
    )
    assert len(found) == quoted


def test_a_long_description_of_the_speaker_does_not_part_a_quotation() -> None:
    """A relative clause stands between the two pieces."""
    found = quotes(
        "{content:“We go now,”} {source:Ruiz} {cue:said}, who/PRON has/AUX run/VERB the ferry since the year in which it was "
        "built. “It is/AUX late and we are tired/VERB.”"
    )
    assert [content for _, content, *_ in found] == [["“We go now,”", "“It is late and we are tired.”"]]


def test_a_line_that_ends_with_a_colon_tells_who_speaks_in_the_next() -> None:
    """The quotation has its paragraph to itself; verb and subject stand in the line before."""
    found = quotes(
        "Ana/PROPN<nsubj@said Ruiz/PROPN<flat@Ana said/VERB<root :/PUNCT\n"
        "{content:“The ferry leaves at noon and nobody waits.”}"
    )
    assert found == [("direct", ["“The ferry leaves at noon and nobody waits.”"], "said", "Ana Ruiz")]


def test_a_dash_behind_a_quotation_signs_it() -> None:
    """The name up to the end of the line is the source, and there is no cue; a dash before more words signs nothing."""
    assert quotes("{content:“The ferry leaves at noon and nobody waits.”} ― Ana Ruiz\nMore words.") == [
        ("direct", ["“The ferry leaves at noon and nobody waits.”"], None, "Ana Ruiz")
    ]
    assert quotes("{content:“The ferry leaves at noon and nobody waits.”} – Ana Ruiz has it on a card.")[0][3] is None


def test_a_verb_behind_the_closing_mark_is_a_cue_whatever_it_says() -> None:
    """Tabloids let people storm and thunder."""
    found = quotes(
        "{content:“Nobody leaves this ferry!”} stormed/VERB<root Mayor/NOUN<obj@stormed Ruiz/PROPN<flat@Mayor ."
    )
    assert found == [("direct", ["“Nobody leaves this ferry!”"], "stormed", "Mayor Ruiz")]


def test_direct_speech_of_a_later_sentence_is_told_apart() -> None:
    """After words without marks it is a quote of its own with the same cue; with its own verb of saying it is the other speaker's."""
    same = quotes("{content:The bridge holds}, {source:Pell} {cue:said/VERB<root}. {content:“I walked/VERB over it.”}")
    assert same == [
        ("indirect", ["The bridge holds"], "said", "Pell"),
        ("direct", ["“I walked over it.”"], "said", "Pell"),
    ]
    other = quotes(
        "{content:“It holds,”} {source:Pell} {cue:said/VERB<root}. "
        "{content:“It leaks/VERB<ccomp@said,”} said/VERB<root Ruiz/PROPN<nsubj@said."
    )
    assert other == [("direct", ["“It holds,”"], "said", "Pell"), ("direct", ["“It leaks,”"], "said", "Ruiz")]


def test_a_quotation_that_goes_on_behind_its_cue_is_one() -> None:
    """Both pieces in marks and one verb of saying: one quote of two pieces."""
    marked = "{content:“It holds,”} {source:Pell} {cue:said/VERB<root}. {content:“I walked/VERB over it.”}"
    assert quotes(marked) == [("direct", ["“It holds,”", "“I walked over it.”"], "said", "Pell")]


@pytest.mark.parametrize(
    ("cited", "source"),
    [
        ("two senior officials", "two senior officials"),
        ("the {organization:Road Board}", "the Road Board"),
        ("security reasons", "the Post"),
        ("people's fears", "the Post"),
    ],
)
def test_whom_an_outlet_cites_is_the_source_and_no_content(cited: str, source: str) -> None:
    """People and bodies that are cited have said it; reasons are cited by the outlet. Neither is what was said."""
    marked = f"{{content:The gate was open}}, {{source:the Post}} {{cue:reported, citing}} {{content:{cited}}}."
    assert quotes(marked) == [("indirect", ["The gate was open"], "reported, citing", source)]


def test_whom_an_outlet_cites_before_the_content() -> None:
    """What follows the comma behind the people cited is the content."""
    marked = "{cue:According to} {source:the Post}, which cites {content:an official close to the inquiry, the gate was open}."
    assert quotes(marked) == [("indirect", ["the gate was open"], "According to", "an official close to the inquiry")]


@pytest.mark.parametrize(
    ("behind", "cue", "source"),
    [
        ("she/PRON had/AUX bellowed/VERB.", "bellowed", "she"),
        ("She/PRON left/VERB.", None, None),
        ("she/PRON alone.", None, None),
    ],
)
def test_a_pronoun_in_small_letters_behind_the_mark_speaks(behind: str, cue: str | None, source: str | None) -> None:
    """“Never go there now!” she had bellowed; with a capital the next sentence begins."""
    assert quotes(f"“They fear/VERB it and they run!” {behind}") == [
        ("direct", ["“They fear it and they run!”"], cue, source)
    ]


def test_a_phrase_without_a_name_speaks_behind_a_comma() -> None:
    """“...,” dished a waitress of the inn: the comma says that the sentence goes on."""
    marked = "“They fear/VERB it and they run,” dished/VERB a waitress/NOUN of/ADP the inn/NOUN."
    assert quotes(marked)[0][2:] == ("dished", "a waitress of the inn")


def test_one_stretch_is_one_quote_however_many_cues_claim_it() -> None:
    """A second attribution of the very same words is no second quote."""
    found = quotes("{source1:Ana Ruiz} {cue1:said} {content1:“{content2:It is late and nobody {cue2:waits}}.”}")
    assert len({tuple(content) for _, content, _, _ in found}) == len(found)


def test_who_denies_it_is_no_part_of_what_was_said() -> None:
    """The clause behind is the report's own."""
    assert quotes("{source:Ruiz} {cue:said} {content:it had rained, which the mayor denies}.")[0][1] == [
        "it had rained"
    ]
    assert quotes("{source:Ruiz} {cue:said} {content:the law, which the court rejected, holds}.")[0][1] == [
        "the law, which the court rejected, holds"
    ]


def test_a_dateline_is_no_part_of_a_source() -> None:
    """The first words of a report are where and by whom it was written."""
    assert quotes("{source:ELLERY - Residents} {cue:said} {content:it had rained}.")[0][3] == "Residents"


def test_what_another_says_against_it_is_no_part_of_what_was_said() -> None:
    """A clause with "while", a source and a verb of saying of its own ends the content; one without them does not."""
    told = "{source:Ruiz} {cue:said} {content:nobody fell/VERB, while the union/NOUN<nsubj@says says/VERB ten did}."
    assert quotes(told)[0][1] == ["nobody fell"]
    told = (
        "{source:Ruiz} {cue:said} {content:nobody fell/VERB, while the union/NOUN<nsubj@slept slept/VERB on the quay}."
    )
    assert quotes(told)[0][1] == ["nobody fell, while the union slept on the quay"]


def test_words_that_turn_a_cue_round_belong_to_it() -> None:
    """Who "stopped short of confirming" did not confirm: the cue without them says the contrary."""
    found = quotes("{source:Ruiz} stopped short of {cue:confirming} {content:the visit of the queen}.")
    assert [f[2] for f in found] == ["stopped short of confirming"]
    found = quotes("{source:Ruiz} has firmly refused to {cue:say} {content:that it was late}.")
    assert [f[2] for f in found] == ["refused to say"]
    found = quotes("{source:Ruiz} did not {cue:say} {content:that it was late}.")
    assert [f[2] for f in found] == ["did not say"]


def test_what_somebody_was_asked_is_not_their_word() -> None:
    """By whom she was asked is not told."""
    assert (
        quotes(
            "{cue:Asked/VERB<advcl@shrugged} {content:whether it was late/ADJ<ccomp@Asked}, "
            "{source:Ruiz/PROPN<nsubj@shrugged} shrugged/VERB<root."
        )
        == []
    )
