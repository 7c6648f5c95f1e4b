"""The same fictional work in two homes, one sealed and one on the null cipher.

Made by Sanad's own services from one seed: the demo country, a caseworker's fifty cases, as many
of a colleague, and an inspector's draft with every page of it filled.
"""

import random
from dataclasses import dataclass
from pathlib import Path

from benchmarks.null_cipher import NullKeyring
from casework import create_app
from casework.accounts.queries import user
from casework.accounts.service import open_session
from casework.cases.domain.card import CaseCard
from casework.cases.service import open_case
from casework.db import db, unit_of_work
from casework.demo.country import Country, make_country
from casework.demo.interviews import meet, pages
from casework.demo.patterns import PATTERNS
from casework.encryption import create_keyring, keyring_path, open_keyring, provide_keyring
from casework.policy import Actor, Role
from casework.screening import service as screening
from casework.screening.loader import current_instrument
from casework.starting import bring_up
from config import Settings

REGION, PROVINCE = "MA-06", "06.141"
SEED = 27
CASES = 50


@dataclass(frozen=True)
class Workplace:
    """A home to serve, who is signed in there, and the page that is saved."""

    home: Path
    caseworker: str
    inspector: str
    draft_page: str


def make_workplace(home: Path, cipher: str) -> Workplace:
    """Fill an empty home. `cipher` is "sealed" or "null"."""
    home.mkdir(parents=True, mode=0o700)
    settings = Settings(home=home)
    create_keyring(keyring_path(home), None)
    app = create_app(settings)
    if cipher == "null":
        provide_keyring(app, lambda: NullKeyring(open_keyring(settings)))
    bring_up(app)
    with app.app_context():
        with unit_of_work():
            workplace = _fill(home, make_country(), random.Random(SEED))
        db.session.close()
        db.engine.dispose()
    return workplace


def _fill(home: Path, country: Country, chance: random.Random) -> Workplace:
    caseworker, colleague = country.of(Role.CASEWORKER, REGION)[:2]
    for _number in range(CASES):
        for actor in (caseworker, colleague):
            open_one(actor, chance)
    inspector = country.of(Role.INSPECTOR, REGION)[0]
    return Workplace(
        home,
        caseworker=_signed_in(caseworker),
        inspector=_signed_in(inspector),
        draft_page=_draft(inspector, chance),
    )


def open_one(actor: Actor, chance: random.Random) -> None:
    """A case of this caseworker."""
    foreign = chance.random() < 0.4
    card = CaseCard(
        age_band=chance.choice(("9-17", "18-24", "25-34", "35-44")),
        sex=chance.choice(("female", "male")),
        languages=("fr", "bm") if foreign else ("ary",),
        interpreter="needed" if foreign else "not_needed",
        exploitation=chance.choice(("domestic_work", "agriculture", "sexual", "begging")),
        nationality_group="sub_saharan_africa" if foreign else "moroccan",
    )
    priority = chance.choice(("P1", "P2", "P2", "P3"))
    open_case(
        screening_id=None,
        search="no_name",
        region=REGION,
        priority=priority,
        card=card,
        actor=actor,
    )


def _draft(inspector: Actor, chance: random.Random) -> str:
    """A draft of which every page was answered; gives the address of its page
    with most questions about indicators."""
    draft = screening.begin(REGION, PROVINCE, inspector)
    met = meet(chance, next(pattern for pattern in PATTERNS if pattern.name == "foreign_maid"))
    filled = list(pages(chance, current_instrument(), met))
    screening.transcribe(draft, filled, inspector, draft.version)
    sections = [section for section, _answers in filled]
    longest = max(sections, key=lambda one: sum(bool(asked.feeds) for asked in one.questions))
    return f"/s/{draft.reference}/{longest.id}"


def _signed_in(actor: Actor) -> str:
    found = user(actor.user_id)
    assert found is not None  # made a moment ago
    return open_session(found)
