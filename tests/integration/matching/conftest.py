"""Two files of one person in two organisations, as people make them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from casework.cases.domain.consent import Said
from casework.cases.domain.identity import Identity, PartialDate
from casework.cases.queries import particulars_of, today
from casework.cases.service import assign, open_case, record_consent, record_identity
from casework.db import db
from casework.encryption import create_data_key
from casework.kernel.clock import now
from casework.matching import service
from casework.matching.domain import Found
from casework.matching.models import MatchReview, MatchSearch
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import ADULT, IN_WORDS, Desk

FIRST = Identity(
    spoken_name="Canarimohamed Canariwattara",
    given_name="Mohamed",
    family_name="Canariwattara",
    birth=PartialDate(1998, 4, 3),
    sex="male",
    nationality="CI",
    phone="06 99 88 77 66",
)
SAME = replace(
    FIRST,
    spoken_name="محمد",
    given_name="محمد",
    family_name="Canariouatara",
    birth=PartialDate(1998, 3, 4),
    phone="06 99 88 77 67",
)
STRANGER = Identity("Aïcha Diallo", "Aïcha", "Diallo", PartialDate(2001, 5, 6), "female", "ML")
TYPED = {
    "reason": "came_forward",
    "given_name": "Mohammed",
    "family_name": "Canariwatara",
    "birth-day": "4",
    "birth-month": "3",
    "birth-year": "1998",
}


@dataclass
class House(Desk):
    """`caseworker` has the earlier file in Casablanca, `caseworker_elsewhere` the newer one."""

    app: Flask

    def file(self, to: str, identity: Identity, region: str = "MA-06") -> str:
        """A case of this caseworker with this identity on record; gives its code."""
        by = "focal_point" if region == "MA-06" else "focal_point_elsewhere"

        def act() -> str:
            case = open_case(
                screening_id=None,
                search="no_name",
                region=region,
                priority="P2",
                card=ADULT,
                actor=actor_named(by),
            )
            if region == "MA-06":
                assign(case, user_named(to).id, actor_named(by))
            else:  # the cast has no caseworker who is active there
                case.assignee_id = user_named(to).id
                case.organisation_id = user_named(to).organisation_id
            return case.code

        code = str(self.do(act))
        self.agreed(code, to)
        self.named(code, identity, to)
        return code

    def agreed(self, code: str, by: str) -> None:
        """The person agreed to a case file."""
        until = today().replace(year=today().year + 1)
        said = Said("P2", "given", None, until)
        self.on(code, lambda case: record_consent(case, said, IN_WORDS, actor_named(by)))

    def named(self, code: str, identity: Identity, by: str) -> None:
        """The identity is recorded or corrected."""
        self.on(code, lambda case: record_identity(case, identity, "", actor_named(by)))

    def both(self) -> tuple[str, str, str]:
        """The codes of two files of one person, and the reference of the pair."""
        earlier = self.file("caseworker", FIRST)
        newer = self.file("caseworker_elsewhere", SAME)
        return earlier, newer, self.reference()

    def reference(self) -> str:
        """The pair found last."""
        with self.app.app_context():
            found = db.session.query(MatchReview).order_by(MatchReview.made_at.desc()).first()
            assert found is not None
            return found.reference

    def pairs(self) -> int:
        """How many pairs there are."""
        with self.app.app_context():
            return db.session.query(MatchReview).count()

    def state(self, ref: str) -> str:
        """Where a pair stands."""
        with self.app.app_context():
            return pair_named(ref).state

    def judge(self, ref: str, action: str, by: str = "focal_point", **more: Any) -> None:
        """A focal point acts on a pair."""
        self.pair(ref, lambda row: service.judge(row, action, "Motif.", actor_named(by), **more))

    def pair(self, ref: str, act: Callable[[MatchReview], Any]) -> Any:
        """Run `act(review)` in one unit of work."""
        return self.do(lambda: act(pair_named(ref)))

    def asked_to_compare(self, ref: str, whose: str = "earlier") -> None:
        """A focal point asks the caseworker of one of the two files."""
        self.pair(
            ref,
            lambda row: service.ask_comparison(row, whose, actor_named("focal_point"), row.version),
        )

    def searched(self, by: str = "caseworker_elsewhere") -> str:
        """A search for the person of the earlier file; gives its id."""
        return str(
            self.do(lambda: service.search(particulars_of(FIRST), "other", actor_named(by)).id)
        )

    def merged(self) -> tuple[str, str, str]:
        """Two files merged; the earlier leads."""
        earlier, newer, ref = self.both()
        self.judge(ref, "propose_merge", leading="earlier")
        self.judge(ref, "confirm_merge", "second_focal_point")
        return earlier, newer, ref


def pair_named(ref: str) -> MatchReview:
    """The row of a reference."""
    return db.session.query(MatchReview).filter_by(reference=ref).one()


def search_of(persona: str) -> MatchSearch:
    """A search that found nobody, as it is stored."""
    made = MatchSearch(
        user_id=actor_named(persona).user_id, region="MA-06", at=now(), reason="other"
    )
    create_data_key("search", made.id)
    made.found = Found()
    return made


@pytest.fixture
def house(app: Flask) -> House:
    """On each store in turn."""
    return House(app)


@pytest.fixture
def quick_house(sqlite_app: Flask) -> House:
    """On SQLite only."""
    return House(sqlite_app)
