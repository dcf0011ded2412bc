"""Which figures does `make score` print?"""

import argparse

from score import facts, names, quantities


def main() -> None:
    """Print the figures of every case book that is at hand."""
    parser = argparse.ArgumentParser(prog="python -m score")
    parser.add_argument("--verbose", action="store_true", help="every miss, surplus and wrong qualifier")
    verbose = parser.parse_args().verbose
    for line in quantities.report(verbose):
        print(line)
    facts.report(verbose)
    names.report(verbose)


if __name__ == "__main__":
    main()
