"""Houses, their logs and their incidents."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup

from casework.accounts import queries as accounts
from casework.directory.codes import region_choices, region_name
from casework.kernel.refusals import NotFound
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.domain.records import GRAVE
from casework.shelter.forms.houses import IncidentForm
from casework.shelter.models import UNIT_KEY
from casework.shelter.queries import Incident, ShelterUnit
from casework.shelter.service import incidents
from casework.shelter.texts import INCIDENTS, SEVERITIES
from casework.web.formats import bdi, code
from casework.web.languages import _


def own_regions(actor: Actor) -> list[tuple[str, str]]:
    """The regions in which the own organisation works, named."""
    return [(code, name) for code, name in region_choices() if code in actor.regions]


def log_lines(owner_kind: str, owner_id: UUID) -> list[dict[str, Any]]:
    """The newest lines of a log with who wrote them."""
    found = queries.log_of(owner_kind, owner_id)
    names = accounts.user_displays(row.written_by_id for row, _words in found)
    return [
        {"at": row.written_at, "text": words.text, "kind": words.kind,
         "by": names.get(row.written_by_id, "")}
        for row, words in found
    ]  # fmt: skip


def daily_lines(unit: ShelterUnit) -> list[dict[str, Any]]:
    """The daily log of a house."""
    return log_lines(UNIT_KEY, unit.id)


def unit_choices(actor: Actor) -> list[tuple[str, str]]:
    """The own houses by name."""
    return [(str(house.unit.id), house.card.name) for house in queries.board(actor)]


def aliases_here(actor: Actor) -> dict[str, str]:
    """Who is in the own houses, or on the way, by the reference of the stay."""
    return {stay.reference: resident.alias for stay, resident in queries.stays_of(actor)}


def named_people(aliases: Mapping[str, str]) -> list[tuple[str, Markup]]:
    """The same to choose from: the alias with the reference of the stay."""
    return [(ref, bdi(alias) + " " + code(ref)) for ref, alias in aliases.items()]


def reported(form: IncidentForm, aliases: dict[str, str], actor: Actor) -> Incident:
    """Write the incident down, in the own house that was chosen."""
    unit = queries.unit_for(actor, UUID(form.unit.data))
    if unit is None:
        raise NotFound()
    severity = int(form.severity.data)
    return incidents.report(unit, severity, form.report(aliases), form.stays.data or (), actor)


def incident_rows(actor: Actor) -> list[dict[str, Any]]:
    """The list of incidents, by reference."""
    return [
        {
            "href": url_for("shelter.incident", ref=row.reference),
            "code": row.reference,
            "title": SEVERITIES[str(row.severity)],
            "tone": "brick" if row.severity >= GRAVE else "",
            "state": _state(row),
            "at": row.recorded_at,
            "region": region_name(row.region),
        }
        for row in queries.incidents_of(actor)
    ]


def incident_page(row: Incident, *, whole: bool) -> dict[str, Any]:
    """One incident. A focal point sees what and how grave, where to ring, never who."""
    found = row.report.reveal() if row.report else None
    unit = queries.unit_by_id(row.unit_id)
    card = queries.house_now(unit).card if unit else None
    return {
        "row": row,
        "severity": SEVERITIES[str(row.severity)],
        "grave": row.severity >= GRAVE,
        "type": INCIDENTS[found.type] if found else _("An incident"),
        "happened_at": found.at if found else None,
        "report": found if whole else None,
        "state": _state(row),
        "house": card.name if card and whole else "",
        "phone": card.phone if card and not whole else "",
        "organisation": accounts.organisation(row.organisation_id),
        "heeded_by": accounts.user_display(row.heeded_by_id),
    }


def _state(row: Incident) -> str:
    if row.closed_at is not None:
        return _("closed")
    return _("followed") if row.heeded_at is not None or row.severity < GRAVE else _("to be read")
