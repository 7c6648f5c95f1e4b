"""How each kind of question is asked on a page: one small `Asking` a kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from wtforms.fields.core import UnboundField

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.dates import as_date, parts_of
from casework.screening.domain.instrument import Kind, Manner, Meaning, Option, Question
from casework.screening.texts import AGREED, INSTEAD, NOT_ASKED, NUMBER, SAID, YES_NO
from casework.screening.wording import local
from casework.web.fields import DayMonthYear, PartialDate, Whole
from casework.web.forms import Choice, Choices, TextBlock

WORDS = 500
OLDEST = 120
MOST = 99_999
LONG_LIST = 10
AGAIN = {reply.value for reply in (Reply.UNKNOWN, Reply.DECLINED, Reply.NOT_ASKED)}

Fields = dict[str, UnboundField]
Typed = Callable[[str], Any]


class Asking(Protocol):
    """How one kind of question is asked on a page. Names of fields are `part` + question id."""

    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        """The fields of the answer itself."""
        ...

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        """What the fields hold when the page opens."""
        ...

    def read(self, question: Question, typed: Typed) -> Response | None:
        """The response that was marked; None when nothing was."""
        ...


class _YesNo:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        return {"a-": Choice(_words(question), _yes_no(question), needed=False)}

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        return {"a-": said.reply.value}

    def read(self, question: Question, typed: Typed) -> Response | None:
        return Response(Reply(typed("a-"))) if typed("a-") else None


class _Choice:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        choices = [*_choices(options), *_instead(question, options)]
        if question.manner is Manner.ASK:
            choices.append(NOT_ASKED)
        long = len(choices) > LONG_LIST
        return {"a-": Choice(_words(question), choices, needed=False, select=long)}

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        return {"a-": said.options[0] if said.options else said.reply.value}

    def read(self, question: Question, typed: Typed) -> Response | None:
        return _one_or_instead(question, typed("a-"))


class _Choices:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        choices = [*_choices(options), *_instead(question, options)]
        return {"a-": Choices(_words(question), choices)}

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        return {"a-": list(said.options) or [said.reply.value]}

    def read(self, question: Question, typed: Typed) -> Response | None:
        ticked = tuple(typed("a-") or ())
        if len(ticked) < 2:
            return _one_or_instead(question, ticked[0] if ticked else None)
        return Response(Reply.GIVEN, options=ticked)


class _Number:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        high = OLDEST if question.meaning is Meaning.AGE else MOST
        return {
            "a-": Whole(_words(question), high=high),
            "else-": _or_else(question),
        }

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        if said.number is not None:
            return {"a-": said.number}
        return {"else-": said.reply.value}

    def read(self, question: Question, typed: Typed) -> Response | None:
        if typed("a-") is not None:
            return Response(Reply.GIVEN, number=typed("a-"))
        return Response(Reply(typed("else-"))) if typed("else-") else None


class _Text:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        return {
            "a-": TextBlock(_words(question), limit=WORDS),
            "else-": _or_else(question),
        }

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        return {"a-": said.text} if said.text else {"else-": said.reply.value}

    def read(self, question: Question, typed: Typed) -> Response | None:
        if typed("a-"):
            return Response(Reply.GIVEN, text=typed("a-"))
        return Response(Reply(typed("else-"))) if typed("else-") else None


class _Date:
    def fields(self, question: Question, options: Iterable[Option]) -> Fields:
        return {
            "a-": DayMonthYear(_words(question), past=False),
            "else-": _or_else(question),
        }

    def shown(self, question: Question, said: Response) -> dict[str, Any]:
        if (known := parts_of(said.text)) is not None:
            return {"a-": PartialDate(*known)}
        return {"else-": said.reply.value}

    def read(self, question: Question, typed: Typed) -> Response | None:
        if (day := typed("a-")) is not None:
            return Response(Reply.GIVEN, text=as_date(day.year, day.month, day.day) or "")
        return Response(Reply(typed("else-"))) if typed("else-") else None


ASKING: Mapping[Kind, Asking] = {
    Kind.YES_NO: _YesNo(),
    Kind.CHOICE: _Choice(),
    Kind.CHOICES: _Choices(),
    Kind.NUMBER: _Number(),
    Kind.TEXT: _Text(),
    Kind.DATE: _Date(),
}


def _words(question: Question) -> str:
    return local(question.text)


def _yes_no(question: Question) -> Sequence[tuple[str, Any]]:
    if question.meaning is Meaning.CONSENT:
        return AGREED
    if question.required and question.manner is Manner.RECORD:
        return YES_NO
    return SAID[question.manner]


def _choices(options: Iterable[Option]) -> list[tuple[str, str]]:
    return [(option.id, local(option.text)) for option in options]


def _instead(question: Question, options: Iterable[Option]) -> list[tuple[str, Any]]:
    taken = {option.id for option in options}
    usual = [reply.value for reply in question.instead if reply.value not in taken]
    return [(value, label) for value, label in INSTEAD[question.manner] if value in usual]


def _or_else(question: Question) -> Any:
    return Choice(NUMBER, _instead(question, ()), needed=False)


def _one_or_instead(question: Question, value: str | None) -> Response | None:
    if not value:
        return None
    if value in AGAIN and value not in {option.id for option in question.options}:
        return Response(Reply(value))
    return Response(Reply.GIVEN, options=(value,))
