"""Sanad as it is served, whose admissions stop in the middle: the file `HALTED_FILE` appears, and
nothing goes on. A server of the tests imports this in place of `wsgi`, to be killed there."""

import importlib
import os
import time
from pathlib import Path
from typing import Any

from casework.db import db
from wsgi import app

FOR_EVER = 120


def _halt(*_told: Any, **_more: Any) -> None:
    db.session.flush()  # what was done so far is in the database, and not committed
    Path(os.environ["HALTED_FILE"]).touch()
    time.sleep(FOR_EVER)


_module, _, _name = os.environ["HALTS_AT"].partition(":")
setattr(importlib.import_module(_module), _name, _halt)

__all__ = ["app"]
