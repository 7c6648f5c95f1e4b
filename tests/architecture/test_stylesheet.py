"""One sheet for both directions, light enough, readable in the sun; pages without inline code."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "casework" / "web" / "static"
CSS = re.sub(r"/\*.*?\*/", "", (STATIC / "sanad.css").read_text("utf-8"), flags=re.DOTALL)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)"
    r"|(?<![\w-])(left|right|top|bottom|width|height|min-width|max-width|min-height|max-height)\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)"
)
TEXT_ON = {  # text token: the grounds it is read on
    "ink": ("paper", "sand", "sand-2", "teal-tint"),
    "muted": ("paper", "sand"),
    "teal": ("paper", "sand", "teal-tint"),
    "teal-dark": ("paper", "teal-tint"),
    "brick": ("paper", "sand", "brick-tint"),
    "ochre": ("paper", "sand", "ochre-tint"),
    "green": ("paper", "sand", "green-tint"),
    "blue": ("paper", "blue-tint"),
    "plum": ("paper", "plum-tint"),
    "on-btn": ("btn", "btn-h"),
    "on-brand": ("brand", "brand-h"),
    "on-brand-2": ("brand",),
    "on-focus": ("focus",),
    "on-demo": ("demo",),
}
UNSTYLED = {"done", "neutral", "run"}  # hooks for tests and for one rule of the browser
TEXT_CONTRAST = 6.9  # WCAG 2.2 asks 4.5; field phones are read in the sun
EDGE_CONTRAST = 3.0  # WCAG 2.2, 1.4.11


def tokens(theme: str) -> dict[str, str]:
    """The colours of one theme by name."""
    light = _colours(CSS.partition(":root {")[2].partition("}")[0])
    if theme == "light":
        return light
    return light | _colours(CSS.partition("[data-theme=dark] {")[2].partition("}")[0])


def _colours(rule: str) -> dict[str, str]:
    found = re.findall(r"--([\w-]+):\s*#([0-9A-Fa-f]{3,6})\b", rule)
    return {
        name: value if len(value) == 6 else "".join(c * 2 for c in value) for name, value in found
    }


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2 between two colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_sheet_is_light_enough_for_a_weak_network() -> None:
    assert len(gzip.compress((STATIC / "sanad.css").read_bytes())) <= 12_000
    assert (STATIC / "sanad.js").stat().st_size <= 3_000


def test_the_sheet_knows_no_left_and_no_right() -> None:
    assert [found.group() for found in PHYSICAL.finditer(re.sub(r"@media [^{]+", "", CSS))] == []


def test_the_sheet_fetches_nothing() -> None:
    assert not re.search(r"@import|@font-face|url\((?!#)", CSS)


def test_no_text_is_smaller_than_fifteen_pixels() -> None:
    sizes = re.findall(r"font-size:\s*([\d.]+)(rem|px)", CSS)
    pixels = [float(size) * (16 if unit == "rem" else 1) for size, unit in sizes]
    assert [size for size in pixels if size < 14] == []
    assert float(re.search(r"--t-s:\s*([\d.]+)rem", CSS)[1]) * 16 >= 15


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("text", TEXT_ON)
def test_every_text_colour_is_readable_on_its_grounds(theme: str, text: str) -> None:
    colours = tokens(theme)
    for ground in TEXT_ON[text]:
        ratio = contrast(colours[text], colours[ground])
        assert ratio >= TEXT_CONTRAST, f"{text} on {ground}, {theme}: {ratio:.2f}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_a_field_can_be_seen(theme: str) -> None:
    colours = tokens(theme)
    for edge in ("field", "teal", "brick"):
        assert contrast(colours[edge], colours["paper"]) >= EDGE_CONTRAST


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_a_template_holds_no_inline_style_script_or_foreign_address(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=", text), "a style attribute"
    assert not re.search(r"<style|\son[a-z]+\s*=\s*[\"']", text), "an inline style or handler"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "an inline script"
    assert not re.search(r"(src|href|action)=[\"']\s*(https?:)?//", text), "a foreign address"
    assert not re.search(r"\|\s*safe\b", text.replace("{{ _ties", "")) or path.name == "forms.html"


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_every_class_of_a_template_is_in_the_sheet(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", " ", path.read_text("utf-8"), flags=re.DOTALL)
    known = set(re.findall(r"\.([A-Za-z][\w-]*)", CSS)) | UNSTYLED
    used = {
        name
        for value in re.findall(r'class="([^"]*)"', text)
        for name in re.sub(r"\{\{.*?\}\}", " ", value).split()
        if not value.startswith("{{")
    }
    assert used - known == set()


def test_the_script_writes_no_mark_up() -> None:
    script = (STATIC / "sanad.js").read_text("utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(", script
    )
    assert not re.search(r"localStorage|sessionStorage|indexedDB|beforeunload", script)
