"""What do the tests of chains share? A chain of kites, and companies that make parts of them."""

from pathlib import Path

import pytest

from yuantu.chain.model import Chain
from yuantu.chain.reading import read_chain_file
from yuantu.facts.statements import Statement
from yuantu.facts.views import Entity, Held
from yuantu.ontology.values import Text

KITES = Path(__file__).parent / "kites.yaml"


@pytest.fixture(scope="session")
def kites() -> Chain:
    return read_chain_file(KITES)


@pytest.fixture(scope="session")
def kites_text() -> str:
    return KITES.read_text(encoding="utf-8")


def company(identifier: str, *products: str, industry: str = "", source: str = "a") -> Entity:
    """A company of which products, and perhaps an industry, are stated."""
    held = {}
    for name, given in (("products", products), ("industry", (industry,) if industry else ())):
        statements = tuple(
            Statement(f"s-{identifier}-{name}-{place}", identifier, "company", name, words, Text(words), None, "2026",
                      source, "companies.csv!A1", "pack", "public")
            for place, words in enumerate(given)
        )  # fmt: skip
        if statements:
            held[name] = Held(name, statements)
    return Entity(identifier, "company", held)
