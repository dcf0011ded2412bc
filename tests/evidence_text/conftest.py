from collections.abc import Callable
from pathlib import Path

import pytest

from yuantu.evidence.text.claims import TextClaim
from yuantu.evidence.text.reading import TextReading, read_text
from yuantu.ontology.periods import read_period

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared"


@pytest.fixture(scope="session")
def twin() -> TextReading:
    """The self-written page with every trap, published in February 2023."""
    return read_text((HERE / "twin-page.txt").read_text(encoding="utf-8"), read_period("2023-02"))


@pytest.fixture(scope="session")
def seeds() -> tuple[TextReading, TextReading]:
    """The two articles the project began with, where they are at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the shared articles are not beside the repository")
    first, second = sorted(folder.glob("*.txt"))
    return (
        read_text(first.read_text(encoding="utf-8"), read_period("2023-02")),
        read_text(second.read_text(encoding="utf-8"), read_period("2024-06")),
    )


@pytest.fixture(scope="session")
def claims_of() -> Callable[..., list[TextClaim]]:
    """The claims of a reading whose quote is, or contains, given words."""

    def find(reading: TextReading, words: str, **wanted: object) -> list[TextClaim]:
        found = [claim for claim in reading.claims if words in claim.quote]
        return [
            claim for claim in found if all(getattr(claim, name) == value for name, value in wanted.items())
        ]

    return find
