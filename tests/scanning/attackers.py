"""Scanners that ask and send: wapiti, sqlmap and ffuf, each bounded in time and count."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.scanning.findings import Finding
from tests.scanning.target import NOBODY, CannotBeHad, Target, named, program, run
from tests.scanning.walk import Seen, persona_of, places

MODULES = "xss,sql,redirect,exec,file,csrf,http_headers,csp,cookieflags"
HUNCH = re.compile(r"is vulnerable|appears to be '.*' injectable")
PROVEN = re.compile(r"^ *Type: ", re.M)
WEIGHTS = {1: "low", 2: "medium", 3: "high", 4: "high"}
STARTS = 40  # pages that wapiti is told of beside what it finds by crawling
SECRET_FILES = (
    ".env", ".git/config", ".git/HEAD", "sanad.sqlite", "var/sanad.sqlite", "jobs.sqlite",
    "keyring", "config.py", "wsgi.py", "backup.zip", "backups", "debug", "console", "server-status",
    "metrics", "admin", "phpinfo.php", "static/", "static/..%2fguard.py", "static/%2e%2e/guard.py",
    ".well-known/security.txt", "requirements.txt", "templates/web/home.html",
)  # fmt: skip


def wapiti(target: Target, seen: Seen, seconds: int, folder: Path) -> Iterator[Finding]:
    """Crawls as this role and tries its modules on what it met, for so many seconds each way."""
    report = folder / f"wapiti-{seen.role}.json"
    every = max(1, len(seen.pages) // STARTS)
    starts = [part for page in seen.pages[::every] for part in ("-s", f"{target.url}{page}")]
    line = [
        program("wapiti"), "-u", f"{target.url}/", *starts, "--scope", "domain", "-m", MODULES,
        "-H", f"Cookie: {seen.cookie}", "-H", "Sec-Fetch-Site: same-origin",
        "-H", named("wapiti", seen.role),
        "-x", f"{target.url}/logout", "-x", f"{target.url}/hide", "-x", f"{target.url}/lang",
        "-x", f"{target.url}/me/*",
        "--max-scan-time", str(seconds), "--max-attack-time", str(max(5, seconds // 4)),
        "--max-links-per-page", "60", "--max-files-per-dir", "40", "-d", "3", "-t", "5",
        "--tasks", "2", "--flush-session", "--store-session", str(folder / f"s-{seen.role}"),
        "-f", "json", "-o", str(report), "--no-bugreport", "-v", "0",
    ]  # fmt: skip
    told = run(line, 4 * seconds + 60)
    if not report.exists():
        raise CannotBeHad(f"wapiti ended without a report: {told[-200:]}")
    found = json.loads(report.read_text("utf-8"))
    for group in ("vulnerabilities", "anomalies"):
        for rule, rows in found[group].items():
            for row in rows:
                weight = WEIGHTS.get(int(row.get("level", 2)), "medium")
                weight = "medium" if group == "anomalies" and weight == "low" else weight
                place = f"{row['method']} {urlsplit(row['path']).path}"
                said = str(row.get("info", ""))[:160]
                yield Finding("wapiti", rule, place, weight, seen.role, said)


def sqlmap(
    target: Target, seen: Seen, address: str, seconds: int, body: str = ""
) -> Iterator[Finding]:
    """Every parameter of one address, or every field of one form with a token that is fetched
    before each sending. Some pages differ at each reading by themselves: a hunch that the time left
    unproven is given more of it."""
    told = _ask_sqlmap(target, seen, address, seconds, body)
    if HUNCH.search(told) and not PROVEN.search(told):
        told = _ask_sqlmap(target, seen, address, 6 * seconds, body)
    if HUNCH.search(told) or PROVEN.search(told):
        place = f"POST {address}" if body else urlsplit(address).path
        yield Finding("sqlmap", "injection", place, "high", seen.role)


def _ask_sqlmap(target: Target, seen: Seen, address: str, seconds: int, body: str) -> str:
    form = [
        "--data", body, "--csrf-token", "csrf_token", "--csrf-url", f"{target.url}/help",
        "--csrf-method", "GET",
    ] if body else []  # fmt: skip
    line = [
        program("sqlmap"), "-u", f"{target.url}{address}", "--cookie", seen.cookie, *form,
        "--batch", "--level", "1", "--risk", "1", "--technique", "BEU", "--threads", "1",
        "--timeout", "10", "--retries", "0", "--ignore-redirects", "--drop-set-cookie",
        "--disable-coloring", "--flush-session", "--ignore-code", "*", "--time-limit", str(seconds),
        "--headers", f"Sec-Fetch-Site: same-origin\n{named('sqlmap', seen.role)}",
        "--output-dir", str(target.folder / f"sqlmap-{seen.role}"),
    ]  # fmt: skip
    told = run(line, seconds + 30)
    if "starting @" not in told:
        raise CannotBeHad(f"sqlmap did not start: {told[-200:]}")
    return told


def bodies(seen: Seen, taken: set[str], most: int) -> Iterator[tuple[str, str]]:
    """Forms of this role that no role before sent: those with the most fields first. What has no
    value of its own gets a one; a key that makes a form count once is left out."""
    by_size = sorted(seen.forms.items(), key=lambda one: (-len(one[1].names), one[0]))
    for address, form in [one for one in by_size if one[0] not in taken][:most]:
        taken.add(address)
        values = {name: form.fields.get(name, ["1"])[0] or "1" for name in sorted(form.names)}
        values.pop("idempotency_key", None)
        yield address, urlencode({**values, "csrf_token": seen.token})


def ffuf(target: Target, seen: Seen, folder: Path) -> Iterator[Finding]:
    """Every address that this role may not open, and files that must not be there: found is what
    opens. What it may open was opened by the walk, whose errors count as well."""
    shut = {
        path.lstrip("/")
        for path, access in places(target, seen.role, "GET")
        if access.expected(persona_of(seen.role)) != 200
    }
    words, report = folder / f"words-{seen.role}.txt", folder / f"ffuf-{seen.role}.json"
    words.write_text("\n".join([*SECRET_FILES, *sorted(shut)]), encoding="utf-8")
    line = [
        program("ffuf"), "-w", str(words), "-u", f"{target.url}/FUZZ", "-mc", "all",
        "-H", f"Cookie: {seen.cookie}", "-H", named("ffuf", seen.role), "-t", "2",
        "-maxtime", "120", "-o", str(report),
        "-of", "json", "-s",
    ]  # fmt: skip
    told = run(line, 150)
    if not report.exists():
        raise CannotBeHad(f"ffuf ended without a report: {told[-200:]}")
    for one in json.loads(report.read_text("utf-8"))["results"]:
        word, status = str(one["input"]["FUZZ"]), int(one["status"])
        if 200 <= status < 300:
            yield Finding("ffuf", "opens", f"/{word}", "high", seen.role)


# Addresses with parameters, and a role that may open them.
ASKED = (
    ("caseworker", "/d?region=MA-06&service=SHELTER"),
    ("caseworker", "/c?state=S08&page=1"),
    ("inspector", "/s?state=draft"),
    ("focal_point", "/m?period=2026&region=MA-06"),
    ("administrator", "/a/users?role=caseworker&after="),
    ("administrator", "/a/audit?group=accounts&account=x&first=2026-01-01"),
    ("dpo", "/m/protection?after=1"),
    (NOBODY, "/login?next=/c"),
)


def addresses(seen: Seen) -> Iterator[str]:
    """Those with parameters that this role is to send."""
    written = [address for role, address in ASKED if role == seen.role]
    yield from written
    if not written:
        for path, asked in sorted(seen.asked.items(), key=lambda one: (-len(one[1]), one[0]))[:1]:
            yield f"{path}?{urlencode({name: value or '1' for name, value in asked.items()})}"
