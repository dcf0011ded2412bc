"""Does any text break the reader, keep it busy for ever, or make it point outside of the text?"""

import random
import re
import sys
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score.quantities import OWN, read_cases
from tests.counted_work import count_calls

from yuantu.evidence.text.clean import clean_text
from yuantu.evidence.text.dates import find_dates
from yuantu.evidence.text.quantities import find_quantities
from yuantu.evidence.text.reading import read_text

SENTENCES = [
    case["text"]
    for book in ("quantities", "rejections", "dates")
    for case in read_cases(OWN / f"{book}.jsonl")
]
ALPHABET = (
    "0123456789.,，、。%/-—~()（）“” \n一二三十百千万亿两几数多余近超约个家项亩元年月日第前后半成倍点分之至到和"
    "每平方公里米GWhkmt℃(yì)億畝"
)
SEED = 20240630


def read_all(raw: str) -> tuple[int, int]:
    """Read a text as an article would be; every span must slice it. Gives the number of findings."""
    clean = clean_text(raw)
    dates = find_dates(clean, date(2024, 6, 15))
    quantities = find_quantities(clean, dates)
    for start, end in [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in quantities]:
        assert 0 <= start < end <= len(clean.text)
        first, last = clean.raw_span(start, end)
        assert 0 <= first < last <= len(raw)
    for one in quantities:
        assert one.low is None or one.high is None or one.low <= one.high
        assert one.value is not None or (one.low is not None and one.high is not None)
    return len(quantities), len(dates)


def mutated(text: str, chance: random.Random) -> str:
    characters = list(text)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(characters) + 1)
        action = chance.random()
        if action < 0.4:
            characters.insert(place, chance.choice(ALPHABET))
        elif action < 0.7 and characters:
            del characters[min(place, len(characters) - 1)]
        elif characters:
            other = chance.randrange(len(characters))
            place = min(place, len(characters) - 1)
            characters[place], characters[other] = characters[other], characters[place]
    return "".join(characters)


@given(st.text(alphabet=ALPHABET, max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_reader(raw: str) -> None:
    read_all(raw)


@given(st.text(max_size=80))
@settings(deadline=None)
def test_no_characters_break_the_reader(raw: str) -> None:
    read_all(raw)


def test_mutated_sentences_do_not_break_the_reader() -> None:
    chance = random.Random(SEED)  # noqa: S311 mutations to repeat, not secrets
    for _ in range(6):
        for text in SENTENCES:
            read_all(mutated(text, chance))


# ── time grows with the length ───────────────────────────────────────────────────────────────────


def test_work_is_in_proportion_to_the_characters() -> None:
    text = "\n".join(SENTENCES)[:10_000]
    read_all(text)
    once, tenfold = count_calls(partial(read_all, text)), count_calls(partial(read_all, text * 10))
    assert tenfold <= 10.5 * once


ADVERSARIES = [
    *"1 一 1, 1. 百 万 数 半 、1 1、 1至 1- 近 约 的 第 年 1年 上 (a ( ,, “ “一 其中 每亩 1/ 1: 一二 最大 全省".split(),
    *"排名 下降 a 多 前1 今年 1月 十五 翻".split(),
    *(" ", "\n", "1\n", "1 "),
]


class Measured:
    """A pattern that adds up the characters it is shown."""

    shown = 0

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> object:
        method = getattr(self._pattern, name)
        if name not in ("search", "match", "fullmatch", "finditer", "sub"):
            return method

        def look(*arguments: object, **more: object) -> object:
            text = next(
                one for one in arguments if isinstance(one, str) and (name != "sub" or one is arguments[-1])
            )
            window = [one for one in arguments if isinstance(one, int)]
            first, last = (window[0] if window else 0), (window[1] if len(window) > 1 else len(text))
            Measured.shown += (
                max(0, min(last, len(text)) - first) if name in ("search", "finditer", "sub") else 1
            )
            return method(*arguments, **more)

        return look


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every pattern of the reader's modules counts what it is shown."""
    for module in [one for name, one in sys.modules.items() if name.startswith("yuantu.evidence.text.")]:
        for name, pattern in list(vars(module).items()):
            if isinstance(pattern, re.Pattern):
                monkeypatch.setattr(module, name, Measured(pattern))


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize("unit", ADVERSARIES, ids=repr)
def test_repeated_pieces_take_no_more_than_proportional_work(unit: str) -> None:
    """Calls, and characters shown to patterns: eight times the text may take little more than eight times of both."""

    def work(length: int) -> tuple[int, int]:
        raw = (unit * (length // len(unit) + 1))[:length]
        before = Measured.shown
        calls = count_calls(partial(read_text, raw))
        return calls, Measured.shown - before

    work(200)
    (calls, shown), (more_calls, more_shown) = work(1_500), work(12_000)
    assert more_calls <= 10 * max(calls, 200), "quadratic would be 64 times"
    assert more_shown <= 10 * max(shown, 20_000), "quadratic would be 64 times"


def test_patterns_that_look_back_have_a_bound() -> None:
    """A pattern searched in a window never sees more than the window; those on whole texts have no open repeats."""
    from yuantu.evidence.text import clean, datewords, standings

    for module in (clean, datewords, standings):
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern):
                nested = re.search(r"[*+]\)[*+]", pattern.pattern)
                assert nested is None, f"{name}: a repeat inside a repeat"
