"""What a recipient sees of a person: a minimum set for each kind of service, in two stages.

Stage A, before acceptance, is what is needed to decide; stage B, after it, what is needed to
receive the person. Names, birth date, nationality, documents, screening answers, notes, other
referrals and the place where the person is are in no packet at all. (Council of Europe Convention
on Action against Trafficking, art. 11 and 12; WHO ethical and safety recommendations, 2003.)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

MESSAGE_LIMIT = 300
DETAIL_LIMIT = 200


class Item(StrEnum):
    """One piece of information that may travel."""

    SEX = "sex"
    AGE_BAND = "age_band"
    LANGUAGES = "languages"
    INTERPRETER = "interpreter"
    REGION = "region"
    DEPENDANTS = "dependants"
    ACCESSIBILITY = "accessibility"
    MESSAGE = "message"
    CODE = "code"
    SAFE_CONTACT = "safe_contact"
    ARRIVAL = "arrival"
    HEALTH_ALERTS = "health_alerts"
    SAFETY = "safety"


class Share(StrEnum):
    """Whether an item always travels, or only when the sender writes it. Others never do."""

    NEEDED = "needed"
    OPTIONAL = "optional"


STAGE_A = (
    Item.SEX,
    Item.AGE_BAND,
    Item.DEPENDANTS,
    Item.LANGUAGES,
    Item.INTERPRETER,
    Item.ACCESSIBILITY,
    Item.REGION,
    Item.MESSAGE,
)
STAGE_B = (Item.CODE, Item.SAFE_CONTACT, Item.ARRIVAL, Item.HEALTH_ALERTS, Item.SAFETY)
FREE_TEXT = frozenset(
    {Item.MESSAGE, Item.SAFE_CONTACT, Item.ARRIVAL, Item.HEALTH_ALERTS, Item.SAFETY}
)

OF_HEALTH = frozenset({Item.HEALTH_ALERTS, Item.ACCESSIBILITY})
NO_NEED = "none"

Template = Mapping[Item, Share]

_BASE: Template = {
    Item.SEX: Share.NEEDED,
    Item.AGE_BAND: Share.NEEDED,
    Item.LANGUAGES: Share.NEEDED,
    Item.INTERPRETER: Share.NEEDED,
    Item.REGION: Share.NEEDED,
    Item.MESSAGE: Share.OPTIONAL,
    Item.CODE: Share.NEEDED,
    Item.SAFE_CONTACT: Share.NEEDED,
    Item.ARRIVAL: Share.OPTIONAL,
    Item.SAFETY: Share.OPTIONAL,
}
_HOUSING: Template = {
    **_BASE,
    Item.DEPENDANTS: Share.NEEDED,
    Item.ACCESSIBILITY: Share.OPTIONAL,
    Item.HEALTH_ALERTS: Share.OPTIONAL,
}
_HEALTH: Template = {
    **_BASE,
    Item.ACCESSIBILITY: Share.OPTIONAL,
    Item.HEALTH_ALERTS: Share.OPTIONAL,
}
_LEGAL: Template = {key: share for key, share in _BASE.items() if key is not Item.ARRIVAL}

HOUSING = frozenset({"SHELTER", "SHELTER_LT"})
HEALTH = frozenset(
    {"MED_EMERG", "MED_PRIMARY", "SRH", "FORENSIC", "PSY_FIRST", "PSY_THERAPY", "PSYCHIATRY",
     "ADDICTION", "DISABILITY"}
)  # fmt: skip
LEGAL = frozenset(
    {"LEGAL_INFO", "LEGAL_REP", "COMPENSATION", "LABOUR_CLAIM", "PROTECTION_ORDER", "STAY",
     "ASYLUM", "DOC_CIVIL", "DOC_TRAVEL"}
)  # fmt: skip


def template_for(service: str) -> Template:
    """The minimum set of a service category: which items are needed and which may be added."""
    if service in HOUSING:
        return _HOUSING
    if service in HEALTH:
        return _HEALTH
    if service in LEGAL:
        return _LEGAL
    return _BASE


def items_of(service: str, share: Share) -> tuple[Item, ...]:
    """The needed, or the optional, items of a service, in the order they are shown."""
    template = template_for(service)
    return tuple(one for one in (*STAGE_A, *STAGE_B) if template.get(one) is share)


@dataclass(frozen=True)
class PersonCard:
    """The coarse classes of the case file that a packet may draw on."""

    sex: str
    age_band: str
    languages: tuple[str, ...]
    interpreter: str
    region: str
    code: str


@dataclass(frozen=True)
class Preparation:
    """What the sender chose and wrote for this referral."""

    service: str
    urgency: str
    dependants: str = "none"
    accessibility: str = ""
    texts: Mapping[Item, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of a packet: which item, and its codes or its text."""

    item: Item
    codes: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Packet:
    """All that one stage discloses, in order. What is sent is exactly this."""

    service: str
    urgency: str
    lines: tuple[Line, ...]


def packets(card: PersonCard, chosen: Preparation) -> tuple[Packet, Packet]:
    """The two stages. What is outside the service's template never travels, whatever was sent."""
    template = template_for(chosen.service)

    def stage(items: tuple[Item, ...]) -> Packet:
        lines = (_line(item, card, chosen) for item in items if item in template)
        return Packet(
            chosen.service,
            chosen.urgency,
            tuple(line for line in lines if line.codes or line.text),
        )

    return stage(STAGE_A), stage(STAGE_B)


def tells_of_health(packet: Packet) -> bool:
    """Whether the packet says something of the person's health or body."""
    return any(
        line.text or set(line.codes) - {NO_NEED} for line in packet.lines if line.item in OF_HEALTH
    )


def fingerprint(*sent: Packet) -> str:
    """Says whether two looks at what would be sent saw the same."""
    return sha256(repr(sent).encode()).hexdigest()


def _line(item: Item, card: PersonCard, chosen: Preparation) -> Line:
    if item in FREE_TEXT:
        return Line(item, text=chosen.texts.get(item, ""))
    codes = {
        Item.SEX: (card.sex,),
        Item.AGE_BAND: (card.age_band,),
        Item.LANGUAGES: card.languages or ("unknown",),
        Item.INTERPRETER: (card.interpreter,),
        Item.REGION: (card.region,),
        Item.CODE: (card.code,),
        Item.DEPENDANTS: (chosen.dependants,),
        Item.ACCESSIBILITY: (chosen.accessibility,) if chosen.accessibility else (),
    }
    return Line(item, codes=codes[item])
