"""Screenings: an interview by an instrument, what it points to, and who confirms it.

A screening holds no identity. What is flagged and triaged opens a case; the screening stays as it
was sent, under its own key.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang up the pages, the bar, the work lists, the texts and the command."""
    from casework.screening import registration, texts  # noqa: F401 - texts register themselves
    from casework.screening.cli import screening
    from casework.screening.views import blueprint
    from casework.screening.views.of_visit import around_reader
    from casework.screening.views.words import FILTERS, GLOBALS

    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
    app.jinja_env.globals["around_reader"] = around_reader
    app.register_blueprint(blueprint)
    _administer(app)
    app.cli.add_command(screening)
    registration.register()


def _administer(app: Flask) -> None:
    from casework.screening.administration import registration
    from casework.screening.administration.views import blueprint
    from casework.screening.administration.views.words import FILTERS, GLOBALS

    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)
    app.register_blueprint(blueprint)
    registration.register()
