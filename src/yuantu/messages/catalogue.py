"""Which sentences are there, all rooms together?"""

from yuantu.messages import (
    access,
    atlas,
    briefs,
    chain,
    documents,
    doors,
    economy,
    evidence,
    identity,
    matching,
    ontology,
    reading,
    review,
    samples,
    targets,
    weighing,
)

CATALOGUE: dict[str, tuple[str, str]] = {}
for room in (
    access,
    atlas,
    briefs,
    chain,
    documents,
    doors,
    economy,
    evidence,
    identity,
    matching,
    ontology,
    reading,
    review,
    samples,
    targets,
    weighing,
):
    CATALOGUE |= room.ENTRIES
