"""Pages of funding: projects, one project with its lines, rates."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, url_for

from casework.accounts import queries as accounts
from casework.funding import queries, service, texts
from casework.funding.charging import with_lines
from casework.funding.formats import money
from casework.funding.forms import LineForm, PartnerForm, PlainForm, ProjectForm, RateForm
from casework.funding.queries import Project
from casework.policy import Actor, decide
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

blueprint = Blueprint("funding", __name__)
blueprint.context_processor(lambda: {"funding_words": texts, "money": money})


@blueprint.get("/k")
@guard(P.FUNDING_LIST)
def projects() -> str:
    """The projects the own organisation leads or works in."""
    return render_template("funding/projects.html", projects=queries.projects(signed_in_actor()))


@blueprint.route("/k/new", methods=["GET", "POST"])
@guard(P.FUNDING_LIST)
def new_project() -> Any:
    """A programme begins."""
    form = ProjectForm()
    return submit(
        form,
        "funding/new_project.html",
        act=lambda: service.open_project(
            form.code.data,
            form.title.data,
            form.starts_on.data.earliest(),
            form.ends_on.data.earliest(),
            signed_in_actor(),
        ),
        then=lambda made: url_for(".project", code=made.code, done="project_opened"),
    )


@blueprint.get("/k/<code>")
@guard(P.FUNDING_READ, load=queries.project)
def project(project: Project) -> str:
    """A project: its lines, what was charged, what is left, who works in it."""
    ids = queries.partners(project.id) | {project.organisation_id}
    return render_template(
        "funding/project.html",
        project=project,
        lines=queries.lines(project.id),
        names=accounts.organisation_names(ids, current_language()),
        leads=decide(signed_in_actor(), P.FUNDING_MANAGE, project.resource()).allowed,
    )


@blueprint.route("/k/<code>/line", methods=["GET", "POST"])
@guard(P.FUNDING_MANAGE, load=queries.led_project)
def new_line(project: Project) -> Any:
    """Money of one donor for one purpose."""
    form = LineForm()
    return submit(
        form,
        "funding/new_line.html",
        act=lambda: service.add_line(
            project, form.code.data, form.title.data, form.donor.data, form.money(),
            signed_in_actor(),
        ),
        then=lambda _line: url_for(".project", code=project.code, done="funding_saved"),
        project=project,
        donors=queries.donors(),
    )  # fmt: skip


@blueprint.route("/k/<code>/partner", methods=["GET", "POST"])
@guard(P.FUNDING_MANAGE, load=queries.led_project)
def new_partner(project: Project) -> Any:
    """Another organisation works in the project."""
    form = PartnerForm()
    language = current_language()
    form.organisation.choices = [
        (str(one.id), one.name_in(language)) for one in accounts.organisations()
    ]
    return submit(
        form,
        "funding/new_partner.html",
        act=lambda: service.add_partner(project, form.organisation_id(), signed_in_actor()),
        then=lambda _done: url_for(".project", code=project.code, done="funding_saved"),
        project=project,
    )


class ChargeOf:
    """A charge of a project that the own organisation leads."""

    def __init__(self, project: Project, made: Any) -> None:
        self.project, self.made = project, made

    def resource(self) -> Any:
        return self.project.resource()


def _charge(actor: Actor, code: str, charge_id: UUID) -> ChargeOf | None:
    project = queries.led_project(actor, code)
    made = queries.project_charge(project.id, charge_id) if project is not None else None
    return ChargeOf(project, made) if project is not None and made is not None else None


@blueprint.get("/k/<code>/charges")
@guard(P.FUNDING_MANAGE, load=queries.led_project)
def charges(project: Project) -> str:
    """What was charged to the project, the newest first."""
    return render_template("funding/charges.html", **_charges_page(project))


@blueprint.post("/k/<code>/charges/<uuid:charge_id>/reverse")
@guard(P.FUNDING_MANAGE, load=_charge)
def reverse_charge(found: ChargeOf) -> Any:
    """A charge was a mistake: it is taken back by one of the opposite amount."""
    project = found.project
    return submit(
        PlainForm(),
        "funding/charges.html",
        act=lambda: service.reverse(found.made, signed_in_actor()),
        then=lambda _done: url_for(".charges", code=project.code, done="charge_reversed"),
        **_charges_page(project),
    )


def _charges_page(project: Project) -> dict[str, Any]:
    return {"project": project, "charges": with_lines(queries.project_charges(project.id))}


@blueprint.route("/k/rates", methods=["GET", "POST"])
@guard(P.RATES_KEEP)
def rates() -> Any:
    """The rates in force, and a new one."""
    form = RateForm()
    return submit(
        form,
        "funding/rates.html",
        act=lambda: service.set_rate(
            form.currency.data,
            form.day.data.earliest(),
            form.rate(),
            form.source.data,
            signed_in_actor(),
        ),
        then=lambda _done: url_for(".rates", done="rate_saved"),
        rates=queries.newest_rates(),
    )
