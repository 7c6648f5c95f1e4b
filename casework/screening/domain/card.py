"""The coarse classes of an interview: what a list shows, what a case begins with.

The classes are those of the statistics (`casework.facts.domain`) and of the case's own card, so
that nothing has to be asked again.
"""

from collections.abc import Collection

from casework.facts.domain import (
    NATIONALITY_GROUPS,
    SEXES,
    age_band,
    asked_class,
    sector_class,
)
from casework.screening.domain.answers import Reply
from casework.screening.domain.assessment import DOMESTIC_WORK, SECTORS, Exploitation
from casework.screening.domain.instrument import AgeGroup, Meaning
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers, ScreeningCard
from casework.screening.domain.terms import TODAY

AGRICULTURE = "A"
UNKNOWN = "unknown"

# The languages of the questionnaire, by their ISO 639 codes.
LANGUAGES = {
    "darija": "ary",
    "amazigh": "ber",
    "french": "fr",
    "english": "en",
    "spanish": "es",
    "other": "other",
}
# The gravest first: the first that was noted is the main one.
_FORMS = (
    (Exploitation.SEXUAL, "sexual"),
    (Exploitation.BEGGING, "begging"),
    (Exploitation.CRIMINAL_ACTIVITY, "criminal_activity"),
    (Exploitation.DOMESTIC_SERVITUDE, "domestic_work"),
)
_WORK = frozenset(
    {Exploitation.FORCED_LABOUR, Exploitation.DEBT_BONDAGE, Exploitation.SLAVERY_LIKE}
)


def card_of(answers: Answers, interview: Interview, band: str = "") -> ScreeningCard:
    """The card of an interview, at any moment of it."""
    return ScreeningCard(
        answered=answered(interview),
        page=sum(
            section.id in answers.left and bool(interview.questions(section))
            for section in interview.instrument.sections
        ),
        setting=_one(interview, Meaning.SETTING, None, ""),
        age_band=_age_band(interview),
        age_doubt=AgeGroup.MAY_BE_UNDER_18 in interview.chosen(Meaning.AGE_GROUP),
        sex=_one(interview, Meaning.SEX, SEXES),
        languages=_languages(interview),
        interpreter=_interpreter(interview),
        nationality_group=_one(interview, Meaning.NATIONALITY_GROUP, NATIONALITY_GROUPS),
        exploitation=main_exploitation(interview),
        forms=how_many_forms(interview),
        band=band,
        province=answers.province,
        use=interview.instrument.use.value,
        sector=sector_class(min(interview.chosen(Meaning.SECTOR) & SECTORS, default=None)),
        asked=asked_class(_asked(interview), len(interview.visible)),
    )


def answered(interview: Interview) -> int:
    """How many of the questions that apply have an answer, "does not know" included."""
    given = [id for id, said in interview.responses.items() if said.reply is not Reply.NOT_ASKED]
    return len(interview.visible.intersection(given)) if given else 0


def _asked(interview: Interview) -> int:
    """How many of the questions that apply were put to the person, whatever the answer."""
    put = [id for id, said in interview.responses.items() if said.was_asked]
    return len(interview.visible.intersection(put)) if put else 0


def is_pressing(interview: Interview) -> bool:
    """Whether somebody must act today: an item of danger, or a report that says so."""
    return bool(dangers(interview)) or TODAY in interview.chosen(Meaning.URGENCY)


def dangers(interview: Interview) -> tuple[str, ...]:
    """The items of immediate danger that were answered with yes."""
    return tuple(
        str(question.item)
        for question in interview.instrument.meaning(Meaning.DANGER)
        if interview.response(question).reply is Reply.YES
    )


def main_exploitation(interview: Interview) -> str:
    """The class the statistics count: of several forms the gravest, of work by its sector."""
    forms = interview.exploitation
    for form, name in _FORMS:
        if form in forms:
            return name
    if not forms:
        return UNKNOWN
    return _work(interview) if forms & _WORK else "other_form"


def how_many_forms(interview: Interview) -> str:
    """Whether one form of exploitation was noted, or several."""
    forms = interview.exploitation
    return UNKNOWN if not forms else "one" if len(forms) == 1 else "several"


def _work(interview: Interview) -> str:
    sector = interview.chosen(Meaning.SECTOR)
    if DOMESTIC_WORK in sector:
        return "domestic_work"
    return "agriculture" if AGRICULTURE in sector else "other_work"


def _age_band(interview: Interview) -> str:
    if interview.age is not None:
        return age_band(interview.age)
    return UNKNOWN


def _languages(interview: Interview) -> tuple[str, ...]:
    spoken = interview.chosen(Meaning.INTERVIEW_LANGUAGE)
    return tuple(code for name, code in LANGUAGES.items() if name in spoken)


def _interpreter(interview: Interview) -> str:
    given = _one(interview, Meaning.INTERPRETER, None, UNKNOWN)
    return given if given in ("not_needed", UNKNOWN) else "needed"


def _one(
    interview: Interview, meaning: Meaning, known: Collection[str] | None, otherwise: str = UNKNOWN
) -> str:
    given = interview.chosen(meaning) - {*Reply}
    allowed = given if known is None else given & set(known)
    return min(allowed, default=otherwise)
