"""Does a batch say what single questions say, lose nothing, survive being stopped, and recompute only what it must?"""

import csv
import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from yuantu.engines.columns import Columns, quote
from yuantu.errors import BadInput, NotFound
from yuantu.match.declaration_files import read_declaration
from yuantu.match.shortlist import LISTS
from yuantu.workspace import asking, batch
from yuantu.workspace.batch import Batch, Options
from yuantu.workspace.brieffiles import read_lines
from yuantu.workspace.incremental import UpdatingBatch
from yuantu.workspace.inventories import SiteInventory
from yuantu.workspace.reversing import fits_json
from yuantu.workspace.session import Session
from yuantu.workspace.tables import file_inventory

TODAY = date(2026, 11, 22)
SENTENCES = (
    "30天内能进场的1万平厂房，江门或中山，离宝安90分钟内",
    "5000平厂房，通车前，离宝安90分钟内",
    "50亩的地，江门",
    "3000平仓库，租金不超过20元/平/月",
    "新会区求租8000平厂房，层高8米，用电800kVA",
)


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "BLOCK", 2)
    monkeypatch.setattr("yuantu.workspace.incremental.BLOCK", 2)


def write_lines(path: Path, items: list[Any]) -> Path:
    path.write_text(
        "".join(f"{one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)}\n" for one in items)
    )
    return path


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    items = [{"id": f"b{at}", "sentence": sentence} for at, sentence in enumerate(SENTENCES)]
    return write_lines(tmp_path / "briefs.jsonl", items)


def make(session: Session, briefs: Path, out: Path, **options: Any) -> Batch:
    chosen = Options(TODAY, top=3, samples=True, **options)
    return Batch(briefs, out, chosen, lambda day: SiteInventory(session, day, samples=True), session)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_say_what_the_shortlist_says(session: Session, briefs: Path, tmp_path: Path) -> None:
    summary = make(session, briefs, tmp_path / "o.jsonl").run()
    assert (summary.briefs, summary.answered, summary.refused, summary.problems) == (5, 5, 0, None)
    found = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    assert summary.rows == len(found)
    for number, sentence in enumerate(SENTENCES, start=1):
        brief = asking.read_sentence(sentence, TODAY, session)
        answer = asking.match(session, brief, None, samples=True, top=3)
        for name in LISTS:
            ours = [row for row in found if row["line"] == number and row["list"] == name]
            assert [row["candidate"] for row in ours] == [item["id"] for item in answer[name]]
            for row, item in zip(ours, answer[name], strict=True):
                assert [row["low"], row["high"]] == item["band"]
                assert row["score"] == item["score"]
                assert (row["name"], row["sample"]) == (item["name"], item["sample"])
                assert row["open"] == (";".join(one["test"] for one in item["unknown"]) or None)
                failed = item["failed"] or {"test": None, "distance": None, "ratio": None}
                assert [row["failed"], row["distance"], row["ratio"]] == [
                    failed[key] for key in ("test", "distance", "ratio")
                ]


def test_the_formats_hold_the_same_rows(session: Session, briefs: Path, tmp_path: Path) -> None:
    for ending in ("jsonl", "csv", "parquet"):
        make(session, briefs, tmp_path / f"o.{ending}", statements=True).run()
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text(encoding="utf-8").splitlines()]
    with Columns() as columns:
        table = columns.rows(f"SELECT * FROM read_parquet({quote(tmp_path / 'o.parquet')})")
    assert [tuple(line.values()) for line in lines] == table
    written = read_csv(tmp_path / "o.csv")
    assert [row["candidate"] for row in written] == [line["candidate"] for line in lines]
    assert any(line["statements"] for line in lines)
    ids = [one for line in lines[:3] for one in line["statements"].split(";")]
    assert all(session.statement(one) is not None for one in ids)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
@pytest.mark.usefixtures("small_blocks")
def test_a_batch_that_was_stopped_goes_on_and_ends_with_the_same_bytes(
    session: Session, briefs: Path, tmp_path: Path, ending: str
) -> None:
    whole, stopped = tmp_path / f"whole.{ending}", tmp_path / f"stopped.{ending}"
    make(session, briefs, whole).run()

    def stop(done: int) -> None:
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(session, briefs, stopped).run(stop)
    assert not stopped.exists()
    # What was being written when it stopped counts for nothing.
    (tmp_path / f"stopped.{ending}.part" / ".00000001.jsonl.part").write_text('{"half', encoding="utf-8")
    again = make(session, briefs, stopped)
    summary = again.run()
    assert (summary.briefs, summary.recomputed) == (5, 3)
    assert stopped.read_bytes() == whole.read_bytes()
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.usefixtures("small_blocks")
def test_the_beginning_of_another_batch_is_not_gone_on_with(
    session: Session, briefs: Path, tmp_path: Path
) -> None:
    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "o.csv"
    with pytest.raises(KeyboardInterrupt):
        make(session, briefs, out).run(stop)
    with pytest.raises(BadInput) as refused:
        make(session, briefs, out, as_of=date(2024, 6, 29)).run()
    assert refused.value.problem.code == "batch_resume_differs"
    assert refused.value.problem.params["keys"] == "as_of"
    write_lines(briefs, [{"id": "other", "sentence": SENTENCES[0]}])
    with pytest.raises(BadInput) as refused:
        make(session, briefs, out).run()
    assert refused.value.problem.params["keys"] == "briefs"
    summary = make(session, briefs, out).run(force=True)
    assert summary.briefs == 1


