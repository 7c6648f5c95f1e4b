"""What is typed for a line of the paper form, read; and what is saved, as it would be typed.

    1           yes, or the first option          134       the options 1, 3 and 4
    1.2         yes, and observed                 12        a number, where a number is asked
    25/03/1998  a date, where one is asked; 03/1998 and 1998 when no more is known
    .8          not known, where a number, words or a date are written
    (nothing)   not asked

The dot stands before the codes of how one knows; a comma, semicolon, colon or stroke does as well.
Arabic digits are read, and so are the unshifted keys of a French keyboard.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.notes import LIMIT
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.dates import as_date
from casework.screening.domain.instrument import Kind, Meaning
from casework.screening.paper.sheet import BEFORE_SOURCE, SOURCE_CODES, Line, Mark, Sheet

WORDS = 500
OLDEST = 120
MOST = 99_999
LONGEST_CODE = 80
_SOURCES = {code: source for source, code in SOURCE_CODES.items()}
_FRENCH_KEYS = str.maketrans("&é\"'(-è_çà", "1234567890")
_CODED = re.compile(r"([0-9]*)(?:[.,;:/]([0-9]*))?")
_DATED = re.compile(r"(?:(?:([0-9]{1,2})[.,;:/-])?([0-9]{1,2})[.,;:/-])?([0-9]{4})")
_NUMBERED = re.compile(r"\s*([0-9]{1,3})\s*[:.)\-]\s*(.*)")


class Fault(StrEnum):
    """Why something typed cannot be read."""

    CODE = "code"
    SEVERAL = "several"
    ALONE = "alone"
    SOURCE = "source"
    NO_SOURCE = "no_source"
    NUMBER = "number"
    DATE = "date"
    LONG = "long"


class NotUnderstood(ValueError):
    """What was typed on one line cannot be read; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def read(line: Line, typed: str) -> Response | None:
    """The response that was typed; None for nothing. Refused with NotUnderstood."""
    text = typed.strip()
    if not text:
        return None
    if line.question.kind is Kind.TEXT:
        return _words(line, text)
    text = western(text)
    if line.question.kind is Kind.NUMBER:
        return _number(line, text)
    if line.question.kind is Kind.DATE:
        return _date(line, text)
    return _coded(line, text)


def western(text: str) -> str:
    """Arabic digits, and the digit keys of a French keyboard without shift, as 0 to 9. Where a
    digit stands, a key beside it is taken as it is: -3 is no 63."""
    plain = "".join(
        str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text
    )
    if not any(letter.isdigit() for letter in plain):
        plain = plain.translate(_FRENCH_KEYS)
    return re.sub(r"\s", "", plain).replace("٫", ".").replace("،", ",").replace("؛", ";")


def shown(line: Line, response: Response | None) -> str:
    """A saved response as it would be typed; empty for none."""
    if response is None:
        return ""
    if response.reply is Reply.GIVEN and line.question.kind is Kind.DATE:
        return _typed_date(response.text)
    if response.reply is Reply.GIVEN and line.is_written:
        return response.text or str(response.number)
    wanted = {*response.options} or {response.reply.value}
    codes = "".join(mark.code for mark in line.marks if mark.value in wanted)
    sources = "".join(code for code, source in _SOURCES.items() if source in response.sources)
    return codes + (BEFORE_SOURCE + sources if sources else "")


def _words(line: Line, text: str) -> Response:
    code = western(text)
    if (mark := line.by_code.get(code)) is not None and mark.reply is not None:
        return Response(mark.reply)
    if len(text) > WORDS:
        raise NotUnderstood(Fault.LONG)
    return Response(Reply.GIVEN, text=text)


def _number(line: Line, text: str) -> Response:
    if (mark := line.by_code.get(text.replace(",", "."))) is not None and mark.reply is not None:
        return Response(mark.reply)
    high = OLDEST if line.question.meaning is Meaning.AGE else MOST
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST)) + 1):
        raise NotUnderstood(Fault.NUMBER)
    if int(text) > high:
        raise NotUnderstood(Fault.NUMBER)
    return Response(Reply.GIVEN, number=int(text))


