"""Claims: the statements of fact of a report, on hand-made trees. All people and places are invented."""

from __future__ import annotations

import numpy as np
import pytest

from crossread import read
from crossread.extract.claims import find_claims
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Sentences, Syntax, Tokens
from crossread.records import Claim, Document, Entity, Figure, Mention, Quote, Span


def parsed(*sentences: str, title: str | None = None) -> Analysis:
    """Make an analysis from sentences written as "word/UPOS/head/relation", heads counted from 1 in the sentence, 0 for the root."""
    text, starts, ends, row, upos, head, deprel, borders = "", [], [], [], [], [], [], []
    for n, sentence in enumerate(sentences):
        text += "\n" if text else ""
        base, begin = len(starts), len(text)
        for at, token in enumerate(sentence.split()):
            word, tag, above, relation = token.rsplit("/", 3)
            text += "" if not at or word in {".", ",", "?", "n't", "”"} or text.endswith("“") else " "
            starts.append(len(text))
            text += word
            ends.append(len(text))
            row.append(n)
            upos.append(tag)
            head.append(base + (int(above) - 1 if above != "0" else at))
            deprel.append(relation)
        borders.append((begin, len(text)))
    none, ints = np.zeros(0, np.int32), lambda x: np.array(x, np.int32)
    return Analysis(
        doc=Document(id="d", source="d.txt", sha256="", text=text, title=title),
        sentences=Sentences(ints([a for a, _ in borders]), ints([b for _, b in borders]), ints(range(len(borders)))),
        tokens=Tokens(ints(starts), ints(ends), ints(row)),
        syntax=Syntax(tuple(upos), ints(head), tuple(deprel)),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(borders), 384), np.float32),
    )


def claims_of(analysis: Analysis, *quotes: Quote) -> tuple[Claim, ...]:
    """Give the claims of an analysis."""
    return find_claims(analysis, quotes, (), (), ()).records


def said(analysis: Analysis, *quotes: Quote) -> list[str]:
    """Give the words of the claims."""
    return [analysis.doc[c.span] for c in claims_of(analysis, *quotes)]


def span(analysis: Analysis, words: str) -> Span:
    """Find words in the text."""
    at = analysis.doc.text.index(words)
    return Span("d", at, at + len(words))


TWO_CLAUSES = (
    "The/DET/2/det dam/NOUN/3/nsubj broke/VERB/0/root at/ADP/5/case noon/NOUN/3/obl ,/PUNCT/12/punct and/CCONJ/12/cc "
    "the/DET/10/det old/ADJ/10/amod town/NOUN/12/nsubj:pass was/AUX/12/aux:pass flooded/VERB/3/conj ./PUNCT/3/punct"
)
DENIED = "The/DET/2/det dam/NOUN/5/nsubj did/AUX/5/aux not/PART/5/advmod break/VERB/0/root at/ADP/7/case noon/NOUN/5/obl ./PUNCT/5/punct"
PLAIN = (
    "The/DET/2/det dam/NOUN/4/nsubj {aux}/AUX/4/aux open/VERB/0/root on/ADP/6/case Monday/PROPN/4/obl ./PUNCT/4/punct"
)
SAID = (
    "Orr/PROPN/2/nsubj said/VERB/0/root that/SCONJ/6/mark the/DET/5/det dam/NOUN/6/nsubj leaked/VERB/2/ccomp near/ADP/9/case "
    "the/DET/9/det gate/NOUN/6/obl ./PUNCT/2/punct"
)


def test_coordinated_clauses_are_claims_of_their_own() -> None:
    """Two clauses joined by "and" give two claims, without the conjunction and the comma."""
    assert said(parsed(TWO_CLAUSES)) == ["The dam broke at noon", "the old town was flooded"]


BACKED = (
    "Union/NOUN/2/compound members/NOUN/3/nsubj backed/VERB/0/root the/DET/5/det strike/NOUN/3/obj by/ADP/8/case 87/NUM/8/nummod "
    "percent/NOUN/3/obl ./PUNCT/3/punct"
)


def test_an_act_read_as_speech_is_a_claim_of_the_outlet() -> None:
    """Where what is said is no statement ("the strike"), the whole clause is told by the outlet."""
    analysis = parsed(BACKED)
    cue, content = span(analysis, "backed"), (span(analysis, "the strike"),)
    (claim,) = claims_of(analysis, Quote(id="q", type="indirect", content=content, cue=cue))
    assert (analysis.doc[claim.span], claim.by) == ("Union members backed the strike by 87 percent", "outlet")


