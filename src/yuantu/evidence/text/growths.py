"""Do growth, doubling and targets go with the values they are said of?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from yuantu.evidence.text.alarms import Alarm, alarm, show
from yuantu.evidence.text.claims import TextClaim

_YEARS_AHEAD, _TOGETHER = 60, 200  # characters between what belongs together
_NEAR = 60  # so many claims around one are looked at


def growth(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """Two years' values and a growth rate between them."""
    values: dict[tuple[str | None, str], dict[int, TextClaim]] = defaultdict(dict)
    for claim in claims:
        if (
            claim.value
            and claim.valid is not None
            and claim.valid.first is not None
            and claim.valid.precision == "year"
            and claim.unit not in ("ratio", "pp")
        ):
            values[(claim.subject, claim.property)][claim.valid.first.year] = claim
    for claim in claims:
        if (
            not claim.property.endswith("_growth")
            or claim.value is None
            or claim.valid is None
            or claim.valid.first is None
        ):
            continue
        years = values.get((claim.subject, claim.property.removesuffix("_growth")), {})
        now, before = years.get(claim.valid.first.year), years.get(claim.valid.first.year - 1)
        if now is not None and before is not None and now.value and before.value:
            made = now.value / before.value - 1
            if abs(made - claim.value) > 0.015 + 0.05 * abs(claim.value):
                yield alarm(
                    "text_growth",
                    (before, now, claim),
                    before=before.quote,
                    now=now.quote,
                    said=claim.quote,
                    made=f"{made:.1%}",
                )


def doubling(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """Doubling 4,022.5 in ten years makes 8,045: that is not one trillion."""
    for at, claim in enumerate(claims):
        figure, found, _ = claim.property.partition("_multiple")
        if not found or not claim.value or claim.unit != "times":
            continue
        window = [one for one in claims[max(0, at - _NEAR) : at + _NEAR] if one.article == claim.article]
        ours = [one for one in window if one.subject == claim.subject and one.unit == "CNY" and one.value]
        base = next((one for one in ours if one.property == figure and one.basis == "actual"), None)
        if base is None or base.value is None:
            continue
        aims = [one for one in ours if one.property == figure + "_target"]
        target = next((one for one in aims if abs(one.start - claim.start) < _TOGETHER), None)
        years = next(
            (
                one.value
                for one in window
                if one.unit == "year" and abs(one.start - claim.start) < _YEARS_AHEAD
            ),
            None,
        )
        yield from _doubled(base, claim, target, years)


def _doubled(
    base: TextClaim, claim: TextClaim, target: TextClaim | None, years: float | None
) -> Iterator[Alarm]:
    """What the multiple makes, beside the target and the yearly rates that both need."""
    if base.value is None or claim.value is None:
        return
    made = base.value * claim.value
    if target is None or target.value is None:
        yield alarm(
            "text_multiple_implies",
            (base, claim),
            base=base.quote,
            multiple=claim.quote,
            made=show(made, "CNY"),
        )
    elif abs(made - target.value) > 0.02 * target.value:
        pace = needed = "?"
        if years:
            pace = f"{claim.value ** (1 / years) - 1:.2%}"
            needed = f"{(target.value / base.value) ** (1 / years) - 1:.2%}"
        said = {
            "base": base.quote,
            "multiple": claim.quote,
            "made": show(made, "CNY"),
            "target": target.quote,
        }
        yield alarm("text_doubling", (base, claim, target), **said, pace=pace, needed=needed)
