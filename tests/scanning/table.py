"""What was scanned, as which role, with how many requests, and what was found: one table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.scanning.findings import Finding, Known, judged
from tests.scanning.target import CannotBeHad, program, run

WEIGHTS = ("high", "medium", "low")
HEAD = ("scanner", "role", "requests", *WEIGHTS, "explained", "to mend", "seconds", "")
ASKED = {
    "nginx": "-v", "chromium": "--version", "semgrep": "--version", "detect-secrets": "--version",
    "cyclonedx-py": "--version", "pip-audit": "--version", "ffuf": "-V", "wapiti": "--version",
    "sqlmap": "--version", "schemathesis": "--version", "lighthouse": "--version",
    "sslscan": "--version", "testssl": "--version", "slowhttptest": "-h",
}  # fmt: skip
_VERSION = re.compile(r"(?<![\w.])v?(\d+\.\d+(?:\.\d+)*)(?![\w.]*/)")


@dataclass
class Row:
    """One run of one scanner. `missing`: why it could not be done."""

    scanner: str
    role: str = ""
    requests: int = 0
    found: list[Finding] = field(default_factory=list)
    seconds: float = 0.0
    note: str = ""
    missing: str = ""

    def cells(self, false: Sequence[Known]) -> tuple[str, ...]:
        """As the table shows it."""
        left, explained, _unused = judged(self.found, false)
        counts = [str(sum(one.weight == each for one in self.found)) for each in WEIGHTS]
        if self.missing:
            counts = ["-"] * len(WEIGHTS)
        asked = str(self.requests) if self.requests else "-"
        return (
            self.scanner, self.role or "-", asked, *counts, str(len(explained)), str(len(left)),
            f"{self.seconds:.0f}", self.note if not self.missing else f"NOT DONE: {self.missing}",
        )  # fmt: skip


def printed(rows: Sequence[Row], false: Sequence[Known]) -> str:
    """All rows, in columns, with a sum for each scanner that was let at more than one role."""
    lines = [HEAD, *(cells for row in _summed(rows) for cells in [row.cells(false)])]
    wide = [max(len(line[column]) for line in lines) for column in range(len(HEAD) - 1)]
    return "\n".join(
        "  ".join([*(cell.ljust(size) for cell, size in zip(line, wide, strict=False)), line[-1]])
        for line in lines
    )


def _summed(rows: Sequence[Row]) -> Iterable[Row]:
    for scanner in dict.fromkeys(row.scanner for row in rows):
        mine: dict[str, Row] = {}
        for row in [row for row in rows if row.scanner == scanner]:
            at = mine.setdefault(row.role, Row(scanner, row.role))
            at.requests += row.requests
            at.found += row.found
            at.seconds += row.seconds
            at.note = row.note or at.note
            at.missing = row.missing or at.missing
        yield from mine.values()


def versions() -> str:
    """Which scanners, by their own word."""
    found = []
    for name, how in ASKED.items():
        try:
            told = _VERSION.search(re.sub(r"\x1b\[[\d;]*m", "", run([program(name), how], 60)))
        except CannotBeHad:
            continue
        found.append(f"{name} {told[1] if told else '?'}")
    return ", ".join(found)
