"""What the directory adds to the pages that belong to all."""

from flask import url_for

from casework.directory import texts
from casework.directory.finding import ServiceCard, all_cards, card
from casework.directory.models import Contact
from casework.directory.queries import all_contacts
from casework.policy import Actor, Role
from casework.web.languages import _, _l
from casework.web.navigation import (
    MOST_ROWS,
    Action,
    NavItem,
    WorkList,
    WorkRow,
    WorkRows,
    register_action,
    register_done,
    register_navigation,
    register_work_list,
)

FIELD = (
    Role.INSPECTOR,
    Role.FOCAL_POINT,
    Role.CASEWORKER,
    Role.SHELTER,
    Role.PROVIDER,
    Role.RETURN_OFFICER,
    Role.PROSECUTOR_LIAISON,
)
KEEPING = (Role.CASEWORKER, Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER)
DONE = {
    "number_reported": _l("The administrator is told that this number does not answer."),
    "contact_saved": _l("The number is saved and shown from its first day on."),
    "contact_verified": _l("The number counts as verified today."),
    "contact_withdrawn": _l("The number is no longer shown."),
    "entry_saved": _l("The entry is saved and counts as verified today."),
    "entry_reported": _l("Thank you. The organisation and the administrator are asked to look."),
}


def to_verify(actor: Actor) -> WorkRows:
    """Numbers that nobody has called yet, those that do not answer first."""
    found = [one for one in all_contacts() if one.reported_at or not one.verified_on]
    found.sort(key=lambda one: one.reported_at is None)
    return WorkRows([_row(one) for one in found[:MOST_ROWS]], len(found), _contacts())


def entries_to_verify(actor: Actor) -> WorkRows:
    """Entries reported as wrong, then those nobody found right for 90 days."""
    found = [card for card in all_cards() if card.offers and (card.reported or card.stale)]
    found.sort(key=lambda card: not card.reported)
    rows = [_entry_row(card) for card in found[:MOST_ROWS]]
    return WorkRows(rows, len(found), url_for("directory.entries"))


def own_entry(actor: Actor) -> WorkRows:
    """The own organisation's entry, when somebody reported it or it is old."""
    mine = card(actor, actor.organisation_id) if actor.organisation_id else None
    due = mine is not None and bool(mine.offers) and bool(mine.reported or mine.stale)
    rows = [_entry_row(mine, "directory.keep")] if mine is not None and due else []
    return WorkRows(rows, len(rows), "")


def _entry_row(found: ServiceCard, endpoint: str = "directory.entry") -> WorkRow:
    return WorkRow(
        found.name,
        url_for(endpoint, organisation_id=found.id),
        str(texts.REPORTED[found.reported]) if found.reported else "",
        tag=_("reported as wrong") if found.reported else _("to verify"),
        tone="brick" if found.reported else "ochre",
    )


def _row(one: Contact) -> WorkRow:
    reported = one.reported_at is not None
    return WorkRow(
        texts.contact_name(one.kind, one.name),
        _contacts(),
        one.number,
        tag=_("does not answer") if reported else _("not verified yet"),
        tone="brick" if reported else "ochre",
    )


def _contacts() -> str:
    return url_for("directory.contacts")


def register() -> None:
    """The directory in the bar, immediate danger on the inspector's home page."""
    for role in FIELD:
        register_navigation(role, [NavItem(_l("Directory"), "directory.search", "phone", 80)])
    danger = Action(_l("Immediate danger"), "directory.urgent", "alert", kind="danger", place=90)
    register_action(Role.INSPECTOR, danger)
    numbers = Action(_l("Numbers to call"), "directory.contacts", "phone", kind="alt", place=85)
    register_action(Role.ADMINISTRATOR, numbers)
    unsure = WorkList("numbers", _l("Numbers to verify"), to_verify, place=30, edge="soon")
    register_work_list(Role.ADMINISTRATOR, unsure)
    wrong = WorkList(
        "entries", _l("Directory entries to verify"), entries_to_verify, place=31, edge="soon"
    )
    register_work_list(Role.ADMINISTRATOR, wrong)
    listed = Action(_l("Directory"), "directory.entries", "building", kind="alt", place=86)
    register_action(Role.ADMINISTRATOR, listed)
    for role in KEEPING:
        mine = WorkList("own_entry", _l("What the directory says of you"), own_entry, place=70)
        register_work_list(role, mine)
    for key, text in DONE.items():
        register_done(key, text)
