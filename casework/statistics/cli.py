"""`flask statistics freeze` and `flask statistics budget`."""

from fractions import Fraction

import click
from flask.cli import AppGroup

from casework.db import unit_of_work
from casework.kernel.refusals import Refusal
from casework.web.errors import explanation

from . import jobs, service
from .domain.budget import cost, epsilon
from .domain.lattice import LATTICE
from .domain.periods import Period

statistics = AppGroup("statistics", help="Protected statistics: publish a period, see the budget.")


@statistics.command("freeze")
@click.option("--period", "label", help="2026-09 or 2026-Q3; without it, everything that is due.")
def freeze(label: str | None) -> None:
    """Publish a closed period, once."""
    if label is None:
        done = jobs.freeze_due()
        click.echo(f"{done} periods frozen" if done else "nothing is due")
        return
    try:
        with unit_of_work():
            releases = service.freeze_period(Period.parse(label))
            lines = [f"{one.kind} {one.period} frozen, digest {one.digest}" for one in releases]
    except Refusal as refusal:
        raise click.ClickException(explanation(refusal)) from None
    click.echo("\n".join(lines))


@statistics.command("verify")
def verify() -> None:
    """Compare what is published with the digests that the audit log holds."""
    altered = service.altered()
    for code in altered:
        click.echo(f"{code}: not what was published")
    if altered:
        raise SystemExit(1)
    click.echo("every release is as it was published")


@statistics.command("budget")
def budget() -> None:
    """The price of each table, and what was spent."""
    click.echo("table                     every    sigma²  rho")
    for table in LATTICE:
        rho = cost(table.variance, table.rows)
        click.echo(f"{table.name:25} {table.every:8} {table.variance!s:7} {float(rho):.4f}")
    spent = service.budget()
    click.echo(
        f"\nspent on the most affected person: rho {float(spent.most):.4f} of "
        f"{float(spent.limit):.1f}, that is ({spent.epsilon:.2f}, 1e-6)-differential privacy"
    )
    whole = sum((cost(table.variance, table.rows) for table in LATTICE), Fraction(0))
    click.echo(f"the whole lattice: rho {float(whole):.4f}, epsilon {epsilon(whole):.2f}")
    click.echo(f"\n{len(spent.entries)} entries in the ledger")
    for entry in spent.entries:
        click.echo(f"{entry.period.label:8} {entry.table:25} {float(entry.rho):.4f}")
