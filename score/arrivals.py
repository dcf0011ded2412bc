"""Would targets have named the companies that came?

`python -m score.arrivals`. An arrival is a project of the built-in pack whose company has its head office in another
city than the project. It is a hit when the company stands among the first twenty targets for one of its products.

*as of the day before*: targets from what sources had said by then, the honest back-test.
*held out*: today's facts, with the company's own place, note and projects taken out of the pack, one arrival at a time.
    That tells whether the order would find a company that is known; it is no forecast, because the pack knows most
    companies only because they came, and few others that make the same: so the candidates are counted beside it.

The baseline is the officer's habit: the companies with the largest known investment whose head office is in the nearest
of the two big cities. *Recommended* are targets only, *listed* also those of which too few sources speak.
"""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from yuantu.facts.views import Entity
from yuantu.match.prospects import Projects, first_day
from yuantu.match.supply import place_of
from yuantu.workspace import chains
from yuantu.workspace.answers import minutes_json
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.session import Session, number
from yuantu.workspace.targets import TOP, find_targets
from yuantu.workspace.workspace import Workspace

BIG_CITIES = ("深圳市", "广州市")
TODAY = date(2026, 11, 22)
HIDDEN = ("site_place", "region", "note")


@dataclass(frozen=True)
class Arrival:
    """A company that came: `day` is the first on which its coming is known, `products` (chain, node) that it makes."""

    company: str
    name: str
    region: str
    day: date
    products: tuple[tuple[str, str], ...]


@dataclass
class Tally:
    """Of how many arrivals how many were hit, each way."""

    arrivals: int = 0
    recommended: int = 0
    listed: int = 0
    baseline: int = 0
    candidates: list[int] = field(default_factory=list)


def find_arrivals(workspace: Workspace) -> list[Arrival]:
    """The arrivals of a workspace, by day."""
    session = workspace.session
    tree = session.regions()
    projects = Projects.of(session.entities("project", None))
    made = products(workspace)
    found = []
    for company in session.entities("company", None):
        seat = place_of(company, "hq_place", tree) or company.text("hq_place")
        for project in projects.by(company):
            city = city_of(session, project.text("region"))
            if city and seat and city != city_of(session, seat):
                day = first_day(project)
                stated = min(
                    one.valid.first
                    for one in project.held["name"].statements
                    if one.valid and one.valid.first
                )
                first = min(day[0], stated) if day else stated
                found.append(Arrival(company.id, company.name, city, first, tuple(made.get(company.id, ()))))
                break
    return sorted(found, key=lambda one: (one.day, one.company))


def city_of(session: Session, region: str) -> str | None:
    """The city that a region lies in; a place that the workspace does not have is its own."""
    tree = session.regions()
    above = [one for one in tree.chain(region) if tree.regions[one].level != "province"]
    return above[-1] if above else region or None


def products(workspace: Workspace) -> dict[str, list[tuple[str, str]]]:
    """Company → what it makes, in all chains."""
    made: dict[str, list[tuple[str, str]]] = {}
    for chain in chains.list_chains(workspace)["chains"]:
        for node in chains.show_chain(workspace, chain["id"], TODAY)["nodes"]:
            for maker in node["makers"]:
                made.setdefault(maker["company"], []).append((chain["id"], node["id"]))
    return made


def ask(workspace: Workspace, arrival: Arrival, day: date, tally: Tally) -> None:
    """Count whether the company is recommended for one of its products, and whether it is listed among the first."""
    recommended = listed = False
    for chain, node in arrival.products:
        found = find_targets(workspace, chain, node, arrival.region, day)
        named = [one["company"] for one in found["targets"]]
        everyone = [*named, *(one["company"] for one in found["abstained"])][:TOP]
        recommended |= arrival.company in named
        listed |= arrival.company in everyone
        tally.candidates.append(found["counts"]["candidates"])
    tally.arrivals += 1
    tally.recommended += recommended
    tally.listed += listed


def baseline(workspace: Workspace, arrival: Arrival, day: date) -> bool:
    """Whether it is among the companies of the nearest big city with the largest known investment."""
    session = workspace.session
    tree, projects = session.regions(), Projects.of(session.entities("project", day))
    minutes = {
        city: minutes_json(session, tree.regions[arrival.region].name, city, day)["minutes"]
        for city in BIG_CITIES
    }
    nearest = min(
        (one for one in BIG_CITIES if minutes[one] is not None), key=lambda one: minutes[one], default=""
    )
    seated = [
        one
        for one in session.entities("company", day)
        if one.text("hq_place") and one.text("hq_place") in nearest
    ]

    def invested(company: Entity) -> float:
        return sum(number(project, "investment") or 0.0 for project in projects.by(company))

    largest = sorted(seated, key=lambda one: (-invested(one), one.id))[:TOP]
    return arrival.company in {one.id for one in largest}


def judge(workspaces: Iterable[tuple[Workspace, Arrival, date]]) -> Tally:
    tally = Tally()
    for workspace, arrival, day in workspaces:
        ask(workspace, arrival, day, tally)
        tally.baseline += baseline(workspace, arrival, day)
    return tally


def hold_out(folder: Path, arrival: Arrival) -> Workspace:
    """A workspace of the pack in which nobody has told where the company is or what it builds."""
    pack = folder / f"pack-{arrival.company}"
    shutil.copytree(built_in_pack(), pack)
    rewrite(pack / "companies.csv", [arrival.company], HIDDEN)
    names = {arrival.name}
    with (pack / "projects.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["company"] not in names]
    write(pack / "projects.csv", kept)
    workspace = Workspace.create(folder / f"workspace-{arrival.company}")
    workspace.build([pack], 0)
    return workspace


def rewrite(file: Path, ids: Sequence[str], columns: Sequence[str]) -> None:
    """Empty those columns of those rows."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        if row["id"] in ids:
            row.update(dict.fromkeys(columns, ""))
    write(file, rows)


def write(file: Path, rows: Sequence[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def report() -> list[str]:
    """The table as lines."""
    lines = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace = Workspace.create(folder / "workspace")
        workspace.build([built_in_pack()], 0)
        found = find_arrivals(workspace)
        placed = [one for one in found if one.products]
        before = judge((workspace, one, one.day - timedelta(days=1)) for one in placed)
        held = judge((hold_out(folder, one), one, TODAY) for one in placed)
        lines.append(
            f"arrivals {len(found)}, of which on a chain {len(placed)}: "
            + "、".join(one.name for one in placed)
        )
        for title, tally in (("as of the day before", before), ("held out", held)):
            lines.append(
                f"{title}: recall@{TOP} recommended {tally.recommended}/{tally.arrivals}, listed {tally.listed}/"
                f"{tally.arrivals}, baseline {tally.baseline}/{tally.arrivals}; candidates per product: median "
                f"{median(tally.candidates):g}, most {max(tally.candidates)}"
            )
    return lines


if __name__ == "__main__":
    print("\n".join(report()))
