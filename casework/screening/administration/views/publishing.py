"""Proposing, reading and publishing, withdrawing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import redirect, url_for

from casework.accounts.queries import user_displays
from casework.policy import Permission
from casework.screening.administration import queries, service
from casework.screening.administration.forms import ProposeForm, PublishForm, WithdrawForm
from casework.screening.administration.queries import VersionPage
from casework.screening.administration.views.blueprint import blueprint
from casework.screening.administration.views.comparing import compared
from casework.screening.administration.views.editing import DraftPart, whole_for
from casework.screening.administration.views.lists import draft_for, version_for
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/<id>/<int:number>/propose", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def propose(part: DraftPart) -> Any:
    """Ask somebody else to read and publish the draft."""
    page, actor, form = part.page, signed_in_actor(), ProposeForm()
    form.reader.choices = [(str(id), name) for id, name in queries.readers(actor.user_id)]
    return submit(
        form,
        "instruments/propose.html",
        act=lambda: service.propose(page, UUID(form.reader.data), actor, form.expected_version()),
        then=lambda _done: url_for(".version", **part.where, done="instrument_proposed"),
        row=page.row,
        part=part,
        page=page,
        both=lambda: compared(page),
    )


@blueprint.post("/<id>/<int:number>/take-back")
@guard(Permission.INSTRUMENT_EDIT, load=whole_for)
def take_back(part: DraftPart) -> Any:
    """The author goes on with it."""
    service.take_back(part.page.stored, signed_in_actor(), Form().expected_version())
    there = url_for(".version", **part.where, done="instrument_taken_back")
    return redirect(there, code=303)


@blueprint.route("/<id>/<int:number>/publish", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_PUBLISH, load=draft_for)
def publish(page: VersionPage) -> Any:
    """A second person reads what differs and what it does, and decides."""
    form = PublishForm()
    if not form.is_submitted():
        form.read.data = page.instrument.content_hash
    return submit(
        form,
        "instruments/publish.html",
        act=lambda: _decide(page, form),
        then=lambda done: url_for(".version", id=page.instrument.id, number=page.number, done=done),
        row=page.row,
        page=page,
        both=lambda: compared(page),
        own=page.row is not None and page.row.author_id == signed_in_actor().user_id,
        names=_names(page),
    )


@blueprint.route("/<id>/<int:number>/withdraw", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_DRAFT, load=version_for)
def withdraw(page: VersionPage) -> Any:
    """No longer offer a published version."""
    form = WithdrawForm()
    return submit(
        form,
        "instruments/withdraw.html",
        act=lambda: service.withdraw(page, form.reason.data, signed_in_actor()),
        then=lambda _done: url_for(
            ".version", id=page.instrument.id, number=page.number, done="instrument_withdrawn"
        ),
        page=page,
    )


def _decide(page: VersionPage, form: PublishForm) -> str:
    """Carry the decision out; the name of the words that say so."""
    actor, version = signed_in_actor(), form.expected_version()
    if form.answer.data == "publish":
        service.publish(page.stored, form.read.data or "", actor, version)
        return "instrument_published"
    service.send_back(page.stored, form.reason.data or "", actor, version)
    return "instrument_sent_back"


def _names(page: VersionPage) -> dict[UUID, str]:
    return user_displays([page.row.author_id] if page.row else [])
