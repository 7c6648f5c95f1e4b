"""`flask exchange …`: forms out, filled forms in."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from casework.accounts.queries import user_named
from casework.db import unit_of_work
from casework.directory.codes import provinces
from casework.exchange import queries
from casework.exchange.domain.exporting import form_of
from casework.exchange.pages import submissions_report
from casework.exchange.records import LARGEST
from casework.exchange.submitting import import_submissions
from casework.exchange.wording import wording
from casework.exchange.workbook import as_xform, as_xlsx
from casework.kernel.refusals import Refusal
from casework.policy import Actor, Role
from casework.screening.domain.instrument import Instrument
from casework.web.errors import explanation


@click.group("exchange")
def exchange() -> None:
    """Forms of other tools: questionnaires out, filled forms in."""


@exchange.command("export")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--instrument", "named", required=True, metavar="ID@VERSION")
@with_appcontext
def export(target: Path, named: str) -> None:
    """Write a published questionnaire to TARGET: an XLSForm (.xlsx) or an XForm (.xml)."""
    instrument = _instrument(named)
    if target.suffix not in (".xlsx", ".xml"):
        raise click.BadParameter("the name ends in .xlsx or .xml", param_hint="TARGET")
    try:
        form = form_of(instrument, wording())
        content = as_xlsx(form) if target.suffix == ".xlsx" else as_xform(form).encode()
    except Refusal as refusal:
        raise click.ClickException(explanation(refusal)) from None
    target.write_bytes(content)
    click.echo(f"{target}: {named}, {len(content)} bytes")


@exchange.command("import-submissions")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--instrument", "named", required=True, metavar="ID@VERSION")
@click.option("--as", "username", required=True, help="whose screenings they become")
@click.option("--province", default="", help="its census code, for rows that name none")
@with_appcontext
def bring(file: Path, named: str, username: str, province: str) -> None:
    """Import filled forms of a Kobo or ODK server (JSON or CSV) as screenings.

    Good rows become screenings together or not at all; refused rows are listed with their reason.
    A form that was imported before is passed over.
    """
    if province and province not in provinces():
        raise click.BadParameter("is no code of a province", param_hint="--province")
    instrument = _instrument(named)
    with file.open("rb") as stream:
        content = stream.read(LARGEST + 1)
    try:
        with unit_of_work():
            actor = _actor(username)
            report = submissions_report(import_submissions(content, instrument, province, actor))
            made = report.made
            summary = (
                f"{made.rows} rows: {made.added} imported, {made.known} imported before, "
                f"{made.refused} refused"
            )
    except Refusal as refusal:
        raise click.ClickException(explanation(refusal)) from None
    click.echo(summary)
    for line in (*report.refused, *report.looked):
        click.echo(
            f"row {line.row}: {line.words}" + (f" ({line.question})" if line.question else "")
        )


def _actor(username: str) -> Actor:
    user = user_named(username)
    if user is None or not user.usable:
        raise click.ClickException("no open account has this name")
    regions = frozenset(row.region for row in user.regions)
    return Actor(user.id, Role(user.role), user.organisation_id, regions, user.national)


def _instrument(named: str) -> Instrument:
    known = queries.versions()
    if named not in known:
        raise click.ClickException(f"no such version; published are {', '.join(known)}")
    return known[named]
