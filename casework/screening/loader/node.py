"""Reading YAML with a path to every fault, and all faults at once.

A `Node` is a value and where it stands in its file. Reading never stops at a fault: it notes it
and goes on with an empty value, so that whoever writes an instrument sees everything at once.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from casework.screening.domain.instrument import LANGUAGES, Text

_WORD = re.compile(r"[a-z][a-z0-9_]*")

Code = TypeVar("Code", bound=StrEnum)


class FileRefused(ValueError):
    """A file of the instruments folder cannot be used; one fault a line, each with its path."""

    def __init__(self, file: str, faults: Collection[str]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file, its path, and the list that all faults of the file go to."""

    value: object
    path: str
    faults: list[str]
    draft: bool = False  # a text may still wait for its translations

    def refuse(self, fault: str) -> None:
        """Note a fault here."""
        self.faults.append(f"{self.path or 'top'}: {fault}")

    def keys(self, *needed: str, also: Collection[str] = ()) -> None:
        """Refuse a missing key and an unknown one."""
        found = dict(self.entries())
        for key in needed:
            if key not in found:
                self.refuse(f"{key} is missing")
        for key in found:
            if key not in needed and key not in also:
                self.refuse(f"unknown key {key}")

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return replace(self, value=value, path=f"{self.path}.{key}".lstrip("."))

    def entries(self) -> list[tuple[str, Node]]:
        """The keys of a mapping with their values."""
        if not isinstance(self.value, dict):
            self.refuse("should be a mapping")
            return []
        return [(str(key), self[key]) for key in self.value]

    def items(self) -> list[Node]:
        """The elements of a list."""
        if not isinstance(self.value, list):
            self.refuse("should be a list")
            return []
        return [
            replace(self, value=value, path=f"{self.path}[{index}]")
            for index, value in enumerate(self.value)
        ]

    def phrase(self) -> str:
        """A line or paragraph of text."""
        if isinstance(self.value, str) and self.value.strip():
            return self.value.strip()
        self.refuse("should be text")
        return ""

    def word(self) -> str:
        """An identifier: small letters, digits and underscores."""
        if isinstance(self.value, str) and _WORD.fullmatch(self.value):
            return self.value
        self.refuse("should be an identifier of small letters, digits and underscores")
        return ""

    def text(self) -> Text:
        """The same words in every language; a missing, empty or unknown language is refused. In
        a draft a language may be missing or empty."""
        if self.draft:
            self.keys(also=LANGUAGES)
            return Text(**{language: self[language]._words_so_far() for language in LANGUAGES})
        self.keys(*LANGUAGES)
        return Text(**{language: self[language].phrase() for language in LANGUAGES})

    def _words_so_far(self) -> str:
        return self.phrase() if self.value not in (None, "") else ""

    def number(self) -> int:
        """A whole number."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        self.refuse("should be a whole number")
        return 0

    def share(self) -> float:
        """A number between 0 and 1, such as 0.867."""
        if isinstance(self.value, float) and 0 <= self.value <= 1:
            return self.value
        self.refuse("should be a number between 0 and 1")
        return 0.0

    def flag(self) -> bool:
        """True or false."""
        if isinstance(self.value, bool):
            return self.value
        self.refuse("should be true or false")
        return False

    def day(self) -> datetime.date:
        """A date."""
        if type(self.value) is datetime.date:
            return self.value
        self.refuse("should be a date like 2026-05-04")
        return datetime.date.min

    def code(self, codes: type[Code]) -> Code:
        """One of a fixed set of codes."""
        if isinstance(self.value, str) and self.value in {*codes}:
            return codes(self.value)
        self.refuse(f"should be one of {', '.join(codes)}")
        return next(iter(codes))


def read_yaml(file: Path) -> Node:
    """The content of a YAML 1.2 file. Refuses what is not YAML, and a key given twice."""
    return Node(_content(file, file.stat().st_mtime_ns), "", [])


@cache
def _content(file: Path, changed: int) -> object:
    """Read once for each state of a file: most instruments take pages from the same few."""
    try:
        return YAML(typ="safe", pure=True).load(file)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise FileRefused(file.name, [f"{line}{getattr(error, 'problem', None)}"]) from None
