"""Pages of voluntary returns, by what they are about."""

from casework.returns.views import costs, track
from casework.returns.views.blueprint import blueprint

__all__ = ["blueprint", "costs", "track"]
