"""What the page and the notes show of a record, before it is written as either."""

from __future__ import annotations

import msgspec

from crossread.records import (
    Claim,
    Condition,
    Conflict,
    Document,
    Entity,
    MadeBy,
    Point,
    Position,
    Quote,
    Record,
    Side,
    Span,
    Story,
)
from crossread.show._facts import figure_groups, timeline_view
from crossread.show._origins import origins_view
from crossread.show._passages import Passages
from crossread.show._points import conflict_views, points_view
from crossread.show._speech import NOBODY, speaker_views
from crossread.show._stands import stands_view
from crossread.show._story import story_view
from tests.sample_record import COURIER, POST, RADIO, sample_record

RECORD = sample_record()
STORY = RECORD.stories[0]
PASSAGES = Passages(RECORD)


def test_disputed_points_come_first_then_those_most_have() -> None:
    """The order of the grid: disputed, then by the number of outlets."""
    rows = points_view(PASSAGES, STORY).shared
    assert [(r.status, r.n_has) for r in rows] == [
        ("disputed", 3), ("disputed", 2), ("corroborated", 3), ("corroborated", 3), ("corroborated", 2),
    ]  # fmt: skip


def test_the_other_side_of_a_conflict_says_otherwise() -> None:
    """The outlet with the other amount is marked against, and its mark leads to its own words."""
    row = points_view(PASSAGES, STORY).shared[0]
    assert [c.mark for c in row.cells] == ["against", "has", "has", "has"]
    assert row.cells[0].against is not None
    assert row.cells[0].against.span == POST("p_cost")


def test_an_outlet_can_tell_a_point_and_its_denial() -> None:
    """A denial in the same report, where a conflict sets it against the point, does not hide that the report tells the point."""
    sides = (
        Side(says="has agreed", evidence=(POST("p_money"),), outlets=("Harbour Post",)),
        Side(says="denied", evidence=(COURIER("p_deny"),), outlets=("The Veldon Courier",)),
    )
    denial = Conflict(id="x", kind="assertion", verdict="conflict", about="who pays", sides=sides, why="", score=0.9)
    row = points_view(PASSAGES, msgspec.structs.replace(STORY, conflicts=(denial,))).shared[1]
    assert [c.mark for c in row.cells] == ["has", "both", "not", "not"]
    assert row.cells[1].against is not None
    assert row.cells[1].against.span == COURIER("p_deny")


def test_a_negation_alone_is_no_contradiction() -> None:
    """Two claims of one point may be negated differently ("none was found"): only a conflict tells that an outlet says otherwise."""
    row = points_view(PASSAGES, msgspec.structs.replace(STORY, conflicts=())).shared[1]
    assert [c.mark for c in row.cells] == ["has", "has", "not", "not"]


def test_single_points_stand_with_their_outlet_and_speaker() -> None:
    """What one outlet alone has is grouped under it; what nobody but a witness says is the witness's."""
    single = {g.label: [(r.ref.words, r.said_by) for r in g.points] for g in points_view(PASSAGES, STORY).single}
    assert list(single) == ["Harbour Post", "The Veldon Courier", "Lakeside Radio"]
    assert single["The Veldon Courier"] == [
        ("Some 300 people stood outside the hotel with lanterns", "said by a witness")
    ]


def test_two_reports_of_one_outlet_share_a_column() -> None:
    """A column is an outlet, not a report."""
    docs = tuple(msgspec.structs.replace(d, outlet="Harbour Post") for d in RECORD.documents)
    view = points_view(Passages(msgspec.structs.replace(RECORD, documents=docs)), STORY)
    assert view.outlets == ("Harbour Post",)
    assert len(view.shared[0].cells) == 1


def test_a_point_without_claims_is_shown_where_it_stands() -> None:
    """A damaged record, whose claims are gone, still shows the point's own words."""
    story = msgspec.structs.replace(STORY, claims=())
    row = next(r for r in points_view(PASSAGES, story).shared if r.ref.words.startswith("Veldonia"))
    assert [c.mark for c in row.cells] == ["not", "not", "has", "not"]


