"""Every judgement of a record gives its reasons; measures are those of the code that judged."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import crossread
from crossread.cli import cli
from crossread.errors import BadInput
from crossread.reasons import Judgement, explain, judgements_of
from crossread.reasons._names import why_joined
from crossread.records import Entity, Record
from tests.sample_record import hostile_record, sample_record

RECORD = sample_record()


def recorded(asked: str, record: Record = RECORD) -> Judgement:
    """Give the reasons that stand in the record."""
    return explain(record, asked, again=False)


def says(judgement: Judgement) -> str:
    """Put the reasons together in one text."""
    return "\n".join(r.says for r in judgement.recorded)


@pytest.mark.parametrize("listed", [*judgements_of(RECORD)], ids=lambda listed: listed.id)
def test_every_judgement_has_reasons_with_passages(listed: object) -> None:
    """Whatever the record says can be asked for its reasons, and one of them at least shows words; an issue may have no point."""
    judgement = recorded(listed.id)  # type: ignore[attr-defined]
    assert judgement.recorded
    assert judgement.says
    assert judgement.kind == "issue" or any(reason.evidence for reason in judgement.recorded)


def test_a_hostile_record_can_be_asked() -> None:
    """A record of broken references and markup gives reasons and no error."""
    for listed in judgements_of(hostile_record()):
        assert recorded(listed.id, hostile_record()).kind


def test_a_point_says_who_has_it_from_whom() -> None:
    """The reasons of a point name its claims, why it has so many origins, and what each outlet cites."""
    point = next(p for p in RECORD.stories[0].points if p.id == "p_cost")
    found = recorded("p_cost")
    claims = {c.span for c in RECORD.stories[0].claims if c.id in point.claims}
    assert claims <= {s for r in found.recorded for s in r.evidence}
    assert point.why in says(found)
    assert "has it from Meridian Wire (agency)" in says(found)


def test_a_quote_says_how_its_speaker_was_found() -> None:
    """A pronoun for a source is told, with the name that stood last before it."""
    story = RECORD.stories[0]
    by_pronoun = {
        q.id
        for q in story.quotes
        for e in story.entities
        for m in e.mentions
        if e.id == q.speaker and m.form == "pronoun" and q.source and q.source.overlaps(m)
    }
    for id_ in by_pronoun:
        assert "is a pronoun, taken for" in says(recorded(id_))
    named = next(q for q in story.quotes if q.cue and q.source and q.id not in by_pronoun)
    assert "the cue is “" in says(recorded(named.id))


def test_parts_without_ids_are_counted() -> None:
    """A line of the brief, a position, an entry and a carried passage are asked for by their number; by story where there are several."""
    assert recorded("brief-2").says == RECORD.stories[0].brief[1].text
    assert recorded("position-1").kind == "position"
    twice = replace(RECORD, stories=(*RECORD.stories, replace(RECORD.stories[0], id="s-other")))
    assert recorded("s-other:brief-2", twice).story == "s-other"


def test_a_template_of_the_brief_names_what_it_tells() -> None:
    """A line in a source's own words says whose; the point that it tells is named."""
    assert "the words of" in says(recorded("brief-1"))
    assert "it tells point p_open" in says(recorded("brief-1"))


def test_the_beginning_of_an_id_is_enough() -> None:
    """An id may be cut short as long as only one begins so."""
    whole = RECORD.stories[0].conflicts[0].id
    unique = next(whole[:n] for n in range(1, len(whole) + 1) if _is_unique(whole[:n]))
    assert recorded(unique).id == whole


def _is_unique(start: str) -> bool:
    return sum(listed.id.startswith(start) for listed in judgements_of(RECORD)) == 1


def test_an_unknown_id_names_those_near_it() -> None:
    """The error says which ids are near, and how all are listed."""
    with pytest.raises(BadInput, match=r"near it: p_cost.*crossread why ids RECORD"):
        recorded("p_costs")
    with pytest.raises(BadInput, match="have an id that begins with 'p_'"):
        recorded("p_")


