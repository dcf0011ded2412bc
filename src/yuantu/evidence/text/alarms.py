"""How is it said that numbers do not go together?"""

from collections.abc import Sequence
from dataclasses import dataclass

from yuantu.errors import Problem
from yuantu.evidence.text.claims import TextClaim


@dataclass(frozen=True, slots=True)
class Alarm:
    """What does not go together. `code` and `params` make the sentence; `claims`: starts of the claims concerned."""

    code: str
    params: tuple[tuple[str, str], ...]
    claims: tuple[int, ...]

    def problem(self) -> Problem:
        return Problem(self.code, dict(self.params), severity="warning")

    def to_json(self) -> dict[str, object]:
        return {**self.problem().to_json(), "claims": list(self.claims)}


def alarm(code: str, claims: Sequence[TextClaim], **params: str) -> Alarm:
    """An alarm on claims; `params` fill its sentence."""
    return Alarm(code, tuple(params.items()), tuple(claim.start for claim in claims))


def show(value: float, unit: str) -> str:
    """A derived value as a person reads it: money in 亿, land in km²."""
    if unit in ("CNY", "USD", "HKD", "EUR"):
        return f"{value / 1e8:,.1f} 亿 {unit}"
    return f"{value / 1e6:,.2f} km²" if unit == "m2" else f"{value:,.0f} {unit}"
