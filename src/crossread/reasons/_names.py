"""Which rule joined a form of a name to an entity: asked of the functions that join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from crossread.compare._same_person import Form, _is_spelling, _same_full, _short_forms, is_full
from crossread.compare.entities import _is_acronym, _same_other, plain_words
from crossread.compare.geography import is_adjective_of, same_place
from crossread.records import Entity

Plain = tuple[str, ...]


def why_joined(form: str, entity: Entity, forms: Sequence[str]) -> str:
    """Say why a form of a name is taken for an entity; by its name if that tells, else by another form of it.

    Args:
        form: as it stands in a report.
        forms: all forms of the entity's name.
    """
    rule = _of_person if entity.kind == "person" else _of_other
    own = plain_words(form)
    for other in dict.fromkeys((entity.name, *forms)):
        says = next(rule(own, plain_words(other), form, other, entity), "") if other != form else ""
        if says:
            return f"{says} “{other}”"
    return ""


def _of_person(a: Plain, b: Plain, form: str, other: str, entity: Entity) -> Iterator[str]:
    del form, other, entity
    if a == b:
        yield "titles, accents and capitals apart, the words of"
    short, full = (a, b) if len(a) <= len(b) else (b, a)
    if is_full(full) and not is_full(short):
        if short in _short_forms(full):
            yield "surname or end of" if short == a else "full name of the one called"
        elif _is_spelling(full, short):
            yield f"{_alike(short, full[-len(short) :])} like the surname of"
        elif short[0] == full[0]:
            yield "first name of nobody else in its report; that of"
    if is_full(full) and is_full(short):
        if full[-len(short) :] == short or full[: len(short)] == short:
            yield "one full name holds the other,"
        elif _same_full(a, b):
            yield f"{_alike(a, b)} like"
    if not is_full(full) and a[-1][:1] == b[-1][:1]:
        yield f"{_alike(a, b)} like"


def _of_other(a: Plain, b: Plain, form: str, other: str, entity: Entity) -> Iterator[str]:
    x, y = (Form("", words, entity.kind, surface, ()) for words, surface in ((a, form), (b, other)))
    if a == b:
        yield "capitals and accents apart, the words of"
    if same_place(a) & same_place(b):
        yield "another name of the place"
    if is_adjective_of(a[0], b[0]) or is_adjective_of(b[0], a[0]):
        yield "noun and adjective of one place:"
    if _is_acronym(x, y) or _is_acronym(y, x):
        yield "initials and words of one name:"
    if _same_other(x, y):
        yield "the same letters but one, or the same words in another order, as"
    short, full = (a, b) if len(a) <= len(b) else (b, a)
    if any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1)):
        yield "a part of the name" if short == a else "the whole name of"


def _alike(a: Plain, b: Plain) -> str:
    return f"spelled {ratio(' '.join(a), ' '.join(b)):.0f} parts in 100"
