"""The pages of keeping and erasing, under /keeping, for the data protection officer and the focal
points of the region. Codes and days: no page here opens anything of a person."""

from typing import TYPE_CHECKING, Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from casework.accounts.queries import organisation_names, user_displays
from casework.audit import record_read
from casework.audit.catalogue import CertificatePrinted, RetentionRead
from casework.kernel import clock
from casework.papers.answers import pdf_answer
from casework.papers.blocks import Copy
from casework.papers.letter import pdf
from casework.policy import Permission
from casework.retention import certificate, holds, queries, service, texts
from casework.retention.forms import ActForm, ConfirmForm, HoldForm, KeepForm
from casework.retention.queries import Found
from casework.retention.schedules import current, today, versions
from casework.retention.subjects import mentions_of
from casework.web.account import signed_in
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

if TYPE_CHECKING:
    from casework.retention.models import Erasure

blueprint = Blueprint("retention", __name__, url_prefix="/keeping")


@blueprint.get("")
@guard(Permission.RETENTION_LIST)
def overview() -> Response | str:
    """What is on its way, what is held, what was erased, and the table of periods."""
    actor, code = signed_in_actor(), request.args.get("code", "").strip()[:20]
    if code and (one := queries.found(actor, code)) is not None:
        return make_response(redirect(url_for(".record", code=one.code), code=303))
    return render_template(
        "retention/overview.html",
        code=code,
        waiting=queries.erasures(actor),
        held=queries.holds(actor),
        erased=queries.erasures(actor, erased=True),
        schedules=versions(),
        today=today(),
        texts=texts,
    )


@blueprint.get("/<code>")
@guard(Permission.RETENTION_READ, load=queries.found)
def record(one: Found) -> str:
    """One record: until when it is kept, what stands against erasing it, what was decided."""
    ids = {"case": "case_id", "screening": "screening_id"}
    named = {ids[one.kind]: one.subject.id} if one.subject and one.kind in ids else {}
    record_read(RetentionRead(kind=one.kind, **named), signed_in_actor())
    return render_template("retention/record.html", form=_act_form(one), **_about(one))


@blueprint.post("/<code>/begin")
@guard(Permission.RETENTION_ERASE, load=queries.found)
def begin(one: Found) -> Any:
    """The person asked for the erasure: begin it before the period has run out."""
    return _act(one, "erasure_begun", lambda form: service.begin(_subject(one), signed_in_actor()))


@blueprint.post("/<code>/ask")
@guard(Permission.RETENTION_ERASE, load=queries.found)
def ask(one: Found) -> Any:
    """The first of two people."""
    return _act(
        one,
        "erasure_asked",
        lambda form: service.ask(_erasure(one), signed_in_actor(), form.expected_version()),
    )


@blueprint.route("/<code>/keep", methods=["GET", "POST"])
@guard(Permission.RETENTION_ERASE, load=queries.found)
def keep(one: Found) -> Any:
    """The second person says no, or the first takes it back."""
    form = KeepForm()
    return submit(
        form,
        "retention/keep.html",
        act=lambda: service.keep(
            _erasure(one), form.reason.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".record", code=one.code, done="erasure_kept"),
        row=one.erasure,
        **_about(one),
    )


@blueprint.route("/<code>/confirm", methods=["GET", "POST"])
@guard(Permission.RETENTION_ERASE, load=queries.found)
def confirm(one: Found) -> Any:
    """The second of two people, who types the code. There is no way back."""
    form = ConfirmForm()
    return submit(
        form,
        "retention/confirm.html",
        act=lambda: service.confirm(
            _erasure(one), form.code.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".record", code=one.code, done="erased"),
        row=one.erasure,
        **_about(one),
    )


@blueprint.route("/<code>/hold", methods=["GET", "POST"])
@guard(Permission.RETENTION_HOLD, load=queries.found)
def hold(one: Found) -> Any:
    """Place a hold, or review the one that stands and let it stand for longer."""
    form, actor = HoldForm(), signed_in_actor()

    def act() -> Any:
        until = form.until.data.earliest()
        if one.hold is not None:
            return holds.extend_hold(one.hold, form.reason.data, until, actor)
        return holds.place_hold(_subject(one), form.reason.data, until, actor)

    done = "hold_extended" if one.hold else "hold_placed"
    return submit(
        form,
        "retention/hold.html",
        act=act,
        then=lambda _done: url_for(".record", code=one.code, done=done),
        **_about(one),
    )


@blueprint.post("/<code>/lift")
@guard(Permission.RETENTION_HOLD, load=queries.found)
def lift(one: Found) -> Any:
    """Nothing stands against the erasure any more."""

    def act(form: Form) -> None:
        if one.hold is None:
            raise holds.HoldGone()
        holds.lift_hold(one.hold, signed_in_actor())

    return _act(one, "hold_lifted", act)


@blueprint.get("/certificates/<uuid:erasure_id>.pdf")
@guard(Permission.RETENTION_READ, load=queries.erased, file_of="retention.overview")
def certificate_of(row: "Erasure") -> Response:
    """The certificate of an erasure, in French or Arabic."""
    language = "ar" if request.args.get("language") == "ar" else "fr"
    reader = signed_in()
    copy = Copy(1, reader.name if reader else "", clock.now())
    fiction = bool(current_app.extensions["settings"].demo)
    made = pdf(certificate.certificate(row, language), copy, fiction=fiction)
    record_read(CertificatePrinted(erasure_id=row.id, language=language), signed_in_actor())
    return pdf_answer(made, row.code)


def _act(one: Found, done: str, act: Any) -> Any:
    form = ActForm()
    return submit(
        form,
        "retention/record.html",
        act=lambda: act(form),
        then=lambda _done: url_for(".record", code=one.code, done=done),
        row=one.erasure,
        **_about(one),
    )


def _act_form(one: Found) -> Form:
    form = ActForm()
    if one.erasure is not None:
        form.version.data = str(one.erasure.version)
    return form


def _about(one: Found) -> dict[str, Any]:
    people = [one.erasure.asked_by_id, one.erasure.confirmed_by_id] if one.erasure else []
    people += [one.hold.placed_by_id, one.hold.reviewed_by_id] if one.hold else []
    mentions = mentions_of(one.subject) if one.subject else []
    houses = [found.organisation_id for found in mentions]
    return {
        "one": one,
        "mentions": mentions,
        "organisations": organisation_names(houses, current_language()),
        "kept_in_houses": current().house_log,
        "names": user_displays(people),
        "me": signed_in_actor().user_id,
        "today": today(),
        "texts": texts,
    }


def _subject(one: Found) -> Any:
    if one.subject is None:
        raise service.StillWorkedWith()
    return one.subject


def _erasure(one: Found) -> "Erasure":
    if one.erasure is None:
        raise service.StillWorkedWith()
    return one.erasure
