"""Needs, the individual plan, and the services that were given.

The plan belongs to the person: goals stand in their words, it is agreed and reviewed with them, and
what is printed for them could be found by anybody. Whether a plan was agreed is told to the gate
of the pathway; a review meets its deadline.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the tab, the pages, the words and what the gates ask."""
    from casework.planning import registration
    from casework.planning.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
