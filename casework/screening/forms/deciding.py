"""The short forms: beginning, sending, throwing away, and what focal points decide."""

from wtforms import StringField

from casework.web.forms import Choice, Form, TextBlock
from casework.web.languages import _l

WORDS = 500


class BeginForm(Form):
    """Where the person was found, and by which form they are met."""

    province = Choice(_l("Province or prefecture"), (), select=True)
    instrument = Choice(_l("Form"), ())


class PersonForm(Form):
    """The next person of a visit; without a choice, by the usual questionnaire."""

    instrument = Choice(_l("By which questionnaire?"), (), needed=False)


class CheckForm(Form):
    """Sending: nothing is typed, the answers are there. `further`: and go on with the long list."""

    further = StringField()


class FurtherForm(Form):
    """One step further: nothing is typed."""


class DiscardForm(Form):
    """Throwing a draft away."""


class ConfirmForm(Form):
    """Confirming: nothing is typed."""


class RaiseForm(Form):
    """A higher band, and why."""

    band = Choice(_l("What the screening points to, in your judgement"), ())
    reason = TextBlock(
        _l("Why"),
        limit=WORDS,
        hint=_l("What you saw or know that the answers do not show. No name and no number."),
    )


class LowerForm(Form):
    """A lower band, and why; a second focal point decides."""

    band = Choice(_l("Level that you propose"), ())
    reason = TextBlock(_l("Why"), limit=WORDS, hint=_l("No name and no number."))


class DecideForm(Form):
    """A second focal point answers."""

    answer = Choice(
        _l("Your decision"),
        (("approve", _l("Agree to the lower level")), ("refuse", _l("Keep the level as it is"))),
    )
    reason = TextBlock(
        _l("Why"), limit=WORDS, hint=_l("Needed when you keep the level. No name and no number.")
    )


class TriageForm(Form):
    """The risk level with which a case opens."""

    level = Choice(_l("Risk level"), ())
    reason = TextBlock(
        _l("Why"),
        limit=WORDS,
        hint=_l("Needed when you choose a level less urgent than the proposed one."),
    )
