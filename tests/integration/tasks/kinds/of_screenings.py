"""Every kind of deadline of a screening."""

from typing import Any

from casework.screening import service as screening
from casework.screening.domain.finding import Band, Priority
from casework.screening.revisions import correction_draft, correction_version
from tests.factories import actor_named
from tests.integration.screening.conftest import AT_RISK, BARE, CALM, CLOSING, STRONG, given
from tests.integration.tasks.kinds.world import (
    A_WEEK,
    AT_ONCE,
    HOURS_72,
    SLOWLY,
    TWO_HOURS,
    WORKING,
    Act,
    Kind,
    World,
    nothing,
)


def on_screening(act: Any) -> Act:
    """Run `act(screening)`."""
    return lambda w, ref: w.ground.on(ref, act)


send_screening = on_screening(
    lambda one: screening.send(one, actor_named("owner_inspector"), one.version)
)
confirm = on_screening(
    lambda one: screening.confirm(one, actor_named("focal_point"), one.version, CLOSING)
)
decide = on_screening(
    lambda one: screening.decide_lowering(
        one, False, "Non", actor_named("second_focal_point"), one.version
    )
)
triage = on_screening(
    lambda one: screening.triage(one, Priority.P2, "", actor_named("focal_point"), one.version)
)
read = on_screening(
    lambda one: screening.read_correction(one, actor_named("focal_point"), one.version)
)
view = on_screening(
    lambda one: screening.note_view(
        one, Band.B, "À revoir", actor_named("owner_inspector"), one.version
    )
)
flag_again = on_screening(
    lambda one: screening.flag(one, Band.B, "Revue", actor_named("focal_point"), one.version)
)


def correct(w: World, ref: str) -> None:
    """The author corrects an answer."""
    worker = w.actor("owner_inspector")

    def version(one: Any) -> int:
        return correction_version(one, correction_draft(one))

    other = {"sex": given("male")}
    w.ground.on(ref, lambda one: screening.correct_section(one, other, worker, version(one)))
    w.ground.on(ref, lambda one: screening.send_correction(one, "Précisé", worker, version(one)))


def go_on_writing(w: World, ref: str) -> None:
    """One more page of the draft."""
    w.ground.fill(ref, {"sex": given("male")})


def lowering(w: World) -> str:
    """A focal point asked for the band to be lowered; nobody else decided."""
    ref: str = w.ground.sent(CALM)

    def act(one: Any) -> None:
        screening.ask_lowering(
            one, Band.E, "Ancien emploi", actor_named("focal_point"), one.version
        )

    w.ground.on(ref, act)
    return ref


def corrected(w: World) -> str:
    """A correction of what a case was opened from."""
    ref = w.ground.confirmed(CALM)
    triage(w, ref)
    correct(w, ref)
    return ref


KINDS = (
    Kind("screening", "finish_draft", ("2027-02-07 09:00", "2027-03-14 11:00"), SLOWLY,
         lambda w: w.ground.draft(BARE), go_on_writing, send_screening),
    Kind("screening", "confirm_band", TWO_HOURS, AT_ONCE, lambda w: w.ground.sent(STRONG), view,
         confirm),
    Kind("screening", "confirm_band", WORKING[2], SLOWLY, lambda w: w.ground.sent(CALM), view,
         confirm),
    Kind("screening", "decide_lowering", WORKING[2], SLOWLY,
         lowering, view, decide),
    Kind("screening", "triage", HOURS_72, SLOWLY, lambda w: w.ground.confirmed(CALM), nothing,
         triage),
    Kind("screening", "screen_again", ("2027-03-07 23:59", "2027-04-11 23:59"), SLOWLY,
         lambda w: w.ground.confirmed(AT_RISK), nothing, flag_again),
    Kind("screening", "give_feedback", A_WEEK, SLOWLY, lambda w: w.ground.sent(CALM), view,
         confirm),
    Kind("screening", "read_correction", WORKING[2], SLOWLY,
         corrected, nothing, read),
)  # fmt: skip
