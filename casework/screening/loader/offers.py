"""Reading where and to whom each instrument is offered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casework.policy import Role
from casework.screening.domain.offering import Offer, Setting
from casework.screening.loader.node import FileRefused, Node, read_yaml


def load_offers(file: Path) -> Mapping[str, Offer]:
    """The offers of one file by instrument, in its order; refused with all its faults."""
    top = read_yaml(file)
    offers = {offer.instrument: offer for offer in map(_offer, top.items())}
    for offer in offers.values():
        if offer.longer is not None and offer.longer not in offers:
            top.refuse(f"{offer.instrument}: there is no {offer.longer}")
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return offers


def _offer(node: Node) -> Offer:
    node.keys("id", "settings", "for_whom", "minutes", also=("first_in", "roles", "longer"))
    return Offer(
        instrument=node["id"].word(),
        settings=_settings(node["settings"]),
        for_whom=node["for_whom"].text(),
        minutes=node["minutes"].number(),
        roles=frozenset(one.code(Role).value for one in node["roles"].items())
        if "roles" in node else frozenset(),
        first_in=_settings(node["first_in"]) if "first_in" in node else frozenset(),
        longer=node["longer"].word() if "longer" in node else None,
    )  # fmt: skip


def _settings(node: Node) -> frozenset[Setting]:
    return frozenset(one.code(Setting) for one in node.items())
