"""Where do the programs live that Yuantu is measured against?

In an environment of their own, made for the run and thrown away: none of them is a dependency of the project. A peer is
a small program that reads arrays (`*.npy`) from a folder, writes arrays there and prints its seconds as JSON.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def peer_python(*requirements: str) -> Iterator[str | None]:
    """The interpreter of a fresh environment with these packages; None when they cannot be installed."""
    with tempfile.TemporaryDirectory() as folder:
        python = str(Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))
        install = [python, "-m", "pip", "install", "--quiet", *requirements]
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
            subprocess.run(install, check=True, capture_output=True)
        except subprocess.CalledProcessError:
            yield None
        else:
            yield python


def run_peer(python: str, program: str, folder: Path) -> dict[str, Any]:
    """What the program prints, run in the folder where its arrays lie."""
    done = subprocess.run(
        [python, "-W", "ignore", "-c", program], cwd=folder, check=True, capture_output=True, text=True
    )
    printed: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return printed
