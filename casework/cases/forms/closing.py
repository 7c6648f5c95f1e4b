"""Forms of closing, of attempts to reach the person, and of asking them again afterwards."""

from collections.abc import Sequence
from datetime import date

from casework.cases import labels
from casework.cases.domain.closure import ContactAttempt, FollowUp
from casework.cases.domain.records import Closure
from casework.web.fields import DayMonthYear, PartialDate, YesNo
from casework.web.forms import Choice, Choices, Form, TextBlock, TextLine
from casework.web.languages import _l, _lp


class ClosureForm(Form):
    """Why the case should close, and what is settled with it."""

    reason = Choice(_l("Reason"), labels.choices(labels.CLOSURE_REASONS), select=True)
    words = TextBlock(_l("In your words"), limit=1000, needed=True)
    report = TextLine(
        _l("To whom it was reported, and when"),
        limit=200,
        hint=_l("Needed when the person was detained or removed: this is a serious incident."),
    )
    informed = YesNo(_l("Was the person told, or was it tried on safe channels?"))
    feedback = Choice(
        _l("What does the person think of the help?"), labels.choices(labels.FEEDBACK)
    )
    channels = Choices(
        _l("How does the person want to be asked again, after 1, 3, 6 and 12 months?"),
        labels.choices(labels.CHANNELS),
        hint=_l("Their own choice. Nothing ticked: nobody asks them again."),
    )
    keep_until = DayMonthYear(
        _l("The file is kept until"),
        needed=True,
        partial=False,
        past=False,
        hint=_l("Between one and ten years. After this day it may be erased."),
    )

    def propose_end(self, usual: date) -> None:
        """The usual end of keeping."""
        self.keep_until.process_data(PartialDate.of(usual))

    def closure(self) -> Closure:
        """The proposal as typed."""
        return Closure(
            reason=self.reason.data,
            words=self.words.data,
            feedback=self.feedback.data,
            keep_until=self.keep_until.data.earliest(),
            channels=tuple(self.channels.data or ()),
            report=self.report.data or "",
        )


class ClosureAnswerForm(Form):
    """A focal point answers a proposal to close, or a person who agrees to a case no more."""

    decision = Choice(
        _lp("closure", "Your decision"),
        (("close", _l("Close the case")), ("keep_open", _l("Keep the case open"))),
    )
    reason = TextBlock(_l("Why it stays open"), limit=500)


class AttemptForm(Form):
    """An attempt to reach the person."""

    on = DayMonthYear(_l("On which day"), partial=False, needed=True)
    channel = Choice(_lp("contact", "How"), labels.choices(labels.CHANNELS))
    outcome = Choice(_l("What came of it"), labels.choices(labels.ATTEMPT_OUTCOMES))
    words = TextLine(_l("In a few words"), limit=200)

    def attempt(self) -> ContactAttempt:
        """The attempt as typed."""
        return ContactAttempt(
            on=self.on.data.earliest(),
            channel=self.channel.data,
            outcome=self.outcome.data,
            words=self.words.data or "",
        )


class FollowUpForm(Form):
    """What came of asking the person again."""

    channel = Choice(_lp("contact", "How"), ())
    outcome = Choice(_l("What came of it"), labels.choices(labels.FOLLOW_UP_OUTCOMES))
    words = TextBlock(
        _l("In a few words"),
        limit=500,
        hint=_l("For a new need, write which: the file reopens with it."),
    )

    def offer(self, channels: Sequence[str]) -> None:
        """Only the channels that the person chose."""
        self.channel.choices = [
            (code, labels.CHANNELS[code]) for code in channels if code in labels.CHANNELS
        ]

    def follow_up(self) -> FollowUp:
        """The answer as typed."""
        return FollowUp(self.channel.data, self.outcome.data, self.words.data or "")


class RestrictedForm(Form):
    """Why a file that is only kept is opened again."""

    reason = Choice(_l("Why is the file needed again?"), labels.choices(labels.RESTRICTED_REASONS))
