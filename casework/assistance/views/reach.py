"""Whom the distributions of a project reached, for the team that made them."""

from flask import render_template

from casework.assistance.domain.lists import AGES, SEXES
from casework.assistance.reach import project_reach
from casework.assistance.views.blueprint import blueprint
from casework.funding import queries as funding
from casework.funding.queries import Project
from casework.policy import Permission as P
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/k/<code>/reach")
@guard(P.DISTRIBUTION_LIST, load=funding.project)
def reach(project: Project) -> str:
    """People by sex and age, goods, one distribution after the other: exact, for its own team."""
    return render_template(
        "assistance/reach.html",
        project=project,
        reach=project_reach(project.id, signed_in_actor()),
        sexes=SEXES,
        ages=AGES,
    )
