"""Tasks and deadlines of any owner (screening, case, referral), working days, escalation."""

from datetime import timedelta

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the job that escalates, and the shipped holidays."""
    from casework.db.migrating import register_seed
    from casework.jobs import register_periodic
    from casework.tasks.firing import pass_deadlines
    from casework.tasks.registration import register
    from casework.tasks.service import seed_holidays
    from casework.tasks.texts import holiday_name
    from casework.tasks.titles import neutral_title
    from casework.tasks.views import blueprint

    register()
    register_seed(seed_holidays)
    register_periodic("tasks.pass", timedelta(minutes=5), pass_deadlines, in_unit=False)
    app.jinja_env.filters["holiday_name"] = holiday_name
    app.jinja_env.globals["neutral_title"] = neutral_title
    app.register_blueprint(blueprint)