def test_what_is_said_stays_the_claim_of_its_quote() -> None:
    """A clause that holds what somebody said gives no second claim around it."""
    analysis = parsed(SAID)
    quote = Quote(
        id="q",
        type="indirect",
        content=(span(analysis, "that the dam leaked near the gate"),),
        cue=span(analysis, "said"),
    )
    assert [c.by for c in claims_of(analysis, quote)] == ["q"]


def test_negation_denies() -> None:
    """A negated clause is denied."""
    (claim,) = claims_of(parsed(DENIED))
    assert claim.polarity == "denied"


@pytest.mark.parametrize(
    ("aux", "modality"),
    [("will", "planned"), ("may", "possible"), ("must", "demanded"), ("would", "planned"), ("did", "asserted")],
)
def test_modal_verbs_tell_the_modality(aux: str, modality: str) -> None:
    """The auxiliary of a clause says whether it is planned, possible, demanded or asserted."""
    (claim,) = claims_of(parsed(PLAIN.format(aux=aux)))
    assert claim.modality == modality
    assert claim.polarity == "affirmed"


def test_not_ruling_out_is_possible_and_affirmed() -> None:
    """To "not rule out" is a possibility; "ruled out" denies."""
    rest = "a/DET/{n}/det new/ADJ/{n}/amod dam/NOUN/{v}/obj ./PUNCT/{v}/punct"
    open_ = "Orr/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod rule/VERB/0/root out/ADP/4/compound:prt " + rest.format(
        n=8, v=4
    )
    shut = "Orr/PROPN/2/nsubj ruled/VERB/0/root out/ADP/2/compound:prt " + rest.format(n=6, v=2)
    (possible,), (denied,) = claims_of(parsed(open_)), claims_of(parsed(shut))
    assert (possible.polarity, possible.modality) == ("affirmed", "possible")
    assert (denied.polarity, denied.modality) == ("denied", "asserted")


def test_condition_makes_conditional() -> None:
    """A clause with an "if" below it is conditional, and keeps the condition in its span."""
    text = (
        "The/DET/2/det gates/NOUN/3/nsubj open/VERB/0/root at/ADP/5/case dawn/NOUN/3/obl if/SCONJ/9/mark the/DET/8/det "
        "wind/NOUN/9/nsubj falls/VERB/3/advcl ./PUNCT/3/punct"
    )
    analysis = parsed(text)
    (claim,) = claims_of(analysis)
    assert claim.modality == "conditional"
    assert analysis.doc[claim.span] == "The gates open at dawn if the wind falls"


def test_content_of_a_quote_is_a_claim_by_that_quote() -> None:
    """What somebody says is the claim, without source and cue, and `by` is the quote."""
    analysis = parsed(SAID)
    quote = Quote(
        id="q1",
        type="indirect",
        source=span(analysis, "Orr"),
        cue=span(analysis, "said"),
        content=(span(analysis, "that the dam leaked near the gate"),),
    )
    (claim,) = claims_of(analysis, quote)
    assert analysis.doc[claim.span] == "the dam leaked near the gate"
    assert (claim.by, claim.modality) == ("q1", "reported")


def test_words_before_and_after_the_cue_are_two_claims() -> None:
    """A quotation that its cue parts gives a claim on each side, where the tree has neither as a clause."""
    analysis = parsed(
        "“/PUNCT/6/punct The/DET/3/det dam/NOUN/6/nsubj is/AUX/6/cop not/PART/6/advmod safe/ADJ/9/advcl ”/PUNCT/6/punct "
        "Orr/PROPN/9/nsubj said/VERB/0/root and/CCONJ/13/cc the/DET/12/det gates/NOUN/13/nsubj leaked/VERB/9/dep "
        "again/ADV/13/advmod ./PUNCT/9/punct"
    )
    quote = Quote(
        id="q1",
        type="mixed",
        source=span(analysis, "Orr"),
        cue=span(analysis, "said"),
        content=(span(analysis, "“The dam is not safe”"), span(analysis, "the gates leaked again")),
    )
    assert said(analysis, quote) == ["“The dam is not safe”", "the gates leaked again"]


