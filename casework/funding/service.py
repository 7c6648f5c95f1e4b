"""Opening projects, their lines and rates, and charging. Services flush; the caller commits."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import ChargeMade, FundingChanged, RateSet
from casework.db import db, hold
from casework.funding import queries
from casework.funding.domain.budget import (
    PUT_RIGHT_ELSEWHERE,
    CodeTaken,
    NotYourProject,
    PutRightElsewhere,
    ReversedAlready,
    check_bearable,
    check_period,
    check_within,
)
from casework.funding.domain.money import Money, converted
from casework.funding.models import (
    BudgetLine,
    Charge,
    Donor,
    ExchangeRate,
    Project,
    ProjectPartner,
)
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide


@dataclass(frozen=True)
class Source:
    """What is charged: a kind of the list, the record's opaque id, and which cost of it."""

    kind: str
    id: UUID
    cost: str = "other"


def donor_named(name: str) -> Donor:
    """The donor of this name, made when it is new."""
    found = db.session.scalar(select(Donor).where(Donor.name == name))
    if found is None:
        found = Donor(id=new_id(), name=name)
        db.session.add(found)
        db.session.flush()
    return found


def open_project(code: str, title: str, starts_on: date, ends_on: date, actor: Actor) -> Project:
    """A project of the actor's organisation. Its code is free, its period goes forward."""
    check_period(starts_on, ends_on)
    if db.session.scalar(select(Project.id).where(Project.code == code)):
        raise CodeTaken()
    made = Project(
        id=new_id(), code=code, title=title, organisation_id=actor.organisation_id,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    _allow(made, actor)
    db.session.add(made)
    return _changed(made, "opened", actor)


def add_partner(project: Project, organisation_id: UUID, actor: Actor) -> None:
    """Another organisation works in the project and may charge its lines."""
    _allow(project, actor)
    known = organisation_id == project.organisation_id
    if known or organisation_id in queries.partners(project.id):
        return
    db.session.add(ProjectPartner(project_id=project.id, organisation_id=organisation_id))
    _changed(project, "partner", actor)


def add_line(
    project: Project, code: str, title: str, donor: str, amount: Money, actor: Actor
) -> BudgetLine:
    """Money of one donor for one purpose."""
    _allow(project, actor)
    if any(line.code == code for line in queries.lines(project.id)):
        raise CodeTaken()
    line = BudgetLine(
        id=new_id(), project_id=project.id, donor_id=donor_named(donor).id, code=code,
        title=title, currency=amount.currency, amount_minor=amount.minor,
    )  # fmt: skip
    db.session.add(line)
    _changed(project, "line", actor)
    return line


def set_rate(currency: str, day: date, dirhams: Decimal, source: str, actor: Actor) -> None:
    """How many dirhams one unit is worth from a day on, and where that was read."""
    if not decide(actor, Permission.RATES_KEEP).allowed:
        raise NotPermitted()
    row = db.session.get(ExchangeRate, (currency, day)) or ExchangeRate(currency=currency, day=day)
    row.dirhams, row.source = dirhams, source
    row.set_by_id, row.set_at = actor.user_id, clock.now()
    db.session.add(row)
    db.session.flush()
    record(RateSet(currency=currency, day=day.toordinal()), actor)


def charge(
    line_id: UUID,
    source: Source,
    money: Money,
    on: date,
    organisation_ids: set[UUID],
    actor: Actor,
) -> Charge:
    """Charge an amount to a line on a day, at the rate of that day. The caller saw to it that the
    actor may work on the source. Refused outside the project, and beyond what the line bears."""
    line = queries.line_of(organisation_ids, line_id)
    if line is None:
        raise NotYourProject()
    hold(line)
    project = db.session.get_one(Project, line.project_id)
    check_within(on, project.starts_on, project.ends_on)
    in_line = converted(money, line.currency, queries.rates(), on)
    check_bearable(queries.balance(line), in_line)
    return _charged(line, source, money, in_line, on, actor)


def reverse(made: Charge, actor: Actor) -> Charge:
    """Take a charge back by one of the opposite amount, on the same day and at the same rate."""
    if made.source_kind in PUT_RIGHT_ELSEWHERE:
        raise PutRightElsewhere()
    return undo(made, actor)


def undo(made: Charge, actor: Actor) -> Charge:
    """The same, for the feature that keeps the record beside the charge and saw to it that the
    actor may put it right."""
    line = db.session.get_one(BudgetLine, made.line_id)
    hold(line)
    again = select(Charge.id).where(Charge.reverses_id == made.id)
    if made.reverses_id is not None or db.session.scalar(again):
        raise ReversedAlready()
    money = Money(-made.amount_minor, made.currency)
    in_line = Money(-made.line_minor, line.currency)
    source = Source(made.source_kind, made.source_id, made.cost)
    return _charged(line, source, money, in_line, made.on, actor, made.id)


def _charged(
    line: BudgetLine,
    source: Source,
    money: Money,
    in_line: Money,
    on: date,
    actor: Actor,
    reverses_id: UUID | None = None,
) -> Charge:
    row = Charge(
        id=new_id(), line_id=line.id, source_kind=source.kind, source_id=source.id,
        cost=source.cost, on=on, amount_minor=money.minor, currency=money.currency,
        line_minor=in_line.minor, recorded_at=clock.now(), recorded_by_id=actor.user_id,
        reverses_id=reverses_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    record(ChargeMade(charge_id=row.id, line_id=line.id, source=source.kind), actor)
    return row


def _allow(project: Project, actor: Actor) -> None:
    if not decide(actor, Permission.FUNDING_MANAGE, project.resource()).allowed:
        raise NotPermitted()


def _changed(project: Project, what: str, actor: Actor) -> Project:
    db.session.flush()
    record(FundingChanged(project_id=project.id, what=what), actor)
    return project
