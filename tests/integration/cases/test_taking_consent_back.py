"""An agreement is taken back: what rested on it ends in the same act."""

import pytest

from casework.cases import queries, service, withdrawals
from casework.cases.domain.consent import NothingToWithdraw
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import IN_WORDS


def worker():
    return actor_named("caseworker")


def test_withdrawal_ends_what_rested_on_it_at_once(desk, monkeypatch):
    code = desk.assigned()
    with desk.app.app_context():
        house = organisation_named("shelter_house").id
    desk.consent(code)
    desk.consent(code, "P3", recipient_id=house)
    desk.consent(code, "P8")
    taken = []
    lost = {"P3": [withdrawals.Loss(house, "R-TEST")]}
    subscriber = (
        lambda case_id, question: lost.get(question[0], []),
        lambda case_id, question, actor: taken.append(question),
        lambda case_id, question: lost.get(question[0], []),
        lambda case_id, question: [],
    )
    monkeypatch.setattr(withdrawals, "_subscribers", [subscriber])
    assert desk.see(code, lambda case: service.losses(case, ("P2", None))) == [
        withdrawals.Loss(house, "R-TEST")
    ]
    desk.on(code, lambda case: service.withdraw_consent(case, ("P2", None), IN_WORDS, worker()))
    assert {purpose for purpose, _recipient in taken} == {"P2", "P3", "P8"}
    for purpose, recipient in (("P2", None), ("P3", house), ("P8", None)):
        assert (
            desk.see(code, lambda case, p=purpose, r=recipient: queries.consents_for(case, p, r))
            is None
        )
    with pytest.raises(NothingToWithdraw):
        desk.on(code, lambda case: service.withdraw_consent(case, ("P2", None), IN_WORDS, worker()))


def test_no_after_a_yes_is_a_withdrawal(desk):
    code = desk.assigned()
    desk.consent(code)
    desk.consent(code, answer="refused")
    answers = desk.see(code, lambda case: [line.answer for line in queries.ledger(case.id)])
    assert answers == ["given", "withdrawn"]
