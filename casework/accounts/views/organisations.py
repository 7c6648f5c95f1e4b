"""Organisations that take part, as administrators keep them."""

from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from casework.accounts import names, queries, service
from casework.accounts.forms import OrganisationForm
from casework.accounts.queries import listing
from casework.policy import Permission
from casework.web.codes import region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

blueprint = Blueprint("organisations", __name__, url_prefix="/a/orgs")


@blueprint.get("")
@guard(Permission.ORGANISATIONS_ADMINISTER)
def organisations() -> str:
    """All organisations by name, those that take no part any more last."""
    rows = queries.organisations(active_only=False)
    return render_template(
        "accounts/organisations.html",
        rows=sorted(rows, key=lambda row: not row.active),
        kind_name=names.kind_name,
        region_name=region_name,
        language=current_language(),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@guard(Permission.ORGANISATIONS_ADMINISTER)
def new() -> Any:
    """Add an organisation."""
    form = OrganisationForm()
    return submit(
        form,
        "accounts/organisation_new.html",
        act=lambda: service.create_organisation(form.profile(), signed_in_actor()),
        then=lambda _row: url_for("organisations.organisations", done="organisation_added"),
    )


@blueprint.route("/<uuid:organisation_id>", methods=["GET", "POST"])
@guard(Permission.ORGANISATIONS_ADMINISTER, load=listing.organisation_for)
def organisation(row: Any) -> Any:
    """One organisation: change it, close it or open it again."""
    form = OrganisationForm(**_as_it_is(row))
    return submit(
        form,
        "accounts/organisation.html",
        act=lambda: service.change_organisation(
            row, form.profile(), form.expected_version(), signed_in_actor()
        ),
        then=lambda _nothing: url_for("organisations.organisations", done="organisation_changed"),
        row=row,
        organisation=row,
        plain=Form(formdata=None),
    )


@blueprint.route("/<uuid:organisation_id>/close", methods=["GET", "POST"])
@guard(Permission.ORGANISATIONS_ADMINISTER, load=listing.organisation_for)
def close(row: Any) -> Any:
    """It takes no part any more: its accounts end, and nothing is referred to it."""
    return submit(
        Form(),
        "accounts/organisation_close.html",
        act=lambda: service.close_organisation(row, signed_in_actor()),
        then=lambda _nothing: url_for("organisations.organisations", done="organisation_closed"),
        organisation=row,
        members=len(queries.users_of_organisation(row.id)),
    )


@blueprint.post("/<uuid:organisation_id>/reopen")
@guard(Permission.ORGANISATIONS_ADMINISTER, load=listing.organisation_for)
def reopen(row: Any) -> Response:
    """It takes part again."""
    service.reopen_organisation(row, signed_in_actor())
    to = url_for("organisations.organisations", done="organisation_reopened")
    return make_response(redirect(to, code=303))


def _as_it_is(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "name_ar": row.name_ar,
        "name_en": row.name_en,
        "kind": row.kind,
        "public_phone": row.public_phone,
        "hours": row.hours,
        "regions": [place.region for place in row.regions],
        "services": [offer.service for offer in row.services],
    }