def test_conflicts_come_before_differences_of_scope() -> None:
    """Hard conflicts first, the surest of them at the top."""
    assert [c.verdict for c in conflict_views(PASSAGES, STORY)] == ["conflict", "conflict", "scope"]
    assert conflict_views(PASSAGES, STORY)[0].certainty == "likely (0.86)"


def test_speakers_are_ordered_by_reports_and_the_nameless_are_last() -> None:
    """Who is quoted most widely stands first."""
    assert [v.name for v in speaker_views(PASSAGES, STORY)] == ["Ilse Marrow", "Tomas Arkady", NOBODY]


def test_words_left_out_are_the_base_s() -> None:
    """A shorter wording shows what it leaves out in the words of the first."""
    wordings = speaker_views(PASSAGES, STORY)[0].utterances[0].wordings
    assert [w.refs[0].label for w in wordings] == ["Harbour Post", "The Veldon Courier", "Meridian Wire"]
    assert [c.instead for c in wordings[2].cells] == ["", "", "", "and not", "a", "day before,”"]


def test_the_same_wording_stands_once() -> None:
    """Two reports with the very same words share a row."""
    fair = speaker_views(PASSAGES, STORY)[1].utterances[0]
    assert len(fair.wordings) == 1
    assert [r.label for r in fair.wordings[0].refs] == ["Harbour Post", "The Veldon Courier"]


def test_two_speakers_of_one_utterance_are_flagged() -> None:
    """Words given to two people name both, each with the report."""
    fair = speaker_views(PASSAGES, STORY)[1].utterances[0]
    assert fair.speaker_differs
    assert [(name, refs[0].label) for name, refs in fair.speakers] == [
        ("Tomas Arkady", "Harbour Post"), ("Nadia Oyelaran", "The Veldon Courier"),
    ]  # fmt: skip


def test_figures_stand_under_what_they_count() -> None:
    """Two amounts for one thing are two rows of one group, the more common first."""
    groups = figure_groups(PASSAGES, STORY)
    assert [(g.label, [r.value for r in g.rows]) for g in groups] == [
        ("Marks", ["3.1 billion mark", "2.4 billion mark"]), ("Households", ["3,000", "about 1,200"]),
    ]  # fmt: skip


def test_a_part_of_a_line_is_no_line_of_its_own() -> None:
    """Of what one report alone has, a statement inside another is not listed again."""
    single = points_view(PASSAGES, STORY).single[0]
    whole = single.points[0].ref.span
    part = Point(
        id="part", span=Span(whole.doc, whole.start, whole.end - 4), claims=(), outlets=(single.label,), origins=1,
        status="single_source", silent=(), why="", origins_most=1,
    )  # fmt: skip
    again = points_view(PASSAGES, msgspec.structs.replace(STORY, points=(*STORY.points, part)))
    assert again.single[0].points[0].ref.span == whole
    assert len(again.single[0].points) == len(single.points)


def test_only_a_length_of_time_is_an_age() -> None:
    """Of what counts people by a name, "the two Marrows", no age is told."""
    first = STORY.entities[0].mentions[0]
    named = Span(first.doc, first.start, first.end)
    counted = msgspec.structs.replace(STORY.figures[0], kind="count", of=named)
    (group,) = figure_groups(PASSAGES, msgspec.structs.replace(STORY, figures=(counted,)))
    assert not group.label.startswith("Age")


def test_what_is_long_past_is_background() -> None:
    """A flood of 1998 stands apart; the deadline takes the place of the entry that says the same."""
    view = timeline_view(PASSAGES, STORY)
    assert [d.label for d in view.background] == ["1998"]
    assert [(d.label, d.has_deadline) for d in view.days] == [
        ("12 May 2031", False), ("27 May 2031", True), ("30 May 2031", True), ("June 2031", False),
    ]  # fmt: skip


