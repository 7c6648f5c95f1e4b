"""The settings that checks look at, and how hard a demonstration is judged."""

from flask import current_app

from casework.health.domain import Verdict
from config import Settings


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def harder(verdict: Verdict) -> Verdict:
    """In a demonstration nothing of this is a fault yet."""
    return Verdict.WARN if settings().demo and verdict is Verdict.FAIL else verdict