def test_a_sentence_without_a_verb_is_a_claim_where_it_tells_a_number() -> None:
    """Live pages and lists have no verbs: "Forty boats in the bay at dawn" is a claim, "A long night for the bay" is none."""
    analysis = parsed(
        "Forty/NUM/2/nummod boats/NOUN/0/root in/ADP/5/case the/DET/5/det bay/NOUN/2/nmod at/ADP/7/case dawn/NOUN/2/nmod ./PUNCT/2/punct",
        "A/DET/3/det long/ADJ/3/amod night/NOUN/0/root for/ADP/6/case the/DET/6/det bay/NOUN/3/nmod ./PUNCT/3/punct",
    )
    figure = Figure(id="f1", span=span(analysis, "Forty"), value="40", low="40", high="40", kind="count")
    (claim,) = find_claims(analysis, (), (figure,), (), ()).records
    assert analysis.doc[claim.span] == "Forty boats in the bay at dawn"


def test_a_verb_cut_short_is_a_word() -> None:
    """The claim of "There's no water" has four words, as that of "There is no water"."""
    analysis = parsed("There/PRON/2/expl 's/VERB/0/root no/DET/4/det water/NOUN/2/nsubj ./PUNCT/2/punct")
    assert said(analysis) == ["There 's no water"]


def test_what_is_denied_in_speech_is_denied() -> None:
    """What "Orr denied that the dam leaked" holds is denied."""
    analysis = parsed(SAID.replace("said", "denied"))
    quote = Quote(
        id="q1",
        type="indirect",
        source=span(analysis, "Orr"),
        cue=span(analysis, "denied"),
        content=(span(analysis, "that the dam leaked near the gate"),),
    )
    (claim,) = claims_of(analysis, quote)
    assert claim.polarity == "denied"


def test_frame_without_its_quote_stays_whole() -> None:
    """Where no quote was found, what somebody said is not given to the outlet alone: the source stays in the claim."""
    assert said(parsed(SAID)) == ["Orr said that the dam leaked near the gate"]


def test_source_behind_a_comma_is_cut_off_and_reported() -> None:
    """A tail such as "..., the mayor said" is cut off where its quote was not found, and the rest is reported."""
    text = (
        "The/DET/2/det dam/NOUN/3/nsubj leaked/VERB/0/root near/ADP/6/case the/DET/6/det gate/NOUN/3/obl ,/PUNCT/10/punct "
        "the/DET/9/det mayor/NOUN/10/nsubj said/VERB/3/parataxis ./PUNCT/3/punct"
    )
    analysis = parsed(text)
    (claim,) = claims_of(analysis)
    assert analysis.doc[claim.span] == "The dam leaked near the gate"
    assert claim.modality == "reported"


@pytest.mark.parametrize(
    "text",
    [
        "Will/AUX/4/aux the/DET/3/det dam/NOUN/4/nsubj break/VERB/0/root at/ADP/6/case noon/NOUN/4/obl ?/PUNCT/4/punct",
        "He/PRON/2/nsubj slept/VERB/0/root ./PUNCT/2/punct",
        "READ/VERB/0/root ALSO/ADV/1/advmod :/PUNCT/1/punct Ten/NUM/5/nummod dams/NOUN/1/obj that/PRON/7/nsubj leak/VERB/5/acl:relcl",
        "The/DET/3/det old/ADJ/3/amod dam/NOUN/0/root at/ADP/5/case noon/NOUN/3/nmod",
    ],
)
def test_questions_fragments_and_junk_give_no_claim(text: str) -> None:
    """Questions, stumps, "READ ALSO" and lines without a verb are no statements."""
    assert said(parsed(text)) == []


def test_headline_in_the_text_gives_no_claim() -> None:
    """A sentence that repeats the title is no claim of its own."""
    assert said(parsed(DENIED, title="The dam did not break at noon")) == []


def test_tree_that_leaves_out_most_falls_back_to_the_sentence() -> None:
    """Where the tree is so wrong that it covers little, the whole sentence is the claim."""
    text = (
        "All/DET/3/det the/DET/3/det injured/ADJ/0/root were/AUX/5/aux taken/VERB/3/amod to/ADP/7/case hospital/NOUN/3/nmod "
        "in/ADP/9/case Velmar/PROPN/3/nmod ./PUNCT/3/punct"
    )
    assert said(parsed(text)) == ["All the injured were taken to hospital in Velmar"]


