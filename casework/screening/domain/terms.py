"""The words a questionnaire is written with: kinds, meanings and uses; texts in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in the three languages; empty where a translation is still to be written."""

    fr: str
    ar: str
    en: str

    def within(self, language: str) -> str:
        """The words in one language, or in the first that has them; an unknown language is
        refused with ValueError."""
        return str(getattr(self, self.shown_in(language)))

    def shown_in(self, language: str) -> str:
        """The language that `within` answers in: the one asked for, unless it has no words yet."""
        if language not in LANGUAGES:
            raise ValueError(language)
        written = (one for one in (language, *LANGUAGES) if getattr(self, one))
        return next(written, language)


class Kind(StrEnum):
    """What is marked: yes or no, one option, several options, a whole number, a short text, a date
    (a year, a month or a day).

    Whatever the kind, "unknown", "declined" and "not asked" can always be marked instead.
    """

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"

    @property
    def is_written(self) -> bool:
        """Whether something is written rather than one of some answers chosen."""
        return self in (Kind.NUMBER, Kind.TEXT, Kind.DATE)


class Manner(StrEnum):
    """Asked of the person; seen by the inspector; or noted about the meeting itself."""

    ASK = "ask"
    OBSERVE = "observe"
    RECORD = "record"


class Sensitivity(StrEnum):
    """The class of what an answer holds, in the words of the data inventory. IDENTITY says who the
    person is, as forms from elsewhere ask it: shown to whoever wrote it down and to nobody else."""

    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special"
    IDENTITY = "identity"


class Meaning(StrEnum):
    """What a question's answer is used for beside the indicators. DANGER and CONSENT have items."""

    SAFE_TO_TALK = "safe_to_talk"
    DANGER = "danger"
    INTERVIEW_LANGUAGE = "interview_language"
    INTERPRETER = "interpreter"
    INTERVIEWER = "interviewer"
    CONSENT = "consent"
    AGE = "age"
    AGE_GROUP = "age_group"
    SEX = "sex"
    NATIONALITY_GROUP = "nationality_group"
    SETTING = "setting"
    HOW_FOUND = "how_found"
    SECTOR = "sector"
    EXPLOITATION = "exploitation"
    THRESHOLD = "threshold"
    SELF_REQUEST = "self_request"
    OWN_VIEW = "own_view"
    WISHES = "wishes"
    REPORTER = "reporter"
    REPORTER_CONTACT = "reporter_contact"
    URGENCY = "urgency"
    PRESCREEN = "prescreen"


TODAY = "today"
"""The answer to how soon something must be done that makes a report urgent."""


class Purpose(StrEnum):
    """What an answer that feeds no indicator and has no meaning is asked for.

    A question that serves no decision is not asked: it costs the person, and gains nothing.
    """

    NEXT_QUESTIONS = "next_questions"
    SAFETY = "safety"
    INTERPRETER = "interpreter"
    SERVICE_PLANNING = "service_planning"
    EVIDENCE_OF_LAW = "evidence_of_law"
    CLOSING = "closing"


class Review(StrEnum):
    """How far the wording has been tried; a new wording is a new instrument until it is tested."""

    WRITTEN = "written"
    REVIEWED = "reviewed"
    FIELD_TESTED = "field_tested"


class Use(StrEnum):
    """What an instrument is for.

    SCREENING ends in a finding by the indicator lists, OBSERVATION too but asks nobody anything.
    PRESCREEN is a few questions that only say whether to look closer. VULNERABILITY records
    determinants, risk and protective, at four levels. REPORT registers what somebody else saw.
    SURVEY is a form from another organisation, after our own questions of safety, agreement and
    age: its questions feed no indicator until somebody says which.
    """

    SCREENING = "screening"
    OBSERVATION = "observation"
    PRESCREEN = "prescreen"
    VULNERABILITY = "vulnerability"
    REPORT = "report"
    SURVEY = "survey"


class Level(StrEnum):
    """The four levels of a determinant of vulnerability, from the person outwards."""

    INDIVIDUAL = "individual"
    HOUSEHOLD = "household"
    COMMUNITY = "community"
    STRUCTURAL = "structural"


class Direction(StrEnum):
    """What a determinant does: it exposes, or it protects."""

    RISK = "risk"
    PROTECTIVE = "protective"


# The options of a determinant: not there, a little, clearly, strongly.
SEVERITIES = ("s0", "s1", "s2", "s3")


class ConsentPurpose(StrEnum):
    """What the person agrees to at a screening, each on its own."""

    SCREENING = "screening"
    STORAGE = "storage"
    SERVICE_REFERRAL = "service_referral"
    FAMILY_CONTACT = "family_contact"
    STATISTICS = "statistics"


class AgeGroup(StrEnum):
    """The age as seen, when it is not known. A doubt about being under 18 protects the person."""

    UNDER_15 = "under_15"
    FROM_15_TO_17 = "from_15_to_17"
    MAY_BE_UNDER_18 = "may_be_under_18"
    ADULT = "adult"
