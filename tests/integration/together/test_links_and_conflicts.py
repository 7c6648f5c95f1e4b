"""Links open no file; a conflict of interest takes a case out of reach at once."""

import pytest

from casework.cases.queries import case_by_code
from casework.cases.service import assign, conflicts_of, end_conflict, reveal_identity
from casework.cases.service.conflicts import ConflictKnown, OnlyOneself
from casework.cases.service.opening import Conflicted
from casework.kernel.refusals import ReasonMissing, SecondPersonNeeded
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from casework.tasks.queries import open_tasks
from casework.together import queries, service
from casework.together.domain.links import LinkedAlready, OutOfReach
from tests.factories import actor_named, user_named
from tests.integration.cases.test_protection_recorded import report
from tests.integration.transfers.conftest import proposed

TEXTS = {Item.SAFE_CONTACT: "Bureau"}


def links(table, code, persona):
    return table.office.see(
        code,
        lambda case: [
            (one.row.state, one.other, one.linked.kind)
            for one in queries.links_of(case, actor_named(persona))
        ],
    )


def decide(table, code, persona, action, reason="", **more):
    def act(case):
        row = queries.links_of(case, actor_named(persona))[0].row
        service.decide_link(case, row, action, reason, actor_named(persona), **more)

    table.office.on(code, act)


@pytest.fixture
def pair(table):
    """A case of `caseworker`, and one of `colleague_caseworker`."""
    return table.office.assigned(), table.office.assigned(to="colleague_caseworker")


def test_each_side_learns_that_a_link_exists_and_the_code_only_when_entitled(table, pair):
    mine, theirs = pair
    table.linked(mine, theirs, by="second_focal_point")
    assert links(table, mine, "caseworker") == [("proposed", None, "sibling")]
    assert links(table, theirs, "colleague_caseworker") == []
    decide(table, mine, "focal_point", "confirm")
    assert links(table, mine, "caseworker") == [("confirmed", None, "sibling")]
    assert links(table, theirs, "colleague_caseworker") == [("confirmed", None, "sibling")]
    assert links(table, theirs, "focal_point") == [("confirmed", mine, "sibling")]


def test_a_focal_point_can_let_both_teams_know_the_code_and_neither_opens_the_other(
    table, pair, client_as
):
    mine, theirs = pair
    table.linked(mine, theirs)
    decide(table, mine, "focal_point", "confirm", code_shown=True)
    assert theirs in client_as("caseworker").get(f"/c/{mine}/together").text
    assert mine in client_as("colleague_caseworker").get(f"/c/{theirs}/together").text
    client_as("caseworker").get(f"/c/{theirs}", 404)
    client_as("colleague_caseworker").get(f"/c/{mine}", 404)


def test_proposing_tells_nothing_of_whether_a_case_exists(table, pair, client_as):
    mine, theirs = pair
    worker, at = client_as("caseworker"), f"/c/{mine}/together/links/new"
    answers = [
        worker.submit(at, {"other": code, "kind": "couple"}).location
        for code in (theirs, "MA-26-0000-M")
    ]
    assert answers[0] == answers[1]
    states = [(state, kind) for state, _code, kind in links(table, mine, "caseworker")]
    assert states == [("proposed", "couple")] * 2


def test_a_link_is_confirmed_by_somebody_else_who_may_know_of_both(table, pair):
    mine, theirs = pair
    table.linked(mine, theirs, by="focal_point")
    with pytest.raises(SecondPersonNeeded):
        decide(table, mine, "focal_point", "confirm")
    decide(table, mine, "second_focal_point", "confirm")
    with pytest.raises(LinkedAlready):
        table.linked(mine, theirs)
    table.linked(theirs, mine, by="colleague_caseworker")
    with pytest.raises(LinkedAlready):
        decide(table, theirs, "focal_point", "confirm")


def test_a_code_that_leads_nowhere_can_only_be_rejected_with_a_reason(table, pair):
    mine, _theirs = pair
    table.linked(mine, "MA-26-0000-M")
    with pytest.raises(OutOfReach):
        decide(table, mine, "focal_point", "confirm")
    with pytest.raises(ReasonMissing):
        decide(table, mine, "focal_point", "reject")
    decide(table, mine, "focal_point", "reject", "Aucun dossier de ce code")
    assert links(table, mine, "caseworker")[0][0] == "rejected"


def test_an_ended_link_is_gone_from_both_sides(table, pair):
    mine, theirs = pair
    table.linked(mine, theirs)
    decide(table, mine, "focal_point", "confirm")
    decide(table, theirs, "second_focal_point", "end", "Ce n'est pas la même famille")
    assert links(table, mine, "caseworker") == []
    assert links(table, theirs, "colleague_caseworker") == []


