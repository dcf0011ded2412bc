"""Which figures does `make bench` measure?"""

import argparse
from pathlib import Path

from bench.acceptability import stability_rows
from bench.chains import chain_rows
from bench.house_case import house_rows
from bench.match_rows import match_rows
from bench.radius import radius_rows
from bench.read_samples import sample_rows
from bench.read_text import text_rows
from bench.rows import write
from bench.startup import startup_rows


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--quick", action="store_true", help="small sizes: under three minutes")
    parser.add_argument("--out", type=Path, help="keep the rows as JSON")
    options = parser.parse_args()
    rows = [
        *startup_rows(),
        *house_rows(),
        *chain_rows(100_000 if options.quick else 1_000_000),
        *text_rows(),
        *sample_rows(100_000 if options.quick else 1_000_000),
        *stability_rows(),
        *radius_rows(100_000 if options.quick else 1_000_000),
        *match_rows(options.quick),
    ]
    write(rows, options.out)


main()
