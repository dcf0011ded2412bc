"""Which claims of a text contradict each other, or cannot be checked as they stand?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yuantu.evidence.text.alarms import Alarm, alarm
from yuantu.evidence.text.claims import TextClaim

_LADDER = ("planned_area", "start_area", "available_area", "prepared_area")
_LIST = 60  # values closer than this are members of one list


def twins(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """One value of one property on two subjects (66 km² twice): true of both, or copied."""
    seen: dict[tuple[str, float, str], TextClaim] = {}
    for claim in claims:
        named = claim.subject is not None and claim.subject_kind in ("park", "project", "company")
        if (
            not named
            or claim.value is None
            or claim.kind not in ("area", "money", "capacity")
            or claim.role not in ("value", "part")
        ):
            continue
        if claim.property in ("amount", "area") or len(f"{claim.value:.6g}".strip("0.e+")) < 2:
            continue
        other = seen.setdefault((claim.property, claim.value, claim.unit or ""), claim)
        if other.subject != claim.subject:
            yield alarm(
                "text_same_value",
                (other, claim),
                value=claim.quote,
                one=str(other.subject),
                other=str(claim.subject),
            )


def ladder(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """Planned ⊇ start, available ⊇ prepared: a later step is never larger than an earlier one."""
    steps: dict[tuple[int, str], dict[str, TextClaim]] = defaultdict(dict)
    for claim in claims:
        if claim.property in _LADDER and claim.subject is not None and claim.value is not None:
            steps[(claim.article, claim.subject)].setdefault(claim.property, claim)
    for found in steps.values():
        order = [found[name] for name in _LADDER if name in found]
        for above, below in pairwise(order):
            if (below.value or 0.0) > (above.value or 0.0) * 1.001:
                yield alarm(
                    "text_ladder",
                    (above, below),
                    above=above.quote,
                    below=below.quote,
                    subject=str(above.subject),
                )


def two_values(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """One subject, one property, one period, two values that do not overlap."""
    seen: dict[tuple[object, ...], TextClaim] = {}
    for claim in claims:
        if (
            claim.value is None
            or claim.subject is None
            or claim.role != "value"
            or claim.confidence < 0.3
            or claim.scope
        ):
            continue
        when = (claim.valid.first, claim.valid.last) if claim.valid is not None else None
        if claim.kind not in ("area", "money", "count") or claim.property in ("amount", "area", "count"):
            continue
        other = seen.setdefault((claim.subject, claim.property, claim.unit, when), claim)
        if (
            other.value is not None
            and abs(other.value - claim.value) > 1e-3 * abs(other.value)
            and not _overlap(other, claim)
            and claim.start - other.end > _LIST
        ):
            yield alarm(
                "text_two_values", (other, claim), subject=claim.subject, one=other.quote, other=claim.quote
            )


def _overlap(one: TextClaim, other: TextClaim) -> bool:
    infinity = float("inf")
    low = max(
        one.low if one.low is not None else -infinity, other.low if other.low is not None else -infinity
    )
    high = min(
        one.high if one.high is not None else infinity, other.high if other.high is not None else infinity
    )
    return low <= high


def unanchored(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """88天 up to the topping out, from when? First in the province, in what?"""
    for claim in claims:
        if claim.property.startswith("time_to_"):
            yield alarm("text_no_start", (claim,), words=claim.quote)
        elif claim.kind == "rank" and (claim.property in ("rank", "indicators_rank") or claim.scope is None):
            yield alarm("text_rank_unnamed", (claim,), words=claim.quote)
