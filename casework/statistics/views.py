"""The dashboard, the page that explains it, and its tables as files."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request, url_for

from casework.accounts.queries import user_display
from casework.audit import record_read
from casework.audit.catalogue import StatisticsRead
from casework.facts.domain import REGIONS, SIMULATED
from casework.kernel.clock import now
from casework.policy import Actor, Permission, decide
from casework.web.guard import guard, signed_in_actor

from . import dashboard as dashboards
from . import tables
from .domain.periods import Period
from .exports import reasons
from .exports.forms import REASONS
from .forms import (
    OutsideLattice,
    Scope,
    dashboard_question,
    lattice_alone,
    refuse_others,
    table_question,
)
from .labels import period_label, whole_of
from .measured_error import error_lines, newest_year
from .measuring import measured
from .numbers import show
from .organisation import organisation_page
from .published import NotPublished, published_periods
from .question_words import table_code
from .questions import Narrowed, questions
from .refused import written_when_refused
from .table_file import Taken, as_attachment
from .tables import Asked

blueprint = Blueprint("statistics", __name__)


@blueprint.get("/m")
@guard(Permission.STATISTICS_READ)
def dashboard() -> str:
    """The protected numbers of one period; without one asked for, of the newest."""
    actor = signed_in_actor()
    with written_when_refused("dashboard", actor):
        question = dashboard_question(request.args, actor)
    period = question.period or dashboards.newest(question)
    label = f"P{period.label}" if period else "none"
    code = f"VIEW.{question.view.name.upper()}"
    _write_down(code, label, actor, question)
    page = dashboards.page(question, period) if period else None
    return show(
        "statistics/dashboard.html",
        page=page,
        answers=str(question.view.answers),
        asked=period_label(period) if period else "",
        choices=dashboards.choices(question, period),
        may_export=decide(actor, Permission.STATISTICS_EXPORT).allowed,
        exact=dashboards.exact(question, actor),
    )


@blueprint.get("/m/organisation")
@guard(Permission.FIGURES_READ)
def organisation() -> str:
    """One's own organisation; for whoever supervises, also another."""
    actor = signed_in_actor()
    with written_when_refused("organisation", actor):
        refuse_others(request.args, ("organisation",))
        page = organisation_page(request.args.get("organisation", ""), actor)
    said = StatisticsRead(
        table="VIEW.ORGANISATION", period="newest", organisation_id=UUID(page.chosen)
    )
    record_read(said, actor)
    return show("statistics/organisation.html", page=page)


@blueprint.get("/m/how")
@guard(Permission.FIGURES_READ)
def how() -> str:
    """What the numbers are and are not, in plain words."""
    return show("statistics/how.html")


@blueprint.get("/m/table.csv")
@guard(Permission.STATISTICS_READ, file_of="statistics.dashboard")
def table_file() -> Any:
    """One published table as a file, with the values that the page shows; before it the question
    why, where none was answered within a quarter of an hour. Each session proves for itself that
    the person is there: a reason given in another one opens nothing to whoever found this one."""
    actor = signed_in_actor()
    with written_when_refused("table", actor):
        question = table_question(request.args, actor)
        table = tables.read_table(question.table, question.asked)
        if isinstance(table, NotPublished):
            raise OutsideLattice
    if not (reason := reasons.given(actor)):
        asked: dict[str, Any] = request.args.to_dict()
        return redirect(url_for("statistics_exports.reason", **asked), code=303)
    label = f"P{question.period.label}"
    _write_down(table_code(question.table), label, actor, question, reason)
    taken = Taken(str(REASONS[reason]), user_display(actor.user_id), reasons.how_many(actor))
    return as_attachment(table, question, taken)


@blueprint.get("/m/indicators")
@guard(Permission.FIGURES_READ)
def indicators() -> str:
    """The fifty indicators, with the values of the newest published year, and the way to those
    that are exact for this reader."""
    actor = signed_in_actor()
    with written_when_refused("indicators", actor):
        lattice = lattice_alone(request.args)
    years = published_periods("case", "year", lattice)
    year = years[0] if years else Period.month_of(now().date()).whole_year
    _write_down("VIEW.INDICATORS", f"P{year.label}", actor, Scope(REGIONS, None, lattice))
    return show(
        "statistics/indicators.html",
        lines=measured(Asked(year, REGIONS, lattice), actor),
        year=year.label if years else "",
        simulated=lattice == SIMULATED,
        whole=whole_of(lattice),
    )


@blueprint.get("/m/measured-error")
@guard(Permission.STATISTICS_READ)
def measured_error() -> str:
    """How far the numbers of the simulated country lie from its true ones."""
    year, actor = newest_year(), signed_in_actor()
    label = f"P{year.label}" if year else "none"
    _write_down("VIEW.MEASURED", label, actor, Scope(REGIONS, None, SIMULATED))
    return show(
        "statistics/measured_error.html",
        lines=error_lines(year) if year else (),
        year=year.label if year else "",
    )


@blueprint.get("/m/questions")
@guard(Permission.STATISTICS_QUESTIONS)
def asked_questions() -> str:
    """Who asked what in the last thirty days or between two others, and whose questions stand
    out."""
    return show("statistics/questions.html", page=questions(Narrowed.from_address(request.args)))


def _write_down(table: str, period: str, actor: Actor, asked: Scope, reason: str = "") -> None:
    """Who asked for which table of which period and region, of whose numbers when they are not the
    installation's own, and why where it was taken as a file."""
    said = StatisticsRead(
        table=table,
        period=period,
        region=asked.chosen,
        lattice=SIMULATED if asked.lattice == SIMULATED else None,
        reason=reason or None,
    )
    record_read(said, actor)
