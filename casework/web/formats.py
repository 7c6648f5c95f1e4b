"""How moments, deadlines, numbers, codes and names are written on pages, in three languages.

Moments are kept in UTC and shown in Africa/Casablanca (which leaves UTC+1 for UTC in Ramadan), by a
24-hour clock; months carry their Moroccan names in Arabic (CLDR ar-MA); digits are 0 to 9 in all
languages. Codes, phones and names are isolated, so that the text around never reorders them.
"""

import re
from datetime import date, datetime, timedelta

from babel.dates import format_date, format_datetime
from flask import Flask
from markupsafe import Markup

from casework.kernel import clock
from casework.kernel.commands import as_run_here
from casework.web.languages import _, _n, current_language, current_locale

FIRST_STRONG, LEFT_TO_RIGHT, POP = "\u2068", "\u2066", "\u2069"
NARROW_SPACE = "\u202f"
GROUPED_FROM = 10_000
SOON = timedelta(hours=24)
_MACHINE = re.compile(
    r"(SANAD_[A-Z0-9_]+(?:=\w+)?|openssl rand -base64 \d+|(?:flask|sanadctl)(?: -?-?[a-z]+)+"
    r"|\b(?:root|TLS|systemd|checkpoints)\b)"
)
_DAYS_IN_WORDS = 14


