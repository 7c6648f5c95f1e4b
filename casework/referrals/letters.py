"""A request on paper: what its recipient sees now, said by the same words as on the page."""

from collections.abc import Iterable

from casework.accounts import queries as accounts
from casework.cases.queries import Case
from casework.letters.registry import Subject
from casework.papers.blocks import (
    Block,
    Boxes,
    Facts,
    Heading,
    Lines,
    Notice,
    Paper,
    Paragraph,
    Signatures,
)
from casework.referrals import queries
from casework.referrals.domain.packet import Item, Packet
from casework.referrals.domain.track import stage_of
from casework.referrals.models import Referral
from casework.referrals.standing import shows
from casework.referrals.texts import ITEMS, PURPOSE_NOTICE, URGENCIES
from casework.referrals.wording import line_text
from casework.web.codes import service_name
from casework.web.formats import moment_words
from casework.web.languages import _, within


def referral_letter(referral: Referral, language: str) -> Paper:
    """The letter of the stage that is disclosed now; refused (ValueError) when none is."""
    stage, before, after = stage_of(referral.state), referral.packet_a, referral.packet_b
    if stage is None or before is None or after is None:
        raise ValueError("nothing of this referral is disclosed")
    with within(language):
        shown = _asked(before.reveal())
        shown += _then(after.reveal()) if stage == "B" else ()
        return Paper(
            title=_("Referral letter"),
            code=referral.reference,
            language=language,
            blocks=(
                _routing(referral, language),
                *shown,
                Notice(str(PURPOSE_NOTICE)),
                *(_answer() if stage == "A" else ()),
            ),
            envelope=(_name(referral.recipient_organisation_id, language), _("Confidential")),
        )


def disclosed_requests(case: Case) -> Iterable[Subject]:
    """The requests of a case that show something to their recipient now."""
    for referral in filter(shows, queries.disclosing(case.id)):
        yield Subject(referral.reference, service_name(referral.service))


def letter_of_request(case: Case, about: str, language: str) -> Paper:
    """The letter of one of the case's requests."""
    referral = queries.referral_of_case(case.id, about)
    assert referral is not None  # noqa: S101 - one of those disclosed
    return referral_letter(referral, language)


def packet_facts(packet: Packet) -> Facts:
    """The lines of a packet, as they stand on the page."""
    lines = (line for line in packet.lines if line.item is not Item.MESSAGE)
    return Facts(tuple((str(ITEMS[line.item]), line_text(line)) for line in lines))


def _routing(referral: Referral, language: str) -> Facts:
    rows = [
        (_("Request"), referral.reference),
        (_("From"), _name(queries.house_that_asks(referral), language)),
        (_("To"), _name(referral.recipient_organisation_id, language)),
        (_("What is needed"), service_name(referral.service)),
        (_("How urgent is it?"), str(URGENCIES[referral.priority])),
    ]
    if referral.due_at is not None and stage_of(referral.state) == "A":
        rows.append((_("Answer by"), moment_words(referral.due_at)))
    return Facts(tuple(rows))


def _asked(packet: Packet) -> tuple[Block, ...]:
    said = [line.text for line in packet.lines if line.item is Item.MESSAGE]
    return (Heading(_("What is asked")), packet_facts(packet), *map(Paragraph, said))


def _then(packet: Packet) -> tuple[Block, ...]:
    return Heading(_("Arrival and contact")), packet_facts(packet)


def _answer() -> tuple[Block, ...]:
    return (
        Heading(_("Your answer")),
        Boxes("", (_("We accept"), _("We cannot"))),
        Lines(_("Reason, and when the person may come (no name)"), 2),
        Signatures((_("For the organisation that answers"),)),
    )


def _name(organisation_id: object, language: str) -> str:
    return accounts.organisation_names([organisation_id], language).get(organisation_id, "")  # type: ignore[list-item,call-overload,no-any-return]
