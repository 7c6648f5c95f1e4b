"""The coarse classes a fact may hold, and how exact values fall into them.

The lists are fixed configuration: every published table has these cells and no other, so that
neither a new code nor an empty one ever tells that somebody arrived. A value outside its list is
refused. Regions are ISO 3166-2:MA codes; the age bands keep the limit of 18 years of the Palermo
Protocol, art. 3 (d).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

REGIONS = tuple(f"MA-{number:02d}" for number in range(1, 13))
NATIONALITY_GROUPS = (
    "moroccan",
    "sub_saharan_africa",
    "north_africa_middle_east",
    "asia",
    "other_foreign",
    "unknown",
)
EXPLOITATIONS = (
    "sexual",
    "agriculture",
    "domestic_work",
    "other_work",
    "begging",
    "criminal_activity",
    "other_form",
    "unknown",
)
AGE_BANDS = ("0-8", "9-17", "18-24", "25-34", "35-44", "45+", "unknown")
SEXES = ("female", "male", "unknown")
STAGES = (
    "assessment",
    "declined",
    "referred",
    "assistance",
    "return",
    "reintegration",
    "follow_up",
    "closed",
)

BANDS = ("A", "B", "C", "D", "E", "F")
UNKNOWN = "unknown"
SECTORS = (
    "agriculture",
    "industry",
    "construction",
    "trade_transport",
    "hospitality",
    "domestic_work",
    "other_services",
    "unknown",
)
BODIES = (
    "inspection",
    "police_justice",
    "health",
    "social_services",
    "association",
    "other",
    "unknown",
)
SERVICE_GROUPS = (
    "shelter",
    "material",
    "health",
    "psychosocial",
    "legal",
    "documents",
    "work_education",
    "return",
    "other",
)
ELAPSED = ("24h", "72h", "7d", "30d", "more", "not_yet")
DAYS = ("30d", "60d", "90d", "180d", "more", "not_yet")
STAY_LENGTHS = ("7d", "30d", "90d", "180d", "more", "ongoing")

MAJORITY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "child": ("0-8", "9-17"),
        "adult": ("18-24", "25-34", "35-44", "45+"),
        "unknown": ("unknown",),
    }
)
SMALL_REGIONS = ("MA-08", "MA-10", "MA-11", "MA-12")
"""The four regions with the fewest inhabitants (census of 2024), together in two-way tables."""
REST = "smallest"

CLASSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "region": REGIONS,
        "region_group": (*(one for one in REGIONS if one not in SMALL_REGIONS), REST),
        "nationality_group": NATIONALITY_GROUPS,
        "exploitation": EXPLOITATIONS,
        "age_band": AGE_BANDS,
        "majority": tuple(MAJORITY),
        "sex": SEXES,
        "state": STAGES,
        "source": BODIES,
        "body": BODIES,
        "status": ("presumed", "identified", "not_victim", "unknown"),
        "first_contact": ELAPSED,
        "plan": ("10d", "later", "not_yet"),
        "band": BANDS,
        "sector": SECTORS,
        "triage_time": ELAPSED,
        "asked": ("90-100", "70-89", "50-69", "0-49"),
        "reach": ("screened", "flagged", "case", "referred", "accepted", "followed"),
        "outcome": ("confirmed", "not_victim", "undecided"),
        "service": SERVICE_GROUPS,
        "answer": ("waiting", "accepted", "delivered", "declined", "no_answer", "withdrawn"),
        "answer_time": ELAPSED,
        "stay_length": STAY_LENGTHS,
        "exit": ("planned", "own_wish", "moved", "lost_contact", "other", "ongoing"),
        "return_stage": (
            "requested",
            "eligible",
            "departed",
            "withdrawn",
            "stopped_by_risk",
            "not_eligible",
            "withdrawn_early",
            "ended",
        ),
        "departure_time": DAYS,
        "survey_score": ("below_half", "half_or_more", "unknown"),
        "survey_change": ("better", "same", "worse", "first_only"),
        "urgent_contact": ("24h", "later", "not_urgent", "unknown"),
        "consent": ("given", "refused", "unknown"),
        "interpreter": ("not_needed", "found", "missing", "unknown"),
        "closure": (
            "open",
            "goals_met",
            "moved_on",
            "own_wish",
            "lost_contact",
            "not_victim",
            "other",
            "unknown",
        ),
        "legal_aid": ("with_lawyer", "without_lawyer", "no_proceedings", "unknown"),
        "needs": ("half_or_more", "below_half", "no_need", "unknown"),
        "forms": ("one", "several", "unknown"),
    }
)
"""Every dimension with its fixed list. `region_group` and `majority` are derived, never stored."""

_UPPER_AGES = ((8, "0-8"), (17, "9-17"), (24, "18-24"), (34, "25-34"), (44, "35-44"))
_STAGE_OF_STATE = {
    "S06": "assessment",
    "S07": "assessment",
    "S08": "declined",
    "S09": "referred",
    "S10": "assistance",
    "S11": "assistance",
    "S12": "return",
    "S13": "return",
    "S14": "reintegration",
    "S15": "follow_up",
    "S16": "closed",
    "S17": "assessment",
}


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_SUB_SAHARAN_AFRICA = _countries(
    "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA "
    "NE NG RW SC SD SL SN SO SS ST SZ TD TG TZ UG ZA ZM ZW"
)
_NORTH_AFRICA_MIDDLE_EAST = _countries(
    "AE BH DZ EG EH IL IQ IR JO KW LB LY OM PS QA SA SY TN TR YE"
)
_ASIA = _countries(
    "AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL "
    "TM TW UZ VN"
)


class UnknownClass(ValueError):
    """A fact with a kind or a class outside the fixed lists. Says which list, never the value."""


def age_band(age: int | None) -> str:
    """The band of an age in completed years; no age, no band. A negative age is refused."""
    if age is None:
        return "unknown"
    if age < 0:
        raise UnknownClass("age_band")
    return next((band for upper, band in _UPPER_AGES if age <= upper), "45+")


def nationality_group(country: str | None) -> str:
    """The group of an ISO 3166-1 alpha-2 country; stateless or not asked is `unknown`."""
    if not country:
        return "unknown"
    if country == "MA":
        return "moroccan"
    if country in _SUB_SAHARAN_AFRICA:
        return "sub_saharan_africa"
    if country in _NORTH_AFRICA_MIDDLE_EAST:
        return "north_africa_middle_east"
    return "asia" if country in _ASIA else "other_foreign"


def stage_of(state: str) -> str:
    """The stage of the pathway that a case state (S06 to S17) belongs to."""
    if state not in _STAGE_OF_STATE:
        raise UnknownClass("state")
    return _STAGE_OF_STATE[state]


_LONGEST = (
    (timedelta(hours=24), "24h"),
    (timedelta(hours=72), "72h"),
    (timedelta(days=7), "7d"),
    (timedelta(days=30), "30d"),
)
_ASKED = ((90, "90-100"), (70, "70-89"), (50, "50-69"))
_SECTION_SECTORS = {
    **dict.fromkeys("BCDE", "industry"),
    **dict.fromkeys("GH", "trade_transport"),
    "A": "agriculture",
    "F": "construction",
    "I": "hospitality",
    "T": "domestic_work",
    "domestic_work": "domestic_work",
    **dict.fromkeys("JKLMNOPQRSU", "other_services"),
}
_BODY_OF_KIND = {
    "labour_inspectorate": "inspection",
    "police": "police_justice",
    "prosecution": "police_justice",
    "health": "health",
    "social_services": "social_services",
    "shelter": "association",
    "ngo": "association",
    "legal": "association",
}
_SERVICES = {
    "shelter": "SHELTER SHELTER_LT",
    "material": "FOOD NFI CASH TRANSPORT COMM",
    "health": "MED_EMERG MED_PRIMARY SRH FORENSIC ADDICTION DISABILITY",
    "psychosocial": "PSY_FIRST PSY_THERAPY PSYCHIATRY RECREATION FOLLOW_UP",
    "legal": "LEGAL_INFO LEGAL_REP COMPENSATION LABOUR_CLAIM PROTECTION_ORDER GUARDIAN",
    "documents": "DOC_CIVIL DOC_TRAVEL STAY ASYLUM",
    "work_education": "EDUC VOCATIONAL LIVELIHOOD CHILDCARE",
    "return": "RETURN REINTEG",
}
_GROUP_OF_SERVICE = {
    service: group for group, services in _SERVICES.items() for service in services.split()
}


def elapsed(start: datetime | None, end: datetime | None) -> str:
    """How long a step took: up to 24 hours, 72 hours, 7 days, 30 days, or more. A step that has
    not been taken is `not_yet`; an end before its start counts as at once."""
    if start is None or end is None:
        return "not_yet"
    return next((name for longest, name in _LONGEST if end - start <= longest), "more")


def days_class(days: int | None) -> str:
    """The days from asking to leaving: up to 30, 60, 90, 180, or more; none is `not_yet`."""
    if days is None:
        return "not_yet"
    return next((f"{top}d" for top in (30, 60, 90, 180) if days <= top), "more")


def stay_class(nights: int | None) -> str:
    """The nights of an ended stay: up to 7, 30, 90, 180, or more; none given is `ongoing`."""
    if nights is None:
        return "ongoing"
    return next((f"{top}d" for top in (7, 30, 90, 180) if nights <= top), "more")


def asked_class(asked: int, askable: int) -> str:
    """The share of the questions that applied and were asked, in percent bands."""
    share = 100 * asked / askable if askable else 0
    return next((name for least, name in _ASKED if share >= least), "0-49")


def sector_class(section: str | None) -> str:
    """The sector of an ISIC section (a letter, A to U, or domestic work); others are `unknown`."""
    return _SECTION_SECTORS.get(section or "", UNKNOWN)


def body_class(kind: str | None) -> str:
    """The class of body that an organisation's kind belongs to; no organisation is `unknown`."""
    return _BODY_OF_KIND.get(kind, "other") if kind else UNKNOWN


def service_class(service: str) -> str:
    """The group of a service of the directory; interpreting, tracing, safety are `other`."""
    return _GROUP_OF_SERVICE.get(service, "other")


def region_group(region: str) -> str:
    """The region as two-way tables have it: the four smallest are one."""
    return REST if region in SMALL_REGIONS else region


def derived(dimension: str, classes: Mapping[str, str]) -> str:
    """The class of a dimension: as handed over, or derived (`region_group`, `majority`)."""
    if dimension == "region_group":
        return region_group(classes["region"])
    if dimension == "majority":
        band = classes["age_band"]
        return next(name for name, bands in MAJORITY.items() if band in bands)
    return classes[dimension]
