"""Which sentences are there, all rooms together?"""

from yuantu.messages import access, atlas, briefs, doors, evidence, ontology, samples

CATALOGUE: dict[str, tuple[str, str]] = {}
for room in (access, atlas, briefs, doors, evidence, ontology, samples):
    CATALOGUE |= room.ENTRIES
