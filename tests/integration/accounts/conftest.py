"""What the tests of accounts share."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask


@pytest.fixture
def strict(sqlite_app: Flask) -> Iterator[Flask]:
    """An installation where every role needs a second factor, as in production."""
    kept = sqlite_app.extensions["settings"]
    sqlite_app.extensions["settings"] = replace(kept, second_factor="all")
    yield sqlite_app
    sqlite_app.extensions["settings"] = kept
