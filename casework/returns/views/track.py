"""Pages of voluntary returns: asking, the tracker, one part, one step, the traveller's sheet."""

from typing import Any

from flask import render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ReturnRead
from casework.cases.queries import Case, case_by_code
from casework.policy import Actor
from casework.policy import Permission as P
from casework.returns import pages, queries, service
from casework.returns.domain.track import DEPARTED, STOPPED
from casework.returns.forms import FORMS, BreakOffForm, EndForm, RequestForm, StepForm
from casework.returns.queries import Seat
from casework.returns.views.blueprint import blueprint
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

TRACKER = "returns/tracker.html"


class PartSeat:
    """A seat before one part of its return."""

    def __init__(self, seat: Seat, part: Any) -> None:
        self.seat, self.part = seat, part

    def resource(self) -> Any:
        return self.seat.resource()


class StepSeat:
    """A seat before one step of its return."""

    def __init__(self, seat: Seat, action: str) -> None:
        self.seat, self.action = seat, action

    def resource(self) -> Any:
        return self.seat.resource()


def _part_seat(actor: Actor, reference: str, part: str) -> PartSeat | None:
    found = queries.part_of(actor, reference, part)
    return PartSeat(*found) if found is not None and found[1] in FORMS else None


def _step_seat(actor: Actor, reference: str, action: str) -> StepSeat | None:
    seat = queries.seat(actor, reference)
    known = seat is not None and action in pages.texts.CONSEQUENCES
    return StepSeat(seat, action) if seat is not None and known else None


def _calm(actor: Actor, reference: str, action: str) -> StepSeat | None:
    seat = queries.seat(actor, reference)
    return StepSeat(seat, action) if seat is not None else None


def _there(seat: Seat, done: str) -> str:
    if seat.file.state == STOPPED:
        done = "return_stopped"
    return url_for("returns.tracker", reference=seat.file.reference, done=done)


@blueprint.get("/c/<code>/return")
@guard(P.CASE_READ, load=case_by_code)
def of_case(case: Case) -> str:
    """The returns of a case, and what asking for one means."""
    return render_template(
        "returns/of_case.html", case=case, tab="return", files=queries.returns_of(case.id)
    )


