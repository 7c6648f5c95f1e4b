"""Projects of the own organisation, lines that may be charged, and what was charged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from casework.db import db
from casework.funding.domain.budget import Balance, LineReport, Spent
from casework.funding.domain.money import Money, Rate, ordered
from casework.funding.models import (
    BudgetLine,
    Charge,
    Donor,
    ExchangeRate,
    Project,
    ProjectPartner,
)
from casework.policy import Actor

BILLS_COME = timedelta(days=180)


@dataclass(frozen=True)
class LineRow:
    """A line of a project as its page shows it."""

    id: UUID
    code: str
    title: str
    donor: str
    balance: Balance


def projects(actor: Actor) -> Sequence[Project]:
    """The projects the actor's organisation leads or works in, those that run first."""
    found = select(Project).where(_takes_part(actor.organisation_id))
    return db.session.scalars(found.order_by(Project.ends_on.desc(), Project.code)).all()


def project(actor: Actor, code: str) -> Project | None:
    """One of them, by its code."""
    wanted = select(Project).where(Project.code == code, _takes_part(actor.organisation_id))
    return db.session.scalar(wanted)


def led_project(actor: Actor, code: str) -> Project | None:
    """One that the actor's organisation leads."""
    found = project(actor, code)
    return found if found and found.organisation_id == actor.organisation_id else None


def leads(project_id: UUID, actor: Actor) -> bool:
    """Whether the actor's organisation leads a project."""
    found = db.session.get(Project, project_id)
    return found is not None and found.organisation_id == actor.organisation_id


def ended(project_id: UUID, today: date) -> bool:
    """Whether the last day of a project lies behind."""
    return db.session.get_one(Project, project_id).ends_on < today


def donors() -> Sequence[Donor]:
    """Everybody who gives, by name."""
    return db.session.scalars(select(Donor).order_by(Donor.name)).all()


def donors_of(project_id: UUID) -> Sequence[str]:
    """The names of those who pay for a project."""
    wanted = select(Donor.name).join(BudgetLine, BudgetLine.donor_id == Donor.id)
    wanted = wanted.where(BudgetLine.project_id == project_id).distinct()
    return db.session.scalars(wanted.order_by(Donor.name)).all()


def partners(project_id: UUID) -> set[UUID]:
    """The organisations that work in a project besides its leader."""
    wanted = select(ProjectPartner.organisation_id).where(ProjectPartner.project_id == project_id)
    return set(db.session.scalars(wanted))


def lines(project_id: UUID) -> list[LineRow]:
    """The lines of a project, each with what was charged."""
    rows = db.session.execute(
        select(BudgetLine, Donor.name, func.coalesce(func.sum(Charge.line_minor), 0))
        .join(Donor, Donor.id == BudgetLine.donor_id)
        .outerjoin(Charge, Charge.line_id == BudgetLine.id)
        .where(BudgetLine.project_id == project_id)
        .group_by(BudgetLine.id, Donor.name)
        .order_by(BudgetLine.code)
    )
    return [
        LineRow(line.id, line.code, line.title, donor, _balance(line, int(charged)))
        for line, donor, charged in rows
    ]


def balance(line: BudgetLine) -> Balance:
    """What a line bears and has borne."""
    charged = select(func.coalesce(func.sum(Charge.line_minor), 0)).where(Charge.line_id == line.id)
    return _balance(line, int(db.session.scalar(charged) or 0))


def chargeable(organisation_ids: Iterable[UUID], day: date) -> list[tuple[str, str]]:
    """The lines that these organisations may charge on a day, as choices: project, line, donor."""
    return _line_choices(organisation_ids, day, day)


def payable(organisation_ids: Iterable[UUID], day: date) -> list[tuple[str, str]]:
    """The lines that a bill read on a day may belong to: those that run, then those of projects
    that ended lately, for a bill comes late. It is charged by its own day, inside the project."""
    return _line_choices(organisation_ids, day, day - BILLS_COME)


def _line_choices(
    organisation_ids: Iterable[UUID], day: date, ended_since: date
) -> list[tuple[str, str]]:
    ids = list(organisation_ids)
    rows = db.session.execute(
        select(BudgetLine, Project.code, Donor.name)
        .join(Project, Project.id == BudgetLine.project_id)
        .join(Donor, Donor.id == BudgetLine.donor_id)
        .where(or_(*map(_takes_part, ids)), Project.starts_on <= day)
        .where(Project.ends_on >= ended_since)
        .order_by(Project.ends_on < day, Project.code, BudgetLine.code)
    )
    return [
        (str(line.id), f"{code} · {line.code} · {donor} ({line.currency})")
        for line, code, donor in rows
    ]


