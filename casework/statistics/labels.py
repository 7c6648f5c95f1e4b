"""The words for classes, periods and tables, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from babel.dates import format_date

from casework.facts.domain import COUNTRY, SIMULATED, TRAINING
from casework.web.codes import region_name
from casework.web.formats import month
from casework.web.languages import _, _lp, current_locale

from .domain.periods import Period
from .published import NotPublished, Why
from .words import MORE_CLASSES, SMALLEST

REST = "smallest"

# Where each region stands in the tile grid: equal tiles, no borders to dispute.
TILES: Mapping[str, str] = {
    "MA-01": "TTH",
    "MA-02": "ORI",
    "MA-03": "FM",
    "MA-04": "RSK",
    "MA-05": "BMK",
    "MA-06": "CS",
    "MA-07": "MS",
    "MA-08": "DT",
    "MA-09": "SM",
    "MA-10": "GON",
    "MA-11": "LSH",
    "MA-12": "DOD",
}
_NOT_KNOWN = _lp("class", "Not known")

CLASSES: Mapping[str, Mapping[str, Any]] = {
    "nationality_group": {
        "moroccan": _lp("class", "Morocco"),
        "sub_saharan_africa": _lp("class", "Sub-Saharan Africa"),
        "north_africa_middle_east": _lp("class", "North Africa, Middle East"),
        "asia": _lp("class", "Asian countries"),
        "other_foreign": _lp("class", "Other countries"),
        "unknown": _NOT_KNOWN,
    },
    "exploitation": {
        "sexual": _lp("class", "Sexual exploitation"),
        "agriculture": _lp("class", "Farm work"),
        "domestic_work": _lp("class", "Domestic work"),
        "other_work": _lp("class", "Other work"),
        "begging": _lp("class", "Forced begging"),
        "criminal_activity": _lp("class", "Forced criminality"),
        "other_form": _lp("class", "Other form"),
        "unknown": _NOT_KNOWN,
    },
    "age_band": {
        "0-8": _lp("class", "0 to 8 years"),
        "9-17": _lp("class", "9 to 17 years"),
        "18-24": _lp("class", "18 to 24 years"),
        "25-34": _lp("class", "25 to 34 years"),
        "35-44": _lp("class", "35 to 44 years"),
        "45+": _lp("class", "45 years and over"),
        "unknown": _NOT_KNOWN,
    },
    "majority": {
        "child": _lp("class", "Under 18"),
        "adult": _lp("class", "18 and over"),
        "unknown": _NOT_KNOWN,
    },
    "sex": {
        "female": _lp("class", "Women and girls"),
        "male": _lp("class", "Men and boys"),
        "unknown": _lp("class", "Other or not known"),
    },
    "state": {
        "assessment": _lp("class", "Assessment, information"),
        "declined": _lp("class", "Help declined for now"),
        "referred": _lp("class", "Referred, answer awaited"),
        "assistance": _lp("class", "Assistance under way"),
        "return": _lp("class", "Voluntary return"),
        "reintegration": _lp("class", "Reintegration under way"),
        "follow_up": _lp("class", "Follow-up after help"),
        "closed": _lp("class", "Closed case"),
    },
}


def class_label(dimension: str, code: str) -> str:
    """The word for one class; regions have their official names."""
    if dimension in ("region", "region_group"):
        return str(SMALLEST) if code == REST else region_name(code)
    words = CLASSES.get(dimension) or MORE_CLASSES[dimension]
    return str(words[code])


def whose(lattice: str) -> str:
    """Whose numbers these are, as the head of every file says it."""
    nobody_real = {
        SIMULATED: _("Simulated country: nobody real"),
        TRAINING: _("Demonstration: nobody real"),
    }
    return nobody_real.get(lattice) or class_label("nationality_group", "moroccan")


def whole_of(lattice: str) -> str:
    """The place that a page without a region is about."""
    return _("all Morocco") if lattice == COUNTRY else whose(lattice)


def period_label(period: Period) -> str:
    """September 2026, 3rd quarter 2026, or 2026."""
    if period.is_month:
        return month(period.starts)
    if period.is_year:
        return str(period.year)
    quarters = (
        _("1st quarter %(year)s", year=period.year),
        _("2nd quarter %(year)s", year=period.year),
        _("3rd quarter %(year)s", year=period.year),
        _("4th quarter %(year)s", year=period.year),
    )
    return quarters[period.number - 1]


def short_label(period: Period) -> str:
    """Sept., or Q3: for the axis of a chart, where the year stands below."""
    if period.is_year:
        return str(period.year)
    if period.is_month:
        return format_date(period.starts, "LLL", locale=current_locale())
    return _("Q%(number)s", number=period.number)


def missing_words(table: NotPublished) -> str:
    """Why there is no number."""
    if table.why is Why.NOT_YET:
        return _("Not yet published.")
    if table.why is Why.LOST:
        return _("Not published: lost with a restore.")
    return _("Not published for this period or region.")
