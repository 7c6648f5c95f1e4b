"""Whether a house may be told of the person: what they agreed to, or the vital interest.

Holding a place tells a house an alias, a sex, an age and what lodging needs. That is sharing with
a service, and rests on the person's agreement to this very organisation; in an emergency on a
written vital interest, which a focal point looks at within a day (Council of Europe Convention,
art. 12; Law 09-08, art. 4).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain import consent as consents
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.service import ask_to_delete, note_vital_interest
from casework.cases.withdrawals import Loss
from casework.kernel import clock
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals.agreement import CONSENT
from casework.referrals.domain.packet import GROUPS, Item
from casework.referrals.domain.refusals import BeyondAgreement, PersonSaidNo, SharingNotAgreed
from casework.shelter.domain.records import Resident
from casework.shelter.standing import told_now

BASES: Mapping[Verdict, str] = {Verdict.PASS: CONSENT, Verdict.OVERRIDE: VITAL_INTEREST}


def agreed(case: Any, organisation_id: UUID) -> Any:
    """The line of the ledger under which this organisation may be told today."""
    if consents.refused(cases.said_of(case.id), Purpose.CASE):
        return None
    return cases.agreed_for_more(case, Purpose.SERVICE, organisation_id)


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
    if consents.said_no(cases.said_by_person(case), (Purpose.SERVICE, organisation_id)):
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


def told_of(stay: Any) -> frozenset[str]:
    """The data groups that the house sees of the person of a stay."""
    return groups_told(stay.resident.reveal()) if stay.resident else frozenset()


def loss_of(stay: Any) -> Loss:
    """The house, and what it sees of the person, as a withdrawal lists it."""
    told = told_of(stay)
    groups = tuple(group for group in DATA_GROUPS if group in told)
    return Loss(stay.organisation_id, stay.reference, "stay", groups)


def holds(stay: Any, case: Any) -> bool:
    """Whether the ground on which the house is told holds today, for all that it is told."""
    if stay.id not in told_now([stay.id]) or consents.refused(cases.said_of(case.id), Purpose.CASE):
        return False
    agreed = cases.groups_agreed(case, recipient_id=stay.organisation_id)
    return not agreed or told_of(stay) <= agreed


def end_without_ground(stay: Any, actor: Actor | None) -> None:
    """Whoever lived in a house leaves it. What kept it informed without an agreement ends with
    that: it sees nothing of them any more, and is asked to delete what it has."""
    case = cases.case_by_id(stay.case_id)
    if not holds(stay, case):
        stay.taken_back_at = clock.now()
        ask_to_delete(case, loss_of(stay), actor)
