"""Several requests at once: the same gates one by one, and each outcome said."""

from casework.referrals import queries, service
from tests.factories import actor_named


def chosen(office, *sent):
    """What the boxes of these requests send."""
    return [
        office.see(code, lambda case, ref=ref: _pair(queries.referral_of_case(case.id, ref)))
        for code, ref in sent
    ]


def _pair(referral):
    return f"{referral.reference} {referral.version}"


def test_several_are_accepted_and_each_is_reported(quick_office, client_as):
    first, second, stranger = (quick_office.sent(), quick_office.sent(),
                               quick_office.sent(to="other_house"))  # fmt: skip
    boxes = chosen(quick_office, first, second, stranger)
    shelter = client_as("shelter")
    form = shelter.get("/r").form("chosen")
    page = shelter.post("/r/several/accept", form.filled({"chosen": boxes}), 200)
    assert "2 sur 3 faites" in page.text
    assert quick_office.state(*first)[1] == quick_office.state(*second)[1] == "accepted"
    assert quick_office.state(*stranger)[1] == "received"


def test_a_stale_one_is_left_and_the_others_are_done(quick_office, client_as):
    first, second = quick_office.sent(), quick_office.sent()
    boxes = chosen(quick_office, first, second)
    quick_office.referral(
        *first, lambda one: service.accept(one, actor_named("shelter"), one.version)
    )
    shelter = client_as("shelter")
    form = shelter.get("/r").form("chosen")
    page = shelter.post("/r/several/decline", form.filled({"chosen": boxes}), 200)
    assert "Pourquoi ne pouvez-vous pas" in page.text
    page = shelter.post("/r/several/decline", page.form("reason").filled({"reason": "full"}), 200)
    assert "1 sur 2 faites" in page.text
    assert quick_office.state(*first)[1] == "accepted"
    assert quick_office.state(*second)[1] == "rejected"


def test_one_whose_agreement_was_taken_back_meanwhile_is_left_and_shows_nothing(
    quick_office, client_as
):
    first, second = quick_office.sent(), quick_office.sent()
    boxes = chosen(quick_office, first, second)
    shelter = client_as("shelter")
    form = shelter.get("/r").form("chosen")
    quick_office.consent(first[0], "P3", "refused", recipient_id=quick_office.house())
    page = shelter.post("/r/several/accept", form.filled({"chosen": boxes}), 200)
    assert "1 sur 2 faites" in page.text
    assert "canari" not in page.text
    assert quick_office.state(*first)[1] == "cancelled"
    assert quick_office.state(*second)[1] == "accepted"


def test_what_a_role_may_not_do_with_one_it_may_not_do_with_several(quick_office, client_as):
    boxes = chosen(quick_office, quick_office.sent())
    for persona in ("analyst", "administrator", "focal_point", "owner_inspector"):
        client = client_as(persona)
        secret = client.get("/help").forms()[0].fields["csrf_token"]
        client.post("/r/several/accept", {"csrf_token": secret, "chosen": boxes}, 403)


def test_nobody_answers_several_of_others(quick_office, client_as):
    sent = quick_office.sent()
    boxes = chosen(quick_office, sent)
    for persona in ("other_shelter", "provider", "caseworker"):
        client = client_as(persona)
        form = client.get("/").forms()[0]
        typed = {"csrf_token": form.fields["csrf_token"], "chosen": boxes}
        page = client.post("/r/several/accept", typed, 200)
        assert "0 sur 1 faites" in page.text
    assert quick_office.state(*sent)[1] == "received"


def test_what_is_no_choice_is_refused(quick_office, client_as):
    quick_office.sent()
    shelter = client_as("shelter")
    form = shelter.get("/r").form("chosen")
    for boxes in ([], ["x"], ["R-7KQ4MA"], ["R-7KQ4MA -1"], ["<b> 1" * 50]):
        page = shelter.post("/r/several/accept", form.filled({"chosen": boxes}), 422)
        assert "Choisissez au moins une demande" in page.text
    shelter.post("/r/several/cancel", form.filled({}), 404)


def test_several_that_were_delivered_are_finished_by_whoever_has_the_cases(quick_office, client_as):
    first, second = quick_office.sent(), quick_office.sent()
    for code, ref in (first, second):
        for action in ("accept", "start", "deliver"):
            quick_office.referral(
                code,
                ref,
                lambda one, a=action: (
                    service.accept(one, actor_named("shelter"), one.version)
                    if a == "accept"
                    else service.advance(one, a, actor_named("shelter"), one.version)
                ),
            )
    colleague = client_as("colleague_caseworker")
    assert first[1] not in colleague.get("/r/delivered").text
    worker = client_as("caseworker")
    boxes = chosen(quick_office, first, second)
    form = worker.get("/r/delivered").form("chosen")
    stolen = colleague.post(
        "/r/delivered",
        {"csrf_token": colleague.get("/").forms()[0].fields["csrf_token"], "chosen": boxes},
        200,
    )
    assert "0 sur 2 faites" in stolen.text
    page = worker.post("/r/delivered", form.filled({"chosen": boxes}), 200)
    assert "2 sur 2 faites" in page.text
    assert quick_office.state(*first)[1] == quick_office.state(*second)[1] == "closed"
    assert "Rien à terminer" in worker.get("/r/delivered").text
