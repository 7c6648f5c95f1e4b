"""What the directory adds to the pages that belong to all."""

from flask import url_for

from casework.directory import texts
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
DONE = {
    "number_reported": _l("The administrator is told that this number does not answer."),
    "contact_saved": _l("The number is saved and shown from its first day on."),
    "contact_verified": _l("The number counts as verified today."),
    "contact_withdrawn": _l("The number is no longer shown."),
}


def to_verify(actor: Actor) -> WorkRows:
    """Numbers that nobody has called yet, those that do not answer first."""
    found = [one for one in all_contacts() if one.reported_at or not one.verified_on]
    found.sort(key=lambda one: one.reported_at is None)
    return WorkRows([_row(one) for one in found[:MOST_ROWS]], len(found), _contacts())


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
    for key, text in DONE.items():
        register_done(key, text)
