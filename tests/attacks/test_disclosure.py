"""The sender previews what the recipient gets, to the byte; what is outside the packet is nowhere.

A canary stands in each text of the file; every route of the recipient is read whole, and so is
what is printed. (What is at every other address: test_nothing_outside_the_packet.)"""

import re
from dataclasses import replace
from html import unescape

import pytest

from casework.cases import service as cases
from casework.cases.domain.consent import DATA_GROUPS, Purpose
from casework.papers.blocks import Facts, Paragraph
from casework.referrals import queries, service
from casework.referrals.domain.packet import FREE_TEXT, OF_PERSON, Item, Preparation
from casework.referrals.domain.recipients import RecipientKind, purpose_for, template_for
from casework.referrals.letters import referral_letter
from casework.referrals.sealing import seal_referral
from casework.referrals.texts import ITEMS
from casework.referrals.wording import line_text
from casework.web.languages import within
from tests.attacks.full_file import IN_THE_PACKET, full_file
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import Office, quick_office
from tests.printed import Printed, flat

__all__ = ["quick_office"]

ALL = replace(IN_WORDS, data_groups=tuple(DATA_GROUPS))
KINDS_ON_PAPER = {"facts", "heading", "paragraph", "notice", "boxes", "lines", "signatures"}
CANARY = re.compile(r"canari\w+", re.IGNORECASE)
SHEET = re.compile(r'<div class="sheet.*?</div>\n?(?=</section>)', re.DOTALL)


def accepted(office: Office, code: str, ref: str) -> None:
    office.referral(code, ref, lambda one: service.accept(one, actor_named("shelter"), one.version))


def routes(client, ref: str, *, after: bool) -> dict[str, str]:
    """Everything the recipient can read of a request."""
    shown = {
        path: client.get(path).text
        for path in (f"/r/{ref}", "/", "/r", "/r?box=active", "/t", f"/r/{ref}/ask",
                     f"/r/{ref}/decline", f"/r/{ref}/reply", f"/r/{ref}/print")
    }  # fmt: skip
    done = client.submit(f"/r/{ref}/print", {"language": "fr", "reason": "service"})
    copy = done.location.rpartition("copy=")[2]
    shown["print"] = Printed(client.http.get(f"/r/{ref}/copies/{copy}.pdf").data).text
    return shown


def test_the_preview_is_to_the_byte_what_the_recipient_gets(quick_office, client_as):
    code = quick_office.informed()
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    ref = quick_office.prepared(code)
    worker, shelter = client_as("caseworker"), client_as("shelter")
    where = f"/c/{code}/referrals/{ref}/preview"
    page = worker.get(where)
    first, then = SHEET.findall(page.text)[:2]
    worker.post(where, page.form("seen").filled({}))
    assert SHEET.findall(shelter.get(f"/r/{ref}").text) == [first]
    accepted(quick_office, code, ref)
    assert SHEET.findall(shelter.get(f"/r/{ref}").text) == [first, then]
    assert SHEET.findall(worker.get(f"/c/{code}/referrals/{ref}").text)[:2] == [first, then]


def for_kind(office: Office, kind: RecipientKind) -> tuple[str, str]:
    """A request of everything that this kind of recipient may be told, agreed to and not sent."""
    code, template = office.informed(), template_for(kind)
    office.identity(code)
    to = office.house() if purpose_for(kind) is Purpose.SERVICE else None
    office.consent(code, purpose_for(kind), recipient_id=to, circumstance=ALL)
    ref = office.prepared(code)

    def choose(one):
        one.recipient_kind = kind.value
        seal_referral(one)
        texts = {item: f"Texte de {item}, ici & là." for item in FREE_TEXT if item in template}
        of_person = tuple(item for item in OF_PERSON if item in template)
        chosen = Preparation("SHELTER", "routine", "adult", "step_free", texts, of_person)
        service.choose(one, chosen, one.version)

    office.referral(code, ref, choose)
    return code, ref


def paper_of(office: Office, code: str, ref: str, language: str) -> tuple[list, list, list, list]:
    """The rows and the texts on paper beside the routing; then those that the packets hold."""

    def look(case):
        with office.app.test_request_context("/"), within(language):
            one = queries.referral_of_case(case.id, ref)
            shown = [packet.reveal() for packet in (one.packet_a, one.packet_b)]
            shown = shown if one.state == "accepted" else shown[:1]
            blocks = referral_letter(one, language).blocks
            assert {block.kind for block in blocks} <= KINDS_ON_PAPER
            rows = [list(block.rows) for block in blocks if isinstance(block, Facts)]
            texts = [block.text for block in blocks if isinstance(block, Paragraph)]
            lines = [
                [(str(ITEMS[line.item]), line_text(line)) for line in packet.lines
                 if line.item is not Item.MESSAGE]
                for packet in shown
            ]  # fmt: skip
            said = [line.text for line in shown[0].lines if line.item is Item.MESSAGE]
            return rows[1:], texts, lines, said

    return office.see(code, look)


def page_rows(sheet: str) -> list[tuple[str, str]]:
    """The rows of a sheet on a page, without their marks."""
    found = re.findall(r"<dt[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", sheet, re.DOTALL)
    plain = [[unescape(re.sub(r"<[^>]+>", "", one.replace("<br>", "\n"))) for one in row]
             for row in found]  # fmt: skip
    return [(label.strip(), value.strip()) for label, value in plain]


