"""How is one format searched, and what did the search find?"""

import random
import time
from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from score.hostile.mutations import damage
from score.hostile.seeds import seeds
from score.hostile.trials import try_document
from score.hostile.watching import Watch

MOST_KEPT = 400
WATCHED_EVERY = 5  # a watched run takes several times as long
SEED = 20261122


@dataclass
class Tally:
    """What the search of one format found."""

    form: str
    runs: int = 0
    refused: int = 0
    reached: int = 0
    kept: int = 0
    slowest: float = 0.0
    longest: float = 0.0
    seconds: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, bytes] = field(default_factory=dict)


def search(job: tuple[str, int, int]) -> Tally:
    """Damage documents of one format; those that reach new lines are damaged further.

    `job`: format, runs, seed. The same job finds the same.
    """
    form, runs, seed = job
    chance = random.Random(f"{seed}/{form}")
    watch = Watch("/yuantu/evidence/")
    corpus = list(seeds()[form])
    tally = Tally(form)
    for data in corpus:
        try_document(data, form)  # words and libraries are loaded with the first one
    started = time.process_time()
    for run in range(runs):
        data = corpus[run] if run < len(seeds()[form]) else _next(corpus, form, chance)
        watched = run % WATCHED_EVERY == 0 or run < 10 * WATCHED_EVERY
        work = partial(try_document, data, form)
        trial = watch.run(work) if watched else work()
        if watched and trial.rate(len(data)) > max(0.5, tally.slowest):
            trial = try_document(data, form)  # watched runs are slower: measured once more by itself
        tally.runs += 1
        tally.refused += trial.refused
        tally.slowest = max(tally.slowest, trial.rate(len(data)))
        tally.longest = max(tally.longest, trial.seconds)
        if trial.failure:
            tally.failures[trial.failure] += 1
            tally.examples.setdefault(trial.failure, data)
        if watched and watch.fresh:
            corpus.append(data)
            if len(corpus) > MOST_KEPT:
                del corpus[len(seeds()[form])]
    tally.reached, tally.kept = watch.reached, len(corpus)
    tally.seconds = time.process_time() - started
    return tally


def _next(corpus: list[bytes], form: str, chance: random.Random) -> bytes:
    """A damaged copy of one that was kept, the latest more often than the others."""
    last = len(corpus) - 1
    chosen = corpus[max(chance.randrange(last + 1), chance.randrange(last + 1))]
    return damage(chosen, form, corpus, chance)
