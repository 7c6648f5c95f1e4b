"""The WSGI entry point and the `flask --app wsgi` command line."""

import os

from casework import create_app
from casework.starting import ready_to_serve
from config import Settings

app = create_app(Settings.from_env())

if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # a server imports this, not a command
    ready_to_serve(app)
