"""What working together adds to the case file, to home pages, to deadlines and to withdrawals."""

from typing import Any

from flask import url_for

from casework.accounts.service.sealing import register_round
from casework.audit.queries import Written
from casework.cases.panels import Panel, register_case_task, register_panel
from casework.cases.service.checking import register_check
from casework.cases.timeline import Names, register_sentences
from casework.cases.withdrawals import register_narrowing, register_withdrawal
from casework.policy import Actor, Role
from casework.policy import Permission as P
from casework.tasks.owners import register_climbing
from casework.together import keeping, queries, sealing, service, texts
from casework.web.codes import register_words
from casework.web.formats import bdi, moment_words
from casework.web.languages import _, _l
from casework.web.navigation import (
    MOST_ROWS,
    WorkList,
    WorkRow,
    WorkRows,
    register_done,
    register_work_list,
)

INVITED = (
    Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER, Role.PROSECUTOR_LIAISON,
    Role.FOCAL_POINT,
)  # fmt: skip
CHANGES = {
    "convened": _l("Conference prepared"),
    "prepared": _l("Conference changed"),
    "invited": _l("Organisation invited to a conference"),
    "uninvited": _l("Invitation to a conference ended"),
    "carried_out": _l("Decision of a conference carried out"),
}
STEPS = {"hold": _l("Conference held"), "cancel": _l("Conference cancelled")}
LINKS = {
    "propose": _l("Link with another case proposed"),
    "confirm": _l("Link with another case confirmed"),
    "reject": _l("Link with another case not confirmed"),
    "end": _l("Link with another case ended"),
}


def register() -> None:
    """Everything working together hands to others."""
    register_words("ConferenceChanged", what=CHANGES)
    register_words("ConferenceStepTaken", action=STEPS, source=texts.STATES, target=texts.STATES)
    texts.register_texts()
    keeping.register()
    register_round(sealing.seal_earlier)
    register_check("conference", sealing.touched_conferences)
    register_panel(Panel("together", _l("Together"), "together.board", P.CASE_SKELETON, place=85))
    register_case_task(
        service.CONFERENCE_TASK, _l("Keep the minutes of the conference"), "together.board"
    )
    register_case_task(
        service.DECISION_TASK, _l("Do what the conference decided"), "together.board"
    )
    register_climbing(service.CONFERENCE_TASK + ".", service.DECISION_TASK + ".")
    register_withdrawal(service.losses, service.take_back, service.shared)
    register_narrowing(service.end_beyond)
    register_sentences(
        {
            "ConferenceChanged": _changed,
            "ConferenceStepTaken": _step,
            "ConferenceRead": _read,
            "LinkStepTaken": _link,
            "ConflictDeclared": _conflict,
            "ConflictEnded": _conflict_ended,
        },
        access=("ConferenceRead", "ConflictDeclared", "ConflictEnded"),
        quiet=("ConferenceRead",),
    )
    for key, text in texts.DONE.items():
        register_done(key, text)
    for role in INVITED:
        register_work_list(
            role,
            WorkList("conferences", _l("Conferences you are invited to"), invited, place=35,
                     aside=True),
        )  # fmt: skip
    proposed = WorkList("links", _l("Links between cases to look at"), to_decide, place=45)
    register_work_list(Role.FOCAL_POINT, proposed)


def invited(actor: Actor) -> WorkRows:
    """The conferences the actor may look at now."""
    rows = [
        WorkRow(
            title=_("Conference on %(day)s", day=moment_words(one.row.begins_at)),
            href=url_for("together.attend", ref=one.row.reference),
            code=one.row.reference,
        )
        for one in queries.attending(actor, MOST_ROWS)
    ]
    return WorkRows(rows, total=len(rows), see_all=url_for("together.invitations"))


def to_decide(actor: Actor) -> WorkRows:
    """The proposed links between cases of the actor's regions."""
    rows = [
        WorkRow(
            title=_("Look at the proposal"),
            href=url_for("together.decide", code=one.case.code, link_id=one.row.id),
            code=one.case.code,
        )
        for one in queries.proposals(actor, MOST_ROWS)
    ]
    return WorkRows(rows, total=len(rows))


def _changed(event: Written, names: Names) -> tuple[Any, Any]:
    what = event.code("what") or ""
    return CHANGES.get(what, what), names.organisation(event.said.get("organisation_id"))


def _step(event: Written, names: Names) -> tuple[Any, Any]:
    action = event.code("action") or ""
    return STEPS.get(action, action), ""


def _read(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Conference opened by somebody invited"), names.organisation(
        event.said.get("organisation_id")
    )


def _link(event: Written, names: Names) -> tuple[Any, Any]:
    action = event.code("action") or ""
    return LINKS.get(action, action), ""


def _conflict(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Conflict of interest declared"), bdi(names.person(event.said.get("user_id")))


def _conflict_ended(event: Written, names: Names) -> tuple[Any, Any]:
    return _("Conflict of interest ended"), bdi(names.person(event.said.get("user_id")))
