"""To which meeting does a batch of unnamed projects belong, and what do later numbers take up from it?"""

import re
from dataclasses import replace

from yuantu.evidence.text.entities import Name
from yuantu.evidence.text.mentions import QuantityMention
from yuantu.evidence.text.properties import Property
from yuantu.evidence.text.scenes import Memory, Scene
from yuantu.evidence.text.subjects import Subject, described_by

_POINTS = re.compile(r"(?:此次|本次|这次|这|上述|活动中?|仪式上?)[^，,。]{0,6}$")
_AMONG = re.compile(r"[^，,。]{0,8}项目中")


def batch_subject(scene: Scene, mention: QuantityMention, wanted: Property) -> Subject | None:
    """此次8个签约项目, 63个项目集中开工: a batch of projects belongs to the signing or start that the text tells of."""
    text, sentence, memory = scene.text, scene.sentence, scene.memory
    if mention.kind != "count" or "projects" not in wanted.name or memory.thread.batch is not None:
        return None
    before = text[max(sentence.start, mention.start - 10) : mention.start]
    deed = wanted.name.endswith(("_signed", "_started", "_completed"))
    points = _POINTS.search(before) or _AMONG.match(text, mention.end, mention.end + 12)
    opens = mention.start - sentence.clauses[sentence.clause_of(mention.start)] <= 2
    if not (points or (deed and opens)):
        return None
    if points and memory.batch is not None and not deed:
        return replace(memory.batch, context="previous")
    named = described_by(text, sentence, mention, scene.names)
    event = (
        named
        if named is not None and named.kind == "event" and not named.short
        else _event(wanted.name, memory)
    )
    return Subject(event.text, "event", "previous", 0.7) if event is not None else None


def _event(deed: str, memory: Memory) -> Name | None:
    """The meeting at which projects were signed or started: the last one of that deed, else the last one."""
    word = {"signed": "签约", "started": "工", "completed": "竣工"}.get(deed.rsplit("_", 1)[-1], "")
    told = (*memory.cast.headline, *memory.cast.seen)
    events = [name for name in told if name.kind == "event" and not name.short]
    fitting = [name for name in events if word and word in name.text]
    chosen = fitting or events
    return chosen[-1] if chosen else None


def hand_on(scene: Scene, mention: QuantityMention, wanted: Property, subject: Subject, part: bool) -> None:
    """What the next number may take up; 省20个 names the province for its own number only, 其中X35个 the part X."""
    memory = scene.memory
    thread = memory.thread
    memory.made[mention.start] = (wanted, subject)
    if part:
        thread.parts.add(subject.name or "")
    if part or re.search(r"省(?:全部)?$", scene.text[max(0, mention.start - 3) : mention.start]):
        return
    thread.here, thread.here_end = subject, mention.end
    if mention.kind == "count" and "projects" in wanted.name and mention.role != "part":
        thread.batch = subject
        memory.batch = subject if subject.kind == "event" else memory.batch
    named = subject.kind != "unknown" or subject.context != "clause"
    if named and subject.context not in ("none", "topic", "heading") and mention.role != "condition":
        thread.previous = subject
