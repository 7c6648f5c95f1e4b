"""Pages of deadlines, under /t, and of the days off, under /a/holidays."""

from casework.tasks.views import agenda, feed, holidays, own
from casework.tasks.views.blueprint import blueprint

__all__ = ["agenda", "blueprint", "feed", "holidays", "own"]
