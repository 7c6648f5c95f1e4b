"""The words for the little that is said of a person without the name."""

from collections.abc import Mapping

from casework.cases.domain.card import CaseCard
from casework.cases.domain.identity import PartialDate
from casework.cases.labels.words import Words, joined
from casework.web.languages import Later, _, _l, _lp, _p
from casework.web.spoken import LANGUAGES

PRIORITIES: Words = {
    "P1": _lp("priority", "P1, immediate danger"),
    "P2": _lp("priority", "P2, high"),
    "P3": _lp("priority", "P3, medium"),
    "P4": _lp("priority", "P4, low"),
}
PRIORITY_TONES = {"P1": "brick", "P2": "ochre"}
SEX: Words = {
    "female": _lp("sex", "Female"),
    "male": _lp("sex", "Male"),
    "unknown": _lp("sex", "Other or not known"),
}
AGE_BANDS: Words = {
    "0-8": _lp("class", "0 to 8 years"),
    "9-17": _lp("class", "9 to 17 years"),
    "18-24": _lp("class", "18 to 24 years"),
    "25-34": _lp("class", "25 to 34 years"),
    "35-44": _lp("class", "35 to 44 years"),
    "45+": _lp("class", "45 years and over"),
    "unknown": _lp("class", "Not known"),
}
EXPLOITATIONS: Words = {
    "sexual": _lp("class", "Sexual exploitation"),
    "agriculture": _lp("class", "Farm work"),
    "domestic_work": _lp("class", "Domestic work"),
    "other_work": _lp("class", "Other work"),
    "begging": _lp("class", "Forced begging"),
    "criminal_activity": _lp("class", "Forced criminality"),
    "other_form": _lp("class", "Other form"),
    "unknown": _lp("class", "Not known"),
}
NATIONALITY_GROUPS: Words = {
    "moroccan": _lp("class", "Morocco"),
    "sub_saharan_africa": _lp("class", "Sub-Saharan Africa"),
    "north_africa_middle_east": _lp("class", "North Africa, Middle East"),
    "asia": _lp("class", "Asian countries"),
    "other_foreign": _lp("class", "Other countries"),
    "unknown": _lp("class", "Not known"),
}
INTERPRETER: Words = {
    "needed": _lp("interpreter", "Needed"),
    "not_needed": _lp("interpreter", "Not needed"),
    "unknown": _lp("interpreter", "Not known yet"),
}
YES_NO_UNKNOWN: Words = {
    "yes": _l("Yes"),
    "no": _l("No"),
    "unknown": _lp("answer", "Not known"),
}
_WHO: Mapping[tuple[str, bool], Later] = {
    ("female", False): _lp("person", "Woman"),
    ("female", True): _lp("person", "Girl"),
    ("male", False): _lp("person", "Man"),
    ("male", True): _lp("person", "Boy"),
    ("unknown", False): _lp("person", "Adult"),
    ("unknown", True): _lp("person", "Child"),
}


def who(card: CaseCard) -> str:
    """Woman, 25 to 34 years: all that is said of the person without the name."""
    age = str(AGE_BANDS[card.age_band])
    if card.age_band == "unknown":
        age = _p("card", "age not known")
    if card.age_doubt:
        age = _p("card", "may be under 18")
    noun = _("Person") if _nothing_known(card) else str(_WHO[card.sex, card.child])
    return joined([noun, age])


def languages_of(card: CaseCard) -> str:
    """The languages of a card, as one line."""
    return joined([str(LANGUAGES[code]) for code in card.languages])


def _nothing_known(card: CaseCard) -> bool:
    return card.sex == "unknown" and card.age_band == "unknown" and not card.age_doubt


def partial_date(birth: PartialDate | None) -> str:
    """14/11/1998, 11/1998 or 1998."""
    if birth is None:
        return ""
    parts = [f"{part:02d}" for part in (birth.day, birth.month) if part]
    return "/".join([*parts, str(birth.year)])
