"""Three fictional people whom two organisations wrote down, each in its own way.

In the earlier file the names stand in Latin letters, in the newer one in Arabic or as another
office heard them; a day and a month are exchanged, a digit is mistyped, a year is all that is
known. So the focal points of a demonstration have pairs to judge.
"""

from datetime import timedelta
from functools import partial

from casework.cases.domain.identity import Identity, PartialDate
from casework.demo.life import Life, World
from casework.matching import queries, service
from casework.policy import Actor, Role

WORDS = "Mêmes noms par le son, même téléphone (démo)."
COMPARED, LINKED, ASKED = "compared", "linked", "asked"
# What has happened to each pair by today.
PAIRS = {
    COMPARED: ("ouattara", "watara"),
    LINKED: ("el idrissi", "الإدريسي"),
    ASKED: ("benali", "بن علي"),
}
BEFORE = {COMPARED: timedelta(hours=20), LINKED: timedelta(days=6), ASKED: timedelta(hours=30)}
WRITTEN = {
    "ouattara": Identity(
        "Démo Aïssatou Ouattara", "Démo Aïssatou", "Ouattara", birth=PartialDate(1997, 4, 3),
        sex="female", nationality="CI", phone="06 00 00 41 27",
    ),
    "watara": Identity(
        "Démo Aissata Watara", "Démo Aissatou", "Watara", birth=PartialDate(1997, 3, 4),
        sex="female", nationality="CI", phone="06 00 00 41 72",
    ),
    "el idrissi": Identity(
        "Démo Fatima Zahra El Idrissi", "Démo Fatima Zahra", "El Idrissi",
        birth=PartialDate(1994, 9, 17), sex="female", nationality="MA", phone="06 00 00 18 05",
    ),
    "الإدريسي": Identity(
        "Démo فاطمة الزهراء الإدريسي", "Démo فاطمة الزهراء", "الإدريسي",
        birth=PartialDate(1994), sex="female", nationality="MA", phone="06 00 00 18 05",
    ),
    "benali": Identity(
        "Démo Mohamed Benali", "Démo Mohamed", "Benali", birth=PartialDate(1989, 11, 2),
        sex="male", nationality="MA", phone="06 00 00 66 90",
    ),
    "بن علي": Identity(
        "Démo محمد بن علي", "Démo محمد", "بن علي", birth=PartialDate(1990, 11, 2),
        sex="male", nationality="MA", phone="06 00 00 66 90",
    ),
}  # fmt: skip


class MeetingsTwice:
    """What becomes of the pairs, once both have a name on file. A country too small for the scenes
    of both has no pair."""

    def __init__(self, world: World) -> None:
        self._world = world

    def plan(self) -> None:
        """The pairs are looked at in the last days before today."""
        simulation = self._world.simulation
        for what, names in PAIRS.items():
            simulation.at(simulation.end - BEFORE[what], partial(self._look, what, *names))

    def _look(self, what: str, earlier: str, newer: str) -> None:
        named = self._world.named
        if earlier not in named or newer not in named:
            return
        act = {COMPARED: self._compare, LINKED: self._link, ASKED: self._ask}[what]
        act(named[earlier], named[newer])

    def _ask(self, _earlier: Life, newer: Life) -> None:
        """Whoever works the newer file asks the focal point."""
        service.ask_of_case(self._world.case(newer), self._world.worker(newer))

    def _link(self, earlier: Life, newer: Life) -> None:
        pair = queries.pair(newer.case_id, earlier.case_id)
        assert pair is not None  # noqa: S101 - found when the second name was recorded
        service.judge(pair, "link", WORDS, self._focal(newer))

    def _compare(self, earlier: Life, newer: Life) -> None:
        """The words leave it open: the caseworker of the newer file is asked to compare."""
        self._ask(earlier, newer)
        pair = queries.pair(newer.case_id, earlier.case_id)
        assert pair is not None  # noqa: S101 - found when the second name was recorded
        service.ask_comparison(pair, "newer", self._focal(newer), pair.version)

    def _focal(self, life: Life) -> Actor:
        return self._world.country.of(Role.FOCAL_POINT, life.region)[0]
