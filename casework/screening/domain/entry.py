"""A private home is no establishment: who works there is met at the office (Labour Code art. 533;
Law 19-12)."""

from casework.kernel.refusals import Refusal
from casework.screening.domain.instrument import Meaning, Section
from casework.screening.domain.interview import Interview
from casework.visits.domain.entry import Place, PrivateHome, Setting, check_entry

_PLACED = {Meaning.SETTING, Meaning.SECTOR}


class MetAtHome(Refusal):
    """The meeting is said to take place in a private home, where nobody inspects."""

    field = "a-setting"


def refuse_private_home(interview: Interview, section: Section | None = None) -> None:
    """Refuse an interview that says domestic work was met at the place of work (MetAtHome).

    Of a single page, only the one where one of the two is said is refused: it is there that it can
    be put right. Without a page, as before anything is sent, the whole interview is looked at.
    """
    asked = _PLACED if section is None else {question.meaning for question in section.questions}
    if _PLACED & asked and is_met_at_home(interview):
        raise MetAtHome()


def is_met_at_home(interview: Interview) -> bool:
    """Whether the answers put the meeting at the place of work, and that is a private home."""
    if "workplace" not in interview.chosen(Meaning.SETTING):
        return False
    return any(_is_private(sector) for sector in interview.chosen(Meaning.SECTOR))


def _is_private(sector: str) -> bool:
    try:
        check_entry(Setting.SITE_VISIT, Place.ESTABLISHMENT, sector)
    except PrivateHome:
        return True
    return False