@pytest.mark.parametrize(
    ("form", "name", "kind", "rule"),
    [
        ("Ruiz", "Ana Ruiz", "person", "surname or end of “Ana Ruiz”"),
        ("Anna Ruiz", "Ana Ruiz", "person", "spelled 94 parts in 100 like “Ana Ruiz”"),
        ("Ruis", "Ana Ruiz", "person", "spelled 75 parts in 100 like"),
        ("HPO", "Harbour Police Office", "organization", "initials and words of one name: “Harbour Police Office”"),
        ("Police Office", "Harbour Police Office", "organization", "a part of the name “Harbour Police Office”"),
        ("Veldonian", "Veldonia", "location", "noun and adjective of one place: “Veldonia”"),
    ],
)
def test_a_form_of_a_name_says_which_rule_joined_it(form: str, name: str, kind: str, rule: str) -> None:
    """Surname, spelling, initials, part and adjective are told apart; what no rule joins is given no reason."""
    entity = Entity(id="e", name=name, kind=kind)  # type: ignore[arg-type]
    found = why_joined(form, entity, (form, name))
    assert found == "" if rule.startswith("spelled 75") else found.startswith(rule)


def run(*arguments: str, record: Record, folder: Path) -> tuple[int, str]:
    """Ask on the command line; give the exit code and what was written."""
    path = folder / "record.json"
    path.write_bytes(msgspec.json.encode(record))
    result = CliRunner().invoke(cli, ["why", *arguments, str(path)])
    return result.exit_code, result.output


def test_the_command_shows_passages_with_outlet_and_place(tmp_path: Path) -> None:
    """Each passage is given with its outlet, offsets and words; `ids` lists what can be asked."""
    code, out = run("p_cost", "--recorded", record=RECORD, folder=tmp_path)
    assert code == 0
    claim = next(c for c in RECORD.stories[0].claims if c.id.startswith("p_cost"))
    assert f"{claim.span.doc}[{claim.span.start}:{claim.span.end}]: " in out
    code, out = run("ids", record=RECORD, folder=tmp_path)
    assert code == 0
    assert "brief-1  brief line: " in out


def test_the_command_gives_json(tmp_path: Path) -> None:
    """With --json the words of the passages stand beside their spans."""
    _, out = run("p_cost", "--recorded", "--json", record=RECORD, folder=tmp_path)
    tree = json.loads(out)
    docs = {d.id: d.text for d in RECORD.documents}
    passages = [p for reason in tree["recorded"] for p in reason["passages"]]
    assert passages
    for p in passages:
        assert p["words"] == " ".join(docs[p["span"]["doc"]][p["span"]["start"] : p["span"]["end"]].split())


HERALD = (
    "The ferry Marlin ran aground off Port Ellery on Monday with 128 people on board, the coastguard said. "
    "Mara Ostrin, the harbour master, said: “We warned the company about the rudder three times this year.” "
    "She wants an inquiry."
)
COURIER = (
    "On Monday the ferry Marlin ran aground off Port Ellery; 128 people were on board. "
    "“We warned the company about the rudder three times,” said harbour master Mara Ostrin."
)


@pytest.fixture(scope="module")
def read() -> Record:
    """Read two invented reports of one event."""
    reports = [
        {"text": text, "outlet": outlet, "published": "2031-05-20"}
        for text, outlet in ((HERALD, "Ellery Herald"), (COURIER, "Coast Courier"))
    ]
    return crossread.read(reports, as_one_story=True)


@pytest.mark.model
def test_what_joined_two_claims_is_worked_out_by_the_scorer(read: Record) -> None:
    """The measures of a link add up to the logit of its score, and both claims stand beside it."""
    shared = next(p for p in read.stories[0].points if len(p.outlets) > 1)
    found = explain(read, shared.id)
    assert "as the record was made" in found.note
    assert len(found.again) == len(shared.claims) - 1
    for link in found.again:
        assert len({s.doc for s in link.evidence}) == 2
        adds = [abs(m.adds or 0) for m in link.measures[1:]]
        assert all(a >= b for a, b in pairwise(adds))
    assert explain(read, shared.id, again=False).again == ()


@pytest.mark.model
def test_every_judgement_of_a_read_record_can_be_worked_out_again(read: Record) -> None:
    """No kind of judgement fails to be worked out, and those of another version say so."""
    for kind in ("story", "point", "utterance", "entity", "quote", "position", "brief line", "conflict"):
        for listed in judgements_of(read):
            if listed.kind == kind:
                assert explain(read, listed.id).recorded
                break
    older = replace(read, made_by=replace(read.made_by, crossread="0.0.1"))
    shared = next(p for p in read.stories[0].points if len(p.outlets) > 1)
    assert "may not be what was measured then" in explain(older, shared.id).note