def test_the_picture_of_days_spans_all_of_them() -> None:
    """The line runs from the first day to the last, with the days of publication as a band."""
    picture = timeline_view(PASSAGES, STORY).picture
    assert picture is not None
    assert (picture.ticks[0].x, picture.ticks[-1].x, picture.band) == (0, 1000, (0, 100))
    assert [t.is_deadline for t in picture.ticks] == [False, True, True, False]


def test_a_change_of_position_says_what_it_was() -> None:
    """Who was against and is for now is shown with both."""
    arkady = stands_view(PASSAGES, STORY).actors[1]
    assert (arkady.name, arkady.stances[0][0].word, arkady.stances[0][0].changed) == (
        "Tomas Arkady",
        "for",
        "was against before",
    )
    assert arkady.stances[0][0].changed_passages[0].ref.span == RADIO("old")


def test_commitments_are_in_order_of_their_day() -> None:
    """What falls due first stands first."""
    assert [c.due for c in stands_view(PASSAGES, STORY).commitments] == ["27 May 2031", "30 May 2031"]


def test_outlets_that_cite_the_same_meet_in_the_picture() -> None:
    """Two outlets that cite one agency have lines to one place."""
    arcs = origins_view(PASSAGES, STORY).arcs
    assert arcs is not None
    agency = arcs.origins.index("Meridian Wire")
    assert [arcs.outlets[a.outlet] for a in arcs.arcs if a.origin == agency] == ["The Veldon Courier", "Lakeside Radio"]


def test_copies_lower_the_number_of_independent_outlets() -> None:
    """Two of four outlets share a passage: at most three are independent."""
    assert story_view(PASSAGES, STORY, 1).n_origins == "at most 3 independent"


def test_brief_lines_number_each_passage_once() -> None:
    """A passage that two lines rest on has one number."""
    first = STORY.brief[0]
    story = msgspec.structs.replace(STORY, brief=(first, msgspec.structs.replace(first, evidence=first.evidence[1:])))
    lines = story_view(PASSAGES, story, 1).brief
    assert [[r.n for r in line.refs] for line in lines] == [[1, 2, 3], [2, 3]]


def test_dangling_ids_do_not_stop_the_view() -> None:
    """Ids that lead nowhere are shown as they are, or not at all."""
    story = msgspec.structs.replace(
        STORY, entities=(), quotes=(), times=(), issues=(), points=(*STORY.points,), documents=("gone", *STORY.documents),
        timeline=tuple(msgspec.structs.replace(t, span=Span("gone", 5, 9)) for t in STORY.timeline),
    )  # fmt: skip
    assert story_view(PASSAGES, story, 1).stands.issues == ("I-treaty", "I-sluices")


def test_what_was_denied_is_not_shown_as_said() -> None:
    """Under a cue that denies, the grid says "denied by": the content alone would read as a statement."""
    text = "Osterlin denied it had stored solvent."
    doc = Document(id="d1", source="a.txt", sha256="", text=text)
    content = Span("d1", text.index("it had"), len(text) - 1)
    quote = Quote(
        id="q1",
        type="indirect",
        content=(content,),
        cue=Span("d1", 9, 15),
        source=Span("d1", 0, 8),
        speaker_name="Osterlin",
    )
    claim = Claim(id="c1", span=content, by="q1", polarity="denied")
    point = Point(id="p1", span=content, claims=("c1",), outlets=("a",), origins=1, status="single_source")
    story = Story(id="s1", title="a", documents=("d1",), quotes=(quote,), claims=(claim,), points=(point,))
    record = Record(made_by=MadeBy(crossread="0.1.0", model=None, settings={}), documents=(doc,), stories=(story,))
    assert points_view(Passages(record), story).single[0].points[0].said_by == "denied by Osterlin"


