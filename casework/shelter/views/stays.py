"""Stays, for the people of the house: the list, one stay, each of its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import BoardRead, StayRead
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.referrals.queries import received_referral
from casework.shelter import queries, screens
from casework.shelter.domain.track import StayState
from casework.shelter.forms.stays import (
    AbsenceForm,
    CareForm,
    DecideForm,
    EscortForm,
    ExitForm,
    ExtendForm,
    IntakeForm,
    PlainForm,
    ReceiveForm,
    ReleaseForm,
    RoomChoiceForm,
)
from casework.shelter.queries import Stay
from casework.shelter.service import extensions, holding, staying
from casework.shelter.views.blueprint import pages
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

STAY = "/b/stay/<ref>"
Act = Callable[[Stay, Any, Actor, int], Any]


@dataclass(frozen=True)
class StayStep:
    """A stay of an own house and the step somebody wants to take."""

    stay: Stay
    action: str

    def resource(self) -> Resource:
        """The stay decides."""
        return self.stay.resource()


@dataclass(frozen=True)
class _Asked:
    """What a step asks for, and how it is taken."""

    form: Callable[[Stay], Form]
    act: Act


ASKED = {
    "reserve": _Asked(
        lambda stay: RoomChoiceForm.among(screens.rooms_for(stay)),
        lambda stay, form, actor, version: staying.reserve(stay, form.room_id(), actor, version),
    ),
    "keep": _Asked(
        lambda stay: PlainForm(),
        lambda stay, form, actor, version: staying.keep(stay, actor, version),
    ),
    "admit": _Asked(
        lambda stay: PlainForm(),
        lambda stay, form, actor, version: staying.admit(stay, actor, version),
    ),
    "intake": _Asked(
        lambda stay: screens.intake_form(IntakeForm(), stay),
        lambda stay, form, actor, version: staying.complete_intake(
            stay, form.intake(), actor, version
        ),
    ),
    "move": _Asked(
        lambda stay: RoomChoiceForm.among(screens.rooms_for(stay)),
        lambda stay, form, actor, version: staying.move(stay, form.room_id(), actor, version),
    ),
    "absent": _Asked(
        lambda stay: AbsenceForm(),
        lambda stay, form, actor, version: staying.note_absence(
            stay, form.since(), actor, version
        ),
    ),
    "back": _Asked(
        lambda stay: PlainForm(),
        lambda stay, form, actor, version: staying.note_return(stay, actor, version),
    ),
    "exit": _Asked(
        lambda stay: ExitForm(),
        lambda stay, form, actor, version: staying.exit_stay(
            stay, form.leaving(), actor, version
        ),
    ),
    "release": _Asked(
        lambda stay: ReleaseForm(),
        lambda stay, form, actor, version: staying.release(
            stay, form.reason.data, actor, version
        ),
    ),
    "escort": _Asked(
        lambda stay: EscortForm.among(screens.escort_choices(stay)),
        lambda stay, form, actor, version: staying.name_escort(
            stay, form.escort_id(), actor, version
        ),
    ),
    "extend": _Asked(
        lambda stay: ExtendForm(),
        lambda stay, form, actor, version: extensions.ask(stay, form.asked(), actor, version),
    ),
}  # fmt: skip


def _step_of(actor: Actor, ref: str, action: str) -> StayStep | None:
    stay = queries.stay_for(actor, ref)
    return StayStep(stay, action) if stay is not None and action in ASKED else None


@pages.get("/b/stays")
@guard(P.SHELTER_BOARD)
def stays() -> str:
    """Who is in the own houses, or on the way; those who left with ?ended=1."""
    actor, ended = signed_in_actor(), request.args.get("ended") == "1"
    rows = screens.stay_rows(actor, ended)
    record_read(BoardRead(part="stays", count=len(rows)), actor)
    return render_template("shelter/stays.html", rows=rows, ended=ended)


@pages.get(STAY)
@guard(P.STAY_WORK, load=queries.stay_for)
def stay(stay: Stay) -> str:
    """One stay: alias, needs, place, what was done and what may be done. Never the case file."""
    record_read(StayRead(case_id=stay.case_id, stay_id=stay.id, part="stay"), signed_in_actor())
    return render_template("shelter/stay.html", **screens.stay_page(stay))


def _after(stay: Stay) -> str:
    """The page of the stay; what did not come about has none any more."""
    if stay.state == StayState.CANCELLED:
        return url_for(".board", done="stay_moved")
    return url_for(".stay", ref=stay.reference, done="stay_moved")


@pages.route(f"{STAY}/<action>", methods=["GET", "POST"])
@guard(P.STAY_WORK, load=_step_of)
def step(asked: StayStep) -> Any:
    """One step of a stay."""
    one, stay = ASKED[asked.action], asked.stay
    form = one.form(stay)
    return submit(
        form,
        "shelter/step.html",
        act=lambda: one.act(stay, form, signed_in_actor(), form.expected_version()),
        then=lambda _done: _after(stay),
        row=stay,
        action=asked.action,
        **screens.step_page(stay, asked.action),
    )


@pages.route(f"{STAY}/care", methods=["GET", "POST"])
@guard(P.STAY_WORK, load=queries.stay_for)
def care(stay: Stay) -> Any:
    """The care log of one stay, sealed under its own key."""
    form, actor = CareForm(), signed_in_actor()
    record_read(StayRead(case_id=stay.case_id, stay_id=stay.id, part="care"), actor)
    return submit(
        form,
        "shelter/care.html",
        act=lambda: staying.write_care(stay, form.words(), actor),
        then=lambda _done: url_for(".care", ref=stay.reference, done="log_written"),
        stay=stay,
        resident=queries.resident_of(stay),
        lines=screens.care_lines(stay),
    )


@pages.route(f"{STAY}/extension", methods=["GET", "POST"])
@guard(P.STAY_WORK, load=queries.stay_for)
def decide(stay: Stay) -> Any:
    """A colleague answers a request for more time."""
    form = DecideForm()
    return submit(
        form,
        "shelter/decide.html",
        act=lambda: extensions.decide(
            stay, form.granted.data, form.words.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".stay", ref=stay.reference, done="extension_decided"),
        row=stay,
        back=url_for(".stay", ref=stay.reference),
        **screens.decision_page(stay),
    )


@pages.route("/r/<ref>/place", methods=["GET", "POST"])
@guard(P.STAY_PLACE, load=received_referral)
def receive(referral: Any) -> Any:
    """A request was accepted: the person gets a room, or waits for one."""
    form = ReceiveForm()
    return submit(
        form,
        "shelter/receive.html",
        act=lambda: holding.from_referral(
            referral, screens.wanted_of(referral, form), signed_in_actor()
        ),
        then=lambda made: url_for(".stay", ref=made.reference, done="stay_moved"),
        referral=referral,
    )
