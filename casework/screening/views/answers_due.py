"""What whoever screened hears of it: received, accepted or closed, and nothing of a case."""

from datetime import timedelta
from typing import Any

from casework.screening.domain.track import GIVE_FEEDBACK, NOT_INDICATED
from casework.web.formats import long_date
from casework.web.languages import _


def answer_words(screening: Any) -> str:
    """The last thing that was said to whoever screened, with its day; by when else it comes."""
    if screening.sent_at is None:
        return ""
    if screening.triaged_at is not None:
        return _("accepted on %(day)s", day=long_date(screening.triaged_at))
    if screening.answered_at is None:
        by = screening.sent_at + timedelta(days=GIVE_FEEDBACK.span.days)
        return _("an answer comes by %(day)s", day=long_date(by))
    if screening.state == NOT_INDICATED:
        return _("closed on %(day)s", day=long_date(screening.answered_at))
    return _("received on %(day)s", day=long_date(screening.answered_at))
