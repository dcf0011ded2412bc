"""Does a model fill only what the rules left open, and say that it was a model?"""

from types import SimpleNamespace
from typing import Any

import pytest

from yuantu.errors import WorkspaceError
from yuantu.evidence.language_model import Answer, LanguageModel, Outcome
from yuantu.evidence.text.reading import read_text
from yuantu.workspace import model_reading, reading_port
from yuantu.workspace.documents import Received, add_document, list_documents

TEXT = "海星项目总投资10亿元。\n\n东湖园区规划面积约3000亩。"
SETTINGS = '\n[language_model]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "tiny"\n'


class FakeClaim:
    def __init__(self, card: dict[str, Any]) -> None:
        self._card = card

    def to_card(self) -> dict[str, Any]:
        return dict(self._card)


class FakeAlarm:
    def __init__(self, start: int) -> None:
        self.claims = (start,)

    def to_json(self) -> dict[str, Any]:
        return {"code": "odd", "claims": list(self.claims)}


@pytest.fixture
def reader(monkeypatch, claim) -> dict[str, Any]:
    """A reader of running text that finds two quantities, one of which belongs to nobody."""
    asked: dict[str, Any] = {}
    cards = [
        claim("10亿元", text=TEXT, value=1e9, unit="CNY", confidence=0.3),
        claim("约3000亩", text=TEXT, value=2e6, unit="m2", subject="东湖园区", property="planned_area"),
    ]

    def read_text(text: str, published: Any, names: Any) -> Any:
        asked.update(text=text, published=published, names=list(names))
        facts = lambda: [FakeClaim(one) for one in cards]  # noqa: E731
        return SimpleNamespace(facts=facts, alarms=(FakeAlarm(cards[1]["start"]),))

    monkeypatch.setattr(reading_port, "read_text", read_text)
    return asked


def configure(desk) -> None:
    settings = desk.workspace.folder.settings_file
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")


def add(desk, *, model: bool = False) -> dict[str, Any]:
    return add_document(desk.workspace, TEXT.encode(), Received("小报", "2024-01", model=model))


def test_the_reader_is_told_the_day_and_the_names(desk, reader) -> None:
    found = add(desk)
    assert (found["added"], found["model"]) == (2, None)
    assert ("东湖园区", "park", "东湖产业园") in reader["names"]
    assert reader["published"].first.isoformat() == "2024-01-01"
    document = found["document"]["id"]
    items = desk.reviewing.queue(document=document)["queue"]
    assert [one["alarms"] for one in items] == [[], [{"code": "odd", "claims": [items[1]["claim"]["start"]]}]]


@pytest.mark.usefixtures("reader")
def test_only_what_belongs_to_nobody_is_asked_about(desk, monkeypatch) -> None:
    configure(desk)
    questions = []

    def answer(_, block, quantities):
        questions.append((block, [block[one.start : one.end] for one in quantities]))
        given = Answer(quantities[0].id, "海星项目", "total_investment", "2023-01-01", None, block)
        return Outcome((given,), {"quote": 2})

    monkeypatch.setattr(LanguageModel, "ask", answer)
    found = add(desk, model=True)
    assert [(block.strip(), asked) for block, asked in questions] == [("海星项目总投资10亿元。", ["10亿元"])]
    told = found["model"]
    assert (told["method"], told["asked"], told["answered"], told["dropped"]) == (
        "llm:tiny",
        1,
        1,
        {"quote": 2},
    )
    items = desk.reviewing.queue(document=found["document"]["id"])["queue"]
    first = items[0]["claim"]
    assert (first["subject"], first["method"], first["value"]) == ("海星项目", "llm:tiny", 1e9)
    assert first["confidence"] == model_reading.CONFIDENCE
    assert items[1]["claim"]["method"] == "rules"


@pytest.mark.usefixtures("reader")
def test_a_model_that_fails_leaves_what_the_rules_read(desk, monkeypatch) -> None:
    configure(desk)
    monkeypatch.setattr(LanguageModel, "ask", lambda *_: Outcome(failure="URLError: refused"))
    found = add(desk, model=True)
    assert found["added"] == 2
    assert found["model"]["failures"] == ["URLError: refused"]


@pytest.mark.usefixtures("reader")
def test_a_model_is_asked_only_when_somebody_says_so_and_one_is_configured(desk, monkeypatch) -> None:
    with pytest.raises(WorkspaceError) as refusal:
        add(desk, model=True)
    assert refusal.value.problem.code == "model_missing"
    assert not [one for one in list_documents(desk.workspace) if one["name"] == "小报"], (
        "nothing was taken in"
    )
    configure(desk)
    monkeypatch.setattr(LanguageModel, "ask", lambda *_: pytest.fail("nobody asked for it"))
    assert add(desk)["model"] is None


def test_the_claims_of_a_text_that_is_only_read_are_completed_too(desk, monkeypatch) -> None:
    with pytest.raises(WorkspaceError) as refusal:
        model_reading.completer(desk.workspace.folder)
    assert refusal.value.problem.code == "model_missing"
    configure(desk)

    def answer(_, block, asked):
        return Outcome((Answer(asked[0].id, "某馆", "total_investment", "2023-01-01", "2023-12-31", block),))

    monkeypatch.setattr(LanguageModel, "ask", answer)
    text = "总投资10亿元。东湖园区规划面积约3000亩。"
    claims = read_text(text).claims
    found, told = model_reading.completer(desk.workspace.folder)(text, claims)
    assert claims[0].subject is None
    assert (found[0].subject, found[0].method, found[0].confidence) == (
        "某馆",
        "llm:tiny",
        model_reading.CONFIDENCE,
    )
    assert found[0].valid is not None
    assert found[0].valid.precision == "year"
    assert (found[0].start, found[0].value, told["answered"]) == (claims[0].start, claims[0].value, 1)
    assert found[1:] == claims[1:]
