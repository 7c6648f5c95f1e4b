"""Whoever is refused something reads why: each class of refusal has words, in three languages."""

import importlib
import pkgutil

import casework
from casework import create_app
from casework.kernel.refusals import Conflict, Refusal
from casework.web.errors import explained
from config import Settings

# Told to operators by commands and jobs, in English, with their codes; no page raises them.
FOR_OPERATORS = {
    "AlreadyFrozen",
    "MonthsMissing",
    "NotAMonth",
    "NotAPeriod",
    "NotYetDue",
    "OverBudget",
    "UnknownClass",
}


def _all_refusals() -> set[type[Refusal]]:
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        importlib.import_module(module.name)
    found: set[type[Refusal]] = set()
    waiting = [Refusal, Conflict]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            if kind not in found and kind.__module__.startswith("casework."):
                found.add(kind)
                waiting.append(kind)
    return found - {Conflict}


def test_every_refusal_is_explained() -> None:
    """A status of 500 and more is a failure of ours: it has its own page and a mark."""
    create_app(Settings(testing=True))
    silent = sorted(
        f"{kind.__module__}.{kind.__name__}: explain({kind.__name__}, _l(…)) is missing"
        for kind in _all_refusals()
        if not explained(kind) and kind.status < 500 and kind.__name__ not in FOR_OPERATORS
    )
    assert not silent, "\n".join(silent)
