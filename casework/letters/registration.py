"""What letters add to the case file."""

from casework.cases.panels import Panel, register_panel
from casework.letters import composing
from casework.letters.registry import Letter, register_letter
from casework.letters.texts import register_texts
from casework.policy import Permission
from casework.web.languages import _l
from casework.web.navigation import register_done


def register() -> None:
    """The tab, and the letters that belong to the case itself."""
    register_texts()
    register_panel(
        Panel("letters", _l("Letters"), "letters.of_case", Permission.LETTER_PRINT, place=70)
    )
    register_done("letter_printed", _l("The copy has its number. Take it within 15 minutes."))
    for letter in OF_THE_CASE:
        register_letter(letter)


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
