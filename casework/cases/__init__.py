"""The case file: the pathway from triage to closure, the person, consent, risk and access.

Higher features (screening, referrals) open cases and take steps through `service`, and register
what they add: circumstances for the gates, tabs, buttons and lines of the file.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, the track, the work lists, the tasks and the words of refusals."""
    from casework.cases import counted, frame, keeping, registration, texts, traced
    from casework.cases.views import blueprint

    registration.register()
    counted.register()
    keeping.register()
    traced.register()
    texts.register_texts()
    frame.init_app(app)
    app.register_blueprint(blueprint)
