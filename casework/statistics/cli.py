"""`flask statistics freeze`, `verify`, `releases`, `budget` and `roles`."""

import re
from fractions import Fraction
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import text

from casework.db import db, writing
from casework.db.statistics_roles import DASHBOARDS_ROLE, FREEZE_ROLE
from casework.facts.service import moved
from casework.kernel.refusals import Refusal
from casework.web.errors import explanation

from . import jobs, kept, roles, service
from .domain.budget import LIMIT, epsilon
from .domain.lattice import LATTICE
from .domain.periods import Period
from .domain.public import public_cost

ROLE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
statistics = AppGroup("statistics", help="Protected statistics: publish a period, see the budget.")


@statistics.command("freeze")
@click.option("--period", "label", help="2026-09, 2026-Q3 or 2026; without it, all that is due.")
def freeze(label: str | None) -> None:
    """Publish a closed period, once."""
    try:
        if label is None:
            _freeze_due()
            return
        releases = jobs.freeze_one(Period.parse(label))
        lines = [f"{one.kind} {one.period} frozen, digest {one.digest}" for one in releases]
    except Refusal as refusal:
        raise click.ClickException(explanation(refusal)) from None
    click.echo("\n".join(lines))


def _freeze_due() -> None:
    done = jobs.freeze_due()
    click.echo(f"{done} periods frozen" if done else "nothing is due")
    for period in service.lost():
        click.echo(f"{period.label}: not published, lost with a restore")


@statistics.command("verify")
def verify() -> None:
    """Compare what is published with the digests that the audit log holds, and what will be counted
    with its seals."""
    altered = service.altered()
    for code in altered:
        click.echo(f"{code}: not what was published")
    gone = service.gone()
    for code in gone:
        click.echo(f"{code}: published, and not in the database any more")
    strayed = moved()
    for fact in strayed:
        click.echo(f"fact {fact}: does not lie where it was sealed, or does not open")
    if altered or gone or strayed:
        raise SystemExit(1)
    click.echo("every release is as it was published, every fact as it was sealed")


@statistics.group("releases")
def releases() -> None:
    """The copies of published numbers that are kept outside the database."""


@releases.command("restore")
@click.option(
    "--from",
    "place",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A copy of the second place, or the folder with the files; default: the second place.",
)
def restore_releases(place: Path | None) -> None:
    """Put back what was published after the backup, as it was; the worker does it by itself from
    the second place. What was altered or is not of this database is refused."""
    found = kept.put_back(place)
    kept.keep()
    for code in found.done:
        click.echo(f"{code}: put back as it was published")
    for code in found.refused:
        click.echo(f"{code}: refused, altered or not of this database")
    if found.refused:
        raise SystemExit(1)
    if not found.done:
        click.echo("nothing is to be put back")


@releases.command("verify")
def verify_releases() -> None:
    """Open every copy and compare it with what is published; write those that are missing."""
    kept.keep()
    found = kept.compared()
    for code in found.without_copy:
        click.echo(f"{code}: has no copy outside")
    for code in found.broken:
        click.echo(f"{code}: the copy was altered, or is not of this database")
    for code in found.other:
        click.echo(f"{code}: published here with other numbers than its copy holds")
    for code in found.to_put_back:
        click.echo(f"{code}: to be put back (statistics releases restore)")
    if found != kept.Compared():
        raise SystemExit(1)
    click.echo("every release has its copy outside")


@statistics.command("budget")
@click.option("--entries", is_flag=True, help="Every entry of the ledger too.")
def budget(entries: bool) -> None:
    """The price of each table, and what was spent."""
    click.echo(f"{'table':42} {'every':8} sigma²  m²  rho")
    for table in LATTICE:
        squared = table.squared_sensitivity
        click.echo(
            f"{table.name:42} {table.every:8} {table.variance!s:6}  {squared:2}  "
            f"{float(table.cost):.4f}"
        )
    whole = sum((table.cost for table in LATTICE), Fraction(0))
    click.echo(
        f"the whole lattice, over a life: rho {float(whole):.4f} of {float(LIMIT):.1f}, "
        f"that is ({epsilon(whole):.2f}, 1e-6)-differential privacy"
    )
    public = public_cost()
    click.echo(
        f"the public release alone: rho {float(public):.4f}, "
        f"({epsilon(public):.2f}, 1e-6); nothing on top of the above\n"
    )
    _spent(entries)


def _spent(with_entries: bool) -> None:
    spent = service.budget()
    for kind, rho in spent.by_kind.items():
        click.echo(f"spent on {kind:10} {float(rho):.4f}")
    click.echo(
        f"spent on the most affected person: rho {float(spent.most):.4f} of "
        f"{float(spent.limit):.1f}, that is ({spent.epsilon:.2f}, 1e-6)-differential privacy"
    )
    click.echo(f"{len(spent.entries)} entries in the ledger")
    for entry in spent.entries if with_entries else ():
        click.echo(f"{entry.period.label:8} {entry.table:42} {float(entry.rho):.4f}")


@statistics.command("roles")
@click.option("--print", "only_print", is_flag=True, help="Print the statements, run nothing.")
@click.option("--to", multiple=True, help="A role that Sanad signs in with; default: this one.")
def make_roles(only_print: bool, to: tuple[str, ...]) -> None:
    """Make the database roles of the freeze and of the dashboards (PostgreSQL)."""
    if not all(map(ROLE_NAME.fullmatch, to)):
        raise click.BadParameter("a role is named by small letters, digits and _")
    wanted = list(roles.statements(to=to or ("CURRENT_USER",)))
    if only_print:
        click.echo(";\n".join(wanted) + ";")
        return
    if db.engine.dialect.name != "postgresql":
        click.echo("SQLite has no roles: the dashboards' connection is limited by an authorizer.")
        return
    with writing(), db.engine.begin() as connection:
        for statement in wanted:
            connection.execute(text(statement))
    click.echo(f"{FREEZE_ROLE} and {DASHBOARDS_ROLE} are made and in use")
