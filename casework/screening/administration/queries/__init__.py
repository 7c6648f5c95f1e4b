"""Reads of versions of questionnaires: those that came with the software beside those made here."""

from casework.screening.administration.models import InstrumentExample, InstrumentVersion
from casework.screening.administration.queries.lists import (
    InstrumentRow,
    example_for,
    examples_of,
    in_use,
    listed,
    own_drafts,
    readers,
    rows_by_id,
    to_publish,
)
from casework.screening.administration.queries.pages import (
    VersionPage,
    compared_with,
    document_to_edit,
    is_withdrawn,
    own_draft,
    version_page,
    versions_of,
)

__all__ = [
    "InstrumentExample",
    "InstrumentRow",
    "InstrumentVersion",
    "VersionPage",
    "compared_with",
    "document_to_edit",
    "example_for",
    "examples_of",
    "in_use",
    "is_withdrawn",
    "listed",
    "own_draft",
    "own_drafts",
    "readers",
    "rows_by_id",
    "to_publish",
    "version_page",
    "versions_of",
]
