"""What does a pack promise about itself?

`manifest.yaml` names the pack, its tables, sources, datum, licence and expectations. It is read before anything
else, and a manifest with an error refuses the whole pack: all of its problems are listed at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yuantu.errors import PackRefused, Problem
from yuantu.evidence.decoding import examine
from yuantu.evidence.yamlfiles import Plain, read_yaml
from yuantu.ontology.schema import Label

FILE_NAME = "manifest.yaml"
FORMAT = "1"
DATUMS = ("WGS-84", "GCJ-02", "BD-09", "CGCS2000")
TABLE_ENDINGS = (".csv", ".yaml", ".yml", ".geojson", ".json")
KNOWN_KEYS = frozenset(
    "format id title languages datum licence attribution sample sources outlines events house_case tables expect"
    .split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A day that changes the map: `road` is the entity that opens."""

    id: str
    day: date
    label: Label
    road: str | None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table file of a pack. `columnar` tables are streamed to Parquet instead of read as claims."""

    file: str
    kind: str
    columnar: bool = False


@dataclass(frozen=True, slots=True)
class Expectation:
    """How many rows a kind should have: fewer than `low` is an error, more than `high` a warning."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """A pack's manifest; `folder` is where it was read, `outlines` are GB/T 2260 codes of the ground drawn."""

    folder: Path
    id: str
    title: Label
    languages: tuple[str, ...]
    datum: str
    licence: str
    attribution: tuple[str, ...]
    sample: bool
    sources: str
    tables: tuple[TableEntry, ...]
    outlines: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    house_case: Label | None = None
    expect: Mapping[str, Expectation] | None = None
    digest: str = ""


def read_manifest(folder: Path) -> tuple[Manifest, list[Problem]]:
    """Read `folder/manifest.yaml`; return it with its warnings. PackRefused with every error it has."""
    if not (folder / FILE_NAME).is_file():
        raise PackRefused(Problem("pack_without_manifest", {"folder": str(folder)}, FILE_NAME))
    file = examine(folder / FILE_NAME, FILE_NAME)
    document = read_yaml(file.text(), FILE_NAME)
    if not isinstance(document, dict):
        raise PackRefused(Problem("manifest_no_mapping", {}, FILE_NAME))
    fields = _Fields(document, "")
    manifest = _manifest(folder, file.digest, fields)
    errors = [problem for problem in fields.problems if problem.severity == "error"]
    if errors:
        raise PackRefused(errors)
    return manifest, fields.problems


def _manifest(folder: Path, digest: str, fields: "_Fields") -> Manifest:
    fields.known(KNOWN_KEYS)
    fields.choice("format", (FORMAT,), required=True)
    return Manifest(
        folder=folder,
        id=fields.text("id"),
        title=fields.wording("title", required=True) or Label("", ""),
        languages=fields.texts("languages", ("zh", "en")),
        datum=fields.choice("datum", DATUMS, required=True),
        licence=fields.text("licence"),
        attribution=fields.texts("attribution", ()),
        sample=fields.choice("sample", ("false", "true")) == "true",
        sources=_inside(folder, fields.text("sources", "sources.csv"), fields, "sources"),
        tables=_tables(folder, fields),
        outlines=fields.texts("outlines", ()),
        events=_events(fields),
        house_case=fields.wording("house_case"),
        expect=_expect(fields),
        digest=digest,
    )


def _tables(folder: Path, fields: "_Fields") -> tuple[TableEntry, ...]:
    entries = []
    for item in fields.mappings("tables"):
        item.known(frozenset(("file", "kind", "store")))
        name = _inside(folder, item.text("file"), item, "file")
        if name and not name.lower().endswith(TABLE_ENDINGS):
            item.complain("manifest_table_ending", "file", value=name, endings=" ".join(TABLE_ENDINGS))
        columnar = item.choice("store", ("claims", "columnar")) == "columnar"
        entries.append(TableEntry(name, item.text("kind"), columnar))
    if not entries:  # a misspelt key would otherwise take back all that the pack has said before
        fields.complain("manifest_missing", "tables")
    names = [entry.file for entry in entries]
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        fields.complain("manifest_table_twice", "tables", value=name)
    return tuple(entries)


