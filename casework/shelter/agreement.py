"""Whether a house may be told of the person: what they agreed to, or the vital interest.

Holding a place tells a house an alias, a sex, an age and what lodging needs. That is sharing with
a service, and rests on the person's agreement to this very organisation; in an emergency on a
written vital interest, which a focal point looks at within a day (Council of Europe Convention,
art. 12; Law 09-08, art. 4).
"""

from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain import consent as consents
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.service import note_vital_interest
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals.domain.packet import GROUPS, Item
from casework.referrals.domain.refusals import BeyondAgreement, PersonSaidNo, SharingNotAgreed
from casework.shelter.domain.records import Resident


def agreed(case: Any, organisation_id: UUID) -> Any:
    """The line of the ledger under which this organisation may be told today."""
    if consents.refused(cases.said_of(case.id), Purpose.CASE):
        return None
    return cases.consents_for(case, Purpose.SERVICE, organisation_id)


def verdict(
    case: Any, organisation_id: UUID, resident: Resident, urgent_reason: str, actor: Actor
) -> Verdict:
    """What the gate of consent answers for this house. A no of the person is never overruled;
    `urgent_reason` is empty when it is no emergency."""
    if agreed(case, organisation_id) is not None:
        beyond = groups_told(resident) - cases.groups_agreed(case, recipient_id=organisation_id)
        if beyond:
            raise BeyondAgreement(group=next(one for one in DATA_GROUPS if one in beyond))
        return Verdict.PASS
    if consents.said_no(cases.said_of(case.id), (Purpose.SERVICE, organisation_id)):
        raise PersonSaidNo()
    if not urgent_reason:
        raise SharingNotAgreed()
    note_vital_interest(case, actor)
    return Verdict.OVERRIDE


def groups_told(resident: Resident) -> frozenset[str]:
    """The data groups of consent that a hold tells something of, as a request for a shelter would:
    who comes, what lodging needs, and what was written besides."""
    told = {"needs", GROUPS[Item.SEX]}
    if resident.need != "none" or resident.health:
        told.add(GROUPS[Item.HEALTH_ALERTS])
    if resident.arrival:
        told.add(GROUPS[Item.ARRIVAL])
    if resident.apart:
        told.add(GROUPS[Item.SAFETY])
    return frozenset(told)
