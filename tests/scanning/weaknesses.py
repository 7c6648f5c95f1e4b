"""Known weaknesses of the parts: pip-audit, which asks a service on the network.

It ends in any case: with what it found, with nothing found, or, when the service cannot be reached
or does not answer in time, with a sentence that says so (`NothingAsked`): what could not be asked
is no finding, and the list of parts lies in build/parts.cdx.json to be asked about elsewhere.
"""

import json
import os
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.scanning.findings import Finding
from tests.scanning.target import ROOT, NothingAsked, program

SECONDS = int(os.environ.get("AUDIT_SECONDS", "120"))
SILENT = (
    "The list of known weaknesses could not be reached: nothing was asked. Where there is a "
    "network, ask with build/parts.cdx.json, or run this again."
)
LATE = "The list of known weaknesses did not answer within {} seconds: nothing was asked."


def findings(seconds: int = SECONDS) -> Iterator[Finding]:
    """What is known of the parts that Sanad runs on."""
    with tempfile.TemporaryDirectory(prefix="sanad-audit-") as place:
        report = Path(place) / "audit.json"
        line = [
            program("pip-audit"), "--path", sysconfig.get_path("purelib"), "--format", "json",
            "--output", str(report), "--progress-spinner", "off", "--timeout", "15",
        ]  # fmt: skip
        try:
            subprocess.run(line, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            raise NothingAsked(LATE.format(seconds)) from None
        yield from told(report.read_text("utf-8") if report.exists() else "")


def told(report: str) -> Iterator[Finding]:
    """One for each weakness; NothingAsked when no part could be asked about."""
    parts = json.loads(report or "{}").get("dependencies", [])
    asked = [one for one in parts if "skip_reason" not in one]
    if not asked:
        raise NothingAsked(SILENT)
    for one in asked:
        for each in one["vulns"]:
            mended = f"mended in {', '.join(each['fix_versions']) or 'no version yet'}"
            yield Finding("pip-audit", each["id"], f"{one['name']} {one['version']}", "high",
                          told=mended)  # fmt: skip
