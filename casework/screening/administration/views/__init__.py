"""The pages on which questionnaires are administered."""

from casework.screening.administration.views import (  # noqa: F401 - each hangs up its own pages
    comparing,
    editing,
    examples,
    lists,
    preview,
    publishing,
    questions,
)
from casework.screening.administration.views.blueprint import blueprint

__all__ = ["blueprint"]
