"""Whether a recipient may be told: what the person agreed to, or the vital interest in its place.

Agreement is to this very recipient, and to what travels. Without an agreement to a case there is
nothing to share, whatever was said before (Council of Europe Convention, art. 12; Law 09-08,
art. 4, for the vital interest).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain import consent as consents
from casework.cases.domain.consent import DATA_GROUPS, Answer, Purpose
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.service import note_vital_interest
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals.domain.packet import Packet, groups_told
from casework.referrals.domain.recipients import (
    WITHOUT_EMERGENCY,
    RecipientKind,
    purpose_for,
)
from casework.referrals.domain.refusals import (
    BeyondAgreement,
    ConsulateBarred,
    NotEmergency,
    PersonSaidNo,
    SharingNotAgreed,
)
from casework.referrals.domain.track import EMERGENCY, CancelReason
from casework.referrals.models import Referral

CONSENT, LEGAL_DUTY = "consent", "legal_duty"
VERDICTS: Mapping[str, Verdict] = {
    CONSENT: Verdict.PASS,
    LEGAL_DUTY: Verdict.OVERRIDE,
    VITAL_INTEREST: Verdict.OVERRIDE,
}


def question_of(referral: Referral) -> tuple[Purpose, UUID | None]:
    """Which question of the ledger this recipient is told on: for most the sharing with this very
    organisation, for the police, a prosecutor or a consulate the purpose of its own, with this very
    body or with all of its kind."""
    return purpose_for(referral.recipient_kind), referral.recipient_organisation_id


def asked_in(question: tuple[str, UUID | None], referral: Referral) -> bool:
    """Whether an answer to this question is one on telling this recipient."""
    purpose, recipient_id = question_of(referral)
    return question[0] == purpose and question[1] in (recipient_id, None)


def consent_to(referral: Referral, case: Any) -> Any:
    """The person's agreement, today, that this recipient be told; None once they said no to the
    case itself, and where it was a guardian's who is suspected or a child's alone."""
    if consents.refused(cases.said_of(case.id), Purpose.CASE):
        return None
    return cases.agreed_for_more(case, *question_of(referral))


def said_no(referral: Referral, case: Any) -> bool:
    """Whether the person's last word on this very recipient, or on a case at all, was a no."""
    return consents.said_no(cases.said_by_person(case), question_of(referral))


def told_in_all(referral: Referral) -> frozenset[str]:
    """The data groups of both stages: what its recipient sees, or will see on acceptance."""
    both = (referral.packet_a, referral.packet_b)
    return groups_told(*(one.reveal() for one in both if one is not None))


def holds(referral: Referral, case: Any) -> bool:
    """Whether the ground of a referral that was sent holds today: the agreement to all that it
    tells, or the vital interest until the person has answered."""
    if barred(referral.recipient_kind, case):
        return False
    if referral.basis == LEGAL_DUTY:
        return True
    question = question_of(referral)
    if consents.said_no(cases.said_by_person(case), question):
        return False
    if referral.basis == VITAL_INTEREST and not _answered_since(referral):
        return True
    agreed = cases.groups_agreed(case, *question)
    return bool(agreed) and told_in_all(referral) <= agreed


def _answered_since(referral: Referral) -> bool:
    since = referral.sent_at
    return any(
        asked_in(line.said.key, referral) and line.answer != Answer.LATER
        for line in cases.ledger(referral.case_id)
        if since is not None and line.said_at >= since
    )


def refuse_barred(kind: RecipientKind, case: Any) -> None:
    """The consulate of somebody who seeks or has asylum is never told (1951 Convention relating to
    the Status of Refugees; UNHCR guidance on confidentiality towards the country of origin)."""
    if barred(kind, case):
        raise ConsulateBarred()


def barred(kind: str, case: Any) -> bool:
    """Whether no ground lets this recipient be told: a consulate, once asylum is known."""
    return kind == RecipientKind.CONSULATE and cases.bars_consulate(case)


def leads_to_withdrawal(referral: Referral, reason: str | None) -> bool:
    """Whether this reason takes back what the person agreed to; a report that the law asks for
    rests on no agreement."""
    changed = reason == CancelReason.PERSON_CHANGED_MIND
    return changed and referral.basis != LEGAL_DUTY


def ground_for(
    referral: Referral,
    case: Any,
    consent: Any,
    packets: tuple[Packet, Packet],
    urgent_reason: str,
) -> str:
    """On what ground this recipient is told. Refused when what travels goes beyond what was agreed
    to, when the person said no to this recipient or to a case at all, and when nothing was agreed
    to and it is no emergency with a reason: the vital interest is for somebody who could not be
    asked. The police or a prosecutor may be told without agreement where a report that the law asks
    for was made to that very body; calling the emergency services in a danger to life sends nothing
    of the file."""
    kind = RecipientKind(referral.recipient_kind)
    if consent is not None:
        _within(cases.groups_agreed(case, *question_of(referral)), packets)
        return CONSENT
    if asked_by_law(referral, case):
        return LEGAL_DUTY
    if said_no(referral, case):
        raise PersonSaidNo()
    if not urgent_reason or kind in WITHOUT_EMERGENCY:
        raise SharingNotAgreed()
    if referral.priority != EMERGENCY:
        raise NotEmergency()
    return VITAL_INTEREST


def asked_by_law(referral: Referral, case: Any) -> bool:
    """Whether this very body of the police or the prosecution received a report that the law asks
    for (Penal Code, art. 448-7). A report to one opens the file to no other."""
    justice = RecipientKind(referral.recipient_kind) is RecipientKind.JUSTICE
    return justice and referral.recipient_organisation_id in cases.reported_to(case.id)


def tell_of_override(case: Any, moved: bool, actor: Actor) -> None:
    """A focal point looks at every sharing over consent within a day. The emergency step of the
    pathway asks for that itself; from other states it is asked for here."""
    if not moved:
        note_vital_interest(case, actor)


def _within(agreed: frozenset[str], packets: tuple[Packet, Packet]) -> None:
    beyond = groups_told(*packets) - agreed
    if beyond:
        raise BeyondAgreement(group=next(one for one in DATA_GROUPS if one in beyond))
