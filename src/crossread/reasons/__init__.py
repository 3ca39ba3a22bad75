"""Why a record says what it says: the reasons of any of its judgements, by the judgement's id.

Reasons come from two places, and are kept apart. `recorded` reasons stand in the record itself: what a judgement was
made of, what was noted when it was made, the passages that it rests on. `again` reasons are measures that a record does
not keep: they are worked out anew by the code that made the judgement, from the texts, names and claims in the record.
Where that code or its language model is another one now, the measures may differ from those of the day, and `crossread
why` says so; nothing is ever explained by a rule that did not decide.
"""

from __future__ import annotations

from crossread.reasons.explain import explain
from crossread.reasons.judgement import Judgement, Measure, Reason
from crossread.reasons.listed import judgements_of

__all__ = ["Judgement", "Measure", "Reason", "explain", "judgements_of"]
