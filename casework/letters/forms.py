"""The form before a paper leaves: language and reason."""

from casework.letters.service import Wanted
from casework.letters.texts import PAPER_LANGUAGES, REASONS
from casework.web.forms import Choice, Form
from casework.web.languages import _l


class PrintForm(Form):
    """In which language, and why."""

    language = Choice(_l("Language of the paper"), tuple(PAPER_LANGUAGES.items()))
    reason = Choice(
        _l("Why do you print it?"),
        tuple(REASONS.items()),
        hint=_l("Your name, the moment and the reason go on file and on the paper."),
    )

    def wanted(self, letter: str, about: str) -> Wanted:
        """What was asked for."""
        return Wanted(letter, about, self.language.data, self.reason.data)