@pytest.mark.parametrize("kind", RecipientKind)
def test_preview_packet_page_and_paper_are_the_same_for_every_kind_of_recipient(
    quick_office, client_as, kind
):
    """Line by line and to the byte: nothing is missing and nothing is added, before and after."""
    code, ref = for_kind(quick_office, kind)
    worker, shelter = client_as("caseworker"), client_as("shelter")
    worker.submit(f"/c/{code}/identity", {"reason": "appointment"})  # else names stay hidden
    where = f"/c/{code}/referrals/{ref}/preview"
    page = worker.get(where)
    sheets = SHEET.findall(page.text)[:2]
    worker.post(where, page.form("seen").filled({}))
    for shown in (1, 2):
        if shown == 2:
            accepted(quick_office, code, ref)
        assert SHEET.findall(shelter.get(f"/r/{ref}").text) == sheets[:shown]
        for language in ("fr", "ar"):
            rows, texts, lines, said = paper_of(quick_office, code, ref, language)
            assert (rows, texts) == (lines, said)
            if language == "fr":
                assert [page_rows(one) for one in sheets[:shown]] == lines
    told = {item for item in template_for(kind) if item is not Item.MESSAGE}
    assert sum(map(len, lines)) == len(told)


def test_canaries_outside_the_packet_are_on_no_route_of_the_recipient(quick_office, client_as):
    code, ref = full_file(quick_office)
    shelter = client_as("shelter")
    for after in (False, True):
        if after:
            accepted(quick_office, code, ref)
        shown = routes(shelter, ref, after=after)
        told = {one.lower() for text in shown.values() for one in CANARY.findall(text)}
        assert told - set(IN_THE_PACKET) == set()
        inside = "canariarrivee" in flat(shown["print"])
        assert inside is after


def test_the_packet_is_what_was_sent_whatever_the_file_says_later(quick_office, client_as):
    code, ref = quick_office.sent()
    before = SHEET.findall(client_as("shelter").get(f"/r/{ref}").text)
    from casework.cases.domain.card import CaseCard

    other = CaseCard(age_band="9-17", sex="male", languages=("ary",), interpreter="not_needed")
    quick_office.on(code, lambda case: cases.record_card(case, other, actor_named("caseworker")))
    assert SHEET.findall(client_as("shelter").get(f"/r/{ref}").text) == before


def test_withdrawal_in_mid_referral_empties_every_route_from_the_next_request_on(
    quick_office, client_as
):
    code, ref = full_file(quick_office)
    shelter = client_as("shelter")
    shelter.submit(f"/r/{ref}/ask", {"topic": "needs", "words": "canariquestion ?"})
    accepted(quick_office, code, ref)
    shown = shelter.get(f"/r/{ref}")
    done = shelter.submit(f"/r/{ref}/print", {"language": "fr", "reason": "service"})
    copy = done.location.rpartition("copy=")[2]
    asked = shelter.get(f"/r/{ref}/ask").form("words")
    quick_office.consent(code, "P3", "refused", recipient_id=quick_office.house())
    for path in (f"/r/{ref}", f"/r/{ref}/ask", f"/r/{ref}/reply", f"/r/{ref}/decline",
                 f"/r/{ref}/print", f"/r/{ref}/start"):  # fmt: skip
        ended = shelter.get(path, 410).text  # what it was, that it ended, whom to ask
        assert "canari" not in ended, path
    assert shelter.http.get(f"/r/{ref}/copies/{copy}.pdf").status_code == 410
    shelter.post(f"/r/{ref}/ask", asked.filled({"topic": "needs", "words": "encore"}), 410)
    for path in ("/", "/r", "/r?box=active", "/t"):
        text = shelter.get(path).text
        assert ref not in text, path
        assert "canari" not in text, path
    assert shown.status == 200


def test_two_answers_at_once_count_once(quick_office, client_as):
    code, ref = quick_office.sent()
    first, second = client_as("shelter"), client_as("shelter")
    accept = first.get(f"/r/{ref}").form("version")
    decline = second.get(f"/r/{ref}/decline").form("reason")
    first.post(f"/r/{ref}/accept", accept.fields)
    late = second.post(f"/r/{ref}/decline", decline.filled({"reason": "full"}), 409)
    assert "entre-temps" in late.text or "Quelqu’un" in late.text or "modifi" in late.text
    assert quick_office.state(code, ref)[1] == "accepted"
    again = {**accept.fields, "idempotency_key": "0" * 32}
    first.post(f"/r/{ref}/accept", again, 409)


def test_consent_that_ends_before_sending_leads_back_with_everything_kept(quick_office, client_as):
    code = quick_office.informed()
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    ref = quick_office.prepared(code)
    worker, where = client_as("caseworker"), f"/c/{code}/referrals/{ref}/preview"
    form = worker.get(where).form("seen")
    quick_office.consent(code, "P3", "later", recipient_id=quick_office.house())
    page = worker.post(where, form.filled({}), 422)
    assert f"/c/{code}/referrals/{ref}/agreement" in page.text
    assert "canarimessage" in page.text
    assert "canariarrivee" in worker.get(f"/c/{code}/referrals/{ref}/share").text
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    worker.post(where, worker.get(where).form("seen").filled({}))
    assert quick_office.state(code, ref)[1] == "received"
