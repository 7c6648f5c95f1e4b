"""Answers, cards and states in the reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.dates import parts_of
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.instrument import Kind, Meaning, Question, Sensitivity, Use
from casework.screening.domain.record import ScreeningCard
from casework.screening.domain.track import FLAGGED
from casework.screening.loader import outcomes
from casework.screening.texts import (
    ACCEPTED,
    AGE_BANDS,
    AGE_DOUBT,
    AGREED,
    EXPLOITATIONS,
    LANGUAGES,
    PRIORITIES,
    SAID,
    SEXES,
    SOURCES,
    STATES,
    TONES,
    USES,
)
from casework.screening.views.answers_due import answer_words
from casework.screening.wording import joined, local, source_words
from casework.web.formats import long_date, number
from casework.web.formats import month as month_of
from casework.web.languages import _, current_language

COMMA = {"ar": "، "}


def said(question: Question, response: Response, *, own: bool = False) -> str:
    """What was marked, in words. Who the person is stands only where `own` answers are shown."""
    if response.reply is not Reply.GIVEN:
        labels = AGREED if question.meaning is Meaning.CONSENT else SAID[question.manner]
        fitting = dict(SAID[question.manner]) | dict(labels)
        return str(fitting.get(response.reply.value, fitting["not_asked"]))
    if question.meaning is Meaning.REPORTER_CONTACT:
        return _("kept apart, for the focal point")
    if question.sensitivity is Sensitivity.IDENTITY and not own:
        return _("written down, and shown only to its author")
    if response.number is not None:
        return number(response.number)
    if question.kind is Kind.DATE and (known := parts_of(response.text)) is not None:
        return _dated(*known)
    if response.text:
        return response.text
    return in_a_row(
        local(option.text) for option in question.options if option.id in response.options
    )


def _dated(year: int, month: int | None, day: int | None) -> str:
    """As much of a date as is known."""
    if month is None:
        return str(year)
    return long_date(date(year, month, day)) if day else month_of(date(year, month, 1))


def sources(response: Response) -> str:
    """How one knows."""
    known = {source.value for source in response.sources}
    return in_a_row(str(label) for value, label in SOURCES if value in known)


def band_label(band: Band | str) -> str:
    """The words of a band."""
    return local(outcomes().bands[Band(band)].label) if band else ""


def state_tag(screening: Any) -> tuple[str, str]:
    """The state of a sent screening as its author sees it, and the tone of its tag. Of a case only
    that it was accepted."""
    if screening.case_id is not None:
        return str(ACCEPTED), "green"
    return str(STATES[screening.state]), TONES[screening.state]


def card_words(card: ScreeningCard) -> str:
    """What a queue says of somebody: age band, sex, language, form. Never more."""
    age = AGE_DOUBT if card.age_doubt else AGE_BANDS[card.age_band]
    spoken = [str(LANGUAGES[code]) for code in card.languages if code in LANGUAGES]
    known = [str(age), str(SEXES[card.sex]), *spoken]
    if card.use != Use.SCREENING:
        known.insert(0, str(USES[Use(card.use)]))
    if card.exploitation != "unknown":
        known.append(str(EXPLOITATIONS[card.exploitation]))
    return " · ".join(known)


def state_of(screening: Any) -> str:
    """The state of a screening in words."""
    return state_tag(screening)[0]


def priority_words(priority: str | None) -> str:
    """How soon somebody acts."""
    return str(PRIORITIES[Priority(priority)]) if priority else ""


def not_a_verdict() -> str:
    """What a result is not."""
    return local(outcomes().not_a_verdict)


def general_rule() -> str:
    """How many signs make a dimension count."""
    return local(outcomes().rule)


def unverified_weights() -> str:
    """That some weights still have to be compared with the printed list."""
    return local(outcomes().unverified_weights)


def in_a_row(words: Iterable[str]) -> str:
    """Words in a row, with the comma of the language."""
    return joined(COMMA.get(current_language(), ", "), words)


def is_waiting_for_triage(screening: Any) -> bool:
    """Confirmed as flagged, and no case opened yet."""
    return screening.state == FLAGGED and screening.case_id is None


def share(part: float, digits: int = 0) -> str:
    """A share of 1 in percent, with so many digits."""
    percent = round(part * 100, digits)
    return number(percent if digits else int(percent)) + "\u00a0%"


FILTERS = {
    "share": share,
    "local": local,
    "band_label": band_label,
    "card_words": card_words,
    "source_words": source_words,
}
GLOBALS = {
    "answer_words": answer_words,
    "state_tag": state_tag,
    "state_of": state_of,
    "priority_words": priority_words,
    "not_a_verdict": not_a_verdict,
    "general_rule": general_rule,
    "unverified_weights": unverified_weights,
}
