"""Do counts of the neighbourhood match as bounds, so that those without a position are never taken as far away?"""

from datetime import date

import numpy as np
import pytest

from yuantu.access.network import Network, Node
from yuantu.atlas.neighbours import Neighbourhood
from yuantu.atlas.regions import RegionTree
from yuantu.atlas.sites import SiteTable
from yuantu.errors import BadInput
from yuantu.match.candidates import World, draw_candidates
from yuantu.match.catalogue import NO, UNKNOWN, YES, Catalogue
from yuantu.match.declaration_files import FOLDER, load_declaration, read_declaration
from yuantu.match.declarations import Near
from yuantu.match.knockouts import Within, eliminate
from yuantu.match.nearby import tally_column

KM, MINUTES = "companies_within_30_km", "companies_within_60_min"


def test_a_count_with_unplaced_companies_is_an_interval():
    companies = Neighbourhood(
        [113.30, 113.31, np.nan, 113.00], [22.60, 22.60, 22.60, 23.50], np.array([1, 0, 1, 1], np.uint64), 1
    )
    tally = companies.count([113.3, 113.0, 100.0, np.nan], [22.6, 23.5, 22.6, 22.6], 30.0)
    column = tally_column(tally)
    assert column.low.tolist()[:3] == [2.0, 1.0, 0.0]
    assert column.high.tolist()[:3] == [3.0, 2.0, 1.0]
    assert column.known.tolist() == [True, True, True, False]
    assert tally_column(tally, 0).high.tolist()[:3] == [2.0, 2.0, 1.0]
    verdict = eliminate((Within("near", "near", 2.0),), Catalogue(list("abcd"), {"near": column}))
    assert verdict.state.tolist() == [YES, UNKNOWN, NO, UNKNOWN]


def world(positions=None) -> World:
    sites = SiteTable(
        ["a", "b"], {}, {}, {}, np.array([113.3, 114.3]), np.array([22.6, 22.6]), np.zeros(2, np.bool_)
    )
    network = Network((Node("n", "n", 113.3, 22.6),), ())
    return World(sites, RegionTree({}), network, frozenset(), date(2026, 11, 22), positions)


def test_companies_are_counted_when_a_brief_names_the_column():
    asked: list[str] = []

    def positions(kind: str):
        asked.append(kind)
        return np.array([113.31, 113.2, 114.3, np.nan]), np.array([22.6, 22.61, 22.61, np.nan])

    around = world(positions)
    assert KM not in draw_candidates(around, ()).columns
    assert asked == []
    drawn = draw_candidates(around, (), "", [KM, MINUTES, "rent"])
    km, minutes = drawn.interval(KM), drawn.interval(MINUTES)
    assert (km.low.tolist(), km.high.tolist()) == ([2.0, 1.0], [3.0, 2.0])
    assert (minutes.low[0], minutes.high[0]) == (2.0, 4.0)
    assert np.isnan(minutes.low[1]), "no road is near the second site"
    draw_candidates(around, (), "", [KM])
    assert asked == ["company", "company"], "each column is drawn once"
    # Nobody says where companies are: the column is unknown, not nought.
    assert np.isnan(draw_candidates(world(), (), "", [KM]).interval(KM).low).all()


def test_the_columns_are_declared():
    columns = load_declaration("sites").columns
    assert columns[KM].near == Near("company", km=30)
    assert columns[MINUTES].near == Near("company", minutes=60)


@pytest.mark.parametrize(
    "near",
    ["{kind: company}", "{kind: company, km: 0}", "{kind: company, km: 3, minutes: 5}", "{kind: shop, km: 3}",
     "{kind: company, km: far}", "3", "{kind: company, km: 3, miles: 2}"],
)  # fmt: skip
def test_a_neighbourhood_that_means_nothing_is_refused(near):
    text = (FOLDER / "sites.yaml").read_text(encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_declaration(text.replace("{kind: company, km: 30}", near), "sites.yaml")
    assert KM in refused.value.problem.place
