"""The words of the directory that are no code lists."""

from collections.abc import Iterable

from casework.accounts.domain.places import TellsAPlace
from casework.directory.domain import OLDEST, AgesTurnedRound, Band, ContactKind, Takes
from casework.directory.keeping import NotOfTheList
from casework.directory.opening import HoursIncomplete, Opening
from casework.web.errors import explain
from casework.web.languages import _, _l, _lp, current_language
from casework.web.spoken import LANGUAGES

CONTACT_KINDS = {
    ContactKind.POLICE: _l("Police"),
    ContactKind.GENDARMERIE: _l("Royal Gendarmerie"),
    ContactKind.AMBULANCE: _l("Ambulance and fire brigade"),
    ContactKind.SAMU: _l("Medical emergency (SAMU)"),
    ContactKind.TRAFFICKING_LINE: _l("Green number against trafficking"),
    ContactKind.CHILD_LINE: _l("Help line for children"),
    ContactKind.OTHER: _l("Other number"),
}

CONTACT_HINTS = {
    ContactKind.POLICE: _l("In towns and cities"),
    ContactKind.GENDARMERIE: _l("In the countryside and on roads"),
    ContactKind.AMBULANCE: _l("Somebody is hurt or trapped"),
    ContactKind.SAMU: _l("A doctor is needed at once"),
    ContactKind.TRAFFICKING_LINE: _l("To report suspected trafficking; not for emergencies"),
    ContactKind.CHILD_LINE: _l("A child is in danger"),
}


def contact_name(kind: str, name: str) -> object:
    """How a number is headed: its own name, else that of its kind."""
    return name or CONTACT_KINDS.get(ContactKind(kind), kind)


ACCEPTED = {
    "all": _l("Women and men"),
    "female": _l("Women and girls only"),
    "male": _l("Men and boys only"),
}
FOR_WHOM = (("female", _lp("who", "women")), ("male", _lp("who", "men")))
AGES = (("child", _lp("who", "under 18")), ("adult", _lp("who", "18 and over")))
BANDS = {
    Band.YES: _lp("capacity", "Yes, there is room"),
    Band.FEW: _lp("capacity", "A few places"),
    Band.NO: _lp("capacity", "No, full"),
}
BANDS_SHORT = {
    Band.YES: _lp("capacity", "room"),
    Band.FEW: _lp("capacity", "few places"),
    Band.NO: _lp("capacity", "full"),
}
BAND_TONES = {Band.YES: "green", Band.FEW: "ochre", Band.NO: "brick"}
OPENINGS = {
    "always": _lp("opening", "Day and night, every day"),
    "hours": _lp("opening", "On these days, at these hours"),
}
WEEKDAYS = {
    "1": _lp("weekday", "Monday"),
    "2": _lp("weekday", "Tuesday"),
    "3": _lp("weekday", "Wednesday"),
    "4": _lp("weekday", "Thursday"),
    "5": _lp("weekday", "Friday"),
    "6": _lp("weekday", "Saturday"),
    "7": _lp("weekday", "Sunday"),
}
NOW = {"open": _lp("opening", "open now"), "closed": _lp("opening", "closed now")}
NOW_TONES = {"open": "green", "closed": ""}
ANSWERS = {
    "same_day": _lp("usual answer", "usually answers the same day"),
    "two_days": _lp("usual answer", "usually answers within 2 days"),
    "a_week": _lp("usual answer", "usually answers within a week"),
    "longer": _lp("usual answer", "usually takes more than a week to answer"),
}
"""Classes of a median, told to those who send requests."""
REPORTED = {
    "number": _lp("report", "The number does not answer"),
    "hours": _lp("report", "The hours are wrong"),
    "not_offered": _lp("report", "A service is not offered"),
    "closed": _lp("report", "It is closed"),
    "other": _lp("report", "Something else is wrong"),
}


def takes_words(takes: Takes) -> str:
    """Who is accepted, in a few words: "Women and girls only, 18 years and over"."""
    return " · ".join(part for part in (str(ACCEPTED[takes.sex]), ages_words(takes)) if part)


def ages_words(takes: Takes) -> str:
    """The ages accepted; empty for every age."""
    if takes.age_from and takes.age_to < OLDEST:
        return _("%(low)s to %(high)s years", low=takes.age_from, high=takes.age_to)
    if takes.age_from:
        return _("%(low)s years and over", low=takes.age_from)
    return _("up to %(high)s years", high=takes.age_to) if takes.age_to < OLDEST else ""


def week_words(opening: Opening) -> str:
    """The usual week: the days and the hours; empty when nothing was said."""
    if opening.always:
        return str(OPENINGS["always"])
    if not opening.said:
        return ""
    comma = "، " if current_language() == "ar" else ", "
    days = comma.join(str(WEEKDAYS[day]) for day in opening.days)
    return _("%(days)s, from %(opens)s to %(closes)s", days=days, opens=opening.opens,
             closes=opening.closes)  # fmt: skip


def spoken_words(codes: Iterable[str]) -> str:
    """Languages by their names, in a row."""
    comma = "، " if current_language() == "ar" else ", "
    return comma.join(str(LANGUAGES.get(code, code)) for code in codes)


def register_texts() -> None:
    """How the refusals of the directory read."""
    explain(
        TellsAPlace,
        _l("This would tell where the shelter stands (a street, a building, a map). Take it out."),
    )
    explain(AgesTurnedRound, _l("The first age is above the second."))
    explain(HoursIncomplete, _l("Tick the days and choose two different hours, or leave it out."))
    explain(NotOfTheList, _l("Choose one of the answers."))
