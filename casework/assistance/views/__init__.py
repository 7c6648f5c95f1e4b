"""Pages of distributions, training and reports."""

from casework.assistance.views import (  # noqa: F401
    costs,
    counting,
    kits,
    operations,
    reach,
    reports,
    training,
)
from casework.assistance.views.blueprint import blueprint

__all__ = ["blueprint"]
