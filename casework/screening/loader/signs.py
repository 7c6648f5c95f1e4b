"""Reading the eleven signs of forced labour and the indicators that speak to them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.domain.signs import ForcedLabourSign
from casework.screening.loader import FOLDER, indicator_standard
from casework.screening.loader.node import FileRefused, Node, read_yaml

FILE = "forced_labour_signs.yaml"
_ANY = "*"


@cache
def forced_labour_signs() -> tuple[ForcedLabourSign, ...]:
    """The eleven, in their printed order."""
    return load_signs(FOLDER / FILE, indicator_standard())


def load_signs(file: Path, standard: IndicatorStandard) -> tuple[ForcedLabourSign, ...]:
    """The signs of one file; refused when one names an indicator that no list holds."""
    known = {code for listed in standard.lists.values() for code in listed.indicators}
    top = read_yaml(file)
    top.keys("id", "version", "source", "signs")
    signs = tuple(_sign(id, node, known) for id, node in top["signs"].entries())
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return signs


def _sign(id: str, node: Node, known: set[str]) -> ForcedLabourSign:
    node.keys("name", "indicators")
    codes = {code for item in node["indicators"].items() for code in _meant(item, known)}
    return ForcedLabourSign(id, node["name"].text(), frozenset(codes))


def _meant(item: Node, known: set[str]) -> Iterator[str]:
    named = item.phrase()
    stem = named.removesuffix(_ANY)
    fitting = {code for code in known if code == named or (stem != named and code.startswith(stem))}
    if named and not fitting:
        item.refuse(f"{named} names no indicator")
    yield from fitting
