"""Forms of a transfer."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField, ValidationError

from casework.kernel.notes import seems_to_name
from casework.transfers.domain import NOTE_LIMIT
from casework.transfers.texts import DECLINE_REASONS
from casework.web.forms import Choice, Form, TextBlock
from casework.web.languages import _l

NAMING = _l(
    "This note seems to contain a name or number. Replace it with “the person” or the case code, "
    "or send it again as it is."
)


class ProposeForm(Form):
    """To whom, and what they should know first."""

    organisation = Choice(_l("Which organisation takes the case over?"), ())
    note = TextBlock(
        _l("Hand-over note"),
        limit=NOTE_LIMIT,
        needed=True,
        hint=_l("What runs, what is due, what to watch for. Read before they accept: no name."),
    )
    named = HiddenField()

    def validate_note(self, field: Any) -> None:
        """Point out once what looks like a name."""
        said = str(len(field.data or ""))
        if seems_to_name(field.data or "") and self.named.data != said:
            self.named.data = said
            raise ValidationError(NAMING)

    def organisation_id(self) -> UUID:
        """Who was chosen."""
        return UUID(self.organisation.data)


class DeclineForm(Form):
    """Why not."""

    reason = Choice(_l("Reason"), tuple(DECLINE_REASONS.items()))


class StepForm(Form):
    """A step that needs nothing but the click."""
