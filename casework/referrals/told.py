"""What of the file may be told to this recipient: the coarse card, and of the identity no more than
the sender chose, the template has and the person agreed to. Opening it is written down."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.audit import record_read
from casework.audit.catalogue import IdentityRevealed
from casework.cases import queries as cases
from casework.cases.domain.identity import Document, Identity
from casework.cases.service import open_grant
from casework.policy import Actor
from casework.referrals.domain.packet import (
    HIDDEN,
    OF_IDENTITY,
    Item,
    Packet,
    PersonCard,
    Preparation,
    fingerprint,
    packets,
)
from casework.referrals.domain.recipients import template_for
from casework.referrals.domain.refusals import FactsMissing, IdentityMissing
from casework.referrals.models import Referral

Named = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class Previewed:
    """What its sender sees before sending: both packets, what names the person hidden unless
    `until` says how long it is shown, and a mark by which what is sent is known to be this."""

    before: Packet
    after: Packet
    seen: str
    hides: bool = False
    until: datetime | None = None


def packets_of(referral: Referral, case: Any, actor: Actor) -> tuple[Packet, Packet]:
    """Exactly what would be sent now: stage A, and what acceptance adds."""
    chosen = _chosen(referral)
    identity = _identity(case, chosen, actor)
    named = (_who(identity), tuple(map(_document, identity.documents))) if identity else ((), ())
    return _both(referral, case, chosen, named)


def seen_of(referral: Referral, case: Any) -> str:
    """The mark of what would be sent now, without opening what names the person."""
    chosen = _chosen(referral)
    return _mark(case, chosen, _both(referral, case, chosen, _hidden(chosen)))


def previewed(referral: Referral, case: Any, actor: Actor, *, agreed: bool) -> Previewed:
    """What its sender may see of it now. What names the person is opened where they agreed that
    this recipient be told of it (or the law asks for it) and while the actor's five minutes on this
    identity last; else it is named and hidden."""
    chosen = _chosen(referral)
    before, after = _both(referral, case, chosen, _hidden(chosen))
    mark = _mark(case, chosen, (before, after))
    if not _names(chosen):
        return Previewed(before, after, mark)
    grant = open_grant(case, actor) if agreed else None
    if grant is None:
        return Previewed(before, after, mark, hides=True)
    return Previewed(*packets_of(referral, case, actor), mark, until=grant.expires_at)


def check_complete(referral: Referral, before: Packet, after: Packet) -> None:
    """Refuse what the recipient could not act upon: a needed item that is not there."""
    template = template_for(referral.recipient_kind)
    there = {line.item for packet in (before, after) for line in packet.lines}
    for item, refusal in ((Item.IDENTITY, IdentityMissing), (Item.FACTS, FactsMissing)):
        if template.get(item) == "needed" and item not in there:
            raise refusal()


def _chosen(referral: Referral) -> Preparation:
    preparation = referral.preparation
    assert preparation is not None  # noqa: S101 - written by prepare
    found: Preparation = preparation.reveal()
    return found


def _names(chosen: Preparation) -> bool:
    return bool({*OF_IDENTITY} & {*chosen.of_person})


def _hidden(chosen: Preparation) -> Named:
    return (HIDDEN, HIDDEN) if _names(chosen) else ((), ())


def _mark(case: Any, chosen: Preparation, hidden: tuple[Packet, Packet]) -> str:
    return fingerprint(_recorded(case).identity_blob if _names(chosen) else None, *hidden)


def _both(
    referral: Referral, case: Any, chosen: Preparation, named: Named
) -> tuple[Packet, Packet]:
    card = cases.card_of(case)
    shown = PersonCard(
        sex=card.sex,
        age_band=card.age_band,
        age_doubt=card.age_doubt,
        languages=card.languages,
        interpreter=card.interpreter,
        region=case.region,
        code=case.code,
        alias=cases.alias_of(case) if Item.ALIAS in chosen.of_person else "",
        identity=named[0],
        documents=named[1],
    )
    return packets(shown, chosen, template_for(referral.recipient_kind))


def _recorded(case: Any) -> Any:
    """The person with an identity on record."""
    person = cases.person_of(case)
    if person is None or person.identity is None:
        raise IdentityMissing()
    return person


def _identity(case: Any, chosen: Preparation, actor: Actor) -> Identity | None:
    """The sealed identity, opened only when some of it is to travel."""
    if not _names(chosen):
        return None
    person = _recorded(case)
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
