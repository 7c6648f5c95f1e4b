"""What becomes of fictional screenings: begun, saved, sent, answered, triaged into cases."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from casework.cases import queries as case_queries
from casework.demo.case_stories import CaseStories
from casework.demo.interviews import LOCKED_IN, Met, meet, pages
from casework.demo.life import Kept, World
from casework.demo.patterns import BY_NAME, ORDINARY, REGION_WEIGHTS, SUSPECT, Pattern
from casework.demo.scenes import OTHER_FORMS, SCREENINGS, SHOWN_REGIONS, ScreeningScene
from casework.demo.simulation import last_office_hour
from casework.directory.codes import provinces
from casework.policy import Actor, Role
from casework.screening import service
from casework.screening.domain.assessment import ADULT_AGE
from casework.screening.domain.finding import Band, Priority
from casework.screening.loader import current_instrument

FLAGGED_AMONG_SUSPECT = 0.62
FROM_SCREENINGS = 0.7
FLAGS = (Band.A, Band.B, Band.C)
UNFINISHED, LATELY = 0.2, timedelta(hours=40)
AHEAD = 2
HALF = 6  # sections of a draft that was left
AGAIN_AFTER = (14.0, 27.0)
LONG, SHORT = "labour_inspection", "labour_short"


@dataclass
class Seen:
    """Somebody who was screened, and what the country knows of it."""

    kept: Kept | None
    region: str
    met: Met
    chance: random.Random
    inspector: Actor
    band: Band = Band.F
    lower: tuple[Band, ...] = ()
    stop: str = ""
    form: str = LONG

    def row(self) -> Any:
        """The screening as it is stored now."""
        assert self.kept is not None  # noqa: S101 - it was begun before
        return self.kept.row()


class ScreeningStories:
    """Screenings of the whole country, and the cases that come of them."""

    def __init__(self, world: World, cases: CaseStories, seed: int) -> None:
        self._world, self._cases, self._seed = world, cases, seed
        self._simulation, self._country = world.simulation, world.country
        self._suspect_share = 0.0
        self._to_see_again: list[tuple[datetime, int, Seen]] = []
        self._order = count()

    def plan(self, wanted: int) -> None:
        """Spread the screenings over the two years, the scenes of today at their end."""
        flagged = self._cases.quota.wanted * FROM_SCREENINGS / FLAGGED_AMONG_SUSPECT
        self._suspect_share = min(0.9, flagged / max(wanted, 1))
        staged = [(scene, region) for region in SHOWN_REGIONS for scene in SCREENINGS]
        staged += [(scene, region) for region in SHOWN_REGIONS for scene in OTHER_FORMS]
        staged = staged[: wanted // 4]
        for number in range(wanted - len(staged)):
            chance = random.Random(f"{self._seed} screening {number}")  # noqa: S311 - no keys
            part = (number + chance.random()) / (wanted - len(staged))
            self._simulation.at(self._simulation.share(part), partial(self._screen, chance))
        for number, (scene, region) in enumerate(staged):
            chance = random.Random(f"{self._seed} scene {number}")  # noqa: S311 - no keys
            moment = last_office_hour(self._simulation.end - timedelta(days=scene.days))
            self._simulation.at(moment, partial(self._stage, chance, scene, region))

    # ── by chance ────────────────────────────────────────────────────────────────────────────

    def _screen(self, chance: random.Random) -> None:
        """Somebody new; or, when the time has come, somebody who was to be seen again."""
        if self._to_see_again and self._to_see_again[0][0] <= self._simulation.now:
            _due, _order, before = heapq.heappop(self._to_see_again)
            self._see_again(before)
            return
        region = drawn_region(chance)
        inspector = chance.choice(self._country.of(Role.INSPECTOR, region))
        met = meet(chance, self._pattern(chance))
        seen = Seen(None, region, met, chance, inspector, form=form_for(met))
        self._begin(seen, unfinished=self._is_left(chance))

    def _pattern(self, chance: random.Random) -> Pattern:
        """Suspect situations as often as the wanted number of cases needs, not more."""
        suspect = chance.random() < self._suspect_share
        coming = self._cases.by_chance + self._cases.promised
        ahead = coming - self._cases.quota.at(self._simulation.passed)
        if ahead > AHEAD or self._cases.promised >= self._cases.room:
            suspect = False
        offered = SUSPECT if suspect else ORDINARY
        return chance.choices(offered, [one.share for one in offered])[0]

    def _is_left(self, chance: random.Random) -> bool:
        """Whether the inspector has not come back to it yet."""
        late = self._simulation.end - self._simulation.now < LATELY
        return chance.random() < UNFINISHED and late

    def _see_again(self, before: Seen) -> None:
        """The second screening of somebody who was at risk; mostly, things have got better."""
        chance = before.chance
        pattern = chance.choices((BY_NAME["ordinary"], BY_NAME["labour_breach"]), (3, 1))[0]
        calm = frozenset[str]()
        known = replace(
            before.met, pattern=pattern, codes=meet(chance, pattern).codes, dangers=calm
        )
        seen = Seen(None, before.region, known, chance, before.inspector, form=before.form)
        self._begin(seen, unfinished=False, again=before.row())

    # ── today ────────────────────────────────────────────────────────────────────────────────

    def _stage(self, chance: random.Random, scene: ScreeningScene, region: str) -> None:
        danger = LOCKED_IN if scene.urgent else ""
        met = meet(chance, BY_NAME[scene.pattern], clear=True, danger=danger)
        inspector = self._country.of(Role.INSPECTOR, region)[0]
        seen = Seen(None, region, met, chance, inspector, stop=scene.stop, form=scene.form)
        self._begin(seen, unfinished=scene.stop == "draft")

    # ── one screening ────────────────────────────────────────────────────────────────────────

    def meet_at(self, visit: Any, name: str, chance: random.Random, inspector: Actor) -> None:
        """Somebody met at a visit, by the form that is usual there; they are answered like all."""
        met = meet(chance, BY_NAME[name], clear=True)
        form = service.usual_instrument()
        seen = Seen(None, visit.region, met, chance, inspector, form=form.id)
        self._fill(service.begin_at(visit, form, inspector), seen, unfinished=False)

    def _begin(self, seen: Seen, *, unfinished: bool, again: Any = None) -> None:
        here = [code for code, one in provinces().items() if one.region == seen.region]
        form = current_instrument(seen.form)
        place = seen.chance.choice(here)
        screening = service.begin(seen.region, place, seen.inspector, again, instrument=form)
        self._fill(screening, seen, unfinished)

    def _fill(self, screening: Any, seen: Seen, unfinished: bool) -> None:
        form = current_instrument(seen.form)
        seen.kept = Kept.of(screening)
        sections = list(pages(seen.chance, form, seen.met))
        marked = sections[:HALF] if unfinished else sections
        service.transcribe(screening, marked, seen.inspector, screening.version)
        if unfinished:
            return
        result = service.send(screening, seen.inspector, screening.version)
        seen.band, seen.lower = result.band, result.lower()
        self._cases.promised += seen.band in FLAGS
        if seen.stop != "sent":
            soon = 1.5 if seen.band in FLAGS else 30.0
            self._then(seen, 0.3, soon, self._answer)

    def _then(self, seen: Seen, low: float, high: float, act: Callable[[Seen], None]) -> None:
        wait = timedelta(hours=seen.chance.uniform(low, high))
        self._simulation.after(wait, partial(act, seen))

    def _focal(self, seen: Seen) -> Actor:
        return seen.chance.choice(self._country.of(Role.FOCAL_POINT, seen.region))

    def _answer(self, seen: Seen) -> None:
        focal = self._focal(seen)
        if seen.stop == "lowering" or self._is_disputed(seen):
            self._ask_lowering(seen, focal)
            return
        screening = seen.row()
        closing = service.Answered(reason="La personne ne souhaite pas en dire plus (démo).")
        state = service.confirm(screening, focal, screening.version, closing)
        if state == "S04":
            due = self._simulation.now + timedelta(days=seen.chance.uniform(*AGAIN_AFTER))
            heapq.heappush(self._to_see_again, (due, next(self._order), seen))
        if seen.band in FLAGS and seen.stop != "flagged":
            self._then(seen, 0.2, 10, self._triage)

    def _is_disputed(self, seen: Seen) -> bool:
        """Now and then; and where there is no room for one more case."""
        if seen.stop or seen.band not in FLAGS or not seen.lower:
            return False
        return self._is_crowded or (seen.band is not Band.A and seen.chance.random() < 0.04)

    @property
    def _is_crowded(self) -> bool:
        return self._cases.promised > self._cases.room

    def _ask_lowering(self, seen: Seen, focal: Actor) -> None:
        screening = seen.row()
        target = seen.lower[-1 if self._is_crowded else 0]
        words = "Réponses revues avec l'inspecteur (démo)."
        service.ask_lowering(screening, target, words, focal, screening.version)
        if seen.stop != "lowering":
            self._then(seen, 4, 30, partial(self._decide_lowering, target=target))

    def _decide_lowering(self, seen: Seen, target: Band) -> None:
        second = self._country.people["focal.national"]
        screening = seen.row()
        approve = self._is_crowded or seen.chance.random() < 0.5
        service.decide_lowering(screening, approve, "Vu (démo).", second, screening.version)
        if approve:
            self._cases.promised -= target not in FLAGS
            seen.band = target
        seen.lower = ()
        self._then(seen, 0.3, 5, self._answer)

    def _triage(self, seen: Seen) -> None:
        if self._cases.room <= 0:
            return
        focal = self._focal(seen)
        screening = seen.row()
        level = Priority(screening.priority or Priority.P4)
        code = service.triage(screening, level, "", focal, screening.version)
        self._cases.promised -= 1
        case = case_queries.case_by_code(focal, code)
        self._cases.begin(case, focal, seen.met, seen.chance, None)


def form_for(met: Met) -> str:
    """The short form for a grown person with little to tell; whoever hears more asks everything."""
    return SHORT if met.pattern in ORDINARY and met.age >= ADULT_AGE else LONG


def drawn_region(chance: random.Random) -> str:
    """A region, those with many people more often."""
    return chance.choices(list(REGION_WEIGHTS), list(REGION_WEIGHTS.values()))[0]
