"""A visit: begun where its author works, noted once for everybody, closed when people were met."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import VisitChanged, VisitStarted
from casework.db import db, free_code, hold, hold_as_shown
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission, Role, decide
from casework.visits import code_lists
from casework.visits.domain.entry import Setting, check_entry
from casework.visits.domain.records import (
    Employer,
    GroupFacts,
    InTheFuture,
    NotAColleague,
    OutsideYourRegions,
    VisitCard,
    VisitClosed,
)
from casework.visits.domain.track import OPEN, TABLE
from casework.visits.facts import hand_over
from casework.visits.models import Visit
from casework.visits.service import employers
from casework.workflow.service import Step, Track, note_start, register_track, take_step


def _event(visit: Visit, arrow: Transition) -> VisitChanged:
    return VisitChanged(visit_id=visit.id, what=arrow.action)  # type: ignore[arg-type]


VISIT_TRACK = register_track(
    Track(
        name="visit",
        title="Visit",
        table=TABLE,
        key=lambda visit: ("visit", visit.id),
        event=_event,
    )
)


@dataclass(frozen=True)
class Begun:
    """What is said when a visit begins. `region` is that of the province."""

    card: VisitCard
    region: str
    colleague_id: UUID | None = None


@dataclass(frozen=True)
class Told:
    """What a visit tells the screening of each person met: where, how, in which sector, and what
    was noted for everybody (question → answer)."""

    region: str
    province: str
    setting: Setting
    sector: str
    carried: Mapping[str, str]


def begin(begun: Begun, actor: Actor) -> Visit:
    """Begin a visit, under its own data key, with an empty compartment for the employer.

    Refused: a private home on site (PrivateHome), a province outside the actor's regions, an hour
    that has not come, a colleague of another organisation or role, and whoever does not inspect.
    """
    if not decide(actor, Permission.VISIT_START).allowed:
        raise NotPermitted()
    _check(begun, actor)
    visit = Visit(
        id=new_id(),
        reference=free_code(Visit.reference, lambda: reference("V")),
        author_id=actor.user_id,
        colleague_id=begun.colleague_id,
        organisation_id=actor.organisation_id,
        region=begun.region,
        started_at=clock.now(),
        state=OPEN,
        version=1,
        employer_id=employers.new_employer(),
    )
    create_data_key("visit", visit.id)
    visit.card, visit.group = begun.card, GroupFacts()
    db.session.add(visit)
    note_start(VISIT_TRACK, visit, "begin", actor)
    hand_over(visit)
    record(VisitStarted(visit_id=visit.id), actor)
    return visit


def write_group(visit: Visit, noted: GroupFacts, actor: Actor, expected_version: int) -> None:
    """Keep what was seen for everybody. It is carried into the screenings that begin from now on;
    those that have begun stay as they are."""
    _hold_open(visit, actor, expected_version)
    visit.group = replace(noted, labour=visit.group.reveal().labour)
    _changed(visit, "facts", actor)


def write_employer(
    visit: Visit, particulars: Employer, actor: Actor, expected_version: int
) -> None:
    """Keep who employs, in the employer's own compartment."""
    _hold_open(visit, actor, expected_version)
    employers.write(visit.employer_id, particulars)
    _changed(visit, "employer", actor)


def close(visit: Visit, actor: Actor, expected_version: int) -> None:
    """Nobody else is met at this visit."""
    take_step(VISIT_TRACK, visit, Step("close", actor, expected_version))


def reopen(visit: Visit, reason: str, actor: Actor, expected_version: int) -> None:
    """Go on with a visit that was closed; the reason stays with it."""
    take_step(VISIT_TRACK, visit, Step("reopen", actor, expected_version, reason=reason or None))


def must_be_open(visit: Visit, actor: Actor) -> None:
    """Hold a visit for somebody who adds a person to it; refused once it was closed."""
    hold(visit)
    if not decide(actor, Permission.VISIT_WORK, visit.resource()).allowed:
        raise NotPermitted()
    if visit.state != OPEN:
        raise VisitClosed()


def told_by(visit: Visit) -> Told:
    """What the visit says to the next screening of it."""
    card: VisitCard = visit.card.reveal()
    group: GroupFacts = visit.group.reveal()
    return Told(visit.region, card.province, card.setting, card.sector, code_lists.carried(group))


def _check(begun: Begun, actor: Actor) -> None:
    card = begun.card
    check_entry(card.setting, card.place, card.sector)
    if not (actor.national or begun.region in actor.regions):
        raise OutsideYourRegions(region=begun.region)
    if datetime.combine(card.day, time(card.hour), clock.MOROCCO) > clock.now():
        raise InTheFuture()
    if begun.colleague_id is not None and not _is_colleague(begun.colleague_id, actor):
        raise NotAColleague()


def _is_colleague(user_id: UUID, actor: Actor) -> bool:
    found = accounts.users_of_organisation(actor.organisation_id, Role.INSPECTOR)
    return user_id != actor.user_id and user_id in {user.id for user in found}


def _hold_open(visit: Visit, actor: Actor, expected_version: int) -> None:
    must_be_open(visit, actor)
    hold_as_shown(visit, expected_version)


def _changed(visit: Visit, what: str, actor: Actor) -> None:
    visit.version += 1
    record(VisitChanged(visit_id=visit.id, what=what), actor)  # type: ignore[arg-type]
