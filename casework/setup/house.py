"""What an installation is called, and the language of those who have chosen none."""

from casework.setup import queries
from casework.web.languages import current_language


def name() -> str | None:
    """The neutral name on the sign-in page, in the reader's language; None without one."""
    found = queries.present()
    return found.name_in(current_language()) if found else None


def language() -> str | None:
    """The language of the house."""
    found = queries.present()
    return found.language if found else None
