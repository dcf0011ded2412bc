"""Do the pages on packs say what the schema says, and does the city of the how-to fit the schema?"""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "src" / "yuantu" / "ontology" / "schema"
PAGE = ROOT / "docs" / "reference" / "pack-format.md"
HOW_TO = ROOT / "docs" / "how-to" / "new-city.md"
GLOSSARY = ROOT / "docs" / "glossary.md"
KINDS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SCHEMA.glob("*.yaml"))
}
LEAST_TERMS = 60


def columns_cell(prop: dict[str, Any]) -> str:
    """Columns with the unit they assume: `area_mu` (亩); for a coordinate its two halves."""
    return ", ".join(
        f"`{column}`" + (f" ({unit})" if unit else "") for column, unit in prop["columns"].items()
    )


def unit_cell(prop: dict[str, Any]) -> str:
    if "unit_from" in prop:
        return f"from `{prop['unit_from']}`"
    return str(prop.get("unit", ""))


def notes_cell(name: str, kind: dict[str, Any], prop: dict[str, Any]) -> str:
    notes = ["required"] if name in kind["required"] else []
    notes += ["several, `;` between"] if prop.get("many") else []
    notes += [f"id of a {prop['to']}"] if "to" in prop else []
    notes += [f"own source in `{prop['source_from']}`"] if "source_from" in prop else []
    notes += ["observed"] if prop["span"] == "observed" else []
    notes += [f"fresh for {prop['fresh_days']} days"] if "fresh_days" in prop else []
    return "; ".join(notes)


def kind_section(kind: dict[str, Any]) -> str:
    """The section of one kind as it must stand on the page."""
    lines = [f"### `{kind['kind']}` {kind['label']['zh']} ({kind['label']['en']})", ""]
    lines += ["| property | columns | type | unit | notes |", "| --- | --- | --- | --- | --- |"]
    for name, prop in kind["properties"].items():
        what = f"`{name}` {prop['label']['zh']}"
        cells = [what, columns_cell(prop), prop["type"], unit_cell(prop), notes_cell(name, kind, prop)]
        lines.append("| " + " | ".join(cells) + " |")
    for name, prop in kind["properties"].items():
        if "values" in prop:
            listed = ", ".join(f"`{value['code']}` {value['zh']}" for value in prop["values"])
            lines += ["", f"`{name}`: {listed}."]
    return "\n".join(lines)


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def accepted_columns(kind: dict[str, Any]) -> set[str]:
    columns = {"id", "source", "as_of", "datum"}
    for prop in kind["properties"].values():
        columns |= {*prop["columns"], prop.get("source_from", "id")}
    return columns


@pytest.mark.parametrize("name", KINDS)
def test_page_has_section_of_kind(name: str) -> None:
    section = kind_section(KINDS[name])
    assert section in PAGE.read_text(encoding="utf-8"), f"pack-format.md should have:\n\n{section}"


def test_page_has_no_kind_that_is_not() -> None:
    assert re.findall(r"^### `(\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE) == list(KINDS)


def test_labels_are_in_both_languages() -> None:
    for name, kind in KINDS.items():
        labels = [kind["label"], *(prop["label"] for prop in kind["properties"].values())]
        labels += [value for prop in kind["properties"].values() for value in prop.get("values", [])]
        for label in labels:
            assert re.search(r"[\u4e00-\u9fff]", label["zh"]), (name, label)
            assert re.search(r"[A-Za-z]", label["en"]), (name, label)


def test_words_of_a_closed_list_mean_one_thing() -> None:
    for name, kind in KINDS.items():
        for prop_name, prop in kind["properties"].items():
            words = [
                word.lower()
                for value in prop.get("values", [])
                for word in {value["code"], value["zh"], value["en"], *value["words"]}
            ]
            assert len(words) == len(set(words)), (name, prop_name)


def test_how_to_shows_a_pack_that_fits_the_schema() -> None:
    (manifest_text,) = blocks(HOW_TO, "yaml")
    manifest = yaml.safe_load(manifest_text)
    sources, *tables = [list(csv.DictReader(io.StringIO(text))) for text in blocks(HOW_TO, "csv")]
    known = {row["id"] for row in sources}
    assert sum(map(len, [sources, *tables])) == 5
    assert [entry["kind"] for entry in manifest["tables"]] == ["region", "site"]
    for entry, rows in zip(manifest["tables"], tables, strict=True):
        kind = KINDS[entry["kind"]]
        for row in rows:
            assert None not in row
            assert None not in row.values(), row["id"]
            assert set(row) <= accepted_columns(kind)
            assert row["source"] in known
            for needed in kind["required"]:
                assert row[needed], (row["id"], needed)


def test_glossary_is_long_enough_and_says_each_term_once() -> None:
    rows = re.findall(
        r"^\| ([^|]*[\u4e00-\u9fff][^|]*) \| ([^|]+) \| ([^|]+) \|$",
        GLOSSARY.read_text("utf-8"),
        re.MULTILINE,
    )
    terms = [term for terms, english, _code in rows if english != "English" for term in terms.split(", ")]
    assert len(terms) >= LEAST_TERMS
    assert len(terms) == len(set(terms))


def test_glossary_names_what_exists() -> None:
    """A name like `site.kind` or `price_source` in the last column is one of the schema."""
    page = GLOSSARY.read_text(encoding="utf-8")
    for name, prop in re.findall(r"`([a-z_]+)\.([a-z_]+)[`:]", page):
        assert prop in KINDS[name]["properties"], f"{name}.{prop}"
