"""What does one sentence claim, of whom, for when, and how sure is the reader of it?

A `TextClaim` is made by the reader of running text and judged by a person. It cites the characters of the
text it was read from: `quote == text[start:end]`, always. A value nobody could be found for stays without a
subject: it is reported with little confidence, never given to the next best name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yuantu.evidence.text.mentions import Bound
from yuantu.ontology.values import Period

SubjectKind = Literal[
    "region", "park", "site", "project", "company", "institution", "event", "batch", "facility", "industry", "unknown"
]  # fmt: skip
ClaimRole = Literal["value", "condition", "level", "part", "ordinal", "change", "off_topic"]
ClaimBasis = Literal["actual", "plan", "forecast", "target"]
Context = Literal["clause", "modified", "sentence", "short_form", "previous", "heading", "topic", "none"]


@dataclass(frozen=True, slots=True)
class TextClaim:
    """One fact as a text states it.

    `start`, `end`: code points of the text as received. `article`: index of the article on the page, from 0.
    `property`: a name of the lexicon (`gdp`, `projects_signed`), or the counted words where it has none.
    `kind`: count, money, area, share, growth, duration, date, rank, capacity, length, weight, event …
    `value`: the number as stated, in `unit`; None for ranges, dates and events. `low`, `high`: bounds that the
    words allow. `valid`: when it holds, None = not said. `counterparty`: the other side (从深圳引进: 深圳).
    `scope`: what narrows it down (规模以上, 亿元以上, the whole of a share). `role`: value · condition (a threshold
    of a count) · part (其中) · level (千亿级) · ordinal · change · off_topic. `basis`: actual, plan, forecast, target.
    `context`: where the subject was found; everything after `sentence` is inherited. `derived_from`: starts of the
    claims it rests on. `spans`: every other place where the text says the same. `confidence`: share of claims of
    this make that are right in number, subject and property (see `calibration`).
    """

    start: int
    end: int
    quote: str
    article: int
    subject: str | None
    subject_kind: SubjectKind
    property: str
    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    qualifier: Bound
    valid: Period | None
    place: str | None
    confidence: float
    method: str
    counterparty: str | None = None
    scope: str | None = None
    role: ClaimRole = "value"
    basis: ClaimBasis = "actual"
    context: Context = "none"
    derived_from: Sequence[int] = ()
    spans: Sequence[tuple[int, int]] = ()

    def to_json(self) -> dict[str, object]:
        """One line of `yuantu read --json`: the seventeen keys that are promised, in their order."""
        valid = self.valid
        return {
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "article": self.article,
            "subject": self.subject,
            "property": self.property,
            "kind": self.kind,
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "qualifier": self.qualifier,
            "valid_from": valid.first.isoformat() if valid and valid.first else None,
            "valid_to": valid.last.isoformat() if valid and valid.last else None,
            "place": self.place,
            "confidence": round(self.confidence, 3),
            "method": self.method,
        }

    def to_card(self) -> dict[str, object]:
        """Everything that a reviewer sees: the promised keys and how the claim was come by."""
        return {
            **self.to_json(),
            "subject_kind": self.subject_kind,
            "counterparty": self.counterparty,
            "scope": self.scope,
            "role": self.role,
            "basis": self.basis,
            "context": self.context,
            "derived_from": list(self.derived_from),
            "spans": [list(span) for span in self.spans],
        }
