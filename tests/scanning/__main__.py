"""`make scan`: start a Sanad with the scene of the tests in it, let the scanners at it, judge.

`SCAN_SECONDS` (default 45) is how long wapiti crawls and attacks for each role.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from flask import Flask

from tests.architecture.scene import make_scene
from tests.conftest import session_of
from tests.journeys.house import open_house
from tests.personas import PERSONAS
from tests.scanning import tools
from tests.scanning.findings import Finding, judged, known
from tests.scanning.tools import CannotBeHad, Target

SECONDS = int(os.environ.get("SCAN_SECONDS", "45"))
NOBODY = "nobody"
UNLIMITED = {"SANAD_REQUESTS_PER_MINUTE": "0"}  # the scanners are to get through
# Addresses with parameters, and a role that may open them.
ASKED = (
    ("caseworker", "/d?region=MA-06&service=SHELTER"),
    ("caseworker", "/c?state=S08&page=1"),
    ("inspector", "/s?state=draft"),
    ("focal_point", "/m?period=2026&region=MA-06"),
    ("administrator", "/a/users?role=caseworker&after="),
    ("administrator", "/a/audit?group=accounts&person=x&first=2026-01-01"),
    ("dpo", "/m/protection?after=1"),
    (NOBODY, "/login?next=/c"),
)


def one_of_each_role() -> dict[str, str]:
    """A persona for every role: the first of the cast."""
    found: dict[str, str] = {}
    for persona, told in PERSONAS.items():
        found.setdefault(told.role.value, persona)
    return found


def furnish(sessions: dict[str, str]) -> Callable[[Flask], None]:
    """The scene, and a session of each role."""

    def fill(app: Flask) -> None:
        make_scene(app)
        for role, persona in one_of_each_role().items():
            sessions[role] = session_of(app, persona, "fr")

    return fill


def scans(target: Target, folder: Path) -> Iterator[tuple[str, Callable[[], Iterable[Finding]]]]:
    """Every scan, by name."""
    yield "ffuf nobody", lambda: tools.ffuf(target, folder)
    for role in (*target.sessions, NOBODY):
        yield f"wapiti {role}", lambda role=role: tools.wapiti(target, role, SECONDS, folder)
    for role, address in ASKED:
        yield (
            f"sqlmap {role} {address}",
            lambda role=role, address=address: tools.sqlmap(target, role, address, SECONDS),
        )


def main() -> int:
    """1 when something is left to mend, or a scanner could not be had."""
    false, found, missing = known(), [], []
    sessions: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="sanad-scan-") as place:
        folder = Path(place)
        missing += _do("semgrep", lambda: tools.semgrep(folder), found)
        with open_house(folder / "home", furnish(sessions), told=UNLIMITED) as house:
            for name, scan in scans(Target(house.url, sessions), folder):
                missing += _do(name, scan, found)
    left, explained, unused = judged(found, false)
    print(f"{len(found)} findings, {len(explained)} known to be false, {len(left)} to mend")
    for one in sorted({str(one) for one in left}):
        print("  ", one)
    for each in unused:
        print("   not seen this time:", each.scanner, each.rule, each.where.pattern)
    for name in missing:
        print("   not done:", name)
    return 1 if left or missing else 0


def _do(name: str, scan: Callable[[], Iterable[Finding]], found: list[Finding]) -> list[str]:
    try:
        new = list(scan())
    except CannotBeHad as why:
        print(f"{name}: cannot be had ({why})", flush=True)
        return [f"{name}: {why}"]
    found += new
    heavy = sum(one.weight != "low" for one in new)
    print(f"{name}: {len(new)} findings, {heavy} of medium or high", flush=True)
    return []


if __name__ == "__main__":
    sys.exit(main())
