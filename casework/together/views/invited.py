"""What somebody who is invited sees, while the conference is open, and not a moment longer."""

from flask import render_template

from casework.accounts.queries import organisation_names
from casework.audit import record_read
from casework.audit.catalogue import ConferenceRead
from casework.cases.queries import card_of
from casework.policy import Permission
from casework.together import queries, texts
from casework.together.queries import Attended, ConferenceOfCase
from casework.together.views.blueprint import blueprint
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

AT_ONCE = 50


@blueprint.get("/cf")
@guard(Permission.CONFERENCE_LIST)
def invitations() -> str:
    """The conferences one may look at now."""
    found = queries.attending(signed_in_actor(), AT_ONCE)
    return render_template("together/invitations.html", found=found, words=texts)


@blueprint.get("/cf/<ref>")
@guard(Permission.CONFERENCE_ATTEND, load=queries.attended)
def attend(found: Attended) -> str:
    """The card, and what the convener shares; of an anonymous conference the code and card only."""
    row, case = found.row, found.case
    seen = ConferenceRead(
        case_id=case.id, conference_id=row.id, organisation_id=found.organisation_id
    )
    record_read(seen, signed_in_actor())
    inside = ConferenceOfCase(case, row)
    names = organisation_names([case.organisation_id], current_language())
    return render_template(
        "together/attend.html",
        row=row,
        case=case,
        card=card_of(case) if row.anonymised or inside.prepared.tells_who else None,
        prepared=None if row.anonymised else inside.prepared,
        minutes=None if row.anonymised else inside.minutes,
        convener=next(iter(names.values()), ""),
        words=texts,
    )
