"""Conferences, for those who work the case: preparing, inviting, minutes, decisions."""

from typing import Any

from flask import request

from casework.accounts.queries import organisation_names, user_displays
from casework.cases import labels
from casework.cases.queries import Case, case_by_code
from casework.cases.views.blueprint import form_page, page
from casework.kernel import clock
from casework.policy import Permission
from casework.together import queries, service, texts
from casework.together.domain.conference import (
    CANCELLED,
    HELD,
    NEEDS,
    PLANNED,
    PROFILE,
    window,
)
from casework.together.forms import (
    ConferenceForm,
    InviteForm,
    MinutesForm,
    OutcomeForm,
    ReasonForm,
)
from casework.together.queries import ConferenceOfCase, DecisionOfCase, InvitationOfCase
from casework.together.views.blueprint import TAB, blueprint, board_of, page_of
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

AT = "/c/<code>/together/conferences"
WORK = Permission.CASE_WORK


@blueprint.route(f"{AT}/new", methods=["GET", "POST"])
@guard(WORK, load=case_by_code)
def convene(case: Case) -> Any:
    """When, about what, what is shared."""
    form = ConferenceForm()
    if request.method == "GET":
        form.before.data, form.after.data = 2, 2
        form.groups.data = [PROFILE, NEEDS]
    return form_page(
        "together/prepare.html",
        case,
        TAB,
        form,
        act=lambda: service.convene(
            case,
            form.begins_at(),
            form.shown(),
            form.prepared(),
            signed_in_actor(),
            anonymised=bool(form.anonymised.data),
        ),
        then=board_of(case, done="conference_kept"),
        found=None,
    )


@blueprint.get(f"{AT}/<ref>")
@guard(WORK, load=queries.conference_of)
def conference(found: ConferenceOfCase) -> str:
    """What is prepared, who is invited, what was decided."""
    invitations = queries.invitations_of(found.row.id)
    return page(
        "together/conference.html",
        found.case,
        TAB,
        found=found,
        prepared=found.prepared,
        told=[word for code, word in labels.DATA_GROUPS.items() if code in found.prepared.told],
        minutes=found.minutes,
        invitations=invitations,
        organisations=organisation_names(
            [one.organisation_id for one in invitations], current_language()
        ),
        people=user_displays([one.user_id for one in invitations]),
        is_open=found.row.window.is_open(clock.now()) and found.row.state != CANCELLED,
        begun=found.row.begins_at <= clock.now(),
        words=texts,
        states=(PLANNED, HELD),
    )


@blueprint.route(f"{AT}/<ref>/prepare", methods=["GET", "POST"])
@guard(WORK, load=queries.conference_of)
def prepare(found: ConferenceOfCase) -> Any:
    """Change what is prepared."""
    form, row = ConferenceForm(), found.row
    if request.method == "GET":
        form.show(row, found.prepared)

    def act() -> None:
        opening = window(form.begins_at(), *form.shown(), clock.now())
        service.prepare(
            found.case, row, form.begins_at(), opening, form.prepared(), signed_in_actor(),
            expected_version=form.expected_version(),
        )  # fmt: skip

    return _form(found, "prepare", form, act, "conference_kept")


@blueprint.route(f"{AT}/<ref>/invite", methods=["GET", "POST"])
@guard(WORK, load=queries.conference_of)
def invite(found: ConferenceOfCase) -> Any:
    """Whom to invite."""
    form = InviteForm()
    form.offer(found.case.region, found.case.organisation_id)
    return _form(
        found,
        "invite",
        form,
        lambda: service.invite(found.case, found.row, *form.chosen(), signed_in_actor()),
        "invited",
    )


@blueprint.route(f"{AT}/<ref>/invitations/<uuid:invitation_id>/end", methods=["GET", "POST"])
@guard(WORK, load=queries.invitation_of)
def uninvite(found: InvitationOfCase) -> Any:
    """End an invitation: confirm."""
    names = organisation_names([found.invitation.organisation_id], current_language())
    return _form(
        found,
        "uninvite",
        Form(),
        lambda: service.end_invitation(found.case, found.row, found.invitation, signed_in_actor()),
        "uninvited",
        organisation=names.get(found.invitation.organisation_id, ""),
    )


@blueprint.route(f"{AT}/<ref>/minutes", methods=["GET", "POST"])
@guard(WORK, load=queries.conference_of)
def minutes(found: ConferenceOfCase) -> Any:
    """Who was there, what was decided."""
    form = MinutesForm()
    return _form(
        found,
        "minutes",
        form,
        lambda: service.keep_minutes(
            found.case, found.row, form.minutes(), signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        "conference_held",
    )  # fmt: skip


@blueprint.route(f"{AT}/<ref>/cancel", methods=["GET", "POST"])
@guard(WORK, load=queries.conference_of)
def cancel(found: ConferenceOfCase) -> Any:
    """It does not take place."""
    form = ReasonForm()
    return _form(
        found,
        "cancel",
        form,
        lambda: service.cancel(
            found.case, found.row, form.reason.data or "", signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        "conference_cancelled",
    )  # fmt: skip


@blueprint.route(f"{AT}/<ref>/decisions/<uuid:decision_id>", methods=["GET", "POST"])
@guard(WORK, load=queries.decision_of)
def carry_out(found: DecisionOfCase) -> Any:
    """What came of a decision."""
    form, kept = OutcomeForm(), found.minutes
    return _form(
        found,
        "carry_out",
        form,
        lambda: service.carry_out(
            found.case, found.row, found.decision_id, form.outcome.data, signed_in_actor()
        ),
        "carried_out",
        decision=kept.decision(found.decision_id) if kept else None,
    )


def _form(found: ConferenceOfCase, name: str, form: Form, act: Any, done: str, **shown: Any) -> Any:
    """A form about one conference; its version travels with it."""
    if request.method == "GET":
        form.version.data = found.row.version
    template = f"together/{name}.html"
    return _submit(template, found, form, act, page_of(found, done=done), **shown)


def _submit(
    template: str, found: ConferenceOfCase, form: Form, act: Any, then: str, **shown: Any
) -> Any:
    return submit(
        form,
        template,
        act,
        lambda _done: then,
        row=found.row,
        case=found.case,
        tab=TAB,
        found=found,
        **shown,
    )
