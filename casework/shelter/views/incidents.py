"""Incidents: the house writes and follows them, a focal point takes note of the grave ones."""

from typing import Any

from flask import redirect, render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import ShelterRead
from casework.policy import Permission as P
from casework.policy import Role
from casework.shelter import queries, screens
from casework.shelter.forms.houses import CloseForm, IncidentForm
from casework.shelter.queries import Incident
from casework.shelter.service import incidents as service
from casework.shelter.views.blueprint import pages
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

INCIDENT = "/b/incident/<ref>"


@pages.get("/b/incidents")
@guard(P.INCIDENT_LIST)
def incidents() -> str:
    """Incidents of the own houses; for a focal point the grave ones of the region."""
    actor = signed_in_actor()
    return render_template(
        "shelter/incidents.html",
        rows=screens.incident_rows(actor),
        keeps=actor.role is Role.SHELTER,
    )


@pages.route("/b/incident/new", methods=["GET", "POST"])
@guard(P.SHELTER_BOARD)
def new_incident() -> Any:
    """Write down what happened; a grave one is told at once."""
    actor, form = signed_in_actor(), IncidentForm()
    aliases = screens.aliases_here(actor)
    form.offer(screens.unit_choices(actor), screens.named_people(aliases))
    return submit(
        form,
        "shelter/incident_form.html",
        act=lambda: screens.reported(form, aliases, actor),
        then=lambda made: url_for(".incident", ref=made.reference, done="incident_kept"),
    )


@pages.get(INCIDENT)
@guard(P.INCIDENT_READ, load=queries.incident_for)
def incident(row: Incident) -> str:
    """The whole of it for the house; for a focal point what and how grave, not who."""
    actor = signed_in_actor()
    record_read(ShelterRead(unit_id=row.unit_id, part="incident"), actor)
    keeps = actor.role is Role.SHELTER
    return render_template(
        "shelter/incident.html", keeps=keeps, **screens.incident_page(row, whole=keeps)
    )


@pages.route(f"{INCIDENT}/close", methods=["GET", "POST"])
@guard(P.SHELTER_KEEP, load=queries.incident_for)
def close_incident(row: Incident) -> Any:
    """What came of it."""
    form, actor = CloseForm(), signed_in_actor()
    return submit(
        form,
        "shelter/incident_close.html",
        act=lambda: service.close(
            row, form.follow_up.data, form.authority.data or "", actor, form.expected_version()
        ),
        then=lambda _done: url_for(".incident", ref=row.reference, done="incident_kept"),
        row=row,
        incident=row,
    )


@pages.post(f"{INCIDENT}/heeded")
@guard(P.INCIDENT_HEED, load=queries.incident_for)
def heed_incident(row: Incident) -> Any:
    """A focal point of the region took note."""
    service.heed(row, signed_in_actor())
    return redirect(url_for(".incident", ref=row.reference, done="incident_heeded"), code=303)
