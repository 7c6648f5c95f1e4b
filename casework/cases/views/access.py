"""Who opened this file, and why."""

from flask import request, url_for

from casework.cases import timeline
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import blueprint, page
from casework.policy import Permission, decide
from casework.web.guard import guard, signed_in_actor

LONGEST = 9


@blueprint.get("/c/<code>/access")
@guard(Permission.CASE_ACCESS_LOG, load=case_by_code)
def access(case: Case) -> str:
    """Every opening, showing and sharing, as sentences from the trace."""
    actor = signed_in_actor()
    before = _place(request.args.get("before", ""))
    events, older = timeline.accesses(case, actor, before)
    return page(
        "cases/access.html",
        case,
        "access",
        events=events,
        newer=url_for(".access", code=case.code) if before is not None else None,
        older=url_for(".access", code=case.code, before=older) if older else None,
        for_person=decide(actor, Permission.CASE_READ, case.resource()).allowed,
    )


def _place(text: str) -> int | None:
    """Where the page begins; the newest when the address was tampered with."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
