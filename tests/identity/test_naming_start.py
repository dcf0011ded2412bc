import json
import subprocess
import sys

import pytest

CODE = """
import json, sys
before = set(sys.modules)
sys.argv = ["yuantu", "same", *{names!r}, "--json"]
import yuantu.cli.main
try:
    yuantu.cli.main.run()
except SystemExit:
    pass
loaded = sorted({{name.split(".")[0] for name in set(sys.modules) - before}})
print("\\n" + json.dumps(loaded))
"""


@pytest.mark.parametrize(
    ("names", "third_party"),
    [
        (["江门市长优实业有限公司", "长优实业"], {"click"}),
        (["Jiangmen Keheng Industrial Co., Ltd.", "江门市科恒实业有限公司"], {"click"}),
        (["国科大", "中国科学院大学"], {"click"}),
    ],
)
def test_comparing_two_names_loads_no_more_than_it_uses(names: list[str], third_party: set[str]) -> None:
    code = CODE.format(names=names)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    loaded = {name for name in loaded if "yaml" in name or "cython" not in name}
    assert loaded - {"yuantu"} - sys.stdlib_module_names <= third_party | {"_yaml"}
    assert "sqlite3" not in loaded
