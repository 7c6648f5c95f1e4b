"""The pathway as a picture: of one case, and in the help."""

from flask import render_template

from casework.cases.pathway_page import explained
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import blueprint, page
from casework.policy import Permission
from casework.web.guard import guard, public_endpoint


@blueprint.get("/c/<code>/pathway")
@guard(Permission.CASE_SKELETON, load=case_by_code)
def pathway(case: Case) -> str:
    """Where the case stands on the whole pathway, and what each gate asks."""
    return page("cases/pathway.html", case, "pathway", shown=explained(case))


@blueprint.get("/help/pathway")
@public_endpoint
def help_pathway() -> str:
    """Public: the pathway from the first conversation to closure, the same for everybody."""
    return render_template("cases/pathway_help.html", shown=explained())
