"""Which property does a number get, whatever its kind?"""

import re
from dataclasses import replace

from yuantu.evidence.text.amounts import measured
from yuantu.evidence.text.claims import ClaimBasis
from yuantu.evidence.text.counted import counted
from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.lasting import lasting
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property, basis_of
from yuantu.evidence.text.ratios import ranked, ratio
from yuantu.evidence.text.scenes import Scene
from yuantu.evidence.text.sentences import Sentence

_LARGEST = re.compile(r"最大的?(?:单体|单个)?项目(?:总?投资额?|达到?|为|是|超)*$")
_AGAIN = re.compile(r"[,，]?[(（]?(?:约?合|折合|即|相当于|约等于|约)(?:约|为)?.{0,2}")
_OF_NOTHING = frozenset({"value_growth", "value_change", "value_multiple"})  # no figure in the sentence
_DERIVED = re.compile(r"^share_of|_(?:growth|change|rank|multiple|gap)$")
_REACHES = re.compile(
    r"(?:的?新?(?:大关|台阶|门槛))?[,，](?:已|预计|将|现已)?(?:达到?|高达|增至|升至)了?"
)  # 跨越5000亿元，达5600亿元
_EACH = re.compile(r"均(?:在|超过?|达到?)?$")
_CHILD = re.compile(
    r"(?:[、，,；;和:：](?:其中|包括)?|其中|包括|分别是)(?P<who>[一-鿿A-Za-z0-9“”]{2,10}?)(?:面积|约|为|共|有|各)*$"
)


def property_of(scene: Scene, mention: QuantityMention) -> tuple[Property, ClaimBasis]:
    """The property of a number and whether it is achieved, planned, expected or aimed at."""
    text, sentence, pairing, memory = scene.text, scene.sentence, scene.pairing, scene.memory
    wanted = _alone(text, sentence, mention)
    if mention.start in pairing.properties:
        name, owners = pairing.properties[mention.start]
        wanted = replace(wanted, name=name, owners=owners, strength=0.9)
    echo = memory.made.get(pairing.echoes.get(mention.start, -1))
    if echo is not None:
        figure = echo[0]
        wanted = replace(
            wanted, name=figure.name + "_growth", owners=figure.owners, strength=0.85, kind="growth"
        )
    basis = basis_of(text, sentence, mention, wanted.name)
    if basis == "actual" and memory.ahead and not any(date.end <= sentence.start for date in scene.dates):
        basis = "target"
    if mention.kind == "count" and basis != "actual":
        wanted = replace(wanted, name=wanted.name.removesuffix("_built"))
    wanted = _in_context(scene, mention, wanted, basis)
    if mention.start in pairing.loose:
        wanted = replace(wanted, strength=wanted.strength * 0.5)
    return wanted, basis


def _in_context(scene: Scene, mention: QuantityMention, wanted: Property, basis: ClaimBasis) -> Property:
    """What was told before: the figure that 下降6.1% is of, the same in another unit, a value repeated bare."""
    memory = scene.memory
    if wanted.name in _OF_NOTHING and memory.figure is not None:
        tail = wanted.name.removeprefix("value")
        wanted = replace(wanted, name=memory.figure.name + tail, owners=memory.figure.owners, strength=0.4)
    elif wanted.strength >= 0.6 and mention.role != "part" and not _DERIVED.search(wanted.name):
        memory.figure = wanted
    restated = _restated(scene, mention)
    if restated is not None:
        wanted = replace(restated, place=mention.start)
    said = memory.said.get((mention.unit, mention.value)) if mention.kind == "money" else None
    if said is not None and wanted.strength <= 0.2 and mention.role != "condition":
        wanted = replace(wanted, name=said.name, owners=said.owners, strength=0.5)
    elif wanted.strength >= 0.6 and basis == "actual" and mention.role == "value":
        memory.said[(mention.unit, mention.value)] = wanted
    return wanted


def _restated(scene: Scene, mention: QuantityMention) -> Property | None:
    """53286平方米(约合79.93亩): the same figure in another unit has the property of the one before."""
    before = scene.sentence.quantity_before(mention.start)
    if before is None or before.kind != mention.kind or before.unit != mention.unit:
        return None
    again = _AGAIN.fullmatch(scene.text, before.end, mention.start + 2)
    if not again and not _REACHES.fullmatch(scene.text, before.end, mention.start):
        return None
    made = scene.memory.made.get(before.start)
    return made[0] if made is not None else None


def child_of(scene: Scene, mention: QuantityMention, wanted: Property) -> tuple[Name, Property] | None:
    """其中马鞍岛35平方公里、南朗片区19平方公里: a part by its name, measured like the whole before it."""
    text, sentence = scene.text, scene.sentence
    whole = scene.memory.wholes.get(mention.unit)
    if wanted.strength > 0.3 or mention.kind not in ("area", "money", "capacity") or whole is None:
        return None
    found = _CHILD.search(text, max(sentence.start, mention.start - 16), mention.start)
    if found is None or not (mention.role == "part" or "其中" in text[sentence.start : mention.start]):
        return None
    known = next((name for name in scene.names if name.end == found.end("who")), None)
    kind = "park" if mention.kind == "area" else "unknown"
    name = known or Name(
        found.start("who"), found.end("who"), found["who"], "park" if kind == "park" else "unknown"
    )
    return name, replace(wanted, name=whole, strength=0.75)


def _alone(text: str, sentence: Sentence, mention: QuantityMention) -> Property:
    if mention.kind == "count":
        return counted(text, sentence, mention)
    if mention.kind in ("share", "growth"):
        return ratio(text, sentence, mention)
    if mention.kind == "rank":
        return ranked(text, sentence, mention)
    if mention.kind == "duration":
        return lasting(text, sentence, mention)
    found = measured(text, sentence, mention)
    return _money(text, sentence, mention, found) if mention.kind == "money" else found


def _money(text: str, sentence: Sentence, mention: QuantityMention, found: Property) -> Property:
    """Money that describes projects is invested in them; 均在100亿元以上 is a threshold of what is counted."""
    described = re.match(r"的?[^，,。、]{0,8}项目", text[mention.end : mention.end + 12])
    bounded = re.search(r"以上|以下", text[mention.start : mention.end])
    if found.strength < 0.6 and mention.role != "level" and described and not bounded:
        found = Property(
            "total_investment", ("project", "event", "company", "park", "region"), 0.8, mention.end
        )
    before = text[max(sentence.start, mention.start - 14) : mention.start]
    if _LARGEST.search(before):
        return replace(found, name="largest_project_investment")
    if mention.role == "condition" or _EACH.search(before):
        figure = "investment" if "investment" in found.name or found.strength < 0.6 else found.name
        return replace(found, name="threshold_" + figure, strength=max(found.strength, 0.7))
    return found