def _inside(folder: Path, name: str, fields: "_Fields", key: str) -> str:
    """`name`, if it is a file inside the pack: a pack from a stranger must not read the rest of the disk."""
    if not name:
        return ""
    plain = not name.startswith(("/", "~")) and "\\" not in name and ":" not in name and "\0" not in name
    if not plain or not (folder / name).resolve().is_relative_to(folder.resolve()):
        fields.complain("manifest_file_outside", key, value=name)
        return ""
    if not (folder / name).is_file():
        fields.complain("manifest_file_missing", key, value=name)
    return name


def _events(fields: "_Fields") -> tuple[Event, ...]:
    events = []
    for item in fields.mappings("events"):
        item.known(frozenset(("id", "date", "label", "road")))
        day = item.day("date")
        label = item.wording("label", required=True)
        if day and label:
            events.append(Event(item.text("id"), day, label, item.text("road", "") or None))
    return tuple(events)


def _expect(fields: "_Fields") -> dict[str, Expectation]:
    limits = {}
    for kind, item in fields.nested("expect").items():
        item.known(frozenset(("min", "max")))
        limits[kind] = Expectation(item.count("min"), item.count("max"))
    return limits


class _Fields:
    """Typed access to a mapping of texts; collects what is wrong instead of stopping at the first."""

    def __init__(
        self, mapping: Mapping[str, Plain], path: str, problems: list[Problem] | None = None
    ) -> None:
        self._mapping = mapping
        self._path = path
        self.problems: list[Problem] = [] if problems is None else problems

    def complain(self, code: str, key: str, **params: str) -> None:
        self.problems.append(Problem(code, params, f"{FILE_NAME}: {self._path}{key}"))

    def known(self, keys: frozenset[str]) -> None:
        for key in self._mapping:
            if key not in keys:
                where = f"{FILE_NAME}: {self._path}{key}"
                params = {"value": key, "known": " ".join(sorted(keys))}
                self.problems.append(Problem("manifest_unknown_key", params, where, "warning"))

    def text(self, key: str, default: str | None = None) -> str:
        value = self._mapping.get(key, default)
        if isinstance(value, str) and (value.strip() or default is not None):
            return value.strip()
        self.complain("manifest_missing" if not value else "manifest_no_text", key)
        return ""

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self._mapping.get(key, list(default))
        if value == "":
            return default
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in items):
            self.complain("manifest_no_list", key)
        return tuple(item.strip() for item in items if isinstance(item, str))

    def choice(self, key: str, choices: tuple[str, ...], *, required: bool = False) -> str:
        """One of `choices`; the first of them is what a missing key means, unless it is `required`."""
        value = self.text(key, None if required else choices[0])
        if value and value not in choices:
            self.complain("manifest_choice", key, value=value, choices=" ".join(choices))
        return value

    def wording(self, key: str, *, required: bool = False) -> Label | None:
        value = self._mapping.get(key)
        if value is None:
            if required:
                self.complain("manifest_missing", key)
            return None
        if isinstance(value, dict) and isinstance(value.get("zh"), str) and isinstance(value.get("en"), str):
            return Label(str(value["zh"]).strip(), str(value["en"]).strip())
        self.complain("manifest_wording", key)
        return None

    def day(self, key: str) -> date | None:
        value = self.text(key)
        try:
            return date.fromisoformat(value)
        except ValueError:
            if value:
                self.complain("manifest_day", key, value=value)
            return None

    def count(self, key: str) -> int | None:
        value = self.text(key, "")
        if not value:
            return None
        if not (value.isascii() and value.isdigit()):
            self.complain("manifest_count", key, value=value)
            return None
        return int(value)

    def mappings(self, key: str) -> "list[_Fields]":
        value = self._mapping.get(key, [])
        items = value if isinstance(value, list) else [value]
        found = []
        for index, item in enumerate(items, start=1):
            if isinstance(item, dict):
                found.append(_Fields(item, f"{self._path}{key}[{index}].", self.problems))
            elif item != "":
                self.complain("manifest_no_mappings", key)
        return found

    def nested(self, key: str) -> "dict[str, _Fields]":
        value = self._mapping.get(key, {})
        if not isinstance(value, dict):
            if value:
                self.complain("manifest_no_mappings", key)
            return {}
        found = {}
        for name, item in value.items():
            if isinstance(item, dict):
                found[name] = _Fields(item, f"{self._path}{key}.{name}.", self.problems)
            else:
                self.complain("manifest_no_mappings", f"{key}.{name}")
        return found
