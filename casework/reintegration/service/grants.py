"""Grants: proposed, seen by a second person, paid in instalments that are charged to budget lines,
cancelled when the risk changes."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from casework.audit.catalogue import GrantStepTaken
from casework.cases import queries as cases
from casework.cases.domain.risk import HIGH
from casework.cases.queries import Case
from casework.cases.service.writing import refuse_merged
from casework.db import db, hold, hold_as_shown
from casework.funding import queries as funding
from casework.funding import service as money_service
from casework.funding.domain.money import DIRHAM, Money, converted
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide
from casework.reintegration import queries
from casework.reintegration.domain.checks import Given, check, check_wish, needs_two
from casework.reintegration.domain.grants import (
    APPROVE,
    CANCELLED,
    PROPOSED,
    TABLE,
    Known,
    verdicts,
)
from casework.reintegration.domain.lists import Part
from casework.reintegration.domain.records import Instalment, Wish
from casework.reintegration.domain.refusals import (
    BeyondGrant,
    InstalmentsDone,
    NoSuchInstalment,
    OtherCurrency,
)
from casework.reintegration.models import Grant
from casework.reintegration.queries import SOURCE, GrantSeat, InstalmentSeat, Seat
from casework.reintegration.service.recording import written
from casework.tasks.service import open_task
from casework.workflow.service import Step, Track, due, note_start, register_track, take_step

TRACK = register_track(
    Track(
        name="grant",
        title="Reintegration grant",
        table=TABLE,
        key=lambda grant: ("case", grant.case_id),
        event=lambda grant, arrow: GrantStepTaken(
            case_id=grant.case_id,
            grant_id=grant.id,
            action=arrow.action,
            source=arrow.source,
            target=arrow.target,
        ),
    )
)


@dataclass(frozen=True)
class Payment:
    """One instalment: from which line, how much, on which day, and what shows that it arrived."""

    line_id: UUID
    money: Money
    on: date
    evidence: str


def propose(seat: Seat, wish: Wish, actor: Actor, expected_version: int | None = None) -> Grant:
    """Propose a grant. Where the amount or money asks for a second person, the focal points of the
    region are asked; a colleague who works the reintegration may say yes too."""
    hold_as_shown(seat.file, expected_version)
    if not decide(actor, Permission.RETURN_WORK, seat.resource()).allowed:
        raise NotPermitted()
    refuse_merged(seat.case)
    dirhams, given = in_dirhams(wish), given_before(seat.case)
    check_wish(wish, dirhams, given)
    grant = Grant(
        id=new_id(), file_id=seat.file.id, case_id=seat.case.id, region=seat.file.region,
        priority=seat.case.priority, proposed_at=clock.now(), proposed_by_id=actor.user_id,
        state=PROPOSED, version=1,
    )  # fmt: skip
    grant.wish = wish
    db.session.add(grant)
    db.session.flush()
    note_start(TRACK, grant, "propose", actor)
    if needs_two(wish, dirhams, given):
        at = due(APPROVE.span_for(grant.priority))
        open_task("grant", grant.id, APPROVE.task, due_at=at, region=grant.region,
                  priority=grant.priority)  # fmt: skip
    seat.file.version += 1
    db.session.flush()
    return grant


def in_dirhams(wish: Wish) -> int:
    """The amount in centimes of the dirham, at the rate of today."""
    return _dirhams(Money(wish.minor, wish.currency))


def given_before(case: Case, grant: Grant | None = None) -> Given:
    """What the grants of a person come to that were proposed before this one, or all of them before
    a new one, in whichever of their files. Of a cancelled grant counts what was paid."""
    whole = cash = 0
    for earlier in queries.grants_in(cases.files_of_person(case)):
        if grant is not None and earlier.id == grant.id:
            break
        wish, gone = queries.wish_of(earlier), earlier.state == CANCELLED
        minor = _dirhams(queries.paid_of(earlier)) if gone else in_dirhams(wish)
        whole, cash = whole + minor, cash + (minor if wish.in_cash else 0)
    return Given(whole, cash)


def _dirhams(money: Money) -> int:
    return converted(money, DIRHAM, funding.rates(), cases.today()).minor


def approve(found: GrantSeat, actor: Actor, expected_version: int | None = None) -> None:
    """Say yes, in the file that leads: somebody other than the proposer where two are needed, once
    the plan is signed and while no risk is high."""
    refuse_merged(found.seat.case)
    _step(found, "approve", actor, expected_version)


def cancel(found: GrantSeat, words: str, actor: Actor, expected_version: int | None = None) -> None:
    """End a grant that is not paid in full, with the reason."""
    _step(found, "cancel", actor, expected_version, reason=words)


def pay(
    found: GrantSeat, payment: Payment, actor: Actor, expected_version: int | None = None
) -> None:
    """Pay one instalment with its evidence and charge it to a line of the payer's projects. With
    the last one the grant is paid."""
    grant, seat = found.grant, found.seat
    hold(seat.file)
    refuse_merged(seat.case)
    _step(found, "pay", actor, expected_version)
    left = left_of(grant)
    if len(queries.standing_charges(grant)) >= queries.wish_of(grant).instalments:
        raise InstalmentsDone()
    if payment.money.currency != left.currency:
        raise OtherCurrency()
    if payment.money.minor > left.minor:
        raise BeyondGrant()
    made = money_service.charge(
        payment.line_id, money_service.Source(SOURCE, grant.id, "grant"), payment.money,
        payment.on, {actor.organisation_id} - {None}, actor,
    )  # fmt: skip
    paid = Instalment(str(grant.id), str(made.id), payment.on, payment.evidence)
    check(paid, cases.today())
    written(seat, Part.INSTALMENT, paid, actor)
    if payment.money.minor == left.minor:
        take_step(TRACK, grant, Step("settle", None))


def take_back(
    found: InstalmentSeat, words: str, actor: Actor, expected_version: int | None = None
) -> None:
    """Take back an instalment that was written down wrongly, with the reason: its charge is undone
    on the same line, day and rate, and what is left of the grant can be paid again. The record of
    it stays."""
    hold(found.seat.file)
    _step(found, "take_back", actor, expected_version, reason=words)
    if found.charge not in queries.standing_charges(found.grant):
        raise NoSuchInstalment()
    money_service.undo(found.charge, actor)


def left_of(grant: Grant) -> Money:
    """What is still to be paid."""
    wish = queries.wish_of(grant)
    return Money(wish.minor, wish.currency) + -queries.paid_of(grant)


def cancel_unpaid(case: Case) -> None:
    """The risk changed: what was not paid is not paid."""
    for grant in queries.unpaid_grants(case.id):
        take_step(TRACK, grant, Step("risk_changed", None))


def known(found: GrantSeat, actor: Actor | None) -> Known:
    """What the gates of a grant read now."""
    grant = found.grant
    wish = queries.wish_of(grant)
    risk = cases.newest_risk(grant.case_id)
    return Known(
        needs_two=needs_two(wish, in_dirhams(wish), given_before(found.seat.case, grant)),
        proposed_by=grant.proposed_by_id,
        actor_id=actor.user_id if actor else None,
        signed=queries.contents(grant.file_id).signature is not None,
        risk_high=risk is not None and risk[1].level >= HIGH,
    )


def _step(
    found: GrantSeat, action: str, actor: Actor, expected_version: int | None, **more: Any
) -> None:
    grant = found.grant
    hold(grant)
    arrows = (one for one in TABLE if one.source == grant.state and one.action == action)
    gates = next((one.gates for one in arrows), ())
    answers = verdicts(gates, known(found, actor)) if gates else {}
    take_step(
        TRACK, grant,
        Step(action, actor, expected_version, gates=answers, resource=found.resource(), **more),
    )  # fmt: skip
