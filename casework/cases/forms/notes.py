"""The form of a note, and the filters of the timeline."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import Field, HiddenField, ValidationError

from casework.cases import labels
from casework.cases.domain.notes import KeptNote, NoteText
from casework.kernel.notes import seems_to_name
from casework.web.fields import DayMonthYear
from casework.web.formats import short_date
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

TEXT_LIMIT = 1500
NAMING = _l(
    "This note seems to contain a name or number. Replace it with “the person”, “the employer” "
    "or the case code. Sent again as it is, it is kept."
)


class NoteForm(Form):
    """What was done, with whom, what comes next. Short: boxes invite to fill them."""

    kind = Choice(_l("What kind of note?"), labels.choices(labels.NOTE_KINDS))
    text = TextBlock(
        _l("What happened"),
        limit=TEXT_LIMIT,
        needed=True,
        hint=_l("Write “the person”, without names or numbers."),
    )
    with_whom = TextLine(_l("With whom"), hint=_l("A role, not a name."))
    next_step = TextLine(_l("Agreed next step"), limit=200)
    follow_up = DayMonthYear(_l("Follow up by which day"), partial=False, past=False)
    follows = Choice(_l("Does it do what was agreed before?"), (), select=True, needed=False)
    correction = TextBlock(_l("Why the other note is struck"), limit=300)
    warned = HiddenField()

    def offer(self, waiting: Iterable[KeptNote]) -> None:
        """What was agreed in earlier notes and still waits."""
        self.follows.choices = [(str(one.id), _agreed(one.note)) for one in waiting]

    def validate_text(self, field: Field) -> None:
        """A note that seems to say who somebody is comes back once; sent again, it is kept."""
        said = " ".join(
            one.data or "" for one in (self.text, self.with_whom, self.next_step, self.correction)
        )
        if seems_to_name(said) and not self.warned.data:
            self.warned.data = "y"
            raise ValidationError(NAMING)

    def note(self) -> NoteText:
        """The note as typed."""
        return NoteText(
            kind=self.kind.data,
            text=self.text.data,
            with_whom=self.with_whom.data or "",
            next_step=self.next_step.data or "",
            follow_up=self.follow_up.data.earliest() if self.follow_up.data else None,
            correction=self.correction.data or "",
        )

    def followed(self) -> UUID | None:
        """The note whose agreed step was done, if one was chosen."""
        return UUID(self.follows.data) if self.follows.data else None


def _agreed(note: NoteText) -> str:
    day = short_date(note.follow_up)
    return f"{note.next_step or labels.NOTE_KINDS.get(note.kind, note.kind)} ({day})"
