"""What letters add to the case file."""

from casework.cases.panels import Panel, register_panel
from casework.letters import composing, texts
from casework.letters.registry import Letter, letter_of, register_letter
from casework.letters.texts import register_texts
from casework.policy import Permission
from casework.web.codes import register_words
from casework.web.languages import _l
from casework.web.navigation import register_done


def register() -> None:
    """The tab, and the letters that belong to the case itself."""
    for event in ("LetterPrinted", "LetterTaken"):
        register_words(event, letter=_letter, reason=texts.REASONS)
    register_texts()
    register_panel(
        Panel("letters", _l("Letters"), "letters.of_case", Permission.LETTER_PRINT, place=70)
    )
    register_done("letter_printed", _l("The copy has its number. Take it within 15 minutes."))
    for letter in OF_THE_CASE:
        register_letter(letter)


def _letter(key: str) -> str:
    found = letter_of(key)
    return str(found.label) if found else ""


OF_THE_CASE = (
    Letter(
        "certificate",
        _l("Certificate of presumed victim"),
        _l("For an authority or service that asks for proof. No name: a code."),
        composing.certificate,
        composing.certified,
        place=20,
    ),
    Letter(
        "consents",
        _l("What the person agreed to"),
        _l("For the person, in plain words. It does not say why they are helped."),
        composing.consent_sheet,
        composing.agreed_to,
        place=30,
    ),
    Letter(
        "duty_report",
        _l("Report required by law"),
        _l("To the authority it was made to, as it was recorded."),
        composing.duty_report,
        composing.reported,
        place=40,
    ),
)
