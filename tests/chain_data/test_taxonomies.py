"""Do the lists of province and cities, and the relations between them, hold together as plain files?"""

import csv
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CHAINS = ROOT / "src" / "yuantu" / "chain" / "chains"
FOLDER = ROOT / "src" / "yuantu" / "chain" / "taxonomies"
PACK = ROOT / "packs" / "jiangmen"
TAXONOMIES = ("gd20", "jm", "sz20-8", "zs10")
CONFIDENCE = {"verified", "single_source", "general_knowledge", "unverified"}
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# 高端装备制造—电力装备: cables and switchgear are no part of the former, so the two overlap.
REVIEWED = {"x-038"}
SCOPES: dict[str, set[str | None]] = {
    "exact": {"equal"},
    "partial": {"narrower", "broader", "overlap"},
    "none": {None},
}


@cache
def read(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return document


@cache
def places() -> set[tuple[str, ...]]:
    """All that an entry may cover: (chain), (chain, segment, …) and (chain, node, …)."""
    found: set[tuple[str, ...]] = set()
    for file in CHAINS.glob("*.yaml"):
        chain = yaml.safe_load(file.read_text(encoding="utf-8"))
        found.add((chain["id"],))
        for kind in ("segment", "node"):
            found |= {(chain["id"], kind, entry["id"]) for entry in chain[f"{kind}s"]}
    return found


def place(scope: dict[str, str]) -> tuple[str, ...]:
    return (
        scope["chain"],
        *(part for kind in ("segment", "node") if kind in scope for part in (kind, scope[kind])),
    )


def entries() -> dict[str, dict[str, Any]]:
    return {f"{name}/{entry['id']}": entry for name in TAXONOMIES for entry in read(name)["entries"]}


def pack_rows(table: str) -> list[dict[str, str]]:
    with (PACK / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", TAXONOMIES)
def test_a_list_names_its_entries_sources_and_nodes(name: str) -> None:
    document = read(name)
    assert document["id"] == name
    ids = [entry["id"] for entry in document["entries"]]
    assert len(ids) == len(set(ids))
    assert {entry["source"] for entry in document["entries"]} == set(document["sources"])
    for entry in document["entries"]:
        assert entry["name"]["zh"], entry["id"]
        assert entry["name"]["en"].isascii(), entry["id"]
        assert DAY.fullmatch(entry["valid_from"]), entry["id"]
        assert entry.get("valid_to", "9") > entry["valid_from"], entry["id"]
        assert entry["confidence"] in CONFIDENCE, entry["id"]
        assert not [scope for scope in entry["nodes"] if place(scope) not in places()], entry["id"]
        assert len({place(scope) for scope in entry["nodes"]}) == len(entry["nodes"]), entry["id"]


@pytest.mark.parametrize("name", TAXONOMIES)
def test_only_sources_of_class_a_and_b_are_linked(name: str) -> None:
    for key, source in read(name)["sources"].items():
        assert ("address" in source) == (source["class"] in {"A", "B"}), key
        assert "://" not in source["citation"], key


def test_what_nobody_stated_is_not_called_verified() -> None:
    of_class = {key: source["class"] for name in TAXONOMIES for key, source in read(name)["sources"].items()}
    for identifier, entry in entries().items():
        if of_class[entry["source"]] == "G":
            assert entry["confidence"] in {"general_knowledge", "unverified"}, identifier


def test_every_entry_of_the_pack_is_here_under_the_same_number_and_name() -> None:
    here = {identifier.partition("/")[2]: entry["name"]["zh"] for identifier, entry in entries().items()}
    known = {row["id"].removeprefix("t-"): row["name"] for row in pack_rows("taxonomies.csv")}
    assert known.items() <= here.items()


def test_relations_run_between_entries_that_are_there() -> None:
    document, known = read("crosswalk"), entries()
    pairs = [(one["from"], one["to"]) for one in document["relations"]]
    assert len(pairs) == len(set(pairs))
    for one in document["relations"]:
        assert one["from"] in known
        assert one["to"] in (set(TAXONOMIES) if one["relation"] == "none" else set(known)), one
        assert one.get("scope") in SCOPES[one["relation"]], one
        assert one["basis"] in document["bases"], one
        assert one["from"].partition("/")[0] != one["to"].partition("/")[0], one


def test_a_relation_holds_while_both_ends_hold() -> None:
    known = entries()
    for one in read("crosswalk")["relations"]:
        ends = [known[one[end]] for end in ("from", "to") if one[end] in known]
        assert one["valid_from"] == max(end["valid_from"] for end in ends), one
        closing = [end["valid_to"] for end in ends if "valid_to" in end]
        assert one.get("valid_to") == (min(closing) if closing else None), one


def test_equal_names_are_exact_and_nothing_else_is() -> None:
    known = entries()
    for one in read("crosswalk")["relations"]:
        if one["relation"] != "none":
            names = {known[one[end]]["name"]["zh"].replace("及", "与") for end in ("from", "to")}
            assert (one["relation"] == "exact") == (len(names) == 1), one


def test_what_has_no_counterpart_has_none_anywhere_in_that_list() -> None:
    relations = read("crosswalk")["relations"]
    for one in (one for one in relations if one["relation"] == "none"):
        others = {other["to"] for other in relations if other["from"] == one["from"]}
        assert not [to for to in others if to.startswith(f"{one['to']}/")], one


def test_the_relations_of_the_pack_are_kept() -> None:
    """The pack's exact stays exact; what it calls close, narrower or related stays partial."""
    number = {identifier.partition("/")[2]: identifier for identifier in entries()}
    here = {(one["from"], one["to"]): one for one in read("crosswalk")["relations"]}
    for row in pack_rows("crosswalk.csv"):
        one = here[number[row["start"].removeprefix("t-")], number[row["end"].removeprefix("t-")]]
        assert one["relation"] == ("exact" if row["relation"] == "exact" else "partial"), row["name"]
        if row["relation"] == "narrower" and row["id"] not in REVIEWED:
            assert one["scope"] == "narrower", row["name"]


def test_every_entry_of_province_and_shenzhen_is_related_or_said_to_be_alone() -> None:
    related = {one[end] for one in read("crosswalk")["relations"] for end in ("from", "to")}
    alone = [name for name in entries() if name.startswith(("gd20/", "sz20-8/")) and name not in related]
    assert alone == []
