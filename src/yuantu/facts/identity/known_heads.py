"""Are two names the same part of one thing, each calling the thing by another of its known names?

国开行江苏省分行 is 国家开发银行江苏省分行: what stands behind the known name must be the same words. And is a name the
other with its place, or the university it belongs to, left out, where the rest is a name of its own?
"""

from yuantu.facts.identity.bilingual import is_common
from yuantu.facts.identity.known import find_known, stem_of
from yuantu.facts.identity.parts import Name
from yuantu.facts.identity.places import place_steps
from yuantu.facts.identity.shortened import shorten

SHORTEST_TAIL = 2
SHORTEST_NAME = 4
MOST_LETTERS = 60


def same_tail(one: Name, other: Name) -> bool:
    """Whether both are a known name and the same words behind it. Symmetric."""
    if one.latin or other.latin or max(len(one.key), len(other.key)) > MOST_LETTERS:
        return False
    if shorten(one.key)[-SHORTEST_TAIL:] != shorten(other.key)[-SHORTEST_TAIL:]:
        return False
    return any(head in known for head, known in _heads(one.key, other.key))


def _heads(one: str, other: str) -> list[tuple[str, frozenset[str]]]:
    """For every known head of `one`: what `other` has in front of the same tail, and the names of the thing."""
    found: list[tuple[str, frozenset[str]]] = []
    for end in range(2, len(one) - SHORTEST_TAIL + 1):
        known = find_known(one[:end])
        if known is None:
            continue
        tail = one[end:]
        for cut in range(2, len(other) - SHORTEST_TAIL + 1):
            if other[cut:] == tail or shorten(other[cut:]) == shorten(tail):
                found += [(head, known.names) for head in (other[:cut], stem_of(other[:cut]))]
    return found


def is_owner_left_out(one: Name, other: Name) -> bool:
    """Whether one name is the other without the place or university in front of it. Symmetric."""
    shorter, longer = sorted((one, other), key=lambda name: (len(name.key), name.key))
    if shorter.latin or longer.latin or shorter.form == "ltd" or len(shorter.key) < SHORTEST_NAME:
        return False
    front = longer.key.removesuffix(shorter.key)
    if front == longer.key or not front or is_common(shorter.key):
        return False
    if longer.kind == "company" and longer.form:
        return False
    if shorter.kind == "institute":
        return (front.endswith(_OWNERS) and shorter.key.endswith("医院")) or _is_place(front, shorter, longer)
    return _is_place(front, shorter, longer) or (front.endswith("港") and shorter.key.endswith("港区"))


_OWNERS = ("大学", "大学附属", "医学院", "医学院附属", "医科大学", "医科大学附属")


def _is_place(front: str, shorter: Name, longer: Name) -> bool:
    steps = place_steps(front + "x")
    whole = bool(steps) and steps[-1].end == len(front)
    if shorter.key.endswith("大学"):
        return False  # a university in another city is a branch of it
    return whole and shorter.kind == longer.kind and shorter.kind in {"park", "way", "institute"}
