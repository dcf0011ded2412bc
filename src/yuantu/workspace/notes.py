"""What must a reader of an answer know beside it?"""

from yuantu.errors import Problem
from yuantu.match.brief import Brief
from yuantu.workspace import values
from yuantu.workspace.inventories import Inventory, SiteInventory


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
