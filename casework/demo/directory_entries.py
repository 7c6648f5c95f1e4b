"""What the invented organisations say of themselves."""

from casework.accounts.domain.organisations import Kind
from casework.demo.country import Country
from casework.directory.domain import Band, Takes
from casework.directory.finding import ServiceCard, all_cards
from casework.directory.keeping import EntryProfile, keep_entry, report_entry
from casework.directory.opening import Opening
from casework.policy import Role

SPOKEN = ("ary", "ar", "fr")
MORE_SPOKEN = (*SPOKEN, "en", "wo", "bm")
OFFICE = Opening(days=tuple("12345"), opens="09:00", closes="16:30")
BANDS = (Band.YES, Band.FEW, Band.YES, Band.NO)


def make_directory(country: Country) -> None:
    """Each organisation keeps its entry; the last has said nothing yet, one was reported."""
    *offering, _silent = [card for card in all_cards() if card.offers]
    for number, card in enumerate(offering):
        keeper = country.staff(card.id) or country.people["admin"]
        keep_entry(card, _said(card, number), 0, keeper)
    reported = next(card for card in offering if card.kind == Kind.HEALTH)
    report_entry(reported, "hours", country.of(Role.INSPECTOR, "MA-06")[0])


def _said(card: ServiceCard, number: int) -> EntryProfile:
    women = card.shelter and number % 3 != 0
    takes = Takes("female", 18) if women else Takes()
    bands = {
        service: BANDS[(number + place) % len(BANDS)].value
        for place, service in enumerate(card.services)
    }
    week = Opening(always=True) if card.shelter else OFFICE
    return EntryProfile(takes, SPOKEN if number % 2 else MORE_SPOKEN, "", bands, week)
