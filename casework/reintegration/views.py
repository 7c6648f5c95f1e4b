"""Pages of a reintegration: the plan, its visits, surveys, outcomes and grants."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import ReintegrationRead
from casework.cases.queries import Case, card_of, case_by_code
from casework.funding import queries as funding
from casework.policy import Actor
from casework.policy import Permission as P
from casework.reintegration import forms, instruments, pages, queries, service
from casework.reintegration.domain.lists import Part
from casework.reintegration.domain.records import Survey
from casework.reintegration.goal_forms import OPENED, GoalForm
from casework.reintegration.queries import GrantSeat, InstalmentSeat, Seat
from casework.reintegration.service import Payment
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("reintegration", __name__)
blueprint.context_processor(lambda: pages.WORDS)


class Numbered:
    """A seat before one numbered thing: a goal or the visit of a month."""

    def __init__(self, seat: Seat, number: int) -> None:
        self.seat, self.number = seat, number

    def resource(self) -> Any:
        return self.seat.resource()


def _goal_seat(actor: Actor, reference: str, number: int) -> Numbered | None:
    seat = queries.seat(actor, reference)
    if seat is None or (number and number not in queries.contents(seat.file.id).goals):
        return None
    return Numbered(seat, number)


def _visit_seat(actor: Actor, reference: str, number: int) -> Numbered | None:
    seat = queries.seat(actor, reference)
    known = seat is not None and number in seat.file.months()
    return Numbered(seat, number) if seat is not None and known else None


@blueprint.get("/c/<code>/reintegration")
@guard(P.CASE_READ, load=case_by_code)
def of_case(case: Case) -> str:
    """The reintegration of a case, or what beginning one means."""
    actor, file = signed_in_actor(), queries.file_of(case.id)
    seat = queries.seated(actor, file) if file is not None else None
    shown = pages.overview(seat, actor) if seat is not None else {}
    if seat is not None:
        _read(seat, "overview")
    template = "reintegration/of_case.html"
    return render_template(template, **{**shown, "case": case, "tab": "reintegration"})


@blueprint.route("/c/<code>/reintegration/begin", methods=["GET", "POST"])
@guard(P.CASE_WORK, load=case_by_code)
def begin(case: Case) -> Any:
    """Begin it: from which day, visited how often."""
    form = forms.BeginForm()
    return submit(
        form,
        "reintegration/begin.html",
        act=lambda: service.begin(
            case,
            form.visited.data,
            form.on.data.earliest(),
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda file: url_for(
            ".overview", reference=file.reference, done="reintegration_begun"
        ),
        row=case,
        case=case,
    )


@blueprint.get("/g")
@guard(P.RETURN_LIST)
def files() -> str:
    """The reintegrations after the returns that an officer runs."""
    found = queries.of_officer(signed_in_actor())
    return render_template("reintegration/list.html", files=found)


@blueprint.get("/g/<reference>")
@guard(P.RETURN_READ, load=queries.seat)
def overview(seat: Seat) -> str:
    """Goals, visits, surveys, grants, outcomes."""
    _read(seat, "overview")
    shown = pages.overview(seat, signed_in_actor())
    return render_template("reintegration/overview.html", **shown)


@blueprint.route("/g/<reference>/goal/<int:number>", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=_goal_seat)
def goal(found: Numbered) -> Any:
    """A goal: a new one with 0, or one on record written anew."""
    form, seat, number = GoalForm(), found.seat, found.number
    old = queries.contents(seat.file.id).goals.get(number)
    form.offer(pages.lines_offered(signed_in_actor(), old))
    return _submitted(
        seat,
        form,
        lambda: service.keep(
            seat, Part.GOAL, form.recorded(number), signed_in_actor(), form.expected_version()
        ),
        "goal",
        opened=max(OPENED, len(old.lines)) if old else OPENED,
        show=(lambda form: form.show(old)) if old else None,
    )


@blueprint.route("/g/<reference>/sign", methods=["GET", "POST"])
@guard(P.CASE_WORK, load=queries.seat)
def sign(seat: Seat) -> Any:
    """The plan was agreed with the person and signed."""
    form = forms.SignForm()
    return _submitted(
        seat,
        form,
        lambda: service.sign(seat, form.recorded(), signed_in_actor(), form.expected_version()),
        "sign",
        done="reintegration_signed",
    )


@blueprint.route("/g/<reference>/visit/<int:number>", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=_visit_seat)
def visit(found: Numbered) -> Any:
    """The visit of a month, with its safety check."""
    form, seat = forms.VisitForm(), found.seat
    return _submitted(
        seat,
        form,
        lambda: service.keep(
            seat, Part.VISIT, form.recorded(found.number), signed_in_actor(),
            form.expected_version(),
        ),
        "visit",
        month=found.number,
    )  # fmt: skip


@blueprint.route("/g/<reference>/survey", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.seat)
def survey(seat: Seat) -> Any:
    """The survey in its newest version, section by section; questions may be left out. Going from
    one section to another keeps what was typed and writes nothing."""
    sheet = instruments.newest()
    form = forms.survey_form(sheet)
    child, asked = card_of(seat.case).child, forms.sections_of(form, sheet)
    place = forms.section_asked_for(request.form)
    if place is not None:
        shown = {"seat": seat, "file": seat.file, "child": child, "asked": asked}
        return render_template("reintegration/survey.html", form=form, place=place, **shown)
    return _submitted(
        seat,
        form,
        lambda: service.keep(
            seat,
            Part.SURVEY,
            Survey(
                form.on.data.earliest(), sheet.instrument.version,
                forms.answers_of(form, sheet), child,
            ),
            signed_in_actor(),
            form.expected_version(),
        ),
        "survey",
        asked=asked,
        place=0 if request.method == "GET" else len(asked) - 1,
        child=child,
    )  # fmt: skip


@blueprint.route("/g/<reference>/outcome", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.seat)
def outcome(seat: Seat) -> Any:
    """How it goes."""
    form = forms.OutcomeForm()
    return _submitted(
        seat,
        form,
        lambda: service.keep(
            seat, Part.OUTCOME, form.recorded(), signed_in_actor(), form.expected_version()
        ),
        "outcome",
    )


@blueprint.route("/g/<reference>/grant", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.seat)
def propose(seat: Seat) -> Any:
    """Propose a grant."""
    form = forms.GrantForm()
    return _submitted(
        seat,
        form,
        lambda: service.propose(seat, form.recorded(), signed_in_actor(), form.expected_version()),
        "propose",
        done="grant_proposed",
        **pages.proposing(seat),
    )


@blueprint.route("/g/<reference>/grant/<uuid:grant_id>", methods=["GET", "POST"])
@guard(P.GRANT_APPROVE, load=queries.grant_seat)
def grant(found: GrantSeat) -> Any:
    """One grant, and the yes of a second person."""
    form = forms.StepForm()
    return _of_grant(
        found,
        form,
        lambda: service.approve(found, signed_in_actor(), form.expected_version()),
        "grant",
        "grant_approved",
    )


@blueprint.route("/g/<reference>/grant/<uuid:grant_id>/pay", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.grant_seat)
def pay(found: GrantSeat) -> Any:
    """One instalment, with its evidence, charged to a line."""
    form, actor = forms.PayForm(), signed_in_actor()
    own = [actor.organisation_id] if actor.organisation_id else []
    form.line.choices = funding.payable(own, pages.cases.today()) if own else []
    return _of_grant(
        found,
        form,
        lambda: service.pay(
            found,
            Payment(form.line_id(), form.money(), form.on.data.earliest(), form.evidence.data),
            actor,
            form.expected_version(),
        ),
        "pay",
        "grant_charged",
    )


@blueprint.route("/g/<reference>/grant/<uuid:grant_id>/cancel", methods=["GET", "POST"])
@guard(P.RETURN_WORK, load=queries.grant_seat)
def cancel(found: GrantSeat) -> Any:
    """Nothing more is paid, with the reason."""
    form = forms.CancelForm()
    return _of_grant(
        found,
        form,
        lambda: service.cancel(found, form.words.data, signed_in_actor(), form.expected_version()),
        "cancel",
        "grant_cancelled",
    )


@blueprint.route(
    "/g/<reference>/grant/<uuid:grant_id>/take-back/<uuid:charge_id>", methods=["GET", "POST"]
)
@guard(P.RETURN_WORK, load=queries.instalment_seat)
def take_back(found: InstalmentSeat) -> Any:
    """An instalment was written down wrongly: its charge is undone, with the reason."""
    form = forms.TakeBackForm()
    return _of_grant(
        found,
        form,
        lambda: service.take_back(
            found, form.words.data, signed_in_actor(), form.expected_version()
        ),
        "take_back",
        "grant_taken_back",
    )


def _submitted(
    seat: Seat, form: Any, act: Any, page: str, done: str = "reintegration_saved", **shown: Any
) -> Any:
    if request.method == "GET":
        _read(seat, "record")
    return submit(
        form,
        f"reintegration/{page}.html",
        act=act,
        then=lambda _done: url_for(".overview", reference=seat.file.reference, done=done),
        row=seat.file,
        **{"seat": seat, "file": seat.file, **shown},
    )


def _of_grant(found: GrantSeat, form: Any, act: Any, page: str, done: str) -> Any:
    actor = signed_in_actor()
    _read(found.seat, "grant")
    row, file = found.grant, found.seat.file

    def there(_done: Any) -> str:
        return url_for(".grant", reference=file.reference, grant_id=row.id, done=done)

    shown = pages.grant(found, actor)
    return submit(
        form, f"reintegration/{page}.html", act=act, then=there, row=row, seat=found.seat, **shown
    )


def _read(seat: Seat, what: Any) -> None:
    event = ReintegrationRead(case_id=seat.file.case_id, file_id=seat.file.id, part=what)
    record_read(event, signed_in_actor())
