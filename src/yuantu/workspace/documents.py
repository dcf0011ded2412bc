"""How does a document come into a workspace, and what did each version of it claim?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast, get_args

from yuantu.errors import BadInput, NotFound, Problem, Refusal, WorkspaceError
from yuantu.evidence.claims import SourceClass
from yuantu.evidence.language_model import Endpoint
from yuantu.evidence.readers.blocks import DocumentReading, place_words
from yuantu.evidence.readers.columnmatching import ROW_KINDS
from yuantu.evidence.readers.sampling import is_sample
from yuantu.facts.cards import read_card, read_cards
from yuantu.facts.decisions import STATUSES, State
from yuantu.facts.differences import compare
from yuantu.facts.ledger import Ledger
from yuantu.facts.proposals import Card, Document, Proposal
from yuantu.facts.review import Review
from yuantu.facts.views import SAMPLE_CLASS
from yuantu.ontology.names import tidy_name
from yuantu.ontology.periods import read_period
from yuantu.ontology.schema import Schema, load_schema
from yuantu.workspace import archive, model_reading, reading_port, values
from yuantu.workspace.building import cut
from yuantu.workspace.labels import BASIS_LABELS, CLASS_LABELS
from yuantu.workspace.naming import Names
from yuantu.workspace.queueing import claim_label
from yuantu.workspace.workspace import Workspace

DEFAULT_CLASS = "B"
CLASSES = tuple(one for one in get_args(SourceClass) if one != SAMPLE_CLASS)
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Received:
    """What a person says of a document: its name, when it was published (in words), its class, where it was found.

    Of its tables: which `kind` of thing their rows are, and what is `given` for every row (property → words). `model`:
    ask the language model of the workspace about what the rules leave open.
    """

    name: str
    published: str | None = None
    source_class: str = DEFAULT_CLASS
    address: str | None = None
    kind: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    model: bool = False


def add_document(
    workspace: Workspace, data: bytes, about: Received, claims: tuple[str, Iterable[str]] | None = None
) -> dict[str, Any]:
    """Keep a document and propose what it claims; adding it again adds nothing.

    `claims`: the name of a file and its JSON lines, instead of reading the text. Returns what was kept, how many
    proposals are new, each claim that was refused, and how it differs from the version before. Raises BadInput.
    """
    now = instant()
    model = model_reading.configured(workspace.folder) if about.model else None
    document, kept = _received(workspace, data, about, now)
    cards, problems, extra = _cards(workspace, kept, about, claims, model)
    with Ledger(workspace.folder.ledger) as ledger:
        review = Review(ledger)
        fresh = review.describe(document)
        added, offered = review.propose(document, cards, now)
        if fresh and any(row[0] == document.source.id for row in ledger.source_rows()):
            with ledger.alone():
                cut(workspace.folder, ledger)
        answer = {"document": _document_json(workspace, review, document), "offered": offered, "added": added}
        answer["problems"] = [one.to_json() for one in (*kept.reading.problems, *problems)]
        answer["model"] = extra
        answer["difference"] = _difference(review, document, None)
    return answer


def list_documents(workspace: Workspace) -> list[dict[str, Any]]:
    """Every document with how many of its proposals are open, accepted, rejected and merged."""
    with Ledger(workspace.folder.ledger) as ledger:
        review = Review(ledger)
        return [_document_json(workspace, review, one) for one in review.documents()]


def document_json(workspace: Workspace, name: str) -> dict[str, Any]:
    """One document with its text, its blocks, where its proposals stand, and how it differs from the one before."""
    with Ledger(workspace.folder.ledger) as ledger:
        review = Review(ledger)
        document = review.document(name)
        text = archive.text_of(workspace.folder.root, document.digest)
        proposals = [
            {"id": one.id, "start": one.card["start"], "end": one.card["end"], "status": state.status}
            for one, state, _ in review.states(document.id)
        ]
        return _document_json(workspace, review, document) | {
            "text": text, "blocks": reading_port.blocks(text), "proposals": proposals,
            "difference": _difference(review, document, None),
        }  # fmt: skip


def difference_json(workspace: Workspace, name: str, against: str | None = None) -> dict[str, Any]:
    """What a document claims that an older one did not, and the other way round. Raises NotFound without one."""
    with Ledger(workspace.folder.ledger) as ledger:
        review = Review(ledger)
        document = review.document(name)
        found = _difference(review, document, review.document(against) if against else None)
        if found is None:
            raise NotFound(Problem("document_no_older", {"id": document.id, "name": document.name}))
        return found


def instant() -> str:
    """Now, as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def names_of(workspace: Workspace) -> Names:
    """The names of the newest snapshot; none while nothing has been built."""
    try:
        return Names(workspace.session)
    except WorkspaceError as error:
        if error.problem.code != "workspace_empty":
            raise
        return Names(None)


