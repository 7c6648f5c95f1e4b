"""Whom to ask: who offers it, where there is room, whom it takes, whom else after a no."""

from typing import Any

from casework.accounts import queries as accounts
from casework.cases.domain.pathway import AWAITING_CONSENT, TRIAGED
from casework.cases.queries import card_of, child_facts, newest_risk
from casework.directory.domain import Band
from casework.directory.finding import Need, ServiceCard, alternatives, service_cards
from casework.directory.texts import ANSWERS, BANDS_SHORT, NOW, takes_words
from casework.kernel import clock
from casework.referrals import queries
from casework.referrals.answer_times import usual_answers
from casework.referrals.forms import AddressForm
from casework.web.codes import service_name
from casework.web.languages import _, current_language

NOT_KNOWN = "unknown"


def offer_addresses(form: AddressForm, case: Any, wanted: str) -> str:
    """Fill step 1: the services offered in the region, and who offers the chosen one."""
    services = accounts.services_offered_in(case.region)
    form.service.choices = [(code, service_name(code)) for code in services]
    asked = form.service.data or wanted
    chosen = asked if asked in services else ""
    if chosen and not form.service.data:
        form.service.data = chosen
    offering = accounts.organisations_offering(chosen, case.region) if chosen else []
    language = current_language()
    names = {one.id: one.name_in(language) for one in offering if one.id != case.organisation_id}
    form.recipient.choices = [
        (str(card.id), names[card.id])
        for card in service_cards(case.region, Need(chosen))
        if card.id in names
    ]
    return chosen


def address_hints(case: Any, wanted: str) -> dict[str, str]:
    """What the directory says of each organisation: room, whom it takes, whether it may fit,
    and how long it usually takes to answer."""
    need = need_of(case, wanted)
    found = service_cards(case.region, Need(wanted)) if wanted else []
    usual = usual_answers([one.id for one in found])
    return {str(one.id): _hint(one, need, usual.get(one.id, "")) for one in found}


def need_of(case: Any, service: str) -> Need:
    """What is looked for, by what is known of the person. Whoever may be a child is looked for as
    one (Council of Europe Convention on action against trafficking, art. 10.3); an age of which
    nothing is said fits everywhere."""
    card = card_of(case)
    said = card.child or card.age_band != NOT_KNOWN or child_facts(case.id).found_adult
    return Need(service, card.sex, card.child if said else None)


def _hint(card: ServiceCard, need: Need, usual: str) -> str:
    band = card.band_of(need.service)
    parts = [
        "" if card.takes.fits(need.sex, need.child) else _("may not take this person"),
        str(BANDS_SHORT[Band(band)]) if band else "",
        takes_words(card.takes) if card.described else "",
        str(NOW[card.now]) if card.now else "",
        str(ANSWERS[usual]) if usual else "",
        _("to verify") if card.stale else "",
    ]
    return " · ".join(part for part in parts if part)


def alternatives_to(sent: Any) -> list[ServiceCard]:
    """Whom else to ask after a no or silence: at most three, none already asked in vain."""
    referral = sent.referral
    need = need_of(sent.case, referral.service)
    asked = [
        one.recipient_organisation_id
        for one in queries.referrals_of(sent.case.id)
        if one.service == referral.service
    ]
    own = sent.case.organisation_id
    return alternatives(sent.case.region, need, [*asked, *([own] if own else [])])


def risk_missing(case: Any) -> bool:
    """Whether a risk assessment is still needed before this case can be referred: said at the first
    step, not at the last."""
    if case.state not in (TRIAGED, AWAITING_CONSENT):
        return False
    newest = newest_risk(case.id)
    return newest is None or newest[0].valid_until <= clock.now()
