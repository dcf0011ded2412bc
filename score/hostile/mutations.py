"""How is a document damaged?

Bytes are flipped, cut, repeated, overwritten, spliced with another document; words that a format gives a meaning to
are put in. The parts of an archive are damaged inside and packed again without fault, or the archive is damaged itself.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from score.hostile.seeds import SLOW, TEXTS

T = TypeVar("T")

MOST_BYTES = 1_500
LENGTHS = (1, 1, 2, 3, 4, 8, 16, 60, 300)
NUMBERS = (
    "0",
    "-1",
    "1e999",
    "9" * 30,
    "4294967295",
    "1048577",
    "16385",
    "NaN",
    "壹佰万",
    "１２",
    "½",
    "0x10",
    "1" * 400,
)
WORDS: dict[str, list[str]] = json.loads((Path(__file__).parent / "words.json").read_text(encoding="utf-8"))
_KINDS = {
    "txt": "text",
    "gbk.txt": "text",
    "docx": "xml",
    "xlsx": "xml",
    "ods": "xml",
    "pdf": "xml",
    "xls": "xml",
}


def damage(data: bytes, form: str, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A damaged copy of `data`, of a bounded length; `others` are documents of the same format."""
    if form == "geojson" and chance.random() < 0.5 and (changed := _change_tree(data, chance)):
        return changed[:MOST_BYTES]
    if form in TEXTS and chance.random() < 0.8:
        encoding = "gb18030" if form == "gbk.txt" else "utf-8"
        text, more = (
            data.decode(encoding, "replace"),
            [other.decode(encoding, "replace") for other in others[-3:]],
        )
        return _damage_text(text, form, more, chance).encode(encoding, "replace")[:MOST_BYTES]
    if form in TEXTS:
        return _damage_bytes(data, form, others, chance)[:MOST_BYTES]
    if form in SLOW or chance.random() < 0.2:
        return _damage_bytes(data, form, others, chance)[: MOST_BYTES + len(data)]
    return _damage_part(data, form, chance) or _damage_bytes(data, form, others, chance)


def _damage_text(text: str, form: str, others: Sequence[str], chance: random.Random) -> str:
    out = list(text)
    _edit(out, [list(other) for other in others], lambda: list(_word(form, chance)), chance)
    return "".join(out)


def _damage_bytes(data: bytes, form: str, others: Sequence[bytes], chance: random.Random) -> bytes:
    out = list(data)
    for _ in range(chance.choice((0, 0, 1, 2))):
        if out:
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    _edit(
        out,
        [list(other) for other in others[-3:]],
        lambda: list(_word(form, chance).encode("utf-8", "replace")),
        chance,
    )
    return bytes(out)


def _edit(
    out: list[T], others: Sequence[list[T]], word: Callable[[], list[T]], chance: random.Random
) -> None:
    """Change a document, given as its bytes or characters, in a few places."""
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at, start = chance.randrange(len(out) + 1), chance.randrange(len(out) + 1)
        length = chance.choice(LENGTHS)
        kind = chance.choice(("cut", "put", "put", "over", "over", "again", "splice", "move", "swap", "end"))
        if kind == "cut":
            del out[at : at + length]
        elif kind == "put":
            out[at:at] = word()
        elif kind == "over":
            out[at : at + length] = word()
        elif kind == "again":
            out[at:at] = out[at : at + length] * chance.choice((1, 2, 5, 40))
        elif kind == "splice" and others:
            out[at : at + length] = chance.choice(others)[start : start + 4 * length]
        elif kind == "end" and chance.random() < 0.2:
            del out[at:]
        else:
            piece = out[start : start + length]
            del out[start : start + length]
            out[at:at] = piece


def _word(form: str, chance: random.Random) -> str:
    words = WORDS[_KINDS.get(form, form)]
    return chance.choice((*words, *NUMBERS) if chance.random() < 0.8 else (*WORDS["text"], *NUMBERS))


def _change_tree(data: bytes, chance: random.Random) -> bytes:
    """A map whose JSON stays whole while one of its values is another's or nonsense; empty when it is past repair."""
    try:
        tree = json.loads(data)
    except ValueError:
        return b""
    holders = [tree]
    for holder in holders:
        inner = holder.values() if isinstance(holder, dict) else holder
        holders += [value for value in inner if isinstance(value, dict | list)][:50]
    holder = chance.choice(holders[:400])
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not keys:
        return b""
    nonsense: tuple[Any, ...] = (
        None,
        True,
        -1,
        1e300,
        "",
        "园区",
        [],
        {},
        [[[1]]],
        {"type": "Point"},
        chance.choice(holders[:400]),
        "9" * 30,
    )
    holder[chance.choice(keys)] = chance.choice(nonsense)
    try:
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return b""  # a value was put into itself


def _damage_part(data: bytes, form: str, chance: random.Random) -> bytes:
    """Damage inside one part of an archive; empty when the archive itself is past repair."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
    except Exception:  # noqa: BLE001 — a damaged archive raises nearly anything
        return b""
    if not parts or sum(map(len, parts.values())) > 10 * MOST_BYTES:
        return b""
    chosen = chance.choices(list(parts), [len(content) + 1 for content in parts.values()])[0]
    parts[chosen] = _damage_bytes(parts[chosen], form, [], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()
