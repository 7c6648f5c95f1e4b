"""Reading the answers that versions of questionnaires are tried on. Nobody gave them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.screening.domain.instrument import Text
from casework.screening.loader.node import FileRefused, read_yaml


@dataclass(frozen=True, slots=True)
class ShippedExample:
    """One fictional meeting: a title, and answers by question as they are typed."""

    title: Text
    answers: Mapping[str, Any]


def load_examples(file: Path) -> Mapping[str, tuple[ShippedExample, ...]]:
    """The examples by instrument; a file may name several instruments for one list."""
    top = read_yaml(file)
    read: dict[str, tuple[ShippedExample, ...]] = {}
    for group in top.items():
        group.keys("instruments", "examples")
        examples = []
        for node in group["examples"].items():
            node.keys("title", "answers")
            answers = {question: said.value for question, said in node["answers"].entries()}
            examples.append(ShippedExample(node["title"].text(), answers))
        for id in group["instruments"].items():
            read[id.word()] = (*read.get(id.word(), ()), *examples)
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return read
