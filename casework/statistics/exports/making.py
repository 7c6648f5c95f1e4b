"""Making a file that was asked for with a reason.

Asking is written down and gives a ticket: signed, for this person alone, for a quarter of an hour.
With the ticket the file is fetched, so that the address of a file is worth nothing to others.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from casework.accounts.queries import user_display
from casework.audit import record
from casework.audit.catalogue import StatisticsExported
from casework.audit.queries import every_event_of
from casework.db import take_turns
from casework.facts.domain import COUNTRY, SIMULATED
from casework.kernel import clock
from casework.kernel.refusals import NotFound
from casework.papers.blocks import Copy
from casework.policy import Actor

from ..domain.periods import Period
from ..published import published_periods
from . import files, shapes
from .contents import YEARLY, Export, NotOfThisPeriod, Report
from .forms import REASONS
from .paper import paper
from .workbook import workbook

VALID_SECONDS = 900
SALT = "statistics-export"
EXPORTED = StatisticsExported.__name__
ASKING_TURN = 448_008  # of each account: two askings at once are two numbers
MIMETYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def ask(report: str, label: str, reason: str, lattice: str, actor: Actor) -> str:
    """Write down who asked for what and why; the answer is the ticket for the file.

    Refused (NotOfThisPeriod): a report of whole years for a quarter, an unpublished period."""
    kind, period = Report(report), Period.parse(label)
    if period not in published_periods("case", period.kind, lattice):
        raise NotOfThisPeriod
    if kind in YEARLY and not period.is_year:
        raise NotOfThisPeriod
    whose = SIMULATED if lattice == SIMULATED else None
    said = StatisticsExported(report=kind.value, period=f"P{label}", reason=reason, lattice=whose)
    take_turns(ASKING_TURN, actor.user_id)
    serial = 1 + sum(1 for _one in every_event_of("user", actor.user_id, (EXPORTED,)))
    record(said, actor)
    content = {"r": kind.value, "p": label, "l": lattice, "w": reason, "u": str(actor.user_id)}
    return _serializer().dumps({**content, "n": serial})


def export_of(ticket: str, actor: Actor) -> Export:
    """What a ticket stands for; NotFound when it is old, altered or somebody else's."""
    try:
        said: dict[str, Any] = _serializer().loads(ticket, max_age=VALID_SECONDS)
    except BadData:
        raise NotFound() from None
    if said["u"] != str(actor.user_id):
        raise NotFound()
    reason = REASONS[said["w"]]  # said in the language of the file
    period, name = Period.parse(said["p"]), user_display(actor.user_id)
    return Export(Report(said["r"]), period, said["l"], reason, name, said["n"])


def file_of(export: Export) -> bytes:
    """The content of the file."""
    if export.report in (Report.PAPER_FR, Report.PAPER_AR):
        copy = Copy(export.serial, export.made_for, clock.now())
        return paper(export, copy, fiction=export.lattice != COUNTRY)
    return _MADE[export.report](export)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt=SALT)


_MADE: Mapping[Report, Callable[[Export], bytes]] = {
    Report.WORKBOOK: workbook,
    Report.TABLES: files.tables_file,
    Report.PUBLIC: files.tables_file,
    Report.HXL: files.hxl_file,
    Report.IC_TIP: shapes.ic_tip,
    Report.SDG: shapes.sdg,
    Report.TIP: shapes.tip,
}
