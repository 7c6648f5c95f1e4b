"""The services and numbers of one region on A4, for the vehicle or the wall."""

from casework.accounts.names import kind_name
from casework.directory import texts
from casework.directory.finding import ServiceCard, service_cards
from casework.directory.queries import contacts_for
from casework.papers import letter
from casework.papers.blocks import Block, Heading, Paper, Paragraph, Table
from casework.papers.setting import LANGUAGES
from casework.web.codes import region_name, service_name
from casework.web.formats import long_date
from casework.web.languages import _, within

__all__ = ["LANGUAGES", "region_card"]


def region_card(region: str, language: str, *, fiction: bool) -> bytes:
    """The card of a region in French or Arabic: no address, and nothing of anybody helped."""
    with within(language):
        paper = Paper(
            title=_("Services in %(region)s", region=region_name(region)),
            code=region,
            language=language,
            blocks=(*_numbers(region), *_services(region, language)),
        )
        return letter.pdf(paper, None, fiction=fiction)


def _numbers(region: str) -> tuple[Block, ...]:
    rows = tuple(
        (
            str(texts.contact_name(one.kind, one.name)),
            one.number,
            long_date(one.verified_on) if one.verified_on else _("not verified yet"),
        )
        for one in contacts_for(region)
    )
    head = (_("Name"), _("Number"), _("Verified"))
    return Heading(_("Numbers to call")), Table(head, rows, (3, 2, 2))


def _services(region: str, language: str) -> tuple[Block, ...]:
    cards = service_cards(region, language=language)
    rows = tuple(_row(card) for card in cards if card.offers)
    if not rows:
        return ()
    head = (_("Organisation"), _("Help offered"), _("Who is taken"), _("How to reach it"))
    note = _("No shelter’s place stands on this card. Capacity changes: look it up before sending.")
    return Heading(_("Directory")), Table(head, rows, (5, 6, 4, 5)), Paragraph(note, small=True)


def _row(card: ServiceCard) -> tuple[str, ...]:
    spoken = texts.spoken_words(card.languages)
    verified = card.verified_on and not card.stale
    day = long_date(card.verified_on)
    checked = _("verified on %(day)s", day=day) if verified else _("not verified lately")
    takes = texts.takes_words(card.takes) if card.described else _("not said yet")
    hours = texts.week_words(card.opening), card.hours
    return (
        f"{card.name}\n{kind_name(card.kind)}",
        "\n".join(service_name(code) for code in card.services),
        "\n".join(part for part in (takes, spoken) if part),
        "\n".join(part for part in (card.phone, card.email, *hours, checked) if part),
    )
