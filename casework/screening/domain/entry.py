"""A private home is no establishment: who works there is met at the office (Labour Code art. 533;
Law 19-12)."""

from casework.kernel.refusals import Refusal
from casework.screening.domain.instrument import Meaning, Section
from casework.screening.domain.interview import Interview
from casework.visits.domain.entry import Place, PrivateHome, Setting, check_entry


class MetAtHome(Refusal):
    """The meeting is said to take place in a private home, where nobody inspects."""

    field = "a-setting"


def refuse_private_home(interview: Interview, section: Section) -> None:
    """Refuse a page that says domestic work was met at the place of work (MetAtHome). Only the
    page where one of the two is said is refused: it is there that it can be put right."""
    said = {question.meaning for question in section.questions}
    on_site = "workplace" in interview.chosen(Meaning.SETTING)
    if not on_site or not said & {Meaning.SETTING, Meaning.SECTOR}:
        return
    for sector in interview.chosen(Meaning.SECTOR):
        try:
            check_entry(Setting.SITE_VISIT, Place.ESTABLISHMENT, sector)
        except PrivateHome:
            raise MetAtHome() from None
