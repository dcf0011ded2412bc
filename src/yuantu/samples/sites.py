"""What would the next few thousand invented sites be?

Columns of text for one chunk of rows, made from uniform draws by table look-up. Properties hang together: a large
new one-storey plant is high, bears heavy loads and brings a big transformer; a parcel has no floor load at all.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from math import prod

import numpy as np

from yuantu.samples import markets
from yuantu.samples.draws import SLOTS, Draws, Integers, chance, pick, quantiles, wheel
from yuantu.samples.places import Place
from yuantu.samples.spelling import Mask, blank, decimals, degrees, texts

WIDTH = 48
PLANT, PARCEL, WAREHOUSE = range(3)
COLUMNS = (
    "id", "name", "kind", "region", "area_m2", "floor_area_ratio", "rent_cny_m2_month", "land_price_cny_m2",
    "clear_height_m", "floor_load_t_m2", "power_kva", "floors", "freight_lift", "allowed_industries", "stage",
    "tenure", "available_from", *markets.FLAGS, "lon", "lat", "precision", "source", "as_of",
)  # fmt: skip
SPREAD_M = 1900
EAST_M, NORTH_M = 1029, 1108  # thousandths of a metre in 1e-5 degree at 22.5° north


class SiteMaker:
    """Makes rows of text for a seed, places and reference day; `source` is the id of the one source."""

    def __init__(self, seed: int, places: Sequence[Place], reference: date, source: str) -> None:
        self._seed, self._places, self._source = seed, places, source
        self._reference = reference
        self._place_wheel = wheel(_place_weights(places))
        self._city = np.array([_city_index(place.city) for place in places])
        self._lon = np.array([place.lon_e5 for place in places])
        self._lat = np.array([place.lat_e5 for place in places])
        self._kind_wheel = wheel(markets.KIND_WEIGHTS)
        self._grade_wheel = wheel(markets.GRADE_WEIGHTS)
        self._building_area = quantiles(markets.BUILDING_AREA, markets.AREA_STEPS)
        self._parcel_area = quantiles(markets.PARCEL_AREA, markets.AREA_STEPS)
        cities = markets.MARKETS.values()
        self._rents = _by_city([city.rent_tenths for city in cities], ((10**6, 5),))
        self._land = _by_city([city.land_tenths for city in cities], ((10000, 100), (10**6, 500)))
        self._offsets = _disc(SPREAD_M)
        self._days = [(reference + timedelta(days)).isoformat() for days in range(-2000, 2001)]

    def columns(self, draws: Draws, first: int) -> list[list[str]]:
        """The columns, in the order of `COLUMNS`, of the rows numbered from `first`."""
        place = self._place_wheel[draws.take()]
        kind = self._kind_wheel[draws.take()]
        grade = self._grade_wheel[draws.take()]
        parcel = kind == PARCEL
        size = draws.take()
        area = np.where(parcel, self._parcel_area[size], self._building_area[size])
        large = (area >= markets.LARGE_BUILDING_M2).astype(np.int64)
        tall = np.array(markets.ONE_STOREY_PER_MILLE)[large] + np.where(kind == WAREHOUSE, 250, 0)
        one_storey = chance(draws.take(), tall)
        body = self._body(draws, parcel, grade, one_storey)
        price = self._price(draws, parcel, self._city[place], grade, one_storey & (large == 1))
        power = self._power(draws, area, grade, parcel)
        use = [*self._stage(draws, parcel), *_flags(draws, grade)]
        names = self._names(draws, place, kind)
        lon, lat = self._point(draws, place)
        industries = texts(pick(draws.take(), np.arange(len(markets.INDUSTRIES))), markets.INDUSTRIES)
        blank(industries, draws.take(), "allowed_industries")
        rows = len(names)
        return [
            [f"x-{self._seed}-{number}" for number in range(first, first + rows)],
            names,
            texts(kind, markets.KINDS),
            texts(place, [each.id for each in self._places]),
            [str(value) for value in area.tolist()],
            price.pop(0),
            *price,
            *body[:2],
            power,
            *body[2:],
            industries,
            *use,
            lon,
            lat,
            ["approx_town"] * rows,
            [self._source] * rows,
            [self._reference.isoformat()] * rows,
        ]

    def _body(self, draws: Draws, parcel: Mask, grade: Integers, one_storey: Mask) -> list[list[str]]:
        """Clear height, floor load, floors and freight lift: of buildings only."""
        row = np.where(one_storey, 0, 3) + grade
        heights = np.array(markets.CLEAR_HEIGHT_TENTHS).reshape(6, 16)[row]
        loads = np.array(markets.FLOOR_LOAD_HUNDREDTHS).reshape(6, 16)[row]
        floors = np.array(markets.FLOORS)[np.where(one_storey, 0, np.where(grade == 2, 2, 1))]
        lift = pick(draws.take(), np.array([2, 3, 3, 5]))
        made = [
            decimals(pick(draws.take(), heights), 10),
            decimals(pick(draws.take(), loads), 100),
            texts(pick(draws.take(), floors), [str(count) for count in range(10)]),
            texts(np.where(one_storey, 0, lift), ["", *(f"{tonnes}吨" for tonnes in range(1, 6))]),
        ]
        for column, name in zip(made, ("clear_height", "floor_load", "floors", "freight_lift"), strict=True):
            blank(column, draws.take(), name, also=parcel)
        return made

    def _price(
        self, draws: Draws, parcel: Mask, city: Integers, grade: Integers, big: Mask
    ) -> list[list[str]]:
        """Plot ratio and land price of parcels, rent of buildings."""
        draw = draws.take()
        ratio = texts(pick(draws.take(), np.arange(len(markets.PLOT_RATIOS))), markets.PLOT_RATIOS)
        rent = self._rents[city, draw] + np.array(markets.RENT_BY_GRADE)[grade]
        rent += np.where(big, markets.RENT_ONE_STOREY + markets.RENT_LARGE, 0)
        made = [ratio, decimals(rent, 10), decimals(self._land[city, draw], 10)]
        blank(made[0], draws.take(), "floor_area_ratio", also=~parcel)
        blank(made[1], draws.take(), "rent", also=parcel)
        blank(made[2], draws.take(), "land_price", also=~parcel)
        return made

    def _power(self, draws: Draws, area: Integers, grade: Integers, parcel: Mask) -> list[str]:
        need = area * pick(draws.take(), np.array(markets.POWER_VA_PER_M2)[grade]) // 1000
        step = np.searchsorted(np.array(markets.TRANSFORMERS_KVA[:-1]), need)
        power = texts(step, [str(kva) for kva in markets.TRANSFORMERS_KVA])
        blank(power, draws.take(), "power", also=parcel)
        return power

    def _stage(self, draws: Draws, parcel: Mask) -> list[list[str]]:
        """Stage, tenure and the day from which the site can be used."""
        table = (*markets.BUILDING_STAGES, *markets.PARCEL_STAGES)
        split = len(markets.BUILDING_STAGES)
        draw = draws.take()
        building = wheel([weight for _, weight, _, _ in markets.BUILDING_STAGES])[draw]
        land = wheel([weight for _, weight, _, _ in markets.PARCEL_STAGES])[draw] + split
        state = np.where(parcel, land, building)
        first = np.array([start for _, _, start, _ in table])[state]
        last = np.array([end for _, _, _, end in table])[state]
        days = first + draws.take() * (last - first + 1) // SLOTS
        stage = texts(state, [name for name, _, _, _ in table])
        tenure_code = np.where(parcel, 1, pick(draws.take(), np.array([0, 0, 0, 0, 0, 0, 1, 2])))
        available = texts(days + 2000, self._days)
        blank(available, draws.take(), "available_from")
        return [stage, texts(tenure_code, ["lease", "purchase", "lease;purchase"]), available]

    def _names(self, draws: Draws, place: Integers, kind: Integers) -> list[str]:
        towns = texts(place, [each.name for each in self._places])
        brands = texts(pick(draws.take(), np.arange(len(markets.BRANDS))), markets.BRANDS)
        endings = [_plant_ending, _parcel_ending, _store_ending]
        draw = draws.take().tolist()
        number = draws.take().tolist()
        words = [endings[which](a, b) for which, a, b in zip(kind.tolist(), draw, number, strict=True)]
        return [
            f"示例·{town}{'' if which == PARCEL else brand}{word}"
            for town, brand, word, which in zip(towns, brands, words, kind.tolist(), strict=True)
        ]

    def _point(self, draws: Draws, place: Integers) -> tuple[list[str], list[str]]:
        """Longitude and latitude, within 2 km of the town's point."""
        offset = self._offsets[pick(draws.take(), np.arange(len(self._offsets)))]
        return degrees(self._lon[place] + offset[:, 0]), degrees(self._lat[place] + offset[:, 1])