def test_declaring_lets_go_of_the_case_its_deadlines_and_a_shown_identity(both_table):
    code = both_table.office.informed()
    both_table.office.identity(code)
    both_table.office.on(
        code, lambda case: reveal_identity(case, "planned_call", "", actor_named("caseworker"))
    )
    both_table.conflict(code, "caseworker", by="caseworker")

    def left(case):
        hands = {one.assignee_id for one in open_tasks("case", case.id)}
        return case.assignee_id, hands, case_by_code(actor_named("caseworker"), case.code)

    assert both_table.office.see(code, left) == (None, {None}, None)


def test_nobody_gives_the_case_to_somebody_in_conflict(table):
    code = table.office.open()
    table.conflict(code, "caseworker")

    def give(case, **more):
        focal = actor_named("focal_point")
        assign(case, user_named("caseworker").id, focal, **more)

    with pytest.raises(Conflicted):
        table.office.on(code, give)
    with pytest.raises(Conflicted):
        table.office.on(
            code,
            lambda case: assign(
                case,
                user_named("colleague_caseworker").id,
                actor_named("focal_point"),
                backup_id=user_named("caseworker").id,
            ),
        )


def test_a_caseworker_declares_for_themselves_only_and_once(table):
    code = table.office.assigned()
    with pytest.raises(OnlyOneself):
        table.conflict(code, "colleague_caseworker", by="caseworker")
    table.conflict(code, "colleague_caseworker")
    with pytest.raises(ConflictKnown):
        table.conflict(code, "colleague_caseworker", by="second_focal_point")


def test_a_conflict_is_ended_by_somebody_else_and_the_case_can_be_given_again(table):
    code = table.office.open()
    table.conflict(code, "caseworker")

    def end(case):
        end_conflict(case, conflicts_of(case)[0], actor_named("focal_point"))

    table.office.on(code, end)
    with pytest.raises(ConflictKnown):
        table.office.on(code, end)
    table.office.on(
        code, lambda case: assign(case, user_named("caseworker").id, actor_named("focal_point"))
    )


def test_focal_point_can_declare_and_end_a_conflict_in_the_browser(table, client_as):
    code = table.office.assigned()
    focal, at = client_as("focal_point"), f"/c/{code}/together"
    person = table.office.actor("caseworker").user_id
    focal.submit(f"{at}/conflicts/new", {"person": str(person), "words": "Parente"})
    client_as("caseworker").get(f"/c/{code}", 404)
    shown = focal.get(at).text
    ended = shown.partition(f"{at}/conflicts/")[2].partition(f"{at}/conflicts/")[2]
    focal.submit(f"{at}/conflicts/{ended.partition(chr(34))[0]}", {}, containing="csrf_token")
    assert "Terminé" in focal.get(at).text


@pytest.mark.parametrize("who", ["prosecutor_liaison", "shelter"])
def test_a_focal_point_keeps_any_account_of_the_region_from_the_case(table, client_as, who):
    code = table.office.assigned()
    report(table.office, code)
    if who == "prosecutor_liaison":
        assert code in client_as(who).get(f"/p/{code}").text
    person = table.office.actor(who).user_id
    at = f"/c/{code}/together/conflicts/new"
    client_as("focal_point").submit(at, {"person": str(person), "words": "Parente"})
    if who == "prosecutor_liaison":
        for page in (f"/p/{code}", f"/p/{code}/report/1", f"/p/{code}/measure"):
            client_as(who).get(page, 404)
        assert all(code not in client_as(who).get(page).text for page in ("/", "/p"))


def test_whoever_knows_the_people_receives_neither_the_case_nor_a_request_about_them(
    table, client_as
):
    office = table.office
    code, transfer = proposed(office)
    to = office.house("other_association")

    def send(case):
        asked = Addressed("LEGAL_REP", to, "routine")
        made = referrals.prepare(case, asked, actor_named("caseworker"))
        referrals.choose(made, Preparation("LEGAL_REP", "routine", texts=TEXTS), made.version)
        referrals.send(made, case, actor_named("caseworker"), made.version)
        return made.reference

    referral = office.on(code, send)
    reader = client_as("caseworker_elsewhere")
    pages = (f"/h/{transfer}", f"/r/{referral}", f"/r/{referral}/ask")
    lists = ("/h", "/r", "/", "/t")
    for page in pages:
        reader.get(page)
    assert all(transfer in reader.get(page).text for page in ("/h", "/t"))
    assert all(referral in reader.get(page).text for page in ("/r", "/", "/t"))
    table.conflict(code, "caseworker_elsewhere")
    for page in pages:
        reader.get(page, 404)
    for page in lists:
        shown = reader.get(page).text
        assert transfer not in shown, page
        assert referral not in shown, page