def _received(
    workspace: Workspace, data: bytes, about: Received, now: str
) -> tuple[Document, DocumentReading]:
    """Keep the bytes; the document they are, and what was read of it. What calls itself 示例 is a sample."""
    name = tidy_name(about.name)
    if not name or len(name) > LONGEST_NAME:
        params = {"value": about.name[:40], "limit": str(LONGEST_NAME)}
        raise BadInput(Problem("document_name", params, "name"))
    if about.source_class not in CLASSES:
        params = {"value": about.source_class[:40], "known": ", ".join(CLASSES)}
        raise BadInput(Problem("option_choice", params, "source_class"))
    try:
        published = read_period(about.published) if about.published else None
    except Refusal as refusal:
        raise BadInput(refusal.problem.at("published")) from refusal
    kept = archive.keep(workspace.folder.root, data, name, published)
    sample = is_sample(kept.reading.text)
    source_class = cast(SourceClass, SAMPLE_CLASS if sample else about.source_class)
    document = Document(
        kept.sha256,
        name,
        kept.media_type,
        len(data),
        kept.published,
        source_class,
        about.address or None,
        now,
    )
    return document, kept


def _cards(
    workspace: Workspace,
    kept: DocumentReading,
    about: Received,
    claims: tuple[str, Iterable[str]] | None,
    model: Endpoint | None,
) -> tuple[list[Card], list[Problem], dict[str, Any] | None]:
    text = kept.reading.text
    if claims is not None:
        return (*read_cards(claims[1], text, claims[0]), None)
    names = names_of(workspace)
    _check_rows(about, names.schema)
    found, problems = reading_port.read(kept, names.spellings(), names.schema, about.kind, about.given)
    cards: list[Card] = []
    for one in found:
        try:
            cards.append(read_card(one, text))
        except Refusal as refusal:
            problems.append(
                refusal.problem.at(place_words(kept.name, one.get("locator") or str(one["start"])))
            )
    if model is None:
        return cards, problems, None
    cards, extra = model_reading.complete(workspace.folder, model, text, reading_port.blocks(text), cards)
    return cards, problems, extra


def _check_rows(about: Received, schema: Schema) -> None:
    """What is said of the rows of tables must be known. Raises BadInput."""
    if about.kind is not None and about.kind not in ROW_KINDS:
        params = {"value": about.kind[:40], "known": ", ".join(ROW_KINDS)}
        raise BadInput(Problem("option_choice", params, "kind"))
    if not about.given:
        return
    if about.kind is None:
        raise BadInput(Problem("given_without_kind", {"known": ", ".join(ROW_KINDS)}, "given"))
    known = schema.kind(about.kind).properties
    for name in about.given:
        if name not in known:
            params = {"value": name[:40], "known": ", ".join(known)}
            raise BadInput(Problem("option_choice", params, "given"))


def _document_json(workspace: Workspace, review: Review, document: Document) -> dict[str, Any]:
    counts = dict.fromkeys(STATUSES, 0)
    for _, state, _ in review.states(document.id):
        counts[state.status] += 1
    period = document.published
    basis = archive.basis_of(workspace.folder.root, document.digest)
    return {
        "id": document.id, "digest": document.digest, "name": document.name, "media_type": document.media_type,
        "size": document.size, "source": document.source.id, "source_class": document.source_class,
        "class_label": CLASS_LABELS.get(document.source_class), "address": document.address,
        "link": document.source.link, "received_at": document.received_at,
        "published": None if period is None else {
            "from": values.iso(period.first), "to": values.iso(period.last), "precision": period.precision,
            "basis": basis, "basis_label": BASIS_LABELS[basis],
        },
        "sample": document.source_class == SAMPLE_CLASS,
        "counts": counts, "versions": [one.id for one in review.versions(document)],
    }  # fmt: skip


def _difference(review: Review, newer: Document, older: Document | None) -> dict[str, Any] | None:
    if older is None:
        versions = [one.digest for one in review.versions(newer)]
        place = versions.index(newer.digest)
        if place == 0:
            return None
        older = review.versions(newer)[place - 1]
    before = {one.id: (one, state) for one, state, _ in review.states(older.id)}
    after = {one.id: (one, state) for one, state, _ in review.states(newer.id)}
    found = compare([one for one, _ in before.values()], [one for one, _ in after.values()])
    return {
        "older": older.id, "newer": newer.id,
        "kept": [{"older": _brief(*before[one.id]), "newer": _brief(*after[two.id])} for one, two in found.kept],
        "changed": [
            {"older": _brief(*before[one.id]), "newer": _brief(*after[two.id])} for one, two in found.changed
        ],
        "gone": [_brief(*before[one.id]) for one in found.gone],
        "new": [_brief(*after[one.id]) for one in found.new],
    }  # fmt: skip


def _brief(proposal: Proposal, state: State) -> dict[str, Any]:
    card = proposal.card
    return {
        "id": proposal.id, "status": state.status, "quote": card["quote"], "subject": card["subject"],
        "property": card["property"], "label": claim_label(card, load_schema()), "place": card.get("locator"),
        "start": card["start"], "end": card["end"],
    }  # fmt: skip