def in_morocco(moment: datetime) -> datetime:
    """The same moment on a Moroccan clock. A moment without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is refused")
    return moment.astimezone(clock.MOROCCO)


def long_date(day: date | datetime | None) -> str:
    """17 novembre 2026. A moment gives its Moroccan day."""
    return _written(day, "d MMMM y")


def short_date(day: date | datetime | None) -> str:
    """17 nov. 2026"""
    return _written(day, "d MMM y")


def weekday(day: date | datetime | None) -> str:
    """mardi 17 novembre"""
    return _written(day, "EEEE d MMMM")


def weekday_name(day: date, *, short: bool = False) -> str:
    """lundi; lun. where there is little room."""
    return format_date(day, "EEE" if short else "EEEE", locale=current_locale())


def month(day: date | datetime | None) -> str:
    """novembre 2026"""
    return _written(day, "MMMM y")


def time_of_day(moment: datetime | None) -> str:
    """14:05, Moroccan time."""
    return f"{in_morocco(moment):%H:%M}" if moment else ""


def moment_words(moment: datetime | None) -> str:
    """17 nov. 2026, 14:05"""
    if moment is None:
        return ""
    comma = "، " if current_language() == "ar" else ", "
    return f"{short_date(moment)}{comma}{time_of_day(moment)}"


def moment_in(moment: datetime, locale: str) -> str:
    """The day and hour in Morocco as another language writes them, on what the person keeps."""
    here = in_morocco(moment)
    return str(format_datetime(here, "d MMMM y, HH:mm", tzinfo=clock.MOROCCO, locale=locale))


def iso(moment: date | datetime | None) -> str:
    """For the `datetime` attribute of <time>."""
    return moment.isoformat() if moment else ""


def deadline_words(due: datetime | None) -> str:
    """overdue by 2 h · today 17:00 · tomorrow 09:00 · in 3 days · 17 nov. 2026"""
    if due is None:
        return ""
    if due <= clock.now():
        return _overdue(clock.now() - due)
    days = (in_morocco(due).date() - in_morocco(clock.now()).date()).days
    if days == 0:
        return _("today %(time)s", time=time_of_day(due))
    if days == 1:
        return _("tomorrow %(time)s", time=time_of_day(due))
    if days <= _DAYS_IN_WORDS:
        return _n("in %(num)s day", "in %(num)s days", days)
    return short_date(due)


def deadline_tone(due: datetime | None) -> str:
    """late, soon (24 hours or less) or nothing: the class that goes with the words."""
    if due is None:
        return ""
    left = due - clock.now()
    if left <= timedelta(0):
        return "late"
    return "soon" if left <= SOON else ""


def time_left(due: datetime | None) -> str:
    """2 h 10 left; overdue once it has passed; nothing without a deadline."""
    if due is None:
        return ""
    left = due - clock.now()
    if left <= timedelta(0):
        return _overdue(-left)
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    if hours >= 48:
        return _n("%(num)s day left", "%(num)s days left", hours // 24)
    if hours:
        return _("%(hours)s h %(minutes)s left", hours=hours, minutes=f"{minutes:02d}")
    return _n("%(num)s minute left", "%(num)s minutes left", minutes)


def ago(moment: datetime | None) -> str:
    """just now · 20 minutes ago · 3 hours ago · yesterday 14:05 · 17 nov. 2026, 14:05"""
    if moment is None:
        return ""
    minutes = max(0, int((clock.now() - moment).total_seconds()) // 60)
    days = (in_morocco(clock.now()).date() - in_morocco(moment).date()).days
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _n("%(num)s minute ago", "%(num)s minutes ago", minutes)
    if days == 0:
        return _n("%(num)s hour ago", "%(num)s hours ago", minutes // 60)
    if days == 1:
        return _("yesterday %(time)s", time=time_of_day(moment))
    return moment_words(moment)


def number(value: int | float) -> str:
    """1234 · 12 345 (grouped from ten thousand, by a narrow no-break space) · 0,6 (0.6 in English).
    At most two decimals."""
    text = f"{value:_.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:_}"
    grouped = text if abs(value) >= GROUPED_FROM else text.replace("_", "")
    if current_language() != "en":
        grouped = grouped.replace(".", ",")
    return grouped.replace("_", NARROW_SPACE)


def isolated(text: object) -> str:
    """For plain text and CSV: a name or quote that keeps its own direction."""
    return f"{FIRST_STRONG}{text}{POP}"


def isolated_ltr(text: object) -> str:
    """For plain text and CSV: a phone, code or address that always reads from the left."""
    return f"{LEFT_TO_RIGHT}{text}{POP}"


def bdi(text: object) -> Markup:
    """A name, in its own direction, whatever stands around it. Nothing for nothing."""
    return Markup("<bdi>{}</bdi>").format(text) if text else Markup("")


def ltr(text: object) -> Markup:
    """A phone, time or address of mail: read from the left, apart from its surroundings."""
    return Markup('<span class="ltr" dir="ltr">{}</span>').format(text) if text else Markup("")


def machine_words(text: object) -> Markup:
    """A sentence in which names of settings stand, each read from the left."""
    parts = _MACHINE.split(as_run_here(str(text)))  # every second one is such a name
    return Markup("").join(ltr(part) if place % 2 else part for place, part in enumerate(parts))


def code(text: object) -> Markup:
    """A code of ours (case, screening, referral), in its own face and direction."""
    return Markup('<span class="code" dir="ltr">{}</span>').format(text) if text else Markup("")


def dialable(phone: object) -> str:
    """What a `tel:` link dials: digits and a leading plus."""
    text = str(phone)
    return ("+" if text.lstrip().startswith("+") else "") + "".join(
        sign for sign in text if sign.isascii() and sign.isdigit()
    )


def _overdue(by: timedelta) -> str:
    minutes = int(by.total_seconds()) // 60
    if minutes < 60:
        return _n("overdue by %(num)s minute", "overdue by %(num)s minutes", max(1, minutes))
    if minutes < 48 * 60:
        return _n("overdue by %(num)s hour", "overdue by %(num)s hours", minutes // 60)
    return _n("overdue by %(num)s day", "overdue by %(num)s days", minutes // (24 * 60))


def _written(day: date | datetime | None, pattern: str) -> str:
    if day is None:
        return ""
    local = in_morocco(day) if isinstance(day, datetime) else day
    if current_language() == "fr" and local.day == 1:
        pattern = pattern.replace("d M", "d'er' M")
    if isinstance(local, datetime):
        return str(format_datetime(local.replace(tzinfo=None), pattern, locale=current_locale()))
    return str(format_date(local, pattern, locale=current_locale()))


FILTERS = {
    "date": long_date,
    "short_date": short_date,
    "weekday": weekday,
    "weekday_name": weekday_name,
    "month": month,
    "time": time_of_day,
    "datetime": moment_words,
    "iso": iso,
    "deadline_words": deadline_words,
    "deadline_tone": deadline_tone,
    "time_left": time_left,
    "ago": ago,
    "number": number,
    "isolated": isolated,
    "isolated_ltr": isolated_ltr,
    "bdi": bdi,
    "ltr": ltr,
    "machine_words": machine_words,
    "run_here": as_run_here,
    "code": code,
    "dialable": dialable,
}


def init_app(app: Flask) -> None:
    """The filters, in every template."""
    app.jinja_env.filters.update(FILTERS)
