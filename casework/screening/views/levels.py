"""What a focal point decides on one screening: its level, and the risk level a case opens with."""

from typing import Any

from flask import redirect, url_for

from casework.policy import Permission
from casework.screening import queries, service
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.track import NOT_INDICATED, WATCH, confirming
from casework.screening.forms import (
    ConfirmForm,
    DecideForm,
    LowerForm,
    RaiseForm,
    TriageForm,
)
from casework.screening.forms.following import UnexploredForm, WatchForm, prefilled
from casework.screening.loader import outcomes
from casework.screening.queries import Screening
from casework.screening.texts import PRIORITIES
from casework.screening.views.blueprint import blueprint
from casework.screening.views.queue import change_of
from casework.screening.views.result import labelled, opened_result
from casework.screening.views.words import band_label
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

TRIAGE = Permission.SCREENING_TRIAGE
_DECIDED = {"approve": "lowering_approved", "refuse": "lowering_refused"}


@blueprint.route("/q/<reference>/confirm", methods=["GET", "POST"])
@guard(TRIAGE, load=queries.sent_screening)
def confirm(screening: Screening) -> Any:
    """Stand behind the level in force. Somebody at risk is given a day; what was not explored
    enough is asked again, or closed with a reason."""
    present = opened_result(screening).in_force
    leads_to, incomplete = confirming(present.band), outcomes().is_incomplete(present)
    form = _confirming(leads_to, incomplete)
    return submit(
        form,
        "screening/confirm.html",
        act=lambda: service.confirm(
            screening, signed_in_actor(), form.expected_version(), _answered(form)
        ),
        then=lambda _state: _to_item(screening, "screening_confirmed"),
        row=screening,
        screening=screening,
        band=band_label(present.band),
        leads_to=leads_to,
        incomplete=incomplete,
        labour=present.band is Band.D and not incomplete,
    )


def _confirming(leads_to: str, incomplete: bool) -> Any:
    if leads_to == "confirm_watch":
        return prefilled(WatchForm())
    if leads_to == "confirm_not_indicated" and incomplete:
        return prefilled(UnexploredForm())
    return ConfirmForm()


def _answered(form: Any) -> service.Answered:
    day = form.again_on.data.earliest() if "again_on" in form and form.again_on.data else None
    again = "way" in form and form.way.data == "again"
    reason = form.reason.data if "reason" in form and not again else ""
    return service.Answered(day if again or "way" not in form else None, again, reason)


@blueprint.route("/q/<reference>/raise", methods=["GET", "POST"])
@guard(Permission.SCREENING_RAISE, load=queries.sent_screening)
def raise_level(screening: Screening) -> Any:
    """Raise the level at once, with a reason; of what was closed or watched, flag it after all."""
    form, present = RaiseForm(), opened_result(screening)
    flags = screening.state in (NOT_INDICATED, WATCH)
    offered = [band for band in present.higher() if not flags or band <= Band.C]
    form.band.choices = labelled(offered)
    act = service.flag if flags else service.raise_band
    return submit(
        form,
        "screening/change.html",
        act=lambda: act(
            screening, Band(form.band.data), form.reason.data, signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: _to_item(screening, "screening_flagged" if flags else "band_raised"),
        row=screening,
        screening=screening,
        present=band_label(present.band),
        lowering=False,
    )  # fmt: skip


@blueprint.route("/q/<reference>/lower", methods=["GET", "POST"])
@guard(TRIAGE, load=queries.sent_screening)
def ask_lowering(screening: Screening) -> Any:
    """Ask for a lower level: a second focal point decides."""
    form, present = LowerForm(), opened_result(screening)
    form.band.choices = labelled(present.lower())
    return submit(
        form,
        "screening/change.html",
        act=lambda: service.ask_lowering(
            screening, Band(form.band.data), form.reason.data, signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: _to_item(screening, "lowering_asked"),
        row=screening,
        screening=screening,
        present=band_label(present.band),
        lowering=True,
    )  # fmt: skip


@blueprint.route("/q/<reference>/decide", methods=["GET", "POST"])
@guard(TRIAGE, load=queries.sent_screening)
def decide_lowering(screening: Screening) -> Any:
    """A second focal point agrees to a lowering, or keeps the level with a reason."""
    pending = queries.pending_lowering(screening)
    if pending is None:
        return redirect(_to_item(screening), code=303)
    opened_result(screening)
    form = DecideForm()
    return submit(
        form,
        "screening/decide.html",
        act=lambda: service.decide_lowering(
            screening, form.answer.data == "approve", form.reason.data, signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: _to_item(screening, _DECIDED[form.answer.data]),
        row=screening,
        screening=screening,
        change=change_of(pending, {}),
    )  # fmt: skip


@blueprint.route("/q/<reference>/triage", methods=["GET", "POST"])
@guard(TRIAGE, load=queries.sent_screening)
def triage(screening: Screening) -> Any:
    """Set the risk level; a case opens with it."""
    form = TriageForm()
    form.level.choices = [(level.value, words) for level, words in PRIORITIES.items()]
    return submit(
        form,
        "screening/triage.html",
        act=lambda: service.triage(
            screening, Priority(form.level.data), form.reason.data, signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _code: _to_item(screening, "case_from_screening"),
        row=screening,
        screening=screening,
        proposed=PRIORITIES[Priority(screening.priority or "P4")],
    )  # fmt: skip


def _to_item(screening: Screening, done: str | None = None) -> str:
    return url_for("screening.item", reference=screening.reference, done=done)