@blueprint.route("/c/<code>/return/ask", methods=["GET", "POST"])
@guard(P.CASE_WORK, load=case_by_code)
def ask(case: Case) -> Any:
    """The person asks about returning."""
    form = RequestForm()
    form.offer(pages.chosen_organisations(case))
    return submit(
        form,
        "returns/ask.html",
        act=lambda: service.open_return(
            case,
            form.recorded(),
            form.organisation_id(),
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda file: url_for(".tracker", reference=file.reference, done="return_asked"),
        row=case,
        case=case,
    )


@blueprint.get("/j")
@guard(P.RETURN_LIST)
def files() -> str:
    """The returns the own organisation runs; those that are over with ?ended=1."""
    ended = request.args.get("ended") == "1"
    found = queries.of_officer(signed_in_actor(), ended=ended)
    return render_template("returns/list.html", files=found, ended=ended)


@blueprint.get("/j/<reference>")
@guard(P.RETURN_READ, load=queries.seat)
def tracker(seat: Seat) -> str:
    """Thirteen parts, what may be done now, and stopping."""
    _read(seat, "tracker")
    return render_template("returns/tracker.html", **pages.tracker(seat, signed_in_actor()))


@blueprint.post("/j/<reference>/take")
@guard(P.RETURN_TAKE, load=queries.seat)
def take(seat: Seat) -> Any:
    """An officer takes the return up."""
    form = StepForm()
    return _submitted(
        seat, form, lambda: service.take_up(seat, signed_in_actor(), form.expected_version()),
        "return_taken",
    )  # fmt: skip


@blueprint.post("/j/<reference>/give-back")
@guard(P.RETURN_WORK, load=queries.seat)
def give_back(seat: Seat) -> Any:
    """Somebody else of the organisation may take the return up."""
    form = StepForm()
    return _submitted(
        seat, form, lambda: service.give_back(seat, signed_in_actor(), form.expected_version()),
        "return_given_back",
    )  # fmt: skip


@blueprint.post("/j/<reference>/<any(pause, resume):action>")
@guard(P.RETURN_WORK, load=_calm)
def rest(found: StepSeat) -> Any:
    """The return rests, or goes on: one click, no reason."""
    form, done = StepForm(), "return_paused" if found.action == "pause" else "return_moved"
    return _submitted(found.seat, form, lambda: _stepped(found, form), done)


@blueprint.post("/j/<reference>/stop")
@guard(P.RETURN_WORK, load=queries.seat)
def stop(seat: Seat) -> Any:
    """The person stops: one click, no reason, no penalty."""
    form = StepForm()
    return _submitted(seat, form, lambda: _stepped(StepSeat(seat, "stop"), form), "return_stopped")


@blueprint.route("/j/<reference>/step/<action>", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=_step_seat)
def step(found: StepSeat) -> Any:
    """What a step means, what it still lacks and who can open it."""
    form = StepForm()
    return _submitted(
        found.seat,
        form,
        lambda: _stepped(found, form),
        "return_moved",
        "returns/step.html",
        action=found.action,
        arrow=pages.arrow_of(found.seat, found.action),
        gates=pages.gate_lines(found.seat, found.action),
        first=pages.comes_first(found.seat, found.action),
    )


@blueprint.route("/j/<reference>/end", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.seat)
def end(seat: Seat) -> Any:
    """Somebody other than the person ends the return, with a reason; once the person has left, that
    they did not arrive."""
    if seat.file.state == DEPARTED:
        return _broken_off(seat)
    form = EndForm()
    return _submitted(
        seat,
        form,
        lambda: service.step(
            seat,
            "end",
            signed_in_actor(),
            expected_version=form.expected_version(),
            words=form.words.data,
            code=form.code.data,
        ),
        "return_stopped",
        "returns/end.html",
    )


def _broken_off(seat: Seat) -> Any:
    form = BreakOffForm()
    return _submitted(
        seat,
        form,
        lambda: service.break_off(
            seat, form.code.data, form.words.data, signed_in_actor(), form.expected_version()
        ),
        "return_broken_off",
        "returns/broken_off.html",
    )


@blueprint.route("/j/<reference>/part/<part>", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=_part_seat)
def part(found: PartSeat) -> Any:
    """One part: what is on record, and a form for a newer record."""
    form, seat = FORMS[found.part](), found.seat
    return _submitted(
        seat,
        form,
        lambda: service.keep(
            seat, found.part, form.recorded(), signed_in_actor(), form.expected_version()
        ),
        "return_saved",
        f"returns/parts/{found.part.value}.html",
        part=found.part,
        known=service.known(seat),
    )


@blueprint.get("/j/<reference>/sheet")
@guard(P.RETURN_READ, load=queries.seat)
def sheet(seat: Seat) -> str:
    """The traveller's sheet: theirs to keep, neutral, in a language they read."""
    _read(seat, "sheet")
    return render_template("returns/sheet.html", **pages.sheet(seat, request.args.get("in", "")))


def _stepped(found: StepSeat, form: Form) -> Any:
    return service.step(
        found.seat, found.action, signed_in_actor(), expected_version=form.expected_version()
    )


def _submitted(
    seat: Seat,
    form: Form,
    act: Any,
    done: str,
    template: str = "returns/tracker.html",
    **shown: Any,
) -> Any:
    if request.method == "GET":
        _read(seat, "record")
    if template == TRACKER:
        shown = pages.tracker(seat, signed_in_actor())
    return submit(
        form, template, act=act, then=lambda _done: _there(seat, done), row=seat.file,
        **{"seat": seat, "file": seat.file, "case": seat.case, **shown},
    )  # fmt: skip


def _read(seat: Seat, what: Any) -> None:
    event = ReturnRead(case_id=seat.file.case_id, return_id=seat.file.id, part=what)
    record_read(event, signed_in_actor())
