"""Pages of needs, plan and services, under /c/<code>. Every page is guarded by what it shows."""

from casework.planning.views import log, plan, printing
from casework.planning.views.blueprint import blueprint

__all__ = ["blueprint", "log", "plan", "printing"]
