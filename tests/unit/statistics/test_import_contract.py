"""The import contracts of the statistics name every package that is not theirs."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
OWN = {"statistics", "facts", "kernel", "policy", "db"}
"""What the modules that publish may reach: `facts` for its pure lists alone, see below."""
BELOW = OWN | {"accounts", "audit", "counters", "funding", "jobs", "logs", "papers", "web"}
"""What pages and files of the statistics may use besides: who asks, traces, paper, words."""


def forbidden(name: str) -> set[str]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    found = next(one for one in contracts["contracts"] if one["name"].startswith(name))
    return {one.removeprefix("casework.") for one in found["forbidden_modules"]}


def packages() -> set[str]:
    return {one.parent.name for one in (ROOT / "casework").glob("*/__init__.py")}


def test_what_publishes_is_kept_from_every_other_package():
    named = forbidden("What publishes numbers")
    assert packages() - OWN == {one for one in named if "." not in one}
    assert {"facts.service", "facts.models", "facts.writing"} <= named


def test_statistics_is_kept_from_every_feature():
    assert packages() - BELOW == forbidden("Statistics sees no feature")
