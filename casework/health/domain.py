"""What a check found: one verdict, and the key of the words that say what to do about it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """How a check came out."""

    PASS = "pass"  # noqa: S105 - a verdict
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """One line. `advice` names what to do (`texts.ADVICE`); `told` fills its words: numbers, dates
    and names of settings or files, nothing about anybody."""

    check: str
    verdict: Verdict = Verdict.PASS
    advice: str = ""
    told: dict[str, str | int] = field(default_factory=dict)


def worst(findings: list[Finding]) -> Verdict:
    """The verdict of the whole."""
    order = list(Verdict)
    return max((one.verdict for one in findings), key=order.index, default=Verdict.PASS)
