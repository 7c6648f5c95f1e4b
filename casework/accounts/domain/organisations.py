"""What kinds of organisations take part, and the services they may offer.

The kinds follow the bodies that the national commission's referral mechanism names; the services
are the code list that referrals, plans and statistics share. Codes are stored, words are shown.
"""

import re
from enum import StrEnum

from casework.kernel.refusals import Refusal


class Kind(StrEnum):
    """What an organisation is in the mechanism."""

    LABOUR_INSPECTORATE = "labour_inspectorate"
    POLICE = "police"
    PROSECUTION = "prosecution"
    HEALTH = "health"
    SOCIAL_SERVICES = "social_services"
    NGO = "ngo"
    SHELTER = "shelter"
    LEGAL = "legal"
    EDUCATION = "education"
    NATIONAL_COMMISSION = "national_commission"
    INTERNATIONAL = "international"
    CONSULATE = "consulate"
    OTHER = "other"


SERVICES = (
    "SHELTER",
    "SHELTER_LT",
    "FOOD",
    "NFI",
    "CASH",
    "TRANSPORT",
    "MED_EMERG",
    "MED_PRIMARY",
    "SRH",
    "FORENSIC",
    "PSY_FIRST",
    "PSY_THERAPY",
    "PSYCHIATRY",
    "ADDICTION",
    "LEGAL_INFO",
    "LEGAL_REP",
    "COMPENSATION",
    "LABOUR_CLAIM",
    "PROTECTION_ORDER",
    "INTERPRET",
    "DOC_CIVIL",
    "DOC_TRAVEL",
    "STAY",
    "ASYLUM",
    "TRACING",
    "GUARDIAN",
    "EDUC",
    "VOCATIONAL",
    "LIVELIHOOD",
    "CHILDCARE",
    "DISABILITY",
    "RETURN",
    "REINTEG",
    "SAFETY",
    "COMM",
    "RECREATION",
    "FOLLOW_UP",
)

_USERNAME = re.compile(r"[a-z0-9](?:[._-]?[a-z0-9]){2,39}")


class UsernameNotPossible(Refusal):
    """A user name is 3 to 40 unaccented letters and digits, with single . _ - between them."""

    field = "username"


def username_of(typed: str) -> str:
    """The user name as it is stored: lower case. Plain letters only, so that no two look alike
    (Unicode Technical Standard 39, section 4). Anything else is refused."""
    name = typed.strip().casefold()
    if len(name) > 40 or not _USERNAME.fullmatch(name):
        raise UsernameNotPossible()
    return name