def test_two_sentences_in_one_are_two_claims() -> None:
    """A claim never crosses a full stop, even where the sentences were not split."""
    one = "We/PRON/2/nsubj opened/VERB/0/root the/DET/5/det old/ADJ/5/amod gates/NOUN/2/obj ./PUNCT/2/punct"
    two = "Nobody/PRON/8/nsubj drowned/VERB/2/parataxis in/ADP/11/case the/DET/11/det town/NOUN/8/obl ./PUNCT/8/punct"
    assert said(parsed(f"{one} {two}")) == ["We opened the old gates", "Nobody drowned in the town"]


def test_names_what_lies_inside() -> None:
    """A claim names the figures and entities inside its span, each once."""
    analysis = parsed(
        "Orr/PROPN/2/nsubj counted/VERB/0/root 40/NUM/4/nummod boats/NOUN/2/obj near/ADP/7/case the/DET/7/det gate/NOUN/2/obl ./PUNCT/2/punct"
    )
    orr = Entity(id="e1", name="Orr", kind="person", mentions=(Mention("d", 0, 3, "name"),))
    figure = Figure(id="f1", span=span(analysis, "40"), value="40")
    (claim,) = find_claims(analysis, (), (figure,), (), (orr,)).records
    assert (claim.entities, claim.figures) == (("e1",), ("f1",))


def test_empty_text_and_loose_trees_do_not_break() -> None:
    """No words give no claims; a tree that runs in a circle ends."""
    assert claims_of(parsed()) == ()
    claims_of(parsed("The/DET/2/det dam/NOUN/3/nsubj broke/VERB/2/conj at/ADP/5/case noon/NOUN/3/obl ./PUNCT/3/punct"))


JAILED = (
    "Pell/PROPN/2/nsubj freed/VERB/0/root the/DET/5/det clerk/NOUN/5/compound Orr/PROPN/2/obj ,/PUNCT/7/punct jailed/VERB/5/acl "
    "for/ADP/9/case life/NOUN/7/obl in/ADP/11/case May/PROPN/7/obl ./PUNCT/2/punct"
)
STRIKE = (
    "The/DET/2/det council/NOUN/3/nsubj passed/VERB/0/root the/DET/5/det budget/NOUN/3/obj ,/PUNCT/10/punct after/SCONJ/10/mark "
    "a/DET/9/det strike/NOUN/10/nsubj closed/VERB/3/advcl every/DET/12/det school/NOUN/10/obj ./PUNCT/3/punct"
)
TWO_CREWS = (
    "The/DET/2/det crew/NOUN/3/nsubj freed/VERB/0/root six/NUM/5/nummod men/NOUN/3/obj and/CCONJ/8/cc the/DET/8/det "
    "coastguard/NOUN/5/conj found/VERB/3/parataxis two/NUM/11/nummod bodies/NOUN/9/obj ./PUNCT/3/punct"
)


def test_a_participle_behind_a_comma_is_a_claim() -> None:
    """What was done to somebody before is a fact beside the one that the sentence is about, told with whom it was done to."""
    assert said(parsed(JAILED)) == ["Pell freed the clerk Orr", "the clerk Orr, jailed for life in May"]


def test_an_event_that_closes_a_sentence_is_a_claim() -> None:
    """What came before is told as a fact of its own, and what it is told beside says enough without it."""
    assert said(parsed(STRIKE)) == ["The council passed the budget", "a strike closed every school"]


def test_what_has_yet_to_happen_is_no_event() -> None:
    """After a verb of what will be, the clause of time is a condition, and stays."""
    planned = STRIKE.replace("passed/VERB/0/root", "will-pass/VERB/0/root").replace(
        "The/DET/2/det", "Will/AUX/3/aux", 1
    )
    assert len(said(parsed(planned))) == 1


def test_a_subject_taken_for_an_object_goes_to_its_verb() -> None:
    """Where the parser hangs "the coastguard" on those freed, it still found the bodies."""
    assert said(parsed(TWO_CREWS)) == ["The crew freed six men", "the coastguard found two bodies"]