def test_one_malformed_brief_among_many_stops_no_other(session: Session, tmp_path: Path) -> None:
    good = [{"id": f"g{at}", "sentence": SENTENCES[at % 5]} for at in range(60)]
    bad: list[Any] = ["{not json", "", {"id": "x", "brief": {"kind": "castle"}}, {"id": "y", "sentence": "喵喵喵"}, 7,
                      {"id": "z", "brief": {"kind": "plant", "weights": {"direct": {"rnet": 1}}}}]  # fmt: skip
    path = write_lines(tmp_path / "b.jsonl", [*good[:30], *bad, *good[30:]])
    with path.open("ab") as file:
        file.write(b'{"sentence": "\xff\xfe"}\n')
    summary = make(session, path, tmp_path / "o.csv").run()
    assert (summary.briefs, summary.answered, summary.refused) == (66, 60, 6)
    listed = [
        json.loads(line) for line in Path(summary.problems or "").read_text(encoding="utf-8").splitlines()
    ]
    assert [(one["line"], one["problems"][0]["code"]) for one in listed] == [
        (31, "json_broken"),
        (33, "brief_choice"),
        (34, "brief_not_understood"),
        (35, "brief_no_object"),
        (36, "match_criterion_unknown"),
        (67, "file_not_utf8"),
    ]
    assert all(one["problems"][0]["message"]["zh"] for one in listed)
    answered = {row["brief"] for row in read_csv(tmp_path / "o.csv")}
    assert answered == {one["id"] for one in good}


