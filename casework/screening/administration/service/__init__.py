"""What administrators do with questionnaires: one function per intention. The caller commits."""

from casework.screening.administration.service.drafts import (
    copy_version,
    create_draft,
    discard_draft,
    save_draft,
)

__all__ = ["copy_version", "create_draft", "discard_draft", "save_draft"]
