"""The pages of shelters."""

from casework.shelter.views import board, costs, escort, houses, incidents, of_case, stays
from casework.shelter.views.blueprint import pages

__all__ = ["board", "costs", "escort", "houses", "incidents", "of_case", "pages", "stays"]
