"""The days off that deadlines are counted with."""

from typing import TYPE_CHECKING, Any

from flask import render_template, url_for

from casework.kernel.clock import MOROCCO, now
from casework.policy import Permission
from casework.tasks import queries, service
from casework.tasks.forms import ConfirmForm, HolidayForm
from casework.tasks.views.blueprint import blueprint
from casework.tasks.working_days import DayOff
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

if TYPE_CHECKING:
    from casework.tasks.models import Holiday


@blueprint.get("/a/holidays")
@guard(Permission.HOLIDAYS_ADMINISTER)
def holidays() -> str:
    """The days off from the beginning of this year on."""
    since = now().astimezone(MOROCCO).date().replace(month=1, day=1)
    return render_template("tasks/holidays.html", holidays=queries.holidays(since))


@blueprint.route("/a/holidays/new", methods=["GET", "POST"])
@guard(Permission.HOLIDAYS_ADMINISTER)
def add_holiday() -> Any:
    """Add a day off, or say of a known day that it was announced."""
    form = HolidayForm()
    return submit(
        form,
        "tasks/holiday.html",
        act=lambda: service.keep_holiday(form.day_off(), signed_in_actor()),
        then=lambda kept: url_for("tasks.holidays", done="holiday_saved"),
    )


@blueprint.post("/a/holidays/<day>/confirm")
@guard(Permission.HOLIDAYS_ADMINISTER, load=queries.holiday)
def confirm_holiday(holiday: "Holiday") -> Any:
    """The date was announced."""
    known = DayOff(holiday.day, holiday.name, approximate=False)
    return submit(
        ConfirmForm(),
        "tasks/withdraw_holiday.html",
        act=lambda: service.keep_holiday(known, signed_in_actor()),
        then=lambda kept: url_for("tasks.holidays", done="holiday_saved"),
        holiday=holiday,
    )


@blueprint.route("/a/holidays/<day>/withdraw", methods=["GET", "POST"])
@guard(Permission.HOLIDAYS_ADMINISTER, load=queries.holiday)
def withdraw_holiday(holiday: "Holiday") -> Any:
    """The day was announced for another date: take it off the list."""
    return submit(
        ConfirmForm(),
        "tasks/withdraw_holiday.html",
        act=lambda: service.withdraw_holiday(holiday, signed_in_actor()),
        then=lambda done: url_for("tasks.holidays", done="holiday_withdrawn"),
        holiday=holiday,
    )
