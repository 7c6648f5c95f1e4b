"""Projects, donors, budget lines in four currencies with dated rates, and what is charged to them.

Money and goods are exact. People are never counted here: that belongs to the statistics.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the words of funding."""
    from casework.funding import registration
    from casework.funding.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
