"""Whether a recipient may be told: what the person agreed to, or the vital interest in its place.

Agreement is to this very recipient, and to what travels. Without an agreement to a case there is
nothing to share, whatever was said before (Council of Europe Convention, art. 12; Law 09-08,
art. 4, for the vital interest).
"""

from typing import Any

from casework.cases import queries as cases
from casework.cases.domain import consent as consents
from casework.cases.domain.consent import Answer, Purpose
from casework.cases.service import note_vital_interest
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals.domain.packet import Packet, tells_of_health
from casework.referrals.domain.refusals import (
    HealthNotAgreed,
    NotEmergency,
    PersonSaidNo,
    SharingNotAgreed,
)
from casework.referrals.domain.track import EMERGENCY
from casework.referrals.models import Referral

HEALTH = "health"


def consent_to(referral: Referral, case: Any) -> Any:
    """The person's agreement, today, that this recipient be told; None once they said no to the
    case itself."""
    if consents.refused(cases.said_of(case.id), Purpose.CASE):
        return None
    return cases.consents_for(case, Purpose.SERVICE, referral.recipient_organisation_id)


def said_no(referral: Referral, case: Any) -> bool:
    """Whether the person's last word on this very recipient was a no."""
    question = (Purpose.SERVICE, referral.recipient_organisation_id)
    line = consents.latest(cases.said_of(case.id)).get(question)
    return line is not None and line.answer in (Answer.REFUSED, Answer.WITHDRAWN)


def verdict_on(
    referral: Referral,
    case: Any,
    consent: Any,
    packets: tuple[Packet, Packet],
    urgent_reason: str,
) -> Verdict:
    """What the gate of consent answers. Refused when what travels goes beyond what was agreed to,
    when the person said no to this recipient, and when nothing was agreed to and it is no
    emergency with a reason: the vital interest is for somebody who could not be asked."""
    if consent is not None:
        _within(consent, packets)
        return Verdict.PASS
    if said_no(referral, case):
        raise PersonSaidNo()
    if not urgent_reason:
        raise SharingNotAgreed()
    if referral.priority != EMERGENCY:
        raise NotEmergency()
    return Verdict.OVERRIDE


def tell_of_override(case: Any, moved: bool, actor: Actor) -> None:
    """A focal point looks at every sharing over consent within a day. The emergency step of the
    pathway asks for that itself; from other states it is asked for here."""
    if not moved:
        note_vital_interest(case, actor)


def _within(consent: Any, packets: tuple[Packet, Packet]) -> None:
    said = cases.circumstance_of(consent)
    agreed = said.data_groups if said is not None else ()
    if HEALTH not in agreed and any(tells_of_health(packet) for packet in packets):
        raise HealthNotAgreed()
