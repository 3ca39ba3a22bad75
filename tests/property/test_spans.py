"""Sentences, tokens, marks and quotes hold on to the text, whatever characters it is made of."""

from __future__ import annotations

import hashlib
from random import Random

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from crossread.extract.quotes import find_quotes
from crossread.ingest.canonical import canonical_text
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.marks import find_pairs, states_of_tokens
from crossread.language.paragraphs import find_paragraphs, is_wrapped
from crossread.language.sentences import MAX_SENTENCE_CHARS, find_sentences
from crossread.language.tokens import MAX_TOKEN_CHARS, find_tokens
from crossread.records import Document, Span

ANY = st.text(max_size=300)
LIKE_NEWS = st.lists(
    st.sampled_from(
        [*"“”\"'‘’«».,;:!?…()[]-—–\n\t ", " ", " ", "\n", "\u2028", "\x85", "\x0b", "\u00a0", "\u200b", "\ufeff", "Mr.", "U.S.", "No.", "J.",
         "3.5", "1,500", "water", "Water", "said", "He", "it's", "n't", "cannot", "https://a.b/C.D", "a@b.Co", "水", "É", "e\u0301", "👩‍👧", "שלום", "``", "''"]
    ),
    max_size=60,
).map("".join)  # fmt: skip
TEXTS = st.one_of(ANY, LIKE_NEWS).map(canonical_text)


@given(TEXTS)
def test_every_character_lies_in_exactly_one_sentence(text: str) -> None:
    """Sentences are in order, disjoint, trimmed, inside one paragraph, short enough; together they hold all but white space."""
    found = find_sentences(text)
    paragraphs = find_paragraphs(text)
    covered = np.zeros(len(text), np.int32)
    for start, end in zip(found.start.tolist(), found.end.tolist(), strict=True):
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert any(a <= start and end <= b for a, b in paragraphs)
        assert end - start <= MAX_SENTENCE_CHARS
        covered[start:end] += 1
    assert all(c == 1 or (c == 0 and ch.isspace()) for c, ch in zip(covered.tolist(), text, strict=True))
    assert (np.diff(found.start) > 0).all()
    assert (np.diff(found.paragraph) >= 0).all()


@given(TEXTS)
def test_tokens_cover_their_sentences(text: str) -> None:
    """Every character of a sentence but white space lies in exactly one token of that sentence."""
    sentences = find_sentences(text)
    tokens = find_tokens(text, sentences)
    covered = np.zeros(len(text), np.int32)
    for start, end, row in zip(tokens.start.tolist(), tokens.end.tolist(), tokens.sentence.tolist(), strict=True):
        assert sentences.start[row] <= start < end <= sentences.end[row]
        assert end - start <= MAX_TOKEN_CHARS
        covered[start:end] += 1
    for start, end in zip(sentences.start.tolist(), sentences.end.tolist(), strict=True):
        for at in range(start, end):
            assert covered[at] == 1 or (covered[at] == 0 and text[at].isspace())


@given(TEXTS)
def test_pairs_lie_in_their_paragraph(text: str) -> None:
    """Pairs are in bounds, inside one paragraph, hold a mark at each end that they claim, and outer ones never overlap."""
    reached = 0
    for pair in find_pairs(text):
        words = text[pair.start : pair.end]
        assert words
        assert any(a <= pair.start and pair.end <= b for a, b in find_paragraphs(text))
        assert not pair.opens or words[0] in "“”\"„«»‘’'`"
        assert not pair.closes or words[-1] in "“”\"„«»‘’'`"
        if not pair.nested and not pair.single:
            assert pair.start >= reached
            reached = pair.end


@given(TEXTS, st.sampled_from([0, 1, 5]))
def test_what_is_found_in_one_paragraph_does_not_depend_on_the_others(text: str, n: int) -> None:
    """Text before a paragraph moves what is found in it, and changes nothing."""
    before = "Water rose.\n" * n
    assume(not is_wrapped(text) and not is_wrapped(before + text))
    moved = find_sentences(before + text)
    alone = find_sentences(text)
    assert (moved.start[n:] - len(before)).tolist() == alone.start.tolist()
    pairs = [(p.start - len(before), p.end - len(before)) for p in find_pairs(before + text)]
    assert pairs == [(p.start, p.end) for p in find_pairs(text)]


@given(TEXTS, st.randoms(use_true_random=False))
def test_quotes_hold_on_to_the_text_whatever_the_heads_say(text: str, random: Random) -> None:
    """From any attribution spans come quotes whose spans have words, lie in the text, and do not overlap in one quote."""
    analysis = any_analysis(text, random)
    for quote in find_quotes(analysis).records:
        last = -1
        for span in quote.content:
            assert last <= span.start < span.end <= len(text)
            assert any(c.isalnum() for c in text[span.start : span.end])
            last = span.end
        for other in (quote.cue, quote.source):
            assert other is None or analysis.doc[other].strip() == analysis.doc[other] != ""
        assert 0 <= quote.score <= 1


def any_analysis(text: str, random: Random) -> Analysis:
    """Make an analysis with random attribution spans, heads and parts of speech."""
    doc = Document(id="d1", source="x.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)
    sentences = find_sentences(text)
    tokens = find_tokens(text, sentences)
    n = len(tokens)
    heads = np.array(
        [random.choice(np.flatnonzero(tokens.sentence == s).tolist()) for s in tokens.sentence.tolist()], np.int32
    )
    upos = tuple(random.choice(("NOUN", "VERB", "PUNCT", "PROPN", "PRON")) for _ in range(n))
    deprel = tuple(
        "root" if heads[i] == i else random.choice(("nsubj", "obj", "conj", "ccomp", "punct")) for i in range(n)
    )
    cuts = sorted(random.sample(range(n + 1), min(n + 1, 2 * random.randint(0, 4)) // 2 * 2))
    kinds = tuple(random.choice(("source", "cue", "content")) for _ in cuts[::2])
    cues = [i for i, k in enumerate(kinds) if k == "cue"]
    sources = [i for i, k in enumerate(kinds) if k == "source"]
    cue_of = [random.choice([-1, *cues]) if k == "content" else -1 for k in kinds]
    source_of = [random.choice([-1, *sources]) if k == "cue" else -1 for k in kinds]
    as_ints = [np.array(v, np.int32) for v in (cuts[::2], cuts[1::2], cue_of, source_of)]
    spans = AttributionSpans(
        as_ints[0], as_ints[1], kinds, np.full(len(kinds), 0.8, np.float32), as_ints[2], as_ints[3]
    )
    none = np.zeros(0, np.int32)
    names = NameSpans(none, none, (), np.zeros(0, np.float32))
    return Analysis(
        doc, sentences, tokens, Syntax(upos, heads, deprel), names, spans, np.zeros((len(sentences), 384), np.float32)
    )


@given(TEXTS)
def test_states_are_one_a_token(text: str) -> None:
    """Every token has a state, and text without double or single marks is outside."""
    tokens = find_tokens(text, find_sentences(text))
    states = states_of_tokens(find_pairs(text), tokens.start, tokens.end)
    assert states.shape == (len(tokens),)
    if not set(text) & set("“”\"„«»‘’'`"):
        assert not states.any()


@given(TEXTS, st.integers(0, 300), st.integers(0, 300))
def test_a_document_gives_the_words_of_a_span(text: str, a: int, b: int) -> None:
    """`doc[span]` is the slice of code points."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    doc = Document(id="d1", source="x.txt", sha256="", text=text)
    assert doc[Span("d1", start, end)] == text[start:end]
