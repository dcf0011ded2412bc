"""Is a chain read on the page, in a real browser: what is here, what is missing, what nobody knows, whom to visit?

Everything by mouse and by keyboard alone, on a large and on a small screen, in both languages, and on a chain of two
thousand products.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from tests.made_chains import make_long_chain

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
WAIT_MS = 20_000
# Generous, for a machine that does other things as well; what was measured stands in docs/how-to/read-a-chain.md.
SLOW_MS = 2_500
LONG = 2_000
BEFORE, AFTER = "2024-06-29", "2024-07-01"
ZHONGSHAN, CUIHENG = "r-442000", "r-zs-cuiheng"
STATES = ("present", "reachable", "absent", "no_data")
AUTHOR = "链长办甲"
Serve = Callable[[Path], AbstractContextManager[str]]

# Milliseconds from pressing a card to the next drawn frame.
PRESS = """async (card) => {
  const start = performance.now();
  card.click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - start;
}"""


@pytest.fixture(autouse=True)
def no_failure_in_silence(page: Page) -> Iterator[None]:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield
    assert failures == []


@pytest.fixture
def folder(workspace: Path, tmp_path: Path) -> Path:
    """A workspace that a test may write into."""
    return Path(shutil.copytree(workspace, tmp_path / "workspace"))


def open_chain(page: Page, address: str = "", **state: str) -> None:
    page.goto(f"{address}/?{urlencode({'view': 'chain'} | state)}")
    expect(page.get_by_test_id("coverage")).to_be_visible(timeout=WAIT_MS)


def card(page: Page, node: str) -> Locator:
    return page.locator(f"[data-cell='{node}']")


def panel(page: Page) -> Locator:
    return page.get_by_test_id("node-panel")


def shown(page: Page, state: str) -> int:
    return int(page.get_by_test_id(f"state-{state}").locator("b").inner_text().replace(",", ""))


def focused(page: Page) -> str | None:
    found: str | None = page.evaluate("document.activeElement?.dataset.cell ?? null")
    return found


def sign(page: Page) -> None:
    page.get_by_test_id("author-name").fill(AUTHOR)
    page.get_by_test_id("author-save").click()


def test_the_board_says_what_the_api_says(page: Page) -> None:
    page.goto("/")
    page.get_by_test_id("view-chain").click()
    page.get_by_test_id("chain-pick").select_option("equipment")
    page.get_by_test_id("chain-region").select_option(ZHONGSHAN)
    answer = page.request.get(f"/api/chains/equipment/gaps?region={ZHONGSHAN}&within=60").json()
    expect(page.get_by_test_id("coverage")).to_contain_text(answer["coverage"]["text"]["zh"], timeout=WAIT_MS)
    assert {state: shown(page, state) for state in STATES} == answer["counts"]
    expect(page.locator("[data-cell]")).to_have_count(len(answer["gaps"]))
    for gap in answer["gaps"]:
        expect(card(page, gap["node"])).to_have_class(re.compile(rf"\b{gap['state']}\b"))
    words = {"present": "有 ", "reachable": "可达 ", "no_data": "无数据"}
    for state in {gap["state"] for gap in answer["gaps"]}:
        expect(page.locator(f"[data-cell].{state} .word").first).to_contain_text(words[state])
    expect(page).to_have_title("高端装备（激光装备、盾构机） · 园图")
    assert "chain=equipment" in page.url
    assert f"region={ZHONGSHAN}" in page.url


def say_absent(route: Route) -> None:
    """No source of the pack says that something is absent: what the page makes of it is seen by saying so."""
    answer = route.fetch()
    told = answer.json()
    for gap in told.get("gaps", ()):
        if gap["node"] == "galvo":
            gap["state"] = "absent"
    route.fulfill(response=answer, json=told)


def test_missing_no_data_and_present_look_unlike_each_other_and_say_so(page: Page) -> None:
    page.route("**/api/chains/equipment/gaps?*", say_absent)
    open_chain(page, chain="equipment", region=ZHONGSHAN)
    expect(page.locator("[data-cell].absent .word")).to_have_text("缺")
    expect(page.locator("[data-testid=chain-board] .lack")).to_have_text("缺 1")
    looks = {
        state: page.locator(f"[data-cell].{state}").first.evaluate(
            "(one) => [getComputedStyle(one).backgroundImage !== 'none', getComputedStyle(one).borderStyle,"
            " one.querySelector('svg').innerHTML]"
        )
        for state in STATES
    }
    assert looks["no_data"][:2] == [True, "dotted"]
    assert looks["absent"][:2] == [False, "dashed"]
    assert looks["present"][:2] == [False, "solid"]
    assert len({look[2] for look in looks.values()}) == len(STATES), "each has a shape of its own"
    page.locator("[data-cell].absent").click()
    expect(panel(page)).to_contain_text("有证据说明本地没有")


def test_before_and_after_the_link_another_region_is_within_reach(page: Page) -> None:
    open_chain(page, chain="equipment", region=CUIHENG, as_of=AFTER)
    after = shown(page, "reachable")
    page.get_by_test_id("phase-before").check(force=True)
    expect(page).to_have_url(re.compile(f"as_of={BEFORE}"))
    expect(page.get_by_test_id("state-reachable").locator("b")).not_to_have_text(str(after), timeout=WAIT_MS)
    assert shown(page, "reachable") < after
    page.get_by_test_id("phase-after").check(force=True)
    page.get_by_test_id("chain-within").select_option("15")
    expect(page).to_have_url(re.compile("within=15"))
    expect(page.get_by_test_id("state-reachable").locator("b")).to_have_text("0", timeout=WAIT_MS)


def test_a_path_is_lit_and_a_link_brings_it_back(
    page: Page, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    open_chain(page, chain="battery", region="r-440700")
    card(page, "electrolyte").click()
    says = page.get_by_test_id("board-says")
    expect(says).to_contain_text("电解液：上游投入")
    for direct in ("cell", "storage-cell", "power-cell"):
        if card(page, direct).count():
            expect(card(page, direct)).to_have_class(re.compile(r"\bon\b"))
    expect(card(page, "copper-foil")).not_to_have_class(re.compile(r"\bon\b"))
    lit = page.locator("[data-cell].on").count()
    up, down = (int(one) for one in re.findall(r"(\d+) 个", says.inner_text()))
    assert lit == up + down + 1
    assert page.locator("[data-testid=chain-board] svg .path path").count() > 0
    page.get_by_test_id("path-only").check()
    expect(page.locator("[data-cell]")).to_have_count(lit)
    address = page.url

    other = browser.new_context(**browser_context_args).new_page()
    other.goto(address)
    expect(panel(other).locator("h2")).to_have_text("电解液", timeout=WAIT_MS)
    expect(other.locator("[data-cell]")).to_have_count(lit)
    other.context.close()

    page.go_back()
    page.go_back()
    expect(panel(page)).to_have_count(0)
    page.go_forward()
    expect(panel(page).locator("h2")).to_have_text("电解液")
    page.get_by_test_id("path-clear").click()
    expect(panel(page)).to_have_count(0)


def test_states_are_filtered_and_the_hidden_are_counted(page: Page) -> None:
    open_chain(page, chain="equipment", region=ZHONGSHAN)
    everything = page.locator("[data-cell]").count()
    page.get_by_test_id("state-reachable").click()
    expect(page.locator("[data-cell]")).to_have_count(shown(page, "reachable"))
    expect(page.get_by_test_id("show-all")).to_contain_text(f"{everything - shown(page, 'reachable')} 个")
    page.get_by_test_id("show-all").click()
    expect(page.locator("[data-cell]")).to_have_count(everything)


def test_the_board_is_walked_by_keyboard_alone(page: Page) -> None:
    open_chain(page, chain="battery", region="r-440700")
    page.get_by_test_id("chain-search").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if focused(page):
            break
    first = focused(page)
    assert first
    assert page.locator("[data-cell][tabindex='0']").count() == 1
    page.keyboard.press("ArrowDown")
    second = focused(page)
    assert second != first
    page.keyboard.press("ArrowRight")
    third = focused(page)
    box, before = card(page, third or "").bounding_box(), card(page, second or "").bounding_box()
    assert box is not None
    assert before is not None
    assert box["x"] > before["x"] + before["width"]
    page.keyboard.press("Enter")
    expect(panel(page)).to_have_attribute("data-node", third or "")
    expect(card(page, third or "")).to_have_attribute("aria-selected", "true")
    assert focused(page) == third
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.dataset.testid") == "chain-search"
    page.keyboard.type("全钒电解液")
    expect(page.get_by_test_id("hit-vanadium-electrolyte")).to_contain_text("又名 全钒电解液")
    page.keyboard.press("Enter")
    expect(panel(page).locator("h2")).to_have_text("钒电解液")
    expect(card(page, "vanadium-electrolyte")).to_be_in_viewport()


def test_a_gap_leads_to_targets_to_evidence_and_to_a_call_sheet(page: Page, tmp_path: Path) -> None:
    open_chain(page, chain="equipment", region=ZHONGSHAN)
    page.get_by_test_id("gaps-rest").click()
    page.get_by_test_id("gap-laser-equipment").click()
    expect(page.get_by_test_id("node-state")).to_contain_text("可达")
    expect(panel(page)).to_contain_text("分钟以内")
    expect(page.get_by_test_id("importance").locator("tbody tr")).to_have_count(4)
    targets = page.locator("[data-testid^=target-c-]")
    expect(targets.first).to_be_visible(timeout=WAIT_MS)
    for index in range(targets.count()):
        assert targets.nth(index).get_by_test_id("target-reasons").locator("> li").count() >= 3
        assert targets.nth(index).get_by_test_id("target-doubts").locator("> li").count() >= 1
    reason = targets.first.locator("[data-statements]").first
    statement = (reason.get_attribute("data-statements") or "").split()[0]
    reason.click()
    expect(page.get_by_test_id(f"statement-{statement}")).to_be_attached(timeout=WAIT_MS)
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("drawer")).to_have_count(0)
    expect(panel(page)).to_have_count(1)
    with page.expect_download() as held:
        page.get_by_test_id("call-sheet").click()
    assert "激光加工设备" in held.value.suggested_filename
    sheet = tmp_path / "sheet.html"
    held.value.save_as(sheet)
    assert "拜访单 · 中山市 · 激光加工设备" in sheet.read_text(encoding="utf-8")


def test_where_sources_are_few_nobody_is_recommended(page: Page) -> None:
    open_chain(page, chain="battery", region=ZHONGSHAN, node="electrolyte")
    expect(page.get_by_test_id("targets-none")).to_contain_text("没有可以推荐的企业", timeout=WAIT_MS)
    expect(page.get_by_test_id("abstained")).to_contain_text("不作推荐")


def test_makers_open_their_evidence_and_inputs_lead_on(page: Page) -> None:
    open_chain(page, chain="battery", region="r-440700", node="electrolyte")
    maker = page.get_by_test_id("makers").locator("[data-testid^=maker-]").first
    value = maker.locator("[data-statements]")
    statement = value.get_attribute("data-statements") or ""
    value.click()
    expect(page.get_by_test_id(f"statement-{statement}")).to_be_attached(timeout=WAIT_MS)
    page.get_by_test_id("drawer-back").click()
    expect(page.get_by_test_id("properties")).to_be_visible(timeout=WAIT_MS)
    page.get_by_test_id("drawer-close").click()
    flow = page.get_by_test_id("flow-inputs").locator("button").first
    name = flow.locator(".name").inner_text()
    flow.click()
    expect(panel(page).locator("h2")).to_have_text(name)


def test_a_leader_says_who_followed_it(page: Page) -> None:
    open_chain(page, chain="battery", region="r-440700", node="cell")
    leader = page.locator("[data-testid^=followers-]").first
    leader.locator("summary").click()
    company = (leader.get_attribute("data-testid") or "").removeprefix("followers-")
    answer = page.request.get(f"/api/chains/battery/followers/{company}?region=r-440700").json()
    counts = answer["counts"]
    expect(leader).to_contain_text(
        f"投入 {counts['inputs']} 个：本地有企业的 {counts['came']} 个", timeout=WAIT_MS
    )
    known = [one for one in answer["inputs"] if one["came"] or one["outside"]]
    expect(leader.locator("li")).to_have_count(len(known))
    expect(leader.locator("li").first).to_contain_text(known[0]["came"][0]["company_name"])


def test_a_placement_is_judged_and_taken_back_and_a_task_given_out(
    page: Page, folder: Path, serve: Serve
) -> None:
    with serve(folder) as address:
        open_chain(page, address, chain="battery", region="r-440700", node="electrolyte")
        makers = page.get_by_test_id("makers")
        makers.get_by_test_id("judge-rejected").first.click()
        sign(page)
        expect(page.get_by_test_id("chain-said")).to_contain_text("已否定", timeout=WAIT_MS)
        expect(page.get_by_test_id("node-state")).not_to_contain_text("有 1 家", timeout=WAIT_MS)
        page.get_by_test_id("chain-undo").click()
        expect(page.get_by_test_id("node-state")).to_contain_text("有 1 家", timeout=WAIT_MS)

        page.get_by_test_id("task-edit").click()
        page.get_by_test_id("task-owner").fill("王工")
        page.get_by_test_id("task-step").fill("约见总经理")
        page.get_by_test_id("task-due").fill("2026-01-31")
        page.get_by_test_id("task-save").click()
        task = page.get_by_test_id("task")
        expect(task).to_contain_text("约见总经理", timeout=WAIT_MS)
        expect(task).to_contain_text("已过期")
        expect(task).to_contain_text(AUTHOR)
        kept = page.request.get(f"{address}/api/chains/battery/tasks").json()["tasks"]
        assert [(one["node"], one["owner"], one["due"]) for one in kept] == [
            ("electrolyte", "王工", "2026-01-31")
        ]
        page.get_by_test_id("node-back").click()
        page.get_by_test_id("chief-edit").click()
        page.get_by_test_id("task-owner").fill("李市长")
        page.get_by_test_id("task-save").click()
        expect(page.get_by_test_id("chief")).to_contain_text("链长：李市长", timeout=WAIT_MS)


def test_two_thousand_products_stay_usable(page: Page, folder: Path, serve: Serve) -> None:
    (folder / "chains").mkdir(exist_ok=True)
    (folder / "chains" / "long.yaml").write_text(make_long_chain(LONG), encoding="utf-8")
    with serve(folder) as address:
        page.goto(f"{address}/?view=chain&chain=long&region=r-440700")
        expect(page.get_by_test_id("coverage")).to_be_visible(timeout=60_000)
        expect(page.get_by_test_id("size-squares")).to_be_checked()
        cards = page.locator("[data-cell]")
        assert 200 < cards.count() <= LONG
        assert cards.nth(60).evaluate(PRESS) < SLOW_MS
        expect(page.get_by_test_id("board-says")).to_contain_text("下游用途")
        page.get_by_test_id("size-names").check(force=True)
        expect(page.locator("[data-cell] .name").first).to_be_visible()
        assert cards.count() < LONG / 4, "only what is near the window is drawn"
        page.keyboard.press("/")
        page.keyboard.type("别称1999号")
        page.keyboard.press("Enter")
        expect(card(page, "n1999")).to_be_in_viewport(timeout=WAIT_MS)
        card(page, "n1999").focus()
        page.keyboard.press("Home")
        assert focused(page) not in (None, "n1999")
        expect(card(page, focused(page) or "")).to_be_in_viewport()


def test_a_chain_with_mistakes_says_them_and_an_unknown_one_is_refused_in_words(
    page: Page, folder: Path, serve: Serve
) -> None:
    (folder / "chains").mkdir(exist_ok=True)
    broken = make_long_chain(40, "broken").replace('"segment": "s5"', '"segment": "nowhere"')
    (folder / "chains" / "broken.yaml").write_text(broken, encoding="utf-8")
    with serve(folder) as address:
        open_chain(page, address)
        problems = page.get_by_test_id("chain-problems")
        expect(problems).to_contain_text("broken.yaml")
        problems.locator("summary").click()
        expect(problems.locator("li").first).to_contain_text("nowhere")
        page.goto(f"{address}/?view=chain&chain=nosuch")
        expect(page.get_by_test_id("chain-desk").get_by_test_id("error")).to_contain_text(
            "nosuch", timeout=WAIT_MS
        )
        page.goto(f"{address}/?view=chain&chain=battery&node=nosuch")
        expect(page.get_by_test_id("chain-desk").get_by_role("alert")).to_contain_text(
            "nosuch", timeout=WAIT_MS
        )


def test_a_small_screen_shows_stage_by_stage_and_the_same_panel(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_chain(page, chain="equipment", region=ZHONGSHAN)
    whole = page.request.get("/api/chains/equipment").json()
    for stage in ("upstream", "midstream", "downstream"):
        page.get_by_test_id(f"stage-{stage}").click()
        expect(page.locator("[data-cell]")).to_have_count(whole["counts"][stage])
    page.get_by_test_id("stage-list").click()
    page.get_by_test_id("gaps-rest").click()
    page.get_by_test_id("gap-laser-equipment").click()
    expect(page.get_by_test_id("node-state")).to_contain_text("可达")
    expect(page.locator("[data-testid^=target-c-]").first).to_be_attached(timeout=WAIT_MS)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    page.get_by_test_id("node-back").click()
    expect(panel(page)).to_have_count(0)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_it_fits_and_axe_finds_nothing_serious(page: Page, language: str, width: int) -> None:
    axe = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
    assert axe.is_file(), f"{axe} is missing; run npm ci in web/"
    page.set_viewport_size({"width": width, "height": 844})
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for state in ({}, {"node": "laser-equipment"}, {"size": "squares"}, {"stage": "list"}):
        open_chain(page, chain="equipment", region=ZHONGSHAN, lang=language, **state)
        expect(page.locator("[data-cell], [data-testid=gap-list]").first).to_be_visible(timeout=WAIT_MS)
        if "node" in state:
            expect(page.get_by_test_id("call-sheet")).to_be_attached(timeout=WAIT_MS)
        text = page.locator("main, .desk").all_inner_texts()
        if language == "en":
            assert "undefined" not in " ".join(text)
            expect(page.get_by_test_id("coverage")).to_contain_text("known companies")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        wide = page.locator("main, aside, header, .desk").evaluate_all(
            "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"
        )
        assert wide == [], state
        page.evaluate(axe.read_text(encoding="utf-8"))
        result = page.evaluate("(tags) => axe.run({runOnly: {type: 'tag', values: tags}})", tags)
        serious = [
            (state, found["id"], [node["target"] for node in found["nodes"]][:3])
            for found in result["violations"]
            if found["impact"] in ("serious", "critical")
        ]
        assert serious == []
