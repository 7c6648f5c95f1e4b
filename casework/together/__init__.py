"""Working together on a case: conferences, links between cases, conflicts of interest.

Whoever is invited to a conference sees, for a time, what its convener shares, and never an identity
or a note. Links say that two cases belong together without opening one to the other.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the tab, the pages, the work lists, the track and the words."""
    from casework.together import registration
    from casework.together.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
