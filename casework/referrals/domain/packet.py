"""What a recipient sees of a person, in two stages (which items: see `recipients`).

Stage A, before acceptance, is what is needed to decide; stage B, after it, what is needed to
receive the person. Screening answers, notes, other referrals and the place where the person is are
in no packet at all; a name only where the recipient's template has it and the person agreed.
(Council of Europe Convention on Action against Trafficking, art. 11 and 12; WHO ethical and safety
recommendations, 2003.)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

MESSAGE_LIMIT = 300
DETAIL_LIMIT = 200
FACTS_LIMIT = 1000


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
    ALIAS = "alias"
    IDENTITY = "identity"
    DOCUMENTS = "documents"
    SAFE_CONTACT = "safe_contact"
    ARRIVAL = "arrival"
    HEALTH_ALERTS = "health_alerts"
    FACTS = "facts"
    DANGER_PLACE = "danger_place"
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
STAGE_B = (
    Item.CODE,
    Item.ALIAS,
    Item.IDENTITY,
    Item.DOCUMENTS,
    Item.SAFE_CONTACT,
    Item.ARRIVAL,
    Item.HEALTH_ALERTS,
    Item.FACTS,
    Item.DANGER_PLACE,
    Item.SAFETY,
)
FREE_TEXT = frozenset(
    {
        Item.MESSAGE,
        Item.SAFE_CONTACT,
        Item.ARRIVAL,
        Item.HEALTH_ALERTS,
        Item.FACTS,
        Item.DANGER_PLACE,
        Item.SAFETY,
    }
)
OF_PERSON = (Item.ALIAS, Item.IDENTITY, Item.DOCUMENTS)
"""What is drawn from the sealed identity, and only when the sender says so."""
LIMITS: Mapping[Item, int] = {Item.FACTS: FACTS_LIMIT, Item.MESSAGE: MESSAGE_LIMIT}
"""How long a text may be; others end at DETAIL_LIMIT."""


GROUPS: Mapping[Item, str] = {
    Item.SEX: "profile",
    Item.AGE_BAND: "profile",
    Item.LANGUAGES: "profile",
    Item.INTERPRETER: "profile",
    Item.DEPENDANTS: "profile",
    Item.MESSAGE: "needs",
    Item.ARRIVAL: "needs",
    Item.SAFE_CONTACT: "contact",
    Item.SAFETY: "safety",
    Item.DANGER_PLACE: "safety",
    Item.ALIAS: "profile",
    Item.IDENTITY: "identity",
    Item.DOCUMENTS: "documents",
    Item.FACTS: "facts",
    Item.ACCESSIBILITY: "health",
    Item.HEALTH_ALERTS: "health",
}
"""Which group of what a person agrees to (see consent) each item belongs to."""

OF_IDENTITY = (Item.IDENTITY, Item.DOCUMENTS)
"""What names the person: its sender sees it for a reason and five minutes only, like any
identity."""
HIDDEN = ("hidden",)
"""Stands in the place of what names the person, where it goes along and is not shown."""

NO_NEED = "none"
AGE_DOUBT = "age_doubt"
"""Beside the age band: the person is treated as a child until the doubt is settled."""

Template = Mapping[Item, Share]


@dataclass(frozen=True)
class PersonCard:
    """The coarse classes of the case file that a packet may draw on."""

    sex: str
    age_band: str
    languages: tuple[str, ...]
    interpreter: str
    region: str
    code: str
    alias: str = ""
    identity: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    age_doubt: bool = False


@dataclass(frozen=True)
class Preparation:
    """What the sender chose and wrote for this referral. `of_person` are the items of the sealed
    identity that travel."""

    service: str
    urgency: str
    dependants: str = "none"
    accessibility: str = ""
    texts: Mapping[Item, str] = field(default_factory=dict)
    of_person: tuple[Item, ...] = ()


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


def hiding(packet: Packet) -> Packet:
    """The same packet with what names the person hidden."""
    lines = (Line(line.item, HIDDEN) if line.item in OF_IDENTITY else line for line in packet.lines)
    return Packet(packet.service, packet.urgency, tuple(lines))


@dataclass(frozen=True)
class LockedFile:
    """A packet as a file that only its password opens."""

    pdf: bytes


def packets(card: PersonCard, chosen: Preparation, template: Template) -> tuple[Packet, Packet]:
    """The two stages. What is outside the recipient's template never travels, whatever was
    sent."""

    def stage(items: tuple[Item, ...]) -> Packet:
        lines = (_line(item, card, chosen) for item in items if item in template)
        return Packet(
            chosen.service,
            chosen.urgency,
            tuple(line for line in lines if line.codes or line.text),
        )

    return stage(STAGE_A), stage(STAGE_B)


def groups_told(*sent: Packet) -> frozenset[str]:
    """The data groups of consent that these packets tell something of. The service asked for is
    itself a need; the region and the code of the case are addresses, not the person."""
    lines = (line for packet in sent for line in packet.lines)
    return frozenset({"needs"} | {GROUPS[line.item] for line in lines if _tells(line)})


def groups_chosen(chosen: Preparation, template: Template) -> frozenset[str]:
    """The same of what the sender chose, before anything of the person is opened for it."""
    travel = (item for item in template if item in GROUPS and _is_chosen(item, chosen))
    return frozenset({"needs"} | {GROUPS[item] for item in travel})


def _is_chosen(item: Item, chosen: Preparation) -> bool:
    if item in FREE_TEXT:
        return bool(chosen.texts.get(item))
    if item in OF_PERSON:
        return item in chosen.of_person
    said = {Item.DEPENDANTS: chosen.dependants, Item.ACCESSIBILITY: chosen.accessibility}
    return said.get(item, "of the card") not in ("", NO_NEED)


def _tells(line: Line) -> bool:
    return line.item in GROUPS and bool(line.text or set(line.codes) - {NO_NEED})


def fingerprint(sealed: bytes | None, *sent: Packet) -> str:
    """Says whether two looks at what would be sent saw the same. What names the person counts as
    it is sealed: a mark made of a name would let that name be guessed."""
    return sha256(repr((sealed, sent)).encode()).hexdigest()


def _line(item: Item, card: PersonCard, chosen: Preparation) -> Line:
    if item in OF_PERSON and item not in chosen.of_person:
        return Line(item)
    if item in FREE_TEXT:
        return Line(item, text=chosen.texts.get(item, ""))
    codes = {
        Item.SEX: (card.sex,),
        Item.AGE_BAND: (card.age_band, AGE_DOUBT) if card.age_doubt else (card.age_band,),
        Item.LANGUAGES: card.languages or ("unknown",),
        Item.INTERPRETER: (card.interpreter,),
        Item.REGION: (card.region,),
        Item.CODE: (card.code,),
        Item.ALIAS: (card.alias,) if card.alias else (),
        Item.IDENTITY: card.identity,
        Item.DOCUMENTS: card.documents,
        Item.DEPENDANTS: (chosen.dependants,),
        Item.ACCESSIBILITY: (chosen.accessibility,) if chosen.accessibility else (),
    }
    return Line(item, codes=codes[item])
