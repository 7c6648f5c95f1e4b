"""Between Sanad and the tools of others: questionnaires as XLSForm and XForm, and back; what was
filled in with them elsewhere, as screenings.

What comes in is read with suspicion: bounded before it is opened, refused with a reason.
"""

from flask import Flask


def init_app(app: Flask) -> None:
    """Hang up the pages, the texts and the commands."""
    from casework.exchange import texts  # noqa: F401 - texts register themselves
    from casework.exchange.cli import exchange
    from casework.exchange.pages import form_remarks_link, may_import_forms
    from casework.exchange.views import blueprint

    app.jinja_env.globals["form_remarks_link"] = form_remarks_link
    app.jinja_env.globals["may_import_forms"] = may_import_forms
    app.register_blueprint(blueprint)
    app.cli.add_command(exchange)
