"""The cells of one question as a response: whatever could not have been typed is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from casework.exchange.domain import marks
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.dates import parts_of
from casework.screening.domain.instrument import Kind, Question

_NUMBER = re.compile(r"\d{1,9}(?:\.0+)?", re.A)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?$", re.A)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\ue000-\uf8ff]")
_TURNING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


class Fault(StrEnum):
    """Why a row is not imported. LOOK and DROPPED are remarks on one that is."""

    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DATE = "not_a_date"
    TOO_LONG = "too_long"
    NOT_ALONE = "not_alone"
    TWO_ANSWERS = "two_answers"
    MISSING = "missing"
    OTHER_VERSION = "other_version"
    FUTURE = "future"
    NO_DAY = "no_day"
    NO_IDENTIFIER = "no_identifier"
    NO_PROVINCE = "no_province"
    OTHER_REGION = "other_region"
    NOT_SAFE = "not_safe"
    NO_AGE = "no_age"
    NO_INTERPRETER = "no_interpreter"
    AT_HOME = "at_home"
    LOOK = "look"
    DROPPED = "dropped"


ON_IMPORTED = frozenset({Fault.LOOK, Fault.DROPPED})


class RowRefused(ValueError):
    """A row that is not imported: why, and which question or column (a number) it is about."""

    def __init__(self, fault: Fault, where: str = "") -> None:
        super().__init__(fault.value)
        self.fault, self.where = fault, where


def response_of(question: Question, parts: Mapping[str, str]) -> Response | None:
    """What the cells of a question say; None when they say nothing. RowRefused otherwise."""
    said = _answer(question, parts.get("", ""), parts.get(marks.INSTEAD, ""))
    note = _words(question, parts.get(marks.NOTE, ""), marks.NOTE_WORDS)
    how = parts.get(marks.HOW, "").split()
    if not set(how) <= {*Source}:
        raise RowRefused(Fault.UNKNOWN_OPTION, question.id)
    if said is None:
        return Response(Reply.NOT_ASKED, note=note) if note else None
    sources = frozenset(Source(one) for one in how)
    return Response(said.reply, said.options, said.number, sources, said.text, note)


def _answer(question: Question, text: str, instead: str) -> Response | None:
    if not text and instead:
        if instead not in marks.marks(question):
            raise RowRefused(Fault.UNKNOWN_OPTION, question.id)
        return Response(Reply(instead))
    if not text:
        return None
    if question.kind is Kind.NUMBER:
        return Response(Reply.GIVEN, number=_number(question, text))
    if question.kind is Kind.TEXT:
        return Response(Reply.GIVEN, text=_words(question, text, marks.WORDS))
    if question.kind is Kind.DATE:
        return Response(Reply.GIVEN, text=_date(question, text))
    if question.kind is Kind.CHOICES:
        return _several(question, text.split())
    return _one(question, text)


def _number(question: Question, text: str) -> int:
    if not _NUMBER.fullmatch(text) or (number := int(float(text))) > marks.highest(question):
        raise RowRefused(Fault.NOT_A_NUMBER, question.id)
    return number


def _date(question: Question, text: str) -> str:
    """A day, month or year. Some tools write midnight behind the day; then it is left out."""
    written = _MIDNIGHT.sub("", text)
    if parts_of(written) is None:
        raise RowRefused(Fault.NOT_A_DATE, question.id)
    return written


def _words(question: Question, text: str, most: int) -> str:
    words = _TURNING.sub("", text.replace("\r\n", "\n")).strip()
    if len(words) > most or _CONTROL.search(words):
        raise RowRefused(Fault.TOO_LONG, question.id)
    return words


def _one(question: Question, text: str) -> Response:
    if text in {option.id for option in question.options}:
        return Response(Reply.GIVEN, options=(text,))
    if text not in marks.marks(question, question.options):
        raise RowRefused(Fault.UNKNOWN_OPTION, question.id)
    return Response(Reply(text))


def _several(question: Question, given: list[str]) -> Response:
    if len(given) == 1:
        return _one(question, given[0])
    known = [option.id for option in question.options]
    if set(given) & set(marks.alone(question)):
        raise RowRefused(Fault.NOT_ALONE, question.id)
    if not set(given) <= set(known):
        raise RowRefused(Fault.UNKNOWN_OPTION, question.id)
    return Response(Reply.GIVEN, options=tuple(one for one in known if one in given))
