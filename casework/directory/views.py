"""The directory, the urgent page, and the numbers an administrator keeps right."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from casework.directory import finding, keeping, queries, service, texts
from casework.directory.card import LANGUAGES, region_card
from casework.directory.domain import SEXES
from casework.directory.finding import Need
from casework.directory.forms import ConfirmForm, ContactForm, EntryForm, ReportForm
from casework.kernel.refusals import NotFound
from casework.papers.answers import pdf_answer
from casework.policy import Permission, decide
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
from casework.web.spoken import LANGUAGES as LANGUAGES_SPOKEN

if TYPE_CHECKING:
    from casework.directory.models import Contact

blueprint = Blueprint("directory", __name__)


@blueprint.get("/d")
@guard(Permission.DIRECTORY_READ)
def search() -> str:
    """Who offers what in a region: public contact points only."""
    region, need = _asked()
    cards = finding.service_cards(region, need)
    return render_template(
        "directory/search.html",
        region=region,
        need=need,
        cards=cards,
        usual=finding.answer_times(signed_in_actor(), cards),
        elsewhere=finding.regions_offering(need.service, region) if need.service else (),
        focal_points=[] if cards else finding.focal_point_names(region),
        keeps_own=finding.keeps_own(signed_in_actor()),
        region_choices=region_choices(),
        service_choices=service_choices(),
        sex_choices=texts.FOR_WHOM,
        age_choices=texts.AGES,
        language_choices=list(LANGUAGES_SPOKEN.items()),
    )


@blueprint.get("/urgent")
@guard(Permission.URGENT_READ)
def urgent() -> str:
    """Help in under a minute: the numbers of a region and what to say. Nothing is stored."""
    region, _need = _asked()
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


@blueprint.get("/d/<uuid:organisation_id>")
@guard(Permission.DIRECTORY_READ, load=finding.card)
def entry(card: finding.ServiceCard) -> str:
    """All that the directory says of one organisation."""
    actor = signed_in_actor()
    mine = decide(actor, Permission.DIRECTORY_KEEP, card.resource()).allowed
    usual = finding.answer_times(actor, [card])
    return render_template("directory/entry.html", card=card, keeps=mine, usual=usual)


@blueprint.get("/d/own")
@guard(Permission.DIRECTORY_READ)
def own() -> Any:
    """The entry of one's own organisation."""
    organisation_id = signed_in_actor().organisation_id
    if organisation_id is None:
        raise NotFound()
    return redirect(url_for(".keep", organisation_id=organisation_id), code=303)


@blueprint.route("/d/<uuid:organisation_id>/keep", methods=["GET", "POST"])
@guard(Permission.DIRECTORY_KEEP, load=finding.card)
def keep(card: finding.ServiceCard) -> Any:
    """Say whom the organisation takes and where it has room; that verifies the entry."""
    form = EntryForm.of(card)
    if request.method == "GET":
        form.fill(card)
    return submit(
        form,
        "directory/keep.html",
        act=lambda: keeping.keep_entry(
            card, form.profile(), form.expected_version(), signed_in_actor()
        ),
        then=lambda done: url_for(".entry", organisation_id=card.id, done="entry_saved"),
        row=card,
        card=card,
    )


@blueprint.post("/d/<uuid:organisation_id>/confirm")
@guard(Permission.DIRECTORY_KEEP, load=finding.card)
def confirm(card: finding.ServiceCard) -> Any:
    """Everything is still right today."""
    return submit(
        ConfirmForm(),
        "directory/entry.html",
        act=lambda: keeping.confirm_entry(card, signed_in_actor()),
        then=lambda done: url_for(".entry", organisation_id=card.id, done="entry_saved"),
        card=card,
        keeps=True,
    )


@blueprint.route("/d/<uuid:organisation_id>/report", methods=["GET", "POST"])
@guard(Permission.DIRECTORY_READ, load=finding.card)
def report_entry(card: finding.ServiceCard) -> Any:
    """Somebody in the field says what is wrong."""
    form = ReportForm()
    return submit(
        form,
        "directory/report_entry.html",
        act=lambda: keeping.report_entry(card, form.what.data, signed_in_actor()),
        then=lambda done: url_for(".entry", organisation_id=card.id, done="entry_reported"),
        card=card,
    )


@blueprint.get("/d/card.pdf")
@guard(Permission.DIRECTORY_READ)
def print_card() -> Response:
    """The services and numbers of a region on paper: nothing of anybody stands on it."""
    region, _need = _asked()
    language = request.args.get("paper", "ar" if current_language() == "ar" else "fr")
    if language not in LANGUAGES:
        raise NotFound()
    made = region_card(region, language, fiction=current_app.extensions["settings"].demo)
    return pdf_answer(made, f"sanad-{region.lower()}-{language}")


@blueprint.get("/a/directory")
@guard(Permission.CONTACTS_ADMINISTER)
def entries() -> str:
    """Every organisation's entry, those reported or not verified lately first."""
    cards = sorted(finding.all_cards(), key=lambda card: (not card.reported, not card.stale))
    return render_template("directory/entries.html", cards=cards)


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


def _asked() -> tuple[str, Need]:
    """The region and the need of the address; what is not on our lists is not asked for."""
    region, wanted = request.args.get("region", ""), request.args.get("service", "")
    sex, age = request.args.get("sex", ""), request.args.get("age", "")
    language = request.args.get("language", "")
    here = region if region in regions() else queries.home_region(signed_in_actor())
    return here, Need(
        service=wanted if wanted in services() else "",
        sex=sex if sex in SEXES[1:] else "",
        child={"child": True, "adult": False}.get(age),
        language=language if language in LANGUAGES_SPOKEN else "",
    )
