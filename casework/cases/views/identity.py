"""Who the person is: shown for five minutes and a reason, recorded once there is a ground."""

from typing import Any

from flask import request

from casework.cases.forms.identity import ContactForm, IdentityForm, RevealForm, countries
from casework.cases.queries import Case, alias_of, case_by_code, person_of, safe_contact_of
from casework.cases.service import (
    end_reveal,
    extend_reveal,
    identity_shown,
    may_record_identity,
    open_grant,
    record_identity,
    record_safe_contact,
    reveal_identity,
)
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.policy import Permission
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.headers import reloaded_at
from casework.web.meanwhile import HiddenMeanwhile


@blueprint.route("/c/<code>/identity", methods=["GET", "POST"])
@guard(Permission.IDENTITY_REVEAL, load=case_by_code)
def identity(case: Case) -> Any:
    """Ask why, then show for five minutes; the server forgets by itself, the page reloads."""
    actor, form = signed_in_actor(), RevealForm()
    grant = open_grant(case, actor) if request.method == "GET" else None
    answer = form_page(
        "cases/identity.html",
        case,
        "identity",
        form,
        act=lambda: reveal_identity(case, form.reason.data, form.words.data or "", actor),
        then=of(case, "identity"),
        grant=grant,
        shown=identity_shown(case, actor) if grant else None,
        recorded=is_recorded(case),
        alias=alias_of(case) if grant else "",
        countries=dict(countries()) if grant else {},
        again=Form(),
    )
    return reloaded_at(answer, grant.expires_at) if grant else answer


@blueprint.post("/c/<code>/identity/extend")
@guard(Permission.IDENTITY_REVEAL, load=case_by_code)
def extend_identity(case: Case) -> Any:
    """Five more minutes, once."""
    return submit(
        Form(),
        "cases/identity_ended.html",
        act=lambda: extend_reveal(case, signed_in_actor()),
        then=lambda _done: of(case, "identity"),
        case=case,
        tab="identity",
    )


@blueprint.post("/c/<code>/identity/hide")
@guard(Permission.IDENTITY_REVEAL, load=case_by_code)
def hide_identity(case: Case) -> Any:
    """Hide it before the time is up."""
    return submit(
        Form(),
        "cases/identity_ended.html",
        act=lambda: end_reveal(case, signed_in_actor()),
        then=lambda _done: of(case, "case_file", done="identity_hidden"),
        case=case,
        tab="identity",
    )


@blueprint.route("/c/<code>/identity/record", methods=["GET", "POST"])
@guard(Permission.IDENTITY_RECORD, load=case_by_code)
def write_identity(case: Case) -> Any:
    """Write or mend the identity. What is on record is filled in only while it may be seen."""
    actor, form = signed_in_actor(), IdentityForm()
    form.nationality.choices = countries()
    recorded = is_recorded(case)
    return form_page(
        "cases/write_identity.html",
        case,
        "identity",
        form,
        act=lambda: record_identity(
            case,
            form.identity(),
            form.alias.data or "",
            actor,
            expected_version=form.expected_version(),
        ),
        then=of(case, "case_file", done="identity_recorded"),
        show=lambda known: _show_identity(known, case),
        allowed=may_record_identity(case),
        hidden=recorded and identity_shown(case, actor) is None,
    )


def is_recorded(case: Case) -> bool:
    """Whether an identity is on record."""
    person = person_of(case)
    return person is not None and person.identity is not None


def _show_identity(form: IdentityForm, case: Case) -> None:
    """What is on record, while it may be seen; whoever compares it is told to show it first."""
    known = identity_shown(case, signed_in_actor())
    if known is not None:
        form.show(known, alias_of(case))
    elif request.method == "POST" and is_recorded(case):
        raise HiddenMeanwhile()


@blueprint.route("/c/<code>/contact", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def contact(case: Case) -> Any:
    """How the person may be reached safely."""
    form = ContactForm()
    return form_page(
        "cases/contact.html",
        case,
        "contact",
        form,
        act=lambda: record_safe_contact(
            case, form.contact(), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "case_file", done="record_kept"),
        show=lambda known: _show_contact(known, case),
    )


def _show_contact(form: ContactForm, case: Case) -> None:
    """How the person may be reached, if that is on record."""
    if (known := safe_contact_of(case)) is not None:
        form.show(known)