def _flags(draws: Draws, grade: Integers) -> list[list[str]]:
    """`yes`, `no` or blank for each of `markets.FLAGS`."""
    made = []
    for flag in markets.FLAGS:
        likely = np.array(markets.FLAG_PER_MILLE[flag])[grade]
        column = texts(chance(draws.take(), likely).astype(np.int64), ("no", "yes"))
        blank(column, draws.take(), "flags")
        made.append(column)
    return made


def _plant_ending(word: int, number: int) -> str:
    return f"{_one_of(markets.PLANT_WORDS, word)}{1 + number * 18 // SLOTS}栋"


def _parcel_ending(word: int, number: int) -> str:
    block, plot = divmod(number * 160 // SLOTS, 20)
    return f"{_one_of(markets.ROADS, word)}{'ABCDEFGH'[block]}-{plot + 1:02d}地块"


def _store_ending(word: int, number: int) -> str:
    return f"{_one_of(markets.STORE_WORDS, word)}{1 + number * 9 // SLOTS}号库"


def _one_of(words: Sequence[str], draw: int) -> str:
    return words[draw * len(words) // SLOTS]


def _city_index(city: str) -> int:
    return list(markets.MARKETS).index(city)


def _place_weights(places: Sequence[Place]) -> list[int]:
    """The weight of each city, shared equally by its places."""
    counts = Counter(place.city for place in places)
    scale = prod(counts.values())
    return [markets.MARKETS[place.city].weight * scale // counts[place.city] for place in places]


def _by_city(quartiles: Sequence[Sequence[int]], steps: Sequence[tuple[int, int]]) -> Integers:
    """A row of 65,536 prices per city, from its five quartile points."""
    rows = [quantiles(list(zip((0, 250, 500, 750, 1000), each, strict=True)), steps) for each in quartiles]
    return np.vstack(rows)


def _disc(radius_m: int) -> Integers:
    """Offsets in units of 1e-5 degree, evenly spread over a disc; rows of (east, north)."""
    reach = range(-radius_m, radius_m + 1, 23)
    limit = (radius_m * 1000) ** 2
    inside = [(x, y) for x in reach for y in reach if (x * EAST_M) ** 2 + (y * NORTH_M) ** 2 <= limit]
    return np.array(inside, dtype=np.int64)
