"""Answers that nobody gave, for trying versions: codes and whole numbers, never words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.screening.domain.answers import Reply, Response, Source

LONGEST = 300
MOST = 200
_LINE = re.compile(r"(?P<id>[a-z][a-z0-9_]{0,59})\s*:\s*(?P<said>[^:]*)")
_WORD = re.compile(r"[A-Za-z0-9_]{1,40}")
_REPLIES = {reply.value: reply for reply in Reply if reply is not Reply.GIVEN}
_SOURCES = {source.value for source in Source}


@dataclass(frozen=True, slots=True)
class Example:
    """Answers of one fictional meeting, by question id."""

    title: str
    responses: Mapping[str, Response]


class ExampleRefused(ValueError):
    """Some lines are no answers; `lines` are their numbers, from 1."""

    def __init__(self, lines: tuple[int, ...]) -> None:
        super().__init__(", ".join(map(str, lines)))
        self.lines = lines


def answers_in(text: str) -> dict[str, str]:
    """Lines of `question: answer, answer` as a mapping. The first line for a question stands."""
    read: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.strip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip())
        fits = found and len(line) <= LONGEST and len(read) < MOST and _words(found["said"])
        if not fits or not found or found["id"] in read:
            wrong.append(number)
        else:
            read[found["id"]] = ", ".join(_words(found["said"]))
    if wrong:
        raise ExampleRefused(tuple(wrong))
    return read


def lines_of(answers: Mapping[str, str]) -> str:
    """The same as lines, for a text field."""
    return "\n".join(f"{id}: {said}" for id, said in answers.items())


def example_of(title: str, answers: Mapping[str, Any]) -> Example:
    """An example from what was typed or stands in a file. A YAML "yes" may have become True."""
    return Example(title, {id: response_of(_as_text(said)) for id, said in answers.items()})


def response_of(said: str) -> Response:
    """`yes`, `34`, `kept`, `kept, lost`; a word in brackets says how one knows: `yes (observed)`.

    Sources stand beside the answer: `yes, observed` is read the same where `observed` is no option.
    """
    words = _words(said)
    sources = frozenset(Source(word) for word in words if word in _SOURCES)
    rest = tuple(word for word in words if word not in _SOURCES)
    if len(rest) == 1 and rest[0] in _REPLIES:
        return Response(_REPLIES[rest[0]], sources=sources)
    if len(rest) == 1 and rest[0].isdecimal():
        return Response(Reply.GIVEN, number=int(rest[0]), sources=sources)
    return Response(Reply.GIVEN, options=rest, sources=sources)


def _words(said: str) -> list[str]:
    words = said.replace("(", ",").replace(")", "").split(",")
    stripped = [word.strip() for word in words if word.strip()]
    return stripped if all(_WORD.fullmatch(word) for word in stripped) else []


def _as_text(said: Any) -> str:
    if isinstance(said, bool):
        return "yes" if said else "no"
    if isinstance(said, list):
        return ", ".join(map(_as_text, said))
    return str(said)
