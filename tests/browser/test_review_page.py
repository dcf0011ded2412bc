"""Can a person review an article in the page, in a real browser, and take every step back?

Paste, judge by keyboard, open what was stated, undo; the lists of what is old and of what disagrees; a small
screen and both languages.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 20_000
Serve = Callable[[Path], AbstractContextManager[str]]
Run = Callable[..., None]
AUTHOR = "审稿人甲"
NAME = "产业园半年小结"
TEXT = (
    "练习稿：产业园半年小结\n\n"
    "练习日报讯 截至2024年6月，翠亨新区引进企业近120家，其中规模以上企业46家。\n\n"
    "𠮷日，翠亨新区规划面积12.5平方公里，已开发面积约3.2平方公里。\n"
)
SHORT = "练习稿：没有数字的短讯\n"
NEWER = TEXT.replace("近120家", "近130家").replace("，已开发面积约3.2平方公里", "")
JUNE = {"valid_from": "2024-06-01", "valid_to": "2024-06-30"}
CLAIMS: tuple[dict[str, Any], ...] = (
    {"quote": "近120家", "property": "enterprises_introduced", "kind": "count", "value": 120, "high": 120,
     "unit": "count", "qualifier": "nearly", "confidence": 0.91, **JUNE},
    {"quote": "近130家", "property": "enterprises_introduced", "kind": "count", "value": 130, "high": 130,
     "unit": "count", "qualifier": "nearly", "confidence": 0.91, **JUNE},
    {"quote": "46家", "property": "industrial_enterprises", "kind": "count", "value": 46, "low": 46, "high": 46,
     "unit": "count", "qualifier": "exact", "confidence": 0.68, "role": "part", **JUNE},
    {"quote": "12.5平方公里", "property": "planned_area", "kind": "area", "value": 12.5e6, "low": 12.5e6,
     "high": 12.5e6, "unit": "m2", "qualifier": "exact", "confidence": 0.86},
    {"quote": "约3.2平方公里", "property": "developed_area", "kind": "area", "value": 3.2e6, "low": 2.88e6,
     "high": 3.52e6, "unit": "m2", "qualifier": "about", "confidence": 0.45},
)  # fmt: skip


def claims_of(text: str) -> str:
    """The claims whose words the text has, as the reader of running text prints them."""
    lines = []
    for claim in CLAIMS:
        start = text.find(claim["quote"])
        if start < 0:
            continue
        whole = {"low": None, "subject": "翠亨新区", "subject_kind": "park", "method": "rules", "valid_from": None,
                 "valid_to": None, "place": None, **claim}  # fmt: skip
        lines.append(json.dumps(whole | {"start": start, "end": start + len(claim["quote"]), "article": 0}))
    return "\n".join(lines)


def add(run: Run, folder: Path, text: str, published: str) -> None:
    file = folder.parent / f"{published}.txt"
    file.write_text(text, encoding="utf-8")
    claims = file.with_suffix(".jsonl")
    claims.write_text(claims_of(text), encoding="utf-8")
    run("document", "add", str(file), "--claims", str(claims), "--name", NAME, "--published", published,
        "--class", "A", "--workspace", str(folder))  # fmt: skip


@pytest.fixture
def address(workspace: Path, tmp_path: Path, serve: Serve, run: Run) -> Iterator[str]:
    """A server over a workspace of its own, so that no test sees what another decided."""
    folder = tmp_path / "workspace"
    shutil.copytree(workspace, folder)
    add(run, folder, TEXT, "2024-07-01")
    with serve(folder) as found:
        yield found


def open_review(page: Page, address: str, **state: str) -> None:
    page.goto(f"{address}/?{urlencode({'view': 'review', **state})}")
    expect(page.get_by_test_id("desk")).to_be_visible(timeout=WAIT_MS)


def card(page: Page, words: str) -> Locator:
    return page.locator("[data-proposal]").filter(has_text=words)


def current(page: Page) -> Locator:
    return page.locator("[data-proposal][aria-current]")


def sign(page: Page) -> None:
    page.get_by_test_id("author-name").fill(AUTHOR)
    page.get_by_test_id("author-save").click()
    expect(page.get_by_test_id("author-dialog")).to_have_count(0)


def test_paste_accept_by_keyboard_open_the_statement_and_undo(page: Page, address: str) -> None:
    open_review(page, address, part="documents")
    page.get_by_test_id("add-text").fill(SHORT)  # nothing in it to claim: the queue is that of NAME
    page.get_by_test_id("add-name").fill("短讯")
    page.get_by_test_id("add-published").fill("2024-07-01")
    page.get_by_test_id("add-class").select_option("A")
    page.get_by_test_id("add-submit").click()
    sign(page)
    expect(page.get_by_test_id("said")).to_contain_text("短讯", timeout=WAIT_MS)
    open_review(page, address)

    expect(current(page)).to_contain_text("近 120", timeout=WAIT_MS)
    expect(current(page).locator("mark")).to_have_text("近120家")
    expect(page.locator("[data-mark].here")).to_have_text("近120家")
    page.get_by_test_id("desk").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    expect(current(page).locator("mark")).to_have_text("46家")
    assert page.evaluate("document.activeElement.hasAttribute('aria-current')")
    page.keyboard.press("k")
    expect(current(page).locator("mark")).to_have_text("近120家")
    page.keyboard.press("a")
    accepted = card(page, "近 120")
    expect(accepted).to_have_attribute("data-status", "accepted", timeout=WAIT_MS)
    expect(page.get_by_test_id("said")).to_contain_text("已采纳")
    expect(current(page).locator("mark")).to_have_text("46家")

    page.keyboard.press("k")
    expect(current(page).get_by_test_id("history")).to_contain_text(AUTHOR)
    opener = current(page).get_by_test_id("open-statements")
    statement = (opener.get_attribute("data-statements") or "").split()[0]
    opener.click()
    shown = page.get_by_test_id(f"statement-{statement}")
    expect(shown).to_contain_text("近120家", timeout=WAIT_MS)
    expect(shown).to_contain_text(NAME)
    stated = page.request.get(f"{address}/api/statements/{statement}").json()
    held = f"{address}/api/entities/{stated['entity']}"
    assert page.request.get(held).status == 200
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("drawer")).to_have_count(0)

    page.keyboard.press("u")
    expect(accepted).to_have_attribute("data-status", "open", timeout=WAIT_MS)
    expect(current(page).get_by_test_id("history")).to_contain_text("撤销")
    say_that_it_was_retracted(page, address, statement, held)


def say_that_it_was_retracted(page: Page, address: str, statement: str, held: str) -> None:
    assert page.request.get(held).status == 404
    open_review(page, address, st=statement)
    expect(page.get_by_test_id("retracted")).to_contain_text(AUTHOR, timeout=WAIT_MS)


def test_a_queue_that_is_longer_than_what_is_listed_says_so(page: Page, address: str) -> None:
    def lengthen(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"total": 4321})

    page.route("**/api/review?*", lengthen)
    open_review(page, address)
    expect(page.get_by_test_id("queue-cut")).to_contain_text("4,321", timeout=WAIT_MS)
    page.unroute("**/api/review?*")
    open_review(page, address)
    expect(current(page)).to_be_visible(timeout=WAIT_MS)
    expect(page.get_by_test_id("queue-cut")).to_have_count(0)


def test_the_name_is_asked_once_and_a_person_may_say_no(page: Page, address: str) -> None:
    open_review(page, address)
    expect(current(page)).to_be_visible(timeout=WAIT_MS)
    page.keyboard.press("r")
    expect(page.get_by_test_id("author-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(current(page)).to_have_attribute("data-status", "open")
    current(page).get_by_test_id("reject").click()
    sign(page)
    expect(page.get_by_test_id("said")).to_contain_text("已拒绝", timeout=WAIT_MS)
    page.reload()
    expect(current(page)).to_be_visible(timeout=WAIT_MS)
    current(page).get_by_test_id("reject").click()
    expect(page.get_by_test_id("progress-text")).to_contain_text("已审 2", timeout=WAIT_MS)


def test_edit_merge_and_help_by_keyboard(page: Page, address: str) -> None:
    open_review(page, address)
    expect(current(page)).to_be_visible(timeout=WAIT_MS)
    for ask in (lambda: page.keyboard.press("?"), lambda: page.get_by_test_id("help").click()):
        ask()
        expect(page.get_by_test_id("help-dialog")).to_be_visible()
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("help-dialog")).to_have_count(0)

    page.keyboard.press("e")
    expect(page.get_by_test_id("edit-form")).to_be_visible()
    page.get_by_test_id("edit-value").fill("近百")
    expect(page.get_by_test_id("edit-wrong")).to_contain_text("近百")
    expect(page.get_by_test_id("edit-accept")).to_be_disabled()
    page.get_by_test_id("edit-value").fill("125")
    page.get_by_test_id("edit-save").click()
    sign(page)
    expect(current(page)).to_contain_text("近 125", timeout=WAIT_MS)
    expect(current(page)).to_have_attribute("data-status", "open")

    page.keyboard.press("j")
    page.keyboard.press("m")
    dialog = page.get_by_test_id("merge-dialog")
    dialog.locator("input[type=radio]").first.check()
    page.get_by_test_id("merge-apply").click()
    expect(page.locator("[data-status=merged]")).to_contain_text("46 个", timeout=WAIT_MS)


def test_bulk_shows_what_it_would_do_and_is_undone_as_one(page: Page, address: str) -> None:
    open_review(page, address)
    expect(current(page)).to_be_visible(timeout=WAIT_MS)
    page.get_by_test_id("bulk-open").click()
    expect(page.get_by_test_id("bulk-preview")).to_contain_text("2")
    page.get_by_test_id("bulk-apply").click()
    sign(page)
    expect(page.get_by_test_id("said")).to_contain_text("已采纳 2", timeout=WAIT_MS)
    expect(page.get_by_test_id("progress-text")).to_contain_text("已审 2", timeout=WAIT_MS)
    page.get_by_test_id("bulk-undo").click()
    expect(page.get_by_test_id("progress-text")).to_contain_text("已审 0", timeout=WAIT_MS)


def test_a_changed_document_shows_the_difference(page: Page, address: str, tmp_path: Path, run: Run) -> None:
    add(run, tmp_path / "workspace", NEWER, "2024-10-01")
    open_review(page, address, part="documents")
    page.get_by_test_id("documents").locator("button").filter(has_text="换过内容").click()
    expect(page.get_by_test_id("difference-changed")).to_contain_text("近130家", timeout=WAIT_MS)
    expect(page.get_by_test_id("difference-changed")).to_contain_text("原为“近120家”")
    expect(page.get_by_test_id("difference-gone")).to_contain_text("约3.2平方公里")
    expect(page.get_by_test_id("difference-kept").locator("summary")).to_contain_text("2")


def test_a_sheet_is_reviewed_row_by_row_and_taken_over_as_a_whole(
    page: Page, address: str, tmp_path: Path
) -> None:
    sheet = tmp_path / "厂房.csv"
    rows = "某园厂房一览表,,\n名称,面积(㎡),租金(元/㎡·月)\n试一号厂房,1200,12\n合计,1200,\n"
    sheet.write_bytes(rows.encode("gb18030"))
    open_review(page, address, part="documents")
    page.get_by_test_id("add-file").set_input_files(sheet)
    expect(page.get_by_test_id("add-held")).to_contain_text("厂房.csv")
    page.get_by_test_id("add-kind").select_option("site")
    page.get_by_test_id("add-submit").click()
    sign(page)
    row = current(page).get_by_test_id("row")
    expect(row).to_contain_text("某园厂房一览表", timeout=WAIT_MS)
    expect(page.locator("[data-proposal]")).to_have_count(4)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(row.locator("mark")).to_have_text("1200")
    expect(row.locator("tr", has=page.locator("mark"))).to_contain_text("B3")
    page.get_by_test_id("bulk-open").click()
    expect(page.get_by_test_id("bulk-apply")).to_be_disabled()
    page.get_by_test_id("bulk-new").check()
    page.get_by_test_id("bulk-apply").click()
    expect(page.get_by_test_id("said")).to_contain_text("4", timeout=WAIT_MS)
    page.get_by_test_id("bulk-undo").click()
    expect(page.locator("[data-proposal][data-status=open]")).to_have_count(4, timeout=WAIT_MS)


def test_what_calls_itself_a_sample_is_marked(page: Page, address: str) -> None:
    open_review(page, address, part="documents")
    page.get_by_test_id("add-text").fill("示例：练习\n\n2024年6月，翠亨新区规划面积12平方公里。")
    page.get_by_test_id("add-name").fill("练习")
    page.get_by_test_id("add-submit").click()
    sign(page)
    expect(page.get_by_test_id("document-sample")).to_have_text("示例", timeout=WAIT_MS)
    open_review(page, address, part="documents")
    expect(page.get_by_test_id("documents").locator("li", has_text="练习")).to_contain_text("示例")


def test_what_is_old_and_what_disagrees_opens_its_statements(page: Page, address: str) -> None:
    open_review(page, address, part="stale")
    first = page.locator("[data-testid^=stale-] [data-statements]").first
    statement = (first.get_attribute("data-statements") or "").split()[0]
    first.click(timeout=WAIT_MS)
    expect(page.get_by_test_id(f"statement-{statement}")).to_be_attached(timeout=WAIT_MS)
    page.get_by_test_id("drawer-back").click()
    expect(page.get_by_test_id("properties").locator(".stale").first).to_contain_text(
        "久未确认", timeout=WAIT_MS
    )
    page.keyboard.press("Escape")
    page.get_by_test_id("part-conflicts").click()
    conflict = page.locator("[data-testid^=conflict-]").first
    expect(conflict.locator("[data-statements]")).to_have_count(conflict.locator(".values > li").count())
    assert conflict.locator(".values > li").count() >= 2
    expect(conflict.locator(".values .badge").first).to_be_visible()
    expect(conflict).to_contain_text("规则")


def test_a_link_restores_the_review(page: Page, address: str, browser: Browser) -> None:
    open_review(page, address, status="all", sure="0.5")
    expect(page.locator("[data-proposal]")).to_have_count(3, timeout=WAIT_MS)
    page.locator("[data-proposal] .head").filter(has_text="46 个").click()
    expect(page).to_have_url(re.compile("p=p-"))
    other = browser.new_context(locale="zh-CN", reduced_motion="reduce").new_page()
    other.goto(page.url)
    expect(current(other)).to_contain_text("46", timeout=WAIT_MS)
    expect(other.get_by_test_id("filter-sure")).to_have_value("0.5")
    other.context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_part_fits_and_axe_finds_nothing_serious(
    page: Page, address: str, language: str, width: int
) -> None:
    axe = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    assert axe.is_file(), f"{axe} is missing; run npm ci in web/"
    page.set_viewport_size({"width": width, "height": 844})
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    ready = {"queue": "[aria-current] blockquote", "documents": "[data-testid=add-form]",
             "stale": "[data-testid^=stale-]", "conflicts": "[data-testid^=conflict-]"}  # fmt: skip
    for part, selector in ready.items():
        open_review(page, address, lang=language, part=part)
        expect(page.locator(selector).first).to_be_visible(timeout=WAIT_MS)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        wide = page.locator("main, aside, header, .desk").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"
        )
        assert wide == [], part
        page.evaluate(axe.read_text(encoding="utf-8"))
        result = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", tags)
        serious = [
            (part, found["id"], [node["target"] for node in found["nodes"]][:3])
            for found in result["violations"]
            if found["impact"] in ("serious", "critical")
        ]
        assert serious == []
