"""Refusals of the watch over the trace."""

from casework.kernel.refusals import Refusal


class NotADecoy(Refusal):
    """A file that somebody works with is of a real person."""

    field = "what"


class NoSuchFile(Refusal):
    """No file has this code."""

    field = "code"


class NothingToExport(Refusal):
    """No event answers the question."""


class TooMuchToExport(Refusal):
    """More events than one file holds."""
