"""The screening a case opened from, for those who work the case: asked once, read by all who help,
so that nobody has to tell it again."""

from typing import Any

from flask import render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.panels import Extra
from casework.cases.queries import case_by_code
from casework.policy import Actor, Permission, decide
from casework.screening import queries
from casework.screening.views.answering import reviewed
from casework.screening.views.blueprint import blueprint
from casework.screening.views.deeper import deeper
from casework.screening.views.result import shown
from casework.screening.views.versions import versions_of
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import _


@blueprint.get("/c/<code>/screening")
@guard(Permission.CASE_READ, load=case_by_code)
def of_case(case: Any) -> str:
    """The finding and the answers, read-only."""
    record_read(CaseRead(case_id=case.id, part="screening"), signed_in_actor())
    screening = queries.screening_of_case(case.id)
    if screening is None:
        return render_template("screening/of_case.html", case=case, tab="screening", screening=None)
    found = shown(screening)
    return render_template(
        "screening/of_case.html",
        case=case,
        tab="screening",
        screening=screening,
        shown=found,
        sections=list(reviewed(found.interview, screening.answers.reveal().left)),
        versions=versions_of(screening),
        deeper=deeper(screening, found.interview, found.finding, found.band),
    )


def where_from(case: Any, actor: Actor) -> list[Extra]:
    """On the skeleton of a case: the screening it opened from, for its focal point."""
    screening = queries.screening_of_case(case.id)
    if screening is None:
        return []
    if not decide(actor, Permission.SCREENING_TRIAGE, screening.resource()).allowed:
        return []
    there = url_for("screening.item", reference=screening.reference)
    return [Extra(_("Opened from a screening"), there, code=screening.reference)]
