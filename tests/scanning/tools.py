"""The scanners, each bounded in time and count, and what they say as findings.

Everything goes to 127.0.0.1. A scanner that is not on this machine is named, not passed over.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.scanning.findings import Finding

ROOT = Path(__file__).parents[2]
PLACES = tuple(ROOT / "build" / name / "bin" for name in ("scan", "scan-code"))
RULES = Path(__file__).with_name("rules.yaml")
MODULES = "xss,sql,redirect,exec,file,csrf,http_headers,csp,cookieflags"
HUNCH = re.compile(r"is vulnerable|appears to be '.*' injectable")
PROVEN = re.compile(r"^ *Type: ", re.M)
WEIGHTS = {1: "low", 2: "medium", 3: "high", 4: "high"}
SECRET_FILES = (
    ".env", ".git/config", ".git/HEAD", "sanad.sqlite", "var/sanad.sqlite", "jobs.sqlite",
    "keyring", "config.py", "wsgi.py", "backup.zip", "backups", "debug", "console", "server-status",
    "metrics", "admin", "phpinfo.php", "static/", "static/..%2fguard.py", "static/%2e%2e/guard.py",
    ".well-known/security.txt", "requirements.txt", "templates/web/home.html",
)  # fmt: skip


class CannotBeHad(Exception):
    """This scanner is not on this machine."""


@dataclass(frozen=True)
class Target:
    """A Sanad that runs, and the sessions of its people by role."""

    url: str
    sessions: Mapping[str, str]

    def cookie(self, role: str) -> str:
        """The cookie of a role, in French; of nobody for an unknown one."""
        token = self.sessions.get(role)
        return "lang=fr" + (f"; sanad={token}" if token else "")


def program(name: str) -> str:
    """Where it is: in the environment of the scanners, or of the machine."""
    own = [str(place / name) for place in PLACES if (place / name).exists()]
    found = own[0] if own else shutil.which(name)
    if found is None:
        raise CannotBeHad(name)
    return found


def run(line: Sequence[str], seconds: float, cwd: Path | None = None) -> str:
    """What it prints; cut off when its time is over."""
    try:
        done = subprocess.run(
            line, cwd=cwd, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as late:
        told = late.stdout or b""
        return told.decode(errors="replace") if isinstance(told, bytes) else told
    return done.stdout + done.stderr


def semgrep(folder: Path) -> Iterator[Finding]:
    """Our own rules over our own code; nothing is fetched."""
    report = folder / "semgrep.json"
    line = [
        program("semgrep"), "scan", "--config", str(RULES), "--metrics", "off", "--json",
        "--disable-version-check", "--jobs", "1", "--output", str(report), "--quiet",
        "casework", "config.py", "wsgi.py", "templates",
    ]  # fmt: skip
    told = run(line, 300, ROOT)
    if not report.exists():
        raise CannotBeHad(f"semgrep ended without a report: {told[-200:]}")
    for one in json.loads(report.read_text("utf-8"))["results"]:
        weight = {"ERROR": "high", "WARNING": "medium"}.get(one["extra"]["severity"], "low")
        rule = one["check_id"].rpartition(".")[2]
        yield Finding("semgrep", rule, f"{one['path']}:{one['start']['line']}", weight)


def wapiti(target: Target, role: str, seconds: int, folder: Path) -> Iterator[Finding]:
    """Crawls as this role and tries its modules on what it met, for so many seconds each way."""
    report = folder / f"wapiti-{role}.json"
    line = [
        program("wapiti"), "-u", f"{target.url}/", "--scope", "domain", "-m", MODULES,
        "-H", f"Cookie: {target.cookie(role)}", "-H", "Sec-Fetch-Site: same-origin",
        "-x", f"{target.url}/logout", "-x", f"{target.url}/hide", "-x", f"{target.url}/lang",
        "--max-scan-time", str(seconds), "--max-attack-time", str(max(5, seconds // 4)),
        "--max-links-per-page", "60", "--max-files-per-dir", "40", "-d", "3", "-t", "5",
        "--tasks", "2", "--flush-session", "--store-session", str(folder / f"session-{role}"),
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
                yield Finding("wapiti", rule, place, weight, role, str(row.get("info", ""))[:160])


def sqlmap(target: Target, role: str, address: str, seconds: int) -> Iterator[Finding]:
    """Every parameter of one address, in the ways that need no second request. Some pages differ at
    each reading by themselves: a hunch that the time left unproven is given more of it."""
    told = _ask_sqlmap(target, role, address, seconds)
    if HUNCH.search(told) and not PROVEN.search(told):
        told = _ask_sqlmap(target, role, address, 6 * seconds)
    if HUNCH.search(told) or PROVEN.search(told):
        yield Finding("sqlmap", "injection", urlsplit(address).path, "high", role)


def _ask_sqlmap(target: Target, role: str, address: str, seconds: int) -> str:
    line = [
        program("sqlmap"), "-u", f"{target.url}{address}", "--cookie", target.cookie(role),
        "--batch", "--level", "1",
        "--risk", "1", "--technique", "BEU", "--threads", "1", "--timeout", "10", "--retries", "0",
        "--disable-coloring", "--flush-session", "--ignore-code", "*", "--time-limit", str(seconds),
        "--headers", "Sec-Fetch-Site: same-origin",
    ]  # fmt: skip
    told = run(line, seconds + 30)
    if "starting @" not in told:
        raise CannotBeHad(f"sqlmap did not start: {told[-200:]}")
    return told


def ffuf(target: Target, folder: Path) -> Iterator[Finding]:
    """Files that must not be there, asked for by nobody."""
    words, report = folder / "words.txt", folder / "ffuf.json"
    words.write_text("\n".join(SECRET_FILES), encoding="utf-8")
    line = [
        program("ffuf"), "-w", str(words), "-u", f"{target.url}/FUZZ", "-mc", "200-299,500-599",
        "-t", "2", "-maxtime", "60", "-o", str(report), "-of", "json", "-s",
    ]  # fmt: skip
    told = run(line, 90)
    if not report.exists():
        raise CannotBeHad(f"ffuf ended without a report: {told[-200:]}")
    for one in json.loads(report.read_text("utf-8"))["results"]:
        yield Finding("ffuf", "found", f"/{one['input']['FUZZ']}", "high", "nobody")
