"""The WSGI entry point and the `flask --app wsgi` command line."""

import os

from casework import create_app
from casework.logs import install
from casework.starting import ready_to_serve
from casework.web import watchdog
from config import Settings

settings = Settings.from_env()
install(json=not settings.demo)
app = create_app(settings)

if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # a server imports this, not a command
    ready_to_serve(app)
    watchdog.init_app(app)
