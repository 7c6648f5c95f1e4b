"""Pages of working together: for those who work a case, for those invited, for focal points."""

from casework.together.views import board, conferences, invited, links
from casework.together.views.blueprint import blueprint

__all__ = ["blueprint", "board", "conferences", "invited", "links"]
