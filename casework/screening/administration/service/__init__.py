"""What administrators do with questionnaires: one function per intention. The caller commits."""

from casework.screening.administration.service.drafts import (
    copy_version,
    create_draft,
    discard_draft,
    save_draft,
)
from casework.screening.administration.service.examples import (
    add_example,
    change_example,
    remove_example,
)
from casework.screening.administration.service.publishing import (
    propose,
    publish,
    send_back,
    take_back,
    withdraw,
)

__all__ = [
    "add_example",
    "change_example",
    "copy_version",
    "create_draft",
    "discard_draft",
    "propose",
    "publish",
    "remove_example",
    "save_draft",
    "send_back",
    "take_back",
    "withdraw",
]
