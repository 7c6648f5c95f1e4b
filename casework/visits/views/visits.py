"""Visits: the list, a new one, the page of one, and what is noted at it."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for

from casework.accounts import queries as accounts
from casework.audit import record_read
from casework.audit.catalogue import VisitRead
from casework.policy import Actor, Permission, Resource, Role, decide
from casework.visits import code_lists, people, queries, service
from casework.visits.domain.records import GroupFacts
from casework.visits.domain.track import OPEN
from casework.visits.forms import (
    BeginForm,
    EmployerForm,
    ObservationsForm,
    PlainForm,
    ReasonForm,
    group_form,
)
from casework.visits.queries import Visit
from casework.visits.service import employers
from casework.visits.views.blueprints import visit_pages
from casework.web.codes import province_choices, provinces, region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor


@dataclass(frozen=True)
class VisitStep:
    """A visit of the actor's own, and what is to be done with it."""

    visit: Visit
    action: str

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return self.visit.resource()


def _own_step(actor: Actor, reference: str, action: str) -> VisitStep | None:
    found = queries.own_visit(actor, reference)
    return VisitStep(found, action) if found is not None else None


@visit_pages.get("/v")
@guard(Permission.VISIT_LIST)
def visits() -> str:
    """My visits, or those of the own regions by code, the newest first."""
    actor = signed_in_actor()
    page = queries.visits_page(actor, after=request.args.get("after", ""))
    met = people.counts(row.id for row in page.rows)
    inspects = actor.role is Role.INSPECTOR
    return render_template("visits/list.html", page=page, met=met, inspects=inspects)


@visit_pages.route("/v/new", methods=["GET", "POST"])
@guard(Permission.VISIT_START)
def begin() -> Any:
    """Where, how, in which sector and when."""
    actor, form = signed_in_actor(), BeginForm.now()
    form.sector.choices = code_lists.choices(code_lists.sectors())
    form.province.choices = _places(actor)
    form.colleague.choices = _colleagues(actor)
    return submit(
        form,
        "visits/begin.html",
        act=lambda: service.begin(form.begun(), actor),
        then=lambda made: url_for(".visit", reference=made.reference, done="visit_begun"),
    )


@visit_pages.get("/v/<reference>")
@guard(Permission.VISIT_SKELETON, load=queries.visit_for)
def visit(visit: Visit) -> str:
    """The whole visit for those who made it; for a focal point its skeleton, by code."""
    actor = signed_in_actor()
    whole = decide(actor, Permission.VISIT_WORK, visit.resource()).allowed
    record_read(VisitRead(visit_id=visit.id, part="whole" if whole else "skeleton"), actor)
    shown = _whole(visit, actor) if whole else {}
    return render_template(
        "visits/visit.html" if whole else "visits/skeleton.html",
        visit=visit,
        card=visit.card.reveal(),
        people=people.people_of(visit, actor),
        **shown,
    )


@visit_pages.route("/v/<reference>/employer", methods=["GET", "POST"])
@guard(Permission.VISIT_WORK, load=queries.own_visit)
def employer(visit: Visit) -> Any:
    """Who employs."""
    actor = signed_in_actor()
    form = EmployerForm.of(employers.read(visit.employer_id, actor))
    return _submit(
        visit,
        form,
        "employer",
        lambda: service.write_employer(visit, form.employer(), actor, form.expected_version()),
        "employer_saved",
    )


@visit_pages.route("/v/<reference>/facts", methods=["GET", "POST"])
@guard(Permission.VISIT_WORK, load=queries.own_visit)
def group(visit: Visit) -> Any:
    """What is noted once for everybody."""
    actor, form = signed_in_actor(), group_form(visit.group.reveal())
    return _submit(
        visit,
        form,
        "group",
        lambda: service.write_group(visit, form.group(), actor, form.expected_version()),
        "visit_saved",
    )


@visit_pages.route("/v/<reference>/labour", methods=["GET", "POST"])
@guard(Permission.VISIT_WORK, load=queries.own_visit)
def labour(visit: Visit) -> Any:
    """Open the labour record of the visit, with the infractions that were noted."""
    actor, noted = signed_in_actor(), visit.group.reveal()
    if noted.labour:
        return redirect(url_for("labour.item", reference=noted.labour), code=303)
    form = ObservationsForm.proposed(code_lists.proposed(noted))
    return _submit(
        visit,
        form,
        "labour",
        lambda: service.open_from_visit(
            visit, form.infractions.data, form.words.data or "", actor, form.expected_version()
        ),
        "labour_opened",
    )


@visit_pages.route("/v/<reference>/<any(close, reopen):action>", methods=["GET", "POST"])
@guard(Permission.VISIT_WORK, load=_own_step)
def step(step: VisitStep) -> Any:
    """Nobody else is met; or somebody is, after all."""
    visit, action = step.visit, step.action
    actor = signed_in_actor()
    form = ReasonForm() if action == "reopen" else PlainForm()

    def act() -> None:
        if action == "close":
            service.close(visit, actor, form.expected_version())
        else:
            service.reopen(visit, form.reason.data, actor, form.expected_version())

    done = "visit_closed" if action == "close" else "visit_reopened"
    return _submit(visit, form, action, act, done)


def _submit(visit: Visit, form: Form, template: str, act: Any, done: str) -> Any:
    there = url_for(".visit", reference=visit.reference, done=done)
    return submit(
        form,
        f"visits/{template}.html",
        act=act,
        then=lambda _done: there,
        row=visit,
        visit=visit,
        card=visit.card.reveal(),
    )


def _whole(visit: Visit, actor: Actor) -> dict[str, Any]:
    group: GroupFacts = visit.group.reveal()
    return {
        "employer": employers.read(visit.employer_id, actor),
        "group": group,
        "noted": [(fact.name(), said.name()) for fact, said in code_lists.answered(group)],
        "proposed": code_lists.proposed(group),
        "is_open": visit.state == OPEN,
        "next_href": people.next_href(visit),
        "form": PlainForm(),
        "colleagues": list(accounts.user_displays(_others(visit, actor)).values()),
    }


def _others(visit: Visit, actor: Actor) -> list[Any]:
    return [
        one for one in (visit.author_id, visit.colleague_id) if one not in (None, actor.user_id)
    ]


def _places(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    known = {province.region for province in provinces().values()}
    regions = sorted(known if actor.national else known & actor.regions)
    return {region_name(region): province_choices(region) for region in regions}


def _colleagues(actor: Actor) -> list[tuple[str, str]]:
    found = accounts.users_of_organisation(actor.organisation_id, Role.INSPECTOR)
    return [(str(one.id), one.display_name) for one in found if one.id != actor.user_id]
