"""Which figures of matching are measured, at which sizes?

Alone: `python -m bench.match_rows [--quick] [--out FILE]`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from bench.match_batch import batch_rows
from bench.match_growth import growth_rows
from bench.match_large import large_rows
from bench.match_single import single_rows
from bench.rows import Row, write


def match_rows(quick: bool) -> Iterator[Row]:
    rows = 100_000 if quick else 1_000_000
    yield from single_rows(rows)
    yield from batch_rows(rows)
    yield from large_rows(rows if quick else 10_000_000)
    yield from growth_rows(*((100_000, 1_000) if quick else (10_000_000, 100_000)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.match_rows")
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--out", type=Path, help="keep the rows as JSON")
    options = parser.parse_args()
    write(list(match_rows(options.quick)), options.out)


if __name__ == "__main__":
    main()
