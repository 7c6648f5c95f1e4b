"""Several requests at once: chosen, looked at, done one by one, each outcome said."""

from functools import partial
from typing import Any

from flask import abort, make_response, render_template

from casework.kernel.refusals import Refusal
from casework.policy import Permission as P
from casework.referrals import pages
from casework.referrals.forms import SeveralForm
from casework.referrals.several import RECEIVED, Outcome, answer_several, close_several
from casework.referrals.views.blueprint import blueprint
from casework.web.guard import guard, signed_in_actor


@blueprint.post("/r/several/<action>")
@guard(P.REFERRAL_INBOX)
def several(action: str) -> Any:
    """Answer, or note the same step for, those chosen. Each is checked by itself."""
    if action not in RECEIVED:
        abort(404)
    form = SeveralForm()
    if action == "decline" and not form.reason.data:
        return _asked(form, action)
    return _done(form, lambda: answer_several(
        form.chosen(), action, form.reason.data or "", signed_in_actor()
    ))  # fmt: skip


@blueprint.get("/r/delivered")
@guard(P.REFERRAL_CLOSE_SEVERAL)
def delivered() -> str:
    """What was given and waits to be finished, of all the actor's cases."""
    rows = pages.delivered_rows(signed_in_actor())
    return render_template("referrals/delivered.html", rows=rows, form=SeveralForm())


@blueprint.post("/r/delivered")
@guard(P.REFERRAL_CLOSE_SEVERAL)
def close_delivered() -> Any:
    """Finish those chosen."""
    form, actor = SeveralForm(), signed_in_actor()
    of_reference = partial(pages.case_of_reference, actor)
    return _done(form, lambda: close_several(form.chosen(), actor, of_reference))


def _asked(form: SeveralForm, action: str) -> Any:
    chosen = [f"{one.reference} {one.version}" for one in form.chosen()]
    return make_response(
        render_template("referrals/several.html", form=form, action=action, chosen=chosen), 200
    )


def _done(form: SeveralForm, act: Any) -> Any:
    outcomes: list[Outcome] = []
    status = 200
    if not form.validate():
        status = 422
    else:
        try:
            outcomes = act()
        except Refusal as refusal:
            form.refuse(refusal)
            status = refusal.status
    shown = render_template("referrals/several_done.html", form=form, outcomes=outcomes)
    return make_response(shown, status)
