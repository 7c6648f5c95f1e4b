"""`make scan`: start a Sanad as in production, let the scanners at it, judge what they say.

`SCAN_SECONDS` (default 12) is how long a scanner may take for each role; wapiti takes as long again
for its attacks. `SCAN_ONLY="testssl sqlmap"` lets only these at it, and
`SCAN_ROLES="dpo nobody"` only as these.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock

from casework import create_app
from tests.conftest import settings_for
from tests.scanning import api, attackers, browser, front, sources, weaknesses
from tests.scanning.findings import Finding, judged, known
from tests.scanning.house import behind_the_proxy, one_of_each_role
from tests.scanning.table import Row, printed, versions
from tests.scanning.target import (
    NOBODY,
    ROOT,
    Answer,
    CannotBeHad,
    NothingAsked,
    Target,
    end_all,
    signed,
)  # fmt: skip
from tests.scanning.walk import Seen, anew, is_signed_in, walk

SECONDS = int(os.environ.get("SCAN_SECONDS", "12"))
ONLY = os.environ.get("SCAN_ONLY", "").split()
ROLES = os.environ.get("SCAN_ROLES", "").split() or [NOBODY, *one_of_each_role()]
FORMS_EACH = max(1, SECONDS // 10)  # forms that sqlmap sends for a role
Scan = Callable[[], Iterable[Finding]]
# What the proxy example answers to a crowd from one address, where its limits stand.
LIMITED = ("sslscan", "testssl", "slowhttptest")
QUIET = ("sslscan", "slowhttptest")  # the second counts how long honest answers take meanwhile
LANES = 2


def over_sources(folder: Path) -> Iterator[tuple[str, Scan]]:
    """What reads the code and the parts."""
    yield "cyclonedx", partial(sources.parts, folder)
    yield "detect-secrets", partial(sources.detect_secrets, folder)
    yield "bandit", partial(sources.bandit, folder)
    yield "semgrep", partial(sources.semgrep, folder)
    yield "pip-audit", weaknesses.findings


def over_front(target: Target, folder: Path) -> Iterator[tuple[str, Scan]]:
    """What looks at the proxy example, with its limits."""
    yield "sslscan", partial(front.sslscan, target, folder)
    yield "testssl", partial(front.testssl, target, folder)
    yield "slowhttptest", partial(front.slowhttptest, target, SECONDS, folder)


def as_a_role(
    target: Target, folder: Path, taken: set[str]
) -> Iterator[tuple[str, Callable[[Seen], Iterable[Finding]]]]:
    """What is let at the pages of one role, the gentle ones first."""
    app = create_app(settings_for(folder / "described", ""))
    looked_at: set[str] = set()
    yield "ffuf", lambda seen: attackers.ffuf(target, seen, folder)
    yield "axe", lambda seen: browser.axe(target, seen, looked_at, SECONDS)
    yield "lighthouse", lambda seen: browser.lighthouse(target, seen, _one_page(seen), folder)
    yield "sqlmap", lambda seen: _sqlmap(target, seen, taken)
    yield "wapiti", lambda seen: attackers.wapiti(target, seen, SECONDS, folder)
    yield "schemathesis", lambda seen: api.schemathesis(app, target, seen, 2 * SECONDS, folder)


def _one_page(seen: Seen) -> str:
    return "/login" if seen.role == NOBODY else "/"


def _sqlmap(target: Target, seen: Seen, taken: set[str]) -> Iterator[Finding]:
    for address in attackers.addresses(seen):
        yield from attackers.sqlmap(target, seen, address, SECONDS // 2)
    for address, body in attackers.bodies(seen, taken, FORMS_EACH):
        yield from attackers.sqlmap(target, seen, address, SECONDS // 2, body)


def all_rows(folder: Path) -> Iterator[Row]:
    """Every scanner, and every role where it signs in. What reads the code runs beside those that
    ask the server; of these two roles at a time, each request signed by who sends it."""
    with behind_the_proxy(folder) as target, ThreadPoolExecutor(1) as aside:
        front = {name: scan for name, scan in over_front(target, folder) if _wanted(name)}
        with _timed("what needs a quiet machine"):
            yield from [_done(name, front.pop(name), target) for name in QUIET if name in front]
        beside = aside.submit(_beside, [*over_sources(folder), *front.items()], target)
        try:
            with _timed("walk"):
                met = [walk(target, role) for role in ROLES]
            for name, scan_as in as_a_role(target, folder, set()):
                if _wanted(name):
                    with _timed(name):
                        yield from _by_role(name, scan_as, target, met)
            with _timed("what was left of the code and the proxy"):
                yield from beside.result()
        except BaseException:
            end_all()
            raise
        yield _met("walk", "", 0.0, target.answers(""))


def _beside(scans: Iterable[tuple[str, Scan]], target: Target) -> list[Row]:
    with _timed("the code and the proxy, beside the rest"):
        return [_done(name, scan, target) for name, scan in scans if _wanted(name)]


def _by_role(
    name: str, scan: Callable[[Seen], Iterable[Finding]], target: Target, met: list[Seen]
) -> Iterator[Row]:
    """Two roles at a time. The last one may end the access of others, and waits for them."""
    fresh, one_at_a_time = {}, Lock()

    def done(seen: Seen) -> Row:
        with one_at_a_time:  # sessions are made through one database
            fresh[seen.role] = anew(target, seen)
        return _signed_in(name, scan, target, fresh[seen.role])

    with ThreadPoolExecutor(LANES) as lanes:
        yield from lanes.map(done, met[:-1])
    yield from map(done, met[-1:])


@contextmanager
def _timed(phase: str) -> Iterator[None]:
    began = time.monotonic()
    yield
    print(f"-- {phase}: {time.monotonic() - began:.0f} s", flush=True)


def _wanted(name: str) -> bool:
    return not ONLY or name in ONLY


def _signed_in(
    name: str, scan: Callable[[Seen], Iterable[Finding]], target: Target, seen: Seen
) -> Row:
    row = _done(name, lambda: scan(seen), target, seen.role)
    if not seen.signed_in:
        row.missing = "nobody could sign in as this role"
    elif not is_signed_in(target, seen):
        row.note = "signed out on the way"
    return row


def _done(name: str, scan: Scan, target: Target, role: str = "") -> Row:
    row, began = Row(name, role), time.monotonic()
    before = len(target.limited(0))
    try:
        row.found = list(scan())
    except CannotBeHad as why:
        row.missing = str(why)
    except NothingAsked as why:
        row.note = str(why)
    asked = target.limited(before) if name in LIMITED else target.answers(signed(name, role))
    seen = _met(name, role, time.monotonic() - began, asked)
    row.requests, row.seconds, row.found = seen.requests, seen.seconds, row.found + seen.found
    told = row.missing or row.note or f"{row.requests} requests, {len(row.found)} findings"
    print(f"{name} {role}: {told}, {row.seconds:.0f} s", flush=True)
    return row


def _met(name: str, role: str, seconds: float, answers: list[Answer]) -> Row:
    """What the proxy's log says of one scanner. What nobody signed is our own walk, and whatever a
    scanner sent without its name: its errors count as well."""
    found = list(broken(name, role, answers))
    return Row(name, role, requests=len(answers), found=found, seconds=seconds)


def broken(name: str, role: str, answers: Iterable[Answer]) -> Iterator[Finding]:
    """Whatever a scanner looks for: an answer that is an error of the server is one of ours."""
    for one in answers:
        if one.status in (500, 502, 504) or (one.status == 503 and name not in LIMITED):
            place = f"{one.method} {one.path.partition('?')[0]}"
            yield Finding(name, f"answers {one.status}", place, "high", role, one.path[:300])


def _keep_logs(folder: Path) -> None:
    """What the scanners asked, and what Sanad said of it, for whoever looks into a finding."""
    for log in (folder / "sanad.log", folder / "proxies" / "free" / "each.log"):
        (ROOT / "build" / f"scan-{log.name}").write_bytes(log.read_bytes())


def main() -> int:
    """1 when something is left to mend, or a scanner could not be had."""
    false = known()
    with tempfile.TemporaryDirectory(prefix="sanad-scan-") as place:
        folder = Path(place)
        try:
            rows = list(all_rows(folder))
        except CannotBeHad as why:
            print("nothing could be started:", why)
            return 1
        _keep_logs(folder)
    left, explained, unused = judged([one for row in rows for one in row.found], false)
    print(printed(rows, false))
    print(versions())
    missing = [row for row in rows if row.missing]
    count = sum(len(row.found) for row in rows)
    print(f"{count} findings, {len(explained)} known to be false, {len(left)} to mend")
    for one in sorted({str(one) for one in left}):
        print("  ", one)
    ran = {row.scanner for row in rows}
    for each in [each for each in unused if each.scanner in ran]:
        print("   not seen this time:", each.scanner, each.rule, each.where.pattern)
    for row in missing:
        print("   not done:", row.scanner, row.role, row.missing)
    return 1 if left or missing else 0


if __name__ == "__main__":
    # a scan that is told to end leaves no scanner and no server behind
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))
    sys.exit(main())
