"""Who opened this file, and why."""

from casework.cases import timeline
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import blueprint, page
from casework.policy import Permission, decide
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/c/<code>/access")
@guard(Permission.CASE_ACCESS_LOG, load=case_by_code)
def access(case: Case) -> str:
    """Every opening, showing and sharing, as sentences from the trace."""
    actor = signed_in_actor()
    return page(
        "cases/access.html",
        case,
        "access",
        events=timeline.accesses(case, actor),
        for_person=decide(actor, Permission.CASE_READ, case.resource()).allowed,
    )
