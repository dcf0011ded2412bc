"""Which of a million names are worth judging?

Splink (MIT) on DuckDB: names are taken apart here, blocked and weighed there by the model of Fellegi and Sunter, whose
parameters are learnt from the names themselves; every pair that it finds likely is then compared as two names are
everywhere else, so that no weight ever merges a part with its whole. Splink is an optional extra and is loaded when
it is used.

Memory is bounded by the parts of the names and the likely pairs, not by all pairs.
"""

import logging
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from yuantu.errors import Problem, YuantuError
from yuantu.facts.identity.blocking import Candidate, demote_namesakes
from yuantu.facts.identity.comparison import compare_names
from yuantu.facts.identity.known import Context, known_as
from yuantu.facts.identity.names import parse_name
from yuantu.facts.identity.spelling import sound

# Pairs of one block: a name shared by more than this many rows says nothing about who is who.
RULES = (
    ("head", "trade", "city"),
    ("sound", "city"),
    ("core", "trade"),
    ("tail", "trade", "city"),
    ("known",),
)
COLUMNS = ("unique_id", "name", "core", "head", "tail", "sound", "trade", "city", "form", "known")
LIKELY = 0.01
RANDOM_ROWS = 1e6
SEED = 1


class LinkageMissing(YuantuError):
    """The optional extra is not installed."""


def link_names(
    named: Iterable[tuple[str, str]],
    context: Context | None = None,
    least: float = 0.3,
    likely: float = LIKELY,
) -> Iterator[Candidate]:
    """Candidates among (id, name) rows with a verdict of at least `least`; ids are unique here.

    `likely` is the least probability, as splink reckons it, of a pair that is compared at all. Raises LinkageMissing.
    """
    splink = _load()
    logging.getLogger("splink").setLevel(logging.ERROR)
    table = _parts(named)
    if table.num_rows < 2:
        return
    yield from demote_namesakes(_compared(splink, table, context, least, likely))


def _compared(
    splink: Any, table: Any, context: Context | None, least: float, likely: float
) -> Iterator[Candidate]:
    linker = splink.Linker(splink.DuckDBAPI().register(table), _settings(splink), log_level=logging.ERROR)
    rules = [splink.block_on(*rule) for rule in RULES]
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_ROWS, seed=SEED)
    linker.training.estimate_probability_two_random_records_match(rules[:1], recall=0.7)
    for pair in _likely_pairs(linker, likely):
        verdict = compare_names(pair["name_l"], pair["name_r"], context)
        if verdict.score >= least:
            yield Candidate(
                pair["unique_id_l"], pair["unique_id_r"], (pair["name_l"], pair["name_r"]), verdict
            )


def _likely_pairs(linker: Any, likely: float) -> Iterator[dict[str, Any]]:
    found = linker.inference.predict(threshold_match_probability=likely)
    table = (
        found.as_pyarrow_table()
        if hasattr(found, "as_pyarrow_table")
        else found.as_duckdbpyrelation().arrow()
    )
    for batch in table.select(["unique_id_l", "unique_id_r", "name_l", "name_r"]).to_batches(10_000):
        yield from batch.to_pylist()


def _load() -> Any:
    try:
        return import_module("splink")
    except ImportError as error:
        raise LinkageMissing(Problem("linkage_missing")) from error


def _parts(named: Iterable[tuple[str, str]]) -> Any:
    """The names taken apart, as an Arrow table of `COLUMNS`; empty parts are NULL and match nothing."""
    pa = import_module("pyarrow")  # comes with splink
    columns: dict[str, list[str | None]] = {column: [] for column in COLUMNS}
    for identifier, text in named:
        name = parse_name(text)
        core = name.core or name.key
        known = known_as(name)
        city = next((place for place in (*name.places, *name.seats) if place.isdigit()), "")
        row = (
            identifier, text, core, core[:2], core[-2:], sound(core)[:8], "".join(name.trade), city[:4],
            name.form, min(known.names) if known else "",
        )  # fmt: skip
        for column, value in zip(COLUMNS, row, strict=True):
            columns[column].append(value or None)
    return pa.table(columns, schema=pa.schema([(column, pa.string()) for column in COLUMNS]))


def _settings(splink: Any) -> Any:
    compared = import_module("splink.comparison_library")
    return splink.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            compared.JaroWinklerAtThresholds("core", [0.9]),
            compared.ExactMatch("sound"),
            compared.ExactMatch("trade"),
            compared.ExactMatch("city"),
        ],
        blocking_rules_to_generate_predictions=[splink.block_on(*rule) for rule in RULES],
        retain_intermediate_calculation_columns=False,
        additional_columns_to_retain=["name"],
    )
