"""Filled forms as other servers would export them: random but repeatable answers, and their cells.

Nobody gave these answers; each set is walked page by page, as a questionnaire would be.
"""

import csv
import random
from collections.abc import Mapping, Sequence
from io import StringIO

from casework.exchange.domain import marks
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.instrument import Instrument, Kind, Meaning, Question
from casework.screening.domain.interview import Interview

DAY = "2026-11-10"
PROVINCE = "p06_141"
NEEDED = (Meaning.SAFE_TO_TALK, Meaning.DANGER, Meaning.INTERPRETER, Meaning.AGE_GROUP)


def answered(instrument: Instrument, seed: int) -> dict[str, Response]:
    """One whole interview; the same for the same seed."""
    chance = random.Random(seed)
    responses: dict[str, Response] = {}
    for section in instrument.sections:
        interview = Interview(instrument, dict(responses))
        for question in interview.questions(section):
            needed = question.required or question.meaning in NEEDED
            if needed or chance.random() < 0.85:
                responses[question.id] = _response(interview, question, chance, needed)
    return responses


def _response(
    interview: Interview, question: Question, chance: random.Random, needed: bool
) -> Response:
    options = [option.id for option in interview.options(question)]
    if not needed and chance.random() < 0.12:
        silent = [
            mark for mark in marks.marks(question, question.options) if mark not in ("yes", "no")
        ]
        if silent:
            return Response(Reply(chance.choice(silent)))
    sources = frozenset(
        chance.sample(list(Source), chance.choice((0, 0, 1, 2)))
        if marks.has_sources(question) and question.kind is Kind.YES_NO
        else ()
    )
    match question.kind:
        case Kind.YES_NO:
            weights = (1, 9) if question.meaning is Meaning.DANGER else (2, 3)
            if question.meaning in (Meaning.SAFE_TO_TALK, Meaning.CONSENT):
                weights = (12, 1)
            (reply,) = chance.choices((Reply.YES, Reply.NO), weights)
            return Response(reply, sources=sources)
        case Kind.CHOICE:
            return Response(Reply.GIVEN, options=(chance.choice(options),))
        case Kind.NUMBER:
            return Response(Reply.GIVEN, number=chance.choice((9, 14, 16, 17, 18, 25, 41)))
        case Kind.TEXT:
            return Response(Reply.GIVEN, text="Une phrase, وجملة.")
        case _:
            return Response(Reply.GIVEN, options=_several(question, options, chance))


def _several(question: Question, options: list[str], chance: random.Random) -> tuple[str, ...]:
    single = {option.id for option in question.options if option.exclusive}
    together = [option for option in options if option not in single]
    if not together or (single and chance.random() < 0.3):
        return (chance.choice([option for option in options if option in single]),)
    given = chance.sample(together, chance.randint(1, min(3, len(together))))
    return tuple(option for option in options if option in given)


def cells(
    instrument: Instrument,
    responses: Mapping[str, Response],
    identifier: str = "b5a1c0de-0000-4000-8000-000000000001",
    sign: str = "/",
) -> dict[str, str]:
    """The cells of one filled form, under names with their group before them."""
    found = {
        marks.DAY: DAY,
        marks.STAMP: marks.stamp(instrument),
        marks.PROVINCE: PROVINCE,
        f"meta{sign}instanceID": f"uuid:{identifier}",
    }
    for id, said in responses.items():
        group = marks.part(instrument.section_of(id).id)
        for ending, text in _parts(instrument.by_id[id], said).items():
            found[f"{group}{sign}{id}{ending}"] = text
    return found


def _parts(question: Question, said: Response) -> dict[str, str]:
    parts: dict[str, str] = {}
    if said.number is not None:
        parts[""] = str(said.number)
    elif said.text:
        parts[""] = said.text
    elif said.options:
        parts[""] = " ".join(said.options)
    elif question.kind in (Kind.NUMBER, Kind.TEXT):
        parts[marks.INSTEAD] = said.reply.value
    else:
        parts[""] = said.reply.value
    if said.sources:
        parts[marks.HOW] = " ".join(sorted(said.sources))
    if said.note:
        parts[marks.NOTE] = said.note
    return parts


def as_csv(rows: Sequence[Mapping[str, str]], sign: str = ",", before: str = "") -> bytes:
    """Rows as a file of a server."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = StringIO()
    writer = csv.DictWriter(text, names, delimiter=sign, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return (before + text.getvalue()).encode()
