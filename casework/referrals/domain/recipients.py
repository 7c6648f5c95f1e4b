"""The minimum set of each kind of recipient, and on what ground they are told at all.

A recipient's kind follows from what the organisation is and what is asked of it. Nothing outside a
template ever travels (Council of Europe Convention on action against trafficking, art. 11; Law
09-08, art. 3: adequate, relevant, not excessive). A consulate is told only with the consent of its
own purpose, and never of an asylum seeker or refugee.
"""

from collections.abc import Mapping
from enum import StrEnum

from casework.cases.domain.consent import Purpose
from casework.referrals.domain.packet import STAGE_A, STAGE_B, Item, Share, Template


class RecipientKind(StrEnum):
    """Whom a template is made for."""

    SHELTER = "shelter"
    HEALTH = "health"
    LAWYER = "lawyer"
    JUSTICE = "justice"
    CONSULATE = "consulate"
    RETURN = "return"
    LABOUR = "labour"
    OTHER = "other"


K = RecipientKind
N, O = Share.NEEDED, Share.OPTIONAL  # noqa: E741 - the two columns of the table
HOUSING = frozenset({"SHELTER", "SHELTER_LT"})
CARE = frozenset(
    {"MED_EMERG", "MED_PRIMARY", "SRH", "FORENSIC", "PSY_FIRST", "PSY_THERAPY", "PSYCHIATRY",
     "ADDICTION", "DISABILITY"}
)  # fmt: skip
LAW = frozenset(
    {"LEGAL_INFO", "LEGAL_REP", "COMPENSATION", "LABOUR_CLAIM", "PROTECTION_ORDER", "STAY",
     "ASYLUM", "DOC_CIVIL", "DOC_TRAVEL"}
)  # fmt: skip
HOMEWARD = frozenset({"RETURN", "REINTEG"})

_BY_ORGANISATION = {
    "police": K.JUSTICE,
    "prosecution": K.JUSTICE,
    "consulate": K.CONSULATE,
    "labour_inspectorate": K.LABOUR,
}
_BY_SERVICE = ((HOUSING, K.SHELTER), (CARE, K.HEALTH), (LAW, K.LAWYER), (HOMEWARD, K.RETURN))

_PROFILE: Template = {
    Item.SEX: N,
    Item.AGE_BAND: N,
    Item.LANGUAGES: N,
    Item.INTERPRETER: N,
    Item.REGION: N,
    Item.MESSAGE: O,
    Item.CODE: N,
    Item.SAFE_CONTACT: N,
}
TEMPLATES: Mapping[RecipientKind, Template] = {
    K.SHELTER: {
        **_PROFILE,
        Item.DEPENDANTS: N,
        Item.ACCESSIBILITY: O,
        Item.ALIAS: O,
        Item.ARRIVAL: O,
        Item.HEALTH_ALERTS: O,
        Item.SAFETY: O,
    },
    K.HEALTH: {
        **_PROFILE,
        Item.ACCESSIBILITY: O,
        Item.IDENTITY: O,
        Item.ARRIVAL: O,
        Item.HEALTH_ALERTS: O,
        Item.SAFETY: O,
    },
    K.LAWYER: {**_PROFILE, Item.IDENTITY: O, Item.FACTS: O, Item.SAFETY: O},
    K.JUSTICE: {
        **_PROFILE,
        Item.IDENTITY: O,
        Item.FACTS: N,
        Item.DANGER_PLACE: O,
        Item.SAFETY: O,
    },
    K.CONSULATE: {
        Item.LANGUAGES: N,
        Item.INTERPRETER: N,
        Item.MESSAGE: O,
        Item.CODE: N,
        Item.IDENTITY: N,
        Item.DOCUMENTS: O,
        Item.SAFE_CONTACT: N,
    },
    K.RETURN: {
        **_PROFILE,
        Item.DEPENDANTS: N,
        Item.ACCESSIBILITY: O,
        Item.IDENTITY: O,
        Item.DOCUMENTS: O,
        Item.ARRIVAL: O,
        Item.HEALTH_ALERTS: O,
        Item.SAFETY: O,
    },
    # What was found at work, and nothing by which somebody there could be known again.
    K.LABOUR: {Item.REGION: N, Item.CODE: N, Item.SAFE_CONTACT: N, Item.FACTS: N},
    K.OTHER: {**_PROFILE, Item.ARRIVAL: O, Item.SAFETY: O},
}
PURPOSES: Mapping[RecipientKind, Purpose] = {
    K.JUSTICE: Purpose.LAW_ENFORCEMENT,
    K.CONSULATE: Purpose.CONSULATE,
}
WITHOUT_EMERGENCY = frozenset({K.CONSULATE, K.LABOUR})


def kind_of(organisation_kind: str, service: str) -> RecipientKind:
    """What an organisation is when this service is asked of it."""
    if organisation_kind in _BY_ORGANISATION:
        return _BY_ORGANISATION[organisation_kind]
    return next((kind for services, kind in _BY_SERVICE if service in services), K.OTHER)


def purpose_for(kind: str) -> Purpose:
    """The purpose of the consent under which this kind of recipient is told."""
    return PURPOSES.get(RecipientKind(kind), Purpose.SERVICE)


def template_for(kind: str) -> Template:
    """The minimum set of a kind: which items are needed and which may be added."""
    return TEMPLATES[RecipientKind(kind)]


def items_of(kind: str, share: Share) -> tuple[Item, ...]:
    """The needed, or the optional, items of a kind, in the order they are shown."""
    template = template_for(kind)
    return tuple(one for one in (*STAGE_A, *STAGE_B) if template.get(one) is share)
