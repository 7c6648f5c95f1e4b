"""Whoever accepts may say when the person is awaited and who receives them: what follows is then
theirs by name."""

import pytest

from casework.accounts.queries import user_display
from casework.referrals import queries, service
from casework.referrals.domain.refusals import NotOfThem
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, change_account, user_named

WINDOW = {
    "day-day": "17", "day-month": "11", "day-year": "2026", "since": "14", "until": "18",
    "words": "Par l’entrée de service.",
}  # fmt: skip


@pytest.fixture
def second(quick_office):
    """Another account of the shelter's house; gives its id and name."""

    def add():
        house = user_named("shelter").organisation_id
        other = change_account("other_shelter", organisation_id=house)
        return other.id, user_display(other.id)

    return quick_office.do(add)


def accept(client_as, ref, typed, status=303):
    shelter = client_as("shelter")
    page = shelter.get(f"/r/{ref}")
    form = page.form("colleague")
    return shelter.post(form.action, form.filled(typed), status)


def hands(office, code, ref):
    """Who has each open task of the request."""
    return office.referral(
        code, ref, lambda one: {t.kind: t.assignee_id for t in open_tasks("referral", one.id)}
    )


def test_whoever_is_named_has_what_follows_and_the_sender_reads_when_and_who(
    quick_office, client_as, second
):
    code, ref = quick_office.sent()
    other, name = second
    accept(client_as, ref, {**WINDOW, "colleague": str(other)})
    assert hands(quick_office, code, ref) == {"receive_person": other}
    sent = client_as("caseworker").get(f"/c/{code}/referrals/{ref}").text
    assert "17/11/2026, 14:00 – 18:00 · Par l’entrée de service." in sent
    assert name in sent and name in client_as("shelter").get(f"/r/{ref}").text
    assert ref in client_as("other_shelter").get("/t").text
    client_as("other_shelter").submit(f"/r/{ref}/start", {})
    assert hands(quick_office, code, ref) == {"report_delivery": other}


def test_accepting_still_needs_nothing_but_the_click(quick_office, client_as):
    code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}", {}, containing="idempotency_key")
    assert hands(quick_office, code, ref) == {"receive_person": None}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"day-day": "1"}, "Ce jour est passé"),
        ({"until": "13"}, "une fin plus tardive"),
        ({"day-day": "", "day-month": "", "day-year": ""}, "Indiquez le jour"),
        ({"since": "25"}, "23"),
    ],
)
def test_a_window_that_cannot_be_is_said_beside_what_was_typed(
    quick_office, client_as, wrong, message
):
    code, ref = quick_office.sent()
    page = accept(client_as, ref, {**WINDOW, **wrong}, 422).text
    assert message in page
    assert "Par l’entrée de service." in page
    assert quick_office.state(code, ref)[1] == "received"


def test_only_who_may_see_the_request_there_is_named(quick_office, client_as, second):
    code, ref = quick_office.sent()
    other, _name = second
    elsewhere = quick_office.do(lambda: user_named("provider").id)

    def named(who):
        return lambda one: service.accept(one, actor_named("shelter"), one.version, receiver_id=who)

    with pytest.raises(NotOfThem):
        quick_office.referral(code, ref, named(elsewhere))
    own = quick_office.do(lambda: user_named("shelter").id)
    quick_office.referral(code, ref, lambda one: setattr(one, "colleague_id", own))
    with pytest.raises(NotOfThem):
        quick_office.referral(code, ref, named(other))
    quick_office.referral(code, ref, named(own))
    assert quick_office.see(
        code, lambda case: queries.referral_of_case(case.id, ref).receiver_id
    ) == own  # fmt: skip
