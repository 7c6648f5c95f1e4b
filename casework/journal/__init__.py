"""The trace as a page: who did what, when, on which record. Codes and counts, never a value."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, for those who watch over the service without seeing a case."""
    from casework.journal.alarm_views import blueprint as alarms
    from casework.journal.chain_views import blueprint as chain
    from casework.journal.registration import register
    from casework.journal.views import blueprint

    register()
    app.register_blueprint(blueprint)
    app.register_blueprint(alarms)
    app.register_blueprint(chain)
