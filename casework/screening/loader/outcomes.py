"""Reading what the result page says and proposes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from casework.screening.domain.decision import priority_of
from casework.screening.domain.finding import Band, Floor, Priority
from casework.screening.domain.indicators import Dimension, IndicatorStandard
from casework.screening.domain.instrument import Text
from casework.screening.domain.outcomes import (
    Action,
    BandWords,
    DimensionWords,
    Incomplete,
    Outcomes,
    Plan,
    Protection,
)
from casework.screening.loader.node import FileRefused, Node, read_yaml

STEPS = range(3, 6)


def load_outcomes(file: Path, standard: IndicatorStandard) -> Outcomes:
    """The outcomes of one file; refused when a finding could come without a plan."""
    top = read_yaml(file)
    top.keys(
        *("id", "version", "bands", "floors", "incomplete", "not_a_verdict"),
        *("unverified_weights", "rule", "rule_child_sexual", "dimensions"),
        *("actions", "plans", "protections"),
    )
    for key, codes in (("bands", Band), ("floors", Floor), ("dimensions", Dimension)):
        top[key].keys(*codes)
    actions = {code: Action(code, node.text()) for code, node in top["actions"].entries()}
    outcomes = Outcomes(
        version=top["version"].phrase(),
        bands={band: _band(top["bands"][band]) for band in Band},
        floors={floor: top["floors"][floor].text() for floor in Floor},
        incomplete=_incomplete(top["incomplete"]),
        not_a_verdict=top["not_a_verdict"].text(),
        unverified_weights=top["unverified_weights"].text(),
        rule=top["rule"].text(),
        rule_child_sexual=top["rule_child_sexual"].text(),
        dimensions={dimension: _dimension(top["dimensions"][dimension]) for dimension in Dimension},
        plans=tuple(_plan(node, actions) for node in top["plans"].items()),
        protections=tuple(_protection(node, standard) for node in top["protections"].items()),
    )
    faults = top.faults or list(_without_plan(outcomes))
    if faults:
        raise FileRefused(file.name, faults)
    return outcomes


def load_names(file: Path, standard: IndicatorStandard) -> Mapping[str, Text]:
    """The short name of every indicator; refused when one has none."""
    top = read_yaml(file)
    top.keys(*{code: None for listed in standard.lists.values() for code in listed.indicators})
    names = {code: node.text() for code, node in top.entries()}
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return names


def _band(node: Node) -> BandWords:
    node.keys("label", "sentence")
    return BandWords(node["label"].text(), node["sentence"].text())


def _dimension(node: Node) -> DimensionWords:
    node.keys("name", "about")
    return DimensionWords(node["name"].text(), node["about"].text())


def _incomplete(node: Node) -> Incomplete:
    node.keys("below", "bands", "sentence")
    below = node["below"].value
    if not isinstance(below, float) or not 0 <= below <= 1:
        node["below"].refuse("should be a share from 0.0 to 1.0")
        below = 0.0
    bands = frozenset(item.code(Band) for item in node["bands"].items())
    return Incomplete(below, bands, node["sentence"].text())


def _plan(node: Node, actions: Mapping[str, Action]) -> Plan:
    node.keys("when", "actions")
    when = node["when"]
    when.keys("priority", "bands", also=("child",))
    steps = []
    for item in node["actions"].items():
        if item.value in actions:
            steps.append(actions[str(item.value)])
        else:
            item.refuse("is not one of the actions")
    if len(steps) not in STEPS:
        node["actions"].refuse("a plan has three to five steps")
    return Plan(
        priority=when["priority"].code(Priority),
        bands=frozenset(item.code(Band) for item in when["bands"].items()),
        child=when["child"].flag() if "child" in when else None,
        actions=tuple(steps),
    )


def _protection(node: Node, standard: IndicatorStandard) -> Protection:
    node.keys("id", "when", "text")
    known = {code for listed in standard.lists.values() for code in listed.indicators}
    when = frozenset(item.phrase() for item in node["when"].items())
    for code in sorted(when - known):
        node["when"].refuse(f"{code} is not an indicator")
    return Protection(node["id"].word(), when, node["text"].text())


def _without_plan(outcomes: Outcomes) -> Iterator[str]:
    """Every finding that can be has a plan. A child is never in band D: D4 makes B or C."""
    for band, child, urgent in product(Band, (False, True), (False, True)):
        priority = priority_of(band, child=child, urgent=urgent)
        possible = not (child and band is Band.D)
        if possible and not any(plan.fits(priority, band, child) for plan in outcomes.plans):
            who = "child" if child else "adult"
            yield f"plans: none for {priority}, band {band}, {who}"
