"""Sanad: identification, protection and accompaniment of victims of human trafficking."""

from importlib import import_module

from flask import Flask

from config import Settings

# The order of wiring: each package may register with those before it.
PACKAGES = (
    "encryption",
    "web",
    "papers",
    "counters",
    "audit",
    "facts",
    "jobs",
    "backup",
    "accounts",
    "directory",
    "tasks",
    "funding",
    "journal",
    "workflow",
    "retention",
    "cases",
    "letters",
    "oversight",
    "health",
    "matching",
    "custody",
    "visits",
    "screening",
    "referrals",
    "transfers",
    "shelter",
    "returns",
    "reintegration",
    "assistance",
    "planning",
    "documents",
    "together",
    "statistics",
    "exchange",
    "setup",
    "demo",
)


def create_app(settings: Settings) -> Flask:
    """The application. Touches neither database nor keyring: both are opened when first needed."""
    from casework import commands, serving
    from casework.db import install_engines, migrating
    from casework.web import observing
    from casework.web.guard import refuse_unstamped

    app = Flask(__name__, static_folder=None, template_folder="../templates")
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        MAX_FORM_PARTS=500,
        TESTING=settings.testing,
        TRUSTED_HOSTS=settings.own_hosts,
    )
    app.extensions["settings"] = settings
    install_engines(app, settings.database)
    migrating.init_app(app)
    for package in PACKAGES:
        import_module(f"casework.{package}").init_app(app)
    for part in (commands, serving):
        part.init_app(app)
    refuse_unstamped(app)
    observing.know_endpoints(app)
    return app
