"""A condition typed in a text field, in the operators that files use."""

from __future__ import annotations

from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from casework.screening.domain.conditions import ConditionRefused, parse_condition
from casework.screening.domain.drafting.writing import tree_of

LONGEST = 2000
DEEPEST = 12


def read_condition(text: str) -> dict[str, Any] | None:
    """The tree of a condition typed as YAML; None for nothing. ConditionRefused for the rest.

    Read as plain values and never run. Anchors and aliases are refused: a few lines of them could
    stand for a tree without end.
    """
    if not text.strip():
        return None
    if len(text) > LONGEST or any(mark in text for mark in "&*!"):
        raise ConditionRefused("a condition is short, and repeats nothing by name")
    try:
        tree = YAML(typ="safe", pure=True).load(StringIO(text))
    except (YAMLError, RecursionError, ValueError):
        raise ConditionRefused("this is not written as a condition") from None
    if _depth(tree) > DEEPEST:
        raise ConditionRefused("a condition is at most 12 deep")
    return tree_of(parse_condition(tree))


def written(tree: dict[str, Any] | None) -> str:
    """A tree as it is typed, on one line."""
    return "" if tree is None else _flow(tree)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(held)}" for key, held in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)


def _depth(value: Any, so_far: int = 0) -> int:
    if so_far > DEEPEST or not isinstance(value, dict | list):
        return so_far
    inner = value.values() if isinstance(value, dict) else value
    return max((_depth(one, so_far + 1) for one in inner), default=so_far)
