"""Every kind of deadline of pairs of files, labour records, questionnaires, emergency access."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.assistance import service as assistance
from casework.assistance.domain.counting import AGREED
from casework.cases import queries as case_queries
from casework.cases.domain.identity import Identity, PartialDate
from casework.db import db
from casework.matching import queries as pairs
from casework.matching import service as matching
from casework.oversight import queries as oversight_queries
from casework.oversight import service as oversight
from casework.oversight.models import UrgentAccess
from casework.screening import library
from casework.screening.administration import queries as instruments
from casework.screening.administration import service as administration
from casework.visits import service as visits
from tests.factories import actor_named, user_named
from tests.integration.tasks.kinds.world import (
    A_WEEK,
    HOURS_72,
    SLOWLY,
    STAYS,
    THREE_DAYS,
    WORKING,
    Act,
    Kind,
    World,
    about_the_case,
    nothing,
    then,
)


def pair(w: World) -> str:
    """Two files that may be one person's, and a search that asked about it."""
    family, day = next(w.families), next(w.days)
    somebody = Identity(
        family, family, family, PartialDate(1980 + day, day, 2 * day), phone=f"06 00 00 00 0{day}"
    )
    w.pairs.file("caseworker", somebody)
    newer = w.pairs.file("caseworker_elsewhere", somebody)
    w.on(newer, lambda case: matching.ask_of_case(case, actor_named("caseworker_elsewhere")))
    ref: str = w.see(newer, lambda case: pairs.of_case(case.id)[0].reference)
    return ref


def judged(action: str, by: str = "focal_point", **more: Any) -> Act:
    """A focal point says something of the pair."""
    return lambda w, ref: w.pairs.judge(ref, action, by, **more)


def compared(w: World, ref: str) -> None:
    """The caseworker of the earlier file compared."""

    def act() -> None:
        one = pairs.comparison_for(actor_named("caseworker"), ref)
        matching.answer_comparison(
            one, "cannot_say", "", actor_named("caseworker"), one.review.version
        )

    w.do(act)


def on_record(act: Any) -> Act:
    """Run `act(labour record)`."""
    return lambda w, ref: w.ground.in_record(ref, act)


def labour(w: World) -> str:
    """What was observed at a visit."""
    return w.ground.record()


notice = on_record(
    lambda one: visits.give_notice(one, 8, False, actor_named("owner_inspector"), one.version)
)
danger = on_record(
    lambda one: visits.give_notice(one, 0, True, actor_named("owner_inspector"), one.version)
)
invite = on_record(
    lambda one: visits.invite(
        one, case_queries.today() + timedelta(days=6), actor_named("owner_inspector"), one.version
    )
)
report = on_record(
    lambda one: visits.report(one, "12/2027", actor_named("owner_inspector"), one.version)
)
copies = on_record(
    lambda one: visits.send_copies(
        one, ("court", "directorate", "file"), actor_named("owner_inspector"), one.version
    )
)
write_more = on_record(
    lambda one: visits.write_observations(
        one, ("hours", "safety"), 3, "Suite", actor_named("owner_inspector"), one.version
    )
)


def questionnaire(w: World) -> str:
    """A draft that waits for its reader; gives its id and number."""

    def act() -> str:
        author = actor_named("administrator")
        made = administration.copy_version(library.current("labour_short"), author)
        page = instruments.version_page(author, "labour_short", str(made.number))
        reader = user_named("national_focal_point").id
        administration.propose(page, reader, author, made.version)
        return str(made.number)

    return str(w.do(act))


def on_version(act: Any) -> Act:
    """Run `act(page)`."""
    return lambda w, number: w.do(
        lambda: act(instruments.version_page(actor_named("administrator"), "labour_short", number))
    )


publish = on_version(
    lambda page: administration.publish(
        page.row, page.row.content_hash, actor_named("national_focal_point"), page.row.version
    )
)
send_back = on_version(
    lambda page: administration.send_back(
        page.row, "À revoir", actor_named("national_focal_point"), page.row.version
    )
)
propose = on_version(
    lambda page: administration.propose(
        page, user_named("national_focal_point").id, actor_named("administrator"), page.row.version
    )
)


def broken_open(w: World) -> str:
    """An emergency access; gives its id and the code."""
    code = w.assigned()

    def act() -> str:
        actor = actor_named("colleague_caseworker")
        door = oversight_queries.door(actor, code)
        return str(oversight.open_urgent(door, "health", "La personne perd connaissance", actor).id)

    return f"{code} {w.do(act)}"


def justified(w: World, both: str) -> None:
    """A focal point says that it was right."""

    def act() -> None:
        access = db.session.get_one(UrgentAccess, UUID(both.split()[1]))
        oversight.review(access, "justify", "Oui", actor_named("focal_point"), access.version)

    w.do(act)


def distribution(w: World) -> str:
    """Somebody who agreed to be met at a distribution."""
    ref = w.store.planned(w.store.project(f"ESSAI-{next(w.days)}"))
    w.store.count(ref, "side", AGREED)
    return ref


def stocked(w: World, ref: str) -> None:
    """Goods arrive there."""
    w.store.goods(ref, "received", "Savon", 5)


def somebody_met(w: World, ref: str) -> None:
    """A caseworker of the house met them."""
    w.store.on(ref, assistance.met, "caseworker_elsewhere")


KINDS = (
    Kind("match", "judge_match_0", WORKING[3], SLOWLY, pair, nothing, judged("separate")),
    Kind("match", "compare_files", WORKING[3], SLOWLY,
         then(pair, lambda w, ref: w.pairs.asked_to_compare(ref)), nothing, compared),
    Kind("match", "confirm_match_0", WORKING[2], SLOWLY,
         then(pair, judged("propose_merge", leading="earlier")), nothing,
         judged("confirm_merge", "second_focal_point")),
    Kind("labour", "act_on_observation", WORKING[5], SLOWLY, labour, write_more, notice),
    Kind("labour", "check_notice", ("2027-02-13 23:59", "2027-03-20 23:59"), SLOWLY,
         then(labour, notice), write_more, invite),
    Kind("labour", "hold_conciliation", ("2027-02-11 23:59", "2027-03-18 23:59"), SLOWLY,
         then(labour, invite), write_more, notice),
    Kind("labour", "send_copies", WORKING[5], SLOWLY, then(labour, danger, report), write_more,
         copies),
    Kind("instrument", "publish_instrument", A_WEEK, STAYS, questionnaire, nothing, publish),
    Kind("instrument", "rework_instrument", A_WEEK, STAYS, then(questionnaire, send_back), nothing,
         propose),
    Kind("urgent_access", "review_urgent", HOURS_72, SLOWLY, broken_open, about_the_case,
         justified),
    Kind("operation", "meet_from_distribution", THREE_DAYS, SLOWLY, distribution, stocked,
         somebody_met),
)  # fmt: skip