def test_every_format_of_briefs_gives_the_same_lines(tmp_path: Path) -> None:
    sentence = "1万平厂房，“江门”"
    write_lines(tmp_path / "b.jsonl", [{"id": "one", "sentence": sentence}, json.dumps("50亩的地")])
    (tmp_path / "b.csv").write_text(f'编号,备注,句子\none,,"{sentence}"\n,,50亩的地\n', encoding="gb18030")
    (tmp_path / "b.toml").write_text(
        f'[[briefs]]\nid = "one"\nsentence = "{sentence}"\n[[briefs]]\nsentence = "50亩的地"\n',
        encoding="utf-8",
    )
    (tmp_path / "b.txt").write_text(f"{sentence}\n\n50亩的地\n", encoding="utf-8-sig")
    workbook = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = workbook.add_worksheet()
    for at, row in enumerate((("id", "sentence"), ("one", sentence), ("two", "50亩的地"))):
        sheet.write_row(at, 0, row)
    workbook.close()
    for ending in ("jsonl", "csv", "toml", "txt", "xlsx"):
        lines = list(read_lines(tmp_path / f"b.{ending}"))
        assert [line.content for line in lines] == [sentence, "50亩的地"], ending
        assert ending == "txt" or lines[0].id == "one"


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("b.csv", "id,words\n1,x\n", "table_missing_column"),
        ("b.toml", "a = 1", "batch_no_list"),
        ("b.toml", "a = ", "brief_toml"),
        ("b.doc", "x", "brief_choice"),
        ("b.jsonl", "", "batch_no_briefs"),
    ],
)
def test_a_file_without_briefs_is_refused(
    session: Session, tmp_path: Path, name: str, text: str, code: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        make(session, path, tmp_path / "o.csv").run()
    assert refused.value.problem.code == code
    assert not list(tmp_path.glob("*.part"))
    with pytest.raises(BadInput):
        make(session, path, tmp_path / "o.xyz").run()


def test_the_reverse_question_has_the_answer_of_the_question(session: Session, briefs: Path) -> None:
    job = make(session, briefs, briefs.with_suffix(".out"))
    inventory = job.inventory(TODAY)
    chosen = inventory.find("新会区")
    job.among = lambda found: chosen
    job.options = replace(job.options, top=500)
    answer = fits_json(job, ("新会区",), 10)
    assert answer["candidates"] == len(chosen) > 1
    assert sum(answer["counts"][name] for name in LISTS) == answer["counts"]["briefs"] == 5
    ids = {inventory.ids[row] for row in chosen}
    for name in LISTS:
        for row in answer[name]:
            brief = asking.read_sentence(row["text"], TODAY, session)
            among_all = asking.match(session, brief, None, samples=True, top=9999)
            ours = [item for item in among_all[name] if item["id"] in ids]
            assert ours[0]["id"] == row["candidate"]
            assert ours[0]["band"] == [row["low"], row["high"]]


def test_what_one_has_is_found_by_id_name_park_or_region(session: Session) -> None:
    inventory = SiteInventory(session, TODAY, samples=False)
    row = 3
    (name,) = inventory.names([row]).values()
    assert row in inventory.find(inventory.ids[row])
    assert row in inventory.find(name)
    park = next(
        one
        for one in session.entities("park", None)
        if one.id in set(inventory.world.sites.words["park"].members)
    )
    assert inventory.find(park.id) == inventory.find(park.name)
    assert len(inventory.find("440700")) == len(inventory.find("江门市")) > 10
    with pytest.raises(NotFound):
        inventory.find("月球")


# ── what a change can touch ──────────────────────────────────────────────────────────────────────

MACHINES = read_declaration(
    """
catalogue: machines
kind:
  label: {zh: 设备, en: machine}
  properties:
    name: {type: name, columns: [name], label: {zh: 名称, en: name}}
    price: {type: money, unit: CNY, columns: [price], label: {zh: 售价, en: price}}
    power: {type: power, unit: kVA, columns: [power], label: {zh: 功率, en: power}}
must_know: [power]
criteria:
  - {column: price, knots: [[100, 1], [900, 0]], weight: 1}
""",
    "machines.yaml",
)
PRICE_AT_MOST: list[dict[str, Any]] = [
    {"knockouts": [{"column": "price", "max": 200}]},
    {
        "knockouts": [{"column": "price", "max": 500}],
        "criteria": ["price", {"column": "power", "worst": 0, "best": 100, "weight": 2}],
    },
    {"knockouts": [{"column": "power", "min": 50}]},
    {"knockouts": [{"column": "price", "max": 50}]},
]
WANTED = [{"id": str(at), "brief": one} for at, one in enumerate(PRICE_AT_MOST)]
machine = st.tuples(
    st.integers(0, 9),
    st.sampled_from(["", "100元", "约400元", "600元"]),
    st.sampled_from(["", "40kVA", "80kVA"]),
)
table = st.lists(machine, min_size=1, max_size=9, unique_by=lambda one: one[0])


def machines(folder: Path, table: list[tuple[int, str, str]]) -> Path:
    path = folder / "machines.csv"
    lines = [f"m{at},机{at},{price},{power}" for at, price, power in sorted(table)]
    path.write_text("id,name,price,power\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@settings(max_examples=40)
@given(table, st.lists(st.tuples(machine, st.booleans()), max_size=2), st.integers(1, 3), st.booleans())
def test_an_update_is_a_full_run_and_computes_no_more_than_it_must(before, edits, top, other_brief):
    # A few machines are changed, added or taken away.
    kept = {one[0]: one for one in before} | {one[0]: one for one, _ in edits}
    gone = {one[0] for one, goes in edits if goes and len(kept) > len(edits)}
    after = [one for name, one in kept.items() if name not in gone]
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        wanted = write_lines(folder / "b.jsonl", [*WANTED])

        def run(kind: type[Batch], name: str, candidates: list[tuple[int, str, str]]) -> Any:
            path = machines(folder, candidates)
            options = Options(TODAY, top=top, catalogue="machines")
            return kind(wanted, folder / name, options, lambda day: file_inventory(MACHINES, path, day)).run()

        first = run(UpdatingBatch, "u.csv", before)
        assert first.recomputed == len(WANTED)
        if other_brief:
            write_lines(wanted, [WANTED[1], *WANTED[1:]])
        second = run(UpdatingBatch, "u.csv", after)
        run(Batch, "full.csv", after)
        assert (folder / "u.csv").read_bytes() == (folder / "full.csv").read_bytes()
        if sorted(before) == sorted(after):
            assert second.recomputed == (1 if other_brief else 0)


def test_an_update_of_sites_follows_a_changed_row(small_pack: Any, workspace: Any, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "b.jsonl", [{"sentence": "9000平厂房"}, {"sentence": "1万平厂房，东镇"}])

    def run(kind: type[Batch], name: str) -> Any:
        session = workspace.session
        found = kind(
            path,
            tmp_path / name,
            Options(TODAY),
            lambda day: SiteInventory(session, day, samples=False),
            session,
        )
        return found.run()

    workspace.build([small_pack.write()])
    run(UpdatingBatch, "u.csv")
    assert run(UpdatingBatch, "u.csv").recomputed == 0
    small_pack.tables["sites"][0]["area"] = "10500㎡"
    workspace.build([small_pack.write()])
    run(UpdatingBatch, "u.csv")
    run(Batch, "full.csv")
    assert (tmp_path / "u.csv").read_bytes() == (tmp_path / "full.csv").read_bytes()
    assert "area" not in {row["failed"] for row in read_csv(tmp_path / "u.csv") if row["candidate"] == "s-1"}
