"""The pages of visits and of labour records."""

from casework.visits.views import labour, papers, steps, visits
from casework.visits.views.blueprints import labour_pages, visit_pages

__all__ = ["labour", "labour_pages", "papers", "steps", "visit_pages", "visits"]
