"""What must a reader of an answer know beside it?"""

from yuantu.errors import Problem
from yuantu.match.brief import Brief
from yuantu.match.catalogue import NO
from yuantu.workspace import values, wording
from yuantu.workspace.inventories import Inventory, SiteInventory
from yuantu.workspace.items import Presenter

REASONS = 3


def notes_json(brief: Brief, inventory: Inventory) -> list[dict[str, str]]:
    """What an answer rests on and a reader has to know: the travel model, cells that could not be read."""
    notes = [values.both(one.text("zh"), one.text("en")) for one in inventory.problems]
    if brief.anchors and isinstance(inventory, SiteInventory):
        model = inventory.session.network().model
        notes.append(values.both(model.words("zh"), model.words("en")))
        if any(anchor.mode == "truck" for anchor in brief.anchors):
            truck = Problem("match_truck", severity="warning")
            notes.append(values.both(truck.text("zh"), truck.text("en")))
    return notes


def none_json(presenter: Presenter) -> dict[str, str] | None:
    """暂无匹配: why nobody passes or is left to verify, by the tests that most fail; None where there is somebody.

    A candidate counts for every test that it fails, not for the first only: all of them would have to give way.
    """
    counts = presenter.drawn.counts
    if counts["passed"] or counts["to_verify"]:
        return None
    failed = [(int((one.state == NO).sum()), one.test) for one in presenter.drawn.verdict.outcomes]
    worst = sorted((one for one in failed if one[0]), key=lambda one: -one[0])[:REASONS]
    told: dict[str, list[str]] = {language: [] for language in values.LANGUAGES}
    for count, test in worst:
        label = presenter.label(test.column, test.name)
        need = wording.need(test, presenter.declaration.columns, presenter.member_words)
        for language, lines in told.items():
            params = {"count": str(count), "test": label[language], "need": need[language]}
            lines.append(Problem("match_none_failed", params).text(language))
    joined = {"zh": "，".join(told["zh"]), "en": ", ".join(told["en"])}
    return {
        language: Problem(
            "match_none", {"count": str(counts["candidates"]), "reasons": joined[language]}
        ).text(language)
        for language in values.LANGUAGES
    }
