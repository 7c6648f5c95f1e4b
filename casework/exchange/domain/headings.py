"""What the columns of other servers hold, whatever they put between a group and its question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.exchange.domain import marks
from casework.screening.domain.answers import Source
from casework.screening.domain.instrument import Instrument, Kind, Question

SEPARATORS = ("/", "-", ":", ".")
ANSWER, OPTION, PROVINCE, DAY, STAMP, IDENTIFIER, IGNORED = (
    "answer", "option", "province", "day", "stamp", "identifier", "ignored",
)  # fmt: skip
_IDENTIFIERS = re.compile(r"(?:.*[/:.-])?(?:rootUuid|instanceID)|_uuid|__id|KEY", re.A)
_OF_SERVERS = re.compile(
    r"_.*|(?:.*[/:.-])?(?:meta|__system|formhub)(?:[/:.-].*)?|start|end|today|deviceid|username|email"
    r"|phonenumber|simserial|subscriberid|SubmissionDate|SubmitterID|SubmitterName|Attachments\w+"
    r"|Status|ReviewState|DeviceID|Edits|FormVersion|PARENT_KEY|uuid|audit",
    re.A,
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: of a question the part (its ending), or one option."""

    kind: str
    question: str = ""
    part: str = ""
    option: str = ""


class Headings:
    """The columns of the forms of one version."""

    def __init__(self, instrument: Instrument) -> None:
        self.known = dict(_columns(instrument))

    def column(self, name: str) -> Column | None:
        """What a column holds; None for one that is not in the questionnaire."""
        name = name.strip()
        if found := self.known.get(name):
            return found
        if _IDENTIFIERS.fullmatch(name):
            return Column(IDENTIFIER)
        return Column(IGNORED) if _OF_SERVERS.fullmatch(name) else None

    def recognised(self, names: Iterable[str]) -> int:
        """How many of these columns are answers of the questionnaire."""
        kinds = (ANSWER, OPTION)
        return sum(
            (found := self.known.get(name.strip())) is not None and found.kind in kinds
            for name in names
        )


def _columns(instrument: Instrument) -> Iterator[tuple[str, Column]]:
    """Every way in which the columns of a form may be named."""
    for name, kind in ((marks.PROVINCE, PROVINCE), (marks.DAY, DAY), (marks.STAMP, STAMP)):
        yield name, Column(kind)
    for name in marks.COMPUTED:
        yield name, Column(IGNORED)
    for section in instrument.sections:
        group = marks.part(section.id)
        for ending in (marks.GUIDANCE, marks.SCRIPT, marks.CLOSING):
            for name in _in_group(group, section.id + ending):
                yield name, Column(IGNORED)
        for question in section.questions:
            yield from _of_question(group, question)


def _of_question(group: str, question: Question) -> Iterator[tuple[str, Column]]:
    for part in ("", marks.INSTEAD, marks.HOW, marks.NOTE):
        for name in _in_group(group, question.id + part):
            yield name, Column(ANSWER, question.id, part)
            for option in _listed(question, part):
                for sign in SEPARATORS:
                    yield f"{name}{sign}{option}", Column(OPTION, question.id, part, option)
    for name in _in_group(group, question.id + marks.ALOUD):
        yield name, Column(IGNORED)


def _listed(question: Question, part: str) -> tuple[str, ...]:
    if part == marks.HOW:
        return tuple(Source)
    if part or question.kind is not Kind.CHOICES:
        return ()
    options = tuple(option.id for option in question.options)
    return (*options, *marks.marks(question, question.options))


def _in_group(group: str, name: str) -> Iterator[str]:
    yield name
    for sign in SEPARATORS:
        yield f"{group}{sign}{name}"
