"""A surname that is a body's name too: whether "Orr" is Ana Orr or Orr Freight, place by place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from crossread.compare.gender import title_gender
from crossread.compare.roles import is_role_noun
from crossread.language.analysis import Analysis
from crossread.records import Span

SAYS_BODY, OTHERWISE_TITLED, PERSON_ABSENT, OWNS = 1.0, 2.0, 2.0, 1.5
"""Points for the body: the name heads say so; the report gives the person a title elsewhere and none here; it names the person
nowhere else; what follows belongs to bodies ("Orr's shares", "Orr boss Ana Orr")."""
SAYS_PERSON, AGED = 2.5, 3.0
"""Points for the person: the name heads say so; an age behind the name, or a role before it."""
_OWNED = re.compile(
    r"(?:['’]s)?\s+(?:[a-z-]+\s+)?(?:shares?|profits?|workers|employees|board|shareholders|investors|plants?|factory|yards?|fleet|ships|sales|"
    r"revenue|customers|products?|headquarters|boss|chief executive|chairman|chairwoman|managing director)\b"
)
_AGE = re.compile(r",\s+(?:aged\s+)?[1-9]\d(?!\d)")
_BODY_DOES = re.compile(r"\s+(?:earned|makes|sells|employs|builds|owns|reported|posted|fell|rose|paid)\b")


class Namesakes:
    """The names in one report that a person and a body of the story share.

    Args:
        analysis: the report.
        names: where its names stand, with their kinds.
        shared: the words that are a surname and a body's name, plain.
    """

    def __init__(self, analysis: Analysis, names: Sequence[tuple[Span, str]], shared: Collection[str]) -> None:
        self.text = analysis.doc.text
        self.titled: set[str] = set()
        self.named: set[str] = set()
        for span, kind in names if shared else ():
            word = self.text[span.start : span.end].rpartition(" ")[2].lower()
            if kind == "person" and word in shared:
                titled = bool(title_gender(self.text, span.start) or title_gender(self.text, span.end - len(word)))
                full = " " in self.text[span.start : span.end] and not titled
                self.titled |= {word} if titled else set()
                self.named |= {word} if titled or full else set()

    def is_body(self, span: Span, word: str, kind: str) -> bool:
        """Say whether the name at a place is the body's.

        Args:
            span: the place.
            word: the name, plain.
            kind: what the name heads take it for.
        """
        before = self.text[max(0, span.start - 30) : span.start].split()
        behind = self.text[span.end : span.end + 60]
        if title_gender(self.text, span.start) or " " in self.text[span.start : span.end]:
            return False
        points = SAYS_BODY * (kind == "organization") - SAYS_PERSON * (kind == "person")
        points += OTHERWISE_TITLED * (word in self.titled) + PERSON_ABSENT * (word not in self.named)
        points += OWNS * (bool(_OWNED.match(behind)) + bool(_BODY_DOES.match(behind)))
        points -= AGED * bool(_AGE.match(behind))
        points -= AGED * bool(before and is_role_noun(before[-1]))
        return points > 0
