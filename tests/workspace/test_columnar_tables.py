"""Is a site of a columnar table as good a citizen as one of the ledger?"""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from yuantu.workspace import evidence, exports
from yuantu.workspace.session import BLOCK_ROWS
from yuantu.workspace.workspace import Workspace

LOST = 3
ROWS = 2 * BLOCK_ROWS - LOST + 2  # the last rows stand beyond the block in which their count ends
BEFORE, AFTER = date(2024, 6, 14), date(2024, 6, 15)


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A register of sites, with a few rows at the head that nobody vouches for."""
    pack: Path = tmp_path_factory.mktemp("registry")
    manifest = (
        "format: 1\nid: registry\ntitle: {zh: 册, en: register}\ndatum: WGS-84\nlicence: CC0\nsample: false\n"
        "tables:\n  - {file: sites.csv, kind: site, store: columnar}\n"
    )
    lines = [f"x-{n},plant,无主,9600,18,,2024-06-15" for n in range(LOST)]
    lines += [
        f"b-{n},plant,{n}号,{9000 + n},18,{'a' if n % 2 else 'b'},{'2024-06-15' if n % 2 else ''}"
        for n in range(ROWS)
    ]
    (pack / "manifest.yaml").write_text(manifest, encoding="utf-8")
    (pack / "sources.csv").write_text("id,citation,source_class\na,one,A\nb,two,B\n", encoding="utf-8")
    text = "\n".join(["id,kind,name,area_m2,rent_cny_m2_month,source,as_of", *lines, ""])
    (pack / "sites.csv").write_text(text, encoding="utf-8")
    workspace = Workspace.create(tmp_path_factory.mktemp("w") / "w")
    workspace.build([pack], 0)
    return workspace


def test_every_row_is_exported_once_and_the_last_ones_too(registry):
    ids = [one.id for one in registry.session.bulk_entities("site", None, samples=False)]
    assert ids == [f"b-{n}" for n in range(ROWS)]
    lines = list(exports.export_lines(registry.session, "site", "csv", AFTER, samples=False))
    assert len(lines) == ROWS + 1


def test_every_value_opens_with_the_source_and_day_of_its_own_row(registry):
    session = registry.session
    for n in (0, 1, ROWS - 1):
        site = session.entity(f"b-{n}", None)
        for held in site.held.values():
            opened = evidence.statement_json(session, held.ids[0])
            assert opened["entity"] == f"b-{n}"
            assert opened["source"]["id"] == ("registry/a" if n % 2 else "registry/b")
            assert opened["valid_from"] == ("2024-06-15" if n % 2 else None)
            assert opened["locator"] == f"registry/sites.csv!{n + LOST + 2}:{held.name}"


def test_what_a_row_observed_later_is_not_known_before(registry):
    session = registry.session
    assert "rent" not in session.entity("b-1", BEFORE).held
    assert "rent" in session.entity("b-1", AFTER).held
    assert "area" in session.entity("b-1", BEFORE).held, "an area stands"
    for day, known in ((BEFORE, (ROWS + 1) // 2), (AFTER, ROWS)):
        low, _ = session.world(day, samples=False).sites.numbers["rent"]
        assert np.count_nonzero(~np.isnan(low)) == known
