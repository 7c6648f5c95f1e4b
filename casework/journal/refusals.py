"""Refusals of the watch over the trace."""

from casework.kernel.refusals import Refusal


class NoSuchFile(Refusal):
    """No file has this code."""

    field = "code"
