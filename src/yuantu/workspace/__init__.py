"""One folder, one object: opens a workspace and wires facts, read models and matching together."""
