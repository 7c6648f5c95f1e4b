"""Who the person is: written once there is a ground for it, shown for five minutes at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from casework.accounts import seals
from casework.accounts.queries import user as account
from casework.accounts.tampering import case_found_changed
from casework.audit import record
from casework.audit.catalogue import IdentityRecorded, IdentityRevealed
from casework.cases.domain.beginning import SEARCH_LATER
from casework.cases.domain.consent import Purpose
from casework.cases.domain.identity import (
    MOST_A_DAY,
    Alias,
    Identity,
    IdentityBeforeConsent,
    RevealReasonMissing,
    TooManyIdentities,
)
from casework.cases.domain.records import REVEAL_REASONS, Words
from casework.cases.models import Case, Person, RevealGrant
from casework.cases.queries import card_of, has_consent, particulars_of, person_of, today
from casework.cases.queries.reveals import number_shown
from casework.cases.service.children import put_card
from casework.cases.service.facts import hand_over_facts
from casework.cases.service.keeping import met
from casework.cases.service.steps import has_duty_record
from casework.cases.service.writing import allow, digest_of, moved_on, take
from casework.db import db, hold
from casework.encryption.matching import Particulars, record_tokens
from casework.encryption.matching.spellings import keep_up
from casework.facts.domain import age_band, nationality_group
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.policy import Actor, Permission

TOPIC = "identity_shown"
A_DAY = timedelta(hours=24)
SHOWN_FOR = timedelta(minutes=5)
FEWEST_LETTERS = 10
COMPARISON = "comparison"
Listener = Callable[[Case, Particulars, Actor], None]

_listeners: list[Listener] = []


def may_record_identity(case: Case) -> bool:
    """Whether there is a ground: the person agreed to a case, or the law required a report."""
    return has_consent(case.id, Purpose.CASE) or has_duty_record(case.id, reported=True)


def record_identity(
    case: Case,
    identity: Identity,
    alias: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> None:
    """Seal the identity, note the tokens it is found again by, and bring the card up to date."""
    take(case, actor, Permission.IDENTITY_RECORD, expected_version)
    if not may_record_identity(case):
        raise IdentityBeforeConsent()
    person = kept_person(case)
    person.identity = identity
    person.alias = Alias(alias) if alias else None
    db.session.flush()
    keep_up(db.session, recording=True)
    particulars = particulars_of(identity)
    record_tokens(db.session, person.id, particulars)
    _follow(case, identity, actor)
    record(
        IdentityRecorded(case_id=case.id, digest=digest_of(person.identity_blob)),
        actor,
    )
    moved_on(case)
    hand_over_facts(case)
    met(case, SEARCH_LATER.task)  # whoever records an identity is told of earlier records
    for listener in _listeners:
        listener(case, particulars, actor)


def on_identity(listener: Listener) -> None:
    """Call `listener(case, particulars, actor)` when an identity is recorded or corrected, in the
    same transaction. A refusal of the listener refuses the recording."""
    if listener not in _listeners:
        _listeners.append(listener)


def lend_for_comparison(case: Case, actor: Actor) -> None:
    """Let somebody who was asked to compare two files see this identity for five minutes.

    The caller let them in by that request; here no assignment is checked. It counts like any other
    identity, and is refused beyond so many people a day."""
    _refuse_beyond(case, actor)
    lend_identity(case, actor, COMPARISON, clock.now() + SHOWN_FOR)
    _tell_owner(case, actor)


def lend_identity(case: Case, actor: Actor, reason: str, until: datetime) -> None:
    """Let somebody whom the caller let in see this identity until a moment; no assignment is
    checked here."""
    grant = RevealGrant(
        case_id=case.id,
        user_id=actor.user_id,
        given_at=clock.now(),
        expires_at=until,
        reason=reason,
    )
    _seal(grant)
    db.session.add(grant)
    db.session.flush()
    record(IdentityRevealed(case_id=case.id, field_group="identity", reason=reason), actor)


def note_shown(case: Case, actor: Actor, field_group: str, reason: str) -> None:
    """Write down that a paper of the case showed the identity to somebody whom the caller let in.

    It counts among the identities shown to them and whoever has the case is told; nothing stays
    open by it, and it is never refused: the law asks for the report, the person for the copy."""
    at = clock.now()
    grant = RevealGrant(
        case_id=case.id, user_id=actor.user_id, given_at=at, expires_at=at, reason=reason
    )
    _seal(grant)
    db.session.add(grant)
    db.session.flush()
    record(IdentityRevealed(case_id=case.id, field_group=field_group, reason=reason), actor)
    _tell_owner(case, actor)


def reveal_identity(case: Case, reason: str, words: str, actor: Actor) -> RevealGrant:
    """Let the actor see the identity for five minutes, for a reason that stays on file.

    Refused without a reason of the list; `other` needs at least ten letters of explanation. Refused
    beyond so many people a day. Whoever has the case is told when it is somebody else who looks.
    """
    allow(actor, Permission.IDENTITY_REVEAL, case)
    if reason not in REVEAL_REASONS or (reason == "other" and len(words) < FEWEST_LETTERS):
        raise RevealReasonMissing()
    _refuse_beyond(case, actor)
    at = clock.now()
    grant = RevealGrant(
        case_id=case.id,
        user_id=actor.user_id,
        given_at=at,
        expires_at=at + SHOWN_FOR,
        reason=reason,
    )
    if words:
        grant.words = Words(words)
    _seal(grant)
    db.session.add(grant)
    db.session.flush()
    record(IdentityRevealed(case_id=case.id, field_group="identity", reason=reason), actor)
    _tell_owner(case, actor)
    return grant


def _refuse_beyond(case: Case, actor: Actor) -> None:
    hold(account(actor.user_id))  # several at once are counted one after the other
    if number_shown(actor, clock.now() - A_DAY, but=case.id) >= MOST_A_DAY:
        raise TooManyIdentities(most=MOST_A_DAY)


def open_grant(case: Case, actor: Actor) -> RevealGrant | None:
    """The actor's own grant on this case, while it lasts; none that Sanad did not give."""
    rows = select(RevealGrant).where(
        RevealGrant.case_id == case.id,
        RevealGrant.user_id == actor.user_id,
        RevealGrant.expires_at > clock.now(),
    )
    for grant in db.session.scalars(rows.order_by(RevealGrant.expires_at.desc())):
        if seals.fits(grant.seal, "identity", *_sealed(grant)):
            return grant
        case_found_changed(case.id, "identity")
    return None


