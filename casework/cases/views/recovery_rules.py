"""How long a recovery period lasts, under /a/recovery: configuration with its source."""

from typing import Any

from flask import render_template, url_for

from casework.accounts.queries import user_displays
from casework.cases.domain.protection import NORM
from casework.cases.forms.protection import RecoveryRuleForm
from casework.cases.queries import recovery_rules, rule_in_force, today
from casework.cases.service import set_recovery_rule
from casework.cases.views.blueprint import blueprint
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/a/recovery")
@guard(Permission.LAW_ADMINISTER)
def rules() -> str:
    """What is in force, what was before, what will be."""
    found = recovery_rules()
    return render_template(
        "cases/recovery/rules.html",
        rules=found,
        current=rule_in_force(today()),
        norm=NORM,
        names=user_displays([row.set_by_id for row in found]),
        today=today(),
    )


@blueprint.route("/a/recovery/new", methods=["GET", "POST"])
@guard(Permission.LAW_ADMINISTER)
def new_rule() -> Any:
    """Another length, from a day on."""
    form = RecoveryRuleForm()
    return submit(
        form,
        "cases/recovery/new.html",
        act=lambda: set_recovery_rule(
            form.rule(), form.valid_from.data.earliest(), signed_in_actor()
        ),
        then=lambda _done: url_for(".rules", done="rule_set"),
    )
