"""Distributions of food and other items, counted without lists of people; training of actors.

A distribution knows how many, never who. Its exact numbers are for its own team; what is published
of people goes through the statistics.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the track, the pages and the words of distributions and training."""
    from casework.assistance import registration
    from casework.assistance.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
