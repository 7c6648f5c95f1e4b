"""The versions of the words that are read to the person before each answer.

An answer keeps the version it was given after. When the words of a purpose change, its version
changes with them (a test compares the words with what stands here), and the file says of older
answers that the words were others.
"""

from collections.abc import Mapping

SCRIPTS: Mapping[str, str] = {
    "P1": "2026-1",
    "P2": "2026-1",
    "P3": "2026-1",
    "P4": "2026-1",
    "P5": "2026-1",
    "P6": "2026-1",
    "P7": "2026-1",
    "P8": "2026-1",
    "P9": "2026-1",
    "PP": "2026-1",
}


def script_of(purpose: str) -> str:
    """The version of the words in use for a purpose."""
    return SCRIPTS.get(purpose, "")
