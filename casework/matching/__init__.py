"""The same person met twice: searched for before a case is opened and when a name is recorded,
judged by a focal point who sees in what two files agree and never the names.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the commands, and what follows when an identity is recorded."""
    from casework.matching import labels, registration
    from casework.matching.cli import match
    from casework.matching.views import blueprint

    registration.register()
    app.jinja_env.globals["match_words"] = labels
    app.register_blueprint(blueprint)
    app.cli.add_command(match)
