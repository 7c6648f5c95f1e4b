"""The dashboard, the page that explains it, and its tables as files."""

from flask import Blueprint, Response, request

from casework.audit import record_read
from casework.audit.catalogue import StatisticsRead
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

from . import dashboard as dashboards
from . import tables
from .forms import OutsideLattice, dashboard_question, table_question
from .labels import period_label
from .numbers import show
from .published import NotPublished
from .table_file import as_attachment

blueprint = Blueprint("statistics", __name__)


@blueprint.get("/m")
@guard(Permission.STATISTICS_READ)
def dashboard() -> str:
    """The protected numbers of one quarter; without one asked for, of the newest."""
    question = dashboard_question(request.args, signed_in_actor())
    quarter = question.quarter or dashboards.newest_quarter()
    return show(
        "statistics/dashboard.html",
        page=dashboards.page(question, quarter) if quarter else None,
        asked=period_label(quarter) if quarter else "",
        choices=dashboards.choices(question, quarter),
    )


@blueprint.get("/m/how")
@guard(Permission.STATISTICS_READ)
def how() -> str:
    """What the numbers are and are not, in plain words."""
    return show("statistics/how.html")


@blueprint.get("/m/table.csv")
@guard(Permission.STATISTICS_READ)
def table_file() -> Response:
    """One published table as a file, with the values that the page shows."""
    actor = signed_in_actor()
    question = table_question(request.args, actor)
    table = tables.read_table(question.table, question.quarter, question.shown_regions)
    if isinstance(table, NotPublished):
        raise OutsideLattice
    code, period = f"{tables.KIND}.{table.key}", f"P{question.quarter.label}"
    record_read(StatisticsRead(table=code, period=period), actor)
    return as_attachment(table, question.quarter, question.chosen or "")
