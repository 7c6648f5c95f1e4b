"""Two people change the same record of a case: neither loses what they wrote."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain.identity import SafeContact
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk

WORKERS, ROUNDS = 20, 2


def shared(desk: Desk) -> str:
    """A case of two caseworkers, with a contact on record."""
    code = desk.assigned()
    desk.on(
        code,
        lambda case: service.assign(
            case,
            user_named("caseworker").id,
            actor_named("focal_point"),
            backup_id=user_named("colleague_caseworker").id,
        ),
    )
    desk.consent(code)
    desk.on(code, lambda case: service.record_safe_contact(case, BEFORE, worker()))
    return code


BEFORE = SafeContact(
    hours="10:00 - 20:00", calls="yes", messages="no", instructions=("Pas après 20 h.",)
)


def worker():
    return actor_named("caseworker")


def opened(browser, code, part="contact"):
    return browser.get(f"/c/{code}/{part}").form("version")


def contact(desk, code) -> SafeContact:
    return desk.see(code, queries.safe_contact_of)


@pytest.fixture
def both(quick_desk, client_as):
    """The case, and the browsers of its two caseworkers."""
    return shared(quick_desk), client_as("caseworker"), client_as("colleague_caseworker")


def clash(both, mine, theirs, part="contact"):
    """Both open the form; the colleague saves first. Gives the page that the other one gets."""
    code, first, second = both
    form = opened(first, code, part)
    second.post(f"/c/{code}/{part}", opened(second, code, part).filled(theirs))
    return first.post(f"/c/{code}/{part}", form.filled(mine), 409)


def test_whoever_saves_second_sees_both_versions_and_nothing_is_written(both, quick_desk) -> None:
    page = clash(both, {"hours": "Matin", "calls": "no"}, {"hours": "Soir", "code_word": "lilas"})
    for words in ("Matin", "Soir", "lilas", "Essai Colleague Caseworker"):
        assert words in page.text
    assert page.form("differing").fields["differing"] == ["hours", "calls", "code_word"]
    kept = contact(quick_desk, both[0])
    assert (kept.hours, kept.calls, kept.code_word) == ("Soir", "yes", "lilas")


def test_a_choice_is_proposed_only_where_one_of_the_two_changed_the_field(both) -> None:
    page = clash(both, {"hours": "Matin", "calls": "no"}, {"hours": "Soir", "code_word": "lilas"})
    sent = page.form("differing").fields
    assert "keep-hours" not in sent
    assert (sent["keep-calls"], sent["keep-code_word"]) == (["mine"], ["theirs"])


def test_each_field_becomes_what_was_chosen_for_it(both, quick_desk) -> None:
    page = clash(both, {"hours": "Matin", "calls": "no"}, {"hours": "Soir", "code_word": "lilas"})
    path = f"/c/{both[0]}/contact"
    both[1].post(path, page.form("differing").filled({"keep-hours": "theirs"}))
    kept = contact(quick_desk, both[0])
    assert (kept.hours, kept.calls, kept.code_word) == ("Soir", "no", "lilas")


def test_longer_texts_can_both_be_kept(both, quick_desk) -> None:
    page = clash(both, {"instructions": "Pas de SMS."}, {"instructions": "Sonner deux fois."})
    path = f"/c/{both[0]}/contact"
    both[1].post(path, page.form("differing").filled({"keep-instructions": "both"}))
    assert contact(quick_desk, both[0]).instructions == ("Sonner deux fois.", "Pas de SMS.")


def test_nothing_is_saved_before_every_line_is_chosen(both, quick_desk) -> None:
    page = clash(both, {"hours": "Matin"}, {"hours": "Soir"})
    path = f"/c/{both[0]}/contact"
    again = both[1].post(path, page.form("differing").fields, 409)
    assert 'href="#keep-hours"' in again.text
    assert "Vous avez tous deux changé ceci" in again.text
    assert "Matin" in again.text
    assert contact(quick_desk, both[0]).hours == "Soir"


def test_a_third_version_that_came_while_choosing_is_shown_too(both, quick_desk) -> None:
    code, first, second = both
    page = clash(both, {"hours": "Matin"}, {"hours": "Soir"})
    second.submit(f"/c/{code}/contact", {"hours": "Jeudi"})
    sent = page.form("differing").filled({"keep-hours": "mine"})
    again = first.post(f"/c/{code}/contact", sent, 409)
    assert "Jeudi" in again.text
    assert "Matin" in again.text
    first.post(f"/c/{code}/contact", again.form("differing").filled({"keep-hours": "mine"}))
    assert contact(quick_desk, code).hours == "Matin"


def test_two_who_wrote_the_same_are_not_asked(both) -> None:
    code, first, second = both
    form = opened(first, code)
    second.submit(f"/c/{code}/contact", {"hours": "Soir"})
    first.post(f"/c/{code}/contact", form.filled({"hours": "Soir"}))


def test_the_card_is_compared_in_the_words_of_its_lists(both, quick_desk) -> None:
    page = clash(both, {"interpreter": "not_needed"}, {"languages": ["bm", "wo"]}, "card")
    assert "wolof" in page.text.lower()
    both[1].post(f"/c/{both[0]}/card", page.form("differing").fields)
    card = quick_desk.see(both[0], queries.card_of)
    assert (card.interpreter, card.languages) == ("not_needed", ("bm", "wo"))


DAY = {"kind": "reintegration_plan", "on-day": "16", "on-month": "11", "on-year": "2026"}


def test_a_step_that_a_colleague_recorded_meanwhile_is_shown_first(both) -> None:
    page = clash(both, {**DAY, "authority": "Juge"}, {**DAY, "authority": "Parquet"}, "milestones")
    assert "Parquet" in page.text
    assert page.form("differing").fields["differing"] == ["authority"]


def test_a_safety_plan_that_a_colleague_made_meanwhile_is_shown_first(both) -> None:
    code, first, _second = both
    made = {
        "on-day": "16", "on-month": "11", "on-year": "2026", "wanted": "yes",
        "review_on-day": "16", "review_on-month": "12", "review_on-year": "2026",
    }  # fmt: skip
    first.submit(f"/c/{code}/record/safety_plan", {**made, "safe_place": "Chez une voisine"})
    page = clash(
        both,
        {**made, "safe_place": "Au centre"},
        {**made, "safe_place": "Chez sa tante"},
        "record/safety_plan",
    )
    assert "Chez sa tante" in page.text
    assert "safe_place" in page.form("differing").fields["differing"]


def test_an_identity_that_is_hidden_again_is_not_shown_by_a_clash(both, quick_desk, clock) -> None:
    code, first, second = both
    typed = {"spoken_name": "Canarine", "sex": "female"}
    form = opened(first, code, "identity/record")
    second.submit(f"/c/{code}/identity/record", {**typed, "given_name": "Secrète"})
    page = first.post(f"/c/{code}/identity/record", form.filled(typed), 409)
    assert "Secrète" not in page.text
    assert "Canarine" in page.text
    again = page.form("spoken_name").fields
    first.post(f"/c/{code}/identity/record", again, 409)  # sending again changes nothing
    first.submit(f"/c/{code}/identity", {"reason": "appointment"})
    assert "Secrète" in first.post(f"/c/{code}/identity/record", again, 409).text


def test_whoever_opens_a_form_is_told_who_else_has_it_open(both, clock) -> None:
    code, first, second = both
    form = opened(first, code)
    clock.advance(timedelta(minutes=3))
    assert "Essai Caseworker</bdi> modifie ceci depuis" in second.get(f"/c/{code}/contact").text
    first.post(f"/c/{code}/contact", form.filled({"hours": "Soir"}))
    assert "modifie ceci depuis" not in second.get(f"/c/{code}/contact").text


def test_twenty_at_once_lose_no_update_and_each_loser_sees_what_stands(desk, client_as) -> None:
    """Each round everybody sends at the same moment: one is accepted, and each of the others is
    shown the very value that was, beside their own."""
    code = shared(desk)
    path = f"/c/{code}/contact"
    browsers = [client_as("caseworker") for _number in range(WORKERS)]
    words = [f"mot{number:02}" for number in range(WORKERS)]
    version = desk.see(code, lambda case: case.version)
    sending = {
        number: opened(browser, code).filled({"code_word": words[number]})
        for number, browser in enumerate(browsers)
    }
    for number in range(ROUNDS):
        answers = at_once(browsers, path, sending)
        (winner,) = [one for one, page in answers.items() if page.status_code == 303]
        assert contact(desk, code).code_word == words[winner]
        assert desk.see(code, lambda case: case.version) == version + number + 1
        del sending[winner], answers[winner]
        for one, page in answers.items():
            assert page.status_code == 409
            assert words[winner] in page.text
            assert words[one] in page.text
            form = pages_form(page)
            sending[one] = form.filled({"keep-code_word": "mine"})
    assert len(sending) == WORKERS - ROUNDS


def at_once(browsers, path, sending):
    """Everybody's form in threads of their own; the answers, by who sent."""

    def send(number):
        headers = {"Sec-Fetch-Site": "same-origin"}
        return browsers[number].http.post(path, data=sending[number], headers=headers)

    with ThreadPoolExecutor(WORKERS) as threads:
        runs = {one: threads.submit(copy_context().run, send, one) for one in sending}
        return {one: run.result(timeout=60) for one, run in runs.items()}


def pages_form(response):
    from tests.client import Page

    return Page(response).form("differing")
