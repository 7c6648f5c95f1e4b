"""The directory, the urgent page, and the numbers an administrator keeps right."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request, url_for

from casework.directory import queries, service
from casework.directory.forms import ConfirmForm, ContactForm
from casework.policy import Permission
from casework.web.codes import (
    region_choices,
    region_name,
    regions,
    service_choices,
    services,
)
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

if TYPE_CHECKING:
    from casework.directory.models import Contact

blueprint = Blueprint("directory", __name__)


@blueprint.get("/d")
@guard(Permission.DIRECTORY_READ)
def search() -> str:
    """Who offers what in a region: public contact points only."""
    region, service_code = _asked()
    return render_template(
        "directory/search.html",
        region=region,
        service=service_code,
        cards=queries.service_cards(region, service_code, current_language()),
        elsewhere=queries.regions_offering(service_code) if service_code else [],
        region_choices=region_choices(),
        service_choices=service_choices(),
    )


@blueprint.get("/urgent")
@guard(Permission.URGENT_READ)
def urgent() -> str:
    """Help in under a minute: the numbers of a region and what to say. Nothing is stored."""
    region, _service = _asked()
    return render_template(
        "directory/urgent.html",
        region=region,
        region_name=region_name(region),
        contacts=queries.contacts_for(region),
        region_choices=region_choices(),
    )


@blueprint.route("/d/contacts/<uuid:contact_id>/report", methods=["GET", "POST"])
@guard(Permission.DIRECTORY_READ, load=queries.contact)
def report(contact: "Contact") -> Any:
    """Somebody in the field says that a number is wrong."""
    return submit(
        ConfirmForm(),
        "directory/report.html",
        act=lambda: service.report_contact(contact, signed_in_actor()),
        then=lambda done: url_for("directory.urgent", done="number_reported"),
        contact=contact,
    )


@blueprint.get("/a/contacts")
@guard(Permission.CONTACTS_ADMINISTER)
def contacts() -> str:
    """Every number, with where it comes from and when it was last called."""
    return render_template("directory/contacts.html", contacts=queries.all_contacts())


@blueprint.route("/a/contacts/new", methods=["GET", "POST"])
@guard(Permission.CONTACTS_ADMINISTER)
def add_contact() -> Any:
    """Publish a number."""
    form = ContactForm.of(None)
    return submit(
        form,
        "directory/contact.html",
        act=lambda: service.add_contact(form.profile(), signed_in_actor()),
        then=lambda done: url_for("directory.contacts", done="contact_saved"),
        contact=None,
    )


@blueprint.route("/a/contacts/<uuid:contact_id>", methods=["GET", "POST"])
@guard(Permission.CONTACTS_ADMINISTER, load=queries.contact)
def change_contact(contact: "Contact") -> Any:
    """Correct a number."""
    form = ContactForm.of(contact)
    return submit(
        form,
        "directory/contact.html",
        act=lambda: service.change_contact(
            contact, form.profile(), form.expected_version(), signed_in_actor()
        ),
        then=lambda done: url_for("directory.contacts", done="contact_saved"),
        row=contact,
        contact=contact,
    )


@blueprint.post("/a/contacts/<uuid:contact_id>/verify")
@guard(Permission.CONTACTS_ADMINISTER, load=queries.contact)
def verify_contact(contact: "Contact") -> Any:
    """Note that the number was called today and was right."""
    return submit(
        ConfirmForm(),
        "directory/withdraw.html",
        act=lambda: service.verify_contact(contact, signed_in_actor()),
        then=lambda done: url_for("directory.contacts", done="contact_verified"),
        contact=contact,
    )


@blueprint.route("/a/contacts/<uuid:contact_id>/withdraw", methods=["GET", "POST"])
@guard(Permission.CONTACTS_ADMINISTER, load=queries.contact)
def withdraw_contact(contact: "Contact") -> Any:
    """Take a number out of service, after a second look."""
    return submit(
        ConfirmForm(),
        "directory/withdraw.html",
        act=lambda: service.withdraw_contact(contact, signed_in_actor()),
        then=lambda done: url_for("directory.contacts", done="contact_withdrawn"),
        contact=contact,
    )


def _asked() -> tuple[str, str | None]:
    """The region and service of the address; what is not on our lists is not asked for."""
    region = request.args.get("region", "")
    wanted = request.args.get("service", "")
    here = region if region in regions() else queries.home_region(signed_in_actor())
    return here, wanted if wanted in services() else None
