"""Looking at a page: what is asked of each page, in each language, at each width."""

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

WIDTHS = (320, 390, 1280)
PHOTOGRAPHED = (390, 1280)
HEIGHT = 844
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Taking pictures costs more than all the checks: only `make pictures` asks for them.
PHOTOGRAPHING = os.environ.get("SANAD_PICTURES") == "1"
PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
READING = (Path(__file__).parent / "reading.js").read_text(encoding="utf-8")
BUILD = (Path(__file__).parent / "build.js").read_text(encoding="utf-8")
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
# How much wider than the window the page is, or on a phone any table made of cards; how high it is.
SIZE = """() => {
  const page = document.documentElement;
  const cards = innerWidth < 640 ? document.querySelectorAll(".scroll:has(.cards)") : [];
  const over = [...cards].map((one) => one.scrollWidth - one.clientWidth);
  return [Math.max(page.scrollWidth - innerWidth, ...over), page.scrollHeight];
}"""
VIOLATIONS = """async (options) => (await axe.run(options)).violations.map(
  (one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join("; ")
)"""

# Its rule on contrast costs more than all its others, and asks for less of a page: see contrast.js.
OPTIONS = {
    "runOnly": {"type": "tag", "values": RULES},
    "rules": {"color-contrast": {"enabled": False}},
    "resultTypes": ["violations"],
}


class FoundRight:
    """The builds of pages that axe found nothing wrong with, by their width: kept in a folder, so
    that every process of one run of the tests knows what another judged."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._folder: Path | None = None

    def share(self, folder: Path) -> None:
        """Keep them there from now on."""
        folder.mkdir(exist_ok=True)
        self._folder = folder

    def holds(self, build: str) -> bool:
        """Whether such a page was found right, here or beside."""
        return build in self._known or bool(self._folder and (self._folder / build).exists())

    def add(self, build: str) -> None:
        """Such a page is right."""
        self._known.add(build)
        if self._folder:
            (self._folder / build).touch()


found_right = FoundRight()
_passed: set[str] = set()  # what texts look like that stand out from their ground


def faults_of(page: Any, language: str, own_width: int, pictures: str = "") -> list[str]:
    """What is wrong with the page, in words; nothing when it is right. Keeps pictures of the page
    under the name given, when they are asked for."""
    found = []
    for wide in sorted(WIDTHS, key=lambda wide: wide == own_width):
        over, high = _at_width(page, wide)
        if over > 0:
            found.append(f"{over} px too wide at {wide}")
        pictured = PHOTOGRAPHING and pictures and wide in PHOTOGRAPHED
        if pictured or wide == own_width:
            # as high as the page, so that what is pinned to its end covers nothing
            page.set_viewport_size({"width": wide, "height": high})
        if pictured:
            file = PICTURES / f"{language}-{wide}" / f"{pictures}.jpg"
            page.screenshot(path=file, type="jpeg", quality=85)
        if wide == own_width:
            found += [str(fault) for fault in page.evaluate(READING, language)]
            found += _inaccessible(page, wide)
    page.set_viewport_size({"width": own_width, "height": HEIGHT})
    return found


def _at_width(page: Any, width: int) -> tuple[int, int]:
    """By how much the page is too wide in a window of this width, and how high it is there."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    over, high = page.evaluate(SIZE)
    return int(over), int(high)


def _inaccessible(page: Any, width: int) -> list[str]:
    """What axe finds. It judges what a page is made of, not its words: a page that is made like one
    it found nothing wrong with, at the same width, is not judged again."""
    build = sha256(f"{width} {page.evaluate(BUILD)}".encode()).hexdigest()
    if found_right.holds(build):
        return []
    page.evaluate(AXE_SCRIPT)
    pale, passed = page.evaluate(CONTRAST, list(_passed))
    _passed.update(passed)
    found = [f"axe {one}" for one in page.evaluate(VIOLATIONS, OPTIONS) + pale]
    if not found:
        found_right.add(build)
    return found
