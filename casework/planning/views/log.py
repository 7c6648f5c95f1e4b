"""The log of services that were given."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import request

from casework.accounts.queries import user_displays
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import form_page, page
from casework.funding.charging import Charged, charge_as_typed, charge_form, charged_for
from casework.funding.domain.money import DIRHAM, typed
from casework.funding.formats import money
from casework.planning import queries, service
from casework.planning.forms import ServiceForm
from casework.planning.queries import ServiceOfCase
from casework.planning.views.blueprint import TAB, blueprint, of
from casework.planning.views.plan import providers_of
from casework.policy import Permission
from casework.web.codes import services
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/c/<code>/services")
@guard(Permission.CASE_READ, load=case_by_code)
def given(case: Case) -> str:
    """Everything that was given, newest first."""
    found = queries.services_given(case.id)
    return page(
        "planning/services.html",
        case,
        TAB,
        given=found,
        names=user_displays([row.noted_by_id for row, _one in found]),
        charges=_charges([row.id for row, _one in found]),
        money=money,
        providers=providers_of([one for _row, one in found]),
    )


@blueprint.route("/c/<code>/services/new", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def note_service(case: Case) -> Any:
    """Write down a service that was given."""
    form = ServiceForm()
    form.offer(case.region)
    if request.method == "GET":
        wanted = request.args.get("service", "")
        form.service.data = wanted if wanted in services() else None
    return form_page(
        "planning/service.html",
        case,
        TAB,
        form,
        act=lambda: service.note_service(
            case, form.given(), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "given", done="service_kept"),
    )


@blueprint.route("/c/<code>/services/<uuid:service_id>/cost", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=queries.service_of_case)
def charge_service(found: ServiceOfCase) -> Any:
    """What a service cost, charged to a line of a project of the own organisation."""
    actor, case, given = signed_in_actor(), found.case, found.given
    likely = typed(given.amount, DIRHAM) if given.amount and Decimal(given.amount) else None
    form = charge_form(actor, given.on, likely)
    return form_page(
        "planning/charge_service.html",
        case,
        TAB,
        form,
        act=lambda: charge_as_typed(form, "service", found.id, actor),
        then=of(case, "given", done="charged"),
        one=given,
    )


def _charges(service_ids: list[UUID]) -> dict[UUID, list[Charged]]:
    found: dict[UUID, list[Charged]] = {}
    for one in charged_for("service", *service_ids):
        found.setdefault(one.charge.source_id, []).append(one)
    return found
