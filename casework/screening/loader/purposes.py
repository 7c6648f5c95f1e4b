"""Reading what questions of earlier versions are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casework.screening.domain.instrument import Purpose
from casework.screening.loader.node import FileRefused, read_yaml


def load_purposes(file: Path) -> Mapping[str, Mapping[str, Purpose]]:
    """Purposes by question, by instrument; refused for a code that is none."""
    top = read_yaml(file)
    read = {
        id: {question: purpose.code(Purpose) for question, purpose in node.entries()}
        for id, node in top.entries()
    }
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return read
