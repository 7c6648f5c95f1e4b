"""Inspection visits: one workplace or household, several people met, and the labour track.

A visit knows no screening: whatever meets people hangs itself up in `people`. The employer lies in
a compartment of its own, and a labour record in another, with nothing that leads from the one to
the other but what is sealed in the visit.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang up the pages, the bar, the work lists, the texts and the words of codes."""
    from casework.visits import code_lists, texts
    from casework.visits.registration import register
    from casework.visits.views import labour_pages, visit_pages

    register()
    app.jinja_env.filters.update(
        sector=code_lists.sector_name, infraction=code_lists.infraction_name
    )
    app.jinja_env.globals["visit_words"] = texts
    app.register_blueprint(visit_pages)
    app.register_blueprint(labour_pages)
