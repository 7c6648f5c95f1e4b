"""A published version of a questionnaire stays as it is, and so does whatever was noted of a
withdrawal, whoever asks."""

from casework.db.standing import ALWAYS, Kept, Standing

_PUBLISHED = "OLD.state = 'published'"
_STANDING = Standing(
    "instrument_refuse",
    "a published version of a questionnaire stays as it is",
    {"instrument_version": Kept(_PUBLISHED, _PUBLISHED), "instrument_withdrawal": ALWAYS},
)
statements, protect = _STANDING.statements, _STANDING.protect
