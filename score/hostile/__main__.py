"""How many damaged documents are read without a crash, a hang or a span that points elsewhere?"""

import argparse
import hashlib
from multiprocessing import get_context
from pathlib import Path

from score.hostile.searching import SEED, Tally, search
from score.hostile.seeds import SLOW

# Of a hundred documents so many are of a format; those of native readers start a process each.
SHARES = {
    "text": 12, "txt": 8, "gbk.txt": 8, "csv": 11, "html": 12, "geojson": 12, "docx": 13, "xlsx": 13, "ods": 10,
    "pdf": 0.5, "xls": 0.5,
}  # fmt: skip


def show(tally: Tally) -> None:
    """Print one line of figures, and every failure with its count."""
    failures = sum(tally.failures.values())
    print(
        f"{tally.form:8} {tally.runs:7} runs {tally.refused:6} refused {tally.reached:5} lines reached "
        f"{tally.kept:4} kept; at most {tally.longest:.3f} s, {tally.slowest:.3f} s per 100 kB; {failures} failures "
        f"in {tally.seconds:.0f} s",
        flush=True,
    )
    for failure, count in tally.failures.most_common(20):
        print(f"    {count} × {failure}", flush=True)


def keep(tally: Tally, folder: Path) -> None:
    """Write one document per failure."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in tally.examples.values():
        (folder / f"{hashlib.sha256(data).hexdigest()[:12]}.{tally.form}").write_bytes(data)


def main() -> None:
    """Search all formats, or those that are named; exit code 1 when something failed."""
    parser = argparse.ArgumentParser(prog="python -m score.hostile")
    parser.add_argument("--runs", type=int, default=2_000, help="documents in all")
    parser.add_argument("--formats", nargs="*", choices=sorted(SHARES), default=sorted(SHARES))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for one document per failure")
    asked = parser.parse_args()
    whole = sum(SHARES[form] for form in asked.formats)
    work = [(form, max(1, round(asked.runs * SHARES[form] / whole)), asked.seed) for form in asked.formats]
    work.sort(key=lambda job: job[0] in SLOW)
    with get_context("spawn").Pool(asked.jobs) as pool:
        tallies = []
        for tally in pool.imap_unordered(search, work):
            show(tally)
            tallies.append(tally)
            if asked.keep:
                keep(tally, asked.keep)
    failed = sum(sum(tally.failures.values()) for tally in tallies)
    print(f"{sum(tally.runs for tally in tallies)} runs, {failed} failures")
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
