"""New powers: who was given which, by whom; that it is right, or a stop until it was looked at."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect, render_template, url_for

from casework.accounts import names, service
from casework.accounts.domain.people import SETTLED_AFTER
from casework.accounts.queries import powers_settled, user_displays
from casework.accounts.queries.powers import power_for, powers_seen
from casework.accounts.service.powers import WATCHING
from casework.kernel import clock
from casework.policy import Actor, Permission
from casework.web.codes import region_name
from casework.web.forms import Form
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

if TYPE_CHECKING:
    from casework.accounts.models import NewPower
    from casework.accounts.service.powers import Answer

blueprint = Blueprint("powers", __name__, url_prefix="/m/powers")
DONE = {"right": "powers_right", "stop": "powers_stopped", "release": "powers_released"}


@blueprint.get("")
@guard(Permission.POWERS_READ)
def powers() -> str:
    """What was given in the last 30 days, and what is stopped."""
    actor = signed_in_actor()
    rows = powers_seen(actor)
    return render_template(
        "accounts/powers.html",
        rows=rows,
        people=_people(rows),
        what_name=names.power_name,
        role_name=names.role_name,
        region_name=region_name,
        settled_after=SETTLED_AFTER,
        settled=powers_settled(actor),
        watching=WATCHING,
        now=clock.now(),
        me=actor.user_id,
        language=current_language(),
        plain=Form(formdata=None),
    )


class _Asked:
    """One of them, and the answer."""

    def __init__(self, power: "NewPower", answer: "Answer") -> None:
        self.power, self.answer = power, answer

    def resource(self) -> Any:
        """That of the powers."""
        return self.power.resource()


def _power(actor: Actor, power_id: UUID, answer: "Answer") -> _Asked | None:
    found = power_for(actor, power_id)
    return _Asked(found, answer) if found else None


@blueprint.post("/<uuid:power_id>/<any(right, stop, release):answer>")
@guard(Permission.POWERS_ANSWER, load=_power)
def answer(asked: _Asked) -> Response:
    """They are right; stop the account; let it in again."""
    service.answer_powers(asked.power, asked.answer, signed_in_actor())
    return make_response(redirect(url_for("powers.powers", done=DONE[asked.answer]), code=303))


def _people(rows: Sequence["NewPower"]) -> dict[UUID, str]:
    return user_displays(one for row in rows for one in (row.given_by_id, row.answered_by_id))
