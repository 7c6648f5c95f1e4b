"""What of the file may be told to this recipient: the coarse card, and of the identity no more than
the sender chose, the template has and the person agreed to. Opening it is written down."""

from typing import Any

from casework.audit import record_read
from casework.audit.catalogue import IdentityRevealed
from casework.cases import queries as cases
from casework.cases.domain.identity import Document, Identity
from casework.policy import Actor
from casework.referrals.domain.packet import Item, Packet, PersonCard, Preparation, packets
from casework.referrals.domain.recipients import template_for
from casework.referrals.domain.refusals import FactsMissing, IdentityMissing
from casework.referrals.models import Referral


def packets_of(referral: Referral, case: Any, actor: Actor) -> tuple[Packet, Packet]:
    """Exactly what would be sent now: stage A, and what acceptance adds."""
    preparation = referral.preparation
    assert preparation is not None  # noqa: S101 - written by prepare
    chosen = preparation.reveal()
    return packets(_card(case, chosen, actor), chosen, template_for(referral.recipient_kind))


def check_complete(referral: Referral, before: Packet, after: Packet) -> None:
    """Refuse what the recipient could not act upon: a needed item that is not there."""
    template = template_for(referral.recipient_kind)
    there = {line.item for packet in (before, after) for line in packet.lines}
    for item, refusal in ((Item.IDENTITY, IdentityMissing), (Item.FACTS, FactsMissing)):
        if template.get(item) == "needed" and item not in there:
            raise refusal()


def _card(case: Any, chosen: Preparation, actor: Actor) -> PersonCard:
    card = cases.card_of(case)
    identity = _identity(case, chosen, actor)
    return PersonCard(
        sex=card.sex,
        age_band=card.age_band,
        age_doubt=card.age_doubt,
        languages=card.languages,
        interpreter=card.interpreter,
        region=case.region,
        code=case.code,
        alias=cases.alias_of(case) if Item.ALIAS in chosen.of_person else "",
        identity=_who(identity) if identity else (),
        documents=tuple(map(_document, identity.documents)) if identity else (),
    )


def _identity(case: Any, chosen: Preparation, actor: Actor) -> Identity | None:
    """The sealed identity, opened only when some of it is to travel."""
    if not {Item.IDENTITY, Item.DOCUMENTS} & {*chosen.of_person}:
        return None
    person = cases.person_of(case)
    if person is None or person.identity is None:
        raise IdentityMissing()
    record_read(IdentityRevealed(case_id=case.id, field_group="identity", reason="referral"), actor)
    found: Identity = person.identity.reveal()
    return found


def _who(identity: Identity) -> tuple[str, ...]:
    """Name, birth and nationality, in this order; what is not known is an empty place."""
    given, family = identity.name_parts
    birth = identity.birth
    parts = (birth.year, birth.month, birth.day) if birth else ()
    born = "-".join(f"{part:02d}" for part in parts if part is not None)
    return (" ".join(one for one in (given, family) if one), born, identity.nationality)


def _document(one: Document) -> str:
    return f"{one.kind}:{one.number}"
