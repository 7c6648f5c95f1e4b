"""Scanners in a real Chromium, through the proxy: axe on every page of a role, Lighthouse."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

from tests.journeys.conftest import CHROMIUM, QUIET
from tests.journeys.looking import RULES
from tests.scanning.findings import Finding
from tests.scanning.target import BY, CannotBeHad, Target, program, run, signed
from tests.scanning.walk import Seen

WEIGHTS = {"critical": "high", "serious": "medium"}
GROUPS = ("accessibility", "best-practices")
VIOLATIONS = """async (rules) => (await axe.run({
  runOnly: {type: "tag", values: rules}, resultTypes: ["violations"],
})).violations.map((one) => [one.id, one.impact, one.nodes[0].html.slice(0, 160)])"""


def chromium() -> str:
    """Where it is on this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        raise CannotBeHad("chromium is not on this machine: apt install chromium")
    return found


def axe(target: Target, seen: Seen, looked_at: set[str], seconds: int) -> Iterator[Finding]:
    """Every page that this role may open, as far as time goes: those that no role before opened
    first, every second one in Arabic."""
    from playwright.sync_api import sync_playwright

    path, before = chromium(), len(looked_at)
    pages = sorted(seen.pages, key=lambda page: page in looked_at)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for number, language in enumerate(("fr", "ar")):
            cookie = target.cookie(seen.role, language)
            page = _window(browser, target, cookie, seen.role)
            until = time.monotonic() + seconds / 2
            for address in pages[number::2]:
                if time.monotonic() < until:
                    yield from _looked_at(page, target, address, f"{seen.role} {language}")
                    looked_at.add(address)
        browser.close()
    print(f"  axe {seen.role}: {len(looked_at) - before} new pages of {len(pages)}")


def _window(browser: Any, target: Target, cookie: str, role: str) -> Any:
    context = browser.new_context(
        ignore_https_errors=True, extra_http_headers={BY: signed("axe", role)}
    )
    context.add_cookies([
        {"name": name, "value": value, "url": target.url, "secure": True}
        for name, _is, value in (one.partition("=") for one in cookie.split("; "))
    ])  # fmt: skip
    return context.new_page()


def _looked_at(page: Any, target: Target, address: str, role: str) -> Iterator[Finding]:
    page.goto(f"{target.url}{address}")
    page.evaluate(AXE_SCRIPT)
    for rule, impact, html in page.evaluate(VIOLATIONS, list(RULES)):
        yield Finding("axe", rule, urlsplit(address).path, WEIGHTS.get(impact, "low"), role, html)


def lighthouse(target: Target, seen: Seen, address: str, folder: Path) -> Iterator[Finding]:
    """What counts in its marks for accessibility and good practice; speed is measured elsewhere."""
    own = program("lighthouse")
    report = folder / f"lighthouse-{seen.role}.json"
    headers = folder / f"lighthouse-{seen.role}-headers.json"
    said = {"Cookie": seen.cookie, BY: signed("lighthouse", seen.role)}
    headers.write_text(json.dumps(said), encoding="utf-8")
    flags = "--headless=new --ignore-certificate-errors " + " ".join(QUIET)
    told = run(
        [own, f"{target.url}{address}", "--quiet", "--output=json", f"--output-path={report}",
         f"--only-categories={','.join(GROUPS)}", f"--extra-headers={headers}",
         f"--chrome-flags={flags}", "--max-wait-for-load=20000", "--no-enable-error-reporting"],
        120, folder, os.environ | {"CHROME_PATH": chromium()},
    )  # fmt: skip
    if not report.exists():
        raise CannotBeHad(f"lighthouse ended without a report: {told[-300:]}")
    found = json.loads(report.read_text("utf-8"))
    if found.get("runtimeError"):
        raise CannotBeHad(f"lighthouse: {found['runtimeError']['message'][:200]}")
    if urlsplit(found["finalDisplayedUrl"]).path != urlsplit(address).path:
        raise CannotBeHad(f"lighthouse was led to {found['finalDisplayedUrl']}")
    for group in GROUPS:
        for part in found["categories"][group]["auditRefs"]:
            audit = found["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 1:
                where = urlsplit(address).path
                yield Finding("lighthouse", part["id"], where, "medium", seen.role, audit["title"])
