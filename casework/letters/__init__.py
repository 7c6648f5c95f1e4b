"""Letters of a case: what can be printed, who printed which copy and why.

Features register their letters; they are set by `casework.papers`, held in memory, and never kept.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the tab, the letters that belong to the case itself, and the pages."""
    from casework.letters import registration
    from casework.letters.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
