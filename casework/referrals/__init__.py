"""Referrals between organisations: what may travel, asking, answering, and what follows.

A referral shows its recipient exactly what its sender previewed, in two stages, and nothing after
it is declined, expired or withdrawn.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the track, the pages, the work lists, the words and the jobs of referrals."""
    from casework.referrals import registration
    from casework.referrals.views import blueprint

    registration.register()
    app.register_blueprint(blueprint)
