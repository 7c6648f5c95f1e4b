"""Looking at a page: what is asked of each page, in each language, at each width."""

import os
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

_right: set[tuple[int, str]] = set()


def faults_of(page: Any, language: str, own_width: int, pictures: str = "") -> list[str]:
    """What is wrong with the page, in words; nothing when it is right. Keeps pictures of the page
    under the name given, when they are asked for."""
    found = []
    for wide in WIDTHS:
        over = _open_up(page, wide)
        if over > 0:
            found.append(f"{over} px too wide at {wide}")
        if PHOTOGRAPHING and pictures and wide in PHOTOGRAPHED:
            file = PICTURES / f"{language}-{wide}" / f"{pictures}.jpg"
            page.screenshot(path=file, type="jpeg", quality=85)
        if wide == own_width:
            found += [str(fault) for fault in page.evaluate(READING, language)]
            found += _inaccessible(page, wide)
    page.set_viewport_size({"width": own_width, "height": HEIGHT})
    return found


def _open_up(page: Any, width: int) -> int:
    """Make the window as high as the page, so that what is pinned to its end covers nothing; gives
    by how much the page is too wide."""
    page.set_viewport_size({"width": width, "height": HEIGHT})
    over, high = page.evaluate(SIZE)
    page.set_viewport_size({"width": width, "height": high})
    return int(over)


def _inaccessible(page: Any, width: int) -> list[str]:
    """What axe finds. It judges what a page is made of, not its words: a page that is made like one
    it found nothing wrong with, at the same width, is not judged again."""
    build = (width, page.evaluate(BUILD))
    if build in _right:
        return []
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = [f"axe {one}" for one in page.evaluate(VIOLATIONS, options)]
    if not found:
        _right.add(build)
    return found
