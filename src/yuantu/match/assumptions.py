"""What may somebody assume where yearly costs are compared?"""

from collections.abc import Mapping

from yuantu.errors import BadInput, Problem
from yuantu.match.names import unknown_name

# What a user may assume, with the unit of each. Nothing of it has a default: a guess of ours would look like a fact.
ASSUMPTIONS: dict[str, str] = {
    "area_m2": "m2", "land_years": "years", "land_rate": "ratio", "workers": "1", "wage_cny_year": "CNY",
    "energy_kwh_year": "kWh", "tariff_cny_kwh": "CNY/kWh", "trips_year": "1", "truck_cny_hour": "CNY/h",
    "profit_cny_year": "CNY",
}  # fmt: skip
NOT_NOUGHT = frozenset({"area_m2", "land_years"})


def read_assumptions(stated: Mapping[str, object]) -> dict[str, float]:
    """The assumptions of a brief. Raises BadInput with every name that is not known and value that is no number."""
    problems: list[Problem] = []
    found: dict[str, float] = {}
    for name, value in stated.items():
        if name not in ASSUMPTIONS:
            problems.append(unknown_name("costs_unknown", str(name), ASSUMPTIONS))
        elif (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not 0 <= value < 1e15
            or (name in NOT_NOUGHT and value == 0)
        ):
            problems.append(Problem("brief_number", {"value": str(value)[:40]}, name))
        else:
            found[name] = float(value)
    if problems:
        raise BadInput(problems)
    return found
