"""What does a language model add to what the rules have read?

Asked only when a person says so, of the endpoint that the workspace names, and only about quantities that the rules
could give to nobody. What comes back is a proposal like any other, with its own method and no more confidence than a
person should give it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from yuantu.errors import Problem, WorkspaceError
from yuantu.evidence.language_model import Asked, Endpoint, LanguageModel, read_settings
from yuantu.evidence.text.claims import TextClaim
from yuantu.facts.proposals import Card
from yuantu.ontology.periods import period_of_days
from yuantu.workspace import reading_port
from yuantu.workspace.folder import SETTINGS_FILE, Folder

CACHE = "language_model"
CONFIDENCE = 0.5  # nobody has calibrated a model that a workspace chose for itself
MOST_BLOCKS = 200
Complete = Callable[[str, Sequence[TextClaim]], tuple[tuple[TextClaim, ...], dict[str, Any]]]
LONGEST_BLOCK = 8000


def configured(folder: Folder) -> Endpoint:
    """The endpoint that the workspace names. Raises WorkspaceError when it names none, or not as it should."""
    endpoint = read_settings(folder.settings(), SETTINGS_FILE)
    if endpoint is None:
        raise WorkspaceError(Problem("model_missing", {"path": str(folder.settings_file)}))
    return endpoint


def model_name(settings: Mapping[str, Any]) -> str | None:
    """The model that is configured as it should be; what is wrong with a section is said when it is used."""
    try:
        endpoint = read_settings(settings, SETTINGS_FILE)
    except WorkspaceError:
        return None
    return endpoint.model if endpoint else None


def completer(folder: Folder) -> Complete:
    """Asks the model of a workspace about claims that were not taken in. Raises WorkspaceError."""
    endpoint = configured(folder)

    def complete_claims(
        text: str, claims: Sequence[TextClaim]
    ) -> tuple[tuple[TextClaim, ...], dict[str, Any]]:
        cards = [claim.to_card() for claim in claims]
        found, told = complete(folder, endpoint, text, reading_port.blocks(text), cards)
        return tuple(map(_taken_over, claims, found)), told

    return complete_claims


def _taken_over(claim: TextClaim, card: Card) -> TextClaim:
    if card["method"] == claim.method:
        return claim
    first, last = (
        date.fromisoformat(day) if (day := card[key]) else None for key in ("valid_from", "valid_to")
    )
    return replace(
        claim, subject=card["subject"], property=card["property"], method=card["method"],
        confidence=card["confidence"], valid=period_of_days(first, last),
    )  # fmt: skip


def complete(
    folder: Folder, endpoint: Endpoint, text: str, blocks: Sequence[dict[str, Any]], cards: Sequence[Card]
) -> tuple[list[Card], dict[str, Any]]:
    """The cards, those without a subject completed where the model knew one, and what became of its answers."""
    model = LanguageModel(endpoint, folder.root / CACHE)
    told: dict[str, Any] = {
        "method": endpoint.method, "asked": 0, "answered": 0, "cached": 0, "dropped": {}, "failures": [],
    }  # fmt: skip
    found = list(cards)
    for start, end, places in _open_questions(blocks, cards)[:MOST_BLOCKS]:
        asked = {f"q{place}": place for place in places}
        outcome = model.ask(
            text[start:end],
            [Asked(name, cards[at]["start"] - start, cards[at]["end"] - start) for name, at in asked.items()],
        )
        told["asked"] += len(asked)
        told["answered"] += len(outcome.answers)
        told["cached"] += outcome.cached
        if outcome.failure:
            told["failures"].append(outcome.failure)
        for reason, count in outcome.dropped.items():
            told["dropped"][reason] = told["dropped"].get(reason, 0) + count
        for answer in outcome.answers:
            place = asked[answer.id]
            found[place] = _completed(found[place], answer, endpoint.method)
    return found, told


def _open_questions(
    blocks: Sequence[dict[str, Any]], cards: Sequence[Card]
) -> list[tuple[int, int, list[int]]]:
    """Blocks with the places of their cards that have no subject."""
    found = []
    for block in blocks:
        start, end = block["start"], block["end"]
        places = [
            place
            for place, card in enumerate(cards)
            if not card["subject"] and start <= card["start"] and card["end"] <= end
        ]
        if places and end - start <= LONGEST_BLOCK:
            found.append((start, end, places))
    return found


def _completed(card: Card, answer: Any, method: str) -> Card:
    said = {"subject": answer.subject, "property": answer.property}
    if answer.valid_from or answer.valid_to:
        said |= {"valid_from": answer.valid_from, "valid_to": answer.valid_to}
    return {**card, **said, "method": method, "confidence": CONFIDENCE}
