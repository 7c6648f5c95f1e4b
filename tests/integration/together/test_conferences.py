"""Who is invited sees what is shared, for a time, and never who it is about."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases.domain.notes import NoteText
from casework.cases.queries import deletions_of
from casework.cases.service import withdraw_consent, write_note
from casework.kernel.refusals import NotPermitted, StepNotPossible
from casework.tasks.queries import open_tasks
from casework.together import queries, service
from casework.together.domain.conference import (
    BeyondAgreed,
    Decision,
    InvitedAlready,
    NotAgreedToShare,
    SaidNo,
)
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.together.conftest import DECIDED, SHARED

SECRETS = ("Canarita", "Zubaydawi", "99 88 77 66", "canarinote", "Warda", "CANARY99881")


def kinds(table, code, lead):
    found = table.office.see(code, lambda case: [one.kind for one in open_tasks("case", case.id)])
    return [kind for kind in found if kind.startswith(lead)]


def test_those_invited_see_the_card_and_what_is_shared_and_never_identity_or_notes(
    table, client_as
):
    code, ref = table.open()
    table.office.identity(code)
    note = NoteText("call", "La personne dit canarinote.")
    table.office.on(code, lambda case: write_note(case, note, actor_named("caseworker")))
    shown = client_as("shelter").get(f"/cf/{ref}").text
    for words in (code, "canaripartage", "Femme", "Qui accompagne"):
        assert words in shown, words
    for words in SECRETS:
        assert words not in shown, words
    assert ref in client_as("shelter").get("/").text
    assert (
        "a lu ce qui a été préparé pour une réunion"
        in client_as("caseworker").get(f"/c/{code}/access").text
    )


def test_access_opens_and_ends_by_itself_from_the_next_request_on(table, client_as, clock):
    code, ref = table.open(days=3)
    shelter = client_as("shelter")
    shelter.get(f"/cf/{ref}", 404)
    clock.advance(timedelta(days=1))
    shelter = client_as("shelter")
    shelter.get(f"/cf/{ref}")
    clock.advance(timedelta(days=4, hours=3, minutes=59))
    shelter = client_as("shelter")
    shelter.get(f"/cf/{ref}")
    clock.advance(timedelta(minutes=1))
    shell = shelter.get(f"/cf/{ref}", 410).text
    assert ref in shell
    assert "Association Essai" in shell
    assert code not in shell
    assert "canari" not in shell
    client_as("other_shelter").get(f"/cf/{ref}", 404)
    assert ref not in shelter.get("/cf").text
    assert code not in shelter.get("/").text


def test_nobody_is_invited_to_more_than_a_code_without_the_persons_agreement(table):
    code = table.office.informed()
    ref = table.convened(code)
    with pytest.raises(NotAgreedToShare):
        table.invited(code, ref)
    table.office.consent(code, "P3", recipient_id=table.office.house())
    table.invited(code, ref)
    with pytest.raises(InvitedAlready):
        table.invited(code, ref)


def test_an_anonymous_conference_shows_code_and_card_only_and_needs_no_consent(table, client_as):
    code = table.office.informed()
    ref = table.convened(code, anonymised=True)
    table.invited(code, ref)
    shown = client_as("shelter").get(f"/cf/{ref}").text
    assert code in shown
    assert "Femme" in shown
    for words in ("canaripartage", "Hébergement et avocat", "Qui accompagne", "Appel à trois"):
        assert words not in shown, words


def test_withdrawal_ends_the_invitation_at_once(both_table, client_as):
    code, ref = both_table.open()
    client_as("shelter").get(f"/cf/{ref}")
    question = ("P3", both_table.office.house())
    lost = both_table.office.see(code, lambda case: list(service.losses(case.id, question)))
    assert [one.reference for one in lost] == [ref]
    both_table.office.on(
        code,
        lambda case: withdraw_consent(case, question, IN_WORDS, actor_named("caseworker")),
    )
    client_as("shelter").get(f"/cf/{ref}", 410)


@pytest.mark.parametrize("purpose", ["P2", "P3"])
@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_a_no_ends_the_sight_of_an_anonymous_conference_too(table, client_as, purpose, answer):
    code = table.office.informed()
    ref = table.convened(code, anonymised=True)
    table.invited(code, ref)
    shelter, worker = client_as("shelter"), client_as("caseworker")
    assert code in shelter.get(f"/cf/{ref}").text
    question = (purpose, table.office.house() if purpose == "P3" else None)
    if answer == "refused":
        table.office.consent(code, purpose, "refused", question[1])
    else:
        asks = f"/c/{code}/consent/withdraw?purpose={purpose}&recipient={question[1] or ''}"
        assert ref in worker.get(asks).text
        table.office.on(
            code,
            lambda case: withdraw_consent(case, question, IN_WORDS, actor_named("caseworker")),
        )
    assert code not in shelter.get(f"/cf/{ref}", 410).text
    for path in ("/", "/cf"):
        assert ref not in shelter.get(path).text
    asked = table.office.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])
    assert asked == [ref]
    with pytest.raises(SaidNo):
        table.invited(code, table.convened(code, anonymised=True))


def test_a_yes_to_less_leaves_an_anonymous_conference_as_it_is(table, client_as):
    code = table.office.informed()
    ref = table.convened(code, anonymised=True)
    table.invited(code, ref)
    agree(table, code, "needs")
    client_as("shelter").get(f"/cf/{ref}")


@pytest.mark.parametrize("over", ["closed", "cancelled", "uninvited"])
def test_whoever_could_look_is_listed_and_asked_to_delete_though_it_is_over(
    table, client_as, clock, over
):
    code, ref = table.open()
    table.convened(code, days=9)
    if over == "uninvited":
        end = lambda case, row: service.end_invitation(  # noqa: E731
            case, row, queries.invitations_of(row.id)[0], actor_named("caseworker"))  # fmt: skip
        table.at(code, ref, end)
    else:
        state = {"cancelled": {"state": "cancelled"}, "closed": {"closes_at": clock.now()}}[over]
        table.at(code, ref, lambda case, row: [setattr(row, *one) for one in state.items()])
    page = client_as("caseworker").get(f"/c/{code}/consent/withdraw?purpose=P2").text
    assert "Ce qui a été partagé avant" in page and ref in page
    table.office.on(
        code,
        lambda case: withdraw_consent(case, ("P2", None), IN_WORDS, actor_named("caseworker")),
    )
    asked = table.office.see(code, lambda case: deletions_of(case.id))
    assert [(one.organisation_id, one.shared_as) for one in asked] == [(table.office.house(), ref)]


def test_nobody_is_asked_to_delete_what_they_never_could_look_at(table):
    code = table.office.informed()
    table.office.consent(code, "P3", recipient_id=table.office.house())
    for anonymised in (False, True):
        table.invited(code, table.convened(code, days=9, anonymised=anonymised))
    table.office.on(
        code,
        lambda case: withdraw_consent(case, ("P2", None), IN_WORDS, actor_named("caseworker")),
    )
    asked = table.office.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])
    assert len(asked) == 0


def test_one_person_of_an_organisation_can_be_invited_alone(table, client_as):
    code = table.office.informed()
    house = table.office.house("other_association")
    table.office.consent(code, "P3", recipient_id=house)
    ref = table.convened(code)
    table.invited(code, ref, "other_association", "return_officer")
    client_as("return_officer").get(f"/cf/{ref}")
    client_as("caseworker_elsewhere").get(f"/cf/{ref}", 404)


def test_ended_cancelled_and_closed_conferences_show_nothing(table, client_as):
    for end in ("uninvite", "cancel", "close"):
        code, ref = table.open()
        worker = client_as("caseworker")
        at = f"/c/{code}/together/conferences/{ref}"
        if end == "uninvite":
            path = worker.get(at).text.partition(f"{at}/invitations/")[2].partition('"')[0]
            worker.submit(f"{at}/invitations/{path}", {}, containing="csrf_token")
        elif end == "cancel":
            worker.submit(f"{at}/cancel", {"reason": "Plus utile"})
        else:
            table.office.on(code, lambda case: setattr(case, "state", "S16"))
        client_as("shelter").get(f"/cf/{ref}", 410)


def test_minutes_open_a_deadline_for_each_decision_met_only_by_its_outcome(table, clock):
    code, ref = table.open()
    assert len(kinds(table, code, "conference.")) == 1
    clock.advance(timedelta(days=2))
    due = Decision(DECIDED.id, "Une place", due=(clock.now() + timedelta(days=3)).date())
    table.held(code, ref, due)
    assert kinds(table, code, "conference.") == []
    assert len(kinds(table, code, "decision.")) == 1

    def done(case, row):
        service.carry_out(case, row, DECIDED.id, "Place trouvée", actor_named("caseworker"))

    table.at(code, ref, done)
    assert kinds(table, code, "decision.") == []
    with pytest.raises(StepNotPossible):
        table.held(code, ref, due)


def test_whoever_is_invited_or_oversees_convenes_nothing(table):
    code, ref = table.open()
    for persona in ("shelter", "focal_point"):
        with pytest.raises(NotPermitted):
            table.at(
                code,
                ref,
                lambda case, row, who=persona: service.cancel(case, row, "Non", actor_named(who)),
            )


def test_caseworker_can_walk_from_preparing_to_a_decision(table, client_as, clock):
    code = table.office.informed()
    table.office.consent(code, "P3", recipient_id=table.office.house())
    worker, at = client_as("caseworker"), f"/c/{code}/together"
    typed = {
        "topic": "Hébergement", "on-day": "17", "on-month": "11", "on-year": "2026",
        "at": "14h30", "agenda": "Où\n\nQui", "shared": "Besoin calme", "anonymised": "no",
        "before": "2", "after": "1",
    }  # fmt: skip
    worker.submit(f"{at}/conferences/new", {**typed, "at": "midi"}, 422)
    worker.submit(f"{at}/conferences/new", {**typed, "on-year": "2025"}, 422)
    worker.submit(f"{at}/conferences/new", typed)
    board = worker.get(at).text
    ref = board.partition("/together/conferences/K-")[2].partition('"')[0]
    page = f"{at}/conferences/K-{ref}"
    assert "17 nov. 2026, 14:30" in worker.get(page).text
    worker.submit(f"{page}/invite", {"whom": f"o.{table.office.house('other_house')}"}, 422)
    worker.submit(f"{page}/invite", {"whom": f"o.{table.office.house()}"})
    worker.submit(f"{page}/minutes", {"present": "Nous", "decided-1": "Une place"}, 409)
    clock.advance(timedelta(days=2))
    worker = client_as("caseworker")
    worker.submit(f"{page}/minutes", {"present": "Nous", "decided-1": "Une place"})
    shown = worker.get(page).text
    decision = shown.partition(f"{page}/decisions/")[2].partition('"')[0]
    worker.submit(f"{page}/decisions/{decision}", {"outcome": "Place trouvée"})
    assert "Place trouvée" in worker.get(page).text


HEALTH = replace(SHARED, groups=("profile", "needs", "health"))


def prepare(table, code, ref, prepared):
    def act(case, row):
        worker = actor_named("caseworker")
        service.prepare(case, row, row.begins_at, row.window, prepared, worker)

    table.at(code, ref, act)


def agree(table, code, *groups):
    told = replace(IN_WORDS, data_groups=groups)
    table.office.consent(code, "P3", recipient_id=table.office.house(), circumstance=told)


def test_nobody_is_invited_to_hear_more_than_was_agreed_to(table):
    code = table.office.informed()
    agree(table, code, "needs")
    ref = table.convened(code)
    with pytest.raises(BeyondAgreed):
        table.invited(code, ref)
    agree(table, code, "needs", "profile")
    table.invited(code, ref)
    with pytest.raises(BeyondAgreed):
        prepare(table, code, ref, HEALTH)


def test_who_is_told_of_needs_alone_sees_no_card(table, client_as):
    code = table.office.informed()
    agree(table, code, "needs")
    ref = table.convened(code)
    prepare(table, code, ref, replace(SHARED, groups=()))
    table.invited(code, ref)
    page = client_as("shelter").get(f"/cf/{ref}").text
    assert "canaripartage" in page
    assert "Interprète" not in page and "Langues" not in page


def test_a_yes_to_less_ends_an_invitation_and_the_page_before_says_what_is_lost(table, client_as):
    code, ref = table.open()
    house = table.office.house()
    asked = client_as("caseworker").get(f"/c/{code}/consent/withdraw?purpose=P3&recipient={house}")
    assert "Ce dont la personne a besoin" in asked.text
    client_as("shelter").get(f"/cf/{ref}")
    agree(table, code, "needs")
    client_as("shelter").get(f"/cf/{ref}", 410)
    told = table.office.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])
    assert told == [ref]