def _seal(grant: RevealGrant) -> None:
    """Whose identity is shown to whom, and until when."""
    grant.seal = seals.made("identity", *_sealed(grant))


def _sealed(grant: RevealGrant) -> tuple[object, ...]:
    return grant.case_id, grant.user_id, grant.reason, grant.expires_at


def extend_reveal(case: Case, actor: Actor) -> RevealGrant:
    """Five more minutes, once, under the same reason."""
    allow(actor, Permission.IDENTITY_REVEAL, case)
    grant = open_grant(case, actor)
    if grant is None or grant.extended:
        raise RevealReasonMissing()
    grant.extended = True
    grant.expires_at = clock.now() + SHOWN_FOR
    _seal(grant)
    db.session.flush()
    record(IdentityRevealed(case_id=case.id, field_group="identity", reason=grant.reason), actor)
    return grant


def end_reveal(case: Case, actor: Actor) -> None:
    """Hide the identity before its time is up."""
    grant = open_grant(case, actor)
    if grant is not None:
        grant.expires_at = clock.now()
        _seal(grant)
        db.session.flush()


def end_lent(case_id: UUID, actor: Actor, reason: str) -> None:
    """Take back what was lent to the actor for a reason: it is hidden from now on."""
    lent = update(RevealGrant).where(
        RevealGrant.case_id == case_id,
        RevealGrant.user_id == actor.user_id,
        RevealGrant.reason == reason,
        RevealGrant.expires_at > clock.now(),
    )
    db.session.execute(lent.values(expires_at=clock.now()))


def identity_shown(case: Case, actor: Actor) -> Identity | None:
    """The identity in clear, while the actor's grant lasts; None otherwise."""
    person = person_of(case)
    if open_grant(case, actor) is None or person is None or person.identity is None:
        return None
    return person.identity.reveal()


def _tell_owner(case: Case, actor: Actor) -> None:
    if case.assignee_id not in (None, actor.user_id):
        post(TOPIC, case.id, user_id=case.assignee_id)


def kept_person(case: Case) -> Person:
    """The person's record, made when there is none yet."""
    person = person_of(case)
    if person is None:
        person = Person(case_id=case.id)
        db.session.add(person)
    return person


def _follow(case: Case, identity: Identity, actor: Actor) -> None:
    """What is now known better takes the place of the estimate on the card, and all who go by the
    card are told: the house, too, where somebody lives who turns out to be a child. An age that is
    only said leaves the doubt: whoever counted as a child does so until a document or an age
    assessment says otherwise."""
    before = card = card_of(case)
    if identity.sex != "unknown":
        card = replace(card, sex=identity.sex)
    if identity.nationality:
        card = replace(card, nationality_group=nationality_group(identity.nationality))
    if identity.birth is not None:
        aged = replace(card, age_band=age_band(identity.birth.age_on(today())), age_doubt=False)
        doubt = card.child and not aged.child and not identity.documents
        card = replace(aged, age_doubt=doubt or (card.age_doubt and not identity.documents))
    if card != before:
        put_card(case, card, actor)