@pytest.mark.parametrize(
    "sentence",
    [
        "She/PRON/2/nsubj spoke/VERB/0/root to/ADP/4/case nobody/PRON/2/obl on/ADP/6/case Monday/PROPN/2/obl",
        "Not/PART/3/advmod a/DET/3/det penny/NOUN/5/nsubj has/AUX/5/aux returned/VERB/0/root from/ADP/7/case Tolm/PROPN/5/obl",
        "He/PRON/2/nsubj maintained/VERB/0/root rats/NOUN/6/nsubj do/AUX/6/aux not/PART/6/advmod swim/VERB/2/ccomp far/ADV/6/advmod",
        "They/PRON/2/nsubj fired/VERB/0/root nothing/PRON/2/obj at/ADP/6/case the/DET/6/det crowd/NOUN/2/obl",
    ],
)
def test_what_is_denied_by_other_words_than_not(sentence: str) -> None:
    """Words such as "nobody", "not a penny" and "maintained they do not" deny as "not" does."""
    assert {c.polarity for c in claims_of(parsed(sentence))} == {"denied"}


def test_no_money_in_hand_denies_nothing() -> None:
    """Who "came with no money" came."""
    came = "She/PRON/2/nsubj came/VERB/0/root home/ADV/2/advmod with/ADP/6/case no/DET/6/det money/NOUN/2/obl"
    assert [c.polarity for c in claims_of(parsed(came))] == ["affirmed"]


def test_a_short_refusal_is_a_claim() -> None:
    """A refusal has one word that tells, and its "not" tells as much: "she would not step down"."""
    down = "She/PRON/4/nsubj would/AUX/4/aux not/PART/4/advmod step/VERB/0/root down/ADP/4/compound:prt"
    assert said(parsed(down)) == ["She would not step down"]


def test_what_has_been_reported_is_not_who_reports_it() -> None:
    """A passive verb of saying at the end has its content before it."""
    counted = "In/ADP/2/case Tolm/PROPN/7/obl 40/NUM/4/nummod cases/NOUN/7/nsubj:pass have/AUX/7/aux been/AUX/7/aux:pass reported/VERB/0/root"
    assert said(parsed(counted)) == ["In Tolm 40 cases have been reported"]


DATELINED = (
    "ELLERY/PROPN/7/dep ,/PUNCT/1/punct May/PROPN/1/dep 2/NUM/3/nummod -/PUNCT/1/punct Pell/PROPN/7/nsubj freed/VERB/0/root "
    "the/DET/10/det old/ADJ/10/amod clerk/NOUN/7/obj on/ADP/12/case Monday/PROPN/7/obl ./PUNCT/7/punct"
)


def test_a_claim_begins_behind_the_dateline() -> None:
    """Place, day and agency are no part of what is told."""
    assert said(parsed(DATELINED)) == ["Pell freed the old clerk on Monday"]


WHO_LEADS = (
    "Pay/NOUN/2/nsubj is/VERB/4/ccomp low/ADJ/2/xcomp said/VERB/0/root Orr/PROPN/4/nsubj ,/PUNCT/7/punct who/PRON/8/nsubj "
    "leads/VERB/5/acl:relcl the/DET/11/det old/ADJ/11/amod union/NOUN/8/obj here/ADV/8/advmod ./PUNCT/4/punct"
)


def test_a_clause_about_who_speaks_stands_beside_the_words() -> None:
    """It begins with the name, and takes nothing from the sentence that holds it."""
    assert "Orr, who leads the old union here" in said(parsed(WHO_LEADS))
    assert any(words.startswith("Pay is low") for words in said(parsed(WHO_LEADS)))


def found_in(text: str) -> list[str]:
    """Give the words of the claims that the whole pipeline finds in a text."""
    record = read([{"text": text}])
    return [record.documents[0].text[c.span.start : c.span.end] for c in record.stories[0].claims]


def test_what_somebody_says_may_end_in_a_verb_of_saying() -> None:
    """“... more than they offered” is a statement of who says it, and the words that say so are none."""
    text = "HASK, 21 May 2031 - “Five percent is less than we wanted and more than they offered,” said Rhea Sommer."
    assert found_in(text) == ["“Five percent is less than we wanted and more than they offered,”"]


def test_a_statement_keeps_the_mark_that_closes_its_quotation() -> None:
    """“a bad day for Hask.” ends with its mark, though the stop stands before that."""
    text = "HASK, 21 May 2031 - Orr spoke of “a bad day for Hask.” Nobody else came."
    assert "Orr spoke of “a bad day for Hask.”" in found_in(text)
