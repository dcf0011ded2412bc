"""What was found when two names were compared, in which words?"""

from dataclasses import dataclass, field
from typing import Any, Literal

from yuantu.messages import sentence

Relation = Literal["same", "related", "different"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """same: one and the same thing; related: not the same, but one belongs to, or shares a brand with, the other.

    `score` of 0 to 1 says how sure one can be that they are the same: same is 0.7 and more, different below 0.3.
    """

    relation: Relation
    score: float
    code: str
    params: dict[str, str] = field(default_factory=dict)

    def reason(self, language: str = "zh") -> str:
        return sentence(self.code, language, self.params)

    def to_json(self) -> dict[str, Any]:
        return {
            "relation": self.relation, "score": self.score, "code": self.code,
            "reason": {language: self.reason(language) for language in ("zh", "en")},
        }  # fmt: skip


def same(score: float, code: str, **params: str) -> Verdict:
    """One and the same thing."""
    return Verdict("same", score, code, params)


def related(score: float, code: str, **params: str) -> Verdict:
    """Two things of one house."""
    return Verdict("related", score, code, params)


def different(score: float, code: str, **params: str) -> Verdict:
    """Strangers."""
    return Verdict("different", score, code, params)
