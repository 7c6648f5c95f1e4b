"""Answers that nobody gave, for trying versions: codes and whole numbers, never words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.assessment import OLDEST_AGE
from casework.screening.domain.dates import parts_of
from casework.screening.domain.instrument import Kind, Meaning, Question

LONGEST = 300
MOST = 200
LARGEST = 99_999
_LINE = re.compile(r"(?P<id>[a-z][a-z0-9_]{0,59})\s*:\s*(?P<said>[^:]*)")
_WORD = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_INSTEAD = {reply.value: reply for reply in (Reply.UNKNOWN, Reply.DECLINED, Reply.NOT_ASKED)}
_YES_NO = {reply.value: reply for reply in (Reply.YES, Reply.NO)}
_SOURCES = {source.value for source in Source}


@dataclass(frozen=True, slots=True)
class Example:
    """One fictional meeting: what was answered to which question, as it is typed."""

    title: str
    answers: Mapping[str, str]


class ExampleRefused(ValueError):
    """Some lines are no answers; `lines` are their numbers, from 1."""

    def __init__(self, lines: tuple[int, ...]) -> None:
        super().__init__(", ".join(map(str, lines)))
        self.lines = lines


def answers_in(text: str) -> dict[str, str]:
    """Lines of `question: answer, answer` as a mapping; ExampleRefused for any other line, and for
    a question named twice. Empty lines and those that begin with # are passed over."""
    read: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.strip().startswith("#"):
            continue
        found = _LINE.fullmatch(line.strip()) if len(line) <= LONGEST else None
        words = _words(found["said"]) if found else []
        if found is None or not words or found["id"] in read or len(read) >= MOST:
            wrong.append(number)
        else:
            read[found["id"]] = ", ".join(words)
    if wrong:
        raise ExampleRefused(tuple(wrong))
    return read


def lines_of(answers: Mapping[str, str]) -> str:
    """The same as lines, for a text field."""
    return "\n".join(f"{id}: {said}" for id, said in answers.items())


def example_of(title: str, answers: Mapping[str, Any]) -> Example:
    """An example from what was kept or stands in a file."""
    return Example(title, {id: _as_text(said) for id, said in answers.items()})


def response_to(question: Question, said: str) -> Response | None:
    """What was said as the response to a question; None when it is no answer to it.

    `yes`, `34`, `kept`, `kept, lost`, `unknown`. How one knows may follow: `yes, observed`.
    """
    options = {option.id for option in question.options}
    words = _words(said)
    sources = frozenset(Source(word) for word in words if word in _SOURCES - options)
    rest = [word for word in words if word in options or word not in _SOURCES]
    instead = {} if question.meaning is Meaning.AGE_GROUP else _INSTEAD
    found = _given(question, rest, options) or _one_of(rest, instead)
    if found is None:
        return None
    return replace(found, sources=sources)


def _given(question: Question, words: list[str], options: set[str]) -> Response | None:
    if question.kind is Kind.YES_NO:
        return _one_of(words, _YES_NO)
    if question.kind is Kind.NUMBER:
        most = OLDEST_AGE if question.meaning is Meaning.AGE else LARGEST
        whole = len(words) == 1 and words[0].isascii() and words[0].isdecimal()
        fits = whole and len(words[0]) < 6 and int(words[0]) <= most
        return Response(Reply.GIVEN, number=int(words[0])) if fits else None
    if question.kind is Kind.DATE:
        known = len(words) == 1 and parts_of(words[0]) is not None
        return Response(Reply.GIVEN, text=words[0]) if known else None
    several = question.kind is Kind.CHOICES and len(words) > 1
    if words and (several or len(words) == 1) and set(words) <= options:
        return Response(Reply.GIVEN, options=tuple(words))
    return None


def _one_of(words: list[str], known: Mapping[str, Reply]) -> Response | None:
    return Response(known[words[0]]) if len(words) == 1 and words[0] in known else None


def _words(said: str) -> list[str]:
    words = [word.strip() for word in said.split(",")]
    return words if all(_WORD.fullmatch(word) for word in words) else []


def _as_text(said: Any) -> str:
    if isinstance(said, bool):
        return "yes" if said else "no"
    return ", ".join(map(_as_text, said)) if isinstance(said, list) else str(said)