def conditions_of(text: str, *pairs: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Show conditions, given as what depends, its order and what it requires."""
    doc = Document(id="d", source="d", sha256="", text=text)

    def span(words: str) -> Span:
        start = text.index(words)
        return Span("d", start, start + len(words))

    found = tuple(
        Condition(id=f"o{n}", what=span(what), requires=span(requires), order=order)  # type: ignore[arg-type]
        for n, (what, order, requires) in enumerate(pairs)
    )
    story = Story(id="s", title="", documents=("d",), conditions=found)
    passages = Passages(msgspec.structs.replace(RECORD, documents=(doc,), stories=(story,)))
    return [(c.first.words, c.joint, c.second.words) for c in stands_view(passages, story).conditions]


def test_a_condition_is_shown_with_the_reports_own_words_between() -> None:
    """What stands first in the report stands first, and the words between are the report's."""
    text = "The pit stays shut until it is dry. A bridge must be built before the rig can pass."
    assert conditions_of(
        text, ("The pit stays shut", "before", "it is dry"), ("the rig can pass", "before", "A bridge must be built")
    ) == [("The pit stays shut", "until", "it is dry"), ("A bridge must be built", "before", "the rig can pass")]


def test_a_condition_that_leads_is_told_in_our_words() -> None:
    """Where nothing but a comma stands between, the kind of the condition does."""
    assert conditions_of("Once it is dry, men go down.", ("men go down", "after", "it is dry")) == [
        ("men go down", "only after", "it is dry")
    ]


def test_a_position_that_only_another_tells_is_shown_with_who_tells_it() -> None:
    """A stand in somebody else's words is their account of it; in the actor's own words it is not."""
    told = Quote(id="q", type="indirect", content=(POST("p_money"),), speaker="e-oye", speaker_name="Nadia Oyelaran")
    stand = Position(entity="e-korrin", issue="i-treaty", stance="for", evidence=(POST("p_money"),))

    def told_by(quote: Quote) -> str:
        story = msgspec.structs.replace(STORY, quotes=(quote,), positions=(stand,))
        (actor,) = stands_view(PASSAGES, story).actors
        return next(s.told_by for cell in actor.stances for s in cell)

    assert told_by(told) == "Nadia Oyelaran"
    assert told_by(msgspec.structs.replace(told, speaker="e-korrin")) == ""


def test_what_outlets_do_not_say_the_origin_of_is_told_apart() -> None:
    """The number of origins is shown as a range, and the point is not counted as of a single source."""
    point = next(p for p in STORY.points if len(p.outlets) > 1 and p.status == "corroborated")
    point = msgspec.structs.replace(point, status="single_source", origins=1, origins_most=3)
    view = points_view(PASSAGES, msgspec.structs.replace(STORY, points=(point,)))
    assert [(r.status, r.origins) for r in view.shared] == [("untold", "1–3")]
    assert (view.n_untold, view.n_single) == (1, 0)


def test_a_figure_is_shown_in_the_words_around_it() -> None:
    """The number alone says nothing: the words of the smallest claim that holds it stand beside it."""
    rows = [row for group in figure_groups(PASSAGES, STORY) for row in group.rows]
    told = {row.value: row.told.words for row in rows}
    assert "3,000 households up and down the river" in told["3,000"]
    assert all(any(w in row.told.words for w in row.written) for row in rows)


def test_a_seat_of_government_stands_in_the_row_of_its_country() -> None:
    """What "Oslo" wants Norway wants, where the story names both; the cell says by which name."""
    country = Entity(id="e-no", name="Norway", kind="location", mentions=())
    seat = Entity(id="e-os", name="Oslo", kind="location", mentions=())
    stand = Position(entity="e-os", issue="i-treaty", stance="for", evidence=(POST("p_money"),))

    def rows(*entities: Entity) -> list[tuple[str, list[str]]]:
        story = msgspec.structs.replace(STORY, entities=entities, positions=(stand,))
        return [(a.name, [s.named for c in a.stances for s in c]) for a in stands_view(PASSAGES, story).actors]

    assert rows(country, seat) == [("Norway", ["Oslo"])]
    assert rows(seat) == [("Oslo", [""])]
