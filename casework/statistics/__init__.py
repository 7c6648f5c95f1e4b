"""Protected statistics: freezing periods, the published cells, dashboards.

Counting and the audit are handed to the freeze here, so that the modules that publish and that
answer questions have no way to a fact, a case or a key.
"""

from datetime import timedelta

from flask import Flask

from casework.statistics.freeze import Sources


def init_app(app: Flask) -> None:
    """Register the pages, the commands and the daily freeze, and hand over what it needs."""
    from casework.audit.catalogue import StatisticsRefused
    from casework.db.migrating import register_seed
    from casework.facts.providers import register_bound
    from casework.jobs import register_periodic
    from casework.policy import Permission, Role
    from casework.web.codes import register_words
    from casework.web.guard import also_note
    from casework.web.languages import _l
    from casework.web.navigation import NavItem, register_navigation

    from . import donors, numbers, older, question_words, reading, refusals, roles, service
    from .cli import statistics
    from .exports.views import blueprint as exports
    from .views import blueprint

    settings = app.extensions["settings"]
    reading.init_app(app, settings.database, settings.statistics_url)
    service.hand_over(app, _sources())
    numbers.init_app(app)
    donors.init_app()
    asked_by = (Permission.STATISTICS_READ, Permission.STATISTICS_EXPORT)
    for permission in (*asked_by, Permission.STATISTICS_QUESTIONS, Permission.FIGURES_READ):
        also_note(permission, lambda: StatisticsRefused(asked="role"))
    register_words("StatisticsRead", table=question_words.table_words)
    register_words("StatisticsRefused", asked=question_words.refused_words)
    register_words("StatisticsExported", report=question_words.file_words)
    register_seed(roles.renew)
    register_bound(older.are_sealed)
    app.register_blueprint(blueprint)
    app.register_blueprint(exports)
    app.cli.add_command(statistics)
    register_periodic("statistics.freeze", timedelta(hours=6), _freeze_by_itself, in_unit=False)
    for role in (Role.ANALYST, Role.FOCAL_POINT):
        item = NavItem(_l("Dashboard"), "statistics.dashboard", "chart", place=70)
        register_navigation(role, [item])
    item = NavItem(
        _l("Questions to the statistics"), "statistics.asked_questions", "chart", place=70
    )
    register_navigation(Role.DPO, [item])
    refusals.explain_all()


def _freeze_by_itself() -> int:
    """The worker's freeze. Not within a day after days in which nothing was sealed: the clock may
    have been set ahead, and what is published of months to come is never taken back. The command
    freezes at once, by the word of whoever gives it."""
    from casework.audit.sealed import LEAP, leap
    from casework.db import unit_of_work
    from casework.facts.service import FactsMoved
    from casework.kernel.clock import now
    from casework.logs import write
    from casework.logs.catalogue import FactsFoundMoved

    from . import jobs

    with unit_of_work():
        leapt = leap(now()) > LEAP
    try:
        return 0 if leapt else jobs.freeze_due()
    except FactsMoved as refusal:
        write(FactsFoundMoved(int(refusal.codes["count"])))
        return 0


def _sources() -> Sources:
    """What the freeze is given: counting, and the audit's own functions."""
    from casework import audit
    from casework.audit.catalogue import StatisticsFrozen
    from casework.audit.copies import second_place
    from casework.audit.releases import kept_releases, recorded, recorded_codes
    from casework.audit.restorations import last_restored
    from casework.facts import service as facts

    def record(code: str, digest: str) -> None:
        audit.record(StatisticsFrozen(period=code, digest=digest), None)

    def kept() -> set[str]:
        return recorded_codes() | set(kept_releases().names())

    return Sources(
        count=facts.count,
        count_for_good=facts.count_for_good,
        first_month=facts.first_month,
        record=record,
        recorded=recorded,
        destroy=facts.destroy,
        kept=kept,
        restored=lambda: last_restored(second_place()),
    )
