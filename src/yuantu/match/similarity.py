"""How alike are two short texts?

Cosine of hashed character n-grams (scikit-learn's HashingVectorizer, pairs and triples of characters, repeated ones
counted by their square root). Nothing is learnt from the texts that happen to be compared: with inverse document
frequencies one candidate more would change the likeness of all others, and with it their order. What every notice
says (技术, 研发, 系统 …) is left out beforehand instead. Words of one meaning that share no character are not alike;
that is what tags and classifications are for.
"""

import re
import unicodedata
from collections.abc import Sequence
from importlib import import_module

import numpy as np
from numpy.typing import NDArray

from yuantu.errors import BadInput, Problem

FEATURES = 1 << 20
COMMON = (
    "技术 研发 研究 开发 系统 方法 装置 设备 产品 项目 成果 需求 应用 解决 问题 提高 提升 实现 具有 采用 基于 "
    "一种 进行 希望 寻求 能够 可以 以及 相关 方面 公司 企业 现有 目前 主要 关键 要求 不低于 不高于 达到 以上 以下"
).split()
_COMMON = re.compile("|".join(sorted(COMMON, key=len, reverse=True)))
_NO_WORD = re.compile(r"[\W_]+")


def likeness(asked: str, texts: Sequence[str]) -> NDArray[np.float64]:
    """Likeness of each text to `asked`, (n,), from 0 (nothing shared) to 1 (the same).

    NaN for a text, and for all of them when `asked`, holds nothing but common words. Raises `BadInput` when
    scikit-learn is not installed.
    """
    try:
        library = import_module("sklearn.feature_extraction.text")  # a second to load, and an extra
    except ImportError as missing:
        raise BadInput(Problem("similarity_library")) from missing
    plain = [_plain(text) for text in (asked, *texts)]
    reader = library.HashingVectorizer(
        analyzer="char",
        ngram_range=(2, 3),
        n_features=FEATURES,
        norm=None,
        alternate_sign=False,
        lowercase=False,
    )
    counts = reader.transform(plain).sqrt()
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    shared = (counts[1:] @ counts[0].T).toarray().ravel()
    with np.errstate(divide="ignore", invalid="ignore"):
        found: NDArray[np.float64] = np.minimum(shared / (lengths[1:] * lengths[0]), 1.0)
    return found


def _plain(text: str) -> str:
    """Folded widths and case, blanks between words, nothing that every notice says."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NO_WORD.sub(" ", _COMMON.sub(" ", folded)).strip()
