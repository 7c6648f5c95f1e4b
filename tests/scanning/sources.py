"""Scanners that read the code and the parts: semgrep, bandit, detect-secrets, CycloneDX."""

import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from tests.scanning.findings import Finding
from tests.scanning.target import ROOT, CannotBeHad, program, run

RULES = Path(__file__).with_name("rules.yaml")
FLASK_SECRETS = Path(__file__).with_name("flask_secrets.py")
OURS = ("casework", "config.py", "wsgi.py")
PARTS = ROOT / "build" / "parts.cdx.json"
# Looked at, and no secrets: hashes of published questionnaires, alphabets of codes, an example of
# an address, the name of a check, the name of a module, the demonstration's key that is refused
# elsewhere.
NO_SECRETS = (
    "--exclude-files", r"published\.yaml$", "--exclude-lines",
    r'noqa: S105|ALPHABET = |smtp\[s\]://user:password|"secret_varied"|os\.urandom`|exclude-lines',
)  # fmt: skip
WEIGHTS = {"ERROR": "high", "WARNING": "medium", "HIGH": "high", "MEDIUM": "medium"}


def semgrep(folder: Path) -> Iterator[Finding]:
    """Our own rules over our own code; nothing is fetched."""
    report = folder / "semgrep.json"
    line = [
        program("semgrep"), "scan", "--config", str(RULES), "--metrics", "off", "--json",
        "--disable-version-check", "--jobs", "1", "--output", str(report), "--quiet",
        *OURS, "templates",
    ]  # fmt: skip
    told = run(line, 300, ROOT)
    if not report.exists():
        raise CannotBeHad(f"semgrep ended without a report: {told[-200:]}")
    for one in json.loads(report.read_text("utf-8"))["results"]:
        weight = WEIGHTS.get(one["extra"]["severity"], "low")
        rule = one["check_id"].rpartition(".")[2]
        yield Finding("semgrep", rule, f"{one['path']}:{one['start']['line']}", weight)


def bandit(folder: Path) -> Iterator[Finding]:
    """All its tests, over our own code, with nothing left out of what it finds."""
    report = folder / "bandit.json"
    own = Path(sysconfig.get_path("scripts")) / "bandit"
    line = [
        str(own), "-q", "-r", *OURS, "-c", "pyproject.toml", "-f", "json", "-o", str(report),
    ]  # fmt: skip
    told = run(line, 300, ROOT)
    if not report.exists():
        raise CannotBeHad(f"bandit ended without a report: {told[-200:]}")
    for one in json.loads(report.read_text("utf-8"))["results"]:
        place = f"{one['filename'].removeprefix('./')}:{one['line_number']}"
        yield Finding("bandit", one["test_id"], place, WEIGHTS.get(one["issue_severity"], "low"))


def detect_secrets(folder: Path) -> Iterator[Finding]:
    """Every file kept here beside the tests, with a rule of our own for secrets of Flask."""
    kept = subprocess.run(
        ["git", "ls-files", "-z", *OURS, "Makefile", "docs", "migrations", "templates"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    line = [program("detect-secrets"), "scan", "-p", str(FLASK_SECRETS), *NO_SECRETS]
    told = run([*line, *filter(None, kept.stdout.split("\0"))], 300, ROOT)
    start = told.find("{")
    if start < 0:
        raise CannotBeHad(f"detect-secrets ended without a report: {told[-200:]}")
    for file, rows in json.loads(told[start:])["results"].items():
        for row in rows:
            yield Finding("detect-secrets", row["type"], f"{file}:{row['line_number']}", "high")


def parts(folder: Path) -> Iterator[Finding]:
    """The list of parts, in build/parts.cdx.json; a part without a version is a finding."""
    line = [
        program("cyclonedx-py"), "environment", sys.executable, "--pyproject", "pyproject.toml",
        "--of", "JSON", "-o", str(PARTS),
    ]  # fmt: skip
    PARTS.parent.mkdir(exist_ok=True)
    PARTS.unlink(missing_ok=True)
    told = run(line, 120, ROOT)
    if not PARTS.exists():
        raise CannotBeHad(f"cyclonedx-py ended without a list: {told[-200:]}")
    for one in json.loads(PARTS.read_text("utf-8"))["components"]:
        if not one.get("version"):
            yield Finding("cyclonedx", "no version", one["name"], "medium")
