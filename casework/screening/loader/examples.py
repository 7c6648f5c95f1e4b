"""Reading the answers that versions of questionnaires are tried on. Nobody gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.screening.domain.instrument import Text
from casework.screening.loader.node import FileRefused, Node, read_yaml


@dataclass(frozen=True, slots=True)
class ShippedExample:
    """One fictional meeting: a title, and answers by question as they are typed."""

    title: Text
    answers: Mapping[str, Any]


def load_examples(file: Path) -> Mapping[str, tuple[ShippedExample, ...]]:
    """The examples by instrument; a file may name several instruments for one list. What a group
    `begins` with is answered first in each of its examples."""
    top = read_yaml(file)
    read: dict[str, tuple[ShippedExample, ...]] = {}
    for group in top.items():
        group.keys("instruments", "examples", also=("begins",))
        first = _answers(group["begins"]) if "begins" in group else {}
        examples = []
        for node in group["examples"].items():
            node.keys("title", "answers")
            answers = first | _answers(node["answers"])
            examples.append(ShippedExample(node["title"].text(), answers))
        for id in group["instruments"].items():
            read[id.word()] = (*read.get(id.word(), ()), *examples)
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return read


def _answers(node: Node) -> dict[str, Any]:
    return {question: said.value for question, said in node.entries()}
