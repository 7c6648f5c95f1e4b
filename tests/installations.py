"""The application under test as one for real people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask
from sqlalchemy import text

from casework.db import db, unit_of_work


@contextmanager
def real_installation(app: Flask, *, stamped: bool = True) -> Iterator[None]:
    """The same application as one for real people; its database too, unless it is not `stamped`."""
    settings = app.extensions["settings"]
    mode = "UPDATE installation SET mode = :mode"
    app.extensions["settings"] = replace(settings, mode="production")
    try:
        with app.app_context():
            if stamped:
                with unit_of_work():
                    db.session.execute(text(mode), {"mode": "production"})
            yield
            if stamped:
                with unit_of_work():
                    db.session.execute(text(mode), {"mode": "demo"})
    finally:
        app.extensions["settings"] = settings
