"""What people read when something does not go through: one text per refusal, one page per status.

Features say once, beside their refusal, how it reads: `explain(ConsentMissing, _l("…"))`. Pages
name what to do next and never repeat what was sent. Failures are logged by kind and place, without
their message, which could quote somebody's words.
"""

import secrets
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, SecurityError

from casework.encryption import DataKeyMissing
from casework.kernel import refusals
from casework.kernel.refusals import Refusal
from casework.logs import write as write_line
from casework.logs.catalogue import Failure, StoreUnavailable
from casework.web import kept
from casework.web.languages import _, _l

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503})
RETRY_AFTER = 5

_texts: dict[type[Refusal], dict[frozenset[tuple[str, Any]], Any]] = {}


def explain(refusal: type[Refusal], text: Any, **codes: str | int) -> None:
    """How a refusal reads. With codes, only for refusals that carry them:
    `explain(GateClosed, _l("…"), gate="G-CONSENT")`. `%(name)s` is filled from the codes."""
    _texts.setdefault(refusal, {})[frozenset(codes.items())] = text


def explained(refusal: type[Refusal]) -> bool:
    """Whether this very class has a text without conditions."""
    return frozenset() in _texts.get(refusal, {})


def explanation(refusal: Refusal) -> str:
    """The text for a refusal, in the reader's language: its own, or its nearest ancestor's."""
    carried = set(refusal.codes.items())
    for kind in type(refusal).__mro__:
        fitting = [codes for codes in _texts.get(kind, ()) if codes <= carried]
        if fitting:
            text = str(_texts[kind][max(fitting, key=len)])
            return text % refusal.codes if "%(" in text else text
    return _("This cannot be done now.")


explain(refusals.NotFound, _l("This page does not exist, or is not open to you."))
explain(
    refusals.NotPermitted,
    _l(
        "You do not have access to this page. If your work requires it, ask the person who "
        "manages accounts in your organisation."
    ),
)
explain(
    refusals.StaleVersion,
    _l(
        "Somebody changed this since you opened it. Nothing of yours was saved. "
        "Read what is new, then send again."
    ),
)
explain(
    refusals.StepNotPossible,
    _l("This step is not possible any more: the situation has changed. Open the page again."),
)
explain(refusals.SharingEnded, _l("This was shared with you for a time, and the time is over."))
explain(refusals.GateClosed, _l("Something is still missing before this step."))
explain(refusals.ReasonMissing, _l("Write why: this step needs a reason."))
explain(
    refusals.SecondPersonNeeded,
    _l("A second person must confirm this step: it cannot be the same person."),
)
explain(
    refusals.SameKeyOtherContent,
    _l("This form was already sent with other content. Open it again to change it."),
)
explain(DataKeyMissing, _l("This record was erased: it cannot be read any more."))


def page(status: int, text: str = "", mark: str = "", **more: Any) -> Response:
    """The page of a status. Failures of ours use a page that needs neither account nor database."""
    template = "errors/failure.html" if status >= 500 else "errors/refused.html"
    shown = {"status": status, "text": text, "mark": mark, **more}
    return make_response(render_template(template, **shown), status)


def _refused(refusal: Refusal) -> Response:
    if refusal.status >= 500:  # a broken seal is no answer to a user: it is logged with a mark
        return _failed(refusal)
    return page(refusal.status, explanation(refusal))


def _http(problem: HTTPException) -> Response:
    status = problem.code or 500
    if status < 400:
        return make_response(problem.get_response())
    if status == 401:
        back = request.path if request.method in ("GET", "HEAD") else None
        return make_response(redirect(url_for("accounts.sign_in", next=back), code=303))
    answer = page(status if status in PAGES else 400 if status < 500 else 500)
    answer.status_code = status
    for name, value in problem.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _other_host(problem: SecurityError) -> Response:
    """Not addressed to this installation: no address of ours can be written on a page, so a word is
    all there is."""
    answer = make_response("400", 400)
    answer.mimetype = "text/plain"
    return answer


def _stale_page(problem: CSRFError) -> Response:
    if request.endpoint == "home.hide":  # a page left open for long must still let go at once
        from casework.web.home import leave

        return leave()
    return page(400, _("This page was open for a long time. Go back, open it again and resend."))


def _unavailable(problem: OperationalError) -> Response:
    """The store cannot be written to, or not be reached. A form comes back with what was typed and
    its own key, so that it is carried out once, however often it is sent; and with the mark it came
    with, not a new one: whether it came from a page of ours was perhaps not looked at yet."""
    write_line(StoreUnavailable(problem))
    again = request.method == "POST" and not kept.SECRET & {*request.form}
    answer = page(
        503,
        kept=kept.typed_for_again(but=kept.PROOF) if again else [],
        files=bool(request.files),
        action=request.full_path if request.query_string else request.path,
    )
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _failed(problem: Exception) -> Response:
    problem = getattr(problem, "original_exception", None) or problem
    if isinstance(problem, OperationalError):  # also while the page of another refusal is written
        return _unavailable(problem)
    mark = f"E-{secrets.token_hex(3).upper()}"
    write_line(Failure(mark, problem))
    return page(500, mark=mark)


def _say_nothing(exc_info: object) -> None:
    """Flask would log the message and the values of a failure; `_failed` logs its kind."""


def init_app(app: Flask) -> None:
    """One handler for refusals, one for what HTTP says, one for what we did not foresee."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(SecurityError, _other_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _unavailable)
    app.register_error_handler(500, _failed)
    app.log_exception = _say_nothing  # type: ignore[method-assign]
