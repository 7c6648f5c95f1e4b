"""A case passes to another organisation: proposed with the person's agreement, accepted there, and
gone from here at that very moment. Its history goes with it; here stays that it went, and when.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the track, the pages, the work lists and the job."""
    from casework.transfers import registration
    from casework.transfers.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