def _date(line: Line, text: str) -> Response:
    if (mark := line.by_code.get(text.replace(",", "."))) is not None and mark.reply is not None:
        return Response(mark.reply)
    found = _DATED.fullmatch(text)
    numbers = [int(part) for part in found.groups() if part] if found else []
    kept = as_date(*reversed(numbers)) if numbers else None
    if kept is None:
        raise NotUnderstood(Fault.DATE)
    return Response(Reply.GIVEN, text=kept)


def _typed_date(kept: str) -> str:
    return "/".join(reversed(kept.split("-")))


def _coded(line: Line, text: str) -> Response:
    found = _CODED.fullmatch(text) if len(text) <= LONGEST_CODE else None
    if found is None or not found[1]:
        raise NotUnderstood(Fault.CODE)
    chosen = _marks(line, found[1])
    return _response(chosen, _known(line, found[2]))


def _marks(line: Line, digits: str) -> list[Mark]:
    width = max((len(mark.code) for mark in line.marks), default=1)
    if line.question.kind is not Kind.CHOICES and len(digits) < width:
        digits = digits.zfill(width)  # 7 for 07
    if len(digits) % width:
        raise NotUnderstood(Fault.CODE)
    codes = list(dict.fromkeys(digits[at : at + width] for at in range(0, len(digits), width)))
    if any(code not in line.by_code for code in codes):
        raise NotUnderstood(Fault.CODE)
    chosen = [line.by_code[code] for code in codes]
    if len(chosen) > 1:
        if line.question.kind is not Kind.CHOICES:
            raise NotUnderstood(Fault.SEVERAL)
        if any(mark.option is None or mark.option.exclusive for mark in chosen):
            raise NotUnderstood(Fault.ALONE)
    return chosen


def _known(line: Line, digits: str | None) -> frozenset[Source]:
    if digits is None:
        return frozenset()
    if not line.has_sources:
        raise NotUnderstood(Fault.NO_SOURCE)
    if not digits or any(digit not in _SOURCES for digit in digits):
        raise NotUnderstood(Fault.SOURCE)
    return frozenset(_SOURCES[digit] for digit in digits)


def _response(chosen: list[Mark], sources: frozenset[Source]) -> Response:
    reply = chosen[0].reply
    if reply is not None:
        return Response(reply, sources=sources)
    order = [mark.value for mark in chosen]
    return Response(Reply.GIVEN, options=tuple(order), sources=sources)


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by question id, and the lines that could not be placed."""

    placed: Mapping[str, str]
    lost: tuple[str, ...] = ()
    long: tuple[int, ...] = ()


def read_notes(sheet: Sheet, typed: str) -> Notes:
    """Notes as `12: what was seen`, a line each; a line without a number goes on with the one
    before. Lines whose number takes no note are `lost`; of `long` ones the number is given."""
    placed: dict[str, str] = {}
    lost: list[str] = []
    last: str | None = None
    for text in filter(str.strip, typed.splitlines()):
        found = _NUMBERED.fullmatch(_western_head(text))
        line = sheet.by_number.get(int(found[1])) if found else None
        if found and line is not None and line.has_note:
            last = line.question.id
            placed[last] = f"{placed.get(last, '')}\n{found[2]}".strip()
        elif found is None and last is not None:
            placed[last] += f"\n{text.strip()}"
        else:
            lost.append(text.strip())
    long = tuple(sheet.by_question[id].number for id, text in placed.items() if len(text) > LIMIT)
    return Notes(placed, tuple(lost), long)


def shown_notes(sheet: Sheet, responses: Mapping[str, Response]) -> str:
    """Saved notes as they would be typed."""
    return "\n".join(
        f"{line.number}: {responses[line.question.id].note}"
        for line in sheet.lines
        if line.question.id in responses and responses[line.question.id].note
    )


def _western_head(text: str) -> str:
    """The line with the digits at its start as 0 to 9."""
    rest = text.lstrip()
    head = re.match(r"\d*", rest)
    length = head.end() if head else 0
    return "".join(str(unicodedata.digit(letter)) for letter in rest[:length]) + rest[length:]