def line_of(organisation_ids: Iterable[UUID], line_id: UUID) -> BudgetLine | None:
    """A line, if one of these organisations takes part in its project."""
    taking = or_(*map(_takes_part, organisation_ids))
    wanted = select(BudgetLine).join(Project, Project.id == BudgetLine.project_id)
    return db.session.scalar(wanted.where(BudgetLine.id == line_id, taking))


def rates() -> dict[str, list[Rate]]:
    """Every rate, by currency, the oldest first."""
    rows = db.session.scalars(select(ExchangeRate))
    return ordered(Rate(row.currency, row.day, row.dirhams) for row in rows)


def newest_rates(limit: int = 40) -> Sequence[ExchangeRate]:
    """The rates written last, for the page that keeps them."""
    wanted = select(ExchangeRate).order_by(ExchangeRate.day.desc(), ExchangeRate.currency)
    return db.session.scalars(wanted.limit(limit)).all()


def charges_of(source_kind: str, source_id: UUID) -> Sequence[Charge]:
    """What was charged for one record, in order."""
    wanted = select(Charge).where(Charge.source_kind == source_kind, Charge.source_id == source_id)
    return db.session.scalars(wanted.order_by(Charge.on, Charge.recorded_at, Charge.id)).all()


def charges_for(source_kind: str, source_ids: Iterable[UUID]) -> Sequence[Charge]:
    """What was charged for several records of a kind, in order."""
    ids = list(source_ids)
    wanted = select(Charge).where(Charge.source_kind == source_kind, Charge.source_id.in_(ids))
    return db.session.scalars(wanted.order_by(Charge.on, Charge.recorded_at, Charge.id)).all()


def taken_back(charges: Iterable[Charge]) -> set[UUID]:
    """Which of all charges of some records were taken back by another of them."""
    return {one.reverses_id for one in charges if one.reverses_id is not None}


def project_charges(project_id: UUID, limit: int = 200) -> Sequence[Charge]:
    """What was charged to the lines of a project, the newest first."""
    wanted = select(Charge).join(BudgetLine, BudgetLine.id == Charge.line_id)
    wanted = wanted.where(BudgetLine.project_id == project_id)
    newest = wanted.order_by(Charge.recorded_at.desc(), Charge.id).limit(limit)
    return db.session.scalars(newest).all()


def project_charge(project_id: UUID, charge_id: UUID) -> Charge | None:
    """One of them."""
    wanted = select(Charge).join(BudgetLine, BudgetLine.id == Charge.line_id)
    return db.session.scalar(
        wanted.where(Charge.id == charge_id, BudgetLine.project_id == project_id)
    )


def lines_by_ids(ids: Iterable[UUID]) -> dict[UUID, BudgetLine]:
    """Several lines at once."""
    found = db.session.scalars(select(BudgetLine).where(BudgetLine.id.in_(set(ids))))
    return {line.id: line for line in found}


def charge_of(source_kind: str, source_id: UUID, charge_id: UUID) -> Charge | None:
    """One charge of one record."""
    found = db.session.get(Charge, charge_id)
    mine = found is not None and (found.source_kind, found.source_id) == (source_kind, source_id)
    return found if mine else None


def report(project_id: UUID, first: date, last: date) -> list[LineReport]:
    """Each line of a project in a period, the sources beside; its sums reconcile."""
    return [_line_report(row, first, last) for row in lines(project_id)]


def _line_report(row: LineRow, first: date, last: date) -> LineReport:
    currency = row.balance.amount.currency
    charges = db.session.execute(
        select(Charge.source_kind, Charge.on, Charge.line_minor).where(
            Charge.line_id == row.id, Charge.on <= last
        )
    ).all()
    by_source: dict[str, Spent] = {}
    for kind, on, minor in charges:
        if on >= first:
            spent = by_source.setdefault(kind, Spent())
            spent.minor += minor
    before = sum(minor for _kind, on, minor in charges if on < first)
    within = sum(minor for _kind, on, minor in charges if on >= first)
    return LineReport(
        row.code, row.title, row.donor, row.balance.amount,
        Money(before, currency), Money(within, currency), by_source,
    )  # fmt: skip


def _balance(line: BudgetLine, charged: int) -> Balance:
    return Balance(Money(line.amount_minor, line.currency), Money(charged, line.currency))


def _takes_part(organisation_id: UUID) -> ColumnElement[bool]:
    partner = select(ProjectPartner.project_id).where(
        ProjectPartner.organisation_id == organisation_id
    )
    return or_(Project.organisation_id == organisation_id, Project.id.in_(partner))
