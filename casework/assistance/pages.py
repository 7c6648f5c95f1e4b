"""What the pages of distributions and training show."""

from typing import Any

from casework.accounts import queries as accounts
from casework.accounts.domain.organisations import Kind
from casework.accounts.names import KINDS
from casework.assistance import kit_queries, queries, texts
from casework.assistance.domain.counting import (
    HEARD_AFTER,
    NATIONALITY,
    NEED,
    PEOPLE,
    REFERRAL,
    SIDE,
    VISIT,
    Reach,
    cell,
)
from casework.assistance.domain.lists import (
    AGES,
    NEEDS,
    OTHER_NATIONALITY,
    SEXES,
    SIDE_ACTIVITIES,
)
from casework.assistance.domain.track import DONE, OPEN, TABLE
from casework.assistance.kit_forms import version_name
from casework.assistance.models import Operation
from casework.cases.forms.identity import countries
from casework.cases.queries import today
from casework.funding import queries as funding
from casework.funding.charging import charged_for
from casework.kernel.workflow import possible
from casework.policy import Actor, permissions_of
from casework.web.codes import service_choices, service_name
from casework.web.languages import current_language, current_locale
from casework.workflow.service import history


def operation_page(row: Operation, actor: Actor) -> dict[str, Any]:
    """A distribution: plan, goods, people, what followed."""
    kits, reach = kit_queries.kits_moved([row.id]), queries.reach_of(row.id)
    arrows = possible(TABLE, row.state, permissions_of(actor, row.resource()))
    return {
        "operation": row,
        "spot": row.spot.reveal() if row.spot else None,
        "reach": reach,
        "items": queries.stock(row.id),
        "moves": [one for one in queries.moves_of(row.id) if one.kit_move_id is None],
        "kits": kits,
        "may_hear": row.state == DONE and today() >= row.on + HEARD_AFTER,
        "monitoring": row.monitoring.reveal() if row.monitoring else None,
        "charges": charged_for("distribution", row.id)
        + charged_for("kit", *(k.move.id for k in kits)),
        "actions": [arrow.action for arrow in arrows],
        "open": row.state in OPEN,
        "mine": actor.user_id,
        "names": _names(row),
        "ends_tokens": funding.leads(row.project_id, actor),
        "project_code": project_code(actor, row),
        "donors": funding.donors_of(row.project_id),
        "lead": accounts.organisation_names([row.organisation_id], current_language()).get(
            row.organisation_id, ""
        ),
        **_told(reach),
    }


def _told(reach: Reach) -> dict[str, Any]:
    """The tallies in words; what was not counted is left out."""
    return {
        "ages": texts.AGES,
        "cell": cell,
        "nationalities": [(country_name(code), n) for code, n in reach.nationalities.items()],
        "needs": [(texts.NEEDS[one], reach.of(NEED, one)) for one in NEEDS if reach.of(NEED, one)],
        "side": [
            (words, reach.of(SIDE, one)) for one, words in texts.SIDE.items() if reach.of(SIDE, one)
        ],
        "referrals": [(referral_name(*pair), n) for pair, n in reach.referrals.items()],
    }


def tally_page(row: Operation) -> dict[str, Any]:
    """The counting page: one big button a cell."""
    reach = queries.reach_of(row.id)
    nations = sorted(reach.nationalities, key=country_name)
    return {
        "operation": row,
        "reach": reach,
        "people": [
            (sex, texts.SEXES[sex], [(cell(sex, age), texts.AGES[age]) for age in AGES])
            for sex in SEXES
        ],
        "tables": [
            (NATIONALITY, [(code, country_name(code)) for code in nations]),
            (NEED, [(code, texts.NEEDS[code]) for code in NEEDS]),
            (REFERRAL, [(f"{a}:{b}", referral_name(a, b)) for a, b in reach.referrals]),
            (SIDE, [(code, texts.SIDE[code]) for code in SIDE_ACTIVITIES if code != UNNAMED]),
            (VISIT, list(texts.VISITS.items())),
        ],
        "people_table": PEOPLE,
        "services": service_choices(),
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "countries": [*countries(), (OTHER_NATIONALITY, texts.OTHER_NATIONALITY)],
    }


def kits_possible(row: Operation) -> list[tuple[str, int]]:
    """Each kit that may move, and how many the stock holds."""
    stocks = {(one.item, one.unit): one.stock for one in queries.stock(row.id)}
    return [(version_name(one), one.contents.possible(stocks)) for one in kit_queries.offered(row)]


def project_code(actor: Actor, row: Any) -> str:
    """The code of the project, for those who take part in it."""
    for one in funding.projects(actor):
        if one.id == row.project_id:
            return one.code
    return ""


def country_name(code: str) -> str:
    """A country in the reader's language."""
    if code == "other":
        return str(texts.OTHER_NATIONALITY)
    return str(current_locale().territories.get(code, code))


def referral_name(service: str, kind: str) -> str:
    """`Primary health care · Association or NGO`."""
    return f"{service_name(service)} · {KINDS[Kind(kind)]}" if kind else service_name(service)


def kind_name(kind: str) -> str:
    """A kind of organisation in the reader's language."""
    return str(KINDS[Kind(kind)])


def project_choices(actor: Actor) -> list[tuple[str, str]]:
    """The projects of the organisation, for forms."""
    return [(one.code, f"{one.code} · {one.title}") for one in funding.projects(actor)]


def _names(row: Operation) -> dict[Any, str]:
    moves = queries.moves_of(row.id)
    people = {one.first_signed_by_id for one in moves} | {one.second_signed_by_id for one in moves}
    steps = {one.actor_id for one in history("operation", row.id)}
    return accounts.user_displays([one for one in people | steps if one is not None])


UNNAMED = "referral_made"
"""Referrals of the time before services were named: shown where there are some, asked no more."""
WORDS = {
    "help_words": texts,
    "version_name": version_name,
    "country_name": country_name,
    "service_name": service_name,
    "kind_name": kind_name,
}
