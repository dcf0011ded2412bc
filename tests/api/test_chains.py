"""Does the API say of chains what the workspace says?"""

from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yuantu.api.app import create_app
from yuantu.workspace import chains
from yuantu.workspace.followers import find_followers
from yuantu.workspace.packs import built_in_pack
from yuantu.workspace.policies import find_policies
from yuantu.workspace.targets import find_targets
from yuantu.workspace.workspace import Workspace

KITES = Path(__file__).parents[1] / "chain" / "kites.yaml"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module", autouse=True)
def own_chain(workspace: Workspace) -> None:
    workspace.folder.chains.mkdir()
    (workspace.folder.chains / "kites.yaml").write_bytes(KITES.read_bytes())


def test_the_api_says_what_the_workspace_says(client: TestClient, workspace: Workspace) -> None:
    day = {"as_of": "2026-11-22"}
    assert client.get("/api/chains").json() == chains.list_chains(workspace)
    assert client.get("/api/chains/kites", params=day).json() == chains.show_chain(workspace, "kites", DAY)
    every = client.get("/api/chains/kites/gaps", params=day)
    assert every.json() == chains.compare_regions(workspace, "kites", DAY)
    asked = day | {"region": "江门", "within": "45"}
    one = client.get("/api/chains/kites/gaps", params=asked).json()
    assert one == chains.find_chain_gaps(workspace, "kites", "440700", DAY, 45.0)
    assert one["region"]["id"] == "r-440700"
    wanted = client.get("/api/chains/equipment/targets/laser-equipment", params=day | {"region": "中山"})
    assert wanted.json() == find_targets(workspace, "equipment", "laser-equipment", "中山市", DAY)
    came = client.get("/api/chains/battery/followers/c-001", params=day).json()
    assert came == find_followers(workspace, "battery", "中创新航科技(江门)有限公司", "江门", DAY)
    lists = client.get("/api/chains/battery/policies/cell", params=day).json()
    assert lists == find_policies(workspace, "battery", "cell", DAY)
    assert wanted.json()["targets"][0]["company_name"].startswith("海目星")


def test_the_call_sheet_is_a_page(client: TestClient) -> None:
    asked = {"region": "中山", "as_of": "2026-11-22", "lang": "en"}
    sheet = client.get("/api/chains/equipment/targets/laser-equipment/sheet", params=asked)
    assert sheet.headers["content-type"].startswith("text/html")
    assert "Call sheet" in sheet.text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/chains/nosuch", 404, "chain_unknown"),
        ("/api/chains/kites/gaps?region=nowhere", 404, "region_unknown"),
        ("/api/chains/kites/gaps?region=江门&as_of=yesterday", 422, "option_date"),
    ],
)
def test_what_cannot_be_answered_is_refused(client: TestClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_an_answer_about_chains_is_not_kept_by_the_browser(client: TestClient) -> None:
    assert "etag" not in client.get("/api/chains").headers, "a chain's file may change without a new snapshot"


def test_a_task_is_given_out_by_who_signs_it(tmp_path: Path) -> None:
    own = Workspace.create(tmp_path / "w")
    own.build([built_in_pack()], 0)
    client = TestClient(create_app(own))
    task = {"region": "江门", "node": "separator", "owner": "李明", "due": "2026-12-01"}
    assert client.post("/api/chains/battery/tasks", json=task).status_code == 403
    signed = {"X-Yuantu-Author": "%E6%9D%8E%E6%98%8E"}
    act = client.post("/api/chains/battery/tasks", json=task, headers=signed).json()
    assert (act["author"], act["due"]) == ("李明", "2026-12-01")
    assert client.get("/api/chains/battery/tasks").json()["tasks"][0]["owner"] == "李明"
    judged = {"node": "separator", "company": "c-041", "state": "maybe"}
    assert client.post("/api/chains/battery/placements", json=judged, headers=signed).status_code == 422
    assert client.post(
        "/api/chains/battery/placements", json=judged | {"state": "confirmed"}, headers=signed
    ).is_success
    assert [one["number"] for one in client.get("/api/chains/battery/acts").json()["acts"]] == [1, 2]
    assert client.post("/api/chains/undo", json={"number": 1}, headers=signed).is_success
    assert client.get("/api/chains/battery/tasks").json()["tasks"] == []
    own.session.close()
