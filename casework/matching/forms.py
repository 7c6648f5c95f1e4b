"""Forms about a person who may be known already."""

from typing import Any

from casework.cases.domain.identity import born
from casework.cases.forms.identity import countries
from casework.cases.labels import SEX, choices
from casework.cases.queries import today
from casework.encryption.matching import BirthDate, Particulars
from casework.encryption.matching.aliases import LONGEST
from casework.matching import labels
from casework.matching.domain import SEARCH_REASONS
from casework.web.fields import DayMonthYear, Phone
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l


class SearchForm(Form):
    """What is known of the person. It is compared and not kept."""

    reason = Choice(
        _l("Why do you search?"), [(code, labels.REASONS[code]) for code in SEARCH_REASONS]
    )
    given_name = TextLine(_l("Given name"))
    family_name = TextLine(_l("Family name"))
    birth = DayMonthYear(_l("Birth date"), hint=_l("The day and month may be left out."))
    sex = Choice(_l("Sex"), choices(SEX), needed=False)
    nationality = Choice(_l("Nationality"), (), select=True, needed=False)
    phone = Phone(_l("Own telephone"))
    document_number = TextLine(_l("Number of the document"), limit=40)

    def offer_countries(self) -> None:
        """In the reader's language."""
        self.nationality.choices = countries()

    def person(self) -> Particulars:
        """What was typed, as it is compared."""
        typed = self.birth.data
        known = born(typed.year, typed.month, typed.day, today()) if typed else None
        return Particulars(
            given=self.given_name.data or "",
            family=self.family_name.data or "",
            birth=BirthDate(known.year, known.month, known.day) if known else BirthDate(),
            sex=self.sex.data if self.sex.data != "unknown" else None,
            nationality=self.nationality.data or None,
            phone=self.phone.data or None,
            document=self.document_number.data or None,
        )


class SpellingForm(Form):
    """A spelling, and the name it is read as."""

    spelling = TextLine(
        _l("Spelling"),
        limit=LONGEST,
        needed=True,
        hint=_l("One word, as somebody writes it: Zizou, Muh, مح."),
    )
    reading = TextLine(
        _l("Read as"),
        limit=LONGEST,
        needed=True,
        hint=_l("The name as it is usually written, in Latin or in Arabic letters."),
    )


class JudgeForm(Form):
    """Why."""

    reason = TextBlock(
        _l("Why?"), limit=600, needed=True, hint=_l("Without a name: codes and what agrees.")
    )

    def leader(self) -> str:
        """The file that leads: asked for only where a merge is proposed."""
        return ""


class MergeForm(JudgeForm):
    """Why, and which file leads."""

    leading = Choice(_l("Which file leads?"), list(labels.LEADS.items()))

    def leader(self) -> str:
        """The file chosen."""
        return str(self.leading.data)


class AskForm(Form):
    """Whose caseworker compares."""

    whose = Choice(_l("Whose caseworker do you ask?"), ())

    def offer(self, codes: Any) -> None:
        """The two files, by code."""
        self.whose.choices = codes


class AnswerForm(Form):
    """What somebody says who saw both names."""

    answer = Choice(_l("Is this one person?"), list(labels.ANSWERS.items()))
    words = TextBlock(
        _l("What makes you say so"), limit=600, hint=_l("Without a name: codes and what agrees.")
    )
