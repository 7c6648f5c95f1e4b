"""Fixtures of the journeys: one Sanad and one Chromium for all of them."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.house import House, open_house
from tests.journeys.looking import found_right
from tests.journeys.window import Window

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs Chromium."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is on this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine: install the package chromium")
    return found


@pytest.fixture(scope="session", autouse=True)
def judged_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one process of this run found right, the others know."""
    folder = tmp_path_factory.getbasetemp()
    apart = "PYTEST_XDIST_WORKER" in os.environ
    found_right.share((folder.parent if apart else folder) / "found-right")


@pytest.fixture(scope="session")
def house(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A Sanad that runs, furnished with the cast."""
    with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture(scope="module")
def chromium(house: House, chromium_path: str) -> Iterator[Any]:
    """Chromium without a window. Only while a journey runs: Playwright keeps an event loop in this
    thread, beside which no application context can be left."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Any, house: House) -> Iterator[Callable[..., Window]]:
    """`open_window("fr", 390)`: a new browser window that nobody is signed in to."""
    opened: list[Window] = []

    def open_one(language: str, width: int, **how: bool) -> Window:
        opened.append(Window(chromium, house.url, language, width, **how))
        return opened[-1]

    yield open_one
    for window in opened:
        window.close()
