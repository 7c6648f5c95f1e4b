"""What a scanner found, and which of it is known to be false.

`docs/scan-exceptions.yaml` names each false finding with its reason. A finding of high or medium
that is not there fails the scan; an exception without a reason, or of an unknown scanner, too.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

EXCEPTIONS = Path(__file__).parents[2] / "docs" / "scan-exceptions.yaml"
SCANNERS = (
    "cyclonedx", "detect-secrets", "bandit", "semgrep", "pip-audit", "sslscan", "testssl",
    "slowhttptest", "ffuf", "axe", "lighthouse", "sqlmap", "wapiti", "schemathesis",
)  # fmt: skip
SHORTEST_REASON = 30


@dataclass(frozen=True)
class Finding:
    """One thing that a scanner said. `weight`: high, medium or low."""

    scanner: str
    rule: str
    where: str
    weight: str
    role: str = ""
    told: str = ""

    def __str__(self) -> str:
        return f"{self.weight:6} {self.scanner} {self.rule} {self.where} {self.role} {self.told}"


@dataclass(frozen=True)
class Known:
    """A finding that is false, and why."""

    scanner: str
    rule: str
    where: re.Pattern[str]
    reason: str

    def covers(self, found: Finding) -> bool:
        """Whether this is that finding."""
        same = (self.scanner, self.rule) == (found.scanner, found.rule)
        return same and self.where.fullmatch(found.where) is not None


def known(path: Path = EXCEPTIONS) -> list[Known]:
    """The list of false findings; ValueError for one that says too little or covers everything."""
    told = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or []
    return [_known(one) for one in told]


def _known(one: dict[str, str]) -> Known:
    if set(one) != {"scanner", "rule", "where", "reason"}:
        raise ValueError(f"scanner, rule, where, reason: {one}")
    if one["scanner"] not in SCANNERS:
        raise ValueError(f"no such scanner: {one['scanner']}")
    if len(str(one["reason"]).strip()) < SHORTEST_REASON:
        raise ValueError(f"say why: {one['rule']}")
    where = re.compile(one["where"])
    if where.fullmatch("/anything/at/all") or where.fullmatch(""):
        raise ValueError(f"covers everything: {one['rule']}")
    return Known(one["scanner"], one["rule"], where, one["reason"])


def judged(
    found: Iterable[Finding], false: Sequence[Known]
) -> tuple[list[Finding], list[Finding], list[Known]]:
    """What is left to mend, what is known to be false, and exceptions that covered nothing."""
    left, explained, used = [], [], set()
    for one in found:
        covering = [number for number, each in enumerate(false) if each.covers(one)]
        used.update(covering)
        if covering:
            explained.append(one)
        elif one.weight != "low":
            left.append(one)
    return left, explained, [each for number, each in enumerate(false) if number not in used]
