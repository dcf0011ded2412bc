"""Where does a value come from: which words, in which source, and who says otherwise?"""

from datetime import date
from typing import Any

from yuantu.errors import NotFound, Problem
from yuantu.evidence.claims import Source
from yuantu.facts.statements import Statement
from yuantu.facts.views import SAMPLE_CLASS, Entity, Held
from yuantu.ontology.formats import show_value
from yuantu.ontology.schema import Property
from yuantu.ontology.values import Code, Value
from yuantu.workspace import values
from yuantu.workspace.labels import CLASS_LABELS
from yuantu.workspace.session import Session


def statement_json(session: Session, statement_id: str) -> dict[str, Any]:
    """One statement with its source, words, typed value, dates, and the statements that disagree with it."""
    statement = session.statement(statement_id)
    if statement is None:
        raise NotFound(Problem("statement_unknown", {"id": statement_id}))
    meaning = session.schema.kind(statement.kind).property(statement.property)
    entity = session.entity(statement.entity, None)
    source = session.view.sources.get(statement.source)
    held = entity.held.get(statement.property) if entity else None
    conflicts = (
        [one.id for one in held.statements if one.value != statement.value] if held and held.conflict else []
    )
    parts = values.number(statement.value)
    sample = bool(entity and entity.sample) or (source is not None and source.source_class == SAMPLE_CLASS)
    return {
        "id": statement.id, "entity": statement.entity, "entity_name": entity.name if entity else statement.entity,
        "kind": statement.kind, "property": statement.property, "label": values.label(meaning),
        "words": statement.words, "value": parts, "text": shown(session, statement.value, meaning),
        "unit": parts["unit"], "qualifier": parts["qualifier"], **_dates(statement), "known_at": statement.known_at,
        "source": source_json(source, statement.source), "locator": statement.locator, "method": statement.method,
        "visibility": statement.visibility, "sample": sample, "conflicts": conflicts,
    }  # fmt: skip


def source_json(source: Source | None, source_id: str) -> dict[str, Any]:
    """A source as it may be shown: classes C and X are cited, never linked."""
    if source is None:
        return {"id": source_id, "citation": source_id, "link": None, "source_class": None,
                "class_label": None, "dated": None, "note": ""}  # fmt: skip
    dated = show_value(source.dated, None, "zh") if source.dated else None
    return {
        "id": source.id, "citation": source.citation, "link": source.link, "source_class": source.source_class,
        "class_label": CLASS_LABELS.get(source.source_class), "dated": dated, "note": source.note,
    }  # fmt: skip


def entity_json(
    session: Session, entity_id: str, day: date | None, known_at: str | None = None
) -> dict[str, Any]:
    """All that is held of one entity as of a day; properties that nobody has stated are listed as unknown."""
    entity = session.entity(entity_id, day, known_at)
    if entity is None:
        raise NotFound(Problem("entity_unknown", {"id": entity_id}))
    return describe(session, entity, day)


def describe(session: Session, entity: Entity, day: date | None) -> dict[str, Any]:
    """The JSON of one entity: known properties in the order of the schema, then the unknown ones."""
    kind = session.schema.kind(entity.kind)
    properties = []
    for name, found in entity.held.items():
        # 示例 inventory stands on every day: it does not age.
        properties.append(held_json(session, found, kind.property(name), None if entity.sample else day))
    order = list(kind.properties)
    properties.sort(key=lambda one: order.index(one["property"]))
    unknown: list[dict[str, Any]] = [
        {"property": name, "label": values.label(meaning), "state": "unknown", "rule": None, "values": []}
        for name, meaning in kind.properties.items()
        if name not in entity.held and name not in ("note", "aliases", "status_words")
    ]
    return {
        "id": entity.id, "kind": entity.kind, "kind_label": values.both(kind.label.zh, kind.label.en),
        "name": entity.name, "sample": entity.sample, **_position(entity), "as_of": values.iso(day),
        "properties": properties + unknown,
    }  # fmt: skip


def shown(session: Session, value: Value, meaning: Property) -> dict[str, str]:
    """The value in words; a reference is shown by the name of what it refers to."""
    if isinstance(value, Code) and meaning.type == "reference" and meaning.to:
        target = session.known(meaning.to, value.code)
        return (
            values.both(target.name, target.text("name_en") or target.name)
            if target
            else values.text(value, None)
        )
    return values.text(value, meaning)


def conflicts_json(session: Session, day: date | None) -> list[dict[str, Any]]:
    """Every property of every entity on which statements that hold together disagree."""
    found = []
    for name, kind in session.schema.kinds.items():
        for entity in session.entities(name, day):
            for held in entity.held.values():
                if held.conflict:
                    found.append(
                        {"entity": entity.id, "name": entity.name, "kind": name}
                        | _side_by_side(session, held, kind.property(held.name), day)
                        | {"scope": _scope(session, entity)}
                    )
    return found


def held_json(session: Session, found: Held, meaning: Property, day: date | None) -> dict[str, Any]:
    """What is held of one property, references by the names of what they refer to."""
    answer = values.held(found, meaning, day)
    for entry, value in zip(answer["values"], found.values, strict=True):
        entry["text"] = shown(session, value, meaning)
    return answer


def _side_by_side(session: Session, found: Held, meaning: Property, day: date | None) -> dict[str, Any]:
    """The values of a conflict, each with who says so and as of when."""
    answer = held_json(session, found, meaning, day)
    for entry, value in zip(answer["values"], found.values, strict=True):
        entry["sources"] = [
            {"statement": one.id, "words": one.words, **_dates(one), "known_at": one.known_at}
            | {"method": one.method, "source": source_json(session.view.sources.get(one.source), one.source)}
            for one in found.statements
            if one.value == value
        ]
    return answer


def _scope(session: Session, entity: Entity) -> list[dict[str, Any]]:
    """What narrows an indicator down: two figures with another scope need not disagree at all."""
    if entity.kind != "indicator":
        return []
    kind = session.schema.kind(entity.kind)
    return [
        {"property": name, "label": values.label(kind.property(name))}
        | {"text": shown(session, entity.held[name].value, kind.property(name))}
        for name in ("subject", "period", "basis", "scope")
        if name in entity.held
    ]


def _position(entity: Entity) -> dict[str, float | None]:
    coordinate = entity.value("coordinate")
    return {"lon": getattr(coordinate, "lon", None), "lat": getattr(coordinate, "lat", None)}


def _dates(statement: Statement) -> dict[str, str | None]:
    valid = statement.valid
    return {
        "valid_from": values.iso(valid.first) if valid else None,
        "valid_to": values.iso(valid.last) if valid else None,
        "valid_precision": valid.precision if valid else None,
    }
