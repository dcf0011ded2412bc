"""Which numbers of a text do not go together?

Alarms stand on claims; nothing is corrected. Parts against their whole, a share against the total that it implies,
one quantity in two units, one value on two subjects, the ladder of land, a promised number against the names printed,
growth against the values, a doubling against a target, lengths of time without a start, ranks of nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from yuantu.evidence.text.alarms import Alarm, alarm, show
from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.clean import CleanText
from yuantu.evidence.text.contradictions import ladder, twins, two_values, unanchored
from yuantu.evidence.text.growths import doubling, growth
from yuantu.evidence.text.listings import count_listed


def find_alarms(claims: Sequence[TextClaim], clean: CleanText) -> tuple[Alarm, ...]:
    """The alarms of a text in the order of their first claim, each said once."""
    numbers = [claim for claim in claims if claim.unit is not None and claim.role != "off_topic"]
    found = [
        *_parts(numbers), *_shares(numbers), *_restated(numbers, clean.raw), *twins(numbers), *ladder(numbers),
        *_listed(numbers, clean), *growth(numbers), *doubling(numbers), *two_values(numbers), *unanchored(numbers),
    ]  # fmt: skip
    once: dict[tuple[str, tuple[tuple[str, str], ...]], Alarm] = {}
    for one in sorted(found, key=lambda found_one: found_one.claims):
        once.setdefault((one.code, one.params), one)
    return tuple(once.values())


def _parts(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """其中: every part and the sum of all parts stay within the whole."""
    at = {claim.start: claim for claim in claims}
    children: dict[int, list[TextClaim]] = defaultdict(list)
    for claim in claims:
        if claim.derived_from and claim.derived_from[0] in at and claim.value is not None:
            children[claim.derived_from[0]].append(claim)
    for start, parts in children.items():
        whole = at[start]
        same = [
            part
            for part in parts
            if part.unit == whole.unit and _kin(part, whole) and part.unit not in ("ratio", "pp")
        ]
        if whole.value is None or not same or whole.qualifier in ("over", "at_least"):
            continue
        total = sum(part.value or 0.0 for part in same)
        listed = "、".join(part.quote for part in same)
        one_list = len({part.property for part in same}) == 1
        if any((part.value or 0.0) > whole.value * 1.001 for part in same) or (
            one_list and total > whole.value * 1.001
        ):
            yield alarm(
                "text_parts_exceed",
                (whole, *same),
                whole=whole.quote,
                parts=listed,
                sum=f"{total / whole.value:.1%}" if whole.value else "> 100%",
            )


def _kin(part: TextClaim, whole: TextClaim) -> bool:
    """Whether a part is measured like the whole: the same property, or the same counted things (projects_…)."""
    return part.kind == whole.kind and part.property.split("_")[0] == whole.property.split("_")[0]


def _shares(claims: Sequence[TextClaim]) -> Iterator[Alarm]:
    """824.37亿元 said to be 57 % of the city's: the city's is then about 1,446."""
    for at, claim in enumerate(claims):
        if (
            not claim.property.startswith("share_of_")
            or not claim.value
            or not 0 < claim.value < 1
            or claim.unit != "ratio"
        ):
            continue
        figure = claim.property.removeprefix("share_of_")
        base = next(
            (
                one
                for one in reversed(claims[max(0, at - 4) : at])
                if one.property == figure
                and one.subject == claim.subject
                and not one.scope
                and one.role == "value"
            ),
            None,
        )
        if base is not None and base.value and base.article == claim.article:
            total = base.value / claim.value
            yield alarm(
                "text_share_implies",
                (base, claim),
                part=base.quote,
                share=claim.quote,
                total=show(total, base.unit or ""),
            )


def _restated(claims: Sequence[TextClaim], raw: str) -> Iterator[Alarm]:
    """超150公顷(2300多亩): one quantity in two units that are more than one per cent apart."""
    for first, second in pairwise(claims):
        if (
            first.unit != second.unit
            or first.value is None
            or second.value is None
            or first.kind in ("share", "growth", "count")
        ):
            continue
        gap = raw[first.end : second.start].strip()
        if (
            gap in ("(", "（", "（约", "(约", "，约合", ",约合", "（合", "(合", "（即", "(即")
            and abs(first.value - second.value) > 0.01 * first.value > 0
        ):
            ratio = second.value / first.value - 1
            yield alarm(
                "text_restated",
                (first, second),
                first=first.quote,
                second=second.quote,
                difference=f"{ratio:+.1%}",
            )


def _listed(claims: Sequence[TextClaim], clean: CleanText) -> Iterator[Alarm]:
    """…等11个: as many names as promised?"""
    for claim in claims:
        if (
            claim.kind != "count"
            or claim.value is None
            or not 3 <= claim.value <= 40
            or claim.qualifier != "exact"
        ):
            continue
        names = count_listed(clean.raw, claim.start)
        closed = names is not None and names[1]
        if (
            names is not None
            and names[0] >= 3
            and names[0] != claim.value
            and (closed or 0 < claim.value - names[0] <= 2 or names[0] > claim.value)
        ):
            yield alarm("text_list_short", (claim,), promised=claim.quote, printed=str(names[0]))
