"""Known weaknesses of the parts: pip-audit, which asks a service on the network.

It ends in any case: with what it found (1), with nothing found (0), or, when the service cannot be
reached or does not answer in time, with a sentence that says so (0): what could not be asked is no
finding, and the list of parts lies in build/parts.cdx.json to be asked about elsewhere.
"""

import json
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from tests.scanning.tools import ROOT, CannotBeHad, program

SILENT = (
    "The list of known weaknesses could not be reached: nothing was asked. Where there is a "
    "network, ask with build/parts.cdx.json, or run this again."
)
LATE = "The list of known weaknesses did not answer within {} seconds: nothing was asked."


def main(seconds: int) -> int:
    """What was found, in a few lines."""
    with tempfile.TemporaryDirectory(prefix="sanad-audit-") as place:
        report = Path(place) / "audit.json"
        line = [
            program("pip-audit"), "--path", sysconfig.get_path("purelib"), "--format", "json",
            "--output", str(report), "--progress-spinner", "off", "--timeout", "15",
        ]  # fmt: skip
        try:
            subprocess.run(line, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
        except subprocess.TimeoutExpired:
            print(LATE.format(seconds))
            return 0
        return told(report.read_text("utf-8") if report.exists() else "")


def told(report: str) -> int:
    """0 when nothing was found or nothing could be asked; 1 with a line for each weakness."""
    parts = json.loads(report or "{}").get("dependencies", [])
    asked = [one for one in parts if "skip_reason" not in one]
    if not asked:
        print(SILENT)
        return 0
    weak = [(one, each) for one in asked for each in one["vulns"]]
    for one, each in weak:
        print(f"{one['name']} {one['version']}: {each['id']}, mended in {each['fix_versions']}")
    print(f"{len(asked)} parts asked about, {len(parts) - len(asked)} not, {len(weak)} weaknesses")
    return 1 if weak else 0


if __name__ == "__main__":
    try:
        sys.exit(main(int(sys.argv[1])))
    except CannotBeHad as missing:
        sys.exit(f"not on this machine: {missing}")
