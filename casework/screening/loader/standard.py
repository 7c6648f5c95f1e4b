"""Reading a version of the indicator lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from casework.screening.domain.indicators import (
    Dimension,
    Indicator,
    IndicatorList,
    IndicatorStandard,
    Profile,
    Strength,
)
from casework.screening.loader.node import FileRefused, Node, read_yaml

Weights = dict[str, tuple[Dimension, Strength]]


def load_standard(file: Path) -> IndicatorStandard:
    """The four lists of one file; refused when a list does not add up to its printed totals."""
    top = read_yaml(file)
    top.keys("id", "version", "source", "lists", "indicators")
    top["lists"].keys(*Profile)
    lists: dict[Profile, IndicatorList] = {}
    for profile in Profile:
        lists[profile] = _list(profile, top["lists"][profile], _weights(top, profile))
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return IndicatorStandard(
        top["id"].word(), top["version"].phrase(), top["source"].phrase(), lists
    )


def _weights(top: Node, profile: Profile) -> Weights:
    """Every indicator of a list in printed order, the changes of a derived list applied."""
    described = top["lists"][profile]
    column = described["like"].code(Profile) if "like" in described else profile
    changes = dict(described["changes"].entries()) if "changes" in described else {}
    weights: Weights = {}
    for dimension in Dimension:
        for code, strengths in top["indicators"][dimension].entries():
            if column in strengths:
                weights[code] = (dimension, strengths[column].code(Strength))
    for code, strength in changes.items():
        if code not in weights:
            strength.refuse("is not in the list it changes")
        else:
            weights[code] = (weights[code][0], strength.code(Strength))
    return weights


def _list(profile: Profile, node: Node, weights: Weights) -> IndicatorList:
    node.keys("counts", also=("like", "changes", "unverified", "presumes_exploitation"))
    node["counts"].keys(*Strength)
    found = Counter(strength for _, strength in weights.values())
    for strength in Strength:
        printed = node["counts"][strength]
        if printed.number() != found[strength]:
            printed.refuse(f"the list holds {found[strength]}")
    return IndicatorList(
        profile=profile,
        indicators={c: Indicator(c, dimension, s) for c, (dimension, s) in weights.items()},
        presumes_exploitation="presumes_exploitation" in node
        and node["presumes_exploitation"].flag(),
        unverified=_unverified(node, weights),
    )


def _unverified(node: Node, weights: Mapping[str, object]) -> frozenset[str]:
    if "unverified" not in node:
        return frozenset()
    if node["unverified"].value == "all":
        return frozenset(weights)
    codes = frozenset(item.phrase() for item in node["unverified"].items())
    for code in codes - weights.keys():
        node["unverified"].refuse(f"{code} is not in the list")
    return codes
