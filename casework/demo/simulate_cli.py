"""`flask statistics simulate`: the dashboards before there is anything to count."""

from collections.abc import Sequence

import click

from casework.db import unit_of_work
from casework.demo.fictional_country import (
    LATTICE,
    Span,
    as_its_quarter_closed,
    fictional_country,
)
from casework.facts import service as facts
from casework.facts.domain import Handed
from casework.kernel.clock import MOROCCO, now
from casework.statistics.cli import statistics
from casework.statistics.jobs import freeze_one
from casework.statistics.measured_error import measured_errors, newest_year
from casework.statistics.service import due, frozen

AT_ONCE = 2_000


def _say_error() -> None:
    """What error the newest year came out with, table by table."""
    year = newest_year()
    if year is None:
        return
    click.echo(f"\nmeasured error of {year.label}: mean per cell, margin told, cells within it")
    for one in measured_errors(year):
        click.echo(
            f"{one.name:42} {one.cells:5} cells  mean {one.mean:6.2f}  "
            f"± {one.margin:3}  within {one.within:3} %"
        )
    click.echo("")


@statistics.command("simulate")
@click.option("--cases", default=2000, type=click.IntRange(50, 20_000), show_default=True)
@click.option("--years", default=6, type=click.IntRange(1, 12), show_default=True)
@click.option("--seed", default=7, show_default=True, help="Fixes the people, never the noise.")
def simulate(cases: int, years: int, seed: int) -> None:
    """Fill and freeze a fictional country beside the real one, and say where to look at it.

    Only facts are made: no file, no person, no key. They take the way of all facts from there on,
    in a lattice of their own. Once: a second country would not be frozen over the first.
    """
    if facts.first_month("case", LATTICE) is not None:
        raise click.ClickException("There is a simulated country already: open /m?of=simulated")
    present = now().astimezone(MOROCCO).date()
    first = present.replace(year=present.year - years, month=1, day=1)
    span = Span(first, 12 * years + present.month)
    handed = list(fictional_country(span, cases, seed))
    _hand_over([as_its_quarter_closed(one) for one in handed])
    done = _freeze_as_time_goes(handed)
    click.echo(f"{cases} cases, {len(handed)} records of {years} years; {done} periods frozen")
    _say_error()
    click.echo(f"{len(frozen('case', LATTICE))} periods of cases to look at: /m?of=simulated")


def _freeze_as_time_goes(handed: Sequence[Handed]) -> int:
    """Publish what is due, month by month; before a year is published its people have moved on, as
    they do between the freezes of a real one. Answers how many periods that were."""
    periods = due(LATTICE)
    for period in periods:
        if period.is_year:
            within = set(period.month_starts())
            _hand_over([one for one in handed if one.month in within])
        freeze_one(period, LATTICE)
    return len(periods)


def _hand_over(handed: Sequence[Handed]) -> None:
    for start in range(0, len(handed), AT_ONCE):
        with unit_of_work():
            for one in handed[start : start + AT_ONCE]:
                facts.put(
                    one.kind,
                    one.owner_id,
                    one.month,
                    one.classes,
                    person_id=one.person_id,
                    lattice=LATTICE,
                )
