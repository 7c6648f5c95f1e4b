"""Every night each account is held against its seal and against what the trace said of it last, and
each organisation against whether it was closed.

The seal refuses at once what was written by somebody else; an older row of the same account that
was put back whole still fits it, and only the trace says that it is old.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.accounts import seals
from casework.accounts.models import Delegation, Organisation, Password, SecondFactor, User
from casework.accounts.powers import as_said
from casework.accounts.queries.chosen import is_chosen_last
from casework.accounts.service.sealing import sealed_at
from casework.accounts.service.second_person import is_unconfirmed
from casework.audit import record
from casework.audit.catalogue import AccountFoundChanged, OrganisationFoundChanged
from casework.audit.queries import EARLIEST, Written, acts, every_event_of
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.kernel.clock import AS_SAID
from casework.logs import write as write_line
from casework.logs.catalogue import RowNotOurs

ABOUT_POWERS = ("AccountInvited", "AccountChanged", "AccountDisabled")
ABOUT_STOPS = ("PowersAnsweredFor",)
ABOUT_FACTORS = ("SecondFactorChanged",)
ABOUT_ABSENCES = ("DelegationChanged",)
ABOUT_ORGANISATIONS = ("OrganisationChanged",)
TAKES_PART = {"created": True, "reopened": True, "closed": False}
CHANGES = {"added": 1, "removed": -1}


def check_accounts() -> int:
    """Look at every account, its password, its second factors, every absence and organisation; says
    how many do not hold. Each is written into the trace, which gives alarm."""
    touched = list(_organisations())
    tampered = [(user_id, "powers") for user_id in _accounts()]
    tampered += [(user_id, "password") for user_id in _passwords()]
    tampered += [(user_id, "factors") for user_id in _factors()]
    tampered += [(user_id, "delegation") for user_id in _absences()]
    db.session.rollback()
    if tampered or touched:
        with unit_of_work():
            for organisation_id in touched:
                record(OrganisationFoundChanged(organisation_id=organisation_id), None)
                write_line(RowNotOurs("organisation"))
            for user_id, what in tampered:
                record(AccountFoundChanged(user_id=user_id, what=what), None)  # type: ignore[arg-type]
                write_line(RowNotOurs(what))  # type: ignore[arg-type]
    return len(tampered) + len(touched)


def _organisations() -> Iterator[UUID]:
    """Whether each takes part as the trace said last: one that was closed and comes back would give
    all its accounts their powers again. Nothing was said of one that nobody ever closed."""
    last: dict[UUID, tuple[datetime, set[str]]] = {}
    for line in acts(ABOUT_ORGANISATIONS, EARLIEST, clock.now() + timedelta(days=1)):
        one, what = line.event, line.event.code("what")
        if what in TAKES_PART:
            house = UUID(one.code("organisation_id"))
            at, said = last.get(house, (EARLIEST, set()))
            if one.at >= at:
                last[house] = one.at, {what} | (said if one.at == at else set())
    for house, active in db.session.execute(select(Organisation.id, Organisation.active)):
        _at, said = last.get(house, (EARLIEST, set()))
        if said and all(TAKES_PART[what] != active for what in said):
            yield house


def _accounts() -> Iterator[UUID]:
    rows = select(User).options(selectinload(User.regions)).order_by(User.id)
    for user in db.session.scalars(rows):
        if not _sealed(user) or not _as_said_last(user):
            yield user.id


def _sealed(user: User) -> bool:
    waits = user.powers_seal is None and is_unconfirmed(user)
    return waits or not user.usable or seals.powers_fit(user)


def _as_said_last(user: User) -> bool:
    return _powers_as_said(user) and _open_as_said(user) and _stopped_as_said(user)


def _powers_as_said(user: User) -> bool:
    said = next((one for one in _since_sealed(user) if one.code("role")), None)
    return said is None or all(str(now) == said.code(name) for name, now in _now(user, said))


def _open_as_said(user: User) -> bool:
    said = next((one for one in _since_sealed(user) if _opens_or_closes(one)), None)
    return said is None or said.kind != "AccountDisabled" or not user.active


def _stopped_as_said(user: User) -> bool:
    answers = (one.code("answer") for one in every_event_of("user", user.id, ABOUT_STOPS))
    said = next((answer for answer in answers if answer != "right"), "release")
    return (said == "stop") == (user.stopped_at is not None)


def _since_sealed(user: User) -> Iterator[Written]:
    """What was said before that does not say everything."""
    since = sealed_at()
    if since is not None:
        yield from takewhile(
            lambda one: one.at >= since, every_event_of("user", user.id, ABOUT_POWERS)
        )


def _now(user: User, said: Written) -> Iterator[tuple[str, object]]:
    """What the event said, as it is now."""
    return ((name, now) for name, now in as_said(user).items() if name in said.said)


def _opens_or_closes(event: Written) -> bool:
    return event.kind != "AccountChanged" or event.code("what") == "restored"


def _passwords() -> Iterator[UUID]:
    """Of open accounts: that of a closed one ends when it is opened again."""
    rows = select(Password).join(User, User.id == Password.user_id)
    for row in db.session.scalars(rows.where(User.disabled_at.is_(None))):
        kept = seals.password_in(row)
        if kept is None or not is_chosen_last(row.user_id, kept):
            yield row.user_id


def _absences() -> Iterator[UUID]:
    running = select(Delegation).where(Delegation.ends_at > clock.now())
    for row in db.session.scalars(running):
        if not seals.delegation_fits(row) or not _still_as_said(row):
            yield row.stand_in_id


def _still_as_said(row: Delegation) -> bool:
    """An absence that was ended before its time is over, however often its older row comes back.
    Versions of before did not say until when."""
    until = f"{row.ends_at.astimezone(UTC):{AS_SAID}}"
    said = Counter(
        one.code("what")
        for one in every_event_of("user", row.absent_id, ABOUT_ABSENCES)
        if one.code("until") == until and one.code("stand_in_id") == str(row.stand_in_id)
    )
    return said["ended"] == 0 or said["made"] > said["ended"]


def _factors() -> Iterator[UUID]:
    there: dict[UUID, Counter[str]] = {}
    rows = select(SecondFactor).where(SecondFactor.confirmed_at.is_not(None))
    for factor in db.session.scalars(rows):
        there.setdefault(factor.user_id, Counter())[factor.kind] += 1
    for user_id in db.session.scalars(select(User.id).order_by(User.id)):
        if there.get(user_id, Counter()) != _factors_said(user_id):
            yield user_id


def _factors_said(user_id: UUID) -> Counter[str]:
    """How many of each kind were proven and not taken off since all were taken off last."""
    found: Counter[str] = Counter()
    for one in every_event_of("user", user_id, ABOUT_FACTORS):
        if one.code("what") == "reset":
            break
        found[one.code("way")] += CHANGES.get(one.code("what"), 0)
    return found
