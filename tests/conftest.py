"""What do all tests share? A browser that is already on the machine, patience for a busy one, and made-up documents."""

import os
import shutil
from types import SimpleNamespace

import pytest
from hypothesis import settings
from tests.made_documents import MAKERS

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# A loaded machine is no failure: examples are counted, not timed.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium (`make test` names it in YUANTU_CHROMIUM), quiet on the network."""
    chromium = os.environ.get("YUANTU_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUM_NAMES)), None
    )
    if chromium is None:
        pytest.fail("no Chromium on PATH; `make test` installs one or says how")
    return {
        "executable_path": chromium,
        "args": [
            "--no-sandbox",  # a container's root has no other way
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--font-render-hinting=none",
        ],
    }


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """The builders of small valid documents, by name."""
    return MAKERS
