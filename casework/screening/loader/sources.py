"""Reading what questionnaires were made from, in the languages of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casework.screening.domain.instrument import Text
from casework.screening.loader.node import FileRefused, read_yaml


def load_sources(file: Path) -> Mapping[str, Text]:
    """The sentences by their English words."""
    top = read_yaml(file)
    texts = [node.text() for node in top.items()]
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return {text.en: text for text in texts}
